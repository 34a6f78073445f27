//! Prints how good the search is on judged collections: `cargo run --release --example eval`.
//!
//! Reads every folder with `docs.jsonl`, `queries.jsonl` and `qrels.tsv` below
//! `$FIELDBOOK_SHARED/corpora/search` or below the folder given. `--odd` and `--even` take half of
//! the queries: tune on the one, report on the other.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a command for developers")]

#[path = "../tests/search/collections.rs"]
mod collections;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (first, step) = match arguments.iter().find(|a| a.starts_with("--")).map(String::as_str) {
        Some("--odd") => (0, 2),
        Some("--even") => (1, 2),
        _ => (0, 1),
    };
    let given = arguments.iter().find(|a| !a.starts_with("--")).map(Into::into);
    let Some(folder) = given.or_else(collections::folder) else {
        println!("no collections here: set FIELDBOOK_SHARED or name a folder");
        return;
    };
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("qrels.tsv").exists())
        .collect();
    names.sort();
    println!("collection      queries nDCG@10  R@100 MRR@10  index s   p50 ms   p99 ms   max ms");
    for path in names {
        let figures = collections::evaluate(&path, first, step);
        let at = |share: f64| {
            let last = figures.times.len().saturating_sub(1);
            figures.times[(last as f64 * share) as usize].as_secs_f64() * 1e3
        };
        println!(
            "{:15} {:7} {:7.4} {:6.4} {:6.4} {:8.2} {:8.2} {:8.2} {:8.2}",
            path.file_name().unwrap().to_string_lossy(),
            figures.queries,
            figures.ndcg,
            figures.recall,
            figures.mrr,
            figures.indexing.as_secs_f64(),
            at(0.5),
            at(0.99),
            at(1.0),
        );
    }
}
