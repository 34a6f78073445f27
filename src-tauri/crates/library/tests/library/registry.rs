//! The registry of agents and models: where its dates come from, how it orders versions, how it travels.

use fieldbook_library::{Library, Registry, RegistryAnswer, RegistryEntry};
use fieldbook_record::PartialDate;

use crate::common::with_starter;
use crate::team::{Team, playbook, publish, pull};

fn named(name: &str, succeeds: Option<&str>, released: Option<&str>) -> RegistryEntry {
    RegistryEntry {
        name: name.to_owned(),
        family: "claude opus".to_owned(),
        released: released.and_then(PartialDate::parse),
        succeeds: succeeds.map(str::to_owned),
        ..RegistryEntry::default()
    }
}

fn newer(registry: &Registry, name: &str, since: Option<&str>) -> Option<String> {
    let since = since.and_then(PartialDate::parse);
    registry.newer_than(name, since).map(|entry| entry.name.clone())
}

#[test]
fn every_shipped_date_says_where_it_was_read() {
    let shipped = with_starter().library.registry().unwrap();
    let all = || shipped.agents.iter().chain(&shipped.models);
    assert!(all().filter(|entry| entry.released.is_some()).count() > 20);
    for entry in all() {
        let source = entry.source.as_deref().unwrap_or_default();
        assert_eq!(entry.released.is_some(), source.starts_with("https://"), "{entry:?}");
        // What a version follows is in the list.
        if let Some(before) = &entry.succeeds {
            assert!(all().any(|other| other.name == *before), "{entry:?}");
        }
    }
    // The longest family counts: no "Claude Opus" is taken for a "Claude".
    assert_eq!(newer(&shipped, "Claude Opus", Some("2026-03")).as_deref(), Some("Claude Opus 5"));
}

#[test]
fn without_a_date_only_the_order_of_versions_tells_what_is_newer() {
    let mut registry = Registry {
        models: vec![
            named("Claude Opus 4.5", None, None),
            named("Claude Opus 4.6", Some("Claude Opus 4.5"), None),
            named("Claude Opus 5", Some("Claude Opus 4.6"), None),
            named("Claude Opus 7", None, None),
        ],
        ..Registry::default()
    };
    assert_eq!(
        newer(&registry, "Claude Opus 4.5", Some("2026-01")).as_deref(),
        Some("Claude Opus 5")
    );
    assert_eq!(newer(&registry, "Claude Opus 4.6", None).as_deref(), Some("Claude Opus 5"));
    assert_eq!(
        newer(&registry, "Claude Opus 5", Some("2026-01")),
        None,
        "7 follows nobody knows what"
    );
    assert_eq!(newer(&registry, "Claude Opus", Some("2026-01")), None, "no version is named");
    assert!(registry.major_since(PartialDate::parse("2020").unwrap()).is_none());
    // A date tells by itself.
    registry.models.push(named("Claude Opus 8", None, Some("2026-05-01")));
    assert_eq!(
        newer(&registry, "Claude Opus 5", Some("2026-01")).as_deref(),
        Some("Claude Opus 8")
    );
    assert_eq!(newer(&registry, "Claude Opus 5", Some("2026-06")), None);
    // Versions that follow each other in a circle end somewhere.
    registry.models.push(named("Claude Opus 9", Some("Claude Opus 9"), None));
    assert_eq!(newer(&registry, "Claude Opus 5", None), None);
}

#[test]
fn what_a_text_from_elsewhere_may_hold_is_bounded() {
    let long = "x".repeat(5000);
    let many = "  - {name: \"m\"}\n".repeat(2000);
    let registry = Registry::parse(&format!(
        "models:\n  - {{name: \"{long}\", released: \"soon\", source: \"a\\u0007b\"}}\n{many}"
    ));
    assert_eq!(registry.models.len(), 500);
    assert_eq!(registry.models[0].name.len(), 300);
    assert_eq!(registry.models[0].released, None);
    assert_eq!(registry.models[0].source.as_deref(), Some("ab"));
    assert_eq!(Registry::parse("{{{ no yaml"), Registry::default());
}

