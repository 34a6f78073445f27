//! Builds the interface, `ui` -> `ui/dist`, only when it changed.

use std::{
    fs::File,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::shell::Program;

/// Brings `node_modules` to the lock file's state and `dist` to the sources'.
pub(crate) fn build() -> Result<()> {
    let ui = crate::root().join("ui");
    dependencies()?;
    let stamp = Stamp::new("built", hash_of(&sources(&ui)?)?);
    if stamp.is_current() && ui.join("dist/index.html").is_file() {
        return Ok(());
    }
    println!("building the interface");
    Program::npm(["run", "--silent", "build"]).run()?;
    stamp.set()
}

/// Installs what the lock file says, and runs none of the packages' own scripts.
pub(crate) fn dependencies() -> Result<()> {
    let ui = crate::root().join("ui");
    let stamp =
        Stamp::new("installed", hash_of(&[ui.join("package.json"), ui.join("package-lock.json")])?);
    if stamp.is_current() {
        return Ok(());
    }
    println!("installing the interface's dependencies");
    Program::npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .run()?;
    stamp.set()
}

/// A file in `node_modules` that says from what something was made; it goes away with `node_modules`.
struct Stamp {
    path: PathBuf,
    hash: String,
}

impl Stamp {
    fn new(name: &str, hash: u64) -> Self {
        let path = crate::root().join("ui/node_modules").join(format!(".fieldbook-{name}"));
        Self { path, hash: format!("{hash:016x}") }
    }

    fn is_current(&self) -> bool {
        std::fs::read_to_string(&self.path).is_ok_and(|text| text == self.hash)
    }

    fn set(&self) -> Result<()> {
        // Torn by a crash, it is not current, and the step is only done once more.
        File::create(&self.path)
            .and_then(|mut file| file.write_all(self.hash.as_bytes()))
            .with_context(|| self.path.display().to_string())
    }
}

/// All files that the build reads, sorted.
fn sources(ui: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![ui.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let is_output =
                folder == ui && (path.ends_with("node_modules") || path.ends_with("dist"));
            if path.is_dir() && !is_output {
                folders.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn hash_of(files: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(file).with_context(|| file.display().to_string())?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}
