//! What a person reads, kept as snapshots.

use crate::world::World;

#[test]
fn the_help_lists_every_command_and_no_stub() {
    let world = World::empty();
    let help = world.run(&["--help"]);
    assert_eq!(help.status, 0);
    insta::assert_snapshot!("help", help.out);
    let later = ["use", "drift", "mcp"];
    for command in later {
        assert_eq!(world.run(&[command]).status, 2, "{command} is not there yet");
    }
}

#[test]
fn every_command_has_an_example() {
    let world = World::empty();
    let help = world.run(&["--help"]).out;
    let commands: Vec<&str> = help
        .split_once("Commands:\n")
        .expect("a list of commands")
        .1
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() >= 20, "{commands:?}");
    for command in commands {
        let help = world.run(&[command, "--help"]).out;
        assert!(
            help.contains(&format!("fieldbook {command}")) && help.contains("Example"),
            "{command}"
        );
    }
}

#[test]
fn the_version_names_the_engines() {
    let world = World::empty();
    let version = world.run(&["--version"]);
    let lines: Vec<&str> = version.out.lines().collect();
    assert!(lines[0].starts_with("fieldbook "), "{lines:?}");
    assert!(lines[1].starts_with("SQLite 3.") && lines[2].starts_with("tantivy 0."), "{lines:?}");
    assert!(!world.data().exists(), "no store was made");
}

#[test]
fn briefs() {
    let world = World::new();
    for id in ["cs-airbnb-enzyme-to-rtl", "cf-mechanical-migration"] {
        let page = world.run(&["show", id, "--brief"]);
        assert_eq!(page.status, 0, "{}", page.err);
        insta::assert_snapshot!(format!("brief {id}"), world.normal(&page.out));
    }
}

#[test]
fn search_results_and_errors() {
    let world = World::new();
    let found = world.run(&["search", "migrate test files", "--limit", "2", "--explain"]);
    insta::assert_snapshot!("search", world.normal(&found.out));
    let nothing = world.run(&["search", "zzzzqqq", "kind:finding"]);
    insta::assert_snapshot!("search nothing", world.normal(&nothing.out));
    let slip = world.run(&["search", "outcome:suceeded"]);
    insta::assert_snapshot!("search slip in a filter", world.normal(&slip.out));
    let missing = world.run(&["show", "cs-no-such-record"]);
    insta::assert_snapshot!("error", world.normal(&missing.err));
    assert!(!found.out.contains('\u{1b}'), "no colours without a terminal");
}

#[test]
fn completions_come_for_each_shell() {
    let world = World::empty();
    for shell in ["bash", "zsh", "fish"] {
        let script = world.run(&["completions", shell]);
        assert!(script.status == 0 && script.out.contains("rebuild-index"), "{shell}");
    }
}
