//! Writing documents. One transaction holds the change, its revision and its journal row, or nothing.

mod parts;

use rusqlite::{Connection, params};

use crate::documents::{Columns, exact_number_of, require};
use crate::error::StoreError;
use crate::journal::{self, Entry, OperationId, What};
use crate::links::Link;
use crate::{Store, Written};

pub(crate) use parts::text_of;
use parts::{insert_revision, note_attachments, set_derived};

/// Largest text of a document or draft, in bytes.
pub const MAX_TEXT: u64 = 2 * 1024 * 1024;

/// One text to be saved, with what the caller extracted from it.
///
/// Fill in what matters and take the rest from `..Write::default()`.
#[derive(Clone, Debug, Default)]
pub struct Write<'a> {
    /// The library.
    pub library: &'a str,
    /// The document's id.
    pub id: &'a str,
    /// What it is, in the caller's words.
    pub kind: &'a str,
    /// How the text is written, in the caller's words.
    pub format: &'a str,
    /// The text; stored byte for byte.
    pub text: &'a str,
    /// What was extracted for lists and filters.
    pub columns: Columns,
    /// The links that the text states.
    pub links: Vec<Link>,
    /// Former ids that the text declares.
    pub aliases: Vec<String>,
    /// Hashes of the attachments that the text shows.
    pub attachments: Vec<String>,
    /// What the author was looking at.
    pub base: Base,
    /// Who writes: `app`, `cli`, `import`, `starter`, ...
    pub actor: &'a str,
    /// A name for this revision, if a person gave one. A named revision is made even of an unchanged text.
    pub note: Option<&'a str>,
    /// Hash of the starter text that this is; `None` leaves what is known.
    pub starter_hash: Option<&'a str>,
    /// Now, in Unix milliseconds.
    pub now: i64,
}

/// What the author of a text was looking at: the guard against overwriting what somebody else wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Nothing: the document must not exist.
    #[default]
    Create,
    /// This revision: it must still be the newest.
    Revision(u32),
    /// Whatever there is: make or replace.
    Any,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The document is new.
    Created {
        /// Its first revision, 1.
        revision: u32,
        /// The journal sequence of the change.
        sequence: i64,
    },
    /// The document has a new revision, or came back from the trash.
    Updated {
        /// Its newest revision.
        revision: u32,
        /// The journal sequence of the change.
        sequence: i64,
    },
    /// The text is the stored one already; nothing was written to its history.
    Unchanged {
        /// Its newest revision.
        revision: u32,
    },
    /// Somebody saved since: nothing was written.
    Stale {
        /// The newest revision now; 0 if the document does not exist any more.
        current: u32,
    },
    /// [`Base::Create`] met a document of that id: nothing was written.
    Exists {
        /// Whether it lies in the trash.
        trashed: bool,
    },
}

impl Store {
    /// Saves one text. When this returns `Created` or `Updated`, the text is on the disk.
    ///
    /// Saving to a document in the trash brings it back: an edit beats a deletion.
    pub fn save(&self, write: &Write<'_>) -> Result<Saved, StoreError> {
        check_size("text", write.text.len() as u64, MAX_TEXT)?;
        self.write(|tx| {
            let mut operation = Pending::new("save", write.actor, write.now);
            save_in(tx, write, &mut operation)
        })
    }

