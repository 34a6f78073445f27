//! Lossless editing: on the pattern files, on generated documents, and in the places that hurt.

use fieldbook_record::{
    Edit, EditError, Kind, PathStep, Value, body, edit, front_matter_value, parse_path, to_yaml,
};
use proptest::prelude::*;

use crate::corpus::patterns;
use crate::promise::{nasty, paths, promise, same, value};
use crate::scrawl::{any_value, scrawl_keys, small_map};

#[test]
fn pattern_files_survive_an_edit_of_every_field() {
    let nasty = nasty();
    let mut turn = 0;
    for (number, (name, text)) in patterns().into_iter().enumerate() {
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        for text in [text].into_iter().chain((number % 6 == 0).then_some(windows)) {
            let all = paths(&value(&text));
            assert!(all.len() > 6, "{name}");
            for (path, old) in &all {
                let edits = [Edit { path: path.clone(), value: Some(old.clone()) }];
                assert_eq!(edit(&text, &edits).as_deref(), Ok(text.as_str()), "{name}: {path:?}");
                turn += 1;
                if turn % 4 > 0 {
                    continue;
                }
                promise(&text, path, None);
                // Every value in every field would take minutes; they take turns.
                promise(&text, path, Some(&nasty[turn / 4 % nasty.len()]));
                if let Value::List(items) = old {
                    let mut path = path.clone();
                    path.push(PathStep::Index(items.len() as u32));
                    promise(&text, &path, Some(&nasty[turn / 4 % nasty.len()]));
                }
            }
            for key in ["summary", "caveats", "unheard of", "title: x"] {
                let path = [PathStep::Key(key.to_owned())];
                promise(&text, &path, Some(&nasty[turn / 4 % nasty.len()]));
            }
        }
    }
}

#[test]
fn an_edit_of_one_field_is_that_one_line() {
    let text = "---\r\n# first\r\nschema: 1 # as ever\r\ntitle:   'Old'   # why\r\nx-own:\r\n    - a   # keep\r\n    - b\r\n\r\ntags: [one,  two ,three]\r\n---\r\n# Body: é\r\n";
    let after = edit(
        text,
        &[
            Edit::set("title", "New: 2"),
            Edit::set("tags.1", "zwei"),
            Edit::set("x-own.2", "c"),
            Edit::set("status", "draft"),
        ],
    )
    .unwrap();
    assert_eq!(
        after,
        "---\r\n# first\r\nschema: 1 # as ever\r\ntitle:   'New: 2'   # why\r\nstatus: draft\r\nx-own:\r\n    - a   # keep\r\n    - b\r\n    - c\r\n\r\ntags: [one,  zwei ,three]\r\n---\r\n# Body: é\r\n"
    );
}

#[test]
fn nested_places_are_made_in_the_order_of_the_specification() {
    let text = "---\nkind: case-study\noutcome: open\neffort:\n  actual: {people: null, basis: measured} # so far\n---\n";
    let after = edit(
        text,
        &[
            Edit::set("effort.planned.people.min", 30.0),
            Edit::set("effort.planned.people.max", 30.0),
            Edit::set("effort.actual.people", 6.0),
            Edit::set("effort.actual.duration.unit", "days"),
            Edit::set("organisation", "Acme, Inc."),
            Edit::set("what_failed.0", "Rework: two weeks"),
            Edit::set("my_own", true),
        ],
    )
    .unwrap();
    assert_eq!(
        after,
        "---\nkind: case-study\norganisation: \"Acme, Inc.\"\noutcome: open\neffort:\n  planned: {people: {min: 30, max: 30}}\n  actual: {people: 6, duration: {unit: days}, basis: measured} # so far\nwhat_failed: [\"Rework: two weeks\"]\nmy_own: true\n---\n"
    );
}

#[test]
fn front_matter_is_made_where_there_is_none() {
    let made = edit("# Title\r\n", &[Edit::set("title", "T"), Edit::set("a.b", 1.0)]).unwrap();
    assert_eq!(made, "---\r\ntitle: T\r\na: {b: 1}\r\n---\r\n# Title\r\n");
    assert_eq!(edit("---\n---\nx", &[Edit::set("a", "b")]).unwrap(), "---\na: b\n---\nx");
    let commented = edit("---\n# only this\n---\n", &[Edit::set("a", "b")]).unwrap();
    assert_eq!(commented, "---\n# only this\na: b\n---\n");
    assert_eq!(edit("x", &[Edit::remove("a.b")]).unwrap(), "x");
    assert_eq!(edit("", &[Edit::set("a", "b")]).unwrap(), "---\na: b\n---\n");
}

