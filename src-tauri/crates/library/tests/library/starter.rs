//! The starter library: complete, valid, and never over somebody's own words.

use std::path::PathBuf;

use crate::common::{empty, open, with_starter};

#[test]
fn an_empty_store_gets_it_and_a_store_asked_to_stay_empty_does_not() {
    let counts = with_starter().library.status().unwrap().counts;
    assert_eq!((counts.case_studies, counts.playbooks, counts.findings), (59, 15, 15));
    assert_eq!(empty().library.status().unwrap().counts.case_studies, 0);
}

#[test]
fn every_document_passes_the_strict_check_and_every_link_resolves() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../playbooks");
    let clock =
        fieldbook_library::FixedClock { now: 0, today: crate::common::CLOCK.parse().unwrap() };
    let report = fieldbook_library::check_files(&[folder], true, &clock, &|_| false).unwrap();
    assert_eq!(report.checked, 89);
    let wrong: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.severity != "hint")
        .map(|finding| {
            format!("{}:{:?} {} {}", finding.id, finding.line, finding.code, finding.message)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_edited_document_stays_edited_and_a_deleted_one_deleted() {
    let installation = with_starter();
    let edited = format!(
        "{}\nOur own note.\n",
        installation.library.document("pb-spec-first").unwrap().text
    );
    installation.library.save("pb-spec-first", &edited, None, None).unwrap();
    installation.library.trash("cs-stripe-minions").unwrap();
    let folder = installation.folder;
    drop(installation.library);
    let again = open(folder, true);
    let view = again.library.record("pb-spec-first").unwrap();
    assert_eq!(view.text, edited);
    assert!(!view.starter, "it is no longer the shipped one");
    assert!(again.library.document("cs-stripe-minions").unwrap().trashed.is_some());
}
