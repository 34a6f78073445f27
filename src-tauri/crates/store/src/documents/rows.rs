//! Rows of the tables as values, and filters as conditions.

use rusqlite::types::Value;
use rusqlite::{Connection, Row};

use super::*;

pub(crate) fn document_by_number(
    connection: &Connection,
    number: i64,
) -> Result<Document, StoreError> {
    let mut statement = connection.prepare_cached(&DOCUMENT_BY_NUMBER)?;
    let document =
        statement.query_row([number], |row| Ok(with_text(head(row)?, row.get(HEAD_WIDTH)?)))?;
    undamaged(document)
}

/// A text that is not the one that was saved is never shown as if it were.
pub(super) fn undamaged(document: Document) -> Result<Document, StoreError> {
    if hash_of(&document.text) == document.hash {
        return Ok(document);
    }
    let detail = format!("{}/{} is not the text that was saved", document.library, document.id);
    Err(StoreError::Damaged { detail })
}

pub(crate) fn head_by_number(connection: &Connection, number: i64) -> Result<Head, StoreError> {
    let mut statement = connection.prepare_cached(&HEAD_BY_NUMBER)?;
    Ok(statement.query_row([number], head)?)
}

pub(super) fn with_text(head: Head, text: String) -> Document {
    let Head {
        library,
        id,
        kind,
        format,
        hash,
        revision,
        sequence,
        created,
        updated,
        trashed,
        starter_hash,
        columns,
    } = head;
    Document {
        library,
        id,
        kind,
        format,
        text,
        hash,
        revision,
        sequence,
        created,
        updated,
        trashed,
        starter_hash,
        columns,
    }
}

pub(super) const FIXED: usize = 11;
pub(super) const HEAD_WIDTH: usize = FIXED + Columns::NAMES.len();

pub(super) static HEAD_COLUMNS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "d.library, d.id, d.kind, d.format, d.hash, d.revision, d.sequence, d.created, d.updated, d.trashed, \
         d.starter_hash, d.{}",
        Columns::NAMES.join(", d.")
    )
});

pub(super) static HEAD_BY_NUMBER: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {} FROM document d WHERE d.number = ?1", *HEAD_COLUMNS));

pub(super) static DOCUMENT_BY_NUMBER: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {}, r.text FROM document d JOIN revision r ON r.document = d.number AND r.number = d.revision \
         WHERE d.number = ?1",
        *HEAD_COLUMNS
    )
});

pub(super) fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        library: row.get(0)?,
        id: row.get(1)?,
        kind: row.get(2)?,
        format: row.get(3)?,
        hash: row.get(4)?,
        revision: row.get(5)?,
        sequence: row.get(6)?,
        created: row.get(7)?,
        updated: row.get(8)?,
        trashed: row.get(9)?,
        starter_hash: row.get(10)?,
        columns: Columns::from_row(row, FIXED)?,
    })
}

pub(super) fn condition(filter: &Filter<'_>) -> (String, Vec<Value>) {
    let mut parts = vec![match filter.trash {
        Trash::Without => "d.trashed IS NULL",
        Trash::Only => "d.trashed IS NOT NULL",
        Trash::With => "TRUE",
    }];
    let mut values = Vec::new();
    for (value, part) in [(filter.library, "d.library = ?"), (filter.kind, "d.kind = ?")] {
        if let Some(value) = value {
            parts.push(part);
            values.push(Value::Text(value.to_owned()));
        }
    }
    (parts.join(" AND "), values)
}

pub(super) fn to_value(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
