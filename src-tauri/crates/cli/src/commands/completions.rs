//! `completions`: what a shell needs to complete commands and options.

use clap::CommandFactory as _;

use crate::args::{Args, Completions};
use crate::failure::{Failure, Status};
use crate::output::Output;

pub(super) fn run(asked: &Completions, output: &mut Output) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Args::command(), "fieldbook", &mut script);
    output.raw(&script)?;
    Ok(Status::Done)
}
