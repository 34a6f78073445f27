use std::fs;
use std::path::Path;

use fieldbook_store::{Base, Draft, Filter, Notice, Salvage, Store, StoreError, Trash, hash_of};

use crate::common::{
    Dice, NOW, TempStore, assert_healthy, from_env, names_in, options, put, seed, text_of, write,
};

/// A store with one backup, and something newer than it.
fn filled() -> TempStore {
    let store = TempStore::new();
    for n in 0..30 {
        put(&store, &format!("pb-{n}"), &text(n, "backed up"));
    }
    store.back_up("daily", NOW).unwrap();
    for n in 20..40 {
        put(&store, &format!("pb-{n}"), &text(n, "newer than the backup"));
    }
    store.put_draft("d", &Draft { text: "half".into(), ..Draft::default() }, NOW).unwrap();
    store
}

fn text(n: u64, what: &str) -> String {
    format!("document {n}, {what}\n").repeat(60)
}

fn overwrite(file: &Path, at: usize, bytes: &[u8]) {
    let mut content = fs::read(file).unwrap();
    content[at..at + bytes.len()].copy_from_slice(bytes);
    fieldbook_store::write_atomic(file, &content).unwrap();
}

fn salvage(notices: &[Notice]) -> &Salvage {
    notices
        .iter()
        .find_map(|notice| if let Notice::Salvaged(found) = notice { Some(found) } else { None })
        .unwrap_or_else(|| panic!("no salvage in {notices:?}"))
}

#[test]
fn a_store_whose_first_page_is_gone_comes_back_from_its_backup() {
    let store = filled();
    let (store, notices) = store.reopened_after(|file| overwrite(file, 0, &[0; 4096]));
    let [Notice::DamagedSetAside { path, .. }, Notice::RestoredFromBackup { backup, contents }, ..] =
        &notices[..]
    else {
        panic!("{notices:?}");
    };
    assert_eq!(names_in(path), ["fieldbook.db"], "the damaged file is kept");
    assert_eq!((backup.taken, contents.documents), (NOW, 30));
    assert!(salvage(&notices).incomplete, "the person is told that more is gone");
    assert_eq!(text_of(&store, "pb-3"), text(3, "backed up"));
    assert_ne!(store.epoch().unwrap(), "01".repeat(16), "a new history");
    assert_healthy(&store);
    put(&store, "pb-3", "it can be written");
}

#[test]
fn what_is_newer_than_the_backup_is_read_out_of_the_damaged_file() {
    let store = filled();
    // One letter of one text, which SQLite does not see.
    let newer = text(25, "newer than the backup");
    let (store, notices) = store.reopened_after(|file| {
        let bytes = fs::read(file).unwrap();
        let at = bytes
            .windows(40)
            .position(|window| window == &newer.as_bytes()[..40])
            .expect("the text is in the file");
        overwrite(file, at, b"D");
    });
    assert_eq!(notices, [], "opening does not read every text");
    let texts = |store: &Store| {
        store.health(true).unwrap().into_iter().find(|check| check.name == "texts").unwrap()
    };
    let found = texts(&store);
    assert!(!found.ok && found.detail.contains("mine/pb-25"), "{found:?}");
    // The scrub has left word: the next start repairs.
    let (store, notices) = store.reopened_after(|_| {});
    let found = salvage(&notices);
    assert_eq!((found.documents, found.revisions, found.drafts), (19, 19, 1), "{found:?}");
    let lost: Vec<_> = found.lost.iter().map(|l| (l.key.id.as_str(), l.revision)).collect();
    assert_eq!(lost, [("pb-25", 2)], "exactly what is gone is named");
    assert!(!found.incomplete);
    assert_eq!(text_of(&store, "pb-25"), text(25, "backed up"));
    for n in (20..40).filter(|n| *n != 25) {
        assert_eq!(text_of(&store, &format!("pb-{n}")), text(n, "newer than the backup"));
    }
    assert_eq!(store.revisions("mine", "pb-24").unwrap().len(), 2);
    assert_eq!(store.draft("d").unwrap().unwrap().draft.text, "half");
    assert_healthy(&store);
    let (_store, notices) = store.reopened_after(|_| {});
    assert_eq!(notices, [], "repaired once");
}

