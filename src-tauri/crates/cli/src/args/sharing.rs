//! What the commands of sharing ask for.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// `library`
#[derive(Debug, clap::Args)]
pub(crate) struct Libraries {
    #[command(subcommand)]
    pub(crate) what: LibraryCommand,
}

/// What is done with shared libraries.
#[derive(Debug, Subcommand)]
pub(crate) enum LibraryCommand {
    /// Add a shared library by its address: https, ssh, user@host:path, or a folder
    #[command(after_help = "\
Examples:
  fieldbook library add practice git@git.example.org:team/practice.git
  fieldbook library add practice /srv/git/practice.git --create")]
    Add(AddLibrary),
    /// List the shared libraries
    #[command(after_help = "\
Example:
  fieldbook library list --json")]
    List,
    /// Forget a shared library; its records stay
    #[command(after_help = "\
Example:
  fieldbook library remove practice")]
    Remove(RemoveLibrary),
}

/// `library add`
#[derive(Debug, clap::Args)]
pub(crate) struct AddLibrary {
    /// Its name here: 3 to 64 of a-z, 0-9 and hyphens
    pub(crate) name: String,
    /// Its address
    pub(crate) url: String,
    /// Make it a library if it is empty or has no fieldbook.toml
    #[arg(long)]
    pub(crate) create: bool,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `library remove`
#[derive(Debug, clap::Args)]
pub(crate) struct RemoveLibrary {
    /// Its name
    pub(crate) name: String,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `pull`
#[derive(Debug, clap::Args)]
pub(crate) struct Pull {
    /// The library; all of them when left out
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Carry out a plan that withdraws, shrinks or conflicts
    #[arg(long)]
    pub(crate) yes: bool,
    /// Leave a record out this time
    #[arg(long, value_name = "ID")]
    pub(crate) leave_out: Vec<String>,
}

/// `publish`
#[derive(Debug, clap::Args)]
pub(crate) struct Publish {
    /// The records
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
    /// The library
    #[arg(long, value_name = "NAME")]
    pub(crate) library: String,
    /// Propose them for review instead of publishing them directly
    #[arg(long)]
    pub(crate) review: bool,
    /// What to tell readers of the library's history
    #[arg(long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// Let a finding through, with a reason; its fingerprint may be shortened to eight characters
    #[arg(long, value_name = "FINGERPRINT=REASON")]
    pub(crate) except: Vec<String>,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `review`
#[derive(Debug, clap::Args)]
pub(crate) struct Review {
    #[command(subcommand)]
    pub(crate) what: ReviewCommand,
}

/// What is done with proposals.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewCommand {
    /// List the proposals, as last pulled
    #[command(after_help = "\
Example:
  fieldbook review list --json")]
    List(InLibrary),
    /// Show what a proposal would change
    #[command(after_help = "\
Example:
  fieldbook review show pb-small-batches-1")]
    Show(Proposal),
    /// Put a proposal into the library, with your name as its reviewer
    #[command(after_help = "\
Example:
  fieldbook review approve pb-small-batches-1")]
    Approve(Approve),
    /// Ask the author for changes
    #[command(after_help = "\
Example:
  fieldbook review request-changes pb-small-batches-1 --note \"Which model was it?\"")]
    RequestChanges(Answered),
    /// Decline a proposal
    #[command(after_help = "\
Example:
  fieldbook review decline pb-small-batches-1 --note \"Covered by pb-small-steps\"")]
    Decline(Answered),
}

/// Which library.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct InLibrary {
    /// The library; may be left out where there is only one
    #[arg(long, value_name = "NAME")]
    pub(crate) library: Option<String>,
}

/// A proposal.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Proposal {
    /// Its name, such as pb-small-batches-1
    #[arg(value_name = "PROPOSAL")]
    pub(crate) proposal: String,
    #[command(flatten)]
    pub(crate) within: InLibrary,
}

/// `review approve`
#[derive(Debug, clap::Args)]
pub(crate) struct Approve {
    #[command(flatten)]
    pub(crate) proposal: Proposal,
    /// Approve although the checks found something
    #[arg(long)]
    pub(crate) accept_findings: bool,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `review request-changes` and `review decline`
#[derive(Debug, clap::Args)]
pub(crate) struct Answered {
    #[command(flatten)]
    pub(crate) proposal: Proposal,
    /// What the author should know
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: String,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `resolve`
#[derive(Debug, clap::Args)]
pub(crate) struct Resolve {
    /// The record in conflict; all conflicts are listed when left out
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Decide a part: title=theirs, Problem=both; the sides are mine, theirs, both and base
    #[arg(long, value_name = "PART=SIDE")]
    pub(crate) choose: Vec<String>,
    /// Decide every part that is not decided otherwise
    #[arg(long, value_enum, value_name = "SIDE")]
    pub(crate) rest: Option<Side>,
    /// Decide a part by a text from a file: Problem=draft.md
    #[arg(long, value_name = "PART=FILE")]
    pub(crate) write: Vec<String>,
    /// Only show what is to be decided and how the record would be
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Whose a part of a record is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Side {
    /// As it is here
    Mine,
    /// As it is there
    Theirs,
    /// Both together
    Both,
    /// As it was last agreed
    Base,
}

/// A part and the file that has its text.
pub(crate) fn part_and_file(text: &str) -> Option<(&str, PathBuf)> {
    text.rsplit_once('=').map(|(part, file)| (part, PathBuf::from(file)))
}
