//! No test file is forgotten: each is a module of some test program.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use cargo_metadata::{MetadataCommand, TargetKind};
use fieldbook_tests::tree;

#[test]
fn every_test_file_is_part_of_a_test_program() {
    let mut command = MetadataCommand::new();
    let metadata = command
        .manifest_path(tree::root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo tells its metadata");
    let mut reached = BTreeSet::new();
    for package in &metadata.packages {
        for target in
            package.targets.iter().filter(|target| target.kind.iter().any(is_test_program))
        {
            follow(target.src_path.as_std_path(), &mut reached);
        }
    }
    let is_test = |path: &&String| {
        let in_crate = path.starts_with("src-tauri/")
            && (path.contains("/tests/") || path.contains("/benches/"));
        path.ends_with(".rs")
            && (in_crate || (path.starts_with("tests/") && !path.starts_with("tests/src/")))
    };
    let paths = tree::paths();
    let all: Vec<&String> = paths.iter().filter(is_test).collect();
    let forgotten = all.iter().filter(|path| !reached.contains(&tree::root().join(path)));
    let forgotten: Vec<String> = forgotten.map(|path| (*path).clone()).collect();
    crate::none("test files that no program includes (add `mod name;` to its parent):", &forgotten);
    // Without this, a change of the folders would make the rule hold of nothing.
    assert!(
        all.iter().any(|path| path.as_str() == "tests/tidy/reachable.rs"),
        "this file itself is not seen"
    );
}

fn is_test_program(kind: &TargetKind) -> bool {
    matches!(kind, TargetKind::Test | TargetKind::Bench)
}

/// Adds a file and the files of its modules.
fn follow(file: &Path, reached: &mut BTreeSet<PathBuf>) {
    let Ok(text) = std::fs::read_to_string(file) else { return };
    if !reached.insert(file.to_owned()) {
        return;
    }
    let folder = file.parent().expect("a file is in a folder");
    let is_root = file
        .file_name()
        .is_some_and(|name| name == "main.rs" || name == "mod.rs" || name == "lib.rs");
    let inner = if is_root { folder.to_owned() } else { file.with_extension("") };
    for line in text.lines() {
        let line = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        if let Some(name) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            follow(&inner.join(format!("{name}.rs")), reached);
            follow(&inner.join(name).join("mod.rs"), reached);
        }
        // A file of sources shared by several programs is included by its path.
        if let Some(path) =
            line.strip_prefix("#[path = \"").and_then(|rest| rest.strip_suffix("\"]"))
        {
            follow(&folder.join(path), reached);
        }
    }
}
