//! Opening: what the folder is, whether there is a store, which schema it has, whether it is whole.

mod lock;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::Connection;

use crate::atomic::{beside, sync_file, sync_folder};
use crate::backup::{BackupFile, back_up, remove};
use crate::connection::{
    JournalMode, ReadPool, assert_version, open_alone, open_immutable, open_query, open_reader,
    open_writer,
};
use crate::error::StoreError;
use crate::file_system::{self, FileSystemKind};
use crate::migrate::{self, APPLICATION_ID, SCHEMA};
use crate::repair::{self, Salvage};
use crate::verify::{Contents, glance, verify};
use crate::{Paths, Store, ballast, companions};

pub(crate) use lock::Lock;

/// How to open a store.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// Now, in Unix milliseconds.
    pub now: i64,
    /// Random bytes, for the name of the epoch if one has to be made.
    pub entropy: [u8; 16],
    /// Read every page and every text before anything else. Without it, opening takes the same time however
    /// large the store is, and damage shows when it is met.
    pub check_everything: bool,
    /// What the folder lives on, instead of asking the system.
    pub file_system: Option<FileSystemKind>,
}

/// Something a person should know about how the store was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A newer Fieldbook wrote this store: it can be read and exported, not changed.
    NewerSchemaReadOnly {
        /// The schema of the file.
        found: u32,
        /// The newest schema this build knows.
        known: u32,
    },
    /// The folder cannot be written: the store can be read, not changed.
    FolderReadOnly {
        /// The folder.
        path: PathBuf,
    },
    /// The folder is on a network file system: slower, and unsafe with several computers at once.
    NetworkFileSystem {
        /// Which one.
        kind: FileSystemKind,
    },
    /// The folder is kept in step by a product that copies files while they are in use.
    SyncedFolder {
        /// Its name.
        product: &'static str,
    },
    /// The store's file was damaged. It and its companions were moved to a folder of their own.
    DamagedSetAside {
        /// The folder.
        path: PathBuf,
        /// What was wrong with the file.
        detail: String,
    },
    /// A backup took the place of the damaged file.
    RestoredFromBackup {
        /// The backup.
        backup: BackupFile,
        /// What it held.
        contents: Contents,
    },
    /// What could be read out of the damaged file was added, and this is what could not.
    Salvaged(Salvage),
    /// The store was brought from an older schema.
    MigratedFrom {
        /// The schema it had.
        schema: u32,
        /// The backup made before.
        backup: BackupFile,
    },
}

const LOCK_FILE: &str = "fieldbook.lock";

/// How long to wait for others to let go of a database whose log must be put away.
const ALONE_WITHIN: Duration = Duration::from_secs(2);

pub(crate) fn open(
    paths: &Paths,
    options: &OpenOptions,
) -> Result<(Store, Vec<Notice>), StoreError> {
    assert_version(rusqlite::version_number())?;
    let mut notices = Vec::new();
    let mut read_only = !make_folder(&paths.data)?;
    let kind = match options.file_system {
        Some(kind) => kind,
        None => file_system::kind_of(&paths.data)?,
    };
    if !kind.is_local() {
        notices.push(Notice::NetworkFileSystem { kind });
    }
    if let Some(product) = file_system::synced_by(&paths.data, has_entry) {
        notices.push(Notice::SyncedFolder { product });
    }
    let mode = mode_for(kind);
    let in_use = Lock::shared(&paths.data)?;
    read_only |= in_use.is_none();

    let file = paths.store_file();
    if let Some(lock) = &in_use {
        if repair::is_unfinished(paths) {
            let aside = lock.exclusively(|| repair::finish(paths, options.now))?;
            let detail = "a repair was interrupted and is now finished".to_owned();
            notices.push(Notice::DamagedSetAside { path: aside, detail });
        }
        if !exists(&file)? {
            lock.exclusively(|| create(&file, mode, options))?;
        }
    } else if !exists(&file)? {
        return Err(not_there(&file));
    }
    if !read_only {
        roll_back(&file)?;
    }
    let schema = match examine(paths, mode, read_only, options) {
        Err(StoreError::Damaged { detail }) => {
            let lock = in_use.as_ref().ok_or(StoreError::ReadOnly)?;
            let repaired =
                lock.exclusively(|| repair_unless_done(paths, mode, options, &detail))?;
            notices.extend(repaired);
            examine(paths, mode, read_only, &OpenOptions::default())?
        }
        Err(StoreError::Busy) if !kind.is_local() => {
            return Err(StoreError::NetworkFileSystem { kind });
        }
        other => other?,
    };
    if schema > SCHEMA {
        notices.push(Notice::NewerSchemaReadOnly { found: schema, known: SCHEMA });
        read_only = true;
    } else if read_only {
        notices.push(Notice::FolderReadOnly { path: paths.data.clone() });
    }
    let writer =
        if read_only { None } else { Some(writer(paths, kind, schema, options, &mut notices)?) };
    if !read_only {
        ballast::lay_in(&paths.data);
    }
    let store = assemble(paths, mode, read_only, writer, in_use)?;
    Ok((store, notices))
}

