//! Judged collections in the form `docs.jsonl`, `queries.jsonl`, `qrels.tsv`, and what a search
//! is worth on them. Used by the test `quality`; `cargo xtask eval` goes the public path.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use fieldbook_search::{Entry, Index, Names, Request, Texts, parse};
use serde_json::Value;

/// Where the collections lie, if they are here.
pub(crate) fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("FIELDBOOK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
        PathBuf::from,
    );
    let folder = shared.join("corpora/search");
    folder.is_dir().then_some(folder)
}

/// Figures of one collection.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// Queries asked.
    pub(crate) queries: usize,
    /// Mean nDCG@10.
    pub(crate) ndcg: f64,
    /// Mean recall@100.
    pub(crate) recall: f64,
    /// Mean reciprocal rank@10.
    pub(crate) mrr: f64,
}

/// Indexes a collection and asks every `step`-th query from the `first`-th on.
pub(crate) fn evaluate(collection: &Path, first: usize, step: usize) -> Figures {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), "eval").unwrap().index;
    let mut texts: HashMap<String, String> = HashMap::new();
    let mut writer = index.try_bulk_writer().unwrap().unwrap();
    for doc in lines(&collection.join("docs.jsonl")) {
        let text = |name: &str| doc[name].as_str().unwrap_or_default().to_owned();
        // In the CJK collections neighbouring passages share a title, so it says nothing.
        let cjk = collection.to_string_lossy().contains("drcd");
        texts.insert(
            text("id"),
            format!("{}\n{}", if cjk { String::new() } else { text("title") }, text("text")),
        );
        writer
            .upsert(&Entry {
                id: text("id"),
                title: if cjk { String::new() } else { text("title") },
                sections: vec![(String::new(), text("text"))],
                ..Entry::default()
            })
            .unwrap();
    }
    writer.commit(1).unwrap();
    let mut figures = Figures::default();
    let mut relevant: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for line in fs::read_to_string(collection.join("qrels.tsv")).unwrap().lines() {
        let mut parts = line.split('\t');
        let (query, doc) = (parts.next().unwrap(), parts.next().unwrap());
        let gain: f64 = parts.next().unwrap().trim().parse().unwrap();
        if gain > 0.0 {
            relevant.entry(query.to_owned()).or_default().insert(doc.to_owned(), gain);
        }
    }
    for query in lines(&collection.join("queries.jsonl")).skip(first).step_by(step) {
        let Some(relevant) = relevant.get(query["id"].as_str().unwrap()) else { continue };
        let parsed = parse(query["text"].as_str().unwrap(), &Names::default());
        let read = |_: &str, id: &str| texts.get(id).cloned();
        let request = Request { limit: 100, texts: Some(Texts(&read)), ..Request::default() };
        let page = index.search(&parsed, &request).unwrap();
        let gains: Vec<f64> =
            page.hits.iter().map(|hit| relevant.get(&hit.id).copied().unwrap_or(0.0)).collect();
        figures.queries += 1;
        figures.ndcg += ndcg(&gains, relevant.values().copied().collect());
        figures.recall +=
            gains.iter().filter(|gain| **gain > 0.0).count() as f64 / relevant.len() as f64;
        figures.mrr += gains
            .iter()
            .take(10)
            .position(|gain| *gain > 0.0)
            .map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }
    let queries = figures.queries.max(1) as f64;
    figures.ndcg /= queries;
    figures.recall /= queries;
    figures.mrr /= queries;
    figures
}

fn ndcg(gains: &[f64], mut ideal: Vec<f64>) -> f64 {
    let dcg = |gains: &[f64]| -> f64 {
        gains.iter().take(10).zip(2..).map(|(gain, rank)| gain / f64::from(rank).log2()).sum()
    };
    ideal.sort_unstable_by(|a, b| b.total_cmp(a));
    dcg(gains) / dcg(&ideal).max(f64::MIN_POSITIVE)
}

fn lines(path: &Path) -> impl Iterator<Item = Value> {
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.into_iter()
}
