//! Taking out of a record what a publish check found.

use fieldbook_library::{Error, PublishAnswer, PublishFinding, SaveOutcome};

use crate::team::{Team, playbook, publish};

#[test]
fn what_was_found_is_taken_out_everywhere_and_the_old_text_stays_a_revision() {
    let team = Team::new();
    let (ann, _) = team.pair();
    let token = format!("ghp_{}", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hL6rX3");
    let text = playbook("pb-leak", "Leak").replacen(
        "Maintenance chores pile up",
        &format!("Token {token} of ann@corp.example.io"),
        1,
    ) + &format!("\nAgain {token}.\n");
    team.write(&ann, "pb-leak", &text);
    let found = || -> Vec<PublishFinding> {
        match publish(&ann, "pb-leak") {
            PublishAnswer::Plan { plan } => plan.rows[0].findings.clone(),
            other => panic!("{other:?}"),
        }
    };
    let first = found();
    let secret = first.iter().find(|one| one.rule == "github-token").unwrap();
    let saved = ann.replace_finding("team", "pb-leak", &secret.fingerprint, "(redacted)").unwrap();
    assert!(matches!(saved, SaveOutcome::Saved { .. }), "{saved:?}");
    let now = ann.document("pb-leak").unwrap().text;
    assert_eq!((now.matches(&token).count(), now.matches("(redacted)").count()), (0, 2));
    assert_eq!(now.replace("(redacted)", &token), text, "nothing else changed");
    assert_eq!(ann.revision_text("pb-leak", 1).unwrap(), text, "it can be looked up");
    assert_eq!(found().iter().map(|one| one.rule.as_str()).collect::<Vec<_>>(), ["email"]);

    // Words that would break the fields are refused, and a finding that is gone changes nothing.
    let mail = found().remove(0);
    let broken = ann.replace_finding("team", "pb-leak", &mail.fingerprint, "\"\n- [");
    assert!(matches!(broken, Err(Error::Edit(_))), "{broken:?}");
    let gone = ann.replace_finding("team", "pb-leak", &secret.fingerprint, "x").unwrap();
    assert!(matches!(gone, SaveOutcome::Unchanged { .. }), "{gone:?}");
}
