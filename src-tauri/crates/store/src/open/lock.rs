//! The lock between processes.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{LOCK_FILE, is_refusal};
use crate::error::StoreError;

/// A lock between processes on the whole store, beside SQLite's own: shared while it is open.
pub(crate) struct Lock {
    pub(super) file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes it shared; `None` if the folder cannot be written.
    pub(super) fn shared(data: &Path) -> Result<Option<Lock>, StoreError> {
        let path = data.join(LOCK_FILE);
        let opened = File::options().create(true).truncate(false).write(true).open(&path);
        let file = match opened {
            Ok(file) => file,
            Err(error) if is_refusal(&error) => return Ok(None),
            Err(error) => return Err(StoreError::io(&path, error)),
        };
        file.lock_shared().map_err(|error| StoreError::io(&path, error))?;
        Ok(Some(Lock { file, path }))
    }

    /// Runs `f` while no other process has the store open.
    pub(crate) fn exclusively<T>(
        &self,
        f: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let io = |error| StoreError::io(&self.path, error);
        self.file.unlock().map_err(io)?;
        let mut tries = 0;
        let result = loop {
            match self.file.try_lock() {
                Ok(()) => break f(),
                // Others hold it for a moment while they open; who holds it longer works with the store.
                Err(TryLockError::WouldBlock) if tries < 100 => {
                    tries += 1;
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => break Err(StoreError::InUse),
                Err(TryLockError::Error(error)) => return Err(io(error)),
            }
        };
        self.file.unlock().map_err(io)?;
        self.file.lock_shared().map_err(io)?;
        result
    }
}
