//! Sharing: two people, each with an app and a data directory, and one bare repository between them.

use fieldbook_tests::{
    app::{RunningApp, Start, World},
    webdriver::key,
};
use serde_json::json;

use crate::team::{LIBRARY, Team, call_oneself, draft, edit, text_of};

const RECORD: &str = "pb-night-shift";

fn open(world: World) -> RunningApp {
    let app = Start::default().world(world).empty().open();
    app.wait_for("[role=combobox]");
    app
}

fn go(app: &RunningApp, address: &str) {
    app.run("location.hash = arguments[0]", &[json!(address)]);
}

/// Clicks the button that says this.
fn click(app: &RunningApp, within: &str, words: &str) {
    app.wait(&format!("a button “{words}” in {within}"), || {
        let clicked = app.run(
            "const found = [...document.querySelectorAll(arguments[0] + ' button')].find(one => one.textContent.includes(arguments[1]) && !one.disabled);
             found?.click();
             return found !== undefined",
            &[json!(within), json!(words)],
        );
        (clicked == true).then_some(())
    });
}

/// Waits until a part of the page says this, also where a line is cut short on the screen.
fn says(app: &RunningApp, selector: &str, words: &str) {
    app.wait(&format!("{selector} to say {words:?}"), || {
        let said = app.run(
            "return document.querySelector(arguments[0])?.textContent ?? ''",
            &[json!(selector)],
        );
        said.as_str().is_some_and(|said| said.contains(words)).then_some(())
    });
}

/// Somebody's first start: a name, and the library by its address.
fn join(team: &Team, name: &str) -> RunningApp {
    let app = Start::default().empty().open();
    app.wait_for("[role=combobox]");
    call_oneself(&app, name);
    go(&app, "#/libraries");
    click(&app, ".empty", "Add a library");
    app.keys(&app.wait_for("#library-url"), &team.address());
    app.press(&[key::ENTER]);
    app
}

/// Looks at what a library has, and takes it in.
fn pull(app: &RunningApp) {
    go(app, &format!("#/libraries/{LIBRARY}"));
    app.click(&app.wait_for("[data-run]:not([disabled])"));
}