fn known(library: &Library, name: &str) -> bool {
    library.registry().unwrap().models.iter().any(|entry| entry.name == name)
}

#[test]
fn an_edited_registry_travels_with_a_library() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    let mut registry = ann.registry().unwrap();
    assert!(registry.shipped);
    registry.models.push(named("House Model 2", Some("House Model 1"), None));
    assert!(!ann.set_registry(&registry).unwrap().shipped);
    assert!(matches!(ann.share_registry("team").unwrap(), RegistryAnswer::Shared { .. }));
    assert_eq!(ann.share_registry("team").unwrap(), RegistryAnswer::Unchanged);
    assert!(team.there(&["ls-tree", "--name-only", "main"]).contains("agents-and-models.yaml"));

    // What looks like a secret stays here.
    let mut leaking = ann.registry().unwrap();
    let token = ["ghp_", "Zq8Kd2mP9xVb4Lw7Rt1Yc6Hn3Gs5Jf0EuQaX"].concat();
    leaking.models.push(named(&token, None, None));
    ann.set_registry(&leaking).unwrap();
    let refused = ann.share_registry("team").unwrap();
    assert!(matches!(refused, RegistryAnswer::Secrets { .. }), "{refused:?}");
    // What the library itself lists does too.
    let marker = team.there(&["show", "main:fieldbook.toml"]);
    let marker = marker.replace("words = []", "words = [\"Acme\"]");
    team.feed(&format!(
        "commit refs/heads/main\ncommitter a <a@example.org> 1700000000 +0000\ndata 1\nx\nfrom refs/heads/main^0\nM 100644 inline fieldbook.toml\ndata {}\n{marker}\n",
        marker.len()
    ));
    let mut listed = registry.clone();
    listed.models.push(named("Acme Model", None, None));
    ann.set_registry(&listed).unwrap();
    let refused = ann.share_registry("team").unwrap();
    assert!(matches!(refused, RegistryAnswer::Secrets { .. }), "{refused:?}");
    ann.set_registry(&registry).unwrap();

    assert!(!known(&ben, "House Model 2"));
    pull(&ben);
    assert!(known(&ben, "House Model 2"));
    let his = ben.registry().unwrap();
    assert!(his.shipped && his.libraries == ["team"], "nothing of his own was changed");

    // What he writes himself counts here, and what Ann named stays in the library.
    let mine = Registry {
        models: vec![named("Claude Opus 5", None, Some("2030-01-01"))],
        ..Registry::default()
    };
    ben.set_registry(&mine).unwrap();
    let day = |library: &Library| {
        let registry = library.registry().unwrap();
        let entry = registry.models.into_iter().find(|entry| entry.name == "Claude Opus 5");
        entry.and_then(|entry| entry.released).map(|day| day.to_string())
    };
    assert_eq!(day(&ben).as_deref(), Some("2030-01-01"));
    assert!(matches!(ben.share_registry("team").unwrap(), RegistryAnswer::Shared { .. }));
    let there = team.there(&["show", "main:agents-and-models.yaml"]);
    assert!(there.contains("House Model 2") && there.contains("2030-01-01"), "{there}");

    // Records go their own way beside it.
    team.write(&ann, "pb-beside", &playbook("pb-beside", "Beside the registry"));
    assert!(matches!(
        publish(&ann, "pb-beside"),
        fieldbook_library::PublishAnswer::Published { .. }
    ));
    pull(&ben);
    assert!(ben.document("team/pb-beside").is_ok());

    // Whoever leaves a library leaves what it says of models.
    ben.set_registry(&Registry::default()).unwrap();
    assert!(known(&ben, "House Model 2"));
    ben.remove_library("team").unwrap();
    assert!(!known(&ben, "House Model 2"));
}
