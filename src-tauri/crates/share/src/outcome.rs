//! What a person can act on when a remote does not do what was wished: data, not errors.

use serde::Serialize;

use crate::error::GitError;

/// Why a remote could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Refusal {
    /// The host wants to know who asks, or does not let this person in.
    NeedsCredentials,
    /// There is nothing at this address.
    NotFound,
    /// The host does not answer.
    Unreachable,
    /// It has no commit yet.
    Empty,
    /// It has no marker file `fieldbook.toml`.
    NotALibrary,
    /// The marker file cannot be read.
    BadMarker {
        /// Why.
        reason: String,
    },
    /// It is larger than Fieldbook takes.
    TooLarge,
    /// What it sent is damaged, or made to do harm.
    Damaged,
    /// It is another library than the one that was added.
    AnotherLibrary {
        /// The id that was pinned.
        expected: String,
        /// The id that was found.
        found: String,
    },
    /// Its history does not contain what was last seen: somebody rewrote it.
    Rewritten,
    /// Somebody published in the meantime; nothing was overwritten.
    MovedOn,
    /// The host protects the branch: only a merge on its own pages changes it.
    Protected {
        /// What the host said.
        words: String,
    },
    /// There is no git on this computer.
    NoGit,
    /// The person stopped it.
    Stopped,
}

impl Refusal {
    /// The code by which the interface finds the words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NeedsCredentials => "needs-credentials",
            Self::NotFound => "remote-not-found",
            Self::Unreachable => "unreachable",
            Self::Empty => "empty-remote",
            Self::NotALibrary => "not-a-library",
            Self::BadMarker { .. } => "bad-marker",
            Self::TooLarge => "remote-too-large",
            Self::Damaged => "remote-damaged",
            Self::AnotherLibrary { .. } => "another-library",
            Self::Rewritten => "rewritten",
            Self::MovedOn => "moved-on",
            Self::Protected { .. } => "protected",
            Self::NoGit => "no-git",
            Self::Stopped => "stopped",
        }
    }

    /// The refusal in an English sentence, for logs and the command line.
    pub fn message(&self) -> String {
        match self {
            Self::NeedsCredentials => {
                "the host asks for credentials that git does not have".to_owned()
            }
            Self::NotFound => "there is no repository at this address".to_owned(),
            Self::Unreachable => "the host cannot be reached".to_owned(),
            Self::Empty => "the repository is empty".to_owned(),
            Self::NotALibrary => {
                "the repository is no Fieldbook library: it has no fieldbook.toml".to_owned()
            }
            Self::BadMarker { reason } => format!("fieldbook.toml cannot be read: {reason}"),
            Self::TooLarge => "the repository is larger than Fieldbook takes".to_owned(),
            Self::Damaged => {
                "the repository sent damaged or dangerous data; nothing of it was taken".to_owned()
            }
            Self::AnotherLibrary { expected, found } => {
                format!("this is the library “{found}”, not “{expected}”, which was added here")
            }
            Self::Rewritten => {
                "the history of the repository was rewritten since the last look".to_owned()
            }
            Self::MovedOn => {
                "somebody else published in the meantime; nothing was overwritten".to_owned()
            }
            Self::Protected { .. } => "the host protects this branch".to_owned(),
            Self::NoGit => "git is not installed".to_owned(),
            Self::Stopped => "stopped".to_owned(),
        }
    }

    /// Reads what went wrong between us and a remote; `None` where it was something else.
    pub(crate) fn of(error: &GitError) -> Option<Self> {
        match error {
            GitError::NoGit => Some(Self::NoGit),
            GitError::Cancelled => Some(Self::Stopped),
            GitError::TooSlow { .. } => Some(Self::Unreachable),
            GitError::TooMuch { .. } => Some(Self::TooLarge),
            GitError::Failed { words, report, .. } => Self::of_words(words, report),
            GitError::NoRepository { .. }
            | GitError::NoRange { .. }
            | GitError::Strange { .. }
            | GitError::Io { .. } => None,
        }
    }

    fn of_words(words: &str, report: &str) -> Option<Self> {
        let both = format!("{words}\n{report}").to_lowercase();
        let any = |parts: &[&str]| parts.iter().any(|part| both.contains(part));
        // The order matters: a refused push also says that something failed.
        if any(&[
            "[rejected]",
            "fetch first",
            "non-fast-forward",
            "cannot lock ref",
            "failed to update ref",
            "reference already exists",
            "incorrect old value",
        ]) {
            return Some(Self::MovedOn);
        }
        if any(&[
            "[remote rejected]",
            "protected branch",
            "hook declined",
            "denying",
            "shallow update not allowed",
        ]) {
            return Some(Self::Protected { words: report.to_owned() + words });
        }
        if any(&[
            "authentication failed",
            "could not read username",
            "could not read password",
            "permission denied",
            "terminal prompts disabled",
            "error: 403",
            "error: 401",
            "access denied",
            "publickey",
            "host key verification failed",
            "not authorized",
            "unauthorized",
        ]) {
            return Some(Self::NeedsCredentials);
        }
        if any(&[
            "fsck",
            "bad tree",
            "badtree",
            "corrupt",
            "invalid index-pack",
            "index-pack failed",
            "inflate",
            "bad object",
            "did not send all necessary objects",
            "bad line length",
            "protocol error",
            "remote error: upload-pack",
        ]) {
            return Some(Self::Damaged);
        }
        if any(&[
            "repository not found",
            "not found",
            "does not appear to be a git repository",
            "does not exist",
            "no such file",
            "error: 404",
            "couldn't find remote ref",
            "not a git repository",
            "invalid gitfile",
        ]) {
            return Some(Self::NotFound);
        }
        if any(&[
            "could not resolve",
            "connection refused",
            "timed out",
            "failed to connect",
            "unreachable",
            "no route to host",
            "couldn't connect",
            "unable to access",
            "cannot run ssh",
            "could not read from remote",
            "connection closed",
            "connection reset",
            "early eof",
            "hung up",
            "ssl",
            "tls",
            "transport",
        ]) {
            return Some(Self::Unreachable);
        }
        None
    }
}
