//! How fast the search is, beside raw tantivy and SQLite FTS5 in the same run.
//!
//! `cargo xtask bench search [RECORDS] [FOLDER] [alone]`: 100,000 made-up records unless said otherwise, or
//! the Markdown files of a folder; `alone` leaves the peers out. Figures are milliseconds; on a shared machine
//! only the ratios count.
#![expect(clippy::print_stdout, reason = "a command for developers")]

mod building;
mod corpus;
mod hostile;
mod parts;
mod peers;
mod whole;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Result;
use fieldbook_search::{Index, Names, Request, parse};

use crate::building::Peers;
use crate::corpus::{Text, keystrokes, misspelt};

fn main() -> Result<()> {
    let mut records = 100_000;
    let mut folder: Option<PathBuf> = None;
    let mut alone = false;
    for argument in std::env::args().skip(1).filter(|argument| argument != "--bench") {
        match argument.parse() {
            Ok(number) => records = number,
            Err(_) if argument == "alone" => alone = true,
            Err(_) => folder = Some(argument.into()),
        }
    }
    let mut texts = Vec::new();
    match &folder {
        Some(folder) => corpus::read(folder, records, &mut texts)?,
        None => texts.extend((0..records as u64).map(corpus::made_up)),
    }
    println!("{} records, {:.1} MB of text", texts.len(), building::bytes(&texts) as f64 / 1e6);
    let temporary = tempfile::tempdir()?;
    let before = resident();

    let ours = building::ours(temporary.path(), &texts)?;
    let memory = resident() - before;
    let peers = if alone { None } else { Some(Peers::build(temporary.path(), &texts)?) };

    let before_warming = resident();
    let (_, first) = timed(|| ours.search(&parse("", &Names::default()), &Request::default()))?;
    let (_, warm) = timed(|| ours.warm())?;
    let warmed = memory + resident() - before_warming;
    println!("first search {:.1} ms, side tables {:.1} ms", millis(first), millis(warm));
    let titles: Vec<String> =
        (0..400).map(|n| texts[n * 397 % texts.len()].title.clone()).collect();
    let slips: Vec<String> = titles.iter().map(|title| misspelt(title)).collect();
    let typed = |titles: &[String]| titles.iter().flat_map(|title| keystrokes(title)).collect();
    for (what, queries) in [("keystrokes", typed(&titles)), ("misspelt", typed(&slips))] {
        let queries: Vec<String> = queries;
        let own = times(&queries, |text| keystroke(&ours, text, false))?;
        let facets = times(&queries, |text| keystroke(&ours, text, true))?;
        println!("\n{what}: {} of {} titles", queries.len(), titles.len());
        print_times("ours", &own, &own);
        print_times("ours with facets", &facets, &own);
        if let Some(peers) = &peers {
            let few: Vec<String> = queries.iter().step_by(4).cloned().collect();
            print_times("raw tantivy", &times(&few, |text| peers.raw.search(text))?, &own);
            let few: Vec<String> = queries.iter().step_by(40).cloned().collect();
            print_times("FTS5", &times(&few, |text| peers.fts.search(text))?, &own);
        }
    }
    known_items(&ours, &texts)?;
    hostile::answers(&ours, &texts)?;
    println!("\nmemory: {:.0} MB after building, {:.0} MB with side tables", memory, warmed);
    drop((ours, peers));
    whole::answers(temporary.path(), &texts, &titles)
}

fn keystroke(index: &Index, text: &str, facets: bool) -> Result<usize> {
    let request = Request { facets, as_you_type: true, ..Request::default() };
    Ok(index.search(&parse(text, &Names::default()), &request)?.total)
}

/// A title in full, and with a slip: where does its record come?
fn known_items(index: &Index, texts: &[Text]) -> Result<()> {
    for (what, change) in [("title", false), ("title with a slip", true)] {
        let (mut ranks, mut hits, mut asked) = (0.0, 0, 0);
        for n in (0..400).map(|n| (n * 251 + 3) % texts.len()) {
            let title = &texts[n].title;
            let text = if change { misspelt(title) } else { title.clone() };
            if change && text == *title {
                continue;
            }
            asked += 1;
            let page = index.search(&parse(&text, &Names::default()), &Request::default())?;
            let same = |id: &str| {
                id.strip_prefix('r')
                    .and_then(|n| n.parse::<usize>().ok())
                    .is_some_and(|n| texts[n].title == *title)
            };
            if let Some(rank) = page.hits.iter().position(|hit| same(&hit.id)) {
                hits += 1;
                ranks += if rank < 10 { 1.0 / (rank + 1) as f64 } else { 0.0 };
            }
        }
        let asked = f64::from(asked.max(1));
        println!("{what:20} MRR@10 {:.3}  hit@20 {:.3}", ranks / asked, f64::from(hits) / asked);
    }
    Ok(())
}

fn times(queries: &[String], mut run: impl FnMut(&str) -> Result<usize>) -> Result<Vec<Duration>> {
    let mut times = Vec::with_capacity(queries.len());
    for text in queries {
        let start = Instant::now();
        run(text)?;
        times.push((start.elapsed(), text));
    }
    times.sort_unstable();
    if std::env::var_os("SLOWEST").is_some() {
        times.iter().rev().step_by(8).take(15).for_each(|(time, text)| println!("{time:?} {text}"));
    }
    Ok(times.into_iter().map(|(time, _)| time).collect())
}

fn timed<T, E>(run: impl FnOnce() -> Result<T, E>) -> Result<(T, Duration), E> {
    let start = Instant::now();
    let value = run()?;
    Ok((value, start.elapsed()))
}

fn print_times(what: &str, times: &[Duration], ours: &[Duration]) {
    let at = |times: &[Duration], share: f64| {
        times.get(((times.len().max(1) - 1) as f64 * share) as usize).map_or(0.0, |t| millis(*t))
    };
    println!(
        "{what:28} p50 {:8.3}  p95 {:8.3}  p99 {:8.3}  max {:8.3} ms   p99 is {:.1} x ours",
        at(times, 0.5),
        at(times, 0.95),
        at(times, 0.99),
        at(times, 1.0),
        at(times, 0.99) / at(ours, 0.99).max(1e-6),
    );
}

/// Megabytes of memory that are this process's own; 0 where the system does not say.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1e3
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
