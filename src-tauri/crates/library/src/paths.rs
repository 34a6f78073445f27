//! Where Fieldbook keeps its things.

use std::path::{Path, PathBuf};

/// The folders of one installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The store file, the ballast and the index live here.
    pub data: PathBuf,
    /// Verified backups; never inside `data`, so that losing that folder does not lose both.
    pub backups: PathBuf,
}

impl Paths {
    /// Uses the platform's own folders (on Linux `~/.local/share/fieldbook` and
    /// `~/.local/state/fieldbook/backups`), or `None` when the system names no home folder.
    pub fn of_platform() -> Option<Self> {
        let dirs = directories::ProjectDirs::from("", "", "fieldbook")?;
        let backups = dirs.state_dir().unwrap_or_else(|| dirs.cache_dir()).join("backups");
        Some(Self { data: dirs.data_dir().to_path_buf(), backups })
    }

    /// Uses `data`, with the backups in a folder beside it: `books` → `books-backups`.
    pub fn beside(data: &Path) -> Self {
        let mut name = data.file_name().unwrap_or_default().to_os_string();
        name.push("-backups");
        Self { data: data.to_path_buf(), backups: data.with_file_name(name) }
    }

    /// The folder of the search index: a cache, removable at any time.
    pub fn index(&self) -> PathBuf {
        self.data.join("index")
    }
}