#[test]
fn a_record_is_proposed_reviewed_received_and_a_conflict_about_it_resolved() {
    let team = Team::new();

    // Ann makes the library and proposes a record: somebody else has to read it.
    let ann = join(&team, "Ann");
    app_makes_it_a_library(&ann);
    team.write(&ann, RECORD, &draft(RECORD, "Night shift", "Ann"));
    go(&ann, &format!("#/libraries/{LIBRARY}/publish/personal%2F{RECORD}"));
    ann.wait_for_text(".op", "Night shift");
    click(&ann, ".how", "Through review");
    ann.wait_for_text("#publish-title", "propose 1");
    ann.click(&ann.wait_for("[data-run]:not([disabled])"));
    says(&ann, "[data-branch]", "Night shift");
    let ann = ann.close();

    // Ben receives the proposal, reads it, and asks for a change.
    let ben = join(&team, "Ben");
    ben.wait_gone("dialog");
    says(&ben, ".body", "Up to date");
    go(&ben, &format!("#/libraries/{LIBRARY}/proposals"));
    ben.click(&ben.wait_for("[data-branch]"));
    ben.wait_for_text(".doc h2", "Night shift");
    ben.wait_for_text(".eyebrow", "Ann");
    ben.wait("the record is rendered", || {
        let heading = ben.run(
            "return [...document.querySelectorAll('.doc *')].some(e => e.shadowRoot?.querySelector('h2')?.textContent === 'Problem')",
            &[],
        );
        (heading == true).then_some(())
    });
    ben.click(&ben.wait_for("input[value=request_changes]"));
    ben.press(&[key::CONTROL, key::ENTER]);
    ben.wait_for_text(".field-msg.bad", "");
    ben.keys(&ben.wait_for("#review-note"), "Say who answers at night.");
    ben.press(&[key::CONTROL, key::ENTER]);
    says(&ben, "[data-branch]", "Say who answers at night.");
    let ben = ben.close();

    // Ann reads the note, changes the record and proposes it again.
    let ann = open(ann);
    pull_nothing(&ann);
    go(&ann, &format!("#/libraries/{LIBRARY}/proposals"));
    says(&ann, "[data-branch]", "Say who answers at night.");
    ann.click(&ann.wait_for("[data-branch]"));
    ann.wait_for("[data-why=own-proposal]");
    assert!(ann.find("input[value=approve]").is_none(), "nobody approves their own proposal");
    let own = format!("{LIBRARY}/{RECORD}");
    let text = text_of(&ann, &own).replace("Task inflation", "Nobody answers at night");
    ann.rpc(
        "save_record",
        &json!({ "id": own, "text": text, "base_revision": null, "note": null }),
    );
    go(&ann, &format!("#/libraries/{LIBRARY}/publish/{LIBRARY}%2F{RECORD}"));
    click(&ann, ".how", "Through review");
    // Changes were asked for: it is to be proposed again unless she says otherwise.
    let again = ann.wait_for(&format!("#publish-{RECORD}:not([disabled])"));
    assert_eq!(ann.property(&again, "checked"), true);
    ann.wait_for_text("#publish-title", "propose 1");
    ann.click(&ann.wait_for("[data-run]:not([disabled])"));
    says(&ann, "[data-branch] .tag.info", "Waits");
    let ann = ann.close();

    // Ben approves: the record is in the library, with his name.
    let ben = open(ben);
    pull_nothing(&ben);
    go(&ben, &format!("#/libraries/{LIBRARY}/proposals"));
    ben.click(&ben.wait_for("[data-branch]"));
    ben.click(&ben.wait_for("input[value=approve]"));
    ben.click(&ben.wait_for(".send:not([disabled])"));
    ben.wait_gone(".review");
    pull(&ben);
    ben.wait("Ben has the record", || {
        let record = ben.rpc("open_editor", &json!({ "id": format!("{LIBRARY}/{RECORD}") }));
        record["text"].as_str().is_some_and(|text| text.contains("reviewed_by")).then_some(())
    });
    edit(&ben, RECORD, "title: \"Night shift\"", "title: \"Night watch\"");
    edit(&ben, RECORD, "ring: trial", "ring: assess");
    let ben = ben.close();

    // Ann receives what was approved, and changes the same title.
    let ann = open(ann);
    pull(&ann);
    let shared = format!("{LIBRARY}/{RECORD}");
    ann.wait("Ann has it back as a shared record", || {
        let record = ann.rpc("open_editor", &json!({ "id": shared }));
        record["text"].as_str().is_some_and(|text| text.contains("reviewed_by")).then_some(())
    });
    edit(&ann, RECORD, "title: \"Night shift\"", "title: \"Night owls\"");
    let ann = ann.close();

    // Ben publishes his change through the plan.
    let ben = open(ben);
    go(&ben, &format!("#/libraries/{LIBRARY}"));
    ben.wait_for_text(".op", "Night watch");
    ben.click(&ben.wait_for("[data-run]:not([disabled])"));
    ben.wait_gone(".op");
    drop(ben);

    // Ann's pull asks first, and then she decides the one part by keyboard.
    let ann = open(ann);
    pull(&ann);
    ann.click(&ann.wait_for("[data-confirm]"));
    ann.wait_gone("[data-confirm]");
    ann.wait("the conflict is kept", || {
        (ann.rpc("conflicts", &json!(null)).as_array().map_or(0, Vec::len) == 1).then_some(())
    });
    let mine = text_of(&ann, &shared);
    assert!(
        mine.contains("Night owls") && !mine.contains("<<<<"),
        "mine stands until it is decided"
    );
    go(&ann, &format!("#/libraries/{LIBRARY}/conflicts/{RECORD}"));
    ann.wait_for("[data-part]");
    ann.press(&[key::DOWN]);
    ann.press(&['2']);
    ann.wait_for_text("[data-result]", "Night watch");
    ann.press(&[key::CONTROL, key::ENTER]);
    ann.wait_gone("[data-part]");
    let result = text_of(&ann, &shared);
    assert!(result.contains("Night watch") && result.contains("ring: assess"));
    // What was not chosen is a revision: it can be compared, and brought back.
    let history = ann.rpc("history", &json!({ "id": shared }));
    let newest = history.as_array().map_or(0, Vec::len);
    let kept = (1..newest).any(|from| {
        let diff = ann.rpc("diff", &json!({ "id": shared, "from": from, "to": newest }));
        diff["fields"].to_string().contains("Night owls")
    });
    assert!(kept, "{history}");
}

/// Says yes to making the empty repository a library.
fn app_makes_it_a_library(app: &RunningApp) {
    app.click(&app.wait_for("#library-create"));
    app.wait_gone("dialog");
}

/// Asks the library; nothing but proposals has come.
fn pull_nothing(app: &RunningApp) {
    go(app, &format!("#/libraries/{LIBRARY}"));
    says(app, ".body", "Up to date");
}
