use std::fs;

use fieldbook_store::{Base, Draft, OpenOptions, Saved, Store, StoreError};

use crate::common::{
    DAY, NOW, TempStore, assert_healthy, names_in, options, paths_in, put, text_of, write,
};

fn other_epoch() -> OpenOptions {
    OpenOptions { entropy: [9; 16], now: NOW + 10, ..options() }
}

#[test]
fn a_backup_is_one_plain_file_with_everything_in_it() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    put(&store, "pb-a", "two");
    let target = store.paths.data.join("copy.db");
    let held = store.backup(&target).unwrap();
    assert_eq!((held.documents, held.revisions, held.last_sequence), (1, 2, 2));
    let beside: Vec<String> =
        names_in(&store.paths.data).into_iter().filter(|name| name.starts_with("copy")).collect();
    assert_eq!(beside, ["copy.db"], "no log, nothing half done");
    // It is a store.
    let folder = tempfile::tempdir().unwrap();
    let paths = paths_in(folder.path());
    fs::create_dir_all(&paths.data).unwrap();
    fs::copy(&target, paths.store_file()).unwrap();
    let (copy, notices) = Store::open(&paths, &options()).unwrap();
    assert_eq!(notices, []);
    assert_eq!(text_of(&copy, "pb-a"), "two");
    assert_healthy(&copy);
}

#[test]
fn a_backup_of_a_damaged_store_does_not_displace_a_good_one() {
    let store = TempStore::new();
    put(&store, "pb-a", "the good text");
    let target = store.paths.data.join("copy.db");
    store.backup(&target).unwrap();
    let good = fs::read(&target).unwrap();
    // Damage that SQLite cannot see: another letter in a text.
    store
        .raw()
        .execute_batch(
            "DROP TRIGGER revision_is_never_changed; UPDATE revision SET text = 'the gxxd text'",
        )
        .unwrap();
    assert!(matches!(store.backup(&target), Err(StoreError::Damaged { .. })));
    assert!(matches!(store.back_up("daily", NOW), Err(StoreError::Damaged { .. })));
    assert_eq!(fs::read(&target).unwrap(), good);
    assert_eq!(store.backups().unwrap(), []);
    assert!(names_in(&store.paths.backups).is_empty(), "nothing half done is left");
}

#[test]
fn automatic_backups_are_named_listed_and_thinned() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    for day in 0..60 {
        store.back_up("daily", NOW + day * DAY).unwrap();
    }
    let found = store.backups().unwrap();
    assert!((14..=25).contains(&found.len()), "{}", found.len());
    assert_eq!(found[0].taken, NOW + 59 * DAY);
    assert_eq!(found[0].reason, "daily");
    assert!(found.windows(2).all(|pair| pair[0].taken > pair[1].taken));
    assert_eq!(store.newest_backup().unwrap().as_ref(), Some(&found[0]));
    assert_eq!(store.stats().unwrap().backup_files, found.len() as u64);
    // Two in the same millisecond do not displace each other.
    let (a, b) = (store.back_up("x", NOW).unwrap(), store.back_up("x", NOW).unwrap());
    assert_ne!(a.path, b.path);
    // Other files of a person stay what they are.
    let foreign = store.paths.backups.join("fieldbook-notes.db");
    fs::copy(&found[0].path, &foreign).unwrap();
    store.back_up("daily", NOW + 3000 * DAY).unwrap();
    assert!(foreign.exists());
}

#[test]
fn a_backup_is_due_when_a_day_has_passed_and_something_changed() {
    let store = TempStore::new();
    assert!(!store.backup_is_due(NOW).unwrap(), "nothing to back up");
    put(&store, "pb-a", "one");
    assert!(store.backup_is_due(NOW).unwrap());
    store.back_up("daily", NOW).unwrap();
    assert!(!store.backup_is_due(NOW + DAY).unwrap());
    assert!(!store.backup_is_due(NOW + 2 * DAY).unwrap(), "nothing changed");
    put(&store, "pb-a", "two");
    assert!(!store.backup_is_due(NOW + DAY / 2).unwrap());
    assert!(store.backup_is_due(NOW + DAY + 1).unwrap());
}

