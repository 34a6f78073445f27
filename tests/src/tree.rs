//! The repository as a list of files.

use std::path::{Path, PathBuf};

/// The top folder of the repository.
///
/// # Panics
/// Never: this package is one folder below it.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent")
}

/// A text file of the repository.
pub struct SourceFile {
    /// From the top, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// All tracked and not yet tracked, but not ignored, files, as paths from the top with `/`, sorted.
///
/// # Panics
/// When this is no git checkout.
pub fn paths() -> Vec<String> {
    #[expect(clippy::disallowed_methods, reason = "tests start processes")]
    let mut git = std::process::Command::new("git");
    let listed = git
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let mut paths: Vec<String> = String::from_utf8_lossy(&listed.stdout)
        .split('\0')
        .filter(|path| !path.is_empty() && root().join(path).is_file())
        .map(str::to_owned)
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// All files whose name ends in one of `endings`, with their text.
///
/// # Panics
/// When such a file is no UTF-8 text.
pub fn sources(endings: &[&str]) -> Vec<SourceFile> {
    let chosen =
        paths().into_iter().filter(|path| endings.iter().any(|ending| path.ends_with(ending)));
    chosen
        .map(|path| {
            let full: PathBuf = root().join(&path);
            let text =
                std::fs::read_to_string(&full).unwrap_or_else(|error| panic!("{path}: {error}"));
            SourceFile { path, text }
        })
        .collect()
}