fn mode_for(kind: FileSystemKind) -> JournalMode {
    if kind.is_local() { JournalMode::Wal } else { JournalMode::Delete }
}

/// Lets SQLite undo the half transaction of a killed process, if there is one: a reader could not.
fn roll_back(file: &Path) -> Result<(), StoreError> {
    if exists(&companions(file)[3])? {
        let connection = open_query(file)?;
        // Damage is found, and dealt with, by the examination that follows.
        let _ = migrate::stamp(&connection);
    }
    Ok(())
}

/// Opens the connection that writes, and brings an older schema forward after a backup.
fn writer(
    paths: &Paths,
    kind: FileSystemKind,
    schema: u32,
    options: &OpenOptions,
    notices: &mut Vec<Notice>,
) -> Result<Connection, StoreError> {
    let mut writer = match open_writer(&paths.store_file(), mode_for(kind), false) {
        // It has a log, and another computer or process has it open: the log cannot be put away.
        Err(StoreError::Busy | StoreError::Disk { .. }) if !kind.is_local() => {
            return Err(StoreError::NetworkFileSystem { kind });
        }
        opened => opened?,
    };
    if schema < SCHEMA {
        let backup = back_up(&writer, paths, "before-migration", options.now)?;
        migrate::migrate(&mut writer)?;
        notices.push(Notice::MigratedFrom { schema, backup });
    }
    Ok(writer)
}

/// Left by whoever met damage, so that the next start looks at everything.
pub(crate) fn damage_marker(paths: &Paths) -> PathBuf {
    paths.data.join("damage-was-seen")
}

/// Looks at the file without writing to it, and answers its schema.
fn examine(
    paths: &Paths,
    mode: JournalMode,
    read_only: bool,
    options: &OpenOptions,
) -> Result<u32, StoreError> {
    let file = paths.store_file();
    let connection = match mode {
        _ if read_only => open_read_only(&file)?,
        JournalMode::Wal => open_reader(&file)?,
        // A log left from another place is read without shared memory, which takes a moment alone.
        JournalMode::Delete => open_alone(&file, ALONE_WITHIN)?,
    };
    let found = migrate::stamp(&connection)?;
    if found.application != APPLICATION_ID {
        return Err(not_ours(&connection, &file)?);
    }
    if found.schema > SCHEMA {
        return Ok(found.schema);
    }
    if found.schema == 0 {
        return Err(StoreError::Damaged { detail: "the store has no schema".to_owned() });
    }
    glance(&connection)?;
    let marker = damage_marker(paths);
    if options.check_everything || marker.exists() {
        match mode {
            // SQLite leaves CHECK constraints out of what it reads of a file that it may not write.
            JournalMode::Wal if !read_only => verify(&open_query(&file)?)?,
            _ => verify(&connection)?,
        };
        if !read_only {
            let _ = fs::remove_file(marker);
        }
    }
    Ok(found.schema)
}

/// A database without our mark: another program's, or ours with a damaged first page.
fn not_ours(connection: &Connection, file: &Path) -> Result<StoreError, StoreError> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let ours: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE name IN ('document', 'revision', 'journal', 'tombstone')",
        [],
        |row| row.get(0),
    )?;
    Ok(if tables == 0 || ours == 4 {
        StoreError::Damaged { detail: "the file does not say that it is a store".to_owned() }
    } else {
        StoreError::NotFieldbook { path: file.to_path_buf() }
    })
}

