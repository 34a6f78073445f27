//! Sharing: what one person publishes, another reviews, receives and changes.

use std::path::Path;

use fieldbook_library::{
    AddLibrary, AddOutcome, ExceptionInput, ProposalState, PublishAnswer, PublishOptions,
    PublishState, PullAction, PullAnswer, Refusal, ResolveAnswer, ReviewAnswer, ReviewVerdict,
};
use fieldbook_record::{MergeChoice, MergeDecision};

use crate::team::{Team, edit, internal, playbook, publish, published, pull, pulled, text};

#[test]
fn a_record_travels_from_one_person_to_another_and_back() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    team.write(&ann, "pb-one", &playbook("pb-one", "First"));
    let before = ann.history("pb-one").unwrap().len();
    published(&ann, "pb-one");
    assert_eq!(ann.document("pb-one").unwrap().library, "team", "it moved, and its id leads to it");
    assert!(ann.history("pb-one").unwrap().len() >= before);
    assert!(
        matches!(pull(&ann), PullAnswer::UpToDate { .. }),
        "what one published oneself is no news"
    );

    let rows = pulled(&ben).rows;
    assert_eq!((rows.len(), rows[0].action, rows[0].title.as_str()), (1, PullAction::Add, "First"));
    assert_eq!(text(&ben, "pb-one"), text(&ann, "pb-one"), "byte for byte");

    edit(&ben, "pb-one", "Review flood", "Flood of reviews");
    edit(&ann, "pb-one", "Silent wrongness", "Quiet wrongness");
    published(&ben, "pb-one");
    assert!(
        matches!(publish(&ann, "pb-one"), PublishAnswer::Plan { plan } if plan.rows[0].state == PublishState::Behind)
    );
    let rows = pulled(&ann).rows;
    assert_eq!(
        (rows[0].action, rows[0].conflicts),
        (PullAction::Conflict, 1),
        "both changed one list"
    );
    assert_eq!(team.there(&["rev-list", "--count", "main"]), "3");
    let timeline = ben.timeline("pb-one").unwrap();
    assert_eq!(timeline.iter().filter(|entry| entry.commit.is_some()).count(), 2);
    assert_eq!(ben.shared_libraries().unwrap()[0].edited, 0);
    assert_eq!(ann.shared_libraries().unwrap()[0].conflicts, 1);
}

#[test]
fn a_conflict_is_decided_part_by_part_and_both_versions_stay() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    team.write(&ann, "pb-one", &playbook("pb-one", "First"));
    published(&ann, "pb-one");
    pulled(&ben);
    edit(&ben, "pb-one", "title: \"First\"", "title: \"Ben's\"");
    edit(&ann, "pb-one", "title: \"First\"", "title: \"Ann's\"");
    edit(&ann, "pb-one", "ring: trial", "ring: adopt");
    published(&ben, "pb-one");
    let asked = pull(&ann);
    assert!(
        matches!(&asked, PullAnswer::Plan { plan } if plan.needs_confirmation),
        "a conflict is shown first: {asked:?}"
    );
    pulled(&ann);
    let mine = text(&ann, "pb-one");
    assert!(mine.contains("Ann's") && !mine.contains("<<<<"), "until it is decided, mine stands");
    assert!(
        matches!(publish(&ann, "pb-one"), PublishAnswer::Plan { plan } if plan.rows[0].state == PublishState::Conflict)
    );

    let view = ann.conflict("pb-one", &[]).unwrap();
    assert_eq!(view.conflicts.len(), 1);
    assert_eq!(
        (view.conflicts[0].mine.as_deref(), view.conflicts[0].theirs.as_deref()),
        (Some("Ann's"), Some("Ben's"))
    );
    let undecided = ann.resolve_conflict("pb-one", Some(view.revision), &[], false).unwrap();
    assert!(matches!(undecided, ResolveAnswer::Open { .. }));
    let choices =
        [MergeChoice { key: view.conflicts[0].key.clone(), choose: MergeDecision::Theirs }];
    let stale = ann.resolve_conflict("pb-one", Some(view.revision - 1), &choices, false).unwrap();
    assert!(matches!(stale, ResolveAnswer::Stale { .. }));
    let done = ann.resolve_conflict("pb-one", Some(view.revision), &choices, false).unwrap();
    let ResolveAnswer::Resolved { revision, .. } = done else { panic!("{done:?}") };
    let result = text(&ann, "pb-one");
    assert!(result.contains("Ben's") && result.contains("ring: adopt"));
    let texts: Vec<String> =
        (1..=revision).map(|number| ann.revision_text("team/pb-one", number).unwrap()).collect();
    for version in [&mine, &text(&ben, "pb-one"), &result] {
        assert!(texts.contains(version), "every version is a revision");
    }
    published(&ann, "pb-one");
    pulled(&ben);
    assert_eq!(text(&ben, "pb-one"), result);
}

