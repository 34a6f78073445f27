//! The checker: the gate of publishing in each status, the conditional fields, the author's words.

use fieldbook_record::{Check, CheckCode, Context, Edit, Reading, Severity, edit, read};
use jiff::civil::date;

const CASE: &str = r#"---
schema: 1
id: cs-test
kind: case-study
title: "A case"
status: published
summary: "S"
organisation: Acme
date: "2025-03"
task_type: migration
agent: {name: Kiro}
supervision: ["none"]
outcome: succeeded
harm: none
measured_result: "10 of 12"
what_worked: ["a"]
what_failed: ["b"]
caveats: ["none known"]
evidence: {study_design: case_report, independence: self_reported, certainty: low, denominator_known: true, disputed: false}
sources:
  - {id: s1, url: "https://example.org", tier: primary}
facts:
  - {text: "F", mark: verified, source: s1}
authors: ["Ann"]
reviewed_by: ["Bo"]
owner: "Ann"
visibility: organisation
origin: internal
review_by: "2027-05-23"
---
"#;

const PLAYBOOK: &str = r#"---
schema: 1
id: cs-test
kind: playbook
title: P
status: published
summary: S
task_type: migration
ring: trial
ring_reason: R
ring_decided_by: Ann
ring_decided_on: "2026-01-01"
problem: P
context: C
signals: [a]
anti_signals: [b]
steps: [a, b, c]
ground_rules:
  - {rule: R, enforce_with: review}
supervision: {autonomy_level: approver}
failure_modes:
  - {mode: a}
  - {mode: b}
caveats: [none known]
authors: [Ann]
reviewed_by: [Bo]
owner: Ann
visibility: team
review_by: "2027-01-01"
---
"#;

const FINDING: &str = r#"---
schema: 1
id: cs-test
kind: finding
title: F
status: published
summary: S
task_type: migration
claim: "Agents can."
conditions: C
half_life_months: null
evidence:
  - {ref: cs-a, result: supports, supervised: true}
caveats: [none known]
authors: [Ann]
reviewed_by: [Bo]
owner: Ann
visibility: team
review_by: "2027-01-01"
---
"#;

fn check(text: &str, edits: &[Edit]) -> Reading {
    let text = edit(text, edits).unwrap();
    read(&text, &Context::new("cs-test", date(2026, 11, 23)))
}

fn blocking(reading: &Reading) -> Vec<(CheckCode, &str)> {
    reading
        .checks
        .iter()
        .filter(|check| check.blocks_publishing)
        .map(|check| (check.code, check.field.as_deref().unwrap_or_default()))
        .collect()
}

fn words(reading: &Reading) -> Vec<String> {
    reading.checks.iter().map(Check::message).collect()
}

#[test]
fn complete_records_pass() {
    for text in [CASE, PLAYBOOK, FINDING] {
        let reading = check(text, &[]);
        assert!(reading.checks.is_empty(), "{:?}", reading.checks);
        assert!(reading.is_publishable());
    }
}

#[test]
fn every_field_that_publishing_asks_for_is_asked_for() {
    for (text, fields) in [
        (
            CASE,
            "schema id kind title status summary organisation date task_type supervision outcome harm measured_result what_worked what_failed caveats sources authors owner visibility review_by reviewed_by agent.name evidence.study_design evidence.independence evidence.certainty evidence.denominator_known evidence.disputed",
        ),
        (
            PLAYBOOK,
            "summary task_type ring ring_reason ring_decided_by ring_decided_on problem context signals anti_signals steps ground_rules supervision.autonomy_level failure_modes caveats",
        ),
        (FINDING, "summary claim conditions half_life_months evidence caveats"),
    ] {
        for field in fields.split(' ') {
            // Without its status a record is a draft, and its gaps are hints.
            let reading = check(text, &[Edit::remove(field)]);
            let severity = if field == "status" { Severity::Hint } else { Severity::Error };
            let found = reading.checks.iter().find(|check| check.field.as_deref() == Some(field));
            let found = found.unwrap_or_else(|| panic!("{field}: {:?}", reading.checks));
            assert!(found.blocks_publishing && found.severity == severity, "{field}: {found:?}");
            assert_ne!(found.message(), "Fill in this field", "{field}");
        }
    }
}

