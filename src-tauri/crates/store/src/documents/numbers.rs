//! Which row a library and an id mean.

use rusqlite::{Connection, OptionalExtension as _};

use crate::error::StoreError;

/// The row of a document by its id, or by a former id that points to one document alone.
pub(crate) fn number_of(
    connection: &Connection,
    library: &str,
    id: &str,
) -> Result<Option<i64>, StoreError> {
    let exact = exact_number_of(connection, library, id)?;
    if exact.is_some() {
        return Ok(exact);
    }
    let mut former = connection.prepare_cached(
        "SELECT min(document) FROM alias WHERE alias = ?1 AND library = ?2 HAVING count(DISTINCT document) = 1",
    )?;
    Ok(former.query_row([id, library], |row| row.get(0)).optional()?.flatten())
}

/// The row of a document by its present id.
pub(crate) fn exact_number_of(
    connection: &Connection,
    library: &str,
    id: &str,
) -> Result<Option<i64>, StoreError> {
    let mut exact =
        connection.prepare_cached("SELECT number FROM document WHERE library = ?1 AND id = ?2")?;
    Ok(exact.query_row([library, id], |row| row.get(0)).optional()?)
}

/// Like `exact_number_of`, but an error if there is none.
pub(crate) fn require(connection: &Connection, library: &str, id: &str) -> Result<i64, StoreError> {
    exact_number_of(connection, library, id)?
        .ok_or_else(|| StoreError::NotFound { library: library.to_owned(), id: id.to_owned() })
}
