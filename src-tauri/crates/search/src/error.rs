//! What can go wrong, sorted by what the caller has to do about it.

use std::{io, path::PathBuf};

use tantivy::{
    TantivyError,
    directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
};

/// An error of the index. None of them touches a record: the index is a cache.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another process holds the index and will not let go of it now. Try again later.
    #[error("another process is working on the search index")]
    Busy,
    /// The disk is full. Nothing is damaged; the last commit still stands.
    #[error("no space left for the search index in {path}")]
    NoSpace {
        /// The folder of the index.
        path: PathBuf,
    },
    /// The folder cannot be read or written (permission, missing mount, input/output error).
    #[error("the search index in {path} cannot be used: {source}")]
    Io {
        /// The folder of the index.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The files of the index contradict each other. Open it again with [`crate::Index::open`],
    /// or call [`crate::Index::set_aside`], and fill it anew.
    #[error("the search index is damaged: {detail}")]
    Damaged {
        /// What was found; for a log, not for a person.
        detail: String,
    },
    /// The index on disk now belongs to another version or another store. Open it again.
    #[error("the search index was replaced by another one: {detail}")]
    Replaced {
        /// What was found; for a log.
        detail: String,
    },
    /// The writer was given up after an earlier error; ask the index for a new one.
    #[error("this index writer was given up after an earlier error")]
    WriterLost,
}

impl SearchError {
    /// Sorts an error of tantivy: busy and the system's errors are not damage.
    pub(crate) fn from_tantivy(error: &TantivyError, path: &std::path::Path) -> SearchError {
        let io = |source: &io::Error| SearchError::from_io(copy_io(source), path);
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Busy,
            TantivyError::LockFailure(LockError::IoError(source), _)
            | TantivyError::IoError(source)
            | TantivyError::OpenDirectoryError(
                OpenDirectoryError::IoError { io_error: source, .. }
                | OpenDirectoryError::FailedToCreateTempDir(source),
            )
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: source, .. })
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: source, .. })
                if is_systems_fault(source) =>
            {
                io(source)
            }
            _ => SearchError::Damaged { detail: error.to_string() },
        }
    }

    pub(crate) fn from_io(source: io::Error, path: &std::path::Path) -> SearchError {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                SearchError::NoSpace { path }
            }
            io::ErrorKind::WouldBlock => SearchError::Busy,
            _ => SearchError::Io { path, source },
        }
    }
}

/// Whether an input/output error speaks of the system and not of the content of a file.
/// A decoder that runs off the end of a file reports `UnexpectedEof` or `InvalidData`, and a
/// file that the index names but the folder lacks is `NotFound`: those are damage.
fn is_systems_fault(error: &io::Error) -> bool {
    !matches!(
        error.kind(),
        io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::NotFound
            | io::ErrorKind::Other
    )
}

/// tantivy shares its errors by `Arc`; ours owns one, so number or words are carried over.
fn copy_io(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}
