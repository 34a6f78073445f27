use std::fs;
use std::path::Path;
use std::sync::Barrier;

use fieldbook_store::{
    Base, FileSystemKind, Filter, Notice, OpenOptions, Order, Paths, Saved, Store, StoreError,
};
use rusqlite::Connection;

use crate::common::{
    NOW, TempStore, assert_healthy, names_in, options, paths_in, put, text_of, write,
};

/// The newest schema of this version.
const KNOWN: u32 = 2;

fn journal_mode(file: &Path) -> String {
    let raw = Connection::open(file).unwrap();
    raw.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_new_store_is_complete_private_and_in_wal_mode() {
    let store = TempStore::new();
    assert!(!store.is_read_only());
    assert_eq!(store.epoch().unwrap(), "01".repeat(16));
    assert_eq!(store.last_sequence().unwrap(), 0);
    assert!(names_in(&store.paths.data).iter().all(|name| !name.contains(".new")));
    assert_eq!(journal_mode(&store.paths.store_file()), "wal");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&store.paths.data).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else may look into it: {mode:o}");
    }
    assert_healthy(&store);
    let names: Vec<_> = store.health(false).unwrap().into_iter().map(|check| check.name).collect();
    for name in ["sqlite", "schema", "writable", "file-system", "backups", "ballast"] {
        assert!(names.contains(&name), "{name} is missing from {names:?}");
    }
}

#[test]
fn a_crash_while_creating_leaves_nothing_that_matters() {
    let folder = tempfile::tempdir().unwrap();
    let paths = paths_in(folder.path());
    fs::create_dir_all(&paths.data).unwrap();
    // Half-written new files from a run that was killed.
    for name in ["fieldbook.db.new", "fieldbook.db.new-journal"] {
        fs::copy(std::env::current_exe().unwrap(), paths.data.join(name)).unwrap();
    }
    let (store, notices) = Store::open(&paths, &options()).unwrap();
    assert_eq!(notices, []);
    put(&store, "pb-a", "one");
    assert_healthy(&store);
}

#[test]
fn many_openers_at_once_make_one_store() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths_in(folder.path());
        let barrier = Barrier::new(4);
        let epochs: Vec<String> = std::thread::scope(|scope| {
            let openers: Vec<_> = (0..4_u8)
                .map(|n| {
                    let (paths, barrier) = (&paths, &barrier);
                    scope.spawn(move || {
                        barrier.wait();
                        let options = OpenOptions { entropy: [n; 16], ..options() };
                        let (store, _) = Store::open(paths, &options).unwrap();
                        put(&store, &format!("pb-{n}"), "x");
                        store.epoch().unwrap()
                    })
                })
                .collect();
            openers.into_iter().map(|opener| opener.join().unwrap()).collect()
        });
        assert!(epochs.iter().all(|epoch| *epoch == epochs[0]), "{epochs:?}");
        let (store, _) = Store::open(&paths, &options()).unwrap();
        assert_eq!(store.heads(&Filter::default(), Order::ById, 0, 10).unwrap().len(), 4);
    }
}

#[test]
fn a_newer_schema_is_read_and_not_one_byte_is_changed() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    let paths = store.paths.clone();
    let bytes = std::cell::RefCell::new(Vec::new());
    let (store, notices) = store.reopened_after(|file| {
        let raw = Connection::open(file).unwrap();
        raw.execute_batch("PRAGMA user_version = 51; ALTER TABLE document ADD COLUMN later TEXT;")
            .unwrap();
        drop(raw);
        *bytes.borrow_mut() = fs::read(file).unwrap();
    });
    assert_eq!(notices, [Notice::NewerSchemaReadOnly { found: 51, known: KNOWN }]);
    assert!(store.is_read_only());
    assert_eq!(text_of(&store, "pb-a"), "one", "it can be read and exported");
    assert!(matches!(store.save(&write("pb-a", "two", Base::Any)), Err(StoreError::ReadOnly)));
    assert!(matches!(store.trash("mine", "pb-a", "app", NOW), Err(StoreError::ReadOnly)));
    store.backup(&paths.backups.join("export.db")).expect_err("the folder does not exist yet");
    fs::create_dir_all(&paths.backups).unwrap();
    store.backup(&paths.backups.join("export.db")).unwrap();
    let (_store, _) = store.reopened_after(|file| {
        assert_eq!(fs::read(file).unwrap(), *bytes.borrow(), "bytes of the newer store");
    });
}

