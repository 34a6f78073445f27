//! Finding and reading, with and without a pointer.

use fieldbook_tests::app::{RunningApp, Start};
use fieldbook_tests::webdriver::key;
use serde_json::json;

#[test]
fn the_first_start_shows_the_starter_library() {
    let app = RunningApp::start();
    app.wait_for_text("footer", "59");
    app.wait_for("[role=combobox]");
    let counts = &app.rpc("status", &json!(null))["counts"];
    assert_eq!(counts["playbooks"], 15);
    assert_eq!(counts["findings"], 15);
}

#[test]
fn an_empty_library_says_how_to_begin() {
    let app = Start::default().empty().open();
    app.wait_for(".empty-start button");
}

#[test]
fn results_follow_the_keystrokes_and_open_with_enter() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("enzyme");
    app.wait_for_text("#results [role=option]", "Enzyme");
    app.type_text(" react testing");
    app.wait_for_text("#results [role=option][aria-selected=true]", "Airbnb");
    app.press(&[key::ENTER]);
    app.wait_for_text("main h1", "Airbnb");
    // The brief comes first: outcome, and the elapsed-time factor with what it rests on.
    app.wait_for_text("main", "13");
    app.press(&[key::ESCAPE]);
    app.wait_for("#results");
}

#[test]
fn a_filter_typed_in_the_query_becomes_a_chip_and_a_facet() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("kind:finding agents");
    app.wait_for_text(".chip.on", "finding");
    app.wait_for("#facets .facet-row");
    let kinds =
        app.run("return [...document.querySelectorAll('#results [role=option]')].length", &[]);
    assert!(kinds.as_u64().unwrap_or(0) > 0);
    app.press(&[key::ESCAPE]);
    app.wait_gone(".chip.on");
}

#[test]
fn nothing_found_offers_a_way_out() {
    let app = RunningApp::start();
    app.click(&app.wait_for("[role=combobox]"));
    app.type_text("enzyme ring:hold zzzzqqqq");
    app.wait_for(".none button");
}

#[test]
fn a_verdict_is_shown_with_its_arithmetic() {
    let app = Start::default().argument("fieldbook://record/cf-mechanical-migration").open();
    app.wait_for_text("main h1", "mechanical");
    app.wait_for_text("main", "0.71");
    app.wait_for_text("main", "7 organisations");
}

#[test]
fn everything_can_be_reached_by_keyboard() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    app.press(&[key::CONTROL, 'k']);
    app.wait_for("dialog[open] input, [role=dialog] input");
    app.type_text("bedrock");
    app.wait_for_text("[role=dialog], dialog[open]", "Bedrock");
    app.press(&[key::ENTER]);
    app.wait_for_text("main h1", "Bedrock");
    app.press(&['?']);
    app.wait_for("[role=dialog], dialog[open]");
    app.press(&[key::ESCAPE]);
    app.wait_gone("[role=dialog], dialog[open]");
    app.press(&['e']);
    app.wait_for(".cm-host, [data-field=title], .edit");
}
