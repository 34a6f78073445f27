//! Verification: everything that can be known about a database without the original.

use rusqlite::{Connection, OptionalExtension};

use crate::error::StoreError;
use crate::journal;
use crate::migrate::{self, first_broken_reference};
use crate::save::hash_of;

/// What a whole, undamaged database holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Documents, with those in the trash.
    pub documents: u64,
    /// Revisions of them.
    pub revisions: u64,
    /// Attachments.
    pub attachments: u64,
    /// The newest change.
    pub last_sequence: i64,
    /// The schema.
    pub schema: u32,
}

/// Counts, without looking at what is counted.
pub(crate) fn contents(connection: &Connection) -> Result<Contents, StoreError> {
    let count = |table: &str| -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(connection.query_row(&sql, [], |row| row.get(0))?)
    };
    Ok(Contents {
        documents: count("document")?,
        revisions: count("revision")?,
        attachments: count("attachment")?,
        last_sequence: journal::last(connection)?,
        schema: migrate::stamp(connection)?.schema,
    })
}

/// Checks pages, indexes, references and every content hash.
///
/// # Errors
/// [`StoreError::Damaged`] with the first fault.
pub(crate) fn verify(connection: &Connection) -> Result<Contents, StoreError> {
    if let Some(detail) = page_fault(connection)? {
        return Err(StoreError::Damaged { detail });
    }
    if let Some(detail) = first_broken_reference(connection)? {
        return Err(StoreError::Damaged { detail });
    }
    if let Some(detail) = content_faults(connection, 1)?.pop() {
        return Err(StoreError::Damaged { detail });
    }
    contents(connection)
}

/// What is wrong with definitions, pages and indexes, if anything.
pub(crate) fn page_fault(connection: &Connection) -> Result<Option<String>, StoreError> {
    if let Some(fault) = migrate::schema_fault(connection)? {
        return Ok(Some(fault));
    }
    let answer: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((answer != "ok").then_some(answer))
}

/// Texts and attachments that are not what their hash says, at most `limit` of them, in words.
pub(crate) fn content_faults(
    connection: &Connection,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    let mut statement = connection.prepare(
        "SELECT r.hash, r.text, r.document, r.number, d.library, d.id, \
                d.hash IS NOT r.hash AND d.revision = r.number \
         FROM revision r LEFT JOIN document d ON d.number = r.document",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        // Read as bytes: a flipped bit may have made it something other than UTF-8.
        let good = row.get_ref(1)?.as_bytes().is_ok_and(|text| hash_of(text) == said);
        if !good || row.get::<_, bool>(6)? {
            let (library, id): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
            let number: u32 = row.get(3)?;
            faults.push(format!(
                "revision {number} of {}/{} is not what was saved",
                library.unwrap_or_default(),
                id.unwrap_or_else(|| "a missing document".to_owned())
            ));
            if faults.len() >= limit {
                return Ok(faults);
            }
        }
    }
    let mut statement = connection.prepare("SELECT hash, bytes FROM attachment")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if !row.get_ref(1)?.as_bytes().is_ok_and(|bytes| hash_of(bytes) == said) {
            faults.push(format!("attachment {said} is not what was added"));
            if faults.len() >= limit {
                return Ok(faults);
            }
        }
    }
    Ok(faults)
}

/// A quick look that a healthy store always passes: the tables are there and their first pages can be read.
pub(crate) fn glance(connection: &Connection) -> Result<(), StoreError> {
    let epoch: Option<String> = connection
        .query_row("SELECT value FROM meta WHERE key = 'epoch'", [], |row| row.get(0))
        .optional()
        .map_err(missing_table)?;
    if epoch.is_none() {
        return Err(StoreError::Damaged { detail: "the store has no epoch".to_owned() });
    }
    for table in ["document", "revision", "journal", "link", "draft", "attachment", "setting"] {
        let sql = format!("SELECT 1 FROM {table} LIMIT 1");
        connection.query_row(&sql, [], |_| Ok(())).optional().map_err(missing_table)?;
    }
    journal::last(connection)?;
    Ok(())
}

/// A table or column that is not there means damage here, not a mistake in a statement.
fn missing_table(error: rusqlite::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Sqlite(error) => StoreError::Damaged { detail: error.to_string() },
        other => other,
    }
}
