use std::path::{Path, PathBuf};

use fieldbook_store::{Base, Notice, OpenOptions, Paths, Saved, Store, Write};
use rusqlite::Connection;

/// 2026-11-24T03:57:00Z.
pub(crate) const NOW: i64 = 1_795_492_620_000;
pub(crate) const DAY: i64 = 24 * 60 * 60 * 1000;

pub(crate) fn options() -> OpenOptions {
    OpenOptions { now: NOW, entropy: [1; 16], ..OpenOptions::default() }
}

/// A store in a folder that goes away with it.
pub(crate) struct TempStore {
    pub(crate) store: Store,
    pub(crate) paths: Paths,
    _folder: tempfile::TempDir,
}

impl std::ops::Deref for TempStore {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

impl TempStore {
    pub(crate) fn new() -> TempStore {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths_in(folder.path());
        let (store, notices) = Store::open(&paths, &options()).unwrap();
        assert_eq!(notices, []);
        TempStore { store, paths, _folder: folder }
    }

    /// Closes the store, lets `f` at its files, and opens it again.
    pub(crate) fn reopened_after(self, f: impl FnOnce(&Path)) -> (TempStore, Vec<Notice>) {
        let TempStore { store, paths, _folder } = self;
        drop(store);
        f(&paths.store_file());
        let again = OpenOptions { entropy: [2; 16], now: NOW + 1000, ..options() };
        let (store, notices) = Store::open(&paths, &again).unwrap();
        (TempStore { store, paths, _folder }, notices)
    }

    /// Another connection, without this crate's manners.
    pub(crate) fn raw(&self) -> Connection {
        Connection::open(self.paths.store_file()).unwrap()
    }
}

pub(crate) fn paths_in(folder: &Path) -> Paths {
    Paths { data: folder.join("data"), backups: folder.join("backups") }
}

pub(crate) fn write<'a>(id: &'a str, text: &'a str, base: Base) -> Write<'a> {
    Write {
        library: "mine",
        id,
        kind: "playbook",
        format: "markdown",
        text,
        base,
        actor: "app",
        now: NOW,
        ..Write::default()
    }
}

/// Saves over whatever there is.
pub(crate) fn put(store: &Store, id: &str, text: &str) -> Saved {
    store.save(&write(id, text, Base::Any)).unwrap()
}

pub(crate) fn text_of(store: &Store, id: &str) -> String {
    store.document("mine", id).unwrap().unwrap().text
}

/// The names in a folder, sorted.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Pages, references and hashes are whole.
pub(crate) fn assert_healthy(store: &Store) {
    for check in store.health(true).unwrap() {
        assert!(check.ok || check.name == "ballast", "{check:?}");
    }
}

/// A generator of numbers that look random and can be repeated from the seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.max(1))
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// The seed of this run: `FIELDBOOK_SEED`, or always the same, so that nobody's change is held up by a case that
/// it did not cause. Longer runs with other seeds are for looking for new cases. Printed, to be repeated.
pub(crate) fn seed(test: &str) -> u64 {
    let seed = match std::env::var("FIELDBOOK_SEED") {
        Ok(text) => text.parse().expect("FIELDBOOK_SEED is a number"),
        // Its 23rd damage puts one document's revisions in another's place.
        Err(_) => 35_755_249_713_015,
    };
    println!("{test}: FIELDBOOK_SEED={seed}");
    seed
}

/// A number from the environment, for longer runs.
pub(crate) fn from_env(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("it is a number"))
}

/// Starts this test binary again, to run one function of it as another process.
#[expect(clippy::disallowed_methods, reason = "tests of several processes start processes")]
pub(crate) fn this_binary(test: &str) -> std::process::Command {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command
}

pub(crate) fn path_from_env(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

/// What `tests/fixtures/store-v1.db` was filled with. Frozen with it.
pub(crate) fn fill_fixture(store: &Store) {
    use fieldbook_store::{Columns, Draft, Link};
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0\0\0\0\0";
    let image = store.put_attachment(png, NOW).unwrap().hash;
    let mut first = write("pb-former", "# Small batches\n\ntext \u{1F468} 中文\r\n", Base::Create);
    first.columns = Columns {
        title: Some("Small batches".into()),
        ring: Some("adopt".into()),
        review_by: Some("2027-11-23".into()),
        ..Columns::default()
    };
    first.links = vec![Link { rel: "derived_from".into(), to: "cs-one".into(), line: Some(9) }];
    first.attachments = vec![image.clone()];
    store.save(&first).unwrap();
    let second =
        Write { text: "# Smaller\n", note: Some("named"), base: Base::Any, ..first.clone() };
    store.save(&Write { now: NOW + 1, ..second.clone() }).unwrap();
    store.rename("pb-former", &Write { id: "pb-small", now: NOW + 2, ..second }).unwrap();
    let starter = fieldbook_store::hash_of("a case");
    let mut case = write("cs-one", "a case", Base::Create);
    case.kind = "case-study";
    case.starter_hash = Some(&starter);
    store.save(&Write { actor: "starter", ..case.clone() }).unwrap();
    store.save(&Write { library: "team", text: "their case", ..case }).unwrap();
    put(store, "pb-trashed", "thrown away");
    store.trash("mine", "pb-trashed", "cli", NOW + 3).unwrap();
    let draft = Draft {
        text: "half a sent".into(),
        base_revision: Some(2),
        library: "mine".into(),
        id: Some("pb-small".into()),
        kind: "playbook".into(),
        attachments: vec![image],
    };
    store.put_draft("mine/pb-small", &draft, NOW + 4).unwrap();
    store.set_setting("theme", Some("dark"), NOW).unwrap();
}
