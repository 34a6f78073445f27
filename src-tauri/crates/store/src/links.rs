//! Links between documents: stored once, with the document that states them; the other end is computed.

use rusqlite::{Connection, Row, params};

use crate::documents::{Key, number_of};
use crate::error::StoreError;
use crate::{Store, Written};

/// A link as a text states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The relation, in the caller's words.
    pub rel: String,
    /// The target as written: `id` in the same library, or `library/id`.
    pub to: String,
    /// The line of the text, from 1.
    pub line: Option<u32>,
}

/// A link seen from its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFrom {
    /// The document that states it.
    pub from: Key,
    /// The link.
    pub link: Link,
}

impl Store {
    /// The links that a document states, in its order.
    pub fn links_from(&self, library: &str, id: &str) -> Result<Vec<Link>, StoreError> {
        self.read(|connection| {
            let Some(number) = number_of(connection, library, id)? else { return Ok(Vec::new()) };
            let mut statement = connection.prepare_cached(
                "SELECT rel, target, line FROM link WHERE document = ?1 ORDER BY position",
            )?;
            let rows = statement.query_map([number], |row| link(row, 0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The links of other documents to this one, by its id or a former id of it. Those in the trash do not count.
    pub fn links_to(&self, library: &str, id: &str) -> Result<Vec<LinkFrom>, StoreError> {
        self.read(|connection| {
            let number = number_of(connection, library, id)?;
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT s.library, s.id, l.rel, l.target, l.line \
                 FROM link l JOIN document s ON s.number = l.document \
                 WHERE coalesce(l.to_library, s.library) = ?1 AND s.trashed IS NULL AND l.to_id IN ( \
                   SELECT ?2 UNION SELECT id FROM document WHERE number = ?3 \
                   UNION SELECT alias FROM alias WHERE document = ?3) \
                 ORDER BY s.id, s.library, l.position",
            )?;
            let rows = statement.query_map(params![library, id, number], from)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The links that lead nowhere: to no id, no former id, or to a document in the trash.
    pub fn dangling(&self) -> Result<Vec<LinkFrom>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT s.library, s.id, l.rel, l.target, l.line \
                 FROM link l JOIN document s ON s.number = l.document \
                 WHERE s.trashed IS NULL AND NOT EXISTS ( \
                   SELECT 1 FROM document t WHERE t.library = coalesce(l.to_library, s.library) \
                   AND t.id = l.to_id AND t.trashed IS NULL) \
                 AND NOT EXISTS ( \
                   SELECT 1 FROM alias a JOIN document t ON t.number = a.document \
                   WHERE a.library = coalesce(l.to_library, s.library) AND a.alias = l.to_id AND t.trashed IS NULL) \
                 ORDER BY s.id, s.library, l.position",
            )?;
            let rows = statement.query_map([], from)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(crate) fn replace_links(
    tx: &Written<'_>,
    number: i64,
    library: &str,
    links: &[Link],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM link WHERE document = ?1")?.execute([number])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO link (document, position, rel, target, to_library, to_id, line) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (position, link) in links.iter().enumerate() {
        let (to_library, to_id) = match link.to.split_once('/') {
            Some((to_library, id)) => (Some(to_library), id),
            None => (None, link.to.as_str()),
        };
        let to_library = to_library.filter(|to_library| *to_library != library);
        statement.execute(params![
            number,
            position as i64,
            link.rel,
            link.to,
            to_library,
            to_id,
            link.line
        ])?;
    }
    Ok(())
}

/// The links of a row, for moving them to another store.
pub(crate) fn links_of(connection: &Connection, number: i64) -> Result<Vec<Link>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT rel, target, line FROM link WHERE document = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([number], |row| link(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn link(row: &Row<'_>, first: usize) -> rusqlite::Result<Link> {
    Ok(Link { rel: row.get(first)?, to: row.get(first + 1)?, line: row.get(first + 2)? })
}

fn from(row: &Row<'_>) -> rusqlite::Result<LinkFrom> {
    Ok(LinkFrom { from: Key { library: row.get(0)?, id: row.get(1)? }, link: link(row, 2)? })
}
