//! Migrations are frozen: what once ran on somebody's records is never edited, only followed by another.

use fieldbook_tests::tree;

/// Each migration and the BLAKE3 of its bytes. A new one is added here with the change that brings it.
const FROZEN: &[(&str, &str)] = &[
    (
        "src-tauri/crates/store/migrations/0001_initial.sql",
        "56c40b24e84664888bac9e7a41dfe15acd9abf8cf6f39a09007aca7ceb9796d3",
    ),
    (
        "src-tauri/crates/store/migrations/0002_sharing.sql",
        "01987367dcd50637e430ddbaaa4fc7874bf57218af8fa851bce03a457ab2d4c0",
    ),
];

#[test]
fn migrations_are_never_edited() {
    let mut violations = Vec::new();
    for path in tree::paths().iter().filter(|path| path.contains("/migrations/")) {
        let bytes = std::fs::read(tree::root().join(path)).expect("git has listed it");
        let hash = blake3::hash(&bytes).to_hex();
        match FROZEN.iter().find(|(known, _)| known == path) {
            None => violations.push(format!("{path} is not in the table; its hash is {hash}")),
            Some((_, frozen)) if *frozen != hash.as_str() => {
                violations.push(format!("{path} was edited; its hash is {hash}"));
            }
            Some(_) => {}
        }
    }
    let gone = FROZEN.iter().filter(|(path, _)| !tree::root().join(path).is_file());
    violations.extend(gone.map(|(path, _)| format!("{path} is gone")));
    crate::none("frozen migrations:", &violations);
}
