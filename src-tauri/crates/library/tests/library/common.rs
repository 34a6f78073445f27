//! An installation for one test.

use fieldbook_library::{FixedClock, Library, OpenOptions, Paths};
use tempfile::TempDir;

/// 2026-11-23, the day on which the starter findings' verdicts were computed by the reference.
pub(crate) const CLOCK: &str = "2026-11-23";

/// A library in a temporary folder.
pub(crate) struct Installation {
    pub(crate) library: Library,
    pub(crate) folder: TempDir,
}

/// Opens an installation with the starter library.
pub(crate) fn with_starter() -> Installation {
    open(tempfile::tempdir().unwrap(), true)
}

/// Opens an installation without any record.
pub(crate) fn empty() -> Installation {
    open(tempfile::tempdir().unwrap(), false)
}

/// Opens what lies in `folder`.
pub(crate) fn open(folder: TempDir, starter: bool) -> Installation {
    let library = open_beside(&folder, starter);
    Installation { library, folder }
}

/// Opens the same folder once more, as a second process would.
pub(crate) fn open_beside(folder: &TempDir, starter: bool) -> Library {
    let clock = FixedClock { now: 1_795_392_000_000, today: CLOCK.parse().unwrap() };
    let mut options = OpenOptions::new(Paths::beside(&folder.path().join("books")), clock);
    options.starter = starter;
    Library::open(options).unwrap().0
}

/// Writes a file of a test's own making.
pub(crate) fn write(path: &std::path::Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), bytes).unwrap();
}

/// The files in a folder and below it.
pub(crate) fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path) } else { vec![path] }
        })
        .collect()
}
