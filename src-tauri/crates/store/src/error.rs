use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::file_system::FileSystemKind;

/// Everything that can go wrong in the store, in terms that a screen can put into words.
///
/// Outcomes that a person can act on while working (a stale base, an id that exists) are not here:
/// they are values of [`Saved`](crate::Saved).
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store was opened for reading alone: its folder cannot be written, or its schema is newer.
    #[error("the store is open for reading only")]
    ReadOnly,
    /// A newer Fieldbook has changed the store since it was opened; nothing was written.
    #[error("the store has schema {found}, this version knows up to {known}")]
    NewerSchema {
        /// The schema number in the file.
        found: u32,
        /// The newest schema number this build can write.
        known: u32,
    },
    /// The file at the store's place is a database of another program.
    #[error("{path} is a database, but not one of Fieldbook")]
    NotFieldbook {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full, even after the ballast file was given up. Nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// Another process held the write lock for longer than the time limit.
    #[error("another process is writing to the store and did not finish in time")]
    Busy,
    /// The store must be repaired or replaced, and another process has it open.
    #[error("another Fieldbook process has the store open")]
    InUse,
    /// The person who started it stopped it. Nothing was written.
    #[error("stopped")]
    Stopped,
    /// The database file is damaged. Opening the store again sets it aside and restores a backup.
    #[error("the store's file is damaged: {detail}")]
    Damaged {
        /// What SQLite or the hash check said.
        detail: String,
    },
    /// The database is on a network file system and cannot be used safely there.
    #[error("the store is on a network file system ({kind})")]
    NetworkFileSystem {
        /// Which one.
        kind: FileSystemKind,
    },
    /// No document with this identity.
    #[error("there is no {library}/{id}")]
    NotFound {
        /// The library asked for.
        library: String,
        /// The id asked for.
        id: String,
    },
    /// The id is taken by another document.
    #[error("{library}/{id} already exists")]
    Taken {
        /// The library.
        library: String,
        /// The id.
        id: String,
    },
    /// A text, draft or attachment is larger than the store takes.
    #[error("{what} has {size}, the limit is {limit}")]
    TooLarge {
        /// What was too large: `text`, `attachment` (both bytes) or `image` (pixels).
        what: &'static str,
        /// Its size, in bytes or pixels.
        size: u64,
        /// The limit, in the same unit.
        limit: u64,
    },
    /// The bytes are not a PNG, JPEG, GIF or WebP image.
    #[error("this is not a PNG, JPEG, GIF or WebP image")]
    NotAnImage,
    /// The file given as a backup is not a whole, undamaged backup of a store.
    #[error("{path} is not a usable backup: {detail}")]
    BadBackup {
        /// The file.
        path: PathBuf,
        /// What the check found.
        detail: String,
    },
    /// The bundled SQLite is older than 3.51.3, which can corrupt a store that several processes write.
    #[error("SQLite {found} is too old, 3.51.3 is needed")]
    OldSqlite {
        /// Its version.
        found: String,
    },
    /// Reading or writing a file failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The disk or the system failed while the database was read or written.
    #[error("the disk failed: {detail}")]
    Disk {
        /// SQLite's words and extended code.
        detail: String,
    },
    /// SQLite refused something that this crate should not have asked for.
    #[error("unexpected database error: {0}")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> StoreError {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return StoreError::DiskFull;
        }
        StoreError::Io { path: path.to_path_buf(), source }
    }
}

/// `IOERR_SHMSIZE`: the shared-memory file beside the WAL could not grow. Only a full disk does that.
const IOERR_SHMSIZE: i32 = 4874;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        let rusqlite::Error::SqliteFailure(code, words) = &error else {
            return match error {
                // A text that is not UTF-8 or a column of another type cannot be written through this
                // crate, so what was read is not what was stored.
                rusqlite::Error::Utf8Error(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..) => {
                    StoreError::Damaged { detail: error.to_string() }
                }
                other => StoreError::Sqlite(other),
            };
        };
        let detail = || {
            let words = words.clone().unwrap_or_else(|| code.to_string());
            format!("{words} ({})", code.extended_code)
        };
        match code.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::DiskFull => StoreError::DiskFull,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                StoreError::Damaged { detail: detail() }
            }
            ErrorCode::ReadOnly => StoreError::ReadOnly,
            ErrorCode::SystemIoFailure if code.extended_code == IOERR_SHMSIZE => {
                StoreError::DiskFull
            }
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => {
                StoreError::Disk { detail: detail() }
            }
            _ => StoreError::Sqlite(error),
        }
    }
}
