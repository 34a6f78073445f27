//! Making, editing and saving: nothing is overwritten unseen.

use serde_json::json;

use crate::world::World;

fn new(world: &World, title: &str) -> String {
    world.json(&["new", "case-study", "--title", title])["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_stale_base_overwrites_nothing() {
    let world = World::empty();
    let id = new(&world, "Stale");
    let text = world.run(&["show", &id, "--raw"]).out;
    let first = text.replace("Stale", "Fresh");
    let saved = world.run_with(&["save", &id, "--file", "-", "--base", "1", "--json"], &first);
    assert_eq!(saved.status, 0, "{}", saved.err);
    assert_eq!(saved.json()["revision"], 2);
    assert!(saved.json()["checks"].is_array());
    let stale = world.run_with(
        &["save", &id, "--file", "-", "--base", "1", "--json"],
        &text.replace("Stale", "Late"),
    );
    assert_eq!(stale.status, 1);
    assert_eq!(stale.json()["error"]["code"], "stale");
    assert_eq!(stale.json()["error"]["args"]["current_revision"], "2");
    assert_eq!(world.run(&["show", &id, "--raw"]).out, first);
}

#[test]
fn history_and_the_way_back() {
    let world = World::empty();
    let id = new(&world, "Once");
    let text = world.run(&["show", &id, "--raw"]).out;
    let file = world.write("next.md", text.replace("Once", "Twice"));
    world.json(&["save", &id, "--file", &file.display().to_string(), "--note", "second"]);
    let history = world.json(&["history", &id]);
    let revisions = history["revisions"].as_array().expect("revisions");
    assert_eq!(revisions.len(), 2);
    assert_eq!((&revisions[0]["revision"], &revisions[0]["note"]), (&json!(2), &json!("second")));
    assert_eq!(world.json(&["restore", &id, "1"])["revision"], 3);
    assert_eq!(world.run(&["show", &id, "--raw"]).out, text);
    assert_eq!(world.run(&["restore", &id, "99"]).status, 1);
}

#[test]
fn the_editor_saves_and_a_failing_one_keeps_the_text() {
    let world = World::empty();
    let id = new(&world, "Edited");
    let edit = |editor: &str| {
        let output = world.command(&["edit", &id, "--json"]).env("EDITOR", editor).output();
        crate::world::Ran::from(output.expect("the program starts"))
    };
    let saved = edit("sed -i s/Edited/Changed/");
    assert_eq!((saved.status, saved.json()["revision"].clone()), (0, json!(2)), "{}", saved.err);
    assert_eq!(edit("true").json()["revision"], 2, "nothing changed, nothing saved");

    let failed = edit("sh -c 'echo typed >> \"$1\"; exit 4' sh");
    assert_eq!(failed.status, 3);
    let file = failed.json()["error"]["args"]["file"].as_str().expect("a file").to_owned();
    assert!(std::fs::read_to_string(file).expect("it is kept").contains("typed"));

    let program = env!("CARGO_BIN_EXE_fieldbook");
    let meanwhile = format!(
        "sh -c 'sed s/Changed/Other/ \"$1\" | {program} save {id} --file - >&2; echo mine >> \"$1\"' sh"
    );
    let stale = edit(&meanwhile);
    assert_eq!(
        (stale.status, stale.json()["error"]["code"].clone()),
        (1, json!("stale")),
        "{}",
        stale.err
    );
    let file = stale.json()["error"]["args"]["file"].as_str().expect("a file").to_owned();
    assert!(std::fs::read_to_string(file).expect("it is kept").contains("mine"));
    assert!(world.run(&["show", &id, "--raw"]).out.contains("Other"));
    assert_eq!(world.run(&["edit", &id]).status, 2, "no editor is named");
}

#[test]
fn the_trash_gives_back() {
    let world = World::empty();
    let id = new(&world, "Thrown away");
    world.json(&["trash", &id]);
    assert_eq!(world.json(&["search", "thrown"])["total"], 0);
    world.json(&["untrash", &id]);
    assert_eq!(world.json(&["search", "thrown"])["total"], 1);
}

#[test]
fn what_is_no_text_is_refused() {
    let world = World::empty();
    let id = new(&world, "Text");
    let file = world.write("bad.md", [b'a', 0xff, b'b']).display().to_string();
    let refused = world.run(&["save", &id, "--file", &file, "--json"]);
    assert_eq!((refused.status, refused.json()["error"]["code"].clone()), (2, json!("not-utf8")));
    assert_eq!(world.run(&["save", &id, "--file", "nowhere.md"]).status, 2);
}
