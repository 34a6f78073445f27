//! Undo: takes back what an operation did, except where somebody has changed the document since.

use rusqlite::params;

use crate::documents::{Columns, Key, exact_number_of};
use crate::error::StoreError;
use crate::journal::{OperationId, What};
use crate::links::Link;
use crate::save::{Base, Pending, Saved, Write, rename_in, save_in, state, text_of};
use crate::trash::{set_trashed, state_if_any};
use crate::{Store, Written};

/// What the caller extracts from a text; the same as in [`Write`].
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// For lists and filters.
    pub columns: Columns,
    /// The links that the text states.
    pub links: Vec<Link>,
    /// Former ids that the text declares.
    pub aliases: Vec<String>,
    /// Hashes of the attachments that the text shows.
    pub attachments: Vec<String>,
}

/// A text that needs its [`Derived`].
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its library.
    pub library: &'a str,
    /// Its id.
    pub id: &'a str,
    /// What it is, in the caller's words.
    pub kind: &'a str,
    /// How it is written, in the caller's words.
    pub format: &'a str,
    /// The text.
    pub text: &'a str,
}

/// What an undo did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// The undo itself, which can be undone; `None` if there was nothing left to do.
    pub operation: Option<OperationId>,
    /// How many changes were taken back.
    pub reverted: u64,
    /// Documents that were changed since, and were left as they are.
    pub kept: Vec<Key>,
}

/// Changes taken back in one transaction; others may write between.
const BATCH: usize = 500;

struct Step {
    sequence: i64,
    document: i64,
    library: String,
    id: String,
    what: What,
    old_id: Option<String>,
    old_revision: Option<u32>,
    old_trashed: Option<i64>,
    new_revision: Option<u32>,
}

impl Store {
    /// Takes back an operation: new documents go to the trash, changed ones get their former text as a new
    /// revision, trashed ones come back, renamed ones get their id back.
    ///
    /// A document that changed since is left alone and listed. Purges cannot be undone. `derive` extracts
    /// from a former text what the store keeps beside it. If it is interrupted, calling it again goes on.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no such operation.
    pub fn undo(
        &self,
        operation: OperationId,
        actor: &str,
        now: i64,
        derive: impl Fn(&Source<'_>) -> Derived,
    ) -> Result<Undone, StoreError> {
        let steps = self.steps(operation)?;
        let mut undone = Undone::default();
        // Newest first, so that several changes of one document unwind in order.
        for batch in steps.chunks(BATCH) {
            let begun = undone.operation;
            let part = self.write(|tx| {
                let mut pending = match begun {
                    Some(id) => Pending::Begun(id),
                    None => Pending::Waiting {
                        what: "undo",
                        actor,
                        note: None,
                        undoes: Some(operation.0),
                        now,
                    },
                };
                let mut part = Undone::default();
                for step in batch {
                    if revert(tx, step, actor, now, &derive, &mut pending)? {
                        part.reverted += 1;
                    } else {
                        part.kept.push(Key { library: step.library.clone(), id: step.id.clone() });
                    }
                }
                if let Pending::Begun(id) = pending {
                    part.operation = Some(id);
                }
                Ok(part)
            })?;
            undone.operation = part.operation;
            undone.reverted += part.reverted;
            undone.kept.extend(part.kept);
        }
        Ok(undone)
    }

    fn steps(&self, operation: OperationId) -> Result<Vec<Step>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT sequence, document, library, id, what, old_id, old_revision, old_trashed, new_revision \
                 FROM journal WHERE operation = ?1 ORDER BY sequence DESC",
            )?;
            let mut rows = statement.query([operation.0])?;
            let mut steps = Vec::new();
            while let Some(row) = rows.next()? {
                steps.push(Step {
                    sequence: row.get(0)?,
                    document: row.get(1)?,
                    library: row.get(2)?,
                    id: row.get(3)?,
                    what: What::parse(row.get_ref(4)?.as_str().unwrap_or_default())?,
                    old_id: row.get(5)?,
                    old_revision: row.get(6)?,
                    old_trashed: row.get(7)?,
                    new_revision: row.get(8)?,
                });
            }
            if steps.is_empty() {
                return Err(StoreError::NotFound {
                    library: "operation".to_owned(),
                    id: operation.0.to_string(),
                });
            }
            Ok(steps)
        })
    }
}

