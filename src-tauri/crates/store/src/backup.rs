//! Backups: copies of the whole store, checked before they count, kept in a folder of their own.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::atomic::{beside, sync_file, sync_folder_of};
use crate::connection::{JournalMode, lock, open_reader, open_writer};
use crate::drafts::StoredDraft;
use crate::error::StoreError;
use crate::journal::OperationId;
use crate::migrate::{self, APPLICATION_ID, SCHEMA};
use crate::open::stamp_epoch;
use crate::thinning::{parse_stamp, stamp, superfluous};
use crate::verify::{Contents, contents, verify};
use crate::{OpenOptions, Paths, Store, companions};

/// An import of more files than this is preceded by a backup.
pub const BACKUP_BEFORE_IMPORT_OF: u64 = 50;

/// How old the newest backup may become before [`Store::backup_is_due`], in milliseconds: a day.
const DUE_AFTER: i64 = 24 * 60 * 60 * 1000;

/// An automatic backup. It was verified before it got its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// The file: an ordinary SQLite database.
    pub path: PathBuf,
    /// When it was made: Unix milliseconds, from its name.
    pub taken: i64,
    /// Why: `daily`, `before-import`, `before-restore`, `before-migration`, or the caller's word.
    pub reason: String,
    /// In bytes.
    pub size: u64,
}

/// The start of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// For [`Store::save_batch`] and [`Store::undo`].
    pub operation: OperationId,
    /// The backup made before, if the import is large.
    pub backup: Option<BackupFile>,
}

/// What took the place of the store's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoredBackup {
    /// The way back: the store as it was just before.
    pub safety: BackupFile,
    /// What the store holds now.
    pub contents: Contents,
}

impl Store {
    /// Writes a verified copy of the store to `target`, in place of a file that is there.
    ///
    /// Others may read and write meanwhile; the copy is the store at one moment.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the store itself does not pass the check: then nothing is written.
    pub fn backup(&self, target: &Path) -> Result<Contents, StoreError> {
        self.read(|connection| copy_verified(connection, target))
    }

    /// Makes a verified backup in the backup folder and removes those that are no longer needed.
    ///
    /// `reason` becomes part of the file name.
    pub fn back_up(&self, reason: &str, now: i64) -> Result<BackupFile, StoreError> {
        self.read(|connection| back_up(connection, self.paths(), reason, now))
    }

    /// Whether the last automatic backup is older than a day and something has changed since.
    pub fn backup_is_due(&self, now: i64) -> Result<bool, StoreError> {
        let newest = self.newest_backup()?;
        let old = newest.as_ref().is_none_or(|file| now - file.taken > DUE_AFTER);
        if self.is_read_only() || !old {
            return Ok(false);
        }
        let last = self.last_sequence()?;
        Ok(last > 0
            && newest.is_none_or(|file| {
                open_reader(&file.path)
                    .and_then(|backup| contents(&backup))
                    .map_or(true, |held| held.last_sequence != last)
            }))
    }

    /// Lists the automatic backups, newest first.
    pub fn backups(&self) -> Result<Vec<BackupFile>, StoreError> {
        backups(self.paths())
    }

    /// The newest automatic backup.
    pub fn newest_backup(&self) -> Result<Option<BackupFile>, StoreError> {
        Ok(self.backups()?.into_iter().next())
    }

    /// Starts an import of `files` files: an operation that can be undone as one, after a backup if it is large.
    pub fn begin_import(
        &self,
        files: u64,
        actor: &str,
        note: Option<&str>,
        now: i64,
    ) -> Result<Import, StoreError> {
        let backup = if files > BACKUP_BEFORE_IMPORT_OF && self.last_sequence()? > 0 {
            Some(self.back_up("before-import", now)?)
        } else {
            None
        };
        Ok(Import { operation: self.begin_operation("import", actor, note, now)?, backup })
    }

    /// Puts the content of a backup in the place of the store's, while it stays open here and elsewhere.
    ///
    /// The backup is checked, and a backup of the present content is made, first. Drafts are kept. The epoch
    /// is a new one, so whatever follows the journal starts again.
    ///
    /// # Errors
    /// [`StoreError::BadBackup`] or [`StoreError::NewerSchema`]; the store is then as it was.
    pub fn restore_backup(
        &self,
        file: &Path,
        options: &OpenOptions,
    ) -> Result<RestoredBackup, StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly);
        }
        let drafts = self.drafts()?;
        let staged = beside(&self.paths().store_file(), &format!("{}.staged", std::process::id()));
        remove(&staged)?;
        let result = stage(file, &staged, &drafts, options).and_then(|contents| {
            // Only now: a file that turns out to be no backup must not use up the place of an older one.
            let safety = self.back_up("before-restore", options.now)?;
            let mut writer = lock(&self.writer);
            // Its own connection: SQLite forbids any other use of it meanwhile.
            *writer = None;
            let mut live = open_writer(&self.paths().store_file(), self.mode, false)?;
            copy(&open_reader(&staged)?, &mut live)?;
            *writer = Some(live);
            Ok(RestoredBackup { safety, contents })
        });
        self.readers.clear();
        remove(&staged)?;
        result
    }
}

