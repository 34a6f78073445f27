//! Times sharing a library of many records beside plain git doing the same transport.
//!
//! `cargo xtask bench sharing [RECORDS]`: 20,000 made-up records unless said otherwise. Below each figure of ours
//! stands that of plain git, and the ratio of both.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(clippy::unwrap_used, reason = "a measurement that fails has no result")]
#![expect(clippy::disallowed_methods, reason = "plain git is measured beside ours")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fieldbook_library::{
    AddLibrary, AddOutcome, Library, OpenOptions, Paths, PublishAnswer, PublishOptions, PullAnswer,
    PullOptions, SystemClock,
};

fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let count: usize = asked.unwrap_or(20_000);
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    std::fs::create_dir(dir.join("home")).unwrap();
    git(dir, &["init", "-q", "--bare", "-b", "main", "remote.git"], None);
    fill(dir, count);

    let library = open(dir);
    let url = dir.join("remote.git").display().to_string();
    let added = timed("add the library", || {
        library
            .add_library(&AddLibrary { name: "team".into(), url, create: false, dry_run: false })
            .unwrap()
    });
    assert!(matches!(added.0, AddOutcome::Added { .. }));
    let pull = || {
        let options =
            PullOptions { library: "team".into(), confirmed: true, ..PullOptions::default() };
        library.pull(&options).unwrap()
    };
    let first = timed("first pull (import)", pull);
    assert!(matches!(first.0, PullAnswer::Pulled { .. }));
    let clone = timed("plain git: clone --bare", || {
        git(
            dir,
            &["clone", "-q", "--bare", "file://./remote.git", "plain.git"],
            Some("remote.git"),
        );
    });
    ratio("first clone and import", added.1 + first.1, clone.1);

    let none = timed("pull with no change", pull);
    assert!(matches!(none.0, PullAnswer::UpToDate { .. }));
    let fetch = timed("plain git: fetch with no change", || {
        git(&dir.join("plain.git"), &["fetch", "-q", "origin", "+refs/heads/*:refs/heads/*"], None);
    });
    ratio("pull with no change", none.1, fetch.1);

    let before = library.document("team/pb-record-7").unwrap().text;
    library
        .save("team/pb-record-7", &before.replace("ring: trial", "ring: assess"), None, None)
        .unwrap();
    let sent = timed("publish one record", || {
        library
            .publish(&PublishOptions {
                ids: vec!["team/pb-record-7".into()],
                library: "team".into(),
                ..PublishOptions::default()
            })
            .unwrap()
    });
    assert!(matches!(sent.0, PublishAnswer::Published { .. }), "{:?}", sent.0);
    let changed = library.document("team/pb-record-8").unwrap().text + "\nOne line more.\n";
    let push = timed("plain git: fetch, commit one file, push", || {
        let plain = dir.join("plain.git");
        git(&plain, &["fetch", "-q", "origin", "+refs/heads/*:refs/heads/*"], None);
        commit(&plain, &changed);
        git(&plain, &["push", "-q", "origin", "main"], None);
    });
    ratio("publish one record", sent.1, push.1);
    let merged = timed("pull after somebody's change", pull);
    assert!(matches!(merged.0, PullAnswer::Pulled { .. }));
    let plain = dir.join("plain.git");
    commit(&plain, "x");
    git(&plain, &["push", "-q", "origin", "main"], None);
    let shrunk = timed("pull that shrinks one (with a backup)", pull);
    assert!(matches!(shrunk.0, PullAnswer::Pulled { .. }));
    let listed = timed("list the libraries", || library.shared_libraries().unwrap());
    assert_eq!(listed.0[0].records, u64::try_from(count).unwrap());
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let value = run();
    let took = started.elapsed();
    println!("{what:<42} {:>9.1} ms", took.as_secs_f64() * 1000.0);
    (value, took)
}

fn ratio(what: &str, ours: Duration, plain: Duration) {
    println!(
        "{:<42} {:>9.1} x",
        format!("= {what} / plain git"),
        ours.as_secs_f64() / plain.as_secs_f64()
    );
}

fn open(dir: &Path) -> Library {
    let mut options = OpenOptions::new(Paths::beside(&dir.join("books")), SystemClock);
    options.starter = false;
    options.git_home = Some(dir.join("home"));
    let library = Library::open(options).unwrap().0;
    let mut settings = library.settings().unwrap();
    settings.author = "Ada".to_owned();
    library.set_settings(&settings).unwrap();
    library
}

/// A library of playbooks that differ.
fn fill(dir: &Path, count: usize) {
    let path =
        fieldbook_tests::tree::root().join("playbooks/playbooks/pb-background-agents-toil.md");
    let text = std::fs::read_to_string(path).unwrap();
    let marker = "schema = 1\nid = \"scale\"\nname = \"Scale\"\n";
    let mut stream = format!(
        "commit refs/heads/main\ncommitter a <a@example.org> 1700000000 +0000\ndata 1\nx\nM 100644 inline fieldbook.toml\ndata {}\n{marker}\n",
        marker.len()
    );
    for number in 0..count {
        let id = format!("pb-record-{number}");
        let text = text
            .replace("pb-background-agents-toil", &id)
            .replace("Background agents for toil", &format!("Record {number} of many"))
            .replace(
                "Maintenance chores pile up",
                &format!("Chore {} piles up {number}", number * 7919),
            );
        stream += &format!("M 100644 inline playbooks/{id}.md\ndata {}\n{text}\n", text.len());
    }
    let bytes = stream.len();
    feed(&dir.join("remote.git"), &stream);
    git(&dir.join("remote.git"), &["repack", "-q", "-a", "-d"], None);
    println!("{count} records, {:.1} MB of text", bytes as f64 / 1e6);
}

/// Puts another text in the place of one record, with plain git.
fn commit(dir: &Path, text: &str) {
    feed(
        dir,
        &format!(
            "commit refs/heads/main\ncommitter a <a@example.org> 1800000000 +0000\ndata 1\nx\nfrom refs/heads/main^0\nM 100644 inline playbooks/pb-record-8.md\ndata {}\n{text}\n",
            text.len()
        ),
    );
}

fn feed(dir: &Path, stream: &str) {
    use std::io::Write as _;
    let mut command = command(dir);
    let mut child = command.args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stream.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// Plain git; `local` turns the address of a folder of the same place into a whole one.
fn git(dir: &Path, args: &[&str], local: Option<&str>) {
    let whole = local.map(|name| format!("file://{}", dir.join(name).display()));
    let mut command = command(dir);
    for arg in args {
        let relative = arg.starts_with("file://./");
        command.arg(whole.as_deref().filter(|_| relative).unwrap_or(arg));
    }
    assert!(command.status().unwrap().success(), "git {args:?}");
}

fn command(dir: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(dir).env("HOME", dir).env("GIT_CONFIG_NOSYSTEM", "1");
    command
}
