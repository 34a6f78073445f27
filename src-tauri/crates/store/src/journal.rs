//! The journal: every change in the order in which it happened, by number and never by clock.

use rusqlite::{Connection, params};

use crate::Store;
use crate::error::StoreError;

/// One change, as an index or a screen follows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place in the order of all changes of this store.
    pub sequence: i64,
    /// The operation that it is part of.
    pub operation: OperationId,
    /// The document's library.
    pub library: String,
    /// The document's id after the change.
    pub id: String,
    /// What happened.
    pub what: What,
    /// The former id, if `what` is [`What::Renamed`].
    pub old_id: Option<String>,
    /// When: Unix milliseconds, for people; the order is `sequence`.
    pub at: i64,
}

/// What happened to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was made, or its text changed, or it was written again while in the trash.
    Saved,
    /// It was put in the trash.
    Trashed,
    /// It was taken out of the trash.
    Untrashed,
    /// It was removed for good, after its time in the trash.
    Purged,
    /// It has another id.
    Renamed,
}

/// Names what a person did in one go, so that it can be undone in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub i64);

/// Something done in one go: one save, one import of many files, one undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name for [`Store::undo`].
    pub id: OperationId,
    /// `save`, `batch`, `import`, `trash`, `untrash`, `rename`, `purge`, `undo`, or the caller's word.
    pub what: String,
    /// Who did it.
    pub actor: String,
    /// In the person's words.
    pub note: Option<String>,
    /// When: Unix milliseconds.
    pub at: i64,
    /// The operation that this one undid.
    pub undoes: Option<OperationId>,
    /// How many changes it holds.
    pub changes: u64,
}

impl Store {
    /// Lists the changes after `sequence`, oldest first, at most `limit` of them.
    pub fn journal_since(&self, sequence: i64, limit: u32) -> Result<Vec<Change>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT sequence, operation, library, id, what, old_id, at FROM journal \
                 WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
            )?;
            let mut rows = statement.query(params![sequence, limit])?;
            let mut changes = Vec::new();
            while let Some(row) = rows.next()? {
                changes.push(Change {
                    sequence: row.get(0)?,
                    operation: OperationId(row.get(1)?),
                    library: row.get(2)?,
                    id: row.get(3)?,
                    what: What::parse(row.get_ref(4)?.as_str().unwrap_or_default())?,
                    old_id: row.get(5)?,
                    at: row.get(6)?,
                });
            }
            Ok(changes)
        })
    }

    /// The sequence of the newest change, 0 in an empty store.
    pub fn last_sequence(&self) -> Result<i64, StoreError> {
        self.read(last)
    }

    /// Starts an operation of several batches, such as an import, so that it can be undone as one.
    pub fn begin_operation(
        &self,
        what: &str,
        actor: &str,
        note: Option<&str>,
        now: i64,
    ) -> Result<OperationId, StoreError> {
        self.write(|tx| begin(tx, what, actor, note, None, now))
    }

    /// Lists operations that changed something, newest first.
    pub fn operations(&self, limit: u32) -> Result<Vec<Operation>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT o.number, o.what, o.actor, o.note, o.at, o.undoes, \
                   (SELECT count(*) FROM journal j WHERE j.operation = o.number) AS changes \
                 FROM operation o WHERE changes > 0 ORDER BY o.number DESC LIMIT ?1",
            )?;
            let rows = statement.query_map([limit], |row| {
                Ok(Operation {
                    id: OperationId(row.get(0)?),
                    what: row.get(1)?,
                    actor: row.get(2)?,
                    note: row.get(3)?,
                    at: row.get(4)?,
                    undoes: row.get::<_, Option<i64>>(5)?.map(OperationId),
                    changes: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

impl What {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            What::Saved => "saved",
            What::Trashed => "trashed",
            What::Untrashed => "untrashed",
            What::Purged => "purged",
            What::Renamed => "renamed",
        }
    }

    pub(crate) fn parse(word: &str) -> Result<What, StoreError> {
        [What::Saved, What::Trashed, What::Untrashed, What::Purged, What::Renamed]
            .into_iter()
            .find(|what| what.as_str() == word)
            .ok_or_else(|| StoreError::Damaged { detail: format!("a journal row says {word:?}") })
    }
}

/// A journal row to be written, with what undoing it needs.
pub(crate) struct Entry<'a> {
    pub(crate) operation: OperationId,
    pub(crate) document: i64,
    pub(crate) library: &'a str,
    pub(crate) id: &'a str,
    pub(crate) what: What,
    pub(crate) at: i64,
    pub(crate) old_id: Option<&'a str>,
    pub(crate) old_revision: Option<u32>,
    pub(crate) old_trashed: Option<i64>,
    pub(crate) new_revision: Option<u32>,
}

/// Adds a row and answers its sequence.
pub(crate) fn add(connection: &Connection, entry: &Entry<'_>) -> Result<i64, StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO journal (operation, document, library, id, what, at, old_id, old_revision, old_trashed, new_revision) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    Ok(statement.insert(params![
        entry.operation.0,
        entry.document,
        entry.library,
        entry.id,
        entry.what.as_str(),
        entry.at,
        entry.old_id,
        entry.old_revision,
        entry.old_trashed,
        entry.new_revision
    ])?)
}

pub(crate) fn begin(
    connection: &Connection,
    what: &str,
    actor: &str,
    note: Option<&str>,
    undoes: Option<i64>,
    now: i64,
) -> Result<OperationId, StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO operation (what, actor, note, at, undoes) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    Ok(OperationId(statement.insert(params![what, actor, note, now, undoes])?))
}

pub(crate) fn last(connection: &Connection) -> Result<i64, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT coalesce(max(sequence), 0) FROM journal")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
