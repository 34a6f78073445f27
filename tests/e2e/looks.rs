//! Themes, languages, and what assistive technology meets.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
};

use fieldbook_tests::app::{RunningApp, Start};
use serde_json::json;

use crate::team::prepare;

/// The screens, by address, with what is on them once they are there.
const SCREENS: &[(&str, &str, &str)] = &[
    ("start", "#/find", "[role=combobox]"),
    ("find", "#/find?q=migration", ".answer .lead"),
    ("nothing found", "#/find?q=zzzzqqqq", ".none"),
    ("case study", "#/record/cs-aws-bedrock-kiro-76-days", "main h1"),
    ("playbook", "#/record/pb-migrations-as-pipelines", "main h1"),
    ("finding", "#/record/cf-mechanical-migration", "main h1"),
    ("history", "#/record/cf-mechanical-migration/history", "main h1"),
    ("edit", "#/edit/pb-spec-first", "[data-field=title]"),
    ("map", "#/map", "[role=gridcell]"),
    ("inbox", "#/inbox", ".inbox [role=option]"),
    ("insights", "#/insights", ".card"),
    ("compare", "#/compare?ids=cs-aws-bedrock-kiro-76-days,cs-airbnb-enzyme-to-rtl", ".table"),
    ("interview", "#/interview", "#q-title"),
    ("quick log", "#/log", "#log-what"),
    ("agents and models", "#/registry", "main table"),
    ("settings", "#/settings", "#author"),
    ("plan", "#/libraries/team", ".op [id^=publish-]"),
    ("publish", "#/libraries/team/publish/personal%2Fpb-release-notes", "[data-finding]"),
    ("proposals", "#/libraries/team/proposals", ".row"),
    ("review", "#/libraries/team/proposals/fieldbook%2Fpb-flaky-tests-1", "[data-change]"),
    ("review of a new record", "#/libraries/team/proposals/fieldbook%2Fpb-on-call-1", ".doc h2"),
    ("own proposal", "#/libraries/team/proposals/fieldbook%2Fpb-first-week-1", "[data-why]"),
    ("conflicts", "#/libraries/team/conflicts", ".row"),
    ("conflict", "#/libraries/team/conflicts/pb-dependency-moves", "[data-part]"),
];

/// The screen of the libraries while there is none; it is looked at before one is made.
const NO_LIBRARY: (&str, &str, &str) = ("no library", "#/libraries", ".empty");

/// Both themes in both languages.
const LOOKS: [(&str, &str); 4] = [("light", "en"), ("dark", "en"), ("light", "zh"), ("dark", "zh")];

fn choose(app: &RunningApp, theme: &str, language: &str) {
    let mut settings = app.rpc("settings", &json!(null));
    settings["theme"] = json!(theme);
    settings["language"] = json!(language);
    app.rpc("set_settings", &settings);
}

/// Shows the screens whose name contains `which`, or one of several with commas between, in every look and width, first what there is before a library is shared.
fn walk(app: &RunningApp, which: &str, sizes: &[u32], mut see: impl FnMut(&str, &str, &str, u32)) {
    app.wait_for("[role=combobox]");
    let is_asked = |name: &str| which.split(',').any(|part| name.contains(part));
    let mut show_all = |screens: &[(&str, &str, &str)]| {
        for (theme, language) in LOOKS {
            choose(app, theme, language);
            for width in sizes {
                app.resize(*width, width * 5 / 8);
                for (name, address, there) in screens.iter().filter(|one| is_asked(one.0)) {
                    show(app, address, there, theme, language);
                    see(name, theme, language, *width);
                }
            }
        }
    };
    show_all(&[NO_LIBRARY]);
    let _team = prepare(app);
    show_all(SCREENS);
}