#[test]
fn fifty_future_schemas_are_refused_for_writing() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    let TempStore { paths, store, .. } = &store;
    for schema in (KNOWN + 1..KNOWN + 51).chain([i32::MAX as u32]) {
        let raw = Connection::open(paths.store_file()).unwrap();
        raw.pragma_update(None, "user_version", schema).unwrap();
        let (other, notices) = Store::open(paths, &options()).unwrap();
        assert!(other.is_read_only(), "schema {schema}");
        assert!(matches!(notices[..], [Notice::NewerSchemaReadOnly { .. }]));
        // One that was open before notices too.
        assert!(matches!(
            store.save(&write("pb-a", "two", Base::Any)),
            Err(StoreError::NewerSchema { found, known: KNOWN }) if found == schema
        ));
    }
    assert_eq!(text_of(store, "pb-a"), "one");
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let paths = paths_in(folder.path());
    fs::create_dir_all(&paths.data).unwrap();
    let raw = Connection::open(paths.store_file()).unwrap();
    raw.execute_batch("CREATE TABLE theirs (x); PRAGMA application_id = 77").unwrap();
    drop(raw);
    let before = fs::read(paths.store_file()).unwrap();
    assert!(matches!(Store::open(&paths, &options()), Err(StoreError::NotFieldbook { .. })));
    assert_eq!(fs::read(paths.store_file()).unwrap(), before);
}

#[test]
fn on_a_network_file_system_no_shared_memory_is_used() {
    for kind in [
        FileSystemKind::Nfs,
        FileSystemKind::Smb,
        FileSystemKind::NineP,
        FileSystemKind::Fuse,
        FileSystemKind::Cluster,
    ] {
        let store = TempStore::new();
        put(&store, "pb-a", "written with a log");
        let TempStore { store, paths, .. } = &store;
        let elsewhere = OpenOptions { file_system: Some(kind), ..options() };
        // Somebody has it open with a log: it cannot be put away under them.
        assert!(matches!(
            Store::open(paths, &elsewhere),
            Err(StoreError::NetworkFileSystem { kind: found }) if found == kind
        ));
        let copy = tempfile::tempdir().unwrap();
        let moved = paths_in(copy.path());
        fs::create_dir_all(&moved.data).unwrap();
        store.backup(&moved.store_file()).unwrap();
        // As if the folder had been moved there with its log.
        drop(Store::open(&moved, &options()).unwrap());
        assert_eq!(journal_mode(&moved.store_file()), "wal");
        let (there, notices) = Store::open(&moved, &elsewhere).unwrap();
        assert_eq!(notices, [Notice::NetworkFileSystem { kind }]);
        put(&there, "pb-a", "written without");
        assert_eq!(journal_mode(&moved.store_file()), "delete");
        let names = names_in(&moved.data);
        assert!(names.iter().all(|name| !name.ends_with("-shm")), "{names:?}");
        // Two at once still work, only slower.
        let (second, _) = Store::open(&moved, &elsewhere).unwrap();
        put(&second, "pb-a", "from the second");
        assert_eq!(text_of(&there, "pb-a"), "from the second");
        drop((there, second));
        // Back on a local disk the log returns.
        let (back, _) = Store::open(&moved, &options()).unwrap();
        assert_eq!(text_of(&back, "pb-a"), "from the second");
        assert_eq!(journal_mode(&moved.store_file()), "wal");
    }
}

