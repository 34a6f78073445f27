//! The evidence: logging an attempt, closing one, and what the library then answers.

use std::{fs::File, io::Write as _, path::Path};

use fieldbook_tests::{app::RunningApp, webdriver::key};
use serde_json::json;

/// A person who signs records; no aggregate may show the name.
const PERSON: &str = "Philomena Quux";

/// Presses the control key and a letter, as the page hears it.
fn command(app: &RunningApp, letter: &str) {
    app.run(
        "const target = document.activeElement ?? document.body;
         target.dispatchEvent(new KeyboardEvent('keydown', { key: arguments[0], ctrlKey: true, bubbles: true, cancelable: true }));",
        &[json!(letter)],
    );
}

fn text_of(app: &RunningApp, selector: &str) -> String {
    let text = app
        .run("return document.querySelector(arguments[0])?.textContent ?? ''", &[json!(selector)]);
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_attempt_is_logged_by_keystrokes_alone() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    let before = app.rpc("answer", &json!({"query": "zeppelin"}))["attempts"]["total"].clone();
    assert_eq!(before, 0);
    command(&app, "l");
    app.wait_for("#log-what");
    app.type_text("Move the zeppelin timetable");
    // From the first field over task, agent and model to the outcomes; the third is "failed".
    for _ in 0..4 {
        app.press(&[key::TAB]);
    }
    app.type_text("3");
    app.wait_for(".outs [aria-checked=true]");
    command(&app, "Enter");
    app.wait_gone("#log-what");
    app.wait("the attempt counts", || {
        let answer = app.rpc("answer", &json!({"query": "zeppelin"}));
        (answer["attempts"]["total"] == 1 && answer["attempts"]["failed"] == 1).then_some(())
    });
    app.run("location.hash = '#/find?q=zeppelin'", &[]);
    app.wait_for_text(".answer", "too few to say");
}

#[test]
fn an_overdue_attempt_counts_as_unreported_until_it_is_closed() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    app.rpc("register_attempt", &json!({"title": "Port the zeppelin ledger", "due": "2020-01-01"}));
    app.wait("it counts as unreported", || {
        let answer = app.rpc("answer", &json!({"query": "zeppelin"}));
        (answer["attempts"]["unreported"] == 1).then_some(())
    });
    command(&app, "3");
    app.wait_for_text(".pane h2", "Port the zeppelin ledger");
    app.click(&app.wait_for(".outs button"));
    command(&app, "Enter");
    app.wait("the answer changed", || {
        let answer = app.rpc("answer", &json!({"query": "zeppelin"}));
        (answer["attempts"]["unreported"] == 0 && answer["attempts"]["succeeded"] == 1)
            .then_some(())
    });
}

#[test]
fn a_verdict_follows_the_evidence_that_is_chosen() {
    let app = RunningApp::start();
    app.run("location.hash = '#/record/cf-mechanical-migration'", &[]);
    app.wait_for_text(".verdict-line", "supervision");
    app.click(&app.wait_for(".choice .chip"));
    app.wait_for_text(".choice [role=status]", "Over all evidence");
    // Nothing on the page takes a verdict as input.
    assert_eq!(
        app.run("return document.querySelectorAll('main input, main textarea').length", &[]),
        0
    );
}

#[test]
fn a_playbooks_certainty_follows_the_evidence_that_is_chosen() {
    let app = RunningApp::start();
    app.run("location.hash = '#/record/pb-migrations-as-pipelines'", &[]);
    app.wait_for(".choice .chip");
    let evidence = ".standing > div:nth-child(2)";
    let before = text_of(&app, evidence);
    app.click(&app.wait_for(".choice .chip"));
    app.wait_for_text(".choice [role=status]", "Over all evidence");
    app.wait("other evidence", || (text_of(&app, evidence) != before).then_some(()));
    // And back: what is computed is never kept.
    app.click(&app.wait_for(".choice .chip"));
    app.wait("all evidence", || (text_of(&app, evidence) == before).then_some(()));
}

#[test]
fn the_map_is_walked_with_arrows() {
    let app = RunningApp::start();
    app.run("location.hash = '#/map'", &[]);
    app.click(&app.wait_for("[role=gridcell][aria-selected=true]"));
    let at = |app: &RunningApp| {
        app.run("const cell = document.querySelector('[aria-selected=true]'); return [cell.parentElement.rowIndex, cell.cellIndex]", &[])
    };
    let before = at(&app);
    app.press(&[key::RIGHT]);
    app.wait("the selection moved", || (at(&app) != before).then_some(()));
    app.wait_for_text("main", "This is not a random sample.");
}

