//! The commands, one file each.

mod answer;
mod backup;
mod check;
mod completions;
mod doctor;
mod edit;
mod export;
mod history;
mod import;
mod inbox;
mod library;
mod list;
mod log;
mod map;
mod new;
mod publish;
mod pull;
mod rebuild_index;
mod resolve;
mod review;
mod save;
mod search;
mod show;
mod stats;
mod trash;
mod verdict;

use crate::args::{Args, Command};
use crate::failure::{Failure, Status};
use crate::output::Output;

/// Carries out what was asked.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<Status, Failure> {
    let global = &args.global;
    match &args.command {
        Command::Search(asked) => search::run(global, asked, output),
        Command::Show(asked) => show::run(global, asked, output),
        Command::List(asked) => list::run(global, asked, output),
        Command::New(asked) => new::run(global, asked, output),
        Command::Edit(asked) => edit::run(global, asked, output),
        Command::Save(asked) => save::run(global, asked, output),
        Command::History(asked) => history::run(global, asked, output),
        Command::Restore(asked) => history::restore(global, asked, output),
        Command::Check(asked) => check::run(global, asked, output),
        Command::Import(asked) => import::run(global, asked, output),
        Command::Export(asked) => export::run(global, asked, output),
        Command::Verdict(asked) => verdict::run(global, asked, output),
        Command::Answer(asked) => answer::run(global, asked, output),
        Command::Map(asked) => map::run(global, asked, output),
        Command::Log(asked) => log::run(global, asked, output),
        Command::Close(asked) => log::close(global, asked, output),
        Command::Inbox => inbox::run(global, output),
        Command::Library(asked) => library::run(global, asked, output),
        Command::Pull(asked) => pull::run(global, asked, output),
        Command::Publish(asked) => publish::run(global, asked, output),
        Command::Review(asked) => review::run(global, asked, output),
        Command::Resolve(asked) => resolve::run(global, asked, output),
        Command::Trash(asked) => trash::trash(global, asked, output),
        Command::Untrash(asked) => trash::untrash(global, asked, output),
        Command::Doctor(asked) => doctor::run(global, asked, output),
        Command::RebuildIndex => rebuild_index::run(global, output),
        Command::Backup(asked) => backup::backup(global, asked, output),
        Command::RestoreBackup(asked) => backup::restore(global, asked, output),
        Command::Stats => stats::run(global, output),
        Command::Completions(asked) => completions::run(asked, output),
    }
}
