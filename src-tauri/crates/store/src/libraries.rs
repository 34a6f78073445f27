//! Shared libraries: where they are, which they are, and what was let through their publish checks.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::Store;
use crate::error::StoreError;

/// A shared library as it was added and last seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedLibrary {
    /// Its name here: the `library` of its documents.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its marker file as last read.
    pub marker: Option<String>,
    /// The id of the marker file when it was added; another one is another library.
    pub identity: Option<String>,
    /// The first commit of its history when it was added.
    pub root: Option<String>,
    /// The branch that is read.
    pub branch: Option<String>,
    /// The newest commit that was taken in.
    pub tip: Option<String>,
    /// How often it is looked at by itself; `None` means when somebody asks.
    pub every_minutes: Option<u32>,
    /// When it was added: Unix milliseconds.
    pub added: i64,
    /// When it was last looked at.
    pub checked: Option<i64>,
    /// How that ended, in the caller's words.
    pub outcome: Option<String>,
}

/// Something that a publish check found and a person let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishException {
    /// The document's id.
    pub id: String,
    /// A hash of what was found.
    pub fingerprint: String,
    /// The rule that found it.
    pub rule: String,
    /// Why it may be published.
    pub reason: String,
}

const COLUMNS: &str =
    "name, url, marker, identity, root, branch, tip, every_minutes, added, checked, outcome";

impl Store {
    /// Lists the shared libraries by name.
    pub fn shared_libraries(&self) -> Result<Vec<SharedLibrary>, StoreError> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM shared_library ORDER BY name"))?;
            let rows = statement.query_map([], library)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Reads one shared library.
    pub fn shared_library(&self, name: &str) -> Result<Option<SharedLibrary>, StoreError> {
        self.read(|connection| one(connection, name))
    }

    /// Adds a shared library or replaces what is known of it.
    pub fn put_shared_library(&self, library: &SharedLibrary) -> Result<(), StoreError> {
        self.write(|tx| put(tx, library))
    }

    /// Forgets a shared library and what was agreed with it. Its documents stay.
    pub fn remove_shared_library(&self, name: &str) -> Result<bool, StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM shared_library WHERE name = ?1", [name])? > 0))
    }

    /// Lists what was let through for a document.
    pub fn publish_exceptions(
        &self,
        library: &str,
        id: &str,
    ) -> Result<Vec<PublishException>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, fingerprint, rule, reason FROM publish_exception WHERE library = ?1 AND id = ?2 ORDER BY at, fingerprint",
            )?;
            let rows = statement.query_map([library, id], |row| {
                Ok(PublishException { id: row.get(0)?, fingerprint: row.get(1)?, rule: row.get(2)?, reason: row.get(3)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Remembers what was let through.
    pub fn put_publish_exceptions(
        &self,
        library: &str,
        exceptions: &[PublishException],
        now: i64,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached(
                "INSERT OR REPLACE INTO publish_exception (library, id, fingerprint, rule, reason, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            for one in exceptions {
                statement.execute(params![library, one.id, one.fingerprint, one.rule, one.reason, now])?;
            }
            Ok(())
        })
    }
}

fn one(connection: &Connection, name: &str) -> Result<Option<SharedLibrary>, StoreError> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM shared_library WHERE name = ?1"))?;
    Ok(statement.query_row([name], library).optional()?)
}

pub(crate) fn put(connection: &Connection, library: &SharedLibrary) -> Result<(), StoreError> {
    // No REPLACE: that would delete the row first, and with it what was agreed.
    let mut statement = connection.prepare_cached(
        "INSERT INTO shared_library (name, url, marker, identity, root, branch, tip, every_minutes, added, checked, outcome) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
         ON CONFLICT (name) DO UPDATE SET url = ?2, marker = ?3, identity = ?4, root = ?5, branch = ?6, tip = ?7, \
         every_minutes = ?8, added = ?9, checked = ?10, outcome = ?11",
    )?;
    statement.execute(params![
        library.name,
        library.url,
        library.marker,
        library.identity,
        library.root,
        library.branch,
        library.tip,
        library.every_minutes,
        library.added,
        library.checked,
        library.outcome
    ])?;
    Ok(())
}

fn library(row: &Row<'_>) -> rusqlite::Result<SharedLibrary> {
    Ok(SharedLibrary {
        name: row.get(0)?,
        url: row.get(1)?,
        marker: row.get(2)?,
        identity: row.get(3)?,
        root: row.get(4)?,
        branch: row.get(5)?,
        tip: row.get(6)?,
        every_minutes: row.get(7)?,
        added: row.get(8)?,
        checked: row.get(9)?,
        outcome: row.get(10)?,
    })
}
