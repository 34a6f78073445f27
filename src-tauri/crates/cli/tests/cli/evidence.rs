//! The commands on evidence: answer, map, log, close, inbox, and drafts from git.

use std::process::Command;

use serde_json::{Value, json};

use crate::world::{World, keys};

fn has_keys(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "{key} is missing in {:?}", keys(value));
    }
}

#[test]
fn answer_has_the_shape_of_the_contract() {
    let world = World::new();
    let answer = world.json(&["answer", "task:migration"]);
    has_keys(&answer, &["attempts", "findings", "playbooks", "failure_modes"]);
    let attempts = &answer["attempts"];
    let outcomes =
        ["succeeded", "mixed", "failed", "abandoned", "inconclusive", "unreported", "open"];
    has_keys(attempts, &outcomes);
    let counted: u64 = outcomes.iter().map(|name| attempts[name].as_u64().expect("a count")).sum();
    let rest = attempts["not_applicable"].as_u64().expect("a count");
    assert_eq!(attempts["total"], counted + rest);
    let listed = world.run(&["list", "task:migration kind:case-study"]).out.lines().count();
    assert_eq!(attempts["total"], listed);
    assert_eq!(answer["findings"][0]["id"], "cf-mechanical-migration");
    assert_eq!(answer["findings"][0]["verdict"], "can_with_supervision");
    assert_eq!(answer["playbooks"][0]["id"], "pb-migrations-as-pipelines");
    assert!(!answer["failure_modes"].as_array().expect("modes").is_empty());

    let nothing = world.run(&["answer", "zyxwvut", "qqqq", "--json"]);
    assert_eq!(nothing.status, 1, "the answer is no");
    assert_eq!(nothing.json()["attempts"]["total"], 0);
    assert!(
        world.run(&["answer", "zyxwvut"]).out.starts_with("Nobody is known to have tried this.")
    );
}

#[test]
fn map_has_the_shape_of_the_contract() {
    let world = World::new();
    for by in ["all", "agent", "model"] {
        let map = world.json(&["map", "--by", by]);
        for row in map["rows"].as_array().expect("rows") {
            assert!(row["task_type"].is_string());
            for cell in row["cells"].as_array().expect("cells") {
                has_keys(cell, &["column", "verdict", "n", "newest", "low", "high", "ids"]);
                let ids = cell["ids"].as_array().expect("ids").len();
                assert_eq!(cell["n"], ids, "{by}: every record of a cell is named");
                assert!(cell["verdict"].is_string(), "unknown is a word too");
            }
        }
    }
    let text = world.run(&["map", "--by", "all"]).out;
    assert!(
        text.contains("code-review\n  all: unknown, n 0") || text.contains("all: unknown"),
        "{text}"
    );
    assert!(text.contains("Not a random sample"));
    let csv = world.run(&["map", "--csv"]).out;
    assert!(
        csv.starts_with("\"# Fieldbook map, as of 2026-11-23")
            || csv.starts_with("# Fieldbook map"),
        "{csv}"
    );
}

#[test]
fn an_attempt_is_logged_registered_closed_and_seen_in_the_answer() {
    let world = World::empty();
    let logged = world.json(&[
        "log",
        "Move 40 cron jobs",
        "--task",
        "migration",
        "--agent",
        "Claude Code",
        "--model",
        "Claude Opus 4.6",
        "--outcome",
        "failed",
        "--supervised",
        "--minutes",
        "95",
        "--note",
        "Lost retries",
    ]);
    assert_eq!(logged["id"], "cs-move-40-cron-jobs");
    let record = &world.json(&["show", "cs-move-40-cron-jobs"])["record"];
    assert_eq!(record["details"]["what_failed"], json!(["Lost retries"]));
    assert_eq!(record["details"]["effort"]["actual"]["duration"]["unit"], "minutes");

    let open = world.json(&[
        "log",
        "Contract tests",
        "--open",
        "--due",
        "2026-11-01",
        "--expect",
        "200 kept",
    ]);
    let id = open["id"].as_str().expect("an id");
    let record = &world.json(&["show", id])["record"]["details"];
    assert_eq!(record["agents"][0]["name"], "Claude Code", "remembered");
    assert_eq!((&record["outcome"], &record["expected"]), (&json!("open"), &json!("200 kept")));
    let attempts = world.json(&["answer", "contract tests"])["attempts"].clone();
    assert_eq!(
        (&attempts["unreported"], &attempts["open"]),
        (&json!(1), &json!(0)),
        "22 days late"
    );

    let inbox = world.json(&["inbox"]);
    has_keys(&inbox, &["items", "counts", "by_task"]);
    assert_eq!(inbox["items"][0]["group"], "overdue");
    assert_eq!(inbox["items"][0]["days_late"], 22);
    assert!(world.run(&["inbox"]).out.contains("22 days late, counted as unreported"));

    let closed = world.json(&["close", id, "--outcome", "mixed", "--note", "60 kept"]);
    assert_eq!((&closed["id"], &closed["outcome"]), (&json!(id), &json!("mixed")));
    let attempts = world.json(&["answer", "contract tests"])["attempts"].clone();
    assert_eq!((&attempts["unreported"], &attempts["mixed"]), (&json!(0), &json!(1)));
    let again = world.run(&["close", id, "--outcome", "failed", "--json"]);
    assert_eq!((again.status, &again.json()["error"]["code"]), (1, &json!("not-open")));
}

