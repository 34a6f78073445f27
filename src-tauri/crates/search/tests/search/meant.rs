//! Filters with a value that no record has: another is proposed.

use fieldbook_search::{Entry, Page, Request};

use crate::support::{Fixture, entry, index};

fn library() -> Fixture {
    let case = |id: &str, outcome: &str, agents: &[&str], author: &str| Entry {
        kind: "case-study".to_owned(),
        outcome: Some(outcome.to_owned()),
        agent: agents.iter().map(|agent| (*agent).to_owned()).collect(),
        model: vec!["GPT-5".to_owned()],
        authors: vec![author.to_owned()],
        ..entry(id, "Retry flaky tests", "with agents")
    };
    index(&[
        case("a", "succeeded", &["Claude Code"], "Miriam Okafor"),
        case("b", "failed", &["Claude Agent SDK"], "Miriam Okafor"),
        case("c", "abandoned", &["GitHub Copilot"], "Wei Chen"),
    ])
}

fn meant(fixture: &Fixture, text: &str) -> Option<String> {
    let page = fixture.page(text);
    assert_eq!(page.total, 0, "{text}");
    page.did_you_mean
}

#[test]
fn a_value_with_a_slip_is_proposed_in_place() {
    let fixture = library();
    for (text, better) in [
        ("outcome:suceeded", "outcome:succeeded"),
        ("flaky outcome:FIALED tests", "flaky outcome:failed tests"),
        ("(outcome:abandonned) retry", "(outcome:abandoned) retry"),
        ("agent:\"claude coed\" tests", "agent:\"Claude Code\" tests"),
        ("outcome:suceeded agent:\"claude cod\"", "outcome:succeeded agent:\"Claude Code\""),
        ("flakey outcome:suceeded", "flaky outcome:succeeded"),
    ] {
        assert_eq!(meant(&fixture, text).as_deref(), Some(better), "{text}");
        assert!(fixture.page(better).total > 0, "{better}");
    }
}

#[test]
fn a_part_of_values_is_proposed_as_all_of_them() {
    let fixture = library();
    assert_eq!(meant(&fixture, "agent:claude").as_deref(), Some("agent:claude*"));
    assert_eq!(meant(&fixture, "agent:copilot").as_deref(), Some("agent:*copilot*"));
    assert_eq!(fixture.page("agent:claude*").total, 2);
}

#[test]
fn nothing_is_proposed_that_finds_nothing_or_was_meant() {
    let fixture = library();
    for text in [
        "outcome:mixed",
        "outcome:suceeded zebra",
        "outcome:failed agent:\"github copilot\"",
        "model:gpt-4",
        "author:\"miriam okafro\"",
        "author:miriam",
        "agent:cl",
        "-outcome:suceeded zebra",
    ] {
        assert_eq!(meant(&fixture, text), None, "{text}");
    }
}

#[test]
fn of_a_value_being_typed_only_slips_are_said() {
    let fixture = library();
    let typed = |text: &str| -> Page {
        fixture.ask(text, &Request { as_you_type: true, ..Request::default() })
    };
    assert_eq!(typed("agent:claude").did_you_mean, None);
    assert_eq!(typed("outcome:succ").did_you_mean, None);
    assert_eq!(typed("outcome:suceeded").did_you_mean.as_deref(), Some("outcome:succeeded"));
    let more = typed("agent:claude fla");
    assert_eq!(more.did_you_mean.as_deref(), Some("agent:claude* fla"));
}

#[test]
fn of_many_filters_the_first_are_looked_at() {
    let fixture = library();
    let many = |count: usize| vec!["outcome:suceeded"; count].join(" ");
    assert_eq!(meant(&fixture, &many(2)).as_deref(), Some("outcome:succeeded outcome:succeeded"));
    let proposed = meant(&fixture, &many(1_000)).unwrap();
    assert_eq!(proposed.matches("outcome:succeeded").count(), 8);
}
