//! What was agreed with shared libraries, what is in conflict, and an exchange written in one transaction.

use rusqlite::{OptionalExtension as _, Row, params};

use crate::documents::exact_number_of;
use crate::error::StoreError;
use crate::journal::{self, Entry, OperationId, What};
use crate::libraries::{SharedLibrary, put as put_library};
use crate::save::{MAX_TEXT, Pending, Saved, Write, check_size, save_in, set_sequence, state};
use crate::trash::set_trashed;
use crate::{Store, Written};

/// A text that both sides last agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The document's id.
    pub id: String,
    /// Its path in the library.
    pub path: String,
    /// The object name of its text over there.
    pub blob: String,
    /// The text.
    pub text: String,
}

/// An agreed text by the name of its object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedBlob {
    /// The document's id.
    pub id: String,
    /// Its path in the library.
    pub path: String,
    /// The object name of its text over there.
    pub blob: String,
}

/// Two texts that no machine could merge. The third, what is here, is the document's newest revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConflict {
    /// The library.
    pub library: String,
    /// The document's id.
    pub id: String,
    /// Its path over there.
    pub path: String,
    /// The object name of their text.
    pub blob: String,
    /// What was agreed before, if anything.
    pub base: Option<String>,
    /// Their text.
    pub theirs: String,
    /// When it was found: Unix milliseconds.
    pub found: i64,
}

/// A document that was proposed and is not in the library yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProposal {
    /// The library.
    pub library: String,
    /// The document's id.
    pub id: String,
    /// Its branch.
    pub branch: String,
    /// The commit that was proposed.
    pub commit: String,
    /// The text that was proposed.
    pub text: String,
    /// When: Unix milliseconds.
    pub at: i64,
}

/// What an exchange does to one document.
#[derive(Clone, Debug, Default)]
pub struct ExchangeStep<'a> {
    /// The document's id.
    pub id: &'a str,
    /// The texts that become revisions, in order. If the first is stale, the whole step is left out.
    pub writes: Vec<Write<'a>>,
    /// The library that the document comes from; its history comes along, and the old one goes to the trash.
    pub moved_from: Option<&'a str>,
    /// What is agreed from now on.
    pub agreed: Setting<Agreed>,
    /// Whether it is in conflict from now on.
    pub conflict: Setting<StoredConflict>,
    /// Whether it is proposed from now on.
    pub proposal: Setting<StoredProposal>,
}

/// A row to be kept, written or removed.
#[derive(Clone, Debug, Default)]
pub enum Setting<T> {
    /// As it is.
    #[default]
    Leave,
    /// This.
    Set(T),
    /// Nothing.
    Clear,
}

/// What became of an exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// The operation, for undo; `None` if no text changed.
    pub operation: Option<OperationId>,
    /// Documents that somebody saved meanwhile: their steps were left out.
    pub stale: Vec<String>,
}

/// The documents of library `?1` whose text is not the one agreed with the remote.
macro_rules! edited_since_agreed {
    () => {
        " FROM document d JOIN revision r ON r.document = d.number AND r.number = d.revision \
         LEFT JOIN agreed a ON a.library = d.library AND a.id = d.id \
         WHERE d.library = ?1 AND d.trashed IS NULL AND a.text IS NOT r.text"
    };
}