    /// Saves many texts in one transaction: all of them, or none if there is an error.
    ///
    /// Outcomes such as `Stale` are no errors and hold up nothing. Pass the operation of
    /// [`begin_operation`](Store::begin_operation) to undo several batches as one. Other processes wait
    /// meanwhile, so keep a batch to some hundred documents.
    pub fn save_batch(
        &self,
        operation: Option<OperationId>,
        writes: &[Write<'_>],
    ) -> Result<Vec<Saved>, StoreError> {
        for write in writes {
            check_size("text", write.text.len() as u64, MAX_TEXT)?;
        }
        let Some(first) = writes.first() else { return Ok(Vec::new()) };
        self.write(|tx| {
            let mut pending = match operation {
                Some(operation) => Pending::Begun(operation),
                None => Pending::new("batch", first.actor, first.now),
            };
            writes.iter().map(|write| save_in(tx, write, &mut pending)).collect()
        })
    }

    /// Gives a document another id and saves its text under it; the old id goes on leading to it.
    ///
    /// `write.base` must name the newest revision, or be [`Base::Any`].
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is no `old` in `write.library`, [`StoreError::Taken`] if the new id is in use.
    pub fn rename(&self, old: &str, write: &Write<'_>) -> Result<Saved, StoreError> {
        check_size("text", write.text.len() as u64, MAX_TEXT)?;
        self.write(|tx| {
            let number = require(tx, write.library, old)?;
            let state = state(tx, number)?;
            if write.base != Base::Any && write.base != Base::Revision(state.revision) {
                return Ok(Saved::Stale { current: state.revision });
            }
            let mut operation = Pending::new("rename", write.actor, write.now);
            if old != write.id {
                rename_in(tx, number, write.library, old, write.id, write.now, &mut operation)?;
            }
            let saved = save_in(tx, &Write { base: Base::Any, ..write.clone() }, &mut operation)?;
            Ok(match saved {
                Saved::Unchanged { revision } if old != write.id => {
                    Saved::Updated { revision, sequence: journal::last(tx)? }
                }
                other => other,
            })
        })
    }

    /// Replaces columns, links, declared aliases and attachment references of stored documents without making
    /// revisions: for a newer version that extracts more. Documents whose text has moved on are skipped.
    ///
    /// `write.text` must be the stored text. Answers how many were replaced.
    pub fn rederive(&self, writes: &[Write<'_>]) -> Result<u64, StoreError> {
        self.write(|tx| {
            let mut done = 0;
            for write in writes {
                let Some(number) = exact_number_of(tx, write.library, write.id)? else { continue };
                let state = state(tx, number)?;
                if state.hash == hash_of(write.text) {
                    set_derived(tx, number, write)?;
                    note_attachments(tx, number, state.revision, &write.attachments)?;
                    done += 1;
                }
            }
            Ok(done)
        })
    }
}

/// BLAKE3 of a text or attachment, as the store writes it: 64 hexadecimal digits.
pub fn hash_of(bytes: impl AsRef<[u8]>) -> String {
    blake3::hash(bytes.as_ref()).to_hex().to_string()
}

pub(crate) fn check_size(what: &'static str, size: u64, limit: u64) -> Result<(), StoreError> {
    if size > limit { Err(StoreError::TooLarge { what, size, limit }) } else { Ok(()) }
}

/// An operation that gets its row with the first change, so that a save without effect leaves no trace.
pub(crate) enum Pending<'a> {
    Begun(OperationId),
    Waiting {
        what: &'static str,
        actor: &'a str,
        note: Option<String>,
        undoes: Option<i64>,
        now: i64,
    },
}

impl<'a> Pending<'a> {
    pub(crate) fn new(what: &'static str, actor: &'a str, now: i64) -> Pending<'a> {
        Pending::Waiting { what, actor, note: None, undoes: None, now }
    }

    pub(crate) fn id(&mut self, connection: &Connection) -> Result<OperationId, StoreError> {
        if let Pending::Waiting { what, actor, note, undoes, now } = self {
            let id = journal::begin(connection, what, actor, note.as_deref(), *undoes, *now)?;
            *self = Pending::Begun(id);
        }
        match self {
            Pending::Begun(id) => Ok(*id),
            Pending::Waiting { .. } => unreachable!("it has just begun"),
        }
    }
}

/// The part of a document that decides about writes.
pub(crate) struct State {
    pub(crate) library: String,
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) revision: u32,
    pub(crate) hash: String,
    pub(crate) trashed: Option<i64>,
}

pub(crate) fn state(connection: &Connection, number: i64) -> Result<State, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT library, id, kind, revision, hash, trashed FROM document WHERE number = ?1",
    )?;
    Ok(statement.query_row([number], |row| {
        Ok(State {
            library: row.get(0)?,
            id: row.get(1)?,
            kind: row.get(2)?,
            revision: row.get(3)?,
            hash: row.get(4)?,
            trashed: row.get(5)?,
        })
    })?)
}

