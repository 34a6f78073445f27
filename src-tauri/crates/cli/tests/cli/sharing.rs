//! Sharing by command: two stores and one bare repository.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::world::{Ran, World};

/// Two people's worlds and the repository between them.
struct Two {
    ann: World,
    ben: World,
    remote: String,
}

#[expect(clippy::disallowed_methods, reason = "tests start processes")]
fn two() -> Two {
    let (ann, ben) = (World::empty(), World::empty());
    let remote = ann.path("remote.git").display().to_string();
    let made = Command::new("git").args(["init", "-q", "--bare", "-b", "main", &remote]).status();
    assert!(made.expect("git is there").success());
    for (world, name) in [(&ann, "Ann"), (&ben, "Ben")] {
        world.write(".gitconfig", format!("[user]\nname = {name}\nemail = {name}@example.org\n"));
    }
    Two { ann, ben, remote }
}

fn playbook(id: &str, title: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../playbooks/playbooks/pb-background-agents-toil.md");
    let text = std::fs::read_to_string(path).expect("the starter library");
    text.replace("pb-background-agents-toil", id)
        .replace("Background agents for toil with a clear end state", title)
}

fn ok(ran: Ran) -> Ran {
    assert_eq!(ran.status, 0, "{} {}", ran.out, ran.err);
    ran
}

