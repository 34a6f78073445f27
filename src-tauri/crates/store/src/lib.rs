//! SQLite: documents, revisions, links, attachments, settings, journal, backups.
//!
//! The store is the only local truth. It keeps texts, byte for byte, with their whole history, and what the
//! caller extracted from them for lists and joins. It does not know what the texts mean: kinds, ids and
//! relations are strings here.
//!
//! **Several processes** may have the same store open. A write is one `BEGIN IMMEDIATE` transaction with the
//! change, its revision and its row in the journal; when it returns, it is on the disk. Others notice through
//! [`Store::data_version`], and catch up with [`Store::journal_since`].
//!
//! **Nothing is lost quietly.** Revisions are never changed, and never deleted before their document has been
//! in the trash for thirty days; triggers in the database see to that. A save names the revision that its
//! author was looking at, and answers [`Saved::Stale`] instead of overwriting a newer one. Every operation can
//! be undone. Each text carries a BLAKE3 hash, since SQLite's own checks do not see a changed letter.
//!
//! **Time, randomness and paths are arguments**: `now` is Unix milliseconds, and order never depends on it.
//!
//! ```
//! use fieldbook_store::{Base, OpenOptions, Paths, Saved, Store, Write};
//!
//! let folder = tempfile::tempdir()?;
//! let paths = Paths { data: folder.path().join("data"), backups: folder.path().join("backups") };
//! let options = OpenOptions { now: 1_790_000_000_000, entropy: [7; 16], ..OpenOptions::default() };
//! let (store, notices) = Store::open(&paths, &options)?;
//! assert!(notices.is_empty());
//!
//! let first = Write {
//!     library: "mine",
//!     id: "pb-small-batches",
//!     kind: "playbook",
//!     text: "# Work in small batches\n",
//!     actor: "app",
//!     now: options.now,
//!     ..Write::default()
//! };
//! assert!(matches!(store.save(&first)?, Saved::Created { revision: 1, .. }));
//!
//! // Somebody who did not see revision 1 does not overwrite it.
//! let blind = Write { text: "# Something else\n", ..first.clone() };
//! assert_eq!(store.save(&blind)?, Saved::Exists { trashed: false });
//!
//! let second = Write { text: "# Small batches\n", base: Base::Revision(1), ..first.clone() };
//! assert!(matches!(store.save(&second)?, Saved::Updated { revision: 2, .. }));
//! assert_eq!(store.revision_text("mine", "pb-small-batches", 1)?.as_deref(), Some(first.text));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod atomic;
mod attachments;
mod backup;
mod ballast;
mod connection;
mod documents;
mod drafts;
mod error;
mod exchange;
mod file_system;
mod health;
mod journal;
mod libraries;
mod links;
mod migrate;
mod open;
mod repair;
mod revisions;
mod save;
mod settings;
mod thinning;
mod trash;
mod undo;
mod verify;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::{Connection, TransactionBehavior};

pub use atomic::write_atomic;
pub use attachments::{Attachment, MAX_ATTACHMENT, MAX_PIXELS, UNNAMED_ATTACHMENT_KEEPS};
pub use backup::{BACKUP_BEFORE_IMPORT_OF, BackupFile, Import, RestoredBackup};
pub use documents::{Columns, Document, Filter, Head, Key, Order, Resolved, Trash};
pub use drafts::{Draft, StoredDraft};
pub use error::StoreError;
pub use exchange::{
    Agreed, AgreedBlob, ExchangeStep, Exchanged, Setting, StoredConflict, StoredProposal,
};
pub use file_system::FileSystemKind;
pub use health::{Counts, HealthCheck, Stats};
pub use journal::{Change, Operation, OperationId, What};
pub use libraries::{PublishException, SharedLibrary};
pub use links::{Link, LinkFrom};
pub use open::{Notice, OpenOptions};
pub use repair::{Lost, Salvage};
pub use revisions::Revision;
pub use save::{Base, MAX_TEXT, Saved, Write, hash_of};
pub use trash::TRASH_KEEPS;
pub use undo::{Derived, Source, Undone};
pub use verify::Contents;

use connection::{JournalMode, ReadPool, lock};

/// Where a store lives. Backups have a folder of their own, so that losing one does not lose the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Folder of the store's file `fieldbook.db` and its companions.
    pub data: PathBuf,
    /// Folder of the automatic backups.
    pub backups: PathBuf,
}

impl Paths {
    /// The database file. Only this crate may open it.
    pub fn store_file(&self) -> PathBuf {
        self.data.join("fieldbook.db")
    }
}

/// An open store. Share it between threads by reference or in an `Arc`.
///
/// Reads run beside each other and beside a write; writes of this process wait for each other here, those of
/// other processes in SQLite.
pub struct Store {
    paths: Paths,
    mode: JournalMode,
    read_only: bool,
    readers: ReadPool,
    watch: Mutex<Connection>,
    writer: Mutex<Option<Connection>>,
    /// Held shared while the store is open, so that nobody replaces the file under it.
    _in_use: Option<File>,
}

/// A write transaction.
pub(crate) type Written<'a> = rusqlite::Transaction<'a>;