#[test]
fn without_a_backup_everything_whole_is_read_out_of_the_damaged_file() {
    let store = TempStore::new();
    for n in 0..40 {
        put(&store, &format!("pb-{n}"), &text(n, "first"));
        put(&store, &format!("pb-{n}"), &text(n, "second"));
    }
    store.rename("pb-1", &write("pb-one", "renamed", Base::Any)).unwrap();
    store.trash("mine", "pb-2", "app", NOW).unwrap();
    store.set_setting("theme", Some("dark"), NOW).unwrap();
    let (store, notices) = store.reopened_after(|file| {
        // The stamp that says that this is a store, in the first page.
        overwrite(file, 68, &[0; 4]);
    });
    assert!(matches!(notices[..], [Notice::DamagedSetAside { .. }, Notice::Salvaged(_)]));
    let found = salvage(&notices);
    assert_eq!((found.documents, found.revisions, found.lost.len()), (40, 81, 0), "{found:?}");
    assert_eq!(text_of(&store, "pb-7"), text(7, "second"));
    assert_eq!(store.document("mine", "pb-1").unwrap().unwrap().text, "renamed", "old ids too");
    assert_eq!(store.counts().unwrap().trashed, 1);
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("dark"));
    assert_healthy(&store);
}

#[test]
fn a_damaged_backup_is_passed_over_for_an_older_one() {
    let store = filled();
    put(&store, "pb-0", "later");
    let newest = store.back_up("daily", NOW + 5).unwrap();
    let size = fs::metadata(&newest.path).unwrap().len();
    overwrite(&newest.path, size as usize / 2, &[0xAA; 8192]);
    let (_store, notices) = store.reopened_after(|file| overwrite(file, 0, &[0; 4096]));
    assert!(
        notices.iter().any(
            |notice| matches!(notice, Notice::RestoredFromBackup { backup, .. } if backup.taken == NOW)
        ),
        "{notices:?}"
    );
}

#[test]
fn a_damaged_store_is_not_replaced_under_another_process() {
    let store = filled();
    let log: i64 =
        store.raw().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
    assert_eq!(log, 0, "everything is in the main file");
    overwrite(&store.paths.store_file(), 0, &[0; 4096]);
    // `store` still has it open.
    let second = Store::open(&store.paths, &options());
    assert!(matches!(second, Err(StoreError::InUse)), "{:?}", second.err());
    assert!(names_in(&store.paths.data).iter().all(|name| !name.starts_with("damaged-")));
}

#[test]
fn a_repair_that_was_interrupted_is_finished() {
    let store = filled();
    let good = fs::read(store.newest_backup().unwrap().unwrap().path).unwrap();
    for (what, damaged_is_gone) in [("before", false), ("after", true)] {
        let store = filled();
        let (store, notices) = store.reopened_after(|file| {
            // As a crash leaves it before or after the damaged file was moved away.
            overwrite(file, 0, &[0; 4096]);
            fieldbook_store::write_atomic(&file.with_extension("db.restored"), &good).unwrap();
            if damaged_is_gone {
                fs::remove_file(file).unwrap();
            }
        });
        assert!(matches!(notices[0], Notice::DamagedSetAside { .. }), "{what}: {notices:?}");
        assert_eq!(text_of(&store, "pb-3"), text(3, "backed up"));
        assert!(names_in(&store.paths.data).iter().all(|name| !name.ends_with(".restored")));
        assert_healthy(&store);
    }
}

