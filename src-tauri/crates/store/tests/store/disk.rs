#![cfg(unix)]
//! Faults of the disk. Each test says that it is skipped where it cannot cause the fault (no root, no tmpfs).

use std::fs;
use std::path::Path;

use fieldbook_store::{Base, Notice, Saved, Store, StoreError};

use crate::common::{assert_healthy, names_in, options, paths_in, put, text_of, write};

/// A small file system of its own, gone when dropped.
struct Mounted(tempfile::TempDir);

impl Mounted {
    /// `None`, said on the way, where mounting is not allowed.
    fn tmpfs(size: &str) -> Option<Mounted> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={size}");
        if !run("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", folder.path().to_str().unwrap()]) {
            println!("skipped: mounting a tmpfs needs root");
            return None;
        }
        Some(Mounted(folder))
    }

    fn remount(&self, how: &str) {
        let path = self.0.path().to_str().unwrap();
        assert!(run("mount", &["-o", &format!("remount,{how}"), path]), "remount {how}");
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        run("umount", &["-l", self.0.path().to_str().unwrap()]);
    }
}

#[expect(clippy::disallowed_methods, reason = "mount is a process")]
fn run(program: &str, arguments: &[&str]) -> bool {
    let output = std::process::Command::new(program).args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}

fn fill(folder: &Path) {
    use std::io::Write as _;
    let mut file = fs::File::create(folder.join("filler")).unwrap();
    for size in [65_536, 4096, 512, 1] {
        while file.write_all(&vec![1; size]).is_ok() {}
    }
}

#[test]
fn a_full_disk_loses_nothing_and_says_so() {
    let mut hits = 0;
    // Different amounts of room left, so that different steps of a write meet the end.
    for room in [0_u64, 4_096, 12_288, 40_960, 90_112] {
        let Some(mounted) = Mounted::tmpfs("3m") else { return };
        let paths = paths_in(mounted.0.path());
        let (store, _) = Store::open(&paths, &options()).unwrap();
        put(&store, "pb-a", "the first text");
        fill(mounted.0.path());
        let filler = fs::File::options().write(true).open(mounted.0.path().join("filler")).unwrap();
        filler.set_len(filler.metadata().unwrap().len().saturating_sub(room)).unwrap();

        let long = "a long text ".repeat(20_000);
        let mut last = "the first text".to_owned();
        for n in 0..40 {
            let text = format!("{n} {long}");
            match store.save(&write("pb-a", &text, Base::Any)) {
                Ok(_) => last = text,
                Err(StoreError::DiskFull) => hits += 1,
                Err(other) => panic!("room {room}: {other:?}"),
            }
            assert!(text_of(&store, "pb-a") == last, "room {room}: reading goes on");
        }
        assert!(matches!(
            store.backup(&mounted.0.path().join("copy.db")),
            Err(StoreError::DiskFull)
        ));
        assert!(names_in(mounted.0.path()).iter().all(|name| !name.contains("partial")));
        // The next start works too, and when there is room again so do writes.
        drop(store);
        fs::remove_file(mounted.0.path().join("filler")).unwrap();
        let (store, _) = Store::open(&paths, &options()).unwrap();
        assert!(text_of(&store, "pb-a") == last);
        assert!(matches!(put(&store, "pb-a", "there is room again"), Saved::Updated { .. }));
        assert_healthy(&store);
    }
    assert!(hits >= 5, "the disk was full for {hits} saves");
}

#[test]
fn a_store_opens_on_a_disk_that_is_already_full() {
    let Some(mounted) = Mounted::tmpfs("2m") else { return };
    let paths = paths_in(mounted.0.path());
    let (store, _) = Store::open(&paths, &options()).unwrap();
    put(&store, "pb-a", "one");
    drop(store);
    fill(mounted.0.path());
    match Store::open(&paths, &options()) {
        Ok((store, _)) => assert_eq!(text_of(&store, "pb-a"), "one"),
        // SQLite needs 32 kB beside the file to read a log; saying so is the least.
        Err(error) => assert!(matches!(error, StoreError::DiskFull), "{error:?}"),
    }
    fs::remove_file(mounted.0.path().join("filler")).unwrap();
    let (store, notices) = Store::open(&paths, &options()).unwrap();
    assert_eq!((notices, text_of(&store, "pb-a")), (vec![], "one".to_owned()));
}

#[test]
fn creating_a_store_on_a_full_disk_fails_cleanly() {
    let Some(mounted) = Mounted::tmpfs("1m") else { return };
    let paths = paths_in(mounted.0.path());
    fs::create_dir_all(&paths.data).unwrap();
    fill(mounted.0.path());
    let result = Store::open(&paths, &options());
    assert!(matches!(result, Err(StoreError::DiskFull)), "{:?}", result.err());
    assert!(!paths.store_file().exists(), "no half store");
    fs::remove_file(mounted.0.path().join("filler")).unwrap();
    let (store, _) = Store::open(&paths, &options()).unwrap();
    put(&store, "pb-a", "one");
}

#[test]
fn the_last_save_fits_because_the_ballast_is_given_up() {
    let Some(mounted) = Mounted::tmpfs("80m") else { return };
    let paths = paths_in(mounted.0.path());
    let (store, _) = Store::open(&paths, &options()).unwrap();
    let ballast = paths.data.join("ballast");
    assert!(ballast.exists());
    fill(mounted.0.path());
    let long = "the last text ".repeat(50_000);
    assert!(matches!(put(&store, "pb-a", &long), Saved::Created { .. }));
    assert!(!ballast.exists(), "the disk was full: the ballast was needed");
    let check = |store: &Store| {
        store.health(false).unwrap().into_iter().find(|check| check.name == "ballast").unwrap()
    };
    assert!(!check(&store).ok, "and its absence is told");
    fs::remove_file(mounted.0.path().join("filler")).unwrap();
    drop(store);
    let (store, _) = Store::open(&paths, &options()).unwrap();
    assert!(check(&store).ok, "it is laid in again when there is room");
    assert_eq!(text_of(&store, "pb-a"), long);
}

#[test]
fn a_store_on_a_read_only_disk_can_be_read() {
    let Some(mounted) = Mounted::tmpfs("16m") else { return };
    let paths = paths_in(mounted.0.path());
    let (store, _) = Store::open(&paths, &options()).unwrap();
    put(&store, "pb-a", "one");
    drop(store);
    mounted.remount("ro");
    assert!(fs::File::create(paths.data.join("probe")).is_err(), "the disk is read-only");
    let (store, notices) = Store::open(&paths, &options()).unwrap();
    assert_eq!(notices, [Notice::FolderReadOnly { path: paths.data.clone() }]);
    assert!(store.is_read_only());
    assert_eq!(text_of(&store, "pb-a"), "one");
    assert!(matches!(store.save(&write("pb-a", "two", Base::Any)), Err(StoreError::ReadOnly)));
    assert!(matches!(store.put_draft("d", &Default::default(), 0), Err(StoreError::ReadOnly)));
    assert!(store.health(true).unwrap().iter().any(|check| check.name == "writable" && !check.ok));
    let elsewhere = tempfile::tempdir().unwrap();
    store.backup(&elsewhere.path().join("export.db")).unwrap();
    drop(store);
    mounted.remount("rw");
    let (store, notices) = Store::open(&paths, &options()).unwrap();
    assert_eq!(notices, []);
    put(&store, "pb-a", "two");
}
