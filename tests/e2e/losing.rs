//! Nothing is lost: pictures, what others saved meanwhile, what was being typed.

use fieldbook_tests::app::{RunningApp, Start};
use fieldbook_tests::webdriver::key;
use serde_json::{Value, json};

const RECORD: &str = "pb-spec-first";

fn edit(start: Start) -> RunningApp {
    let app = start.argument(&format!("fieldbook://record/{RECORD}")).open();
    app.wait_for_text("main h1", "Spec first");
    app.press(&['e']);
    app.wait_for("[data-field=title] input, [data-field=title] textarea");
    app
}

fn kept(app: &RunningApp, part: &str) -> Value {
    app.wait(&format!("{part:?} is kept"), || {
        let state = app.rpc("open_editor", &json!({ "id": RECORD }));
        state["text"].as_str().is_some_and(|text| text.contains(part)).then_some(state)
    })
}

fn click(app: &RunningApp, selector: &str, words: &str) {
    app.wait(&format!("{selector} with {words:?}"), || {
        let clicked = app.run(
            "const found = [...document.querySelectorAll(arguments[0])].find(one => one.textContent.includes(arguments[1]));
             found?.click(); return Boolean(found)",
            &[json!(selector), json!(words)],
        );
        (clicked == true).then_some(())
    });
}

#[test]
fn a_pasted_picture_is_kept_with_the_text_and_survives_a_kill() {
    let app = edit(Start::default());
    app.run(
        "const root = [...document.querySelectorAll('.place, .place *')].map(e => e.shadowRoot).find(Boolean) ?? document;
         const content = root.querySelector('.cm-content');
         content.focus();
         const png = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), c => c.charCodeAt(0));
         const data = new DataTransfer();
         data.items.add(new File([png], 'dot.png', { type: 'image/png' }));
         const event = new Event('paste', { bubbles: true, cancelable: true });
         Object.defineProperty(event, 'clipboardData', { value: data });
         content.dispatchEvent(event)",
        &[],
    );
    let state = kept(&app, "](asset:");
    let text = state["text"].as_str().unwrap();
    assert!(
        text.starts_with(
            "---
"
        ) && text.trim_end().ends_with(')'),
        "below the fields: {text}"
    );
    let app = Start::default().world(app.kill()).open();
    app.wait_for("[role=combobox]");
    kept(&app, "](asset:");
}

#[test]
fn what_somebody_else_saved_and_what_is_typed_here_are_both_in_the_history() {
    let app = edit(Start::default());
    let text =
        app.rpc("open_editor", &json!({ "id": RECORD }))["text"].as_str().unwrap().to_owned();
    let title = app.wait_for("[data-field=title] input, [data-field=title] textarea");
    app.keys(&title, " mine");
    kept(&app, " mine");
    let theirs = format!("{text}\nFrom another window.\n");
    let saved = app.rpc(
        "save_record",
        &json!({ "id": RECORD, "text": theirs, "base_revision": 1, "note": null }),
    );
    assert_eq!(saved["type"], "saved", "{saved}");
    // The bar says so, and nothing typed here is gone.
    click(&app, "[role=alert] button", "Keep mine");
    app.wait_gone("[role=alert] button");
    app.press(&[key::CONTROL, 's']);
    app.wait_for("dialog[open]");
    app.press(&[key::ENTER]);
    let history = app.wait("three revisions", || {
        let history = app.rpc("history", &json!({ "id": RECORD }));
        (history.as_array().map_or(0, Vec::len) == 3).then_some(history)
    });
    assert_eq!(history[0]["revision"], 3);
    let diff = app.rpc("diff", &json!({ "id": RECORD, "from": 2, "to": 3 }));
    assert!(diff.to_string().contains("From another window."), "theirs can be read: {diff}");
    let view = app.rpc("get_record", &json!({ "id": RECORD }));
    assert!(
        view["record"]["title"].as_str().unwrap().ends_with(" mine"),
        "{}",
        view["record"]["title"]
    );
}

#[test]
fn a_kill_in_the_middle_of_a_word_loses_no_more_than_the_last_moment() {
    let app = edit(Start::default());
    let title = app.wait_for("[data-field=title] input, [data-field=title] textarea");
    app.keys(&title, " one two");
    kept(&app, " one two");
    app.keys(&title, " three");
    let app = edit(Start::default().world(app.kill()));
    let state = app.rpc("open_editor", &json!({ "id": RECORD }));
    assert_eq!(state["from_draft"], true);
    assert_eq!(state["base_revision"], 1, "the history is untouched");
    let line = state["text"].as_str().unwrap().lines().find(|line| line.starts_with("title:"));
    assert!(line.is_some_and(|line| line.contains(" one two")), "{line:?}");
    // And it is on the screen again, not only on the disk.
    let shown = app
        .property(&app.wait_for("[data-field=title] input, [data-field=title] textarea"), "value");
    assert!(shown.as_str().unwrap().contains(" one two"), "{shown}");
}

#[test]
fn a_removed_saved_search_comes_back_with_undo() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("flaky tests");
    app.wait_for("#results [role=option]");
    app.press(&[key::CONTROL, 's']);
    app.wait_for("#saved-name");
    app.press(&[key::CONTROL, 'a']);
    app.type_text("Mine");
    app.press(&[key::ENTER]);
    app.wait_for_text(".results-head [aria-pressed=true]", "Saved");
    app.press(&[key::CONTROL, 's']);
    app.wait_gone(".results-head [aria-pressed=true]");
    assert_eq!(app.rpc("saved_searches", &json!(null)), json!([]));
    click(&app, ".toast button", "Undo");
    app.wait_for(".results-head [aria-pressed=true]");
    assert_eq!(app.rpc("saved_searches", &json!(null))[0]["name"], "Mine");
}