impl Store {
    /// Lists what was agreed with a library, by id.
    pub fn agreed(&self, library: &str) -> Result<Vec<Agreed>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, path, blob, text FROM agreed WHERE library = ?1 ORDER BY id",
            )?;
            let rows = statement.query_map([library], |row| {
                Ok(Agreed {
                    id: row.get(0)?,
                    path: row.get(1)?,
                    blob: row.get(2)?,
                    text: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Lists what was agreed with a library, without the texts.
    pub fn agreed_blobs(&self, library: &str) -> Result<Vec<AgreedBlob>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, path, blob FROM agreed WHERE library = ?1 ORDER BY id",
            )?;
            let rows = statement.query_map([library], |row| {
                Ok(AgreedBlob { id: row.get(0)?, path: row.get(1)?, blob: row.get(2)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Reads what was agreed on one document.
    pub fn agreed_with(&self, library: &str, id: &str) -> Result<Option<Agreed>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, path, blob, text FROM agreed WHERE library = ?1 AND id = ?2",
            )?;
            let found = statement.query_row([library, id], |row| {
                Ok(Agreed {
                    id: row.get(0)?,
                    path: row.get(1)?,
                    blob: row.get(2)?,
                    text: row.get(3)?,
                })
            });
            Ok(found.optional()?)
        })
    }

    /// Counts the documents of a library that are not as agreed, the trash left out.
    pub fn edited_since_agreed(&self, library: &str) -> Result<u64, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached(concat!("SELECT count(*)", edited_since_agreed!()))?;
            let count: i64 = statement.query_row([library], |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or(0))
        })
    }

    /// Names those documents, at most `limit` of them, by id.
    pub fn ids_edited_since_agreed(
        &self,
        library: &str,
        limit: u32,
    ) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(concat!(
                "SELECT d.id",
                edited_since_agreed!(),
                " ORDER BY d.id LIMIT ?2"
            ))?;
            let rows = statement.query_map(params![library, limit], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Lists the open conflicts, oldest first.
    pub fn conflicts(&self) -> Result<Vec<StoredConflict>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT library, id, path, blob, base, theirs, found FROM conflict ORDER BY found, library, id",
            )?;
            let rows = statement.query_map([], conflict)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Lists what was proposed from here, oldest first.
    pub fn proposals(&self) -> Result<Vec<StoredProposal>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT library, id, branch, commit_name, text, at FROM proposal ORDER BY at, library, id",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(StoredProposal {
                    library: row.get(0)?,
                    id: row.get(1)?,
                    branch: row.get(2)?,
                    commit: row.get(3)?,
                    text: row.get(4)?,
                    at: row.get(5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Carries out an exchange: texts, agreements, conflicts and the library's row in one transaction.
    ///
    /// `going_on` hears how many steps are taken and says whether to go on.
    ///
    /// # Errors
    /// [`StoreError::Stopped`] if it said no; nothing is written then.
    pub fn exchange(
        &self,
        what: &'static str,
        library: &SharedLibrary,
        steps: &[ExchangeStep<'_>],
        actor: &str,
        now: i64,
        going_on: &dyn Fn(usize) -> bool,
    ) -> Result<Exchanged, StoreError> {
        for write in steps.iter().flat_map(|step| &step.writes) {
            check_size("text", write.text.len() as u64, MAX_TEXT)?;
        }
        self.write(|tx| {
            let mut operation = Pending::new(what, actor, now);
            let mut exchanged = Exchanged::default();
            put_library(tx, library)?;
            for (taken, step) in steps.iter().enumerate() {
                if !going_on(taken) {
                    return Err(StoreError::Stopped);
                }
                if !take(tx, &library.name, step, now, &mut operation)? {
                    exchanged.stale.push(step.id.to_owned());
                }
            }
            if let Pending::Begun(id) = operation {
                exchanged.operation = Some(id);
            }
            Ok(exchanged)
        })
    }
}

fn take(
    tx: &Written<'_>,
    library: &str,
    step: &ExchangeStep<'_>,
    now: i64,
    operation: &mut Pending<'_>,
) -> Result<bool, StoreError> {
    if let Some(from) = step.moved_from {
        bring(tx, (from, library, step.id), now, operation)?;
    }
    for (index, write) in step.writes.iter().enumerate() {
        let saved = save_in(tx, write, operation)?;
        if index == 0 && matches!(saved, Saved::Stale { .. } | Saved::Exists { .. }) {
            return Ok(false);
        }
    }
    if let Some(from) = step.moved_from
        && let Some(number) = exact_number_of(tx, from, step.id)?
    {
        set_trashed(tx, number, Some(now), now, operation)?;
    }
    settle(tx, library, step)?;
    Ok(true)
}

/// Copies a document with its whole history to another library, where the next save continues it.
fn bring(
    tx: &Written<'_>,
    (from, to, id): (&str, &str, &str),
    now: i64,
    operation: &mut Pending<'_>,
) -> Result<(), StoreError> {
    let Some(old) = exact_number_of(tx, from, id)? else { return Ok(()) };
    if exact_number_of(tx, to, id)?.is_some() {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO document (library, id, kind, format, revision, hash, sequence, created, updated) \
         SELECT ?2, id, kind, format, revision, hash, 0, created, updated FROM document WHERE number = ?1",
        params![old, to],
    )?;
    let new = tx.last_insert_rowid();
    tx.execute(
        "INSERT INTO revision (document, number, hash, size, at, actor, note, text) \
         SELECT ?2, number, hash, size, at, actor, note, text FROM revision WHERE document = ?1 ORDER BY number",
        params![old, new],
    )?;
    tx.execute(
        "INSERT OR IGNORE INTO revision_attachment (hash, document, revision) \
         SELECT hash, ?2, revision FROM revision_attachment WHERE document = ?1",
        params![old, new],
    )?;
    let revision = state(tx, new)?.revision;
    let sequence = journal::add(
        tx,
        &Entry {
            operation: operation.id(tx)?,
            document: new,
            library: to,
            id,
            what: What::Saved,
            at: now,
            old_id: None,
            old_revision: None,
            old_trashed: None,
            new_revision: Some(revision),
        },
    )?;
    set_sequence(tx, new, sequence)
}

fn settle(tx: &Written<'_>, library: &str, step: &ExchangeStep<'_>) -> Result<(), StoreError> {
    let key = params![library, step.id];
    match &step.agreed {
        Setting::Leave => {}
        Setting::Clear => {
            tx.execute("DELETE FROM agreed WHERE library = ?1 AND id = ?2", key)?;
        }
        Setting::Set(agreed) => {
            tx.prepare_cached("INSERT OR REPLACE INTO agreed (library, id, path, blob, text) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![library, step.id, agreed.path, agreed.blob, agreed.text])?;
        }
    }
    match &step.conflict {
        Setting::Leave => {}
        Setting::Clear => {
            tx.execute("DELETE FROM conflict WHERE library = ?1 AND id = ?2", key)?;
        }
        Setting::Set(found) => {
            tx.execute(
                "INSERT OR REPLACE INTO conflict (library, id, path, blob, base, theirs, found) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![library, step.id, found.path, found.blob, found.base, found.theirs, found.found],
            )?;
        }
    }
    match &step.proposal {
        Setting::Leave => {}
        Setting::Clear => {
            tx.execute("DELETE FROM proposal WHERE library = ?1 AND id = ?2", key)?;
        }
        Setting::Set(made) => {
            tx.execute(
                "INSERT OR REPLACE INTO proposal (library, id, branch, commit_name, text, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![library, step.id, made.branch, made.commit, made.text, made.at],
            )?;
        }
    }
    Ok(())
}

fn conflict(row: &Row<'_>) -> rusqlite::Result<StoredConflict> {
    Ok(StoredConflict {
        library: row.get(0)?,
        id: row.get(1)?,
        path: row.get(2)?,
        blob: row.get(3)?,
        base: row.get(4)?,
        theirs: row.get(5)?,
        found: row.get(6)?,
    })
}