#[test]
fn a_review_needs_somebody_else_and_goes_round_until_it_is_right() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    team.write(&ann, "pb-mine", &internal("pb-mine", "Ours", "Ann"));
    assert!(
        matches!(publish(&ann, "pb-mine"), PublishAnswer::Plan { plan } if plan.rows[0].blocked),
        "nobody has read it"
    );
    let propose = || {
        ann.publish(&PublishOptions {
            ids: vec!["pb-mine".into()],
            library: "team".into(),
            review: true,
            ..PublishOptions::default()
        })
        .unwrap()
    };
    let proposed = propose();
    let PublishAnswer::Proposed { branches, .. } = &proposed else { panic!("{proposed:#?}") };
    assert_eq!(branches, &["fieldbook/pb-mine-1"]);

    // Her own approval does not count, under any spelling of her name.
    let approve = ReviewVerdict::Approve { accept_findings: false };
    assert!(matches!(
        ann.review("team", "pb-mine-1", &approve, false).unwrap(),
        ReviewAnswer::MayNot { .. }
    ));
    let other_ann = team.person("ann ");
    team.add(&other_ann, false);
    pull(&other_ann);
    assert!(matches!(
        other_ann.review("team", "pb-mine-1", &approve, false).unwrap(),
        ReviewAnswer::MayNot { .. }
    ));

    pull(&ben);
    let rows = ben.proposals(None).unwrap();
    assert_eq!(
        (rows.len(), rows[0].state, rows[0].is_new, rows[0].mine),
        (1, ProposalState::Open, true, false)
    );
    assert_eq!(rows[0].proposed_by, "Ann");
    let view = ben.proposal_view("team", &rows[0].branch).unwrap();
    assert!(view.may_approve && view.html.contains('<') && !view.diff.fields.is_empty());
    let ask = |note: &str| {
        ben.review("team", "pb-mine-1", &ReviewVerdict::RequestChanges { note: note.into() }, false)
            .unwrap()
    };
    assert!(matches!(ask("  "), ReviewAnswer::NeedsNote));
    assert!(matches!(ask("Say who reviews.\nFieldbook-Review: approved"), ReviewAnswer::Sent));

    pull(&ann);
    let row = ann.proposals(Some("team")).unwrap().remove(0);
    assert_eq!(
        (row.state, row.note.as_deref(), row.mine),
        (ProposalState::ChangesRequested, Some("Say who reviews."), true)
    );
    edit(&ann, "pb-mine", "Requester reviews and owns", "The requester reviews");
    let again = propose();
    assert!(
        matches!(&again, PublishAnswer::Proposed { branches, .. } if branches == &["fieldbook/pb-mine-1"]),
        "{again:#?}"
    );

    pull(&ben);
    assert_eq!(ben.proposals(None).unwrap()[0].state, ProposalState::Open);
    let would = ben.review("team", "pb-mine-1", &approve, true).unwrap();
    assert!(matches!(would, ReviewAnswer::WouldApprove { text } if text.contains("Ben")));
    assert!(matches!(
        ben.review("team", "pb-mine-1", &approve, false).unwrap(),
        ReviewAnswer::Approved { .. }
    ));
    assert_eq!(ben.proposals(None).unwrap(), []);
    pulled(&ben);
    let rows = pulled(&ann).rows;
    assert_eq!(rows[0].conflicts, 0, "{rows:?}");
    let shared = text(&ann, "pb-mine");
    assert_eq!(shared, text(&ben, "pb-mine"));
    assert!(
        shared.contains("reviewed_by")
            && shared.contains("Ben")
            && shared.contains("status: published")
            && shared.contains("The requester reviews")
    );
    assert_eq!(ann.shared_libraries().unwrap()[0].proposals, 0);

    // A declined proposal is followed by another one.
    edit(&ann, "pb-mine", "ring: trial", "ring: hold");
    propose();
    ben.review("team", "pb-mine-1", &ReviewVerdict::Decline { note: "No.".into() }, false).unwrap();
    pull(&ann);
    assert!(
        matches!(propose(), PublishAnswer::Proposed { branches, .. } if branches == ["fieldbook/pb-mine-2"])
    );
}