#[test]
fn a_day_that_the_command_line_makes_up_does_not_stay_in_the_index() {
    let world = World::empty();
    world.json(&["log", "Contract tests", "--open", "--due", "2026-12-01"]);
    let open = |today: &str| {
        world.json(&["--today", today, "answer", "contract"])["attempts"]["open"].clone()
    };
    assert_eq!(open("2026-11-23"), 1);
    assert_eq!(open("2027-01-01"), 0);
    assert_eq!(open("2026-11-23"), 1);
}

#[test]
fn wrong_words_are_usage() {
    let world = World::empty();
    let ran = world.run(&["log", "x", "--outcome", "splendid", "--json"]);
    assert_eq!((ran.status, &ran.json()["error"]["code"]), (2, &json!("bad-outcome")));
    let ran = world.run(&["log", "x", "--open", "--due", "soon", "--json"]);
    assert_eq!((ran.status, &ran.json()["error"]["code"]), (2, &json!("bad-date")));
    assert_eq!(world.run(&["log", "x", "--open", "--outcome", "failed"]).status, 2);
    assert_eq!(world.run(&["close", "cs-none-such", "--outcome", "failed"]).status, 1);
    assert_eq!(
        world.run(&["new", "case-study", "--from-git", "a..b"]).status,
        2,
        "which repository?"
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests start processes")]
fn a_draft_from_git_holds_counts_and_no_names() {
    let world = World::empty();
    let repo = world.path("repo");
    let git = |args: &[&str], day: &str, who: &str| {
        let ran = Command::new("git")
            .args(["-C", &repo.display().to_string(), "-c", "commit.gpgSign=false"])
            .args(args)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .envs([("GIT_AUTHOR_NAME", who), ("GIT_COMMITTER_NAME", who)])
            .envs([
                ("GIT_AUTHOR_EMAIL", format!("{who}@x")),
                ("GIT_COMMITTER_EMAIL", format!("{who}@x")),
            ])
            .envs([
                ("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z")),
                ("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z")),
            ])
            .output()
            .expect("git is needed for this test");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    std::fs::create_dir_all(&repo).expect("a folder");
    git(&["init", "-q", "-b", "main"], "2026-10-01", "zebulon");
    world.write("repo/a.txt", "one\ntwo\n");
    git(&["add", "."], "2026-10-01", "zebulon");
    git(&["commit", "-q", "-m", "Base"], "2026-10-01", "zebulon");
    git(&["tag", "v1"], "2026-10-01", "zebulon");
    for (day, who, text) in [("2026-10-02", "zebulon", "three"), ("2026-10-11", "quark", "four")] {
        world.write("repo/a.txt", format!("{text}\n"));
        let message =
            format!("Move the jobs\n\nCo-authored-by: Claude <noreply@anthropic.com>\n{text}");
        git(&["commit", "-q", "-am", &message], day, who);
    }
    let folder = repo.display().to_string();
    let made = world.json(&["new", "case-study", "--from-git", "v1..main", "--repo", &folder]);
    let shown = world.json(&["show", made["id"].as_str().expect("an id")]);
    let text = shown["text"].as_str().expect("text");
    assert_eq!(shown["record"]["title"], "Move the jobs");
    let actual = &shown["record"]["details"]["effort"]["actual"];
    assert_eq!((&actual["people"]["min"], &actual["duration"]["min"]), (&json!(2.0), &json!(10.0)));
    assert_eq!(actual["duration"]["day_basis"], "calendar", "that is how git counts");
    assert!(text.contains("- 2 commits by 2 authors in `v1..main`"), "{text}");
    assert!(text.contains("Claude"), "the agent's trailer is a fact");
    assert!(!text.contains("zebulon") && !text.contains("quark"), "authors are a count: {text}");

    let none =
        world.run(&["new", "case-study", "--from-git", "main..main", "--repo", &folder, "--json"]);
    assert_eq!((none.status, &none.json()["error"]["code"]), (2, &json!("no-commits")));
    let wrong =
        world.run(&["new", "case-study", "--from-git", "nope..main", "--repo", &folder, "--json"]);
    assert_eq!((wrong.status, &wrong.json()["error"]["code"]), (2, &json!("no-range")));
    let nowhere = format!("{folder}/nowhere");
    let lost =
        world.run(&["new", "case-study", "--from-git", "HEAD", "--repo", &nowhere, "--json"]);
    assert_eq!((lost.status, &lost.json()["error"]["code"]), (2, &json!("no-repository")));
}
