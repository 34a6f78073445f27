//! The store through its public surface, and its promises under faults. One binary; a test of this list is
//! never forgotten, since `every_file_is_listed` compares it with the folder.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "seeds, counts and skipped faults are told")]

/// Backups and putting them back.
mod backups;
/// A temporary store, documents to put into it, doors to the database behind it.
mod common;
/// SIGKILL at random moments over two writing processes.
mod crash;
/// Flipped, zeroed and truncated files; restoring and salvaging.
mod damage;
/// A full disk, a folder that cannot be written.
mod disk;
/// Drafts, settings and attachments.
mod drafts_and_attachments;
/// Exchanges with shared libraries.
mod exchanges;
/// Lists, streams, looking up ids.
mod finding;
/// Links, both ways.
mod links;
/// Creating, newer and older schemas, network file systems, several openers.
mod opening;
/// Several processes writing at once.
mod processes;
/// Saving, bases, batches, renaming, history.
mod saving;
/// Trash, purging, undo.
mod trash_and_undo;

#[test]
fn every_file_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store");
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{name}");
    }
}
