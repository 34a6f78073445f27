//! Settings: small values under a name, in the caller's words.

use rusqlite::{OptionalExtension, params};

use crate::Store;
use crate::error::StoreError;

impl Store {
    /// Reads a setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
            Ok(statement.query_row([key], |row| row.get(0)).optional()?)
        })
    }

    /// Reads all settings whose names begin so, in the order of their names.
    pub fn settings_below(&self, beginning: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT key, value FROM setting WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1 ORDER BY key",
            )?;
            let rows = statement.query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Sets a setting, or removes it with `None`.
    pub fn set_setting(&self, key: &str, value: Option<&str>, now: i64) -> Result<(), StoreError> {
        self.write(|tx| {
            match value {
                Some(value) => tx.execute(
                    "INSERT INTO setting (key, value, updated) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (key) DO UPDATE SET value = ?2, updated = ?3",
                    params![key, value, now],
                )?,
                None => tx.execute("DELETE FROM setting WHERE key = ?1", [key])?,
            };
            Ok(())
        })
    }
}
