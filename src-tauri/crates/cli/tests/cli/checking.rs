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
fn a_secret_that_was_pushed_past_publishing_is_found() {
    let world = World::empty();
    let token = ["ghp_", "Zq8Kd2mP9xVb4Lw7Rt1Yc6Hn3Gs5Jf0EuQaX"].concat();
    world.write("library/case-studies/cs-good.md", format!("{GOOD}\nToken {token}, for Acme.\n"));
    let marker = "schema = 1\nid = \"team\"\nname = \"Team\"\n[publish]\nwords = [\"Acme\"]\n";
    world.write("library/fieldbook.toml", marker);
    let report = world.run(&["check", "library", "--json"]);
    let found = |code: &str| {
        let report = report.json();
        let all = report["findings"].as_array().expect("a list").clone();
        all.into_iter().find(|finding| finding["code"] == code)
    };
    assert_eq!(report.status, 1, "{}", report.out);
    assert!(!report.out.contains(&token), "a log shows no secret: {}", report.out);
    let secret = found("secret").expect("the token");
    assert_eq!((&secret["line"], &secret["severity"]), (&9.into(), &"error".into()));
    assert!(found("listed-word").is_some(), "{}", report.out);
    for part in ["library/case-studies", "library/case-studies/cs-good.md"] {
        let alone = world.run(&["check", part]);
        assert!(alone.status == 1 && alone.out.contains("listed-word"), "{part}: {}", alone.out);
    }

    // Both are meant: the library says so.
    let said = |finding: serde_json::Value| {
        finding["message"].as_str().expect("words").rsplit(' ').next().expect("one").to_owned()
    };
    let allow = [said(secret), said(found("listed-word").expect("the word"))];
    world.write("library/fieldbook.toml", format!("{marker}allow = {allow:?}\n"));
    let allowed = world.json(&["check", "library"]);
    assert_eq!(allowed["errors"], 0, "{allowed}");
    assert_eq!(world.run(&["check", "library/case-studies/cs-good.md"]).status, 0);

    world.write("library/fieldbook.toml", "schema = 1\n");
    let broken = world.run(&["check", "library"]);
    assert_eq!(broken.status, 1);
    assert!(broken.out.contains("fieldbook.toml"), "{}", broken.out);
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