/// Brings a backup to a file beside the store: checked, migrated, with drafts and an epoch of its own.
pub(crate) fn stage(
    backup: &Path,
    staged: &Path,
    drafts: &[StoredDraft],
    options: &OpenOptions,
) -> Result<Contents, StoreError> {
    let source = check_backup(backup)?;
    let mut target = open_writer(staged, JournalMode::Delete, true)?;
    copy(&source, &mut target)?;
    target.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    migrate::migrate(&mut target)?;
    let tx = target.transaction()?;
    stamp_epoch(&tx, options)?;
    for draft in drafts {
        crate::drafts::put_in(&tx, &draft.key, &draft.draft, draft.updated)?;
    }
    tx.commit()?;
    let contents = verify(&target)?;
    target.close().map_err(|(_, error)| error)?;
    sync_file(staged)?;
    Ok(contents)
}

/// Opens a backup if it is a whole one of a schema that this build knows.
pub(crate) fn check_backup(path: &Path) -> Result<Connection, StoreError> {
    let bad =
        |error: StoreError| StoreError::BadBackup { path: path.into(), detail: error.to_string() };
    if let Err(error) = fs::metadata(path) {
        return Err(StoreError::io(path, error));
    }
    let connection = open_reader(path).map_err(bad)?;
    let found = migrate::stamp(&connection).map_err(bad)?;
    if found.application != APPLICATION_ID {
        return Err(StoreError::NotFieldbook { path: path.into() });
    }
    if found.schema > SCHEMA {
        return Err(StoreError::NewerSchema { found: found.schema, known: SCHEMA });
    }
    verify(&connection).map_err(bad)?;
    Ok(connection)
}

/// A verified backup in the backup folder; thins the older ones when it stands.
pub(crate) fn back_up(
    connection: &Connection,
    paths: &Paths,
    reason: &str,
    now: i64,
) -> Result<BackupFile, StoreError> {
    let reason: String = reason
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    fs::create_dir_all(&paths.backups).map_err(|e| StoreError::io(&paths.backups, e))?;
    // Two in one millisecond: the later one gets a later name, since a backup never displaces its equal.
    let mut taken = now;
    let path = loop {
        let path = paths.backups.join(format!("fieldbook-{}-{reason}.db", stamp(taken)));
        if !path.exists() {
            break path;
        }
        taken += 1;
    };
    copy_verified(connection, &path)?;
    thin(paths, &path, now)?;
    let size = fs::metadata(&path).map_err(|e| StoreError::io(&path, e))?.len();
    Ok(BackupFile { path, taken, reason, size })
}

/// Lists the backups of the folder by their names, newest first.
pub(crate) fn backups(paths: &Paths) -> Result<Vec<BackupFile>, StoreError> {
    let folder = &paths.backups;
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io(folder, error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| StoreError::io(folder, error))?;
        let Ok(size) = entry.metadata().map(|found| found.len()) else { continue };
        let name = entry.file_name();
        let parsed = name.to_str().and_then(|name| {
            let rest = name.strip_prefix("fieldbook-")?.strip_suffix(".db")?;
            let taken = parse_stamp(rest.get(..20)?)?;
            Some((taken, rest.get(20..)?.strip_prefix('-')?.to_owned()))
        });
        if let Some((taken, reason)) = parsed {
            found.push(BackupFile { path: entry.path(), taken, reason, size });
        }
    }
    found.sort_by(|a, b| b.taken.cmp(&a.taken).then_with(|| b.path.cmp(&a.path)));
    Ok(found)
}

/// Removes superfluous backups, but never `made`: after the clock was set back it looks old.
fn thin(paths: &Paths, made: &Path, now: i64) -> Result<(), StoreError> {
    let found = backups(paths)?;
    let taken: Vec<i64> = found.iter().map(|file| file.taken).collect();
    let gone = superfluous(&taken, now);
    for file in found.iter().filter(|file| gone.contains(&file.taken) && file.path != made) {
        remove(&file.path)?;
    }
    Ok(())
}

/// Backup API, temporary file, check, fsync, rename, fsync of the folder: a file of this name is a good one.
fn copy_verified(source: &Connection, target: &Path) -> Result<Contents, StoreError> {
    let partial = beside(target, &format!("{}.partial", std::process::id()));
    remove(&partial)?;
    let made = (|| {
        // One snapshot for the counts and the copy.
        let snapshot = source.unchecked_transaction()?;
        let expected = contents(&snapshot)?;
        let mut copied = open_writer(&partial, JournalMode::Delete, true)?;
        copy(&snapshot, &mut copied)?;
        snapshot.finish()?;
        copied.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
        let found = verify(&copied)?;
        if found != expected {
            let detail = format!("the backup holds {found:?} instead of {expected:?}");
            return Err(StoreError::Damaged { detail });
        }
        copied.close().map_err(|(_, error)| error)?;
        sync_file(&partial)?;
        fs::rename(&partial, target).map_err(|error| StoreError::io(target, error))?;
        sync_folder_of(target)?;
        Ok(found)
    })();
    if made.is_err() {
        remove(&partial)?;
    }
    made
}

fn copy(source: &Connection, target: &mut Connection) -> Result<(), StoreError> {
    let backup = Backup::new(source, target)?;
    // Each step waits for other writers as long as any write does.
    for _ in 0..2 {
        if backup.step(-1)? == StepResult::Done {
            return Ok(());
        }
    }
    Err(StoreError::Busy)
}

/// Removes a database that nobody has open, and what SQLite may have left beside it.
pub(crate) fn remove(path: &Path) -> Result<(), StoreError> {
    for file in companions(path) {
        match fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::io(&file, error)),
        }
    }
    Ok(())
}
