//! What can go wrong in a use case, as codes that the interface has words for.

use std::path::PathBuf;

use fieldbook_record::EditError;
use fieldbook_search::SearchError;
use fieldbook_share::GitError;
use fieldbook_store::StoreError;

/// A use case could not be carried out.
///
/// Outcomes that a person can act on (a stale base, a refused file) are values of the use case;
/// this is for what was not expected to happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No record has this id.
    #[error("no record is called “{id}”")]
    NotFound {
        /// The id as it was given.
        id: String,
    },
    /// A shortened id fits several records.
    #[error("“{id}” fits several records: {}", candidates.join(", "))]
    Ambiguous {
        /// The id as it was given.
        id: String,
        /// Some of the records it fits.
        candidates: Vec<String>,
    },
    /// The id breaks the rule for ids.
    #[error("“{id}” cannot be an id: use 3 to 64 of a-z, 0-9 and hyphens")]
    BadId {
        /// The id as it was given.
        id: String,
    },
    /// A record with this id exists already.
    #[error("a record called “{id}” exists already")]
    Exists {
        /// The id.
        id: String,
    },
    /// An attempt that is not open cannot be closed.
    #[error("{id} is not an open attempt")]
    NotOpen {
        /// The record.
        id: String,
        /// The outcome that it states.
        outcome: String,
    },
    /// Only findings and playbooks rest on evidence.
    #[error("{id} is a case study; it is evidence and has no verdict")]
    NoVerdict {
        /// The record.
        id: String,
    },
    /// The word is no outcome, or not one that fits.
    #[error("“{word}” is not a way in which an attempt ends")]
    BadOutcome {
        /// The word.
        word: String,
    },
    /// The text is no date.
    #[error("“{text}” is not a date; write it as 2026-12-31")]
    BadDate {
        /// The text.
        text: String,
    },
    /// The text is larger than a document may be.
    #[error("the document has {size} bytes; the limit is {limit}")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A form's change could not be written into the text.
    #[error("the change could not be written into the document: {0}")]
    Edit(#[from] EditError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No shared library has this name.
    #[error("no shared library is called “{name}”")]
    NoLibrary {
        /// The name as it was given.
        name: String,
    },
    /// The address of a shared library is refused.
    #[error("the address is refused: {reason}")]
    BadUrl {
        /// Why.
        reason: String,
    },
    /// Git failed in a way that nobody expected, or has no such history.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The operation was stopped by the person who started it.
    #[error("stopped")]
    Stopped,
}

impl Error {
    /// Names a failed file.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
