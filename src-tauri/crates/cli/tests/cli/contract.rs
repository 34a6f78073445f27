//! The JSON shapes and exit statuses that other tools rely on.

use serde_json::{Value, json};

use crate::world::{World, keys, shared};

fn has_keys(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "{key} is missing in {:?}", keys(value));
    }
}

#[test]
fn search_answers_as_the_contract_says() {
    let world = World::new();
    let page = world.json(&["search", "migration", "--facets", "--limit", "3"]);
    has_keys(&page, &["query", "took_us", "total", "hits", "facets", "did_you_mean"]);
    assert_eq!(page["query"], "migration");
    assert!(page["took_us"].is_u64());
    assert_eq!(page["hits"].as_array().expect("hits").len(), 3);
    for hit in page["hits"].as_array().expect("hits") {
        has_keys(
            hit,
            &[
                "id",
                "library",
                "kind",
                "title",
                "score",
                "snippet",
                "ranges",
                "task_type",
                "outcome",
                "agent",
                "model",
                "certainty",
                "date",
            ],
        );
        assert!(hit["snippet"].is_string());
        for range in hit["ranges"].as_array().expect("ranges") {
            assert_eq!(range.as_array().expect("a pair").len(), 2);
        }
    }
    let kinds = page["facets"]["kind"].as_object().expect("counts by value");
    assert!(kinds.values().all(Value::is_u64), "{kinds:?}");
    let only = world.json(&["search", "migration", "--kind", "finding"]);
    assert!(only["hits"].as_array().expect("hits").iter().all(|hit| hit["kind"] == "finding"));
    assert_eq!(only["facets"], json!({}));
}

#[test]
fn a_batch_gives_one_line_for_each_query() {
    let world = World::new();
    let ran =
        world.run_with(&["search", "-", "--limit", "2"], "migration\nzzzzqqq\n\n-outcome:failed\n");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let pages: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let queries: Vec<&str> =
        pages.iter().map(|page| page["query"].as_str().expect("text")).collect();
    assert_eq!(queries, ["migration", "zzzzqqq", "", "-outcome:failed"]);
    assert!(pages[0]["total"].as_u64() > Some(0));
    assert_eq!(pages[1]["total"], 0);
    assert_eq!(pages[2]["hits"].as_array().expect("hits").len(), 2);
}

#[test]
fn show_and_list_answer_as_the_contract_says() {
    let world = World::new();
    let shown = world.json(&["show", "cs-airbnb-enzyme-to-rtl"]);
    has_keys(&shown, &["id", "kind", "text", "record", "checks", "links", "computed"]);
    assert!(shown["computed"]["leverage"].is_object());
    assert!(shown["computed"]["verdict"].is_null());
    let raw = world.run(&["show", "starter/cs-airbnb-enzyme-to-rtl", "--raw"]);
    assert_eq!(shown["text"].as_str().expect("text").as_bytes(), raw.bytes);

    let listed = world.run(&["list", "kind:finding", "--json"]);
    assert_eq!(listed.out.lines().count(), 15);
    for line in listed.out.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON Lines");
        has_keys(&row, &["id", "library", "kind", "title"]);
    }
}

#[test]
fn verdicts_equal_the_vectors() {
    let Some(path) = shared("content/findings.json") else { return };
    let vectors: Value =
        serde_json::from_slice(&std::fs::read(path).expect("the vectors")).expect("JSON");
    let world = World::new();
    for vector in vectors["findings"].as_array().expect("findings") {
        let id = vector["id"].as_str().expect("an id");
        assert_eq!(world.json(&["verdict", id]), vector["derived"], "{id}");
    }
}

#[test]
fn wrong_usage_and_missing_records_have_their_own_status() {
    let world = World::new();
    assert_eq!(world.run(&["serch"]).status, 2);
    assert_eq!(world.run(&["search"]).status, 2);
    assert_eq!(world.run(&["new", "poem"]).status, 2);
    assert_eq!(world.run(&["verdict", "cs-airbnb-enzyme-to-rtl"]).status, 2);
    let missing = world.run(&["show", "cs-no-such-record", "--json"]);
    assert_eq!(missing.status, 1);
    assert!(missing.err.starts_with("error: "), "{}", missing.err);
    assert!(missing.err.contains("\nhint: "), "{}", missing.err);
    assert_eq!(missing.json()["error"]["code"], "not-found");
    assert_eq!(missing.json()["error"]["args"]["id"], "cs-no-such-record");
    let usage = world.run(&["import", "--format", "poem", "x", "--json"]);
    assert_eq!((usage.status, usage.json()["error"]["code"].clone()), (2, json!("usage")));
    for format in ["atrb", "madr", "skill"] {
        let later = world.run(&["import", ".", "--format", format, "--json"]);
        assert_eq!((later.status, later.json()["error"]["code"].clone()), (2, json!("not-yet")));
    }
    assert_eq!(world.run(&["show", "cs-a"]).status, 2, "four characters fit several records");
}

#[test]
fn health_backup_and_restore() {
    let world = World::new();
    let report = world.json(&["doctor"]);
    assert_eq!(report["ok"], true, "{report}");
    has_keys(&report["checks"][0], &["name", "ok", "detail"]);

    let id = world.json(&["new", "playbook", "--title", "Kept in the backup"])["id"].clone();
    let id = id.as_str().expect("an id");
    let made = world.json(&["backup", "safe.db"]);
    assert_eq!(made["records"], 90);
    world.json(&["trash", id]);
    let found = |id: &str| {
        let answer = world.json(&["search", "Kept in the backup"]);
        answer["hits"].as_array().is_some_and(|hits| hits.iter().any(|hit| hit["id"] == id))
    };
    assert!(!found(id), "what is in the trash is not found");
    world.json(&["restore-backup", "safe.db"]);
    assert!(found(id), "what the backup holds is found again");
    let broken = world.write("broken.db", "no database");
    let refused = world.run(&["restore-backup", &broken.display().to_string()]);
    assert_eq!(refused.status, 2, "{}", refused.err);
    assert_eq!(world.json(&["stats"])["records"], 90);
    assert_eq!(world.json(&["rebuild-index"])["records"], 90);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    use std::io::Read as _;
    use std::process::Stdio;

    let world = World::new();
    let mut child = world
        .command(&["list", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // The pipe is closed before a byte is read: the first write that reaches it fails.
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut told).expect("text");
    assert_eq!((child.wait().expect("it ends").code(), told.as_str()), (Some(0), ""));
}
