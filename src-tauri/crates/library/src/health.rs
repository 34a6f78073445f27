//! Looking after the store: health, backups, the index made anew.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use serde::Serialize;

use crate::open::store_options;
use crate::{Error, Library};

/// How the installation's parts are.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HealthReport {
    /// Whether all is well.
    pub ok: bool,
    /// What was looked at.
    pub checks: Vec<HealthCheck>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HealthCheck {
    /// Its name.
    pub name: String,
    /// Whether it is well.
    pub ok: bool,
    /// What was seen, and what to do if it is not well.
    pub detail: String,
}

/// A verified backup.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BackupMade {
    /// The file.
    pub file: String,
    /// Records in it.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub records: u64,
}

impl Library {
    /// Looks at the store and the index. `deep` also reads every page and hashes every revision.
    ///
    /// # Errors
    /// The store's errors.
    pub fn health(&self, deep: bool) -> Result<HealthReport, Error> {
        let mut checks: Vec<HealthCheck> = self
            .store
            .health(deep)?
            .into_iter()
            .map(|check| HealthCheck {
                name: check.name.to_string(),
                ok: check.ok,
                detail: check.detail,
            })
            .collect();
        checks.push(self.index_health()?);
        Ok(HealthReport { ok: checks.iter().all(|check| check.ok), checks })
    }

    /// Writes a verified backup to `file`, or into the backup folder.
    ///
    /// # Errors
    /// The store's errors; an unverified backup never replaces a file.
    pub fn backup(&self, file: Option<&Path>) -> Result<BackupMade, Error> {
        let file = match file {
            Some(file) => {
                self.store.backup(file)?;
                file.to_path_buf()
            }
            None => self.store.back_up("manual", self.clock.now())?.path,
        };
        let counts = self.store.counts()?;
        let records = counts.by_kind.iter().map(|(_, number)| number).sum::<u64>() + counts.trashed;
        Ok(BackupMade { file: file.display().to_string(), records })
    }

    /// Does what nobody should have to think of: a verified backup a day, and emptying the trash of
    /// what has lain there for its thirty days. Takes seconds on a large store.
    ///
    /// # Errors
    /// The store's errors; what was done before stays done.
    pub fn housekeeping(&self) -> Result<(), Error> {
        let now = self.clock.now();
        if self.store.is_read_only() {
            return Ok(());
        }
        if self.store.backup_is_due(now)? {
            self.store.back_up("daily", now)?;
        }
        while !self.store.purge_trash(self.actor, now)?.is_empty() {}
        self.store.collect_attachments(now)?;
        Ok(())
    }

    /// Makes the store what it was in a backup; what it is now is backed up first.
    ///
    /// # Errors
    /// The store's errors; a damaged backup changes nothing.
    pub fn restore_backup(&self, file: &Path) -> Result<PathBuf, Error> {
        let restored = self.store.restore_backup(file, &store_options(self.clock.now()))?;
        // The epoch is a new one: what the index holds belongs to the old one.
        self.index.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.changed();
        Ok(restored.safety.path)
    }
}