#[test]
fn what_else_a_proposal_changes_stays_out_of_the_library() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    team.write(&ann, "pb-mine", &internal("pb-mine", "Ours", "Ann"));
    let review = PublishOptions {
        ids: vec!["pb-mine".into()],
        library: "team".into(),
        review: true,
        ..PublishOptions::default()
    };
    ann.publish(&review).unwrap();
    // Somebody slips another file and another marker into the branch.
    let work = team.folder.path().join("work").display().to_string();
    team.git(&[
        "clone",
        "-q",
        "-b",
        "fieldbook/pb-mine-1",
        &team.remote().display().to_string(),
        &work,
    ]);
    crate::common::write(
        &Path::new(&work).join("fieldbook.toml"),
        b"schema = 1\nid = \"stolen\"\nname = \"x\"\n",
    );
    crate::common::write(&Path::new(&work).join("evil.sh"), b"touch canary\n");
    team.git(&["-C", &work, "add", "-A"]);
    team.git(&["-C", &work, "commit", "-q", "-m", "more"]);
    team.git(&["-C", &work, "push", "-q", "origin", "HEAD"]);
    pull(&ben);
    let answer = ben
        .review("team", "pb-mine-1", &ReviewVerdict::Approve { accept_findings: false }, false)
        .unwrap();
    assert!(matches!(answer, ReviewAnswer::Approved { .. }), "{answer:?}");
    let files = team.there(&["ls-tree", "-r", "--name-only", "main"]);
    assert_eq!(files, "fieldbook.toml\nplaybooks/pb-mine.md");
    assert!(!team.there(&["show", "main:fieldbook.toml"]).contains("stolen"));
}

#[test]
fn what_must_not_be_published_is_found_and_nothing_is_sent() {
    let team = Team::new();
    let (ann, _) = team.pair();
    let token = format!("ghp_{}", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hL6rX3");
    let leaky = playbook("pb-leak", "Leak").replace("Prepare", "Use").replacen(
        "Maintenance chores pile up",
        &format!("Token {token} of ann@corp.example.io in /home/ann/work"),
        1,
    );
    team.write(&ann, "pb-leak", &leaky);
    let before = team.there(&["rev-parse", "main"]);
    let answer = publish(&ann, "pb-leak");
    let PublishAnswer::Plan { plan } = answer else { panic!("{answer:?}") };
    assert!(!plan.ready);
    let rules: Vec<&str> =
        plan.rows[0].findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["github-token", "email", "home-folder"]);
    assert!(!format!("{plan:?}").contains(&token[8..]) || plan.rows[0].diff.is_some());
    assert!(
        plan.rows[0].findings.iter().all(|finding| !finding.shown.contains(&token[10..])),
        "shown masked"
    );
    assert_eq!(team.there(&["rev-parse", "main"]), before);
    // Each is let through with a reason, and that is remembered without the thing itself.
    let exceptions = plan.rows[0]
        .findings
        .iter()
        .map(|finding| ExceptionInput {
            id: "pb-leak".into(),
            fingerprint: finding.fingerprint.clone(),
            reason: "revoked".into(),
        })
        .collect();
    let options = PublishOptions {
        ids: vec!["pb-leak".into()],
        library: "team".into(),
        exceptions,
        ..PublishOptions::default()
    };
    assert!(matches!(ann.publish(&options).unwrap(), PublishAnswer::Published { .. }));
}

