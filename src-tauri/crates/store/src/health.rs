//! Health: what a person or a support mail wants to know about the store, in one list.

use std::fs;

use crate::connection::{OLDEST_SQLITE, lock};
use crate::error::StoreError;
use crate::migrate::{SCHEMA, first_broken_reference, stamp};
use crate::verify::{content_faults, contents, page_fault};
use crate::{Store, backup, ballast, companions, file_system};

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthCheck {
    /// A stable name: `sqlite`, `schema`, `pages`, `references`, `texts`, `writable`, `file-system`,
    /// `synced-folder`, `backups`, `ballast`, `log`.
    pub name: &'static str,
    /// Whether all is well.
    pub ok: bool,
    /// What was found, in English.
    pub detail: String,
}

/// How many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents outside the trash by kind, most frequent first.
    pub by_kind: Vec<(String, u64)>,
    /// Documents in the trash.
    pub trashed: u64,
    /// Drafts.
    pub drafts: u64,
    /// Revisions, of the trash too.
    pub revisions: u64,
    /// Attachments.
    pub attachments: u64,
}

/// How much space it takes, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The database file.
    pub database: u64,
    /// Its write-ahead log.
    pub log: u64,
    /// Unused pages inside the database file.
    pub unused: u64,
    /// The texts of all revisions.
    pub texts: u64,
    /// The attachments.
    pub attachments: u64,
    /// The automatic backups.
    pub backups: u64,
    /// How many automatic backups there are.
    pub backup_files: u64,
}

/// A log larger than this, in bytes, means that somebody keeps a read transaction open.
const LOG_TOO_LARGE: u64 = 128 * 1024 * 1024;

impl Store {
    /// The version of the SQLite that is linked in, without a store: for `--version`.
    pub fn linked_sqlite_version() -> &'static str {
        rusqlite::version()
    }

    /// Looks at everything that can go wrong. `deep` reads every page and every text: about a second for
    /// each gigabyte.
    ///
    /// If `deep` finds damage, the next [`Store::open`] sets the file aside and restores a backup.
    pub fn health(&self, deep: bool) -> Result<Vec<HealthCheck>, StoreError> {
        let version = rusqlite::version_number();
        let schema = self.read(|connection| Ok(stamp(connection)?.schema))?;
        let mut checks = vec![
            check("sqlite", version >= OLDEST_SQLITE, rusqlite::version().to_owned()),
            check("schema", schema <= SCHEMA, format!("{schema}, this version knows {SCHEMA}")),
        ];
        if deep {
            checks.extend(self.deep()?);
        }
        checks.push(check(
            "writable",
            !self.is_read_only(),
            if self.is_read_only() { "the store is open for reading only" } else { "yes" }.into(),
        ));
        checks.extend(self.surroundings());
        Ok(checks)
    }

    /// Counts documents, drafts, revisions and attachments.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        self.read(|connection| {
            let one = |sql: &str| -> Result<u64, StoreError> {
                Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
            };
            let mut statement = connection.prepare_cached(
                "SELECT kind, count(*) FROM document WHERE trashed IS NULL GROUP BY kind ORDER BY 2 DESC, 1",
            )?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(Counts {
                by_kind: rows.collect::<Result<_, _>>()?,
                trashed: one("SELECT count(*) FROM document WHERE trashed IS NOT NULL")?,
                drafts: one("SELECT count(*) FROM draft")?,
                revisions: one("SELECT count(*) FROM revision")?,
                attachments: one("SELECT count(*) FROM attachment")?,
            })
        })
    }

    /// Adds up sizes. Reads every row's header, so it is for a settings page, not for each start.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let [database, log, ..] = companions(&self.paths().store_file())
            .map(|file| fs::metadata(file).map_or(0, |found| found.len()));
        let backups = self.backups()?;
        self.read(|connection| {
            let one = |sql: &str| -> Result<u64, StoreError> {
                Ok(connection.query_row(sql, [], |row| row.get(0))?)
            };
            Ok(Stats {
                database,
                log,
                unused: one("PRAGMA freelist_count")? * one("PRAGMA page_size")?,
                texts: one("SELECT coalesce(sum(size), 0) FROM revision")?,
                attachments: one("SELECT coalesce(sum(size), 0) FROM attachment")?,
                backups: backups.iter().map(|file| file.size).sum(),
                backup_files: backups.len() as u64,
            })
        })
    }

    fn deep(&self) -> Result<Vec<HealthCheck>, StoreError> {
        let outcome = |name, found: Result<Option<String>, StoreError>, well: &str| match found {
            Ok(None) => Ok(check(name, true, well.to_owned())),
            Ok(Some(fault)) => Ok(check(name, false, fault)),
            Err(StoreError::Damaged { detail }) => Ok(check(name, false, detail)),
            // What is asked here is right, so what it is asked about is not.
            Err(StoreError::Sqlite(error)) => Ok(check(name, false, error.to_string())),
            Err(other) => Err(other),
        };
        let faults = self
            .read(|connection| content_faults(connection, 20))
            .map(|faults| if faults.is_empty() { None } else { Some(faults.join("; ")) });
        let held = self.read(contents).map(|held| {
            format!("{} revisions and {} attachments are whole", held.revisions, held.attachments)
        });
        let checks = vec![
            outcome("pages", self.read(page_fault), "pages and indexes are whole")?,
            outcome("references", self.read(first_broken_reference), "no row points nowhere")?,
            outcome("texts", faults, &held.unwrap_or_default())?,
        ];
        if checks.iter().any(|check| !check.ok) {
            self.remember_damage();
        }
        Ok(checks)
    }

    fn surroundings(&self) -> Vec<HealthCheck> {
        let data = &self.paths().data;
        let kind = file_system::kind_of(data);
        let product = file_system::synced_by(data, |folder, name| folder.join(name).exists());
        let log = fs::metadata(&companions(&self.paths().store_file())[1]).map_or(0, |f| f.len());
        vec![
            match kind {
                Ok(kind) => check("file-system", kind.is_local(), kind.to_string()),
                Err(error) => check("file-system", false, error.to_string()),
            },
            check(
                "synced-folder",
                product.is_none(),
                product.map_or("no".to_owned(), |name| format!("inside a folder of {name}")),
            ),
            self.backup_check(),
            check(
                "ballast",
                ballast::present(data) || self.is_read_only(),
                if ballast::present(data) {
                    "in place"
                } else {
                    "missing: the disk is nearly full"
                }
                .to_owned(),
            ),
            check("log", log <= LOG_TOO_LARGE, format!("{log} bytes")),
        ]
    }

    fn backup_check(&self) -> HealthCheck {
        match self.newest_backup() {
            Ok(None) => check("backups", true, "none yet".to_owned()),
            Ok(Some(file)) => match backup::check_backup(&file.path) {
                Ok(_) => check("backups", true, format!("newest is {}", file.path.display())),
                Err(error) => check("backups", false, error.to_string()),
            },
            Err(error) => check("backups", false, error.to_string()),
        }
    }

    /// Waits for nobody: used where the answer does not matter to anyone but the next start.
    pub(crate) fn remember_damage(&self) {
        let _ = fs::File::create(crate::open::damage_marker(self.paths()));
        self.readers.clear();
        *lock(&self.writer) = None;
    }
}

fn check(name: &'static str, ok: bool, detail: String) -> HealthCheck {
    HealthCheck { name, ok, detail }
}
