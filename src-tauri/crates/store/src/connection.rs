//! Connections: how each is opened and configured, the pool of readers, the one writer.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::StoreError;

/// How long a write waits at least for another process's write before it answers [`StoreError::Busy`].
const BUSY_AFTER: Duration = Duration::from_secs(15);

/// Between two tries of a waiting write. SQLite's own pauses grow to 100 ms, in which a busy writer takes the
/// lock again and again, and the one who waits starves.
const BETWEEN_TRIES: Duration = Duration::from_millis(3);

/// The first SQLite without the WAL-reset defect, which corrupts databases that several processes write.
pub(crate) const OLDEST_SQLITE: i32 = 3_051_003;

// The header that is compiled in; `assert_version` checks the library that is linked in.
const _: () = assert!(rusqlite::ffi::SQLITE_VERSION_NUMBER >= OLDEST_SQLITE);

/// Largest size, in bytes, that the log keeps on disk after a checkpoint.
const LOG_LIMIT: i64 = 64 * 1024 * 1024;

/// Readers kept open for re-use. More may exist for a moment.
const POOL_SIZE: usize = 4;

/// How commits reach the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JournalMode {
    /// Write-ahead log with `synchronous=FULL`: several processes of one host.
    Wal,
    /// Rollback journal with `synchronous=EXTRA`: where shared memory cannot be trusted, and for new files.
    Delete,
}

/// Refuses a SQLite that is linked in from elsewhere and too old.
pub(crate) fn assert_version(number: i32) -> Result<(), StoreError> {
    if number < OLDEST_SQLITE {
        let found = format!("{}.{}.{}", number / 1_000_000, number / 1000 % 1000, number % 1000);
        return Err(StoreError::OldSqlite { found });
    }
    Ok(())
}

/// Opens `file` for writing. It must exist, unless `create` is set.
pub(crate) fn open_writer(
    file: &Path,
    mode: JournalMode,
    create: bool,
) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let mut connection = Connection::open_with_flags(file, flags)?;
    harden(&mut connection)?;
    set_journal_mode(&connection, mode)?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "journal_size_limit", LOG_LIMIT)?;
    Ok(connection)
}

/// Opens `file` for reading alone.
pub(crate) fn open_reader(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags)?;
    harden(&mut connection)?;
    Ok(connection)
}

