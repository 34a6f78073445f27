//! Every key of the sheet, tried where it is said to work.
//!
//! The sheet is the list: a key that it names and that nobody tries here fails the test, so does one that is
//! tried here and that the sheet does not name.

use fieldbook_tests::app::RunningApp;
use fieldbook_tests::webdriver::key::{
    ALT, CONTROL, DELETE, DOWN, END, ENTER, ESCAPE, F1, F3, F6, HOME, LEFT, PAGE_DOWN, PAGE_UP,
    RIGHT, SHIFT, SPACE, UP,
};
use serde_json::{Value, json};

/// A key as the sheet writes it, how it is pressed, and what is true afterwards and was not before.
type Key = (&'static str, &'static [char], &'static str);

const DIALOG: &str = "document.querySelector('dialog[open]')";
const SELECTED: &str = "document.querySelector('#results [aria-selected=true]')?.id !== before";

const EVERYWHERE: &[Key] = &[
    ("Ctrl K", &[CONTROL, 'k'], "document.querySelector('dialog[open] [role=combobox]')"),
    ("Ctrl N", &[CONTROL, 'n'], DIALOG),
    ("Ctrl 1", &[CONTROL, '1'], "location.hash.startsWith('#/find')"),
    ("Ctrl 2", &[CONTROL, '2'], "location.hash.startsWith('#/map')"),
    ("Ctrl 3", &[CONTROL, '3'], "location.hash === '#/inbox'"),
    ("Ctrl 4", &[CONTROL, '4'], "location.hash.startsWith('#/libraries')"),
    ("Ctrl 5", &[CONTROL, '5'], "location.hash.startsWith('#/insights')"),
    ("Ctrl L", &[CONTROL, 'l'], "document.querySelector('dialog[open] #log-what')"),
    ("Ctrl ,", &[CONTROL, ','], "document.querySelector('#author')"),
    ("Alt ←", &[ALT, LEFT], "location.hash === '#/inbox'"),
    ("Alt →", &[ALT, RIGHT], "location.hash === '#/insights'"),
    ("/", &['/'], "location.hash.startsWith('#/find')"),
    ("F1", &[F1], "document.querySelector('dialog[open] .example')"),
    ("F6", &[F6], "document.activeElement !== document.body"),
    ("Shift F6", &[SHIFT, F6], "document.activeElement !== document.body"),
    ("Esc", &[ESCAPE], "location.hash === '#/inbox'"),
    ("?", &['?'], "document.querySelector('dialog[open] dl')"),
    ("Ctrl /", &[CONTROL, '/'], "document.querySelector('dialog[open] dl')"),
];

const FIND: &[Key] = &[
    ("/", &['/'], "document.activeElement.matches('[role=combobox]')"),
    ("↑", &[UP], SELECTED),
    ("↓", &[DOWN], SELECTED),
    ("PageUp", &[PAGE_UP], SELECTED),
    ("PageDown", &[PAGE_DOWN], SELECTED),
    ("Enter", &[ENTER], "location.hash.startsWith('#/record/')"),
    ("Space", &[SPACE], "!document.querySelector('#preview')"),
    ("F", &['f'], "document.activeElement.matches('.facet-row')"),
    ("T", &['t'], "document.querySelector('dialog[open] #log-what')"),
    ("Ctrl Shift C", &[CONTROL, SHIFT, 'c'], "document.querySelector('.toast')"),
    ("C", &['c'], "document.querySelector('.toast')"),
    ("Ctrl Enter", &[CONTROL, ENTER], "document.querySelector('.toast')"),
    ("Ctrl S", &[CONTROL, 's'], "document.querySelector('#saved-name')"),
    ("Alt ↓", &[ALT, DOWN], "document.querySelector('#find-completions')"),
    ("Ctrl Space", &[CONTROL, SPACE], "document.querySelector('#find-completions')"),
    ("Home", &[HOME], SELECTED),
    ("End", &[END], SELECTED),
    ("Esc", &[ESCAPE], "document.activeElement.matches('[role=combobox]')"),
];

const RECORD: &[Key] = &[
    ("Esc", &[ESCAPE], "location.hash.startsWith('#/find')"),
    ("J", &['j'], "location.hash !== before"),
    ("K", &['k'], "location.hash !== before"),
    ("E", &['e'], "location.hash.startsWith('#/edit/')"),
    ("T", &['t'], "document.querySelector('dialog[open] #log-what')"),
    ("H", &['h'], "location.hash.includes('/history')"),
    ("C", &['c'], "document.querySelector('.toast')"),
    ("Ctrl Shift C", &[CONTROL, SHIFT, 'c'], "document.querySelector('.toast')"),
    ("P", &['p'], "location.hash.startsWith('#/libraries')"),
    ("D", &['d'], "location.hash.startsWith('#/edit/')"),
    ("Delete", &[DELETE], "document.querySelector('.toast button')"),
    ("F3", &[F3], "document.querySelector('.hit-bar [role=status]').textContent !== before"),
    (
        "Shift F3",
        &[SHIFT, F3],
        "document.querySelector('.hit-bar [role=status]').textContent !== before",
    ),
    (
        "Ctrl G",
        &[CONTROL, 'g'],
        "document.querySelector('.hit-bar [role=status]').textContent !== before",
    ),
    (
        "Ctrl Shift G",
        &[CONTROL, SHIFT, 'g'],
        "document.querySelector('.hit-bar [role=status]').textContent !== before",
    ),
    ("Ctrl F", &[CONTROL, 'f'], "document.activeElement.matches('.hit-bar input')"),
    ("]", &[']'], "!document.querySelector('.rail')"),
    ("[", &['['], "!document.querySelector('.rail')"),
];

/// Opens an address as a person would who starts the app there.
fn open(app: &RunningApp, address: &str, there: &str) {
    app.start_at("#/settings");
    app.wait_for("#author");
    app.start_at(address);
    app.wait_for(there);
}

/// Puts the focus where no key belongs to anything.
fn unfocus(app: &RunningApp) {
    app.run("document.activeElement?.blur()", &[]);
}

/// The keys that the sheet names under its nth heading, from the end where negative.
fn sheet(app: &RunningApp, nth: i32) -> Vec<String> {
    app.press(&['?']);
    app.wait_for("dialog[open] dl");
    let keys = app.run(
        "return [...[...document.querySelectorAll('dialog[open] section')].at(arguments[0]).querySelectorAll('kbd')].map(kbd => kbd.textContent)",
        &[json!(nth)],
    );
    let mut keys: Vec<String> = serde_json::from_value(keys).expect("texts");
    keys.sort();
    app.press(&[ESCAPE]);
    app.wait_gone("dialog[open]");
    keys
}

fn names(keys: &[Key]) -> Vec<String> {
    let mut names: Vec<String> = keys.iter().map(|(name, ..)| (*name).to_owned()).collect();
    names.sort();
    names
}

/// Tries each key on a page opened afresh; `before` is what the page says of its state.
fn try_all(app: &RunningApp, keys: &[Key], state: &str, prepare: impl Fn(&RunningApp, &str)) {
    for (name, chord, then) in keys {
        prepare(app, name);
        let before = app.run(&format!("return {state}"), &[]);
        let holds = || {
            app.run(
                &format!("const before = arguments[0]; return Boolean({then})"),
                std::slice::from_ref(&before),
            )
        };
        assert_eq!(holds(), Value::Bool(false), "{name}: nothing was pressed yet");
        app.press(chord);
        app.wait(name, || (holds() == Value::Bool(true)).then_some(()));
    }
}

#[test]
fn every_key_that_works_everywhere() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    let prepare = |app: &RunningApp, name: &str| {
        let start = if name == "Ctrl ," { "#/insights" } else { "#/settings" };
        open(app, start, "main h1");
        unfocus(app);
        // Two places to come from and go back to.
        if ["Alt ←", "Alt →", "Esc"].contains(&name) {
            app.press(&[CONTROL, '3']);
            app.wait("the inbox", || {
                (app.run("return location.hash", &[]) == "#/inbox").then_some(())
            });
            app.press(&[CONTROL, '5']);
            app.wait("insights", || {
                (app.run("return location.hash", &[]) == "#/insights").then_some(())
            });
            unfocus(app);
        }
        if name == "Alt →" {
            app.press(&[ALT, LEFT]);
            app.wait("back", || (app.run("return location.hash", &[]) == "#/inbox").then_some(()));
        }
    };
    prepare(&app, "");
    assert_eq!(sheet(&app, -1), names(EVERYWHERE));
    try_all(&app, EVERYWHERE, "location.hash", prepare);
}

