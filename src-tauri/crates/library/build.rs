//! Embeds the starter library: every document under `playbooks/` becomes a constant of the binary.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[expect(clippy::disallowed_methods, reason = "a build script writes into cargo's own folder")]
fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("../../../playbooks");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut entries = Vec::new();
    for folder in ["case-studies", "playbooks", "findings"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        let mut files = markdown_files(&root.join(folder));
        files.sort();
        entries.extend(files);
    }
    let mut code = String::from("pub(crate) const DOCUMENTS: &[(&str, &str)] = &[\n");
    for file in &entries {
        let id = file.file_stem().and_then(|stem| stem.to_str()).expect("ids are ASCII");
        code.push_str(&format!("    ({id:?}, include_str!({:?})),\n", absolute(file)));
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("starter_documents.rs"), code).expect("the build folder is writable");
}

fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect()
}

fn absolute(path: &Path) -> String {
    fs::canonicalize(path).expect("the file was just listed").display().to_string()
}