/// Repairs, unless another process did while this one waited for the lock.
fn repair_unless_done(
    paths: &Paths,
    mode: JournalMode,
    options: &OpenOptions,
    detail: &str,
) -> Result<Vec<Notice>, StoreError> {
    match examine(paths, mode, false, options) {
        Err(StoreError::Damaged { .. }) => {}
        other => return other.map(|_| Vec::new()),
    }
    let notices = repair::replace_damaged(paths, options, detail)?;
    let _ = fs::remove_file(damage_marker(paths));
    Ok(notices)
}

fn assemble(
    paths: &Paths,
    mode: JournalMode,
    read_only: bool,
    writer: Option<Connection>,
    in_use: Option<Lock>,
) -> Result<Store, StoreError> {
    let file = paths.store_file();
    let open = move || if read_only { open_read_only(&file) } else { open_query(&file) };
    Ok(Store {
        watch: Mutex::new(open()?),
        readers: ReadPool::new(open),
        paths: paths.clone(),
        mode,
        read_only,
        writer: Mutex::new(writer),
        _in_use: in_use.map(|lock| lock.file),
    })
}

/// Makes the data folder; `false` if the system does not let us write. The backup folder is made when the first
/// backup is: without it one can work.
fn make_folder(data: &Path) -> Result<bool, StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    match builder.create(data) {
        Ok(()) => Ok(true),
        Err(error) if is_refusal(&error) && data.exists() => Ok(false),
        Err(error) => Err(StoreError::io(data, error)),
    }
}

fn is_refusal(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

fn has_entry(folder: &Path, name: &str) -> bool {
    folder.join(name).exists()
}

fn exists(file: &Path) -> Result<bool, StoreError> {
    file.try_exists().map_err(|error| StoreError::io(file, error))
}

fn not_there(file: &Path) -> StoreError {
    StoreError::io(file, std::io::Error::from(std::io::ErrorKind::NotFound))
}

/// Makes a new store beside its place and moves it there when it is whole and on the disk.
///
/// The first version is written without a log: a crash between a log that is on the disk and a main file that
/// is not could otherwise leave an empty database whose log is then thrown away.
fn create(file: &Path, mode: JournalMode, options: &OpenOptions) -> Result<(), StoreError> {
    if exists(file)? {
        return Ok(());
    }
    let new = beside(file, "new");
    remove(&new)?;
    let mut connection = open_writer(&new, JournalMode::Delete, true)?;
    migrate::migrate(&mut connection)?;
    stamp_epoch(&connection, options)?;
    connection.close().map_err(|(_, error)| error)?;
    sync_file(&new)?;
    // Already here, so that no process is killed while it changes the mode of a store in use.
    let connection = open_writer(&new, mode, false)?;
    connection.close().map_err(|(_, error)| error)?;
    sync_file(&new)?;
    fs::rename(&new, file).map_err(|error| StoreError::io(file, error))?;
    sync_folder(file.parent().expect("the store file is in the data folder"))
}

/// Gives a store a new name for its history of changes.
pub(crate) fn stamp_epoch(
    connection: &Connection,
    options: &OpenOptions,
) -> Result<(), StoreError> {
    let epoch: String = options.entropy.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut statement =
        connection.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?;
    statement.execute(["epoch", &epoch])?;
    statement.execute(["epoch_began", &options.now.to_string()])?;
    Ok(())
}

/// Opens a file in a folder that may refuse the log's companions.
fn open_read_only(file: &Path) -> Result<Connection, StoreError> {
    let plain = open_reader(file).and_then(|plain| migrate::stamp(&plain).map(|_| plain));
    match plain {
        Ok(plain) => Ok(plain),
        Err(StoreError::Disk { .. } | StoreError::ReadOnly) => {
            let log = &companions(file)[1];
            let empty = fs::metadata(log).map_or(true, |found| found.len() == 0);
            if empty {
                open_immutable(file)
            } else {
                // The newest changes are in the log, which cannot be read here. Old content shown as current
                // would be worse than a plain refusal.
                Err(StoreError::ReadOnly)
            }
        }
        Err(error) => Err(error),
    }
}