#[test]
fn records_go_from_store_to_store_by_command() {
    let Two { ann, ben, remote } = two();
    let empty = ann.run(&["library", "add", "team", &remote, "--json"]);
    assert_eq!((empty.status, &empty.json()["error"]["code"]), (1, &Value::from("empty-remote")));
    let would = ann.json(&["library", "add", "team", &remote, "--create", "--dry-run"]);
    assert_eq!(
        (&would["type"], &would["creates"]),
        (&Value::from("would_add"), &Value::from(true))
    );
    ok(ann.run(&["library", "add", "team", &remote, "--create"]));
    ok(ben.run(&["library", "add", "team", &remote]));

    ann.write("pb-one.md", playbook("pb-one", "First"));
    ok(ann.run(&["import", "pb-one.md"]));
    let plan = ann.json(&["publish", "pb-one", "--library", "team", "--dry-run"]);
    assert_eq!((&plan["type"], &plan["plan"]["ready"]), (&Value::from("plan"), &Value::from(true)));
    let sent = ann.json(&["publish", "pb-one", "--library", "team"]);
    assert_eq!(
        (&sent["type"], &sent["ids"][0]),
        (&Value::from("published"), &Value::from("pb-one"))
    );

    let plan = ben.json(&["pull", "--dry-run"]);
    assert_eq!(plan["libraries"][0]["plan"]["rows"][0]["action"], "add");
    assert_eq!(ben.run(&["show", "pb-one"]).status, 1, "a dry run takes nothing in");
    let pulled = ok(ben.run(&["pull", "team"]));
    assert!(pulled.out.contains("add") && pulled.out.contains("First"), "{}", pulled.out);
    let raw = |world: &World| ok(world.run(&["show", "pb-one", "--raw"])).bytes;
    assert_eq!(raw(&ann), raw(&ben), "byte for byte");
    assert!(ok(ben.run(&["pull"])).out.contains("up to date"));

    // Both change the title; the second one's pull is shown before it is carried out.
    for (world, title) in [(&ann, "Ann's"), (&ben, "Ben's")] {
        world.write("new.md", playbook("pb-one", title));
        ok(world.run(&["save", "team/pb-one", "--file", "new.md"]));
    }
    ok(ann.run(&["publish", "pb-one", "--library", "team", "--message", "Better title"]));
    let behind = ben.run(&["publish", "pb-one", "--library", "team"]);
    assert_eq!(behind.status, 1, "{}", behind.out);
    let shown = ben.run(&["pull"]);
    assert_eq!(shown.status, 1, "it waits for --yes: {}", shown.out);
    let taken = ben.run(&["pull", "--yes"]);
    assert_eq!(taken.status, 1, "a script must not take a conflict for success: {}", taken.out);
    assert!(taken.out.contains("fieldbook resolve"), "{}", taken.out);
    let conflicts = ben.json(&["resolve"]);
    assert_eq!(conflicts["conflicts"][0]["id"], "pb-one");
    let open = ben.run(&["resolve", "pb-one", "--json"]);
    assert_eq!((open.status, &open.json()["type"]), (1, &Value::from("open")));
    let wrong = ben.run(&["resolve", "pb-one", "--choose", "titel=theirs"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("hint: to be decided: field:title"), "{}", wrong.err);
    let shown = ok(ben.run(&["resolve", "pb-one", "--choose", "title=base", "--dry-run"])).out;
    let lines: Vec<&str> = shown.lines().map(str::trim).collect();
    for line in ["base   First", "mine   Ben's", "theirs Ann's", "result First"] {
        assert!(lines.contains(&line), "{line}: {shown}");
    }
    ok(ben.run(&["resolve", "pb-one", "--rest", "base", "--dry-run"]));
    let done = ben.json(&["resolve", "pb-one", "--choose", "title=theirs"]);
    assert_eq!(done["type"], "resolved");
    assert_eq!(raw(&ben), raw(&ann));

    let listed = ben.json(&["library", "list"]);
    assert_eq!(
        (&listed["libraries"][0]["records"], &listed["libraries"][0]["conflicts"]),
        (&Value::from(1), &Value::from(0))
    );
    ok(ben.run(&["library", "remove", "team", "--dry-run"]));
    ok(ben.run(&["library", "remove", "team"]));
    assert_eq!(ben.run(&["pull", "team", "--json"]).json()["error"]["code"], "no-library");
    ok(ben.run(&["show", "team/pb-one"]));
}

#[test]
fn proposals_are_reviewed_by_command() {
    let Two { ann, ben, remote } = two();
    ok(ann.run(&["library", "add", "team", &remote, "--create"]));
    ok(ben.run(&["library", "add", "team", &remote]));
    ann.write("pb-one.md", playbook("pb-one", "First"));
    ok(ann.run(&["import", "pb-one.md"]));
    let proposed = ann.json(&["publish", "pb-one", "--library", "team", "--review"]);
    assert_eq!(proposed["branches"][0], "fieldbook/pb-one-1");
    let own = ann.run(&["review", "approve", "pb-one-1", "--json"]);
    assert_eq!(
        (own.status, &own.json()["error"]["args"]["why"]),
        (1, &Value::from("own-proposal"))
    );

    ok(ben.run(&["pull"]));
    assert_eq!(ben.json(&["review", "list"])["proposals"][0]["state"], "open");
    let shown = ok(ben.run(&["review", "show", "pb-one-1"]));
    assert!(shown.out.contains("+ ") && shown.out.contains("Ann"), "{}", shown.out);
    assert_eq!(ben.run(&["review", "request-changes", "pb-one-1", "--note", " "]).status, 2);
    ok(ben.run(&["review", "request-changes", "pb-one-1", "--note", "Which model?"]));
    ok(ann.run(&["pull"]));
    let mine = ann.json(&["review", "list", "--library", "team"]);
    assert_eq!(
        (&mine["proposals"][0]["state"], &mine["proposals"][0]["note"]),
        (&Value::from("changes_requested"), &Value::from("Which model?"))
    );
    assert_eq!(ben.json(&["review", "approve", "pb-one-1", "--dry-run"])["type"], "would_approve");
    assert_eq!(ben.json(&["review", "approve", "pb-one-1"])["type"], "approved");
    ok(ann.run(&["pull"]));
    let text = ok(ann.run(&["show", "team/pb-one", "--raw"])).out;
    assert!(text.contains("reviewed_by") && text.contains("Ben"));
}

#[test]
fn what_is_in_the_way_is_named_and_may_be_let_through_with_a_reason() {
    let Two { ann, remote, .. } = two();
    ok(ann.run(&["library", "add", "team", &remote, "--create"]));
    let leak = playbook("pb-one", "First") + "\nAsk bob@corp.example.io about it.\n";
    ann.write("pb-one.md", leak);
    ok(ann.run(&["import", "pb-one.md"]));
    let blocked = ann.run(&["publish", "pb-one", "--library", "team"]);
    assert_eq!(blocked.status, 1);
    assert!(
        blocked.out.contains("email bo… [") && !blocked.out.contains("bob@"),
        "{}",
        blocked.out
    );
    let fingerprint = blocked
        .out
        .split('[')
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .expect("a fingerprint");
    let bad = ann.run(&["publish", "pb-one", "--library", "team", "--except", "00000000=why"]);
    assert_eq!(bad.status, 2);
    let except = format!("{fingerprint}=a public address");
    ok(ann.run(&["publish", "pb-one", "--library", "team", "--except", &except]));
}

/// A host that lets git in and never says a word.
#[test]
fn control_c_stops_an_exchange_and_git_with_it() {
    let Two { ann, .. } = two();
    let host = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address =
        format!("https://127.0.0.1:{}/team.git", host.local_addr().expect("bound").port());
    let mut asking = ann
        .command(&["library", "add", "team", &address, "--json"])
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the program starts");
    // Git is there once it has called.
    let (mut call, _) = host.accept().expect("git calls");
    #[expect(clippy::disallowed_methods, reason = "tests start processes")]
    let sent = Command::new("kill").args(["-INT", &asking.id().to_string()]).status();
    assert!(sent.expect("a system with kill").success());
    let status = asking.wait().expect("our child");
    assert_eq!(status.code(), Some(3), "the work was stopped");
    // The connection ends only when git is gone.
    let mut rest = Vec::new();
    call.set_read_timeout(Some(std::time::Duration::from_secs(10))).expect("a time limit");
    let _ = std::io::Read::read_to_end(&mut call, &mut rest).map_err(|error| {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "git still holds the line");
    });
    assert_eq!(ann.json(&["library", "list"])["libraries"], serde_json::json!([]));
}