#[test]
fn the_gate_depends_on_the_status() {
    for (status, severity) in [
        ("draft", Severity::Hint),
        ("in_review", Severity::Warning),
        ("published", Severity::Error),
        ("withdrawn", Severity::Hint),
    ] {
        let reading = check(CASE, &[Edit::set("status", status), Edit::remove("what_failed")]);
        let found =
            reading.checks.iter().find(|check| check.code == CheckCode::WhatFailedMissing).unwrap();
        assert_eq!((found.severity, found.blocks_publishing), (severity, true), "{status}");
        assert_eq!(found.message(), "Say what failed, or type 'none reported'");
    }
}

#[test]
fn a_review_is_demanded_here_and_a_tiered_source_from_elsewhere() {
    let nobody = check(CASE, &[Edit::remove("reviewed_by")]);
    assert_eq!(blocking(&nobody), [(CheckCode::ReviewerMissing, "reviewed_by")]);
    assert_eq!(words(&nobody), ["Name one person other than yourself who read it"]);
    let oneself = check(CASE, &[Edit::set("reviewed_by", vec![" ann"])]);
    assert_eq!(blocking(&oneself), [(CheckCode::ReviewerIsAuthor, "reviewed_by")]);
    for origin in ["external", "imported"] {
        let elsewhere = [Edit::set("origin", origin), Edit::remove("reviewed_by")];
        assert!(check(CASE, &elsewhere).checks.is_empty());
        let untiered = [elsewhere.as_slice(), &[Edit::remove("sources.0.tier")]].concat();
        assert_eq!(blocking(&check(CASE, &untiered)), [(CheckCode::SourceTierMissing, "sources")]);
    }
}

#[test]
fn large_harm_needs_the_incident() {
    for harm in ["major", "critical"] {
        let without = check(CASE, &[Edit::set("harm", harm)]);
        assert_eq!(blocking(&without), [(CheckCode::IncidentMissing, "incident")]);
        let partly = check(CASE, &[Edit::set("harm", harm), Edit::set("incident.trigger", "T")]);
        assert_eq!(blocking(&partly).len(), 4);
    }
    assert!(check(CASE, &[Edit::set("harm", "minor")]).checks.is_empty());
}

#[test]
fn facts_need_marks_and_sources() {
    let unverified = check(CASE, &[Edit::set("facts.0.mark", "unverified")]);
    assert_eq!(blocking(&unverified), [(CheckCode::FactUnverified, "facts.0")]);
    let bare = check(CASE, &[Edit::remove("facts.0.source")]);
    assert_eq!(blocking(&bare), [(CheckCode::FactWithoutSource, "facts.0")]);
    assert_eq!(
        words(&bare),
        ["A fact without a source cannot be published: attach one, or remove it"]
    );
    let unknown = check(CASE, &[Edit::set("facts.0.source", "s9")]);
    assert_eq!(blocking(&unknown), [(CheckCode::SourceUnknown, "facts.0.source")]);
}

#[test]
fn efforts_are_compared_only_when_they_can_be() {
    let both = "{people: 1, duration: {min: 1, unit: days}}";
    let with = |effort: &str| {
        let text = CASE
            .replace("outcome: succeeded\n", &format!("effort: {effort}\noutcome: succeeded\n"));
        check(&text, &[])
    };
    let unmatched = with(&format!("{{planned: {both}, actual: {both}}}"));
    assert_eq!(blocking(&unmatched), [(CheckCode::ScopeMatchMissing, "effort.scope_match")]);
    assert!(
        with(&format!("{{planned: {both}, actual: {both}, scope_match: same}}")).checks.is_empty()
    );
    let one = with(
        "{planned: {people: 3, duration: {min: 1, unit: days}}, actual: {duration: {min: 1, unit: days}}, scope_match: same}",
    );
    assert_eq!(
        words(&one),
        [
            "Both sides of the effort are needed for a factor; you gave only one, so only elapsed time is shown"
        ]
    );
    let none = with(&format!("{{planned: {both}}}"));
    assert!(words(&none)[0].ends_with("so no factor is shown") && none.is_publishable());
    let felt = with(&format!(
        "{{planned: {{people: 1, duration: {{min: 1, unit: days}}, basis: felt}}, actual: {both}, scope_match: same}}"
    ));
    assert_eq!(felt.checks[0].code, CheckCode::FeltNumber);
}

