//! Every test there is, part by part, with one sum at the end.
//!
//! A part that fails does not stop the others: all failures are seen in one run. The parts share one set of
//! compiled dependencies: everything is selected with `--workspace`, because cargo unifies the features of what it
//! is asked to build, and another selection would compile the same crates again with other features.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::{
    report::{Totals, totals},
    run,
    setup::{self, Purpose},
    shell::{Program, has},
    ui,
};

const PARTS: [&str; 4] = ["lint", "rust", "ui", "e2e"];

/// One command of a part, and how it went.
struct Outcome {
    name: String,
    totals: Totals,
    ok: bool,
    took: Duration,
}

pub(crate) fn test(arguments: &[String]) -> Result<ExitCode> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let parts: &[&str] = match &arguments[..] {
        [] => &PARTS,
        ["--only", part] if PARTS.contains(part) => &[*part],
        _ => bail!("usage: cargo xtask test [--only {}]", PARTS.join("|")),
    };
    setup::ready(Purpose::Test)?;
    ui::build()?;
    let mut outcomes = Vec::new();
    for part in parts {
        match *part {
            "lint" => lint(&mut outcomes)?,
            "rust" => rust(&mut outcomes)?,
            "ui" => interface(&mut outcomes)?,
            _ => journeys(None, &[], &mut outcomes)?,
        }
    }
    Ok(conclude(&outcomes))
}

/// `cargo xtask e2e [NAME]`
pub(crate) fn e2e(arguments: &[String]) -> Result<ExitCode> {
    let name = match arguments {
        [] => None,
        [name] => Some(name.as_str()),
        _ => bail!("usage: cargo xtask e2e [NAME]"),
    };
    setup::ready(Purpose::Test)?;
    ui::build()?;
    let mut outcomes = Vec::new();
    journeys(name, &[], &mut outcomes)?;
    Ok(conclude(&outcomes))
}

/// `cargo xtask look FOLDER [SCREEN]`
pub(crate) fn look(arguments: &[String]) -> Result<ExitCode> {
    let (folder, screen) = match arguments {
        [folder] => (folder, ""),
        [folder, screen] => (folder, screen.as_str()),
        _ => bail!("usage: cargo xtask look FOLDER [SCREEN]"),
    };
    let folder = std::path::absolute(folder)?;
    setup::ready(Purpose::Test)?;
    ui::build()?;
    let mut outcomes = Vec::new();
    let pictures = [("FIELDBOOK_LOOK", folder.as_os_str()), ("FIELDBOOK_LOOK_AT", screen.as_ref())];
    journeys(Some("pictures_of_every_screen"), &pictures, &mut outcomes)?;
    Ok(conclude(&outcomes))
}

/// `cargo xtask bench app [RECORDS]`
pub(crate) fn bench_app(arguments: &[String]) -> Result<ExitCode> {
    setup::ready(Purpose::Test)?;
    ui::build()?;
    let app = run::build_app(true)?;
    let bench = Program::cargo(["bench", "--package", "fieldbook-tests", "--bench", "app"])
        .args(["--features", "fieldbook-tests/e2e", "--"])
        .args(arguments)
        .env("FIELDBOOK_APP", app);
    on_a_display(bench).run()?;
    Ok(ExitCode::SUCCESS)
}

/// On a display and a message bus of its own.
fn on_a_display(program: Program) -> Program {
    let bus = ["dbus-run-session", "--config-file=tests/e2e/bus.conf", "--"];
    let program = if has("dbus-run-session") { program.within(&bus) } else { program };
    // -noreset: else the display starts afresh when one journey's window was its last, just as the next comes up.
    program.within(&["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24 -noreset"])
}

fn lint(outcomes: &mut Vec<Outcome>) -> Result<()> {
    outcomes.push(step("rustfmt", Program::cargo(["fmt", "--all", "--check"]))?);
    let clippy = Program::cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        "fieldbook-tests/e2e",
    ]);
    outcomes.push(step("clippy", clippy.args(["--", "--deny", "warnings"]))?);
    outcomes.push(step("eslint", Program::npm(["run", "--silent", "lint"]))?);
    outcomes.push(step("svelte-check", Program::npm(["run", "--silent", "check"]))?);
    Ok(())
}

fn rust(outcomes: &mut Vec<Outcome>) -> Result<()> {
    let tests = if has("cargo-nextest") {
        Program::cargo([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--status-level=slow",
            "--final-status-level=fail",
        ])
    } else {
        Program::cargo(["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])
    };
    outcomes.push(step("rust tests", tests)?);
    outcomes.push(step(
        "rust examples in the docs",
        Program::cargo(["test", "--workspace", "--doc", "--no-fail-fast"]),
    )?);
    Ok(())
}

fn interface(outcomes: &mut Vec<Outcome>) -> Result<()> {
    outcomes.push(step("ui tests", Program::npm(["run", "--silent", "test"]))?);
    Ok(())
}

/// The journeys, in the built app, on a display and a message bus of their own.
fn journeys(
    name: Option<&str>,
    settings: &[(&str, &std::ffi::OsStr)],
    outcomes: &mut Vec<Outcome>,
) -> Result<()> {
    let select = ["--workspace", "--features", "fieldbook-tests/e2e"];
    // The app is built in the same selection as the tests, so that both share their dependencies.
    let build = Program::cargo(["build", "--bins", "--test", "e2e"]).args(select);
    let built = step("the app, for the journeys", build)?;
    if !built.ok {
        outcomes.push(built);
        return Ok(());
    }
    let test = if has("cargo-nextest") {
        Program::cargo(["nextest", "run"]).args(select).args([
            "--test",
            "e2e",
            "--no-fail-fast",
            "--test-threads=2",
        ])
    } else {
        Program::cargo(["test"])
            .args(select)
            .args(["--test", "e2e", "--no-fail-fast"])
            .env("RUST_TEST_THREADS", "2")
    };
    let test = test.args(name).env("FIELDBOOK_APP", run::program(false));
    let test = settings.iter().fold(test, |test, (name, value)| test.env(name, value));
    outcomes.push(step("journeys in the app", on_a_display(test))?);
    Ok(())
}

fn step(name: &str, program: Program) -> Result<Outcome> {
    println!("\n== {name}: {program}");
    let start = Instant::now();
    let ended = program.watch()?;
    let mut totals = totals(&ended.text);
    let ok = ended.status.success();
    if !ok && totals.failed == 0 {
        // A linter or a compiler that says no is one failure of its own.
        totals.failed = 1;
    }
    Ok(Outcome { name: name.into(), totals, ok: ok && totals.failed == 0, took: start.elapsed() })
}

fn conclude(outcomes: &[Outcome]) -> ExitCode {
    println!("\n== summary");
    let mut sum = Totals::default();
    for outcome in outcomes {
        let verdict = if outcome.ok { "ok    " } else { "FAILED" };
        let counted = outcome.totals != Totals::default();
        let totals = if counted { outcome.totals.to_string() } else { String::new() };
        println!("{verdict} {:28} {:5} s  {totals}", outcome.name, outcome.took.as_secs());
        sum += outcome.totals;
    }
    println!("{sum}");
    if outcomes.iter().all(|outcome| outcome.ok) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
