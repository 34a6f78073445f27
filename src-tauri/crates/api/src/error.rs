//! The one conversion from an error to what the interface words.

use std::collections::BTreeMap;

use fieldbook_library::{EditError, Error, GitError, StoreError};
use serde::Serialize;
use ts_rs::TS;

/// An error as a code with arguments; the interface has the words in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ApiError {
    /// Stable code, such as `disk-full`.
    pub code: String,
    /// The error in English, for logs and for codes the interface does not know.
    pub message: String,
    /// Values for the sentence.
    pub args: BTreeMap<String, String>,
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for ApiError {}

impl ApiError {
    /// Makes an error without arguments.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), args: BTreeMap::new() }
    }

    /// Adds a value.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "values and references read alike in a chain"
    )]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let message = error.to_string();
        let new = |code: &str| Self::new(code, message.clone());
        match &error {
            Error::NotFound { id } => new("not-found").with("id", id),
            Error::Ambiguous { id, candidates } => {
                new("ambiguous").with("id", id).with("candidates", candidates.join(", "))
            }
            Error::BadId { id } => new("bad-id").with("id", id),
            Error::Exists { id } => new("exists").with("id", id),
            Error::NotOpen { id, outcome } => {
                new("not-open").with("id", id).with("outcome", outcome)
            }
            Error::NoVerdict { id } => new("no-verdict").with("id", id),
            Error::BadOutcome { word } => new("bad-outcome").with("word", word),
            Error::BadDate { text } => new("bad-date").with("text", text),
            Error::TooLarge { size, limit } => {
                new("too-large").with("size", size).with("limit", limit)
            }
            Error::Edit(edit) => from_edit(edit, &message),
            Error::Store(store) => from_store(store, &message),
            Error::Search(_) => new("index"),
            Error::File { path, source } => {
                new("file").with("path", path.display()).with("reason", source)
            }
            Error::NoLibrary { name } => new("no-library").with("name", name),
            Error::BadUrl { reason } => new("bad-url").with("reason", reason),
            Error::Git(GitError::NoGit) => new("no-git"),
            Error::Git(GitError::NoRepository { path }) => {
                new("no-repository").with("path", path.display())
            }
            Error::Git(GitError::NoRange { range }) => new("no-range").with("range", range),
            Error::Git(error) => new("git").with("detail", error),
            Error::Stopped => new("stopped"),
        }
    }
}

fn from_edit(error: &EditError, message: &str) -> ApiError {
    match error {
        EditError::Broken { line, reason } => {
            ApiError::new("front-matter-broken", message).with("line", line).with("reason", reason)
        }
        EditError::NoPlace { path } | EditError::Unwritable { path, .. } => {
            ApiError::new("edit-refused", message).with("path", path)
        }
        EditError::TooLarge { limit } => {
            ApiError::new("front-matter-too-large", message).with("limit", limit)
        }
    }
}

fn from_store(error: &StoreError, message: &str) -> ApiError {
    let new = |code: &str| ApiError::new(code, message);
    match error {
        StoreError::ReadOnly => new("read-only"),
        StoreError::NewerSchema { found, known } => {
            new("newer-schema").with("found", found).with("known", known)
        }
        StoreError::NotFieldbook { path } => new("not-fieldbook").with("path", path.display()),
        StoreError::DiskFull => new("disk-full"),
        StoreError::Busy => new("busy"),
        StoreError::InUse => new("in-use"),
        StoreError::Stopped => new("stopped"),
        StoreError::Damaged { detail } => new("damaged").with("detail", detail),
        StoreError::NetworkFileSystem { kind } => new("network-file-system").with("kind", kind),
        StoreError::NotFound { id, .. } => new("not-found").with("id", id),
        StoreError::Taken { id, .. } => new("exists").with("id", id),
        StoreError::TooLarge { size, limit, .. } => {
            new("too-large").with("size", size).with("limit", limit)
        }
        StoreError::NotAnImage => new("not-an-image"),
        StoreError::BadBackup { path, detail } => {
            new("bad-backup").with("path", path.display()).with("detail", detail)
        }
        StoreError::Io { path, source } => {
            new("file").with("path", path.display()).with("reason", source)
        }
        StoreError::Disk { detail } => new("disk-failed").with("detail", detail),
        other => new("store").with("detail", other),
    }
}