#[test]
fn open_attempts_ask_for_other_things() {
    let open = [
        Edit::set("outcome", "open"),
        Edit::remove("what_failed"),
        Edit::remove("what_worked"),
        Edit::remove("measured_result"),
        Edit::remove("evidence"),
        Edit::remove("harm"),
    ];
    let bare = check(CASE, &open);
    assert_eq!(
        blocking(&bare),
        [(CheckCode::MissingField, "expected"), (CheckCode::MissingField, "due")]
    );
    for (due, code) in [
        ("2026-11-23", None),
        ("2026-11-22", Some(CheckCode::AttemptOverdue)),
        ("2026-11-09", Some(CheckCode::AttemptOverdue)),
        ("2026-11-08", Some(CheckCode::AttemptUnreported)),
        ("2026-11", None),
    ] {
        let edits =
            [open.as_slice(), &[Edit::set("expected", "E"), Edit::set("due", due)]].concat();
        let reading = check(CASE, &edits);
        assert_eq!(reading.checks.first().map(|check| check.code), code, "{due}");
        assert!(reading.is_publishable());
    }
}

#[test]
fn small_slips_are_named() {
    for (path, value, code) in [
        ("what_failed", "none reported", CheckCode::OnlySuccessesReported),
        ("id", "Not An Id", CheckCode::InvalidId),
        ("id", "cs-other", CheckCode::IdDiffers),
        ("review_by", "2026-01-01", CheckCode::ReviewOverdue),
        ("date", "2031", CheckCode::DateInFuture),
        ("tags", "Not a slug", CheckCode::InvalidTag),
        ("status", "done", CheckCode::UnknownValue),
        ("links", "cs-test", CheckCode::LinkToItself),
    ] {
        let reading = check(CASE, &[Edit::set(path, value)]);
        assert!(
            reading.checks.iter().any(|check| check.code == code),
            "{path}: {:?}",
            reading.checks
        );
    }
    let long =
        check(CASE, &[Edit::set("title", "x".repeat(121)), Edit::set("summary", "x".repeat(301))]);
    assert_eq!(blocking(&long).len(), 2);
    let counts =
        check(CASE, &[Edit::set("counts.successes", 9.0), Edit::set("counts.trials", 3.0)]);
    assert_eq!(counts.checks[0].code, CheckCode::CountsUnusable);
    let disputed = check(CASE, &[Edit::set("evidence.disputed", true), Edit::remove("caveats")]);
    assert!(disputed.checks.iter().any(|check| check.code == CheckCode::DisputedWithoutCaveat));
    let newer = check(CASE, &[Edit::set("schema", 2.0)]);
    assert_eq!(newer.checks[0].code, CheckCode::SchemaNewer);
    let steps = check(PLAYBOOK, &[Edit::remove("steps.0")]);
    assert_eq!(words(&steps), ["Give three to nine steps; there are 2"]);
    let rule = check(PLAYBOOK, &[Edit::set("ground_rules.0", "only text")]);
    assert_eq!(blocking(&rule), [(CheckCode::RuleWithoutEnforcement, "ground_rules.0")]);
    let row = check(FINDING, &[Edit::remove("evidence.0.supervised")]);
    assert_eq!(blocking(&row), [(CheckCode::MissingField, "evidence.0.supervised")]);
}

#[test]
fn a_library_adds_task_types() {
    let text = edit(CASE, &[Edit::set("task_type", "yak-shaving")]).unwrap();
    let mut context = Context::new("cs-test", date(2026, 11, 23));
    assert_eq!(read(&text, &context).checks[0].code, CheckCode::UnknownTaskType);
    let own = ["yak-shaving".to_owned()];
    context.task_types = &own;
    assert!(read(&text, &context).checks.is_empty());
}

#[test]
fn codes_are_stable_words() {
    let words: Vec<&str> = CheckCode::ALL.iter().map(|code| code.as_str()).collect();
    for (code, word) in CheckCode::ALL.iter().zip(&words) {
        assert_eq!(serde_json::to_string(code).unwrap(), format!("\"{word}\""));
        assert!(word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{word}");
    }
    assert_eq!(words.len(), words.iter().collect::<std::collections::BTreeSet<_>>().len());
}
