//! The history of a document. Revisions are added and never changed; a text goes back by being saved again.

use rusqlite::params;

use crate::Store;
use crate::documents::number_of;
use crate::error::StoreError;
use crate::save::text_of;

/// A revision without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number in its document, from 1.
    pub number: u32,
    /// BLAKE3 of the text, 64 hexadecimal digits.
    pub hash: String,
    /// When it was saved: Unix milliseconds.
    pub at: i64,
    /// Who saved it.
    pub actor: String,
    /// The name that a person gave it.
    pub note: Option<String>,
    /// Bytes of the text.
    pub size: u64,
}

impl Store {
    /// Lists the revisions of a document, newest first; empty if there is no such document.
    pub fn revisions(&self, library: &str, id: &str) -> Result<Vec<Revision>, StoreError> {
        self.read(|connection| {
            let Some(number) = number_of(connection, library, id)? else { return Ok(Vec::new()) };
            let mut statement = connection.prepare_cached(
                "SELECT number, hash, at, actor, note, size FROM revision WHERE document = ?1 ORDER BY number DESC",
            )?;
            let rows = statement.query_map(params![number], |row| {
                Ok(Revision {
                    number: row.get(0)?,
                    hash: row.get(1)?,
                    at: row.get(2)?,
                    actor: row.get(3)?,
                    note: row.get(4)?,
                    size: row.get(5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The text of a revision, if it exists.
    pub fn revision_text(
        &self,
        library: &str,
        id: &str,
        revision: u32,
    ) -> Result<Option<String>, StoreError> {
        self.read(|connection| match number_of(connection, library, id)? {
            Some(number) => text_of(connection, number, revision),
            None => Ok(None),
        })
    }
}