#[test]
fn no_aggregate_names_a_person() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    let mut settings = app.rpc("settings", &json!(null));
    settings["author"] = json!(PERSON);
    app.rpc("set_settings", &settings);
    let input = json!({"title": "Dock the zeppelin", "task_type": "migration", "outcome": "failed", "agent": "Claude Code"});
    let logged = app.rpc("log_attempt", &input);
    for (address, there) in [
        ("#/map", "[role=gridcell]"),
        ("#/insights", ".card"),
        ("#/inbox", "main h1"),
        ("#/find?q=zeppelin", ".answer"),
    ] {
        app.run("location.hash = arguments[0]", &[json!(address)]);
        app.wait_for(there);
        assert!(!text_of(&app, "main").contains(PERSON), "{address}");
    }
    // Control: where a person is meant to be named, the name is there.
    let record = app.rpc("get_record", &json!({"id": logged["id"]}));
    assert!(record["text"].to_string().contains(PERSON), "{record}");
}

#[test]
fn a_plot_and_the_map_are_drawn_as_pictures() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    // The dialog that asks for a file is the desktop's: what would be written is looked at on the way there.
    app.run(
        "window.drawn = [];
         for (const [of, name] of [[HTMLCanvasElement, 'toDataURL'], [XMLSerializer, 'serializeToString']]) {
           const real = of.prototype[name];
           of.prototype[name] = function (...given) { const made = real.apply(this, given); window.drawn.push(made); return made; };
         }",
        &[],
    );
    for (address, there, menu) in [
        ("#/insights", ".card svg.plot", "main .card button[aria-haspopup=menu]"),
        ("#/map", "[role=gridcell]", "main .head button[aria-haspopup=menu]"),
    ] {
        app.run("location.hash = arguments[0]", &[json!(address)]);
        app.wait_for(there);
        app.run("window.drawn.length = 0", &[]);
        for ending in ["SVG", "PNG"] {
            app.click(&app.wait_for(menu));
            app.wait_for("[role=menu]");
            app.run(
                "[...document.querySelectorAll('[role=menuitem]')].find(i => i.textContent.includes(arguments[0])).click()",
                &[json!(ending)],
            );
        }
        let drawn = app.wait("two pictures", || {
            let drawn = app.run("return window.drawn", &[]);
            (drawn.as_array().is_some_and(|drawn| drawn.len() == 2)).then_some(drawn)
        });
        let picture = |index: usize| drawn[index].as_str().unwrap_or_default();
        assert!(picture(0).starts_with("<svg xmlns="), "{}", picture(0));
        // The signature of PNG, in base64; and a picture, not an empty sheet.
        let png = picture(1).strip_prefix("data:image/png;base64,").unwrap_or_default();
        assert!(png.starts_with("iVBORw0KGgo"), "{png:.40}");
        assert!(png.len() > 20_000, "{}", png.len());
        if let Some(folder) = std::env::var_os("FIELDBOOK_DRAWN") {
            let name = format!("drawn{}.b64", address.replace("#/", "-"));
            File::create(Path::new(&folder).join(name))
                .and_then(|mut out| out.write_all(png.as_bytes()))
                .expect("the folder is there");
        }
    }
}

#[test]
fn a_search_that_finds_nothing_becomes_a_request_with_one_key() {
    let app = RunningApp::start();
    app.wait_for("[role=combobox]");
    app.type_text("zeppelinzzz");
    app.wait_for(".none");
    app.press(&[key::CONTROL, key::ENTER]);
    app.wait("the request", || {
        let inbox = app.rpc("inbox", &json!(null));
        inbox["items"].to_string().contains("zeppelinzzz").then_some(())
    });
}

#[test]
fn what_was_looked_at_again_leaves_the_inbox_with_one_key() {
    let app = RunningApp::start();
    app.run("location.hash = '#/inbox'", &[]);
    app.wait_for(".inbox [role=option]");
    let waiting = |app: &RunningApp| app.rpc("inbox", &json!(null))["counts"]["retest"].as_u64();
    let before = waiting(&app).expect("the starter library has findings to try again");
    let title = app.text(&app.wait_for(".pane h2"));
    app.run("document.querySelector('[role=listbox]').focus()", &[]);
    // Each newer model has to be seen by itself.
    for _ in 0..4 {
        if waiting(&app) != Some(before) {
            break;
        }
        let sequence = app.rpc("status", &json!(null))["sequence"].clone();
        app.type_text("v");
        app.wait("the record changed", || {
            (app.rpc("status", &json!(null))["sequence"] != sequence).then_some(())
        });
    }
    assert_eq!(waiting(&app), Some(before - 1), "{title}");
}