pub(crate) fn save_in(
    tx: &Written<'_>,
    write: &Write<'_>,
    operation: &mut Pending<'_>,
) -> Result<Saved, StoreError> {
    let hash = hash_of(write.text);
    let Some(number) = exact_number_of(tx, write.library, write.id)? else {
        return match write.base {
            Base::Revision(_) => Ok(Saved::Stale { current: 0 }),
            Base::Create | Base::Any => create(tx, write, &hash, operation),
        };
    };
    let state = state(tx, number)?;
    let same = state.hash == hash && write.note.is_none();
    match write.base {
        Base::Create => return Ok(Saved::Exists { trashed: state.trashed.is_some() }),
        Base::Revision(base) if base != state.revision && !same => {
            return Ok(Saved::Stale { current: state.revision });
        }
        Base::Revision(_) | Base::Any => {}
    }
    if same && state.trashed.is_none() {
        set_derived(tx, number, write)?;
        return Ok(Saved::Unchanged { revision: state.revision });
    }
    let revision = if same { state.revision } else { state.revision + 1 };
    let sequence = journal::add(
        tx,
        &Entry {
            operation: operation.id(tx)?,
            document: number,
            library: write.library,
            id: write.id,
            what: What::Saved,
            at: write.now,
            old_id: None,
            old_revision: Some(state.revision),
            old_trashed: state.trashed,
            new_revision: Some(revision),
        },
    )?;
    if !same {
        insert_revision(tx, number, revision, write, &hash)?;
    }
    let mut statement = tx.prepare_cached(
        "UPDATE document SET revision = ?2, hash = ?3, sequence = ?4, updated = ?5, trashed = NULL WHERE number = ?1",
    )?;
    statement.execute(params![number, revision, hash, sequence, write.now])?;
    set_derived(tx, number, write)?;
    Ok(Saved::Updated { revision, sequence })
}

fn create(
    tx: &Written<'_>,
    write: &Write<'_>,
    hash: &str,
    operation: &mut Pending<'_>,
) -> Result<Saved, StoreError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO document (library, id, kind, format, revision, hash, sequence, created, updated) \
         VALUES (?1, ?2, ?3, ?4, 1, ?5, 0, ?6, ?6)",
    )?;
    let number = statement.insert(params![
        write.library,
        write.id,
        write.kind,
        write.format,
        hash,
        write.now
    ])?;
    insert_revision(tx, number, 1, write, hash)?;
    let sequence = journal::add(
        tx,
        &Entry {
            operation: operation.id(tx)?,
            document: number,
            library: write.library,
            id: write.id,
            what: What::Saved,
            at: write.now,
            old_id: None,
            old_revision: None,
            old_trashed: None,
            new_revision: Some(1),
        },
    )?;
    set_sequence(tx, number, sequence)?;
    set_derived(tx, number, write)?;
    Ok(Saved::Created { revision: 1, sequence })
}

pub(crate) fn rename_in(
    tx: &Written<'_>,
    number: i64,
    library: &str,
    old: &str,
    new: &str,
    now: i64,
    operation: &mut Pending<'_>,
) -> Result<i64, StoreError> {
    if exact_number_of(tx, library, new)?.is_some() {
        return Err(StoreError::Taken { library: library.to_owned(), id: new.to_owned() });
    }
    let state = state(tx, number)?;
    let sequence = journal::add(
        tx,
        &Entry {
            operation: operation.id(tx)?,
            document: number,
            library,
            id: new,
            what: What::Renamed,
            at: now,
            old_id: Some(old),
            old_revision: Some(state.revision),
            old_trashed: state.trashed,
            new_revision: Some(state.revision),
        },
    )?;
    tx.execute(
        "UPDATE document SET id = ?2, sequence = ?3 WHERE number = ?1",
        params![number, new, sequence],
    )?;
    // The new id needs no alias to itself; the old one leads here from now on.
    tx.execute("DELETE FROM alias WHERE document = ?1 AND alias = ?2", params![number, new])?;
    tx.execute(
        "INSERT OR REPLACE INTO alias (library, alias, document, declared) VALUES (?1, ?2, ?3, 0)",
        params![library, old, number],
    )?;
    Ok(sequence)
}

pub(crate) fn set_sequence(tx: &Written<'_>, number: i64, sequence: i64) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached("UPDATE document SET sequence = ?2 WHERE number = ?1")?;
    statement.execute([number, sequence])?;
    Ok(())
}
