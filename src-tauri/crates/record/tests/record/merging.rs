//! Three texts into one.

use fieldbook_record::merge::decide;
use fieldbook_record::{
    MergeChoice, MergeDecision, MergePart, Merged, body, front_matter_value, merge,
};
use proptest::prelude::*;

const BASE: &str = "---\nid: pb-a\ntitle: Old   # as agreed\nstatus: published\ntags: [a, b]\nupdated: \"2026-01-01\"\neffort:\n  planned: 3\n  actual: 4\n---\nBefore.\n\n## Problem\n\nOld problem.\n\n## Solution\n\nOld solution.\n";

fn choose(key: &str, choose: MergeDecision) -> MergeChoice {
    MergeChoice { key: key.to_owned(), choose }
}

#[test]
fn changes_of_different_parts_come_together_without_a_question() {
    let mine = BASE
        .replace("title: Old ", "title: New ")
        .replace("planned: 3", "planned: 5")
        .replace("Old problem", "My problem")
        .replace("[a, b]", "[a, b, mine]")
        .replace("2026-01-01", "2026-02-02");
    let theirs = BASE
        .replace("published", "deprecated")
        .replace("actual: 4", "actual: 9")
        .replace("Old solution", "Their solution")
        .replace("[a, b]", "[a, b, theirs]")
        .replace("2026-01-01", "2026-03-03")
        + "\n## Consequences\n\nMore.\n";
    let merged = merge(Some(BASE), &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    let expected = "---\nid: pb-a\ntitle: New   # as agreed\nstatus: deprecated\ntags: [a, b, mine, theirs]\nupdated: \"2026-03-03\"\neffort:\n  planned: 5\n  actual: 9\n---\nBefore.\n\n## Problem\n\nMy problem.\n\n## Solution\n\nTheir solution.\n\n## Consequences\n\nMore.\n";
    assert_eq!(merged.text, expected);
}

#[test]
fn what_both_changed_is_asked_part_by_part() {
    let mine = BASE
        .replace("title: Old ", "title: Mine ")
        .replace("Old problem", "My problem")
        .replace("[a, b]", "[a, c]");
    let theirs = BASE
        .replace("title: Old ", "title: Theirs ")
        .replace("Old problem", "Their problem")
        .replace("[a, b]", "[b, d]");
    let merged = merge(Some(BASE), &mine, &theirs);
    let asked: Vec<_> =
        merged.conflicts.iter().map(|conflict| (conflict.part, conflict.label.as_str())).collect();
    assert_eq!(
        asked,
        [(MergePart::Field, "title"), (MergePart::List, "tags"), (MergePart::Section, "Problem")]
    );
    assert_eq!(merged.text, mine, "where nobody has decided, mine stands");
    assert_eq!(merged.conflicts[0].base.as_deref(), Some("Old"));
    assert_eq!(
        merged.conflicts[2].both.as_deref(),
        Some("## Problem\n\nMy problem.\n\nTheir problem.\n\n")
    );

    let choices = [
        choose("field:title", MergeDecision::Written { text: "Ours: both".into() }),
        choose("field:tags", MergeDecision::Both),
        choose("section:Problem", MergeDecision::Theirs),
    ];
    let merged = decide(Some(BASE), &mine, &theirs, &choices);
    assert_eq!(merged.conflicts, []);
    let fields = front_matter_value(&merged.text).unwrap();
    assert_eq!(fields.get("title").unwrap().as_text(), Some("Ours: both"));
    assert!(merged.text.contains("[a, c, d]"), "{}", merged.text);
    assert!(merged.text.contains("# as agreed") && merged.text.contains("Their problem"));
}

#[test]
fn an_edit_beats_a_deletion_on_either_side() {
    let edited =
        BASE.replace("Old solution", "Better solution").replace("title: Old ", "title: New ");
    let deleted = BASE
        .replace("\n## Solution\n\nOld solution.\n", "")
        .replace("title: Old   # as agreed\n", "");
    for (mine, theirs) in [(&edited, &deleted), (&deleted, &edited)] {
        let merged = merge(Some(BASE), mine, theirs);
        assert_eq!(merged.conflicts, []);
        assert!(merged.text.contains("Better solution"), "{}", merged.text);
        assert_eq!(
            front_matter_value(&merged.text).unwrap().get("title").unwrap().as_text(),
            Some("New")
        );
    }
}

#[test]
fn a_document_that_cannot_be_read_is_asked_as_a_whole() {
    let broken = BASE.replace("status: published", "status: [");
    let mine = BASE.replace("Old problem", "My problem");
    let merged = merge(Some(BASE), &mine, &broken);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(
        (merged.conflicts[0].part, merged.text.as_str()),
        (MergePart::Document, mine.as_str())
    );
    let decided = decide(Some(BASE), &mine, &broken, &[choose("document", MergeDecision::Theirs)]);
    assert_eq!((decided.text.as_str(), decided.conflicts.len()), (broken.as_str(), 0));
}

#[test]
fn headings_in_code_and_headings_twice_are_no_trouble() {
    let base = "## A\n\none\n\n```\n## not a heading\n```\n\n## A\n\ntwo\n";
    let mine = base.replace("one", "1");
    let theirs = base.replace("two", "2");
    assert_eq!(
        merge(Some(base), &mine, &theirs).text,
        base.replace("one", "1").replace("two", "2")
    );
}

/// A document of a few fields and sections, each absent or with one of four contents.
fn document() -> impl Strategy<Value = String> {
    let part = || proptest::option::weighted(0.8, 0..4_u8);
    (proptest::collection::vec(part(), 5), proptest::collection::vec(part(), 4)).prop_map(
        |(fields, sections)| {
            let mut text = String::from("---\nid: x\n");
            for (index, value) in fields.iter().enumerate() {
                match (index, value) {
                    (_, None) => {}
                    (4, Some(value)) => text.push_str(&format!(
                        "list: [{}]\n",
                        ["a", "a, b", "a, b, c", "d"][usize::from(*value)]
                    )),
                    (_, Some(value)) => {
                        text.push_str(&format!("k{index}: v{value} # note {value}\n"));
                    }
                }
            }
            text.push_str("---\nIntro.\n");
            for (index, value) in sections.iter().enumerate() {
                if let Some(value) = value {
                    text.push_str(&format!("\n## S{index}\n\nText {value}.\n"));
                }
            }
            text
        },
    )
}

fn parts(text: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for key in ["k0", "k1", "k2", "k3", "list"] {
        if let Some(value) = front_matter_value(text).unwrap().get(key) {
            parts.push((format!("field:{key}"), format!("{value:?}")));
        }
    }
    for section in body(text).split("\n## ").skip(1) {
        let (name, content) = section.split_once('\n').unwrap();
        parts.push((format!("section:{name}"), content.trim().to_owned()));
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_somebody_wrote_is_lost(base in document(), mine in document(), theirs in document()) {
        let Merged { text, conflicts, .. } = merge(Some(&base), &mine, &theirs);
        let asked = |key: &str| conflicts.iter().any(|conflict| conflict.key == key);
        let (before, ours, other, result) = (parts(&base), parts(&mine), parts(&theirs), parts(&text));
        for (name, value) in ours.iter().chain(&other) {
            let new = !before.contains(&(name.clone(), value.clone()));
            let there = result.contains(&(name.clone(), value.clone()));
            let joined = name == "field:list";
            prop_assert!(!new || there || asked(name) || joined, "{name} {value} is lost in\n{text}");
        }
        // The same answer whoever merges, where nobody is asked.
        if conflicts.is_empty() {
            let turned = merge(Some(&base), &theirs, &mine);
            prop_assert!(turned.conflicts.is_empty());
            let sorted = |mut parts: Vec<(String, String)>| { parts.retain(|(name, _)| name != "field:list"); parts.sort(); parts };
            prop_assert_eq!(sorted(parts(&turned.text)), sorted(result));
        }
        // Every conflict can be decided either way.
        for decision in [MergeDecision::Mine, MergeDecision::Theirs] {
            let choices: Vec<_> = conflicts.iter().map(|conflict| choose(&conflict.key, decision.clone())).collect();
            prop_assert_eq!(decide(Some(&base), &mine, &theirs, &choices).conflicts, vec![]);
        }
    }

    #[test]
    fn one_sided_changes_are_taken_byte_for_byte(base in document(), other in document()) {
        prop_assert_eq!(&merge(Some(&base), &other, &base).text, &other);
        prop_assert_eq!(&merge(Some(&base), &base, &other).text, &other);
        prop_assert_eq!(&merge(Some(&base), &other, &other).text, &other);
        prop_assert_eq!(&merge(None, &other, &other).text, &other);
    }

    #[test]
    fn any_text_is_merged_without_a_panic(base in "(---\n)?[a-z: \n#\\[\\-]{0,60}(\n---\n)?.{0,40}", mine in "(---\n)?[a-z: \n#\\[\\-]{0,60}(\n---\n)?.{0,40}", theirs in "(---\n)?[a-z: \n#\\[\\-]{0,60}(\n---\n)?.{0,40}") {
        let merged = merge(Some(&base), &mine, &theirs);
        prop_assert!(!merged.text.contains("<<<<<<<"));
        let _ = merge(None, &mine, &theirs);
    }
}