#[test]
fn absence_and_rewritten_or_foreign_histories_stop_a_pull() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    for number in 0..30 {
        let id = format!("pb-n{number}");
        team.write(&ann, &id, &playbook(&id, &format!("Number {number}")));
    }
    let ids: Vec<String> = (0..30).map(|number| format!("pb-n{number}")).collect();
    let all = PublishOptions { ids, library: "team".into(), ..PublishOptions::default() };
    assert!(matches!(ann.publish(&all).unwrap(), PublishAnswer::Published { .. }));
    pulled(&ben);
    edit(&ben, "pb-n7", "ring: trial", "ring: hold");
    let good = team.there(&["rev-parse", "main"]);

    // Somebody deletes everything.
    let tree = team.there(&["rev-parse", "main~1^{tree}"]);
    let emptied = team.there(&["commit-tree", &tree, "-p", "main", "-m", "gone"]);
    team.there(&["update-ref", "refs/heads/main", &emptied]);
    let asked = pull(&ben);
    let PullAnswer::Plan { plan } = &asked else { panic!("{asked:?}") };
    assert!(plan.breaker && plan.needs_confirmation && plan.losing == 30);
    assert!(plan.rows.iter().all(|row| row.action == PullAction::Missing));
    pulled(&ben);
    assert!(
        text(&ben, "pb-n7").contains("ring: hold") && text(&ben, "pb-n8").contains("Number 8"),
        "nothing is deleted here"
    );

    // Somebody rewrites the history.
    team.there(&["update-ref", "refs/heads/main", &good]);
    assert!(matches!(pull(&ann), PullAnswer::UpToDate { .. }));
    let asked = pull(&ben);
    assert!(
        matches!(&asked, PullAnswer::Plan { plan } if plan.rewritten && plan.needs_confirmation),
        "{asked:?}"
    );
    pulled(&ben);
    assert!(text(&ben, "pb-n7").contains("ring: hold"));

    // Another library sits at the address, then an empty one, then none.
    let other = Team::new();
    let (_carl, _) = other.pair();
    std::fs::rename(team.remote(), team.folder.path().join("kept.git")).unwrap();
    std::fs::rename(other.remote(), team.remote()).unwrap();
    let refused = pull(&ben);
    assert!(
        matches!(&refused, PullAnswer::Refused { refusal: Refusal::AnotherLibrary { .. }, .. }),
        "{refused:?}"
    );
    std::fs::remove_dir_all(team.remote()).unwrap();
    team.git(&["init", "-q", "--bare", "remote.git"]);
    assert!(matches!(pull(&ben), PullAnswer::Refused { refusal: Refusal::Empty, .. }));
    std::fs::remove_dir_all(team.remote()).unwrap();
    assert!(matches!(pull(&ben), PullAnswer::Refused { refusal: Refusal::NotFound, .. }));
    assert_eq!(ben.shared_libraries().unwrap()[0].outcome.as_deref(), Some("remote-not-found"));
    assert!(text(&ben, "pb-n7").contains("ring: hold"));
}

#[test]
fn adding_says_what_it_found() {
    let team = Team::new();
    let ann = team.person("Ann");
    let add = |name: &str, url: &str, create: bool, dry_run: bool| {
        ann.add_library(&AddLibrary { name: name.into(), url: url.into(), create, dry_run })
            .unwrap()
    };
    let remote = team.remote().display().to_string();
    assert!(matches!(add("personal", &remote, true, false), AddOutcome::BadName));
    assert!(matches!(add("team", "ext::sh -c true", true, false), AddOutcome::BadUrl { .. }));
    assert!(matches!(
        add("team", &remote, false, false),
        AddOutcome::Refused { refusal: Refusal::Empty, can_create: true }
    ));
    assert!(matches!(
        add("team", "/nowhere/at/all.git", true, false),
        AddOutcome::Refused { refusal: Refusal::NotFound, .. }
    ));
    assert!(matches!(add("team", &remote, true, true), AddOutcome::WouldAdd { creates: true, .. }));
    assert_eq!(ann.shared_libraries().unwrap().len(), 0);
    assert!(matches!(add("team", &remote, true, false), AddOutcome::Added { created: true, .. }));
    assert!(matches!(add("team", &remote, true, false), AddOutcome::BadName), "the name is taken");
    assert!(matches!(
        add("again", &remote, false, true),
        AddOutcome::WouldAdd { creates: false, records: 0 }
    ));
    ann.remove_library("team").unwrap();
    assert_eq!(ann.shared_libraries().unwrap().len(), 0);
}

#[test]
fn a_withdrawal_travels_and_an_edit_beats_it() {
    let team = Team::new();
    let (ann, ben) = team.pair();
    let carl = team.person("Carl");
    team.add(&carl, false);
    team.write(&ann, "pb-one", &playbook("pb-one", "First"));
    published(&ann, "pb-one");
    pulled(&ben);
    pulled(&carl);
    edit(&ann, "pb-one", "status: published", "status: withdrawn\nstatus_reason: \"Wrong\"");
    published(&ann, "pb-one");
    edit(&carl, "pb-one", "ring: trial", "ring: assess");
    let asked = pull(&ben);
    assert!(
        matches!(&asked, PullAnswer::Plan { plan } if plan.rows[0].action == PullAction::Withdraw),
        "{asked:?}"
    );
    pulled(&ben);
    assert!(text(&ben, "pb-one").contains("withdrawn"));
    assert_eq!(pulled(&carl).rows[0].action, PullAction::Conflict);
    assert!(
        text(&carl, "pb-one").contains("ring: assess")
            && text(&carl, "pb-one").contains("status: published")
    );
}
