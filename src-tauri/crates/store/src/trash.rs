//! The trash: a document in it keeps its text and history for at least thirty days.

use rusqlite::{OptionalExtension, params};

use crate::documents::{Key, require};
use crate::error::StoreError;
use crate::journal::{self, Entry, OperationId, What};
use crate::save::{Pending, State, state};
use crate::{Store, Written};

/// How long a document stays in the trash at least, in milliseconds: thirty days.
///
/// The database itself refuses an earlier purge.
pub const TRASH_KEEPS: i64 = 30 * 24 * 60 * 60 * 1000;

impl Store {
    /// Puts a document in the trash. Answers the operation, for undo; `None` if it was there already.
    pub fn trash(
        &self,
        library: &str,
        id: &str,
        actor: &str,
        now: i64,
    ) -> Result<Option<OperationId>, StoreError> {
        self.trash_many(&[(library, id)], actor, now)
    }

    /// Puts several documents in the trash, as one operation; `None` if all were there already.
    pub fn trash_many<L: AsRef<str>, I: AsRef<str>>(
        &self,
        keys: &[(L, I)],
        actor: &str,
        now: i64,
    ) -> Result<Option<OperationId>, StoreError> {
        self.write(|tx| {
            let mut operation = Pending::new("trash", actor, now);
            for (library, id) in keys {
                let number = require(tx, library.as_ref(), id.as_ref())?;
                set_trashed(tx, number, Some(now), now, &mut operation)?;
            }
            begun(&operation)
        })
    }

    /// Takes a document out of the trash; `None` if it was not in it.
    pub fn untrash(
        &self,
        library: &str,
        id: &str,
        actor: &str,
        now: i64,
    ) -> Result<Option<OperationId>, StoreError> {
        self.write(|tx| {
            let mut operation = Pending::new("untrash", actor, now);
            let number = require(tx, library, id)?;
            set_trashed(tx, number, None, now, &mut operation)?;
            begun(&operation)
        })
    }

    /// Removes for good what has been in the trash for longer than [`TRASH_KEEPS`], and says what it was.
    ///
    /// A tombstone of each stays. At most 500 are removed at a time; call again until the answer is empty.
    pub fn purge_trash(&self, actor: &str, now: i64) -> Result<Vec<Key>, StoreError> {
        self.write(|tx| {
            let due: Vec<i64> = {
                let mut statement = tx.prepare_cached(
                    "SELECT number FROM document WHERE trashed IS NOT NULL AND trashed <= ?1 ORDER BY number LIMIT 500",
                )?;
                let rows = statement.query_map([now.saturating_sub(TRASH_KEEPS)], |row| row.get(0))?;
                rows.collect::<Result<_, _>>()?
            };
            let mut operation = Pending::new("purge", actor, now);
            due.into_iter().map(|number| purge(tx, number, now, &mut operation)).collect()
        })
    }
}

/// Moves a document in or out of the trash; answers `false` if it is where it should be.
pub(crate) fn set_trashed(
    tx: &Written<'_>,
    number: i64,
    trashed: Option<i64>,
    now: i64,
    operation: &mut Pending<'_>,
) -> Result<bool, StoreError> {
    let state = state(tx, number)?;
    if state.trashed.is_some() == trashed.is_some() {
        return Ok(false);
    }
    let what = if trashed.is_some() { What::Trashed } else { What::Untrashed };
    let sequence = journal_row(tx, number, &state, what, now, operation)?;
    tx.prepare_cached("UPDATE document SET trashed = ?2, sequence = ?3 WHERE number = ?1")?
        .execute(params![number, trashed, sequence])?;
    Ok(true)
}

fn purge(
    tx: &Written<'_>,
    number: i64,
    now: i64,
    operation: &mut Pending<'_>,
) -> Result<Key, StoreError> {
    let state = state(tx, number)?;
    journal_row(tx, number, &state, What::Purged, now, operation)?;
    tx.execute(
        "INSERT INTO tombstone (document, library, id, kind, revisions, hash, trashed, purged) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            number,
            state.library,
            state.id,
            state.kind,
            state.revision,
            state.hash,
            state.trashed,
            now
        ],
    )?;
    tx.execute("DELETE FROM revision WHERE document = ?1", [number])?;
    tx.execute("DELETE FROM document WHERE number = ?1", [number])?;
    Ok(Key { library: state.library, id: state.id })
}

fn journal_row(
    tx: &Written<'_>,
    number: i64,
    state: &State,
    what: What,
    now: i64,
    operation: &mut Pending<'_>,
) -> Result<i64, StoreError> {
    journal::add(
        tx,
        &Entry {
            operation: operation.id(tx)?,
            document: number,
            library: &state.library,
            id: &state.id,
            what,
            at: now,
            old_id: None,
            old_revision: Some(state.revision),
            old_trashed: state.trashed,
            new_revision: Some(state.revision),
        },
    )
}

fn begun(operation: &Pending<'_>) -> Result<Option<OperationId>, StoreError> {
    Ok(match operation {
        Pending::Begun(id) => Some(*id),
        Pending::Waiting { .. } => None,
    })
}

/// Whether a document of this row still exists, and how it stands.
pub(crate) fn state_if_any(tx: &Written<'_>, number: i64) -> Result<Option<State>, StoreError> {
    let exists = tx
        .prepare_cached("SELECT 1 FROM document WHERE number = ?1")?
        .query_row([number], |_| Ok(()))
        .optional()?;
    exists.map(|()| state(tx, number)).transpose()
}