#[test]
fn a_backup_is_put_back_while_others_have_the_store_open() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    put(&store, "pb-b", "goes");
    let backup = store.back_up("daily", NOW).unwrap();
    put(&store, "pb-a", "two");
    put(&store, "pb-c", "new");
    store.put_draft("d", &Draft { text: "typing".into(), ..Draft::default() }, NOW).unwrap();
    // Another process' connections, as far as SQLite is concerned.
    let (other, _) = Store::open(&store.paths, &options()).unwrap();
    assert_eq!(text_of(&other, "pb-a"), "two");
    let (epoch, version) = (other.epoch().unwrap(), other.data_version().unwrap());

    let restored = store.restore_backup(&backup.path, &other_epoch()).unwrap();
    assert_eq!(restored.contents.documents, 2);
    for view in [&store.store, &other] {
        assert_eq!(text_of(view, "pb-a"), "one");
        assert_eq!(view.document("mine", "pb-c").unwrap(), None);
        assert_eq!(view.draft("d").unwrap().unwrap().draft.text, "typing", "drafts are kept");
        assert_ne!(view.epoch().unwrap(), epoch);
        assert_healthy(view);
    }
    assert_ne!(other.data_version().unwrap(), version);
    assert!(matches!(put(&other, "pb-a", "three"), Saved::Updated { revision: 2, .. }));
    assert_eq!(text_of(&store, "pb-a"), "three");

    // The way back.
    assert_eq!(restored.safety.reason, "before-restore");
    store.restore_backup(&restored.safety.path, &options()).unwrap();
    assert_eq!((text_of(&store, "pb-a"), text_of(&store, "pb-c")), ("two".into(), "new".into()));
    assert!(names_in(&store.paths.data).iter().all(|name| !name.contains("staged")));
}

#[test]
fn what_is_no_whole_backup_is_refused_and_changes_nothing() {
    let store = TempStore::new();
    put(&store, "pb-a", &"one ".repeat(3000));
    let backup = store.back_up("daily", NOW).unwrap().path;
    put(&store, "pb-a", "two");
    let broken = store.paths.data.join("broken.db");
    let good = fs::read(&backup).unwrap();
    let mut flipped = good.clone();
    let at = good.windows(8).position(|window| window == b"one one ").unwrap();
    flipped[at] ^= 1;
    let half = &good[..good.len() / 2];
    for (bytes, what) in
        [(&flipped[..], "flipped"), (half, "half"), (b"", "empty"), (b"hi", "text")]
    {
        fieldbook_store::write_atomic(&broken, bytes).unwrap();
        let result = store.restore_backup(&broken, &other_epoch());
        assert!(
            matches!(result, Err(StoreError::BadBackup { .. } | StoreError::NotFieldbook { .. })),
            "{what}: {result:?}"
        );
    }
    let missing = store.restore_backup(&store.paths.data.join("missing.db"), &other_epoch());
    assert!(matches!(missing, Err(StoreError::Io { .. })));
    let raw = rusqlite::Connection::open(&backup).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let newer = store.restore_backup(&backup, &other_epoch());
    assert!(matches!(newer, Err(StoreError::NewerSchema { found: 99, .. })));
    assert_eq!(text_of(&store, "pb-a"), "two");
    assert!(matches!(
        store.save(&write("pb-a", "three", Base::Revision(2))).unwrap(),
        Saved::Updated { .. }
    ));
    assert!(names_in(&store.paths.data).iter().all(|name| !name.contains("staged")));
}

#[test]
fn backups_are_made_and_put_back_while_others_write() {
    let store = TempStore::new();
    put(&store, "pb-a", "0");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (paths, done) = (&store.paths, &done);
        scope.spawn(move || {
            let (other, _) = Store::open(paths, &options()).unwrap();
            let mut n = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                n += 1;
                assert!(n < 1_000_000, "the other thread gave up");
                put(&other, &format!("pb-{}", n % 7), &format!("text {n}"));
            }
        });
        for n in 0..5 {
            let backup = store.back_up("test", NOW + n).unwrap();
            store.restore_backup(&backup.path, &other_epoch()).unwrap();
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert_healthy(&store);
}