/// Takes one change back, if the document still stands as the change left it.
fn revert(
    tx: &Written<'_>,
    step: &Step,
    actor: &str,
    now: i64,
    derive: &impl Fn(&Source<'_>) -> Derived,
    pending: &mut Pending<'_>,
) -> Result<bool, StoreError> {
    let Some(state) = state_if_any(tx, step.document)? else { return Ok(false) };
    let untouched = Some(state.revision) == step.new_revision && state.id == step.id;
    if !untouched || changed_since(tx, step, pending)? {
        return Ok(false);
    }
    match (step.what, step.old_revision) {
        (What::Saved, None) => set_trashed(tx, step.document, Some(now), now, pending),
        (What::Saved, Some(old)) => {
            if Some(old) != step.new_revision {
                put_back(tx, step, old, actor, now, derive, pending)?;
            }
            if step.old_trashed.is_some() {
                set_trashed(tx, step.document, step.old_trashed, now, pending)?;
            }
            Ok(true)
        }
        (What::Trashed, _) => set_trashed(tx, step.document, None, now, pending),
        (What::Untrashed, _) => set_trashed(tx, step.document, step.old_trashed, now, pending),
        (What::Renamed, _) => {
            let Some(old) = step.old_id.as_deref() else { return Ok(false) };
            if exact_number_of(tx, &step.library, old)?.is_some() {
                return Ok(false);
            }
            rename_in(tx, step.document, &step.library, &step.id, old, now, pending)?;
            Ok(true)
        }
        (What::Purged, _) => Ok(false),
    }
}

/// Whether a later operation, other than this undo, has touched the document.
fn changed_since(tx: &Written<'_>, step: &Step, pending: &Pending<'_>) -> Result<bool, StoreError> {
    let undo = match pending {
        Pending::Begun(id) => id.0,
        Pending::Waiting { .. } => 0,
    };
    let mut statement = tx.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE document = ?1 AND sequence > ?2 \
         AND operation <> ?3 AND operation <> (SELECT operation FROM journal WHERE sequence = ?2))",
    )?;
    Ok(statement.query_row(params![step.document, step.sequence, undo], |row| row.get(0))?)
}

fn put_back(
    tx: &Written<'_>,
    step: &Step,
    old: u32,
    actor: &str,
    now: i64,
    derive: &impl Fn(&Source<'_>) -> Derived,
    pending: &mut Pending<'_>,
) -> Result<(), StoreError> {
    let text = text_of(tx, step.document, old)?.ok_or_else(|| StoreError::Damaged {
        detail: format!("revision {old} of {}/{} is missing", step.library, step.id),
    })?;
    let state = state(tx, step.document)?;
    let format: String =
        tx.query_row("SELECT format FROM document WHERE number = ?1", [step.document], |row| {
            row.get(0)
        })?;
    let source = Source {
        library: &state.library,
        id: &state.id,
        kind: &state.kind,
        format: &format,
        text: &text,
    };
    let Derived { columns, links, aliases, attachments } = derive(&source);
    let write = Write {
        library: &state.library,
        id: &state.id,
        kind: &state.kind,
        format: &format,
        text: &text,
        columns,
        links,
        aliases,
        attachments,
        base: Base::Any,
        actor,
        note: None,
        starter_hash: None,
        now,
    };
    match save_in(tx, &write, pending)? {
        Saved::Created { .. } | Saved::Updated { .. } | Saved::Unchanged { .. } => Ok(()),
        refused @ (Saved::Stale { .. } | Saved::Exists { .. }) => {
            unreachable!("a write over whatever there is was refused: {refused:?}")
        }
    }
}
