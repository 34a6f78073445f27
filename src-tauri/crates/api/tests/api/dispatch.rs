//! Commands by name.

use fieldbook_api::{App, commands};
use fieldbook_library::{FixedClock, OpenOptions, Paths};
use serde_json::{Value, json};

fn app() -> (App, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let clock = FixedClock { now: 1_795_000_000_000, today: "2026-11-24".parse().unwrap() };
    let options = OpenOptions::new(Paths::beside(&folder.path().join("books")), clock);
    (App::open(options).unwrap(), folder)
}

#[test]
fn refuses_what_is_not_on_the_list() {
    let (app, _folder) = app();
    let error = app.dispatch("drop_table", Value::Null).unwrap_err();
    assert_eq!(error.code, "unknown-command");
}

#[test]
fn refuses_wrong_input_for_every_command() {
    let (app, _folder) = app();
    for name in commands::NAMES {
        let error = app.dispatch(name, json!([{ "wrong": ["input"] }])).unwrap_err();
        assert_eq!(error.code, "bad-input", "{name}");
    }
}

#[test]
fn writes_reads_and_keeps_a_stale_save_out() {
    let (app, _folder) = app();
    let made =
        app.dispatch("new_record", json!({"kind": "playbook", "title": "Small steps"})).unwrap();
    let id = made["id"].clone();
    let state = app.dispatch("open_editor", json!({ "id": id })).unwrap();
    let text = state["text"].as_str().unwrap().to_owned();
    let save = |text: String, base: u32| {
        let input = json!({"id": id, "text": text, "base_revision": base, "note": null});
        app.dispatch("save_record", input).unwrap()
    };
    assert_eq!(save(format!("{text}\nOne.\n"), 1)["type"], "saved");
    let stale = save(format!("{text}\nTwo.\n"), 1);
    assert_eq!(stale["type"], "stale");
    assert_eq!(stale["current_text"], format!("{text}\nOne.\n"), "nothing was overwritten");
}
