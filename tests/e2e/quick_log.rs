//! The quick log: in its small window, from anywhere, in twenty seconds.

use std::time::{Duration, Instant};

use fieldbook_tests::{
    app::{RunningApp, Start},
    webdriver::key,
};
use serde_json::{Value, json};

/// What one key costs somebody who types 40 words a minute: 200 characters.
const STROKE: Duration = Duration::from_millis(300);

/// How long an attempt may take to write down.
const LIMIT: Duration = Duration::from_secs(20);

/// Calls a command of the shell as the page would.
fn shell(app: &RunningApp, command: &str, input: &Value) -> Value {
    app.run_async(
        "return await window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])",
        &[json!(command), input.clone()],
    )
}

/// Waits for the small window and goes into it.
fn into_small_window(app: &RunningApp) {
    let main = app.window();
    let small =
        app.wait("the small window", || app.windows().into_iter().find(|window| *window != main));
    app.switch_to(&small);
    app.wait_for("#log-what");
}

fn total(app: &RunningApp, query: &str) -> Value {
    app.rpc("answer", &json!({ "query": query }))["attempts"]["total"].clone()
}

#[test]
fn the_small_window_keeps_what_was_typed_and_logs_it() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    let main = app.window();
    assert_eq!(shell(&app, "log_window", &json!({ "open": true })), Value::Null);
    into_small_window(&app);
    assert!(app.url().ends_with("#/log"), "{}", app.url());
    app.type_text("Turn the zeppelin");
    app.press(&[key::ESCAPE]);

    // Somebody changes theme and language in the meantime, and opens it again from the desktop.
    app.switch_to(&main);
    let mut settings = app.rpc("settings", &json!(null));
    settings["theme"] = json!("dark");
    settings["language"] = json!("zh");
    app.rpc("set_settings", &settings);
    assert!(app.start_again(&["--log"]).success());
    into_small_window(&app);
    app.run("window.dispatchEvent(new Event('focus'))", &[]);
    app.wait("the look of the main window", || {
        let look = app.run(
            "const root = document.documentElement; return [root.dataset.theme, root.lang]",
            &[],
        );
        (look == json!(["dark", "zh-CN"])).then_some(())
    });
    let typed = app.property(&app.wait_for("#log-what"), "value");
    assert_eq!(typed, "Turn the zeppelin");
    // Colours take a moment to change.
    app.wait("no violation in the small window", || {
        let found = app.axe();
        found.iter().for_each(|line| println!("{line}"));
        found.is_empty().then_some(())
    });

    app.click(&app.wait_for(".outs button"));
    app.press(&[key::CONTROL, key::ENTER]);
    app.wait("the attempt counts", || (total(&app, "zeppelin") == 1).then_some(()));
    let small = app.window();
    app.switch_to(&main);
    app.wait_for_text(".toasts", "Turn the zeppelin");
    app.switch_to(&small);
    app.wait("the next one starts empty", || {
        (app.property(&app.wait_for("#log-what"), "value") == "").then_some(())
    });
}

#[test]
fn starting_with_log_opens_both_windows() {
    let app = Start::default().argument("--log").open();
    app.wait("two windows", || (app.windows().len() == 2).then_some(()));
}

#[test]
fn an_attempt_is_written_down_in_twenty_seconds() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    // Whoever has logged before: agent and model stand as they did last time.
    app.rpc("log_attempt", &json!({"title": "Before", "task_type": "migration", "outcome": "mixed", "agent": "Claude Code", "model": "Claude Opus 4.6"}));
    let mut strokes = 0_u32;
    let mut count = |keys: usize| strokes += u32::try_from(keys).expect("few keys");
    let type_in = |text: &str| {
        app.type_text(text);
        text.len()
    };
    let tab = |times: usize| {
        for _ in 0..times {
            app.press(&[key::TAB]);
        }
        times
    };
    app.press(&[key::CONTROL, 'l']);
    let opening = Instant::now();
    app.wait_for("#log-what");
    let mut waited = opening.elapsed();
    count(2);
    count(type_in("Moved 40 zeppelin jobs"));
    // Over task, agent and model, which are filled in already, to the outcome: the third is "failed".
    count(tab(4) + type_in("3"));
    count(tab(1) + type_in(" "));
    count(tab(1) + type_in("45"));
    count(tab(2) + type_in("Lost two"));
    app.press(&[key::CONTROL, key::ENTER]);
    let saving = Instant::now();
    count(2);
    app.wait_gone("#log-what");
    waited += saving.elapsed();
    let all = STROKE * strokes + waited;
    println!("{strokes} keys at 40 words a minute and {waited:?} of waiting: {all:?}");
    assert!(all < LIMIT, "{strokes} keys and {waited:?}: {all:?}");

    app.wait("the attempt counts", || (total(&app, "zeppelin") == 1).then_some(()));
    let record = app.rpc("get_record", &json!({ "id": "cs-moved-40-zeppelin-jobs" }));
    let text = record["text"].to_string();
    for part in ["Moved 40 zeppelin jobs", "migration", "Claude Code", "failed", "45", "Lost two"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn the_settings_say_what_became_of_the_key() {
    let first = RunningApp::start();
    first.wait_for("[role=combobox]");
    let keys = json!({ "keys": "Ctrl+Alt+Shift+F7" });
    assert_eq!(shell(&first, "log_shortcut", &keys), "on");
    assert_eq!(shell(&first, "log_shortcut", &json!({ "keys": "Hyper+?" })), "unreadable");
    assert_eq!(shell(&first, "log_shortcut", &json!({ "keys": "" })), "off");
    assert_eq!(shell(&first, "log_shortcut", &keys), "on");

    // A second program wants the same keys: it starts all the same, and says so.
    let second = RunningApp::start();
    second.wait_for("[role=combobox]");
    let mut settings = second.rpc("settings", &json!(null));
    settings["log_shortcut"] = json!("Ctrl+Alt+Shift+F7");
    settings["language"] = json!("en");
    second.rpc("set_settings", &settings);
    second.start_at("#/settings");
    second.wait_for_text("#global-key-state", "Another program");

    // Pressed keys are taken, and the key can be turned off.
    second.click(&second.wait_for("#global-key"));
    second.run(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', code: 'F8', ctrlKey: true, altKey: true, bubbles: true, cancelable: true }))",
        &[],
    );
    second.wait_for_text("#global-key-state", "open the quick log");
    second.click(&second.wait_for("#global-key + button"));
    second.wait_for_text("#global-key-state", "Turned off");
}

#[test]
fn a_wayland_desktop_is_told_how_to_open_it() {
    let app = Start::default().environment("XDG_SESSION_TYPE", "wayland").open();
    app.wait_for("[role=combobox]");
    let mut settings = app.rpc("settings", &json!(null));
    settings["language"] = json!("en");
    app.rpc("set_settings", &settings);
    app.start_at("#/settings");
    app.wait_for_text("#global-key-state", "fieldbook-desktop --log");
}
