//! How fast the evidence is answered, mapped and summed up, against its time budgets.
//!
//! `cargo xtask bench evidence [RECORDS]`: 100,000 made-up records unless said otherwise, through the same
//! calls as the app. Figures are milliseconds; the exit status is 1 when a budget is overrun.
#![expect(clippy::print_stdout, reason = "a command for developers")]

mod records;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use fieldbook_library::{
    FixedClock, ImportFormat, ImportOptions, Library, MapBy, MapInput, OpenOptions, Paths,
    RecomputeInput, SearchInput,
};

/// What a person waits for, and for how long at most: the strip follows a keystroke by 150 ms, so it may
/// take what a whole answer may, a frame; a view that is opened may take a moment.
const ANSWER: f64 = 16.0;
const MAP: f64 = 250.0;
const INSIGHTS: f64 = 250.0;
const INBOX: f64 = 500.0;
const RECOMPUTE: f64 = 20.0;

fn main() -> Result<()> {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let records: usize = asked.unwrap_or(100_000);
    let temporary = tempfile::tempdir()?;
    let library = filled(temporary.path(), records)?;
    let mut over = Vec::new();
    let mut report = |what: &str, budget: f64, mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        let (middle, high, most) = (at(0.5), at(0.95), at(1.0));
        let within = if high <= budget { "within" } else { "OVER" };
        println!(
            "{what:34} median {middle:7.1}  p95 {high:7.1}  max {most:7.1}  budget {budget:.0}: {within}"
        );
        if high > budget {
            over.push(what.to_owned());
        }
    };

    let queries: Vec<String> = (0..200).map(records::question).collect();
    let search = |query: &String| -> Result<()> {
        let input = SearchInput { facets: true, ..SearchInput::words(query, 10) };
        library.search(&input).map(drop)?;
        Ok(())
    };
    report("search, for comparison", f64::INFINITY, times(&queries, search)?);
    // The first round reads the findings' cases; later ones remember them until something changes.
    report(
        "answers, nothing remembered",
        ANSWER,
        times(&queries, |query| Ok(library.answer(query).map(drop)?))?,
    );
    report("answers", ANSWER, times(&queries, |query| Ok(library.answer(query).map(drop)?))?);
    let everything = vec![String::new(); 10];
    report(
        "answer over every record",
        ANSWER,
        times(&everything, |query| Ok(library.answer(query).map(drop)?))?,
    );
    for (what, by) in
        [("map by agent", MapBy::Agent), ("map by model", MapBy::Model), ("map, all", MapBy::All)]
    {
        let map = |query: &String| -> Result<()> {
            let input = MapInput { by, query: query.clone(), ids: 20 };
            library.capability_map(&input).map(drop)?;
            Ok(())
        };
        report(what, MAP, times(&everything, map)?);
    }
    report(
        "insights",
        INSIGHTS,
        times(&everything, |query| Ok(library.insights(query).map(drop)?))?,
    );
    report("inbox", INBOX, times(&everything, |_| Ok(library.inbox().map(drop)?))?);
    let findings: Vec<String> =
        (0..50).map(|number| records::finding_id(number * records / 1_000)).collect();
    let recompute = |id: &String| -> Result<()> {
        let input = RecomputeInput { id: id.clone(), ..RecomputeInput::default() };
        library.recompute_verdict(&input).map(drop)?;
        Ok(())
    };
    report("a verdict over part of its rows", RECOMPUTE, times(&findings, recompute)?);
    ensure!(over.is_empty(), "over budget: {}", over.join(", "));
    Ok(())
}

/// Imports as many records and takes them into the index.
#[expect(clippy::disallowed_methods, reason = "files of a folder that goes away again")]
fn filled(folder: &Path, records: usize) -> Result<Library> {
    let files = folder.join("files");
    for number in 0..records {
        let below = files.join(format!("{}", number / 1000));
        std::fs::create_dir_all(&below)?;
        let (name, text) = records::made_up(number);
        std::fs::write(below.join(format!("{name}.md")), text)?;
    }
    let clock = FixedClock { now: 1_795_392_000_000, today: "2026-11-23".parse()? };
    let mut options = OpenOptions::new(Paths::beside(&folder.join("store")), clock);
    options.starter = false;
    let (library, _) = Library::open(options)?;
    let import = ImportOptions { format: ImportFormat::Markdown, ..ImportOptions::default() };
    let started = Instant::now();
    library.import(&[files], &import, &mut |_| true)?;
    library.catch_up(&mut |_, _| ())?;
    println!("{records} records imported and indexed in {:.1} s", started.elapsed().as_secs_f64());
    library.warm_index()?;
    Ok(library)
}

fn times(inputs: &[String], mut run: impl FnMut(&String) -> Result<()>) -> Result<Vec<f64>> {
    inputs
        .iter()
        .map(|input| {
            let started = Instant::now();
            run(input)?;
            Ok(millis(started.elapsed()))
        })
        .collect()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