impl Store {
    /// Opens the store of `paths`, and makes it if there is none.
    ///
    /// An older schema is brought forward after a backup. A newer one is opened for reading alone. A damaged
    /// file is set aside, and the newest good backup takes its place. The notices say which of this happened.
    ///
    /// # Errors
    /// [`StoreError::InUse`] if a damaged file would have to be replaced while another process has it open;
    /// [`StoreError::NotFieldbook`] if the file is another program's; otherwise whatever the disk says.
    pub fn open(paths: &Paths, options: &OpenOptions) -> Result<(Store, Vec<Notice>), StoreError> {
        open::open(paths, options)
    }

    /// Whether writes are refused, because the schema is newer or the folder cannot be written.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The paths that it was opened with.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Names this history of changes: a random id, made with the store and made anew when a backup takes its
    /// place. Sequences of different epochs have nothing to do with each other.
    pub fn epoch(&self) -> Result<String, StoreError> {
        self.read(epoch)
    }

    /// The version of the SQLite that is linked in, such as `3.54.1`.
    pub fn sqlite_version(&self) -> &'static str {
        rusqlite::version()
    }

    /// A number that changes when the store was changed by anybody: another process, or this one.
    ///
    /// Costs some microseconds and reads no table, so it can be asked several times a second. What changed is
    /// in the journal.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        let watch = lock(&self.watch);
        Ok(watch.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Runs `f` on a connection that can only read.
    pub(crate) fn read<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let result = self.readers.with(f);
        if matches!(result, Err(StoreError::Damaged { .. })) {
            self.remember_damage();
        }
        result
    }

    /// Runs `f` in one immediate transaction and commits it. `f` may run twice.
    pub(crate) fn write<T>(
        &self,
        f: impl Fn(&Written<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        let mut writer = lock(&self.writer);
        let mut result = self.attempt(&mut writer, &f);
        if matches!(result, Err(StoreError::DiskFull)) && ballast::release(&self.paths.data) {
            result = self.attempt(&mut writer, &f);
        }
        if matches!(result, Err(StoreError::Disk { .. } | StoreError::Damaged { .. })) {
            // After a failed fsync nobody knows what is on the disk. SQLite forgets the transaction; a new
            // connection reads again what is really there. The write itself is not repeated: its author is told.
            *writer = None;
            self.readers.clear();
        }
        drop(writer);
        if matches!(result, Err(StoreError::Damaged { .. })) {
            self.remember_damage();
        }
        result
    }

    fn attempt<T>(
        &self,
        writer: &mut Option<Connection>,
        f: &impl Fn(&Written<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = match writer {
            Some(connection) => connection,
            None => {
                writer.insert(connection::open_writer(&self.paths.store_file(), self.mode, false)?)
            }
        };
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // A newer version may have migrated the file since it was opened here.
        let found = migrate::stamp(&tx)?.schema;
        if found > migrate::SCHEMA {
            return Err(StoreError::NewerSchema { found, known: migrate::SCHEMA });
        }
        let value = f(&tx)?;
        tx.commit()?;
        Ok(value)
    }
}

pub(crate) fn epoch(connection: &Connection) -> Result<String, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = 'epoch'")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The database and the files that SQLite keeps beside it.
pub(crate) fn companions(file: &Path) -> [PathBuf; 4] {
    let with = |suffix: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    [file.to_path_buf(), with("-wal"), with("-shm"), with("-journal")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn temporary() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let paths =
            Paths { data: folder.path().join("data"), backups: folder.path().join("backups") };
        let (store, _) = Store::open(&paths, &OpenOptions::default()).unwrap();
        (folder, store)
    }

    fn save(store: &Store, text: &str) -> Result<Saved, StoreError> {
        store.save(&Write {
            library: "mine",
            id: "pb-a",
            text,
            base: Base::Any,
            ..Write::default()
        })
    }

    /// A full disk that needs no root: SQLite reports a file that may not grow in the same way.
    #[test]
    fn a_database_that_cannot_grow_refuses_a_write_whole() {
        let (_folder, store) = temporary();
        save(&store, "one").unwrap();
        {
            let mut writer = lock(&store.writer);
            let writer = writer.as_mut().unwrap();
            let pages: i64 = writer.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
            let limit = format!("PRAGMA max_page_count = {}", pages + 5);
            writer.query_row(&limit, [], |_| Ok(())).unwrap();
        }
        assert!(ballast::present(&store.paths.data));
        let refused = save(&store, &"x".repeat(1_000_000));
        assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
        assert!(!ballast::present(&store.paths.data), "it was tried again with the ballast's room");
        let found = store.document("mine", "pb-a").unwrap().unwrap();
        assert_eq!((found.text.as_str(), found.revision), ("one", 1));
        assert_eq!(store.last_sequence().unwrap(), 1);
        assert!(matches!(save(&store, "two"), Ok(Saved::Updated { revision: 2, .. })));
        assert!(
            store.health(true).unwrap().iter().all(|check| check.ok || check.name == "ballast")
        );
    }

    #[test]
    fn a_panic_within_a_write_leaves_nothing_behind_and_the_store_usable() {
        let (_folder, store) = temporary();
        save(&store, "one").unwrap();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            store.write::<()>(|tx| {
                tx.execute("UPDATE document SET title = 'half'", [])?;
                panic!("in the middle");
            })
        }));
        assert!(panicked.is_err(), "the panic happened");
        assert_eq!(store.document("mine", "pb-a").unwrap().unwrap().columns.title, None);
        assert!(matches!(save(&store, "two"), Ok(Saved::Updated { revision: 2, .. })));
    }

    #[test]
    fn a_store_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Store>();
    }
}
