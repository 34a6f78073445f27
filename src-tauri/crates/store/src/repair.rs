//! A damaged store: it is set aside with its companions, the newest good backup takes its place, and every
//! text that can still be read whole out of the damaged file is added to it.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use crate::atomic::{beside, sync_file, sync_folder};
use crate::backup::{backups, remove, stage};
use crate::connection::{JournalMode, open_reader, open_writer};
use crate::documents::{Head, Key, exact_number_of, head_by_number};
use crate::drafts::{put_in, stored_drafts};
use crate::error::StoreError;
use crate::journal::{self, OperationId};
use crate::links::links_of;
use crate::migrate;
use crate::open::{Notice, OpenOptions, stamp_epoch};
use crate::save::{Base, Pending, Saved, Write, hash_of, rename_in, save_in, state};
use crate::thinning::stamp;
use crate::trash::set_trashed;
use crate::verify::verify;
use crate::{Paths, Written, companions};

/// What could be read out of a damaged store, beyond what the backup held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvage {
    /// Documents that got something back.
    pub documents: u64,
    /// Revisions that were newer than the backup, whole by their hash.
    pub revisions: u64,
    /// Attachments, whole by their hash.
    pub attachments: u64,
    /// Unsaved drafts.
    pub drafts: u64,
    /// Revisions that are gone, with the document they belong to.
    pub lost: Vec<Lost>,
    /// Part of the list of documents could not be read: more may be gone than `lost` says.
    pub incomplete: bool,
}

/// A revision that no backup holds and that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its document.
    pub key: Key,
    /// Its number there.
    pub revision: u32,
}

/// At most this many holes of a damaged table are stepped over, one row each.
const MOST_HOLES: u32 = 10_000;

/// Puts a whole store in the place of a damaged one. The caller holds the store's lock exclusively.
///
/// The new file is ready and on the disk before the damaged one is touched; `finish` can be repeated after a
/// crash at any point.
pub(crate) fn replace_damaged(
    paths: &Paths,
    options: &OpenOptions,
    detail: &str,
) -> Result<Vec<Notice>, StoreError> {
    let file = paths.store_file();
    let new = beside(&file, "new");
    remove(&new)?;
    let mut notices = Vec::new();
    let mut restored = None;
    for backup in backups(paths)? {
        match stage(&backup.path, &new, &[], options) {
            Ok(contents) => {
                restored = Some((backup, contents));
                break;
            }
            // A backup that does not pass is no reason to give up; an older one may.
            Err(StoreError::DiskFull) => return Err(StoreError::DiskFull),
            Err(_) => remove(&new)?,
        }
    }
    let mut target = open_writer(&new, JournalMode::Delete, true)?;
    if restored.is_none() {
        migrate::migrate(&mut target)?;
        stamp_epoch(&target, options)?;
    }
    let same_history = restored.is_some();
    let salvage = salvage(&file, &mut target, same_history, options.now)?;
    verify(&target)?;
    target.close().map_err(|(_, error)| error)?;
    sync_file(&new)?;
    fs::rename(&new, restored_file(&file)).map_err(|error| StoreError::io(&new, error))?;
    sync_folder(&paths.data)?;
    let aside = finish(paths, options.now)?;
    notices.push(Notice::DamagedSetAside { path: aside, detail: detail.to_owned() });
    if let Some((backup, contents)) = restored {
        notices.push(Notice::RestoredFromBackup { backup, contents });
    }
    notices.push(Notice::Salvaged(salvage));
    Ok(notices)
}

/// Whether a replacement was ready when a crash came.
pub(crate) fn is_unfinished(paths: &Paths) -> bool {
    restored_file(&paths.store_file()).exists()
}

/// Moves the damaged files aside and the replacement to their place.
pub(crate) fn finish(paths: &Paths, now: i64) -> Result<PathBuf, StoreError> {
    let file = paths.store_file();
    let aside = paths.data.join(format!("damaged-{}", stamp(now)));
    fs::create_dir_all(&aside).map_err(|error| StoreError::io(&aside, error))?;
    for old in companions(&file) {
        let name = old.file_name().expect("a companion has a name");
        match fs::rename(&old, aside.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::io(&old, error)),
        }
    }
    sync_folder(&aside)?;
    let ready = restored_file(&file);
    fs::rename(&ready, &file).map_err(|error| StoreError::io(&ready, error))?;
    sync_folder(&paths.data)?;
    Ok(aside)
}

