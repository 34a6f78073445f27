//! One collection: its documents imported, its questions asked, the answers judged.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use fieldbook_library::{
    FixedClock, ImportFormat, ImportOptions, Library, OpenOptions, Paths, SearchInput,
};
use fieldbook_tests::scattered;
use serde_json::Value;

/// Which questions are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Both,
    Odd,
    Even,
}

/// How good the answers were.
#[derive(Default)]
pub(crate) struct Figures {
    pub(crate) queries: usize,
    pub(crate) ndcg: f64,
    pub(crate) recall: f64,
    pub(crate) mrr: f64,
    /// Microseconds of each answer, ascending.
    times: Vec<u64>,
}

impl Figures {
    /// Milliseconds that a share of the answers took at most.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let last = self.times.len().saturating_sub(1) as f64;
        self.times.get((last * share) as usize).map_or(0.0, |micros| *micros as f64 / 1e3)
    }
}

/// A record's gain by its id.
type Relevant = HashMap<String, f64>;

/// Imports the documents of a collection and asks its questions; `joined` makes long records of half of them.
pub(crate) fn evaluate(collection: &Path, half: Half, joined: bool) -> Result<Figures> {
    let folder = tempfile::tempdir()?;
    let clock = FixedClock { now: 1_795_392_000_000, today: "2026-11-23".parse()? };
    let mut options = OpenOptions::new(Paths::beside(&folder.path().join("store")), clock);
    options.starter = false;
    let (library, _) = Library::open(options)?;
    let docs = lines(&collection.join("docs.jsonl"))?;
    let records = if joined { join(&docs) } else { docs.iter().map(|doc| vec![doc]).collect() };
    let records_of = write_files(&records, &folder.path().join("files"))?;
    let import = ImportOptions { format: ImportFormat::Markdown, ..ImportOptions::default() };
    let report = library.import(&[folder.path().join("files")], &import, &mut |_| true)?;
    anyhow::ensure!(report.skipped.is_empty(), "not imported: {:?}", report.skipped.first());
    library.catch_up(&mut |_, _| ())?;
    library.warm_index()?;

    let relevant = judgements(collection, &records_of)?;
    let mut figures = Figures::default();
    for (number, query) in lines(&collection.join("queries.jsonl"))?.iter().enumerate() {
        // The first question is number one.
        let wanted = half == Half::Both || (number % 2 == 0) == (half == Half::Odd);
        let id = query["id"].as_str().unwrap_or_default();
        let Some(relevant) = relevant.get(id).filter(|_| wanted) else { continue };
        let asked = SearchInput::words(query["text"].as_str().unwrap_or_default(), 100);
        let page = library.search(&asked)?;
        figures.times.push(page.took_us);
        let gain = |id: &String| relevant.get(id).copied().unwrap_or_default();
        let gains = page.hits.iter().map(|row| gain(&row.id)).collect::<Vec<_>>();
        judge(&mut figures, &gains, relevant);
    }
    let queries = figures.queries.max(1) as f64;
    for sum in [&mut figures.ndcg, &mut figures.recall, &mut figures.mrr] {
        *sum /= queries;
    }
    figures.times.sort_unstable();
    Ok(figures)
}

/// Half of the documents as they are, the others three, six or twelve in a record, whatever they are about: how well long
/// records are found that answer in one of their sections.
fn join(docs: &[Value]) -> Vec<Vec<&Value>> {
    let mut mixed: Vec<(u64, &Value)> = (1u64..).map(scattered).zip(docs).collect();
    mixed.sort_by_key(|(at, _)| *at);
    let alone = mixed.len() / 2;
    let mut docs = mixed.into_iter().map(|(_, doc)| doc);
    let mut records: Vec<Vec<&Value>> = docs.by_ref().take(alone).map(|doc| vec![doc]).collect();
    for sections in [3, 6, 12].into_iter().cycle() {
        let record: Vec<&Value> = docs.by_ref().take(sections).collect();
        if record.is_empty() {
            break;
        }
        records.push(record);
    }
    records
}

/// Writes a file for each record; returns the record of each document.
#[expect(clippy::disallowed_methods, reason = "files of a folder that goes away again")]
fn write_files(records: &[Vec<&Value>], folder: &Path) -> Result<HashMap<String, String>> {
    let title = |doc: &Value| text(doc, "title").split_whitespace().collect::<Vec<_>>().join(" ");
    let docs = records.iter().flatten();
    let mut titles: HashMap<String, usize> = HashMap::new();
    docs.clone().for_each(|doc| *titles.entry(title(doc)).or_default() += 1);
    let shared = titles.values().filter(|count| **count > 1).sum::<usize>() * 2 > docs.count();
    fs::create_dir_all(folder)?;
    let mut records_of = HashMap::new();
    for (number, record) in records.iter().enumerate() {
        let id = format!("doc-{number}");
        let marks = if record.len() > 1 { "##" } else { "#" };
        let section = |doc: &&Value| match title(doc) {
            title if shared || title.is_empty() => format!("{}\n", text(doc, "text")),
            title => format!("{marks} {title}\n\n{}\n", text(doc, "text")),
        };
        let mut sections: Vec<String> = record.iter().map(section).collect();
        if record.len() > 1 {
            sections.insert(0, format!("# Notes {number}\n"));
        }
        fs::write(folder.join(format!("{id}.md")), sections.join("\n"))?;
        records_of.extend(record.iter().map(|doc| (text(doc, "id"), id.clone())));
    }
    Ok(records_of)
}

fn text(doc: &Value, name: &str) -> String {
    doc[name].as_str().unwrap_or_default().to_owned()
}

/// The records that are relevant to each query: each as much as the best of its documents.
fn judgements(
    collection: &Path,
    records_of: &HashMap<String, String>,
) -> Result<HashMap<String, Relevant>> {
    let mut relevant: HashMap<String, Relevant> = HashMap::new();
    for line in fs::read_to_string(collection.join("qrels.tsv"))?.lines() {
        let mut parts = line.split('\t');
        let (Some(query), Some(doc), Some(gain)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let gain: f64 = gain.trim().parse().context("a gain is a number")?;
        if gain > 0.0 {
            // A document that is judged and not there is one that is not found.
            let record = records_of.get(doc).map_or(doc, String::as_str);
            let known = relevant.entry(query.to_owned()).or_default();
            let best = known.entry(record.to_owned()).or_default();
            *best = best.max(gain);
        }
    }
    Ok(relevant)
}

fn judge(figures: &mut Figures, gains: &[f64], relevant: &Relevant) {
    figures.queries += 1;
    figures.ndcg += ndcg(gains, relevant.values().copied().collect());
    let found = gains.iter().filter(|gain| **gain > 0.0).count();
    figures.recall += found as f64 / relevant.len() as f64;
    let first = gains.iter().take(10).position(|gain| *gain > 0.0);
    figures.mrr += first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
}

fn ndcg(gains: &[f64], mut ideal: Vec<f64>) -> f64 {
    let dcg = |gains: &[f64]| -> f64 {
        gains.iter().take(10).zip(2..).map(|(gain, rank)| gain / f64::from(rank).log2()).sum()
    };
    ideal.sort_unstable_by(|a, b| b.total_cmp(a));
    dcg(gains) / dcg(&ideal).max(f64::MIN_POSITIVE)
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path)?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
