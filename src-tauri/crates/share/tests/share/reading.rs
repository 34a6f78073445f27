//! Ordinary exchange with an ordinary remote.

use fieldbook_share::{FileChange, GitError, NewCommit, Person, Refusal, range_facts};

use crate::world::World;

fn ada() -> Person {
    Person { name: "Ada <L>".into(), email: "ada@example.org".into(), at: -5 }
}

#[test]
fn an_empty_remote_is_empty_and_takes_the_first_commit() {
    let world = World::new();
    let ours = world.ours("ada");
    let heads = ours.fetch().unwrap().unwrap();
    assert_eq!((heads.branch.as_str(), heads.tip), ("main", None));
    let changes =
        [FileChange { path: "fieldbook.toml".into(), bytes: Some(b"schema = 1\n".to_vec()) }];
    let first = ours
        .commit(&NewCommit { parents: &[], changes: &changes, message: "Begin", author: &ada() })
        .unwrap();
    ours.push(&first, "main").unwrap().unwrap();
    assert_eq!(world.git(&world.remote(), &["show", "main:fieldbook.toml"]), "schema = 1");
    assert_eq!(world.git(&world.remote(), &["log", "-1", "--format=%an %at", "main"]), "Ada L 0");

    let heads = ours.fetch().unwrap().unwrap();
    assert_eq!(heads.tip.as_deref(), Some(first.as_str()));
    assert_eq!(ours.root(&first).unwrap(), first);
}

#[test]
fn a_push_never_overwrites_what_somebody_else_pushed() {
    let world = World::new();
    let base = world.push("main", &[("playbooks/pb-one.md", "one")]);
    let ours = world.ours("ada");
    ours.fetch().unwrap().unwrap();
    let theirs = world.push("main", &[("playbooks/pb-two.md", "two")]);
    let changes =
        [FileChange { path: "playbooks/pb-one.md".into(), bytes: Some(b"changed".to_vec()) }];
    let commit = ours
        .commit(&NewCommit { parents: &[&base], changes: &changes, message: "m", author: &ada() })
        .unwrap();
    assert_eq!(ours.push(&commit, "main").unwrap(), Err(Refusal::MovedOn));
    assert_eq!(world.git(&world.remote(), &["rev-parse", "main"]), theirs);

    let heads = ours.fetch().unwrap().unwrap();
    let tip = heads.tip.unwrap();
    let both = ours
        .commit(&NewCommit {
            parents: &[&tip, &commit],
            changes: &changes,
            message: "m",
            author: &ada(),
        })
        .unwrap();
    ours.push(&both, &heads.branch).unwrap().unwrap();
    assert_eq!(world.git(&world.remote(), &["show", "main:playbooks/pb-two.md"]), "two");
    assert_eq!(world.git(&world.remote(), &["show", "main:playbooks/pb-one.md"]), "changed");
    assert_eq!(ours.merge_base(&both, &base).unwrap().as_deref(), Some(base.as_str()));
}

#[test]
fn files_are_read_in_order_and_proposals_come_and_go() {
    let world = World::new();
    world.push(
        "main",
        &[("playbooks/pb-one.md", "one"), ("findings/cf-a.md", "line\nline\n"), ("notes.txt", "n")],
    );
    world.push("fieldbook/pb-one-1", &[("playbooks/pb-one.md", "proposed")]);
    world.push("other", &[("x.md", "x")]);
    let ours = world.ours("ada");
    let heads = ours.fetch().unwrap().unwrap();
    assert_eq!(heads.proposals.len(), 1);
    assert_eq!(ours.known("other").unwrap(), None, "other branches are none of our business");
    let tip = heads.tip.unwrap();
    let files = ours.files(&tip).unwrap().unwrap().files;
    assert_eq!(
        files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
        ["findings/cf-a.md", "notes.txt", "playbooks/pb-one.md"]
    );
    let oids: Vec<&str> = files.iter().map(|file| file.oid.as_str()).collect();
    let texts = ours.read(&oids).unwrap();
    assert_eq!(texts, [Some(b"line\nline\n".to_vec()), Some(b"n".to_vec()), Some(b"one".to_vec())]);
    assert_eq!(ours.read(&["0000000000000000000000000000000000000001"]).unwrap(), [None]);

    ours.remove_branch("fieldbook/pb-one-1").unwrap().unwrap();
    assert_eq!(ours.fetch().unwrap().unwrap().proposals, []);
    assert!(!world.try_git(&world.remote(), &["rev-parse", "fieldbook/pb-one-1"], b"").0);
}

#[test]
fn a_rewritten_history_is_noticed_and_the_old_one_kept() {
    let world = World::new();
    world.push("main", &[("a.md", "1")]);
    let old = world.push("main", &[("a.md", "2")]);
    let ours = world.ours("ada");
    ours.fetch().unwrap().unwrap();
    world.git(&world.remote(), &["update-ref", "refs/heads/main", "main~1"]);
    let new = world.push("main", &[("a.md", "3")]);
    let heads = ours.fetch().unwrap().unwrap();
    assert_eq!(heads.tip.as_deref(), Some(new.as_str()));
    assert!(!ours.is_ancestor(&old, &new).unwrap());
    assert_eq!(ours.file(&old, "a.md").unwrap().as_deref(), Some(b"2".as_slice()));
    assert_eq!(
        world.git(ours.dir(), &["for-each-ref", "--format=%(objectname)", "refs/kept"]),
        old
    );
}

#[test]
fn a_piece_of_work_is_read_from_its_history() {
    let world = World::new();
    let dir = world.folder.path().join("work");
    world.git(world.folder.path(), &["init", "-q", "-b", "main", "work"]);
    let commit = |name: &str, text: &str, message: &str| {
        std::io::Write::write_all(
            &mut std::fs::File::create(dir.join(name)).unwrap(),
            text.as_bytes(),
        )
        .unwrap();
        world.git(&dir, &["add", "-A"]);
        world.git(&dir, &["commit", "-q", "-m", message]);
    };
    commit("a.txt", "1\n2\n", "start");
    world.git(&dir, &["tag", "begin"]);
    commit("a.txt", "1\n3\n4\n", "work\n\nCo-authored-by: Claude <noreply@anthropic.com>");
    commit("b.txt", "x\n", "more");
    world.git(&dir, &["revert", "--no-edit", "HEAD"]);
    let facts = range_facts(&dir, "begin..main").unwrap();
    assert_eq!((facts.commits, facts.authors, facts.reverts, facts.with_agent), (3, 1, 1, 1));
    assert_eq!((facts.files, facts.added, facts.removed), (2, 3, 2));
    assert_eq!(facts.agents, ["Claude"]);
    assert_eq!(facts.first.unwrap().subject, "work");
    assert!(facts.last.unwrap().subject.starts_with("Revert"));
    let no_range = |range: &str| matches!(range_facts(&dir, range), Err(GitError::NoRange { .. }));
    assert!(no_range("begin..nowhere") && no_range("--output=stolen"));
    assert!(!dir.join("stolen").exists());
    for folder in [world.home(), dir.join("nowhere"), dir.join("a.txt")] {
        let told = range_facts(&folder, "HEAD");
        assert!(matches!(told, Err(GitError::NoRepository { .. })), "{told:?}");
    }
}
