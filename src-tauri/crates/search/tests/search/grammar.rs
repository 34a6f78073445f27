//! The query language: chips with their places, edits, and text that is no query at all.

use fieldbook_search::{Field, FilterField, Names, Node, Request, Scope, parse, pending};
use proptest::prelude::*;

use crate::support::{entry, index, query};

/// Field, value, negated, place, problem.
type Seen = (String, String, bool, (usize, usize), Option<&'static str>);

fn chips(text: &str) -> Vec<Seen> {
    query(text)
        .chips()
        .iter()
        .map(|c| (c.field.clone(), c.value.clone(), c.negated, (c.start, c.end), c.problem))
        .collect()
}

#[test]
fn chips_know_field_value_and_place() {
    assert_eq!(
        chips("flaky tag:\"code review\" -kind:finding"),
        [
            ("tag".into(), "code review".into(), false, (6, 23), None),
            ("kind".into(), "finding".into(), true, (24, 37), None),
        ]
    );
    // Offsets are UTF-16 code units: an emoji is two.
    assert_eq!(chips("😀 代码 outcome：失败")[0].3, (6, 16));
    assert_eq!(
        chips("tags:x org:y task_type:z").iter().map(|c| c.0.as_str()).collect::<Vec<_>>(),
        ["tag", "organisation", "task"]
    );
}

#[test]
fn what_is_not_understood_is_searched_as_words_and_said() {
    for (text, problem, words) in [
        ("colour:red", "unknown_field", "colour red"),
        ("date:soon", "bad_date", "soon"),
        ("date:2025-13", "bad_date", "2025-13"),
        ("date:2025-02-30", "bad_date", "2025-02-30"),
        ("age:old", "bad_age", "old"),
        ("leverage:lots", "bad_number", "lots"),
        ("kind:", "empty_value", ""),
        ("kind:\"\"", "empty_value", ""),
    ] {
        let query = query(text);
        assert_eq!(query.chips()[0].problem, Some(problem), "{text}");
        assert_eq!(query.free_text(), words, "{text}");
    }
}

#[test]
fn prose_and_code_are_not_filters() {
    for text in [
        "git2::Repository",
        "https://example.org/a",
        "note: this",
        "C:\\temp",
        "a - b",
        ":x",
        "12:30",
    ] {
        assert!(query(text).chips().is_empty(), "{text}: {:?}", query(text).chips());
    }
}

#[test]
fn the_tree_has_groups_alternatives_and_exclusions() {
    let parsed = query("a b OR c -(d \"e f\") title:g");
    let Node::And(nodes) = parsed.root() else { panic!("{parsed:?}") };
    assert!(matches!(&nodes[0], Node::Words { text, phrase: false, .. } if text == "a"));
    assert!(matches!(&nodes[1], Node::Or(either) if either.len() == 2));
    let Node::Not(group) = &nodes[2] else { panic!("{parsed:?}") };
    assert!(matches!(group.as_ref(), Node::And(inner) if inner.len() == 2));
    assert!(matches!(&nodes[3], Node::Words { scope: Scope::Title, .. }));
    assert_eq!(parsed.free_text(), "a b c g");
}

#[test]
fn operators_out_of_place_do_no_harm() {
    for text in [
        "OR",
        "OR a",
        "a OR",
        "a OR OR b",
        "-",
        "--a",
        "()",
        "(a",
        "a)",
        "(((",
        "\"",
        "\"a",
        "a \"\" b",
        "AND",
        "- a",
        "-()",
    ] {
        let query = query(text);
        let words = query.free_text();
        let expected: &[&str] = if text.contains('b') { &["a b"] } else { &["a", ""] };
        assert!(expected.contains(&words.as_str()), "{text:?} gave {words:?}");
    }
}

#[test]
fn filters_are_added_removed_and_toggled_in_the_text() {
    let edited = query("flaky").with_filter("kind", "finding", false);
    assert_eq!(edited, "flaky kind:finding");
    assert_eq!(query(&edited).with_filter("kind", "finding", false), edited, "not twice");
    assert_eq!(query(&edited).toggle_filter("kind", "finding"), "flaky");
    assert_eq!(query("a kind:x b").without_chip(0), "a b");
    assert_eq!(query("kind:x b").without_chip(0), "b");
    assert_eq!(query("(kind:x) b").without_chip(0), "() b");
    assert_eq!(query("-kind:x b").without_chip(0), "b");
    assert_eq!(query("a").without_chip(3), "a");
    assert_eq!(query("kind:x a kind:y").set_filter("kind", Some("z")), "a kind:z");
    assert_eq!(query("kind:x a kind:y").set_filter("kind", None), "a");
}

#[test]
fn other_names_of_fields() {
    let names = Names::default().with("结果", "outcome").with("Modell", "model");
    let query = parse("结果：failed modell:gpt*", &names);
    let fields: Vec<&str> = query.chips().iter().map(|chip| chip.field.as_str()).collect();
    assert_eq!(fields, ["outcome", "model"]);
    let Node::And(nodes) = query.root() else { panic!() };
    assert!(matches!(&nodes[1], Node::Filter { field: FilterField::Value(Field::Model), .. }));
}

#[test]
fn long_text_is_cut_and_said() {
    let page = index(&[entry("a", "word", "")]).page(&"word ".repeat(5_000));
    assert!(page.cut);
    assert_eq!(page.total, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Any text parses, and every chip lies inside it and reads back as itself.
    #[test]
    fn any_text_parses(text in "\\PC{0,60}|[-a-z:()\"* 。：（）“”OR.<>0-9]{0,60}") {
        let query = query(&text);
        let units = text.encode_utf16().count();
        for (at, chip) in query.chips().iter().enumerate() {
            prop_assert!(chip.start < chip.end && chip.end <= units, "{chip:?}");
            let without = query.without_chip(at);
            prop_assert!(without.len() < text.len() || text.trim() != text);
        }
    }

    /// A filter put into a query is found in it again, whatever its value.
    #[test]
    fn filters_survive_being_written(
        value in "[^\"“”*]{1,30}",
        before in "[a-z ]{0,10}",
        negated: bool,
    ) {
        prop_assume!(!value.trim().is_empty() && value.trim() == value);
        let text = query(&before).with_filter("tag", &value, negated);
        let again = query(&text);
        let chip = again.chips().last().unwrap();
        prop_assert_eq!((&chip.field[..], &chip.value[..], chip.negated), ("tag", &value[..], negated));
        let removed = again.without_chip(again.chips().len() - 1);
        prop_assert_eq!(removed.trim(), before.trim());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any text is answered, with as many hits as the total says.
    #[test]
    fn any_text_is_answered(text in "\\PC{0,40}|[-a-z:()\"* ]{0,40}|[你好代码审查a ]{0,30}", typing: bool) {
        thread_local! {
            static FIXTURE: crate::support::Fixture = index(&[
                entry("a", "Agents review code", "你好 代码审查 tests"),
                entry("b", "Other", "abc def ghi"),
            ]);
        }
        FIXTURE.with(|fixture| {
            let request = Request { as_you_type: typing, explain: true, ..Request::default() };
            let page = fixture.ask(&text, &request);
            prop_assert_eq!(page.hits.len(), page.total);
            let first = fixture.ask(&text, &request);
            prop_assert_eq!(first, page, "the same again");
            Ok(())
        })?;
    }
}

#[test]
fn a_query_of_any_length_is_answered_and_says_that_it_was_cut() {
    let fixture = index(&[entry("a", "Agents review code", "你好 代码审查 tests")]);
    for (piece, cut) in [
        ("agents ", true),
        ("代码审查", true),
        ("agents OR ", true),
        ("-agents ", true),
        ("\"agents review ", true),
        ("kind:playbook ", true),
        ("tag:*a*b*c* ", true),
        ("(", true),
        ("AgentsReviewCode_", true),
        ("\u{0}\u{202e}e\u{301}\u{1f469}\u{200d}\u{1f4bb} ", true),
    ] {
        let text = piece.repeat(20_000);
        for as_you_type in [false, true] {
            let page = fixture.ask(&text, &Request { as_you_type, ..Request::default() });
            assert_eq!(page.cut, cut, "{piece}");
            assert!(page.hits.len() <= 1);
        }
    }
    assert!(!fixture.page("agents review").cut);
}

#[test]
fn what_is_being_typed_is_known_at_every_caret() {
    let at = |text: &str| {
        let caret = text.find('|').unwrap();
        let whole = text.replace('|', "");
        pending(&whole, text[..caret].encode_utf16().count(), &Names::default())
            .map(|p| (p.start, p.end, p.field, p.typed))
    };
    let field = |name: &str| Some(name.to_owned());
    assert_eq!(at("tests task:mig|"), Some((6, 14, field("task"), "mig".into())));
    assert_eq!(at("-agent:\"Claude |"), Some((1, 15, field("agent"), "Claude ".into())));
    assert_eq!(at("kind:|"), Some((0, 5, field("kind"), String::new())));
    assert_eq!(at("task:m|igration x"), Some((0, 14, field("task"), "m".into())));
    assert_eq!(at("date:20|"), Some((0, 7, field("date"), "20".into())));
    assert_eq!(at("代码 outc|ome"), Some((3, 10, None, "outc".into())));
    assert_eq!(at("(java OR ki|)"), Some((9, 11, None, "ki".into())));
    assert_eq!(at("|"), Some((0, 0, None, String::new())));
    assert_eq!(at("flaky |"), Some((6, 6, None, String::new())));
    for finished in ["agent:\"Claude Code\"|", "\"a phrase|", "colour:r|", "(a)|", "!!|"] {
        assert_eq!(at(finished), None, "{finished}");
    }
}

proptest! {
    #[test]
    fn every_caret_of_every_text_has_an_answer(text in ".{0,60}", caret in 0usize..70) {
        if let Some(found) = pending(&text, caret, &Names::default()) {
            let units = text.encode_utf16().count();
            prop_assert!(found.start <= found.end && found.end <= units, "{found:?}");
        }
    }
}

#[test]
fn every_example_of_the_help_is_understood() {
    let help = include_str!("../../../../../ui/src/features/find/language.ts");
    let examples: Vec<&str> = help
        .lines()
        .filter_map(|line| line.split_once("example: '")?.1.rsplit_once('\'').map(|found| found.0))
        .collect();
    assert!(examples.len() > 35, "{examples:?}");
    for example in &examples {
        let query = query(example);
        assert!(query.chips().iter().all(|chip| chip.problem.is_none()), "{example}");
        assert!(!query.is_cut() && (query.has_words() || !query.chips().is_empty()), "{example}");
    }
    for field in fieldbook_search::FIELDS {
        let shown = |example: &&str| query(example).chips().iter().any(|c| c.field == field.name);
        assert!(examples.iter().any(shown), "{} has an example", field.name);
    }
}
