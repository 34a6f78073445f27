use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use fieldbook_store::{Base, Filter, Order, Paths, Saved, Store};

use crate::common::{
    TempStore, assert_healthy, from_env, options, path_from_env, paths_in, this_binary, write,
};

const DOCUMENTS: u64 = 5;

/// Several processes append to the same documents, each on top of what it read: every acknowledged line must be
/// in the end, once, and nobody may see `Busy`.
#[test]
fn several_processes_lose_no_acknowledged_write() {
    let processes = from_env("FIELDBOOK_PROCESSES", 4);
    let writes = from_env("FIELDBOOK_WRITES", 150);
    let store = TempStore::new();
    let children: Vec<_> = (0..processes)
        .map(|process| {
            this_binary("processes::writer")
                .env("FIELDBOOK_WRITER", store.paths.data.parent().unwrap())
                .env("FIELDBOOK_WRITER_NAME", process.to_string())
                .env("FIELDBOOK_WRITES", writes.to_string())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut acknowledged = Vec::new();
    for mut child in children {
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            if let Some(ack) = line.unwrap().strip_prefix("ack ") {
                acknowledged.push(ack.to_owned());
            }
        }
        assert!(child.wait().unwrap().success(), "a writer met an error");
    }
    assert_eq!(acknowledged.len() as u64, processes * writes, "every writer wrote everything");
    let mut found = Vec::new();
    for head in store.heads(&Filter::default(), Order::ById, 0, 100).unwrap() {
        let history = store.revisions("mine", &head.id).unwrap();
        let text = store.document("mine", &head.id).unwrap().unwrap().text;
        assert_eq!(history.len(), text.lines().count(), "one line for each revision");
        // Linear: each revision is its predecessor and one line.
        for pair in history.windows(2) {
            let read = |n| store.revision_text("mine", &head.id, n).unwrap().unwrap();
            let (newer, older) = (read(pair[0].number), read(pair[1].number));
            let added = newer.strip_prefix(&older).expect("a revision builds on the one before");
            assert_eq!(added.lines().count(), 1);
        }
        found.extend(text.lines().map(str::to_owned));
    }
    found.sort();
    acknowledged.sort();
    assert_eq!(found, acknowledged);
    assert_eq!(store.last_sequence().unwrap() as u64, processes * writes);
    assert_healthy(&store);
}

/// Not a check of its own: what the other processes run.
#[test]
fn writer() {
    let Some(folder) = path_from_env("FIELDBOOK_WRITER") else { return };
    let name = std::env::var("FIELDBOOK_WRITER_NAME").unwrap();
    println!(); // The harness has left its own line open.
    let paths: Paths = paths_in(&folder);
    let (store, _) = Store::open(&paths, &options()).unwrap();
    for n in 0..from_env("FIELDBOOK_WRITES", 0) {
        let id = format!("pb-{}", n % DOCUMENTS);
        let line = format!("{name} {n}");
        loop {
            let now = store.document("mine", &id).unwrap();
            let (text, base) = match &now {
                Some(found) => (format!("{}{line}\n", found.text), Base::Revision(found.revision)),
                None => (format!("{line}\n"), Base::Create),
            };
            match store.save(&write(&id, &text, base)).unwrap() {
                Saved::Created { .. } | Saved::Updated { .. } => break,
                Saved::Stale { .. } | Saved::Exists { .. } => {}
                Saved::Unchanged { .. } => panic!("every text is new"),
            }
        }
        println!("ack {line}");
    }
}

/// The race of SQLite before 3.51.3: several processes write and checkpoint at once.
#[test]
fn writing_and_checkpointing_at_once_corrupts_nothing() {
    let store = TempStore::new();
    let children: Vec<_> = (0..3)
        .map(|process| {
            this_binary("processes::checkpointing_writer")
                .env("FIELDBOOK_CHECKPOINTER", store.paths.data.parent().unwrap())
                .env("FIELDBOOK_WRITER_NAME", process.to_string())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_healthy(&store);
    let written: usize = (0..3)
        .map(|process| store.revisions("mine", &format!("pb-{process}")).unwrap().len())
        .sum();
    assert_eq!(written as u64, 3 * from_env("FIELDBOOK_WRITES", 100));
}

/// Not a check of its own: what the other processes run.
#[test]
fn checkpointing_writer() {
    let Some(folder) = path_from_env("FIELDBOOK_CHECKPOINTER") else { return };
    let id = format!("pb-{}", std::env::var("FIELDBOOK_WRITER_NAME").unwrap());
    let paths = paths_in(&folder);
    let (store, _) = Store::open(&paths, &options()).unwrap();
    let raw = rusqlite::Connection::open(paths.store_file()).unwrap();
    for n in 0..from_env("FIELDBOOK_WRITES", 100) {
        crate::common::put(&store, &id, &format!("{n} {}", "x".repeat(5000)));
        let mode = if n % 2 == 0 { "PASSIVE" } else { "RESTART" };
        raw.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(())).unwrap();
    }
}
