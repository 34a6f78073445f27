//! Writing: nothing is overwritten, nothing is lost.

use fieldbook_library::{Error, SaveOutcome};
use fieldbook_record::Kind;

use crate::common::{empty, open, with_starter};

#[test]
fn a_stale_save_overwrites_nothing() {
    let installation = with_starter();
    let library = &installation.library;
    let id = "pb-spec-first";
    let text = library.document(id).unwrap().text;
    let first = format!("{text}\nFrom one window.\n");
    let second = format!("{text}\nFrom another.\n");
    assert!(matches!(
        library.save(id, &first, Some(1), None).unwrap(),
        SaveOutcome::Saved { revision: 2, .. }
    ));
    match library.save(id, &second, Some(1), None).unwrap() {
        SaveOutcome::Stale { current_revision, current_text } => {
            assert_eq!((current_revision, current_text.as_str()), (2, first.as_str()));
        }
        other => panic!("expected a stale save, got {other:?}"),
    }
    assert_eq!(library.document(id).unwrap().text, first);
}

#[test]
fn a_draft_survives_closing_and_is_gone_after_saving() {
    let installation = with_starter();
    let id = "cs-stripe-minions";
    let state = installation.library.open_editor(id).unwrap();
    let typed = format!("{}\nHalf a sent", state.text);
    installation.library.keep_draft(id, &typed, state.base_revision).unwrap();
    let folder = installation.folder;
    drop(installation.library);

    let again = open(folder, true);
    let state = again.library.open_editor(id).unwrap();
    assert!(state.from_draft);
    assert_eq!(state.text, typed);
    assert!(again.library.record(id).unwrap().has_draft);
    again.library.save(id, &typed, Some(state.base_revision), None).unwrap();
    assert!(!again.library.open_editor(id).unwrap().from_draft);
}

#[test]
fn every_revision_stays_and_can_come_back() {
    let installation = with_starter();
    let library = &installation.library;
    let id = "cf-test-generation";
    let original = library.document(id).unwrap().text;
    library.save(id, &format!("{original}\nMore.\n"), None, Some("More evidence")).unwrap();
    let history = library.history(id).unwrap();
    assert_eq!(history.iter().map(|entry| entry.revision).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(history[0].note.as_deref(), Some("More evidence"));
    library.restore(id, 1, Some(2)).unwrap();
    assert_eq!(library.document(id).unwrap().text, original);
    assert_eq!(library.history(id).unwrap().len(), 3, "a restore is a revision too");
}

#[test]
fn a_new_id_in_the_text_renames_and_the_old_one_goes_on_working() {
    let installation = empty();
    let library = &installation.library;
    let key = library.create(Kind::CaseStudy, "First name").unwrap();
    let text = library.document(&key.id).unwrap().text.replace(&key.id, "cs-second-name");
    let outcome = library.save(&key.id, &text, None, None).unwrap();
    assert!(
        matches!(&outcome, SaveOutcome::Saved { id, .. } if id == "cs-second-name"),
        "{outcome:?}"
    );
    assert_eq!(library.document(&key.id).unwrap().id, "cs-second-name");
    assert_eq!(library.history("cs-second-name").unwrap().len(), 2, "its history goes with it");
}

#[test]
fn a_taken_id_changes_nothing() {
    let installation = empty();
    let library = &installation.library;
    let one = library.create(Kind::CaseStudy, "One").unwrap();
    let two = library.create(Kind::CaseStudy, "Two").unwrap();
    let text = library.document(&two.id).unwrap().text;
    let stolen = text.replace(&two.id, &one.id);
    assert!(matches!(library.save(&two.id, &stolen, None, None), Err(Error::Exists { .. })));
    assert_eq!(library.document(&two.id).unwrap().text, text);
}

#[test]
fn a_duplicate_is_a_draft_of_its_own() {
    let installation = with_starter();
    let library = &installation.library;
    let copy = library.duplicate("pb-spec-first").unwrap();
    assert_eq!(copy.library, "personal");
    let view = library.record(&copy.to_string()).unwrap();
    assert_eq!(view.record.status.as_str(), "draft");
    assert!(!view.starter);
}

#[test]
fn an_unknown_id_is_named() {
    let installation = empty();
    let error = installation.library.record("cs-nowhere").unwrap_err();
    assert!(matches!(&error, Error::NotFound { id } if id == "cs-nowhere"));
}

#[test]
fn a_document_over_two_megabytes_is_refused_with_the_limit() {
    let installation = empty();
    let library = &installation.library;
    let key = library.create(Kind::Playbook, "Large").unwrap();
    let large = "x".repeat(2 * 1024 * 1024 + 1);
    assert!(matches!(
        library.save(&key.id, &large, None, None),
        Err(Error::TooLarge { limit: 2_097_152, .. })
    ));
}
