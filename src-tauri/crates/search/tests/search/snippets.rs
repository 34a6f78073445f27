//! Passages and what lights up in them.

use fieldbook_search::{highlight, snippet};
use proptest::prelude::*;

use crate::support::query;

fn lit(text: &str, ranges: &[(usize, usize)]) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    ranges.iter().map(|(start, end)| String::from_utf16(&units[*start..*end]).unwrap()).collect()
}

fn highlighted(asked: &str, text: &str) -> Vec<String> {
    lit(text, &highlight(&query(asked), text))
}

#[test]
fn tokens_light_up_not_letters() {
    assert_eq!(
        highlighted("migrate ", "Migrations migrated; immigrants"),
        ["Migrations", "migrated"]
    );
    assert_eq!(highlighted("retry ", "maxRetryCount and retrying"), ["Retry", "retrying"]);
    assert_eq!(highlighted("代码审查", "自动代码审查工具，代码"), ["代码审查", "代码"]);
    assert_eq!(highlighted("\"flaky test\"", "Flaky tests"), ["Flaky", "tests"]);
    assert_eq!(highlighted("café ", "CAFE cafés cafeteria2"), ["CAFE", "cafés"]);
    assert_eq!(highlighted("mig", "migration"), ["migration"], "a word being typed");
    assert_eq!(
        highlighted("kind:finding -other the agent", "the finding of other agents"),
        ["agents"]
    );
}

#[test]
fn the_best_passage_is_shown_not_the_first() {
    let text = format!(
        "{} tests here. {} Agents quarantine flaky tests at night. {}",
        "filler words that say nothing. ".repeat(10),
        "more filler words that say nothing. ".repeat(20),
        "and the end ".repeat(20),
    );
    let found = snippet(&query("quarantine flaky tests"), &text, 80);
    assert!(found.text.contains("quarantine flaky tests"), "{found:?}");
    assert_eq!(lit(&found.text, &found.ranges), ["quarantine", "flaky", "tests"]);
    assert!(found.text.starts_with('…') && found.text.ends_with('…'), "{found:?}");
    assert!(found.text.chars().count() <= 82, "{found:?}");
}

#[test]
fn blanks_and_control_characters_become_one_blank() {
    let found = snippet(&query("two"), "one\n\n\t two\0three  ", 100);
    assert_eq!(found.text, "one two three");
    assert_eq!(lit(&found.text, &found.ranges), ["two"]);
}

#[test]
fn without_a_match_it_is_the_beginning() {
    let found = snippet(&query("absent"), "  A first sentence. Then another one follows.", 18);
    assert_eq!(found.text, "A first sentence.…");
    assert!(found.ranges.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever the text, ranges ascend, do not touch, and end inside it.
    #[test]
    fn ranges_are_in_order_and_inside(
        text in "\\PC{0,200}|[ab 你好.\n🚀]{0,200}",
        asked in "[ab你好 ]{1,6}",
        max in 0usize..60,
    ) {
        let query = query(&asked);
        let found = snippet(&query, &text, max);
        for (shown, ranges) in
            [(&found.text, &found.ranges), (&text, &highlight(&query, &text))]
        {
            let units = shown.encode_utf16().count();
            let mut last = 0;
            for (start, end) in ranges {
                prop_assert!(*start >= last && start < end && *end <= units, "{ranges:?} in {shown:?}");
                last = *end + 1;
            }
        }
        prop_assert!(found.text.chars().count() <= max.max(8) + 2);
    }
}
