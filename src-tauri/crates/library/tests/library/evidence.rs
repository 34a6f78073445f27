//! Verdicts of the starter findings, through the whole path: documents, store, links, arithmetic.

use crate::common::with_starter;

/// RECORD.md 1.6, the table of the fifteen starter findings.
const VERDICTS: &[(&str, &str, &str, Option<u32>)] = &[
    ("cf-mechanical-migration", "can_with_supervision", "low", Some(5)),
    ("cf-destructive-operations", "cannot", "low", None),
    ("cf-text-guardrails", "cannot", "moderate", None),
    ("cf-expert-speed-up", "contested", "very_low", None),
    ("cf-well-scoped-pull-requests", "contested", "low", None),
    ("cf-root-cause-analysis", "cannot", "very_low", None),
    ("cf-replace-customer-service", "contested", "very_low", None),
    ("cf-reimplementation-against-oracle", "contested", "very_low", None),
    ("cf-tests-as-sole-gate", "contested", "low", None),
    ("cf-context-files-help", "insufficient_evidence", "low", None),
    ("cf-long-horizon-business", "cannot", "low", None),
    ("cf-test-generation", "insufficient_evidence", "very_low", None),
    ("cf-usage-equals-delivery", "contested", "very_low", None),
    ("cf-greenfield-small-expert-team", "insufficient_evidence", "very_low", None),
    ("cf-learning-with-delegation", "insufficient_evidence", "low", None),
];

#[test]
fn starter_findings_have_the_verdicts_of_the_specification() {
    let installation = with_starter();
    for (id, verdict, certainty, fail_safe_n) in VERDICTS {
        let computed = installation.library.record(id).unwrap().verdict.unwrap();
        let word = serde_word(&computed.verdict);
        assert_eq!((word.as_str(), computed.certainty.as_str()), (*verdict, *certainty), "{id}");
        assert_eq!(computed.fail_safe_n, *fail_safe_n, "{id}");
    }
}

/// Returns the word that a verdict is written as.
fn serde_word(verdict: &fieldbook_record::verdict::VerdictWord) -> String {
    let debug = format!("{verdict:?}");
    let mut word = String::new();
    for (at, character) in debug.chars().enumerate() {
        if character.is_uppercase() && at > 0 {
            word.push('_');
        }
        word.extend(character.to_lowercase());
    }
    word
}

#[test]
fn a_changed_case_changes_the_finding_that_cites_it_and_its_place_in_the_index() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    let before = library.record("cf-destructive-operations").unwrap().verdict.unwrap();
    let text = library.document("cs-openclaw-inbox").unwrap().text;
    let disputed = text.replace("disputed: false", "disputed: true");
    assert_ne!(text, disputed, "the case must state the field for this test to mean something");
    library.save("cs-openclaw-inbox", &disputed, None, None).unwrap();
    let after = library.record("cf-destructive-operations").unwrap().verdict.unwrap();
    let effective = |verdict: &fieldbook_record::Verdict| verdict.unsupervised.unwrap().n_eff;
    assert!(effective(&after) < effective(&before), "a disputed case weighs less");
}

#[test]
fn the_headline_factor_is_shown_with_its_range() {
    let installation = with_starter();
    let view = installation.library.record("cs-aws-bedrock-kiro-76-days").unwrap();
    let leverage = view.leverage.unwrap();
    assert_eq!(leverage.headline.as_deref(), Some("16-36x"));
}

#[test]
fn links_are_seen_from_both_ends() {
    let installation = with_starter();
    let case = installation.library.record("cs-airbnb-enzyme-to-rtl").unwrap();
    let playbook = installation.library.record("pb-migrations-as-pipelines").unwrap();
    assert!(case.links.iter().any(|link| link.id == "pb-migrations-as-pipelines"
        && link.direction == fieldbook_library::Direction::Out));
    assert!(playbook.links.iter().any(|link| link.id == "cs-airbnb-enzyme-to-rtl"
        && link.direction == fieldbook_library::Direction::In
        && link.outcome.as_deref() == Some("succeeded")));
}
