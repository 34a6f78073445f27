//! "Still true": what somebody who looked again can say with one key; and what belongs to one way to fail.

use fieldbook_library::{Error, InboxGroup, RecomputeInput, VerifyInput};
use fieldbook_record::Kind;

use crate::common::{empty, with_starter};

#[test]
fn still_true_is_an_event_that_renews_the_review_and_clears_the_inbox() {
    let installation = with_starter();
    let library = &installation.library;
    let id = "starter/pb-spec-first";
    let text = library.document(id).unwrap().text;
    let line = text.lines().find(|line| line.starts_with("review_by:")).unwrap().to_owned();
    let due = text.replacen(&line, "review_by: \"2026-11-01\"", 1);
    library.save(id, &due, None, None).unwrap();
    let waits = || {
        let items = library.inbox().unwrap().items;
        items
            .iter()
            .any(|item| item.record.as_deref() == Some(id) && item.group == InboxGroup::Review)
    };
    assert!(waits());
    let verified =
        library.verify(&VerifyInput { id: id.to_owned(), ..VerifyInput::default() }).unwrap();
    assert_eq!(verified.review_by, "2027-11-23", "a playbook is due again in a year");
    assert!(!waits());
    let after = library.document(id).unwrap().text;
    assert!(after.contains("2026-11-23") && after.contains("verified:"), "{after}");
    // Nothing else of the record changed: what it says is not renewed by an edit.
    let rest = |text: &str| text.split_once("\n---\n").map(|(_, body)| body.to_owned());
    assert_eq!(rest(&due), rest(&after));

    // A second event stands beside the first.
    let twice = VerifyInput {
        id: id.to_owned(),
        note: Some("read again".into()),
        ..VerifyInput::default()
    };
    library.verify(&twice).unwrap();
    let record = library.record(id).unwrap().record;
    assert_eq!(record.verified.len(), 2);
    assert_eq!(record.verified[1].note.as_deref(), Some("read again"));
    let nobody = VerifyInput { id: "cf-not-there".into(), ..VerifyInput::default() };
    assert!(matches!(library.verify(&nobody), Err(Error::NotFound { .. })));
}

#[test]
fn still_true_on_a_newer_model_takes_the_mark_away() {
    let installation = with_starter();
    let library = &installation.library;
    let id = "cf-reimplementation-against-oracle";
    let fresh = || {
        let input = RecomputeInput { id: id.to_owned(), ..RecomputeInput::default() };
        library.recompute_verdict(&input).unwrap().freshness
    };
    // One family after the other: each newer model has to be seen by itself.
    let mut models = 0;
    while let Some(model) = fresh().not_seen_on.first().cloned() {
        let input = VerifyInput { id: id.to_owned(), model: Some(model), ..VerifyInput::default() };
        library.verify(&input).unwrap();
        models += 1;
        assert!(models < 5, "{:?}", fresh());
    }
    assert!(models > 0, "the evidence is older than some model");
    assert!(!fresh().retest);
}

#[test]
fn ways_to_fail_are_one_where_one_links_to_the_other() {
    let installation = empty();
    let library = &installation.library;
    let playbook = library.create(Kind::Playbook, "Zeppelin rules").unwrap();
    let text = format!(
        "---\nschema: 1\nid: {}\nkind: playbook\ntitle: \"Zeppelin rules\"\nfailure_modes:\n  - {{mode: \"Silent loss\", sign: \"fewer tests\", response: \"count\"}}\n---\n",
        playbook.id
    );
    library.save(&playbook.id, &text, None, None).unwrap();
    let case = |id: &str, failed: &str| {
        let made = library.create(Kind::CaseStudy, id).unwrap();
        let text = format!(
            "---\nschema: 1\nid: {id}\nkind: case-study\ntitle: \"Zeppelin {id}\"\noutcome: failed\nwhat_failed: [\"{failed}\"]\n---\n"
        );
        library.save(&made.id, &text, None, None).unwrap();
    };
    case("cs-linked", &format!("[[{}#Silent loss]]: 40 assertions were gone", playbook.id));
    case("cs-same", "silent loss.");
    case("cs-other", "Silently lost some tests");
    case("cs-astray", "[[pb-not-there#Silent loss]] elsewhere");
    library.catch_up(&mut |_, _| {}).unwrap();
    let modes = library.answer("zeppelin").unwrap().failure_modes;
    let silent = &modes[0];
    assert_eq!(
        (silent.text.as_str(), silent.sign.as_deref()),
        ("Silent loss", Some("fewer tests"))
    );
    assert_eq!(
        silent.records.len(),
        3,
        "the playbook, the linked case and the same words: {modes:?}"
    );
    assert_eq!(modes.len(), 3, "nobody guesses: {modes:?}");
}