#[test]
fn every_key_of_the_results() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    let prepare = |app: &RunningApp, name: &str| {
        if name == "Ctrl Enter" {
            // Asks for evidence where there is none.
            return open(app, "#/find?q=kind:case%20quokka", ".none");
        }
        open(app, "#/find?q=migration", "#results [role=option][aria-selected=true]");
        app.rpc("set_settings", &{
            let mut settings = app.rpc("settings", &json!(null));
            settings["preview"] = json!(true);
            settings
        });
        if ["Alt ↓", "Ctrl Space"].contains(&name) {
            return app.click(&app.wait_for("[role=combobox]"));
        }
        unfocus(app);
        if ["↑", "PageUp", "Home"].contains(&name) {
            app.press(&[END]);
            app.wait("the last", || {
                let id = app
                    .run("return document.querySelector('#results [aria-selected=true]')?.id", &[]);
                (id.is_string() && id != "result-0").then_some(())
            });
        }
    };
    prepare(&app, "");
    assert_eq!(sheet(&app, 0), names(FIND));
    try_all(&app, FIND, "document.querySelector('#results [aria-selected=true]')?.id", prepare);
}

#[test]
fn every_key_of_a_record() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    let prepare = |app: &RunningApp, name: &str| {
        open(app, "#/find?q=migration", "#results [role=option][aria-selected=true]");
        unfocus(app);
        if name == "K" {
            app.press(&[DOWN]);
        }
        app.press(&[ENTER]);
        app.wait_for("main article h1");
        app.wait_for(".hit-bar");
        unfocus(app);
    };
    prepare(&app, "");
    assert_eq!(sheet(&app, 0), names(RECORD));
    let of_marks = |(name, ..): &&Key| name.contains("F3") || name.contains('G');
    let (marks, others): (Vec<_>, Vec<_>) = RECORD.iter().partition(of_marks);
    let keys = |keys: Vec<&Key>| keys.into_iter().copied().collect::<Vec<_>>();
    try_all(&app, &keys(others), "location.hash", prepare);
    let said = "document.querySelector('.hit-bar [role=status]').textContent";
    try_all(&app, &keys(marks), said, prepare);
}
