//! Drafts: what is being typed and not yet saved, kept through a crash.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::StoreError;
use crate::save::{MAX_TEXT, check_size};
use crate::{Store, Written};

/// An unsaved text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text so far.
    pub text: String,
    /// The revision that it started from; `None` for a new document.
    pub base_revision: Option<u32>,
    /// The library it will be saved to.
    pub library: String,
    /// The id it will have, if that is known.
    pub id: Option<String>,
    /// What it is, in the caller's words.
    pub kind: String,
    /// Hashes of the attachments that it shows; they are kept as long as the draft is.
    pub attachments: Vec<String>,
}

/// A draft as it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    /// Its name, chosen by the caller.
    pub key: String,
    /// When it was last stored: Unix milliseconds.
    pub updated: i64,
    /// The draft.
    pub draft: Draft,
}

const SELECT: &str = "SELECT key, library, id, kind, base_revision, text, updated, \
    (SELECT group_concat(hash, ' ') FROM draft_attachment a WHERE a.draft = key) FROM draft";

impl Store {
    /// Stores a draft under `key`, in place of an older one.
    pub fn put_draft(&self, key: &str, draft: &Draft, now: i64) -> Result<(), StoreError> {
        check_size("text", draft.text.len() as u64, MAX_TEXT)?;
        self.write(|tx| put_in(tx, key, draft, now))
    }

    /// Reads a draft.
    pub fn draft(&self, key: &str) -> Result<Option<StoredDraft>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE key = ?1"))?;
            Ok(statement.query_row([key], stored).optional()?)
        })
    }

    /// Lists all drafts, last stored first.
    pub fn drafts(&self) -> Result<Vec<StoredDraft>, StoreError> {
        self.read(stored_drafts)
    }

    /// Forgets a draft, since it was saved or given up; `false` if there was none.
    pub fn discard_draft(&self, key: &str) -> Result<bool, StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM draft WHERE key = ?1", [key])? > 0))
    }
}

/// Stores a draft within a transaction.
pub(crate) fn put_in(
    tx: &Written<'_>,
    key: &str,
    draft: &Draft,
    now: i64,
) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO draft (key, library, id, kind, base_revision, text, updated) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
         ON CONFLICT (key) DO UPDATE SET library = ?2, id = ?3, kind = ?4, base_revision = ?5, text = ?6, \
         updated = ?7",
    )?
    .execute(params![
        key,
        draft.library,
        draft.id,
        draft.kind,
        draft.base_revision,
        draft.text,
        now
    ])?;
    tx.prepare_cached("DELETE FROM draft_attachment WHERE draft = ?1")?.execute([key])?;
    let mut statement =
        tx.prepare_cached("INSERT OR IGNORE INTO draft_attachment (hash, draft) VALUES (?1, ?2)")?;
    for hash in &draft.attachments {
        statement.execute([hash.as_str(), key])?;
    }
    Ok(())
}

pub(crate) fn stored_drafts(connection: &Connection) -> Result<Vec<StoredDraft>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} ORDER BY updated DESC, key"))?;
    let rows = statement.query_map([], stored)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredDraft> {
    let hashes: Option<String> = row.get(7)?;
    Ok(StoredDraft {
        key: row.get(0)?,
        updated: row.get(6)?,
        draft: Draft {
            library: row.get(1)?,
            id: row.get(2)?,
            kind: row.get(3)?,
            base_revision: row.get(4)?,
            text: row.get(5)?,
            attachments: hashes
                .map(|hashes| hashes.split(' ').map(str::to_owned).collect())
                .unwrap_or_default(),
        },
    })
}