fn restored_file(file: &Path) -> PathBuf {
    beside(file, "restored")
}

/// Brings what is whole in `damaged` and not yet in `target` over. Faults of `damaged` are no errors.
fn salvage(
    damaged: &Path,
    target: &mut Connection,
    same_history: bool,
    now: i64,
) -> Result<Salvage, StoreError> {
    let mut found = Salvage::default();
    let Ok(source) = open_reader(damaged) else {
        found.incomplete = true;
        return Ok(found);
    };
    let tx = target.transaction()?;
    let operation = journal::begin(&tx, "salvage", "store", None, None, now)?;
    let (numbers, complete) = rows(&source, "document", "number");
    found.incomplete = !complete;
    for number in numbers {
        salvage_document(&source, &tx, number, same_history, operation, &mut found)?;
    }
    salvage_attachments(&source, &tx, &mut found)?;
    for draft in stored_drafts(&source).unwrap_or_default() {
        put_in(&tx, &draft.key, &draft.draft, draft.updated)?;
        found.drafts += 1;
    }
    salvage_settings(&source, &tx)?;
    tx.commit()?;
    Ok(found)
}

/// The row numbers of a table, stepping over those that cannot be read; `false` if there were such holes.
fn rows(source: &Connection, table: &str, key: &str) -> (Vec<i64>, bool) {
    let (mut found, mut holes, mut last) = (Vec::new(), 0, 0_i64);
    // NOT INDEXED: the table itself, since an index may be what is damaged.
    let next =
        format!("SELECT {key} FROM {table} NOT INDEXED WHERE {key} > ?1 ORDER BY {key} LIMIT 1");
    let end = format!("SELECT seq FROM sqlite_sequence WHERE name = '{table}'");
    let end: i64 = source.query_row(&end, [], |row| row.get(0)).unwrap_or(0);
    loop {
        let row = source.query_row(&next, [last], |row| row.get::<_, i64>(0)).optional();
        match row {
            // Pages in the wrong place can lead in a circle.
            Ok(Some(number)) if number <= last => return (found, false),
            Ok(Some(number)) => {
                last = number;
                found.push(number);
            }
            Ok(None) => return (found, holes == 0),
            Err(_) if last < end && holes < MOST_HOLES => {
                last += 1;
                holes += 1;
            }
            Err(_) => return (found, false),
        }
    }
}

fn salvage_document(
    source: &Connection,
    tx: &Written<'_>,
    number: i64,
    same_history: bool,
    operation: OperationId,
    found: &mut Salvage,
) -> Result<(), StoreError> {
    let Ok(head) = head_by_number(source, number) else {
        found.incomplete = true;
        return Ok(());
    };
    let mut pending = Pending::Begun(operation);
    let target = counterpart(tx, number, &head, same_history)?;
    let known = match target {
        Some(target) => {
            let state = state(tx, target)?;
            let free = exact_number_of(tx, &head.library, &head.id)?.is_none();
            if state.id != head.id && free {
                rename_in(
                    tx,
                    target,
                    &state.library,
                    &state.id,
                    &head.id,
                    head.updated,
                    &mut pending,
                )?;
            }
            state.revision
        }
        None => 0,
    };
    let mut gained = 0;
    // A damaged number may claim any amount.
    let last = head.revision.min(known.saturating_add(MOST_HOLES));
    found.incomplete |= last < head.revision;
    for revision in known + 1..=last {
        if salvage_revision(source, tx, number, revision, &head, &mut pending)? {
            gained += 1;
        } else {
            let key = Key { library: head.library.clone(), id: head.id.clone() };
            found.lost.push(Lost { key, revision });
        }
    }
    if let Some(target) = exact_number_of(tx, &head.library, &head.id)? {
        set_trashed(tx, target, head.trashed, head.updated, &mut pending)?;
    }
    found.revisions += gained;
    found.documents += u64::from(gained > 0);
    Ok(())
}

/// The same document in the restored backup: the same row if it is a backup of this very store.
fn counterpart(
    tx: &Written<'_>,
    number: i64,
    head: &Head,
    same_history: bool,
) -> Result<Option<i64>, StoreError> {
    if same_history {
        let mut statement = tx.prepare_cached(
            "SELECT number FROM document WHERE number = ?1 AND library = ?2 AND created = ?3",
        )?;
        let same = statement
            .query_row(params![number, head.library, head.created], |row| row.get(0))
            .optional()?;
        if same.is_some() {
            return Ok(same);
        }
    }
    exact_number_of(tx, &head.library, &head.id)
}

