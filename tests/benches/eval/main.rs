//! How good the search is on judged collections, the way a person would use it: records are imported
//! from files, questions are asked, answers are compared with what judges found relevant.
//!
//! `cargo xtask eval [--odd|--even] [--joined] [FOLDER..]`. A collection is a folder with `docs.jsonl` (id, title,
//! text), `queries.jsonl` (id, text) and `qrels.tsv` (query, document, gain). Without a folder, all of
//! `$FIELDBOOK_SHARED/corpora/search` or `../shared/corpora/search`. Tune on odd queries, report on even
//! ones; titles are left out where most documents share theirs with others, as they say nothing then. `--joined` makes
//! records of several documents: the stored figures of others do not apply then.
#![expect(clippy::print_stdout, reason = "a command for developers")]

mod collection;
mod peers;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::collection::{Figures, Half, evaluate};
use crate::peers::{PEERS, Row};

fn main() -> Result<()> {
    let mut half = Half::Both;
    let mut joined = false;
    let mut folders: Vec<PathBuf> = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--odd" => half = Half::Odd,
            "--even" => half = Half::Even,
            "--joined" => joined = true,
            // What cargo itself says to every benchmark.
            "--bench" => {}
            folder => folders.push(folder.into()),
        }
    }
    if folders.is_empty() {
        folders.extend(shared());
    }
    let mut collections: Vec<PathBuf> = Vec::new();
    for folder in &folders {
        collections.extend(below(folder).with_context(|| folder.display().to_string())?);
    }
    if collections.is_empty() {
        println!("skipped: no judged collections here (FIELDBOOK_SHARED)");
        return Ok(());
    }
    println!(
        "{:12} {:>5} {:>8} {:>7} {:>7} {:>7} {:>7}   nDCG@10 of others",
        "collection", "asked", "nDCG@10", "R@100", "MRR@10", "p50 ms", "p99 ms"
    );
    let mut sum = 0.0;
    for path in &collections {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let figures = evaluate(path, half, joined).with_context(|| path.display().to_string())?;
        sum += figures.ndcg;
        print_row(&name, &figures, if joined { &[] } else { PEERS });
    }
    println!("mean nDCG@10 {:.4} over {}", sum / collections.len() as f64, collections.len());
    Ok(())
}

fn print_row(name: &str, figures: &Figures, peers: &[Row]) {
    let others: Vec<String> = peers
        .iter()
        .filter(|(collection, _)| name.starts_with(collection))
        .flat_map(|(_, peers)| *peers)
        .map(|(peer, value)| format!("{peer} {value:.3} ({:+.3})", figures.ndcg - value))
        .collect();
    println!(
        "{name:12} {:5} {:8.4} {:7.4} {:7.4} {:7.2} {:7.2}   {}",
        figures.queries,
        figures.ndcg,
        figures.recall,
        figures.mrr,
        figures.at(0.5),
        figures.at(0.99),
        others.join("  "),
    );
}

/// The folder of the collections, if it is here.
fn shared() -> Option<PathBuf> {
    let beside = fieldbook_tests::tree::root().parent()?.join("shared");
    let shared = std::env::var_os("FIELDBOOK_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("corpora/search");
    folder.is_dir().then_some(folder)
}

/// The folder itself if it is a collection, else those in it.
fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_collection = |path: &Path| path.join("qrels.tsv").is_file();
    if is_collection(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if is_collection(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
