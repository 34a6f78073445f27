//! What can go wrong with git that nobody expected, and a history that is not there; what a person can act on between
//! us and a remote is a [`Refusal`](crate::Refusal).

use std::path::PathBuf;

/// Git could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git on this computer.
    #[error("git is not installed, or not on the PATH")]
    NoGit,
    /// A folder is not there, or no part of a repository.
    #[error("{} is no folder of a git repository", path.display())]
    NoRepository {
        /// The folder.
        path: PathBuf,
    },
    /// A repository has no such range of commits.
    #[error("the repository has no range {range}")]
    NoRange {
        /// The range as it was asked for.
        range: String,
    },
    /// Git ended with an error.
    #[error("git {command}: {words}")]
    Failed {
        /// The subcommand.
        command: String,
        /// What git wrote on standard error.
        words: String,
        /// What git wrote on standard output.
        report: String,
    },
    /// The run took too long and was ended.
    #[error("git did not finish within {seconds} seconds")]
    TooSlow {
        /// The deadline.
        seconds: u64,
    },
    /// Git wrote more than is taken.
    #[error("git answered with more than {limit} bytes")]
    TooMuch {
        /// The limit.
        limit: u64,
    },
    /// The run was stopped by the person who started it.
    #[error("stopped")]
    Cancelled,
    /// Git answered something that makes no sense.
    #[error("git gave {what}")]
    Strange {
        /// What it was.
        what: &'static str,
    },
    /// The system refused.
    #[error("git: {source}")]
    Io {
        /// What the system said.
        source: std::io::Error,
    },
}