/// Pictures of every screen, for whoever wants to look: `cargo xtask look FOLDER [SCREEN]`.
#[test]
fn pictures_of_every_screen_where_they_are_asked_for() {
    let Some(folder) = std::env::var_os("FIELDBOOK_LOOK").map(PathBuf::from) else {
        println!("skipped: nobody asked for pictures (cargo xtask look FOLDER)");
        return;
    };
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let which = std::env::var("FIELDBOOK_LOOK_AT").unwrap_or_default();
    let app = RunningApp::start();
    walk(&app, &which, &[1280, 960], |name, theme, language, width| {
        let name = name.replace(' ', "-");
        let file = folder.join(format!("{name}-{theme}-{language}-{width}.png"));
        File::create(&file)
            .and_then(|mut out| out.write_all(&app.screenshot()))
            .expect("the picture can be written");
    });
    if which.is_empty() || "small window".contains(&which) {
        small_window(&app, &folder);
    }
}

/// The quick log as people see it: in its own small window.
fn small_window(app: &RunningApp, folder: &Path) {
    let main = app.window();
    app.run_async("await window.__TAURI_INTERNALS__.invoke('log_window', { open: true })", &[]);
    let small =
        app.wait("the small window", || app.windows().into_iter().find(|window| *window != main));
    app.switch_to(&small);
    for (theme, language) in LOOKS {
        choose(app, theme, language);
        app.load_again();
        app.wait_for("#log-what");
        for mode in ["finished", "starting"] {
            app.run(
                "document.querySelectorAll('header [role=radio]')[arguments[0]].click()",
                &[json!(usize::from(mode == "starting"))],
            );
            let name = format!("small-{mode}-{theme}-{language}.png");
            File::create(folder.join(name))
                .and_then(|mut out| out.write_all(&app.screenshot()))
                .expect("the picture can be written");
        }
    }
}

/// Opens a screen afresh and waits until it is there, in the theme and the language.
fn show(app: &RunningApp, address: &str, there: &str, theme: &str, language: &str) {
    app.start_at("#/settings");
    app.wait_for("#author");
    app.start_at(address);
    app.wait_for(there);
    app.wait(&format!("{address} in {theme} and {language}"), || {
        let root = app.run(
            "return [document.documentElement.dataset.theme, document.documentElement.lang.slice(0, 2)]",
            &[],
        );
        (root == json!([theme, language])).then_some(())
    });
}

#[test]
fn no_screen_has_a_violation_in_either_theme_or_language() {
    let app = RunningApp::start();
    let mut violations = Vec::new();
    walk(&app, "", &[1280], |name, theme, language, _| {
        let found = app.axe();
        violations
            .extend(found.into_iter().map(|line| format!("{name} ({theme}, {language}): {line}")));
    });
    assert!(violations.is_empty(), "{}", violations.join("\n"));
    // Control: the same check sees a planted fault.
    app.run("const i = document.createElement('img'); i.src = 'x.png'; document.querySelector('main').append(i)", &[]);
    assert!(app.axe().iter().any(|line| line.starts_with("image-alt")));
}

#[test]
fn language_and_theme_change_at_once_and_are_remembered() {
    let app = RunningApp::start();
    app.run("location.hash = '#/settings'", &[]);
    app.wait_for("#author");
    let before = app.run("return document.querySelector('main h1').textContent", &[]);
    app.run(
        "[...document.querySelectorAll('main button, main [role=radio]')].find(b => b.textContent.trim().includes('中文')).click()",
        &[],
    );
    app.wait("the other language", || {
        (app.run("return document.querySelector('main h1').textContent", &[]) != before)
            .then_some(())
    });
    let app = Start::default().world(app.close()).open();
    app.wait("the language is remembered", || {
        let lang = app.run("return document.documentElement.lang", &[]);
        lang.as_str().is_some_and(|lang| lang.starts_with("zh")).then_some(())
    });
}

#[test]
fn no_shortcut_fires_while_composing() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    let opened = app.run(
        "const box = document.querySelector('[role=combobox]'); box.focus();
         for (const key of ['k', 'n', '?', 'Escape', 'Enter']) {
           box.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: key.length === 1, bubbles: true, cancelable: true, isComposing: true }));
         }
         return document.querySelectorAll('dialog[open], [role=dialog]').length",
        &[],
    );
    assert_eq!(opened, 0);
    // Control: the same key without a composition opens the palette.
    app.run(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }))",
        &[],
    );
    app.wait_for("dialog[open], [role=dialog]");
}
