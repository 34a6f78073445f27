//! Finds the corpora that stand beside the repository on some machines; nothing of them is in it.

use std::path::PathBuf;

/// Returns a path under the shared folder, or says on stderr that its tests are skipped.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = match std::env::var_os("FIELDBOOK_SHARED") {
        Some(root) => PathBuf::from(root),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
    };
    let path = root.join(path);
    if path.exists() {
        return Some(path);
    }
    #[expect(clippy::print_stderr, reason = "a skipped test must say so")]
    {
        eprintln!("skipped: {} is not here (set FIELDBOOK_SHARED)", path.display());
    }
    None
}

/// Returns name and text of every pattern file; empty when the corpus is not here.
pub(crate) fn patterns() -> Vec<(String, String)> {
    let Some(folder) = shared("corpora/patterns/patterns") else {
        return Vec::new();
    };
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "TEMPLATE"))
        .map(|path| {
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            (stem, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    assert_eq!(files.len(), 192, "the corpus has 192 patterns");
    files
}