/// Opens `file` for queries, in a store that is written: unlike [`open_reader`] it can finish what a killed
/// process left, such as rolling back its journal, without which nothing can be read.
pub(crate) fn open_query(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags)?;
    harden(&mut connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens `file` so that it is read without shared memory, which needs the whole file for oneself. Nothing can be
/// written through it, and a log that is there stays.
pub(crate) fn open_alone(file: &Path, within: Duration) -> Result<Connection, StoreError> {
    // For reading alone it would not get the lock.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags)?;
    harden(&mut connection)?;
    connection.busy_timeout(within)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(connection)
}

/// Opens a file that nobody can change (a read-only disk) without its log and without locks.
pub(crate) fn open_immutable(file: &Path) -> Result<Connection, StoreError> {
    let mut uri = String::from("file:");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                uri.push(char::from(*byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let mut connection = Connection::open_with_flags(uri, flags)?;
    harden(&mut connection)?;
    Ok(connection)
}

fn harden(connection: &mut Connection) -> Result<(), StoreError> {
    connection.busy_handler(Some(wait_for_turn))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // A plan does not depend on the values that are bound. Otherwise SQLite, built with STAT4, prepares a remembered
    // statement anew each time one is bound that a sampled index has to do with.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // 16 MB of pages, in KiB as SQLite wants it: reading a page of results from a large store touches many.
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// Called by SQLite when somebody else holds the lock, with the number of calls so far.
fn wait_for_turn(tries: i32) -> bool {
    let most = BUSY_AFTER.as_millis() / BETWEEN_TRIES.as_millis();
    if u128::try_from(tries).unwrap_or_default() >= most {
        return false;
    }
    std::thread::sleep(BETWEEN_TRIES);
    true
}

fn set_journal_mode(connection: &Connection, mode: JournalMode) -> Result<(), StoreError> {
    let (journal, synchronous) = match mode {
        JournalMode::Wal => ("wal", "FULL"),
        JournalMode::Delete => {
            // Without this, opening a database in WAL mode would first map its shared memory,
            // which is what the file system at hand cannot do.
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            ("delete", "EXTRA")
        }
    };
    let now: String =
        connection.pragma_update_and_check(None, "journal_mode", journal, |row| row.get(0))?;
    if mode == JournalMode::Delete {
        connection.pragma_update(None, "locking_mode", "NORMAL")?;
        // The exclusive lock is let go at the next access after the mode is back to normal.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    }
    connection.pragma_update(None, "synchronous", synchronous)?;
    if now != journal {
        return Err(StoreError::Disk { detail: format!("journal mode is {now}, not {journal}") });
    }
    Ok(())
}

/// Readers waiting for work.
pub(crate) struct ReadPool {
    idle: Mutex<Vec<Connection>>,
    open: Box<dyn Fn() -> Result<Connection, StoreError> + Send + Sync>,
}

impl ReadPool {
    pub(crate) fn new(
        open: impl Fn() -> Result<Connection, StoreError> + Send + Sync + 'static,
    ) -> ReadPool {
        ReadPool { idle: Mutex::new(Vec::new()), open: Box::new(open) }
    }

    /// Runs `f` on a reader. One that met an error is closed, since the file may have changed under it.
    pub(crate) fn with<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = lock(&self.idle).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => (self.open)()?,
        };
        let result = f(&connection);
        if result.is_ok() {
            let mut idle = lock(&self.idle);
            if idle.len() < POOL_SIZE {
                idle.push(connection);
            }
        }
        result
    }

    pub(crate) fn clear(&self) {
        lock(&self.idle).clear();
    }
}

/// Locks, also after a panic of another thread: a connection rolls back when a transaction is dropped.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn sqlite_older_than_the_wal_reset_fix_is_refused() {
        assert!(
            matches!(assert_version(3_051_002), Err(StoreError::OldSqlite { found }) if found == "3.51.2")
        );
        assert_version(3_051_003).unwrap();
        assert_version(rusqlite::version_number()).unwrap();
    }

    #[test]
    fn every_connection_carries_the_safe_settings() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        let writer = open_writer(&file, JournalMode::Wal, true).unwrap();
        writer.execute_batch("CREATE TABLE t (a)").unwrap();
        let reader = open_reader(&file).unwrap();
        let text = |c: &Connection, name: &str| -> String {
            c.query_row(&format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"), [], |r| {
                r.get(0)
            })
            .unwrap()
        };
        assert_eq!(text(&writer, "journal_mode"), "wal");
        assert_eq!(text(&writer, "synchronous"), "2", "2 is FULL");
        let query = open_query(&file).unwrap();
        for connection in [&writer, &reader, &query] {
            assert_eq!(text(connection, "foreign_keys"), "1");
            assert_eq!(text(connection, "trusted_schema"), "0");
            assert_eq!(text(connection, "cell_size_check"), "1");
            assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        }
        for reader in [&reader, &query] {
            assert!(reader.execute_batch("CREATE TABLE u (a)").is_err(), "a reader cannot write");
        }
        // The defensive flag holds: the schema table cannot be edited even when asked to.
        writer.execute_batch("PRAGMA writable_schema = ON").unwrap();
        assert!(writer.execute("UPDATE sqlite_schema SET sql = ''", []).is_err());
    }

    #[test]
    fn a_remembered_statement_is_not_prepared_anew_for_each_value() {
        let prepared_anew = |stable: bool| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("x.db");
            let connection = open_writer(&file, JournalMode::Wal, true).unwrap();
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, stable).unwrap();
            connection.execute_batch("CREATE TABLE t (a, b); CREATE INDEX i ON t (a)").unwrap();
            for n in 0..200 {
                connection.execute("INSERT INTO t VALUES (?1, 1)", [n % 7]).unwrap();
            }
            connection.execute_batch("ANALYZE").unwrap();
            let mut statement = connection.prepare("SELECT b FROM t WHERE a = ?1").unwrap();
            for n in 0..7 {
                statement.query_row([n], |row| row.get::<_, i64>(0)).unwrap();
            }
            statement.get_status(StatementStatus::RePrepare)
        };
        assert!(prepared_anew(false) >= 6, "the control: this is what happens without it");
        assert_eq!(prepared_anew(true), 0);
    }

    #[test]
    fn a_write_waits_at_least_five_seconds_for_its_turn() {
        let most = |pause: Duration| (5_000 / pause.as_millis()) as i32;
        assert!(wait_for_turn(0) && wait_for_turn(most(BETWEEN_TRIES)), "it goes on waiting");
        assert!(!wait_for_turn(i32::MAX), "and gives up in the end");
    }

    #[test]
    fn a_rollback_journal_is_used_where_shared_memory_cannot_be() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.db");
        drop(open_writer(&file, JournalMode::Wal, true).unwrap());
        let first = open_writer(&file, JournalMode::Delete, false).unwrap();
        first.execute_batch("CREATE TABLE t (a)").unwrap();
        let synchronous: i64 = first.query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap();
        assert_eq!(synchronous, 3, "3 is EXTRA");
        assert!(!folder.path().join("x.db-shm").exists());
        // The exclusive lock of the switch is not kept.
        let second = open_writer(&file, JournalMode::Delete, false).unwrap();
        second.execute_batch("INSERT INTO t VALUES (1)").unwrap();
        first.execute_batch("INSERT INTO t VALUES (2)").unwrap();
    }
}
