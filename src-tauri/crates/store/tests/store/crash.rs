//! SIGKILL. It shows that a commit is complete or absent whatever the moment; it does not show what survives a
//! power cut, since the page cache outlives the process.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::time::Duration;

use fieldbook_store::{Base, Draft, Paths, Saved, Store, Trash, Write, hash_of};

use crate::common::{
    Dice, NOW, assert_healthy, from_env, options, path_from_env, paths_in, seed, this_binary, write,
};

/// Each round kills two processes; so the gate's 260 rounds are 520 kills. `FIELDBOOK_KILLS` for a soak.
const KILLS: u64 = 520;

/// A new store every so many rounds, so that creation is killed too, and checks stay quick.
const ROUNDS_PER_STORE: u64 = 20;

#[test]
fn no_acknowledged_write_is_lost_by_killing_two_writers() {
    let kills = from_env("FIELDBOOK_KILLS", KILLS);
    let mut dice = Dice::new(seed("crash"));
    let mut total = Total::default();
    let mut folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::default();
    for round in 0..kills.div_ceil(2) {
        if round % ROUNDS_PER_STORE == 0 {
            folder = tempfile::tempdir().unwrap();
            ledger = Ledger::default();
        }
        let paths = paths_in(folder.path());
        let before = ledger.acknowledged;
        kill_two_writers(&paths, round, &mut dice, &mut ledger, &mut total);
        total.acknowledged += ledger.acknowledged - before;
        check(&paths, &ledger, &mut total);
    }
    println!("crash: {total:?}");
    // Positive controls: the kills hit writers at work, and some hit them between commit and answer or within.
    assert_eq!(total.killed_at_work, kills.div_ceil(2) * 2, "every process was alive when killed");
    assert!(total.acknowledged > kills, "too few writes to mean anything: {total:?}");
}

#[derive(Debug, Default)]
struct Total {
    killed_at_work: u64,
    acknowledged: u64,
    /// Commits whose answer the kill swallowed.
    unanswered: u64,
    /// Kills before the first write of the process.
    before_any: u64,
}

/// What was acknowledged: by document the newest revision and its hash, and drafts.
#[derive(Default)]
struct Ledger {
    revisions: HashMap<String, Vec<(u32, String)>>,
    drafts: HashMap<String, u64>,
    trashed: HashMap<String, bool>,
    acknowledged: u64,
}

fn kill_two_writers(
    paths: &Paths,
    round: u64,
    dice: &mut Dice,
    ledger: &mut Ledger,
    total: &mut Total,
) {
    let start = |name: u64| -> Child {
        this_binary("crash::writer")
            .env("FIELDBOOK_CRASHER", paths.data.parent().unwrap())
            .env("FIELDBOOK_WRITER_NAME", format!("{round}-{name}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut children = [start(0), start(1)];
    // From the start of a process to some hundred commits after it.
    for child in &mut children {
        std::thread::sleep(Duration::from_micros(dice.below(90_000)));
        if child.try_wait().unwrap().is_none() {
            total.killed_at_work += 1;
        }
        child.kill().unwrap();
    }
    for mut child in children {
        let mut any = false;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            any |= ledger.note(&line.unwrap());
        }
        total.before_any += u64::from(!any);
        child.wait().unwrap();
    }
}

impl Ledger {
    /// Takes down an acknowledgement. The last line may be cut: then it was none.
    fn note(&mut self, line: &str) -> bool {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["saved", id, revision, hash, "."] => {
                let revisions = self.revisions.entry(id.to_owned()).or_default();
                revisions.push((revision.parse().unwrap(), hash.to_owned()));
            }
            ["draft", key, n, "."] => {
                self.drafts.insert(key.to_owned(), n.parse().unwrap());
            }
            ["trashed", id, "."] => {
                self.trashed.insert(id.to_owned(), true);
            }
            ["failed", ..] => panic!("a writer met an error: {line}"),
            _ => return false,
        }
        self.acknowledged += 1;
        true
    }
}

fn check(paths: &Paths, ledger: &Ledger, total: &mut Total) {
    let (store, notices) = Store::open(paths, &options()).unwrap();
    assert_eq!(notices, [], "nothing had to be repaired");
    assert_healthy(&store);
    for (id, acknowledged) in &ledger.revisions {
        let history: HashMap<u32, String> = store
            .revisions("mine", id)
            .unwrap()
            .into_iter()
            .map(|revision| (revision.number, revision.hash))
            .collect();
        for (revision, hash) in acknowledged {
            assert_eq!(history.get(revision), Some(hash), "{id} revision {revision}");
        }
        let extra = history.len() - acknowledged.len();
        assert!(extra <= 1, "{id}: at most the write in flight is there unannounced, not {extra}");
        total.unanswered += extra as u64;
    }
    for (key, n) in &ledger.drafts {
        let text = store.draft(key).unwrap().unwrap().draft.text;
        let found: u64 = text.parse().unwrap();
        assert!(found == *n || found == n + 1, "draft {key}: {found} after {n}");
    }
    for id in ledger.trashed.keys() {
        let found = store.document("mine", id).unwrap().unwrap();
        assert!(found.trashed.is_some(), "{id} was put in the trash");
    }
    let filter = fieldbook_store::Filter { trash: Trash::With, ..Default::default() };
    store
        .for_each(&filter, |document| {
            assert_eq!(document.hash, hash_of(&document.text));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
}

/// Not a check of its own: what the killed processes run, until they are killed.
#[test]
fn writer() {
    let Some(folder) = path_from_env("FIELDBOOK_CRASHER") else { return };
    let name = std::env::var("FIELDBOOK_WRITER_NAME").unwrap();
    println!(); // The harness has left its own line open.
    let failed = |what: &str| -> ! {
        println!("failed {what}");
        std::process::exit(1)
    };
    let (store, _) = Store::open(&paths_in(&folder), &options())
        .unwrap_or_else(|error| failed(&format!("open {error}")));
    let long = "long ".repeat(3000);
    for n in 0_u64.. {
        let id = format!("pb-{name}-{}", n % 7);
        let text = format!("{name} {n} {}", if n % 5 == 0 { &long } else { "" });
        match store.save(&Write { now: NOW + n as i64, ..write(&id, &text, Base::Any) }) {
            Ok(Saved::Created { revision, .. } | Saved::Updated { revision, .. }) => {
                println!("saved {id} {revision} {} .", hash_of(&text));
            }
            other => failed(&format!("save {other:?}")),
        }
        let draft = Draft { text: n.to_string(), ..Draft::default() };
        match store.put_draft(&name, &draft, NOW) {
            Ok(()) => println!("draft {name} {n} ."),
            Err(error) => failed(&format!("draft {error}")),
        }
        if n % 11 == 10 {
            let id = format!("pb-{name}-trash-{n}");
            let text = format!("{name} {n}");
            let done = store
                .save(&write(&id, &text, Base::Create))
                .and_then(|_| store.trash("mine", &id, "app", NOW));
            match done {
                Ok(_) => println!("trashed {id} ."),
                Err(error) => failed(&format!("trash {error}")),
            }
        }
    }
}
