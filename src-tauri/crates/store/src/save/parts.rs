//! The parts of a save: its revision, what is derived from its text, its pictures.

use std::sync::LazyLock;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::{Write, hash_of};
use crate::Written;
use crate::documents::Columns;
use crate::error::StoreError;
use crate::links::replace_links;

pub(super) fn insert_revision(
    tx: &Written<'_>,
    number: i64,
    revision: u32,
    write: &Write<'_>,
    hash: &str,
) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO revision (document, number, hash, size, at, actor, note, text) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let size = write.text.len() as i64;
    statement.execute(params![
        number,
        revision,
        hash,
        size,
        write.now,
        write.actor,
        write.note,
        write.text
    ])?;
    note_attachments(tx, number, revision, &write.attachments)
}

pub(super) fn note_attachments(
    tx: &Written<'_>,
    number: i64,
    revision: u32,
    hashes: &[String],
) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(
        "INSERT OR IGNORE INTO revision_attachment (hash, document, revision) VALUES (?1, ?2, ?3)",
    )?;
    for hash in hashes {
        statement.execute(params![hash, number, revision])?;
    }
    Ok(())
}

static SET_COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "UPDATE document SET kind = ?, format = ?, starter_hash = coalesce(?, starter_hash), {} = ? WHERE number = ?",
        Columns::NAMES.join(" = ?, ")
    )
});

/// Writes everything that is derived from the text.
pub(super) fn set_derived(
    tx: &Written<'_>,
    number: i64,
    write: &Write<'_>,
) -> Result<(), StoreError> {
    let text = |value: &str| Value::Text(value.to_owned());
    let optional = |value: Option<&str>| value.map_or(Value::Null, text);
    let mut values = vec![text(write.kind), text(write.format), optional(write.starter_hash)];
    values.extend(write.columns.values().into_iter().map(|value| optional(value.as_deref())));
    values.push(Value::Integer(number));
    tx.prepare_cached(&SET_COLUMNS)?.execute(params_from_iter(values))?;
    replace_links(tx, number, write.library, &write.links)?;
    replace_aliases(tx, number, write)
}

pub(super) fn replace_aliases(
    tx: &Written<'_>,
    number: i64,
    write: &Write<'_>,
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM alias WHERE document = ?1 AND declared = 1")?
        .execute([number])?;
    let mut statement = tx.prepare_cached(
        "INSERT OR IGNORE INTO alias (library, alias, document, declared) VALUES (?1, ?2, ?3, 1)",
    )?;
    for alias in write.aliases.iter().filter(|alias| *alias != write.id) {
        statement.execute(params![write.library, alias, number])?;
    }
    Ok(())
}

/// The text of one revision, if it exists; an error if it is not the text that was saved.
pub(crate) fn text_of(
    connection: &Connection,
    number: i64,
    revision: u32,
) -> Result<Option<String>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT text, hash FROM revision WHERE document = ?1 AND number = ?2")?;
    let found: Option<(String, String)> = statement
        .query_row(params![number, revision], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        Some((text, hash)) if hash_of(&text) != hash => Err(StoreError::Damaged {
            detail: format!("revision {revision} is not what was saved"),
        }),
        found => Ok(found.map(|(text, _)| text)),
    }
}
