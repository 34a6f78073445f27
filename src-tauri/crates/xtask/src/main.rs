//! `cargo xtask COMMAND`: everything that is more than one cargo command, the same on every machine.
//!
//! | module | for |
//! |---|---|
//! | `setup` | the system's packages and Node: says what is missing and why, installs it where it can |
//! | `ui` | the interface: `npm ci` and `vite build`, only when something changed |
//! | `run` | builds and starts the app |
//! | `test` | every test there is, with one sum at the end |
//! | `dist` | packages to install: .deb and AppImage |
//! | `shell` | running programs, with their output shown and, where needed, read |
//! | `report` | the totals that the test runners print |
//!
//! Cargo never needs this program: with the packages installed and the interface built, `cargo build` and
//! `cargo test` work as in any workspace.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "talking to the terminal is what this program does"
)]

mod dist;
mod report;
mod run;
mod setup;
mod shell;
mod test;
mod ui;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};

use crate::shell::Program;

const HELP: &str = "\
cargo xtask COMMAND

  run [--release] [-- ARGS]   builds Fieldbook with all it needs, and starts it
  test [--only PART]          runs every test; PART: lint, rust, ui, e2e
  e2e [NAME]                  runs the journeys in the built app whose name contains NAME
  look FOLDER [SCREEN]        takes pictures of every screen of the built app, in both themes and languages
  ui                          builds the interface, if it changed
  setup [--for run|test]      installs what the machine is missing
  bench [CRATE]               runs the benchmarks, of one crate or of all
  bench search [ARGS]         times the search beside raw tantivy and SQLite FTS5; ARGS: records, a folder of Markdown
  bench evidence [RECORDS]    times answers, map and insights against their budgets
  bench sharing [RECORDS]     times pulling and publishing beside plain git doing the same transport
  bench app [RECORDS]         times the built app in its web view: starts, keys to painted results
  eval [--odd|--even] [--joined] [DIR..] asks judged collections, prints how good the answers are
  bindings                    writes the TypeScript types of the commands again
  dist                        builds the packages: .deb, and an AppImage where its tools are

run and test begin with setup and ui; the second time these take a second.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(ExitCode::from(2));
    };
    match command.as_str() {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "e2e" => test::e2e(rest),
        "look" => test::look(rest),
        "ui" => ui::build().map(|()| ExitCode::SUCCESS),
        "setup" => setup::command(rest),
        "bench" => bench(rest),
        "eval" => user_visible("eval", rest),
        "bindings" => bindings(),
        "dist" => dist::dist(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no `cargo xtask {other}`\n\n{HELP}"),
    }
}

fn bench(arguments: &[String]) -> Result<ExitCode> {
    if let [name, rest @ ..] = arguments
        && matches!(name.as_str(), "search" | "evidence" | "sharing")
    {
        return user_visible(name, rest);
    }
    if let [name, rest @ ..] = arguments
        && name == "app"
    {
        return test::bench_app(rest);
    }
    let cargo = Program::cargo(["bench"]);
    match arguments {
        [] => cargo.args(["--workspace", "--exclude", "fieldbook-desktop", "--benches"]).run()?,
        [name, rest @ ..] => cargo
            .arg("--package")
            .arg(format!("fieldbook-{name}"))
            .arg("--benches")
            .args(rest)
            .run()?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A benchmark of what a person sees, over several crates: in `tests/benches`.
fn user_visible(name: &str, arguments: &[String]) -> Result<ExitCode> {
    Program::cargo(["bench", "--package", "fieldbook-tests", "--bench", name, "--"])
        .args(arguments)
        .run()?;
    Ok(ExitCode::SUCCESS)
}

/// The types are written by a test of the api crate, which fails when the file in the tree is another.
fn bindings() -> Result<ExitCode> {
    Program::cargo(["test", "--package", "fieldbook-api", "bindings"])
        .env("FIELDBOOK_BLESS", "1")
        .run()?;
    Ok(ExitCode::SUCCESS)
}

/// The top folder of the repository.
fn root() -> PathBuf {
    let crates =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in src-tauri/crates");
    crates
        .parent()
        .and_then(Path::parent)
        .expect("src-tauri/crates is in the repository")
        .to_owned()
}