/// Random flips, zeroes and cuts. Whatever is hit: no panic, no wrong text shown as the right one, and after the
/// repair a healthy store with everything that the backup held.
#[test]
fn random_damage_is_survived() {
    let cases = from_env("FIELDBOOK_DAMAGES", 40);
    let mut dice = Dice::new(seed("damage"));
    let store = filled();
    let (mut seen_at_open, mut seen_later, mut harmless) = (0, 0, 0);
    let pristine = {
        store.backup(&store.paths.data.join("pristine")).unwrap();
        fs::read(store.paths.data.join("pristine")).unwrap()
    };
    let backup = fs::read(store.newest_backup().unwrap().unwrap().path).unwrap();
    let name = store.newest_backup().unwrap().unwrap().path;
    let name = name.file_name().unwrap();
    for case in 0..cases {
        let folder = tempfile::tempdir().unwrap();
        let paths = crate::common::paths_in(folder.path());
        fs::create_dir_all(&paths.data).unwrap();
        fs::create_dir_all(&paths.backups).unwrap();
        let mut bytes = pristine.clone();
        damage(&mut bytes, &mut dice);
        assert_ne!(bytes, pristine, "the damage was done");
        fieldbook_store::write_atomic(&paths.store_file(), &bytes).unwrap();
        fieldbook_store::write_atomic(&paths.backups.join(name), &backup).unwrap();

        let Some((first, notices)) = open(&paths, case) else { continue };
        seen_at_open += u64::from(!notices.is_empty());
        let sound = use_everything(&first);
        let healthy = first
            .health(true)
            .is_ok_and(|checks| checks.iter().all(|check| check.ok || check.name == "ballast"));
        drop(first);
        if sound && healthy {
            harmless += u64::from(notices.is_empty());
        } else {
            seen_later += 1;
        }
        let (second, _) = open(&paths, case).expect("what opened once opens again");
        assert_healthy(&second);
        for n in 0..20 {
            assert_eq!(text_of(&second, &format!("pb-{n}")), text(n, "backed up"), "case {case}");
        }
        put(&second, "pb-new", "it can be written");
    }
    println!("damage: {seen_at_open} seen at open, {seen_later} later, {harmless} in unused bytes");
    assert!(seen_at_open > 0 && seen_later > 0, "the damage reached what matters");
}

fn open(paths: &fieldbook_store::Paths, case: u64) -> Option<(Store, Vec<Notice>)> {
    match Store::open(paths, &fieldbook_store::OpenOptions { now: NOW + 9, ..options() }) {
        Ok((store, notices)) if store.is_read_only() => {
            // A flipped bit in the schema number looks like a newer version: refused for writing, by design.
            assert!(matches!(notices[..], [Notice::NewerSchemaReadOnly { .. }]), "{notices:?}");
            None
        }
        Ok(opened) => Some(opened),
        Err(error) => panic!("case {case}: {error:?}"),
    }
}

fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let before = bytes.clone();
    while *bytes == before {
        let at = dice.below(bytes.len() as u64) as usize;
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << dice.below(8),
            2 => {
                let end = (at + dice.below(8192) as usize + 1).min(bytes.len());
                bytes[at..end].fill(0);
            }
            3 => {
                let end = (at + dice.below(64) as usize + 1).min(bytes.len());
                bytes[at..end].iter_mut().for_each(|byte| *byte = dice.below(256) as u8);
            }
            _ => {
                let (from, to) = (at / 4096 * 4096, dice.below(bytes.len() as u64 / 4096) as usize);
                bytes.copy_within(from..(from + 4096).min(before.len()), to * 4096);
            }
        }
    }
}

/// Calls what an app calls; `false` if anything was wrong. A text that is shown is the one that was saved.
fn use_everything(store: &Store) -> bool {
    let mut sound = true;
    let everything = Filter { trash: Trash::With, ..Filter::default() };
    sound &= store
        .for_each(&everything, |document| {
            sound_text(&document);
            std::ops::ControlFlow::Continue(())
        })
        .is_ok();
    for n in 0..40 {
        let id = format!("pb-{n}");
        match store.document("mine", &id) {
            Ok(Some(found)) => {
                sound_text(&found);
            }
            _ => sound = false,
        }
        sound &= store.revisions("mine", &id).is_ok() && store.links_to("mine", &id).is_ok();
    }
    sound &= store.journal_since(0, 1000).is_ok() && store.drafts().is_ok();
    sound &= store.counts().is_ok() && store.stats().is_ok() && store.dangling().is_ok();
    sound &= store.save(&write("pb-1", "a save in a damaged store", Base::Any)).is_ok();
    sound & store.save(&write("pb-1", &text(1, "backed up"), Base::Any)).is_ok()
}

fn sound_text(document: &fieldbook_store::Document) {
    assert_eq!(hash_of(&document.text), document.hash, "a damaged text was shown as a good one");
}
