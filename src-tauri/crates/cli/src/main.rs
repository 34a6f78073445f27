//! The command line: the same records as the app, at the same time, for people, scripts and CI.
//!
//! `main` is a table of contents: [`args`] says what may be asked, [`commands`] has one file for
//! each command, [`output`] is the only way to standard output, and [`failure`] turns whatever went
//! wrong into `error:` and `hint:` lines, a JSON document and an exit status.

mod args;
mod brief;
mod commands;
mod effort;
mod failure;
mod interrupt;
mod layout;
mod output;
mod progress;
mod session;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;
use crate::output::Output;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return failure::exit_from_usage(&error),
    };
    let mut output = Output::new(args.global.json);
    let result = commands::run(&args, &mut output);
    failure::exit(result, &mut output)
}