/// Adds one revision, if it can be read and its hash agrees.
fn salvage_revision(
    source: &Connection,
    tx: &Written<'_>,
    number: i64,
    revision: u32,
    head: &Head,
    pending: &mut Pending<'_>,
) -> Result<bool, StoreError> {
    // By the row, not by the index that leads to it: a page in the wrong place has somebody else's revision there,
    // whole by its own hash.
    let read = source.query_row(
        "SELECT hash, at, actor, note, text FROM revision \
         WHERE rowid = (SELECT rowid FROM revision WHERE document = ?1 AND number = ?2) \
         AND document = ?1 AND number = ?2",
        params![number, revision],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, Option<String>>(3)?,
                row.get::<_, String>(4)?,
            ))
        },
    );
    let Ok((hash, at, actor, note, text)) = read else { return Ok(false) };
    // The newest text's hash is stored twice; one of them may be what is damaged.
    let found = hash_of(&text);
    if found != hash && !(revision == head.revision && found == head.hash) {
        return Ok(false);
    }
    // Without its references the text is still the text; the caller can derive them again.
    let attachments = attachments_of(source, number, revision).unwrap_or_default();
    let newest = revision == head.revision;
    let write = Write {
        library: &head.library,
        id: &head.id,
        kind: &head.kind,
        format: &head.format,
        text: &text,
        columns: head.columns.clone(),
        links: if newest { links_of(source, number).unwrap_or_default() } else { Vec::new() },
        aliases: if newest { aliases_of(source, number).unwrap_or_default() } else { Vec::new() },
        attachments,
        base: Base::Any,
        actor: &actor,
        note: note.as_deref(),
        starter_hash: head.starter_hash.as_deref(),
        now: at,
    };
    match save_in(tx, &write, pending)? {
        Saved::Created { .. } | Saved::Updated { .. } | Saved::Unchanged { .. } => Ok(true),
        Saved::Stale { .. } | Saved::Exists { .. } => Ok(false),
    }
}

fn attachments_of(
    source: &Connection,
    number: i64,
    revision: u32,
) -> Result<Vec<String>, StoreError> {
    let mut statement = source.prepare_cached(
        "SELECT hash FROM revision_attachment WHERE document = ?1 AND revision = ?2",
    )?;
    let rows = statement.query_map(params![number, revision], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn aliases_of(source: &Connection, number: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = source.prepare_cached("SELECT alias FROM alias WHERE document = ?1")?;
    let rows = statement.query_map([number], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn salvage_attachments(
    source: &Connection,
    tx: &Written<'_>,
    found: &mut Salvage,
) -> Result<(), StoreError> {
    let (numbers, complete) = rows(source, "attachment", "rowid");
    found.incomplete |= !complete;
    for number in numbers {
        let read = source.query_row(
            "SELECT hash, mime, width, height, size, added, bytes FROM attachment WHERE rowid = ?1",
            [number],
            |row| {
                let fixed: (String, String, i64, i64, i64, i64) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
                Ok((fixed, row.get::<_, Vec<u8>>(6)?))
            },
        );
        let Ok(((hash, mime, width, height, size, added), bytes)) = read else {
            found.incomplete = true;
            continue;
        };
        if hash_of(&bytes) == hash {
            let added = tx.execute(
                "INSERT OR IGNORE INTO attachment (hash, mime, width, height, size, added, bytes) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![hash, mime, width, height, size, added, bytes],
            )?;
            found.attachments += added as u64;
        }
    }
    Ok(())
}

fn salvage_settings(source: &Connection, tx: &Written<'_>) -> Result<(), StoreError> {
    let read = (|| {
        let mut statement = source.prepare("SELECT key, value, updated FROM setting")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
        })?;
        rows.collect::<rusqlite::Result<Vec<_>>>()
    })();
    for (key, value, updated) in read.unwrap_or_default() {
        tx.execute(
            "INSERT OR REPLACE INTO setting (key, value, updated) VALUES (?1, ?2, ?3)",
            params![key, value, updated],
        )?;
    }
    Ok(())
}
