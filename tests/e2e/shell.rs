//! The window itself: it opens, it is one, it answers, it remembers, it follows links.

use fieldbook_tests::app::{RunningApp, Start};
use serde_json::json;

#[test]
fn the_window_opens_and_the_backend_answers() {
    let app = RunningApp::start();
    app.wait_for("body *");
    assert!(app.title().contains("Fieldbook"), "title: {}", app.title());
    assert!(app.url().starts_with("tauri://localhost"), "{}", app.url());
    assert!(app.screenshot().starts_with(b"\x89PNG"));
    let size = app.run("return [innerWidth, innerHeight]", &[]);
    assert_eq!(size, json!([1280, 800]));

    let status = app.rpc("status", &json!(null));
    assert!(status["version"].is_string(), "{status}");
}

#[test]
fn an_unknown_command_is_refused_with_a_code() {
    let app = RunningApp::start();
    let answer = app.rpc("no_such_command", &json!(null));
    assert!(answer["error"]["code"].is_string(), "{answer}");
}

#[test]
fn a_deep_link_at_the_start_shows_its_record() {
    let app = Start::default().argument("fieldbook://record/cs-airbnb-enzyme-to-rtl").open();
    app.wait("the record's address", || {
        app.url().contains("/record/cs-airbnb-enzyme-to-rtl").then_some(())
    });
}

#[test]
fn a_second_start_hands_its_link_to_the_first() {
    let app = RunningApp::start();
    app.wait_for("body *");
    let status = app.start_again(&["fieldbook://record/cs-airbnb-enzyme-to-rtl"]);
    assert!(status.success(), "{status}");
    app.wait("the record's address", || {
        app.url().contains("/record/cs-airbnb-enzyme-to-rtl").then_some(())
    });
}

#[test]
fn the_size_of_the_window_is_remembered() {
    let app = RunningApp::start();
    app.resize(1100, 700);
    let app = Start::default().world(app.close()).open();
    app.wait("the former size", || (app.run("return innerWidth", &[]) == 1100).then_some(()));
}

#[test]
fn composition_events_reach_the_page() {
    // The switch of linux.rs itself can't be seen from a page, and no input method runs here. What can be shown
    // is that a page sees a composition as such, which the guards of its shortcuts rest on.
    let app = RunningApp::start();
    let seen = app.run(
        "const box = document.createElement('input'); document.body.append(box); const seen = [];
         box.addEventListener('keydown', e => seen.push(e.isComposing));
         box.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, isComposing: true }));
         return seen",
        &[],
    );
    assert_eq!(seen, json!([true]));
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_gpu_the_page_is_drawn_by_the_cpu() {
    const VARIABLES: [&str; 2] =
        ["WEBKIT_SKIA_ENABLE_CPU_RENDERING", "WEBKIT_DISABLE_COMPOSITING_MODE"];
    // Journeys run with OpenGL in software. WebKit's processes inherit what the app was started with.
    let variables = |app: &RunningApp| {
        let environment = format!("/proc/{}/environ", app.process().as_raw_nonzero());
        let environment = String::from_utf8(std::fs::read(environment).unwrap()).unwrap();
        let set: std::collections::HashMap<_, _> =
            environment.split('\0').filter_map(|it| it.split_once('=')).collect();
        VARIABLES.map(|name| set.get(name).map(|value| (*value).to_owned()))
    };
    let app = RunningApp::start();
    app.wait_for("body *");
    assert_eq!(variables(&app), ["1", "1"].map(|value| Some(value.to_owned())));
    for (chosen, expected) in VARIABLES.into_iter().zip([["0", "1"], ["1", "0"]]) {
        let app = Start::default().environment(chosen, "0").open();
        app.wait_for("body *");
        let expected = expected.map(|value| Some(value.to_owned()));
        assert_eq!(variables(&app), expected, "whoever chose {chosen} is left alone");
    }
}
