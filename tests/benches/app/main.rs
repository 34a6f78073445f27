//! How fast the built app is, in its real web view: from its start to the first painted answer, and from a key to
//! the painted results.
//!
//! `cargo xtask bench app [RECORDS]`: with the starter library, and beside it with RECORDS made-up records (none
//! unless said otherwise). Figures are milliseconds; on a shared machine only the ratios count.
#![expect(clippy::print_stdout, reason = "a command for developers")]

#[path = "../search/corpus.rs"]
#[expect(dead_code, reason = "made for the search benchmark, which uses all of it")]
mod corpus;

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use fieldbook_library::{ImportFormat, ImportOptions, Library, OpenOptions, Paths, SystemClock};
use fieldbook_tests::app::{RunningApp, Start, World};
use serde_json::{Value, json};

/// Starts whose median is told.
const STARTS: usize = 5;
/// Measured by the app for each key.
const PAINTED: &str = "fieldbook:keystroke";
/// Titles that are typed, key by key.
const TITLES: u64 = 8;
/// Milliseconds between an answer on the screen and the next key, each a pass of its own: without any, as no person
/// types, so that a key meets all that the key before has left to do; and as somebody does who types fast.
const PAUSES: [u32; 2] = [0, 80];

fn main() -> Result<()> {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse::<u64>().ok());
    let words = ["migrate test files", "who reviews the code", "flaky tests", "spec first"];
    report("the starter library", World::new(), &words.map(str::to_owned))?;
    if let Some(records) = asked {
        let world = World::new();
        fill(&world.data_dir(), records)?;
        let titles: Vec<String> = (0..TITLES).map(|n| corpus::made_up(n * 397 + 1).title).collect();
        report(&format!("{records} made-up records"), world, &titles)?;
    }
    Ok(())
}

fn report(what: &str, world: World, titles: &[String]) -> Result<()> {
    let mut world = world;
    let mut starts = Vec::new();
    for number in 0..=STARTS {
        let app = Start::default().world(world).open();
        let ready = app.wait("the first answer to be painted", || since_start(&app));
        if number == STARTS {
            println!("{what}: memory {:.0} MB (app)", resident(&app)?);
            for pause in PAUSES {
                println!("{what}: {pause} ms between keys: {}", keystrokes(&app, titles, pause));
            }
        } else {
            starts.push(ready);
        }
        world = app.close();
    }
    let first = starts.remove(0);
    starts.sort_by(f64::total_cmp);
    println!("{what}: first start {first:.0} ms, then {:.0} ms (median)", starts[starts.len() / 2]);
    Ok(())
}

/// Milliseconds from the start of the process to the first painted answer, once it is there.
fn since_start(app: &RunningApp) -> Option<f64> {
    let ready = app.run(
        "const [mark] = performance.getEntriesByName('fieldbook:ready');
         return mark ? performance.timeOrigin + mark.startTime : null",
        &[],
    );
    Some(ready.as_f64()? - started(app)?)
}

/// When the process was started, in milliseconds since 1970; the system knows it to ten milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]
fn started(app: &RunningApp) -> Option<f64> {
    let process = app.process().as_raw_nonzero();
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let ticks: f64 = stat.rsplit_once(") ")?.1.split(' ').nth(19)?.parse().ok()?;
    let uptime: f64 = fs::read_to_string("/proc/uptime").ok()?.split(' ').next()?.parse().ok()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs_f64();
    Some((now - uptime + ticks / 100.0) * 1000.0)
}

/// Types each title and tells how long its keys took to show in the results.
fn keystrokes(app: &RunningApp, titles: &[String], pause: u32) -> String {
    app.click(&app.wait_for("[role=combobox]"));
    app.run("performance.clearMeasures()", &[]);
    for title in titles {
        for character in title.chars() {
            let before = measured(app, PAINTED).len();
            app.type_text(&character.to_string());
            // The page says itself when it is done: asking it again and again would be what is measured.
            app.run_async(
                "const done = () => performance.getEntriesByName(arguments[0]).length > arguments[1];
                 if (!done()) {
                   await new Promise(resolve => new PerformanceObserver((_, observer) => {
                     if (done()) { observer.disconnect(); resolve(); }
                   }).observe({ entryTypes: ['measure'] }));
                 }
                 await new Promise(resolve => setTimeout(resolve, arguments[2]));",
                &[json!(PAINTED), json!(before), json!(pause)],
            );
        }
        // Whoever begins anew sees the start screen first.
        app.run_async(
            "const box = document.querySelector('[role=combobox]');
             box.value = ''; box.dispatchEvent(new InputEvent('input', { bubbles: true }));
             while (!document.querySelector('main.start')) await new Promise(requestAnimationFrame);
             for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame);",
            &[],
        );
    }
    format!(
        "keys to answer: {}; to painted results: {}",
        spread(measured(app, "fieldbook:answered")),
        spread(measured(app, PAINTED))
    )
}

fn spread(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let (p50, p95, max) = (at(0.5), at(0.95), at(1.0));
    format!("{} times, p50 {p50:.0} ms, p95 {p95:.0} ms, max {max:.0} ms", times.len())
}

fn measured(app: &RunningApp, name: &str) -> Vec<f64> {
    let found = app.run(
        "return performance.getEntriesByName(arguments[0]).map(entry => entry.duration)",
        &[json!(name)],
    );
    found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

/// Resident memory of the app's own process in megabytes; the web view's processes are not counted.
fn resident(app: &RunningApp) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", app.process().as_raw_nonzero()))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kilobytes / 1000.0)
}

#[expect(clippy::disallowed_methods, reason = "files of a folder that goes away again")]
fn fill(data: &Path, records: u64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    for number in 0..records {
        let below = folder.path().join(format!("{}", number / 1000));
        fs::create_dir_all(&below)?;
        fs::write(below.join(format!("r-{number}.md")), corpus::made_up(number).markdown())?;
    }
    let (library, _) = Library::open(OpenOptions::new(Paths::beside(data), SystemClock))?;
    let import = ImportOptions { format: ImportFormat::Markdown, ..ImportOptions::default() };
    library.import(&[folder.path().to_owned()], &import, &mut |_| true)?;
    library.catch_up(&mut |_, _| ())?;
    Ok(())
}
