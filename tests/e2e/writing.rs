//! Writing: form and source in step, and nothing lost.

use fieldbook_tests::app::{RunningApp, Start};
use fieldbook_tests::webdriver::key;
use serde_json::{Value, json};

const RECORD: &str = "pb-spec-first";

fn edit() -> RunningApp {
    let app = Start::default().argument(&format!("fieldbook://record/{RECORD}")).open();
    app.wait_for_text("main h1", "Spec first");
    app.press(&['e']);
    app.wait_for("[data-field=title] input, [data-field=title] textarea");
    app
}

/// What is stored of the record that is being edited: the draft where there is one.
fn kept(app: &RunningApp) -> Value {
    app.rpc("open_editor", &json!({ "id": RECORD }))
}

fn wait_for_kept(app: &RunningApp, part: &str) -> Value {
    app.wait(&format!("{part:?} is kept"), || {
        let state = kept(app);
        state["text"].as_str().is_some_and(|text| text.contains(part)).then_some(state)
    })
}

#[test]
fn the_form_changes_one_line_of_the_source() {
    let app = edit();
    let before = kept(&app)["text"].as_str().unwrap().to_owned();
    let title = app.wait_for("[data-field=title] input, [data-field=title] textarea");
    app.keys(&title, " (ours)");
    let state = wait_for_kept(&app, "(ours)");
    let after = state["text"].as_str().unwrap();
    let changed: Vec<_> =
        before.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 1, "only the title's line: {changed:?}");
    app.press(&[key::CONTROL, 's']);
    app.wait_for("dialog[open], [role=dialog]");
    app.press(&[key::ENTER]);
    app.wait("the revision", || {
        let history = app.rpc("history", &json!({ "id": RECORD }));
        (history.as_array().map_or(0, Vec::len) == 2).then_some(())
    });
}

#[test]
fn what_was_typed_in_the_source_survives_a_kill() {
    let app = edit();
    // The source is CodeMirror in a shadow root, so that its styles pass the content security policy.
    app.run(
        "const root = [...document.querySelectorAll('.place, .place *')].map(e => e.shadowRoot).find(Boolean) ?? document;
         root.querySelector('.cm-content').focus()",
        &[],
    );
    app.press(&[key::CONTROL, key::END]);
    app.type_text("\u{E007}A sentence that nobody saved.");
    wait_for_kept(&app, "A sentence that nobody saved.");
    let app =
        Start::default().world(app.kill()).argument(&format!("fieldbook://record/{RECORD}")).open();
    app.wait_for_text("main h1", "Spec first");
    let state = kept(&app);
    assert_eq!(state["from_draft"], true);
    assert!(state["text"].as_str().unwrap().ends_with("A sentence that nobody saved."));
    assert_eq!(state["base_revision"], 1, "the history is untouched");
}

#[test]
fn a_save_by_somebody_else_is_noticed_and_overwrites_nothing() {
    let app = edit();
    let text = kept(&app)["text"].as_str().unwrap().to_owned();
    let title = app.wait_for("[data-field=title] input, [data-field=title] textarea");
    app.keys(&title, " mine");
    wait_for_kept(&app, " mine");
    let theirs = format!("{text}\nFrom another window.\n");
    let outcome = app.rpc(
        "save_record",
        &json!({ "id": RECORD, "text": theirs, "base_revision": 1, "note": null }),
    );
    assert_eq!(outcome["type"], "saved", "{outcome}");
    let stale = app.rpc(
        "save_record",
        &json!({ "id": RECORD, "text": "mine", "base_revision": 1, "note": null }),
    );
    assert_eq!(stale["type"], "stale");
    assert_eq!(stale["current_text"], theirs.as_str());
}

#[test]
fn a_new_record_is_made_from_its_template_and_can_be_thrown_away_and_taken_back() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    app.press(&[key::CONTROL, 'n']);
    app.wait_for("dialog[open] input, [role=dialog] input");
    app.type_text("Walking skeleton");
    app.press(&[key::ENTER]);
    app.wait_for("[data-field=title] input, [data-field=title] textarea");
    let made = app.rpc(
        "search",
        &json!({ "query": "walking skeleton library:personal", "offset": 0, "limit": 5, "sort": "relevance", "facets": false, "typing": false }),
    );
    let id = made["hits"][0]["id"].as_str().expect("the new record is found at once").to_owned();
    let gone = app.rpc("trash_record", &json!({ "id": id }));
    assert!(gone["error"].is_null(), "{gone}");
    let back = app.rpc("untrash_record", &gone);
    assert_eq!(back["id"], id.as_str());
}
