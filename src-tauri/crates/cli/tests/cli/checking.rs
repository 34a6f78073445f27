//! `check`: files without a store, stored records, strictness.

use crate::world::World;

const GOOD: &str =
    "---\nkind: case-study\nid: cs-good\ntitle: Good\nstatus: draft\n---\nSee [[cs-nowhere]].\n";

#[test]
fn files_are_checked_without_a_store() {
    let world = World::empty();
    world.write("records/case-studies/cs-good.md", GOOD);
    let report = world.json(&["check", "records"]);
    assert_eq!((&report["checked"], &report["errors"]), (&1.into(), &0.into()), "{report}");
    assert!(!world.data().exists(), "no store was made");
    let finding = &report["findings"][0];
    for key in ["path", "id", "severity", "code", "line", "message"] {
        assert!(finding.get(key).is_some(), "{key}: {finding}");
    }
    let strict = world.run(&["check", "records", "--strict", "--json"]);
    assert_eq!(strict.status, 1, "a draft cannot be published");
    assert!(strict.json()["errors"].as_u64() > Some(0));
    assert_eq!(world.run(&["check", "nowhere.md"]).status, 2);
    assert_eq!(world.run(&["check", "cs-not-here"]).status, 1);
}

/// The gate of a shared library's own CI, as the README shows it.
#[test]
fn of_a_library_only_the_records_are_checked() {
    let world = World::empty();
    world.write("library/README.md", "# For people\n");
    world.write("library/case-studies/cs-good.md", GOOD);
    let folder = world.run(&["check", "library", "--json"]).json();
    assert_eq!(folder["checked"], 2, "any other folder is checked wholly");
    world.write("library/fieldbook.toml", "schema = 1\nid = \"team\"\nname = \"Team\"\n");
    let library = world.json(&["check", "library"]);
    assert_eq!((&library["checked"], &library["errors"]), (&1.into(), &0.into()), "{library}");
    assert_eq!(
        world.run(&["check", "--strict", "library"]).status,
        1,
        "a draft is no record to pass"
    );
}

#[test]
fn reads_like_a_compiler() {
    let world = World::empty();
    world.write("records/case-studies/cs-other.md", GOOD);
    let ran = world.run(&["check", "records/"]);
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(world.normal(&ran.out));
}

#[test]
fn the_starter_library_passes() {
    let world = World::new();
    let ran = world.run(&["check", "--json"]);
    assert_eq!(ran.json()["checked"], 89);
    assert_eq!((ran.status, ran.json()["errors"].clone()), (0, 0.into()), "{}", ran.out);
}
