//! How fast indices are made and how large they are, ours and its peers'.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use fieldbook_search::{Entry, Index};

use crate::corpus::Text;
use crate::peers::{Fts5, RawTantivy};
use crate::{parts, timed};

/// What the machine does meanwhile differs from second to second, so two engines are built in turns, this often
/// each, and the medians are compared.
const ROUNDS: usize = 3;
/// Threads that write an index, ours and raw tantivy's.
const THREADS: usize = 2;

/// The engines beside ours.
pub(crate) struct Peers {
    pub(crate) raw: RawTantivy,
    pub(crate) fts: Fts5,
}

/// Builds our index and says what it took.
pub(crate) fn ours(folder: &Path, texts: &[Text]) -> Result<Index> {
    let folder = folder.join("ours");
    let (index, time) = timed(|| build(&folder, texts))?;
    report("ours", texts, time, &folder);
    parts::report(&folder, bytes(texts))?;
    Ok(index)
}

impl Peers {
    /// Builds the peers, raw tantivy in turns with ours.
    pub(crate) fn build(folder: &Path, texts: &[Text]) -> Result<Peers> {
        let (ours, raw) = (folder.join("ours in turns"), folder.join("raw"));
        let (mut own_times, mut raw_times) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            own_times.push(anew(&ours, |folder| build(folder, texts).map(drop))?);
            raw_times.push(anew(&raw, |folder| RawTantivy::build(folder, texts, THREADS))?);
        }
        let (own_time, raw_time) = (median(own_times), median(raw_times));
        report("ours, in turns", texts, own_time, &ours);
        report("raw tantivy", texts, raw_time, &raw);
        let speed = raw_time.as_secs_f64() / own_time.as_secs_f64();
        println!("indexing: {:.0} % of raw tantivy's records a second", speed * 100.0);
        let fts = folder.join("fts");
        fs::create_dir_all(&fts)?;
        let (built, time) = timed(|| Fts5::build(&fts.join("fts.db"), texts))?;
        report("FTS5", texts, time, &fts);
        Ok(Peers { raw: RawTantivy::open(&raw)?, fts: built })
    }
}

fn build(folder: &Path, texts: &[Text]) -> Result<Index> {
    let index = Index::open(folder, "bench")?.index;
    if let Some(mut writer) = index.try_bulk_writer()? {
        for (number, text) in texts.iter().enumerate() {
            writer.upsert(&entry(number, text))?;
        }
        writer.commit(texts.len() as u64)?;
        writer.finish()?;
    }
    Ok(index)
}

fn entry(number: usize, text: &Text) -> Entry {
    const KINDS: [&str; 3] = ["case-study", "playbook", "finding"];
    const OUTCOMES: [&str; 4] = ["succeeded", "failed", "mixed", "abandoned"];
    let one_of = |list: &[&str]| list[number * 7 % list.len()].to_owned();
    Entry {
        library: "own".to_owned(),
        id: format!("r{number}"),
        kind: one_of(&KINDS),
        title: text.title.clone(),
        sections: vec![(String::new(), text.body.clone())],
        outcome: Some(one_of(&OUTCOMES)),
        model: vec![format!("model {}", number % 9)],
        agent: vec![format!("agent {}", number % 13)],
        tags: vec![format!("tag{}", number % 300)],
        date: Some(20_000 + (number % 800) as i32),
        ..Entry::default()
    }
}

/// How long it takes to build into an empty folder.
fn anew(folder: &Path, build: impl FnOnce(&Path) -> Result<()>) -> Result<Duration> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(timed(|| build(folder))?.1)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn report(what: &str, texts: &[Text], time: Duration, folder: &Path) {
    let size = size_of(folder);
    println!(
        "{what:20} {:6.1} s, {:.0} records/s, {:.1} MB on disk, {:.0} % of the text",
        time.as_secs_f64(),
        texts.len() as f64 / time.as_secs_f64(),
        size as f64 / 1e6,
        size as f64 * 100.0 / bytes(texts) as f64,
    );
}

pub(crate) fn bytes(texts: &[Text]) -> usize {
    texts.iter().map(Text::len).sum()
}

fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}
