//! `import` and `export`: bytes stay bytes, a second run changes nothing, refusals are named.

use crate::world::{World, shared};

#[test]
fn the_pattern_catalogue_comes_in_unchanged() {
    let Some(patterns) = shared("corpora/patterns/patterns") else { return };
    let world = World::empty();
    let folder = patterns.display().to_string();
    let first = world.json(&["import", &folder]);
    assert_eq!(first["imported"], 192, "{}", first["skipped"]);
    let mut compared = 0;
    for file in markdown(&patterns) {
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let shown = world.run(&["show", &format!("personal/{stem}"), "--raw"]);
        if shown.status == 0 {
            assert_eq!(shown.bytes, std::fs::read(&file).expect("the file"), "{stem}");
            compared += 1;
        }
    }
    assert!(compared >= 190, "{compared} files keep their name as id");
    let second = world.json(&["import", &folder]);
    assert_eq!(
        (&second["unchanged"], &second["imported"], &second["updated"]),
        (&192.into(), &0.into(), &0.into())
    );
}

fn markdown(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(markdown(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_refused_file_is_named() {
    let world = World::empty();
    world.write("in/good-note.md", "# A note\n");
    world.write("in/latin.md", [b'#', b' ', 0xe4]);
    world.write("in/picture.png", [0x89, b'P', b'N', b'G']);
    let dry = world.json(&["import", "in", "--dry-run"]);
    assert_eq!((&dry["imported"], &dry["dry_run"]), (&1.into(), &true.into()));
    assert_eq!(world.json(&["stats"])["records"], 0);
    let report = world.json(&["import", "in"]);
    assert_eq!((&report["seen"], &report["imported"]), (&3.into(), &1.into()));
    let mut skipped: Vec<(String, String)> = report["skipped"]
        .as_array()
        .expect("skipped")
        .iter()
        .map(|file| {
            (
                world.normal(file["path"].as_str().expect("a path")),
                file["code"].as_str().expect("a code").to_owned(),
            )
        })
        .collect();
    skipped.sort();
    let wanted = [("in/latin.md", "not-utf8"), ("in/picture.png", "not-markdown")];
    assert_eq!(skipped, wanted.map(|(path, code)| (path.to_owned(), code.to_owned())));
    assert_eq!(world.run(&["import", "in/latin.md"]).status, 1, "nothing was taken");
    assert_eq!(world.run(&["import", "nowhere"]).status, 2);
}

#[test]
fn an_export_is_what_was_imported() {
    let world = World::new();
    assert_eq!(world.json(&["export", "out"])["written"], 89);
    let again = world.json(&["export", "out", "kind:finding"]);
    assert_eq!((&again["written"], &again["unchanged"]), (&15.into(), &15.into()));
    let text = world.run(&["show", "cf-mechanical-migration", "--raw"]).bytes;
    let file = world.path("out/findings/cf-mechanical-migration.md");
    assert_eq!(std::fs::read(&file).expect("exported"), text);
    assert_eq!(world.run(&["export", "out", "--format", "csv"]).status, 2);

    let edited = [text.as_slice(), b"\nOne line more.\n"].concat();
    world.write("out/findings/cf-mechanical-migration.md", edited);
    let kept = world.run(&["export", "out", "kind:finding"]);
    assert_eq!(kept.status, 1);
    assert!(kept.out.contains("cf-mechanical-migration.md: edited there since"), "{}", kept.out);
    assert_eq!(world.run(&["export", "out", "kind:finding", "--json"]).json()["written"], 14);
}

#[test]
fn ten_thousand_files_come_in() {
    let world = World::empty();
    for number in 0..10_000 {
        world.write(
            &format!("many/{:02}/note-{number:05}.md", number % 100),
            format!("# Note {number}\n\nText about {number}.\n"),
        );
    }
    let report = world.json(&["import", "many"]);
    assert_eq!(
        (&report["imported"], report["skipped"].as_array().map(Vec::len)),
        (&10_000.into(), Some(0))
    );
    assert_eq!(world.json(&["search", "9876"])["hits"][0]["id"], "note-09876");
}