#[test]
fn a_synchronised_folder_is_warned_about() {
    let folder = tempfile::tempdir().unwrap();
    let paths = paths_in(&folder.path().join("Dropbox"));
    let (store, notices) = Store::open(&paths, &options()).unwrap();
    assert_eq!(notices, [Notice::SyncedFolder { product: "Dropbox" }]);
    put(&store, "pb-a", "works all the same");
}

/// Written by the first version with `FIELDBOOK_WRITE_FIXTURE=1`, and never again.
const FIXTURE_V1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/store-v1.db");

#[test]
fn a_store_of_the_first_version_opens_whole() {
    let folder = tempfile::tempdir().unwrap();
    let paths = paths_in(folder.path());
    fs::create_dir_all(&paths.data).unwrap();
    fs::copy(FIXTURE_V1, paths.store_file()).unwrap();
    let raw = Connection::open(FIXTURE_V1).unwrap();
    let schema: u32 = raw.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(schema, 1, "the fixture is never written again by a newer version");
    drop(raw);

    let (store, notices) = Store::open(&paths, &options()).unwrap();
    assert!(
        notices.iter().all(|notice| matches!(notice, Notice::MigratedFrom { schema: 1, .. })),
        "{notices:?}"
    );
    let expected = fs::read_to_string(Path::new(FIXTURE_V1).with_extension("txt")).unwrap();
    assert_eq!(content_of(&store), expected.trim_end());
    assert!(matches!(put(&store, "pb-new", "after the upgrade"), Saved::Created { .. }));
    assert_healthy(&store);
}

/// Everything that an upgrade must keep, as text.
fn content_of(store: &Store) -> String {
    let mut lines = Vec::new();
    let everything = Filter { trash: fieldbook_store::Trash::With, ..Filter::default() };
    for head in store.heads(&everything, Order::ById, 0, 1000).unwrap() {
        let title = head.columns.title.clone().unwrap_or_default();
        lines.push(format!("{}/{} {} {title:?}", head.library, head.id, head.kind));
        lines.push(format!("  trashed {:?} starter {:?}", head.trashed, head.starter_hash));
        for revision in store.revisions(&head.library, &head.id).unwrap() {
            let text =
                store.revision_text(&head.library, &head.id, revision.number).unwrap().unwrap();
            assert_eq!(fieldbook_store::hash_of(&text), revision.hash);
            lines.push(format!(
                "  {} {} {} {:?} {}",
                revision.number, revision.at, revision.actor, revision.note, revision.hash
            ));
        }
        for link in store.links_from(&head.library, &head.id).unwrap() {
            lines.push(format!("  -> {} {} {:?}", link.rel, link.to, link.line));
        }
    }
    for draft in store.drafts().unwrap() {
        lines.push(format!(
            "draft {} {:?} {:?}",
            draft.key, draft.draft.text, draft.draft.attachments
        ));
    }
    for change in store.journal_since(0, 1000).unwrap() {
        lines.push(format!(
            "{} {:?} {} {:?}",
            change.sequence, change.what, change.id, change.old_id
        ));
    }
    lines.push(format!(
        "{:?} {:?}",
        store.resolve("pb-former").unwrap(),
        store.setting("theme").unwrap()
    ));
    lines.push(format!("attachments {}", store.counts().unwrap().attachments));
    lines.join("\n")
}

/// Not a check: writes the fixture when asked to, which is done once for each released schema.
#[test]
fn write_the_fixture_if_asked_to() {
    if crate::common::path_from_env("FIELDBOOK_WRITE_FIXTURE").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths { ..paths_in(folder.path()) };
    let (store, _) = Store::open(&paths, &options()).unwrap();
    crate::common::fill_fixture(&store);
    store.backup(Path::new(FIXTURE_V1)).unwrap();
    let text = content_of(&store) + "\n";
    fieldbook_store::write_atomic(&Path::new(FIXTURE_V1).with_extension("txt"), text.as_bytes())
        .unwrap();
}