#[test]
fn the_last_item_and_the_last_key_can_go() {
    let text = "---\na:\n  - x # gone\nb: {c: 1}\nd:\n  e: 1\n---\n";
    let after = edit(
        text,
        &[
            Edit::remove("a.0"),
            Edit::remove("b.c"),
            Edit::remove("d.e"),
            Edit::remove("nowhere.at.all"),
        ],
    )
    .unwrap();
    assert_eq!(value(&after), value("---\na: []\nb: {}\nd: {}\n---\n"));
    let all = edit("---\na: 1\n---\nx", &[Edit::remove("a")]).unwrap();
    assert_eq!(all, "---\n---\nx");
}

#[test]
fn what_cannot_be_edited_says_where_and_why() {
    let broken = |text| match edit(text, &[Edit::set("a", "b")]) {
        Err(EditError::Broken { line, .. }) => line,
        other => panic!("{other:?}"),
    };
    assert_eq!(broken("---\nok: 1\nb: c: d\n---\n"), 3);
    assert_eq!(broken("---\nx: 1\n\nx: 2\n---\n"), 4);
    assert_eq!(broken("---\n- a\n---\n"), 2);
    assert_eq!(broken("---\na: &x 1\n---\n"), 2);
    assert_eq!(broken("---\ntitle: never closed\n"), 1);
    let no_place = |path| edit("---\na: text\nl: [1]\n---\n", &[Edit::set(path, "b")]);
    for path in ["a.b", "l.5", "l.x", ""] {
        assert!(
            matches!(
                no_place(path),
                Err(EditError::NoPlace { .. }) | Err(EditError::Broken { .. })
            ),
            "{path}"
        );
    }
    let big = "x".repeat(70_000);
    assert!(matches!(edit("", &[Edit::set("a", big)]), Err(EditError::TooLarge { .. })));
    let endless = edit("", &[Edit::set("a", f64::NAN)]);
    assert!(matches!(endless, Err(EditError::Unwritable { .. })));
    let twice = Value::Map(vec![("k".into(), Value::Null), ("k".into(), Value::Null)]);
    assert!(matches!(edit("", &[Edit::set("a", twice)]), Err(EditError::Unwritable { .. })));
}

#[test]
fn edits_cross_the_boundary_as_json() {
    let edits: Vec<Edit> = serde_json::from_str(
        r#"[{"path": ["effort", "actual", "people"], "value": {"min": 6, "max": 6.5}},
            {"path": ["what_failed", 0], "value": null}, {"path": ["x"]}]"#,
    )
    .unwrap();
    assert_eq!(edits[1].path, [PathStep::Key("what_failed".into()), PathStep::Index(0)]);
    assert_eq!(edits[1].value, Some(Value::Null));
    assert_eq!(edits[2].value, None);
    let json = serde_json::to_string(&edits).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Edit>>(&json).unwrap(), edits);
    assert!(json.contains(r#"{"min":6,"max":6.5}"#), "{json}");
    assert_eq!(parse_path("a.0.b").len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("FIELDBOOK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_is_read(value in small_map()) {
        let yaml = to_yaml(Kind::CaseStudy, &value);
        let read = front_matter_value(&format!("---\n{yaml}---\n"));
        prop_assert!(read.as_ref().is_some_and(|read| same(read, &value)), "{value:?}\n{yaml}\n{read:?}");
    }

    #[test]
    fn generated_documents_survive_any_edit(
        original in small_map(),
        new in any_value(),
        choices in proptest::collection::vec(any::<u8>(), 40),
        which in any::<proptest::sample::Index>(),
        remove in 0..4_u8,
        crlf: bool,
    ) {
        let Value::Map(entries) = &original else { unreachable!() };
        let yaml = scrawl_keys(entries, 0, &mut choices.into_iter());
        let text = format!("---\n{yaml}---\nbody\n");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let Some(read) = front_matter_value(&text) else {
            // A scrawl that is not YAML is a mistake of this test.
            return Err(TestCaseError::fail(format!("unreadable: {text:?}")));
        };
        let all = paths(&read);
        for (path, old) in &all {
            let edits = [Edit { path: path.clone(), value: Some(old.clone()) }];
            let unchanged = edit(&text, &edits);
            prop_assert_eq!(unchanged.as_deref(), Ok(text.as_str()));
        }
        let (path, _) = &all[which.index(all.len())];
        promise(&text, path, (remove > 0).then_some(&new));
    }

    #[test]
    fn several_edits_at_once_hold(original in small_map(), new in small_map()) {
        let text = format!("---\n{}---\nbody", to_yaml(Kind::Finding, &original));
        let Value::Map(entries) = &new else { unreachable!() };
        let edits: Vec<Edit> = entries
            .iter()
            .map(|(key, value)| Edit { path: vec![PathStep::Key(key.clone())], value: Some(value.clone()) })
            .collect();
        let after = edit(&text, &edits).unwrap();
        let read = value(&after);
        for (key, value) in entries {
            prop_assert!(read.get(key).is_some_and(|found| same(found, value)), "{after}");
        }
        prop_assert_eq!(body(&after), "body");
    }
}
