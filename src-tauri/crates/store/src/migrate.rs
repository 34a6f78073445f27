//! The schema: which one a file has, how a new file gets it, how an older file is brought forward.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::StoreError;

/// `FbSt`: tells a store from any other SQLite database.
pub(crate) const APPLICATION_ID: i32 = 0x4662_5374;

/// The newest schema that this build writes.
pub(crate) const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// Released migrations, oldest first. Each is frozen: its BLAKE3 hash is asserted below.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        sql: include_str!("../migrations/0001_initial.sql"),
        #[cfg(test)]
        hash: "56c40b24e84664888bac9e7a41dfe15acd9abf8cf6f39a09007aca7ceb9796d3",
    },
    Migration {
        sql: include_str!("../migrations/0002_sharing.sql"),
        #[cfg(test)]
        hash: "01987367dcd50637e430ddbaaa4fc7874bf57218af8fa851bce03a457ab2d4c0",
    },
];

/// One step from a schema to the next.
pub(crate) struct Migration {
    pub(crate) sql: &'static str,
    #[cfg(test)]
    hash: &'static str,
}

/// What a file says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) application: i32,
    pub(crate) schema: u32,
}

/// Reads the stamp of a database without writing to it.
pub(crate) fn stamp(connection: &Connection) -> Result<Stamp, StoreError> {
    let application = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let schema: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(Stamp { application, schema: u32::try_from(schema).unwrap_or(u32::MAX) })
}

/// Brings an open database to `SCHEMA`, all steps in one transaction, checked before it is stamped.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    run(connection, MIGRATIONS)
}

fn run(connection: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    let known = migrations.len() as u32;
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again inside the transaction: another process may have migrated meanwhile.
    let from = stamp(&tx)?.schema;
    if from > known {
        return Err(StoreError::NewerSchema { found: from, known });
    }
    if from == known {
        return Ok(());
    }
    for migration in &migrations[from as usize..] {
        tx.execute_batch(migration.sql)?;
    }
    if let Some(detail) = first_broken_reference(&tx)? {
        return Err(StoreError::Damaged { detail });
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", known)?;
    tx.commit()?;
    Ok(())
}

/// The first row that points nowhere, in words. `integrity_check` does not look at this.
pub(crate) fn first_broken_reference(
    connection: &Connection,
) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    Ok(match rows.next()? {
        Some(row) => {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Some(format!("a row of {table} points to a missing row of {parent}"))
        }
        None => None,
    })
}

/// What the database says of its own tables, indexes and triggers that no build of that schema ever wrote, in words.
///
/// The definitions are rows like any other: a flipped bit in one of them passes `integrity_check` and changes what
/// every later statement means.
pub(crate) fn schema_fault(connection: &Connection) -> Result<Option<String>, StoreError> {
    let schema = stamp(connection)?.schema;
    let Some(steps) = MIGRATIONS.get(..schema as usize) else { return Ok(None) };
    let mut fresh = Connection::open_in_memory()?;
    run(&mut fresh, steps)?;
    let (found, expected) = (definitions(connection)?, definitions(&fresh)?);
    let strange = expected
        .iter()
        .find(|definition| !found.contains(definition))
        .or_else(|| found.iter().find(|definition| !expected.contains(definition)));
    Ok(strange.map(|(_, name, ..)| format!("the definition of {name} is not what was written")))
}

type Definition = (String, String, String, Option<String>);

/// Kind, name, table and text of all that a schema defines. `sqlite_stat1` and its like come with `PRAGMA optimize`.
fn definitions(connection: &Connection) -> Result<Vec<Definition>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat*'",
    )?;
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn released_migrations_are_frozen() {
        for (index, migration) in MIGRATIONS.iter().enumerate() {
            let hash = blake3::hash(migration.sql.as_bytes()).to_hex();
            assert_eq!(hash.as_str(), migration.hash, "migration {} was edited", index + 1);
        }
    }

    #[test]
    fn a_migration_runs_once_and_stamps_at_the_end() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let stamped = Stamp { application: APPLICATION_ID, schema: SCHEMA };
        assert_eq!(stamp(&connection).unwrap(), stamped);
        migrate(&mut connection).unwrap();
        assert_eq!(stamp(&connection).unwrap(), stamped);
    }

    #[test]
    fn a_failing_step_leaves_the_older_schema_whole() {
        let mut connection = Connection::open_in_memory().unwrap();
        let first = || Migration { sql: "CREATE TABLE a (x)", hash: "" };
        run(&mut connection, &[first()]).unwrap();
        let broken = Migration { sql: "CREATE TABLE b (x); CREATE TABLE a (x)", hash: "" };
        run(&mut connection, &[first(), broken]).unwrap_err();
        assert_eq!(stamp(&connection).unwrap().schema, 1);
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 1, "nothing of the failed step is left");
    }

    #[test]
    fn a_flipped_letter_in_a_definition_is_seen() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute_batch("ANALYZE").unwrap();
        assert_eq!(schema_fault(&connection).unwrap(), None);
        connection.pragma_update(None, "writable_schema", true).unwrap();
        connection
            .execute("UPDATE sqlite_schema SET sql = replace(sql, 'saved', 'sawed') WHERE name = 'journal'", [])
            .unwrap();
        let fault = schema_fault(&connection).unwrap().unwrap();
        assert_eq!(fault, "the definition of journal is not what was written");
    }

    #[test]
    fn a_newer_schema_is_not_touched() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", SCHEMA + 1).unwrap();
        assert!(matches!(migrate(&mut connection), Err(StoreError::NewerSchema { .. })));
    }
}
