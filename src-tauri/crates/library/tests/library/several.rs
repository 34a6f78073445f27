//! Several libraries side by side: a record belongs to one, and can be moved or copied to another.

use fieldbook_library::{
    AddLibrary, AddOutcome, Library, PublishAnswer, PublishOptions, PullAnswer, PullOptions,
};

use crate::team::{Team, edit, playbook, published, text};

/// Ann, with the library `team` and a second one, `guild`.
fn ann(team: &Team) -> Library {
    let ann = team.person("Ann");
    team.git(&["init", "-q", "--bare", "-b", "main", "guild.git"]);
    assert!(matches!(team.add(&ann, true), AddOutcome::Added { .. }));
    let url = team.folder.path().join("guild.git").display().to_string();
    let added =
        ann.add_library(&AddLibrary { name: "guild".into(), url, create: true, dry_run: false });
    assert!(matches!(added.unwrap(), AddOutcome::Added { .. }));
    ann
}

fn publish_to(person: &Library, id: &str, library: &str) -> PublishAnswer {
    let ids = vec![id.to_owned()];
    let options = PublishOptions { ids, library: library.into(), ..PublishOptions::default() };
    person.publish(&options).unwrap()
}

fn pull_from(person: &Library, library: &str) -> PullAnswer {
    let library = library.to_owned();
    person.pull(&PullOptions { library, confirmed: true, ..PullOptions::default() }).unwrap()
}

#[test]
fn a_record_moves_from_one_shared_library_to_another() {
    let team = Team::new();
    let ann = ann(&team);
    team.write(&ann, "pb-one", &playbook("pb-one", "First"));
    published(&ann, "pb-one");
    edit(&ann, "pb-one", "ring: trial", "ring: assess");
    let before = ann.history("team/pb-one").unwrap().len();
    let plan = ann
        .publish(&PublishOptions {
            ids: vec!["pb-one".into()],
            library: "guild".into(),
            dry_run: true,
            ..PublishOptions::default()
        })
        .unwrap();
    let PublishAnswer::Plan { plan } = plan else { panic!("{plan:?}") };
    assert_eq!(plan.rows[0].moves_from.as_deref(), Some("team"), "a look at the plan says so");

    assert!(matches!(publish_to(&ann, "pb-one", "guild"), PublishAnswer::Published { .. }));
    let moved = ann.document("pb-one").unwrap();
    assert_eq!(moved.library, "guild", "its id leads to it, and is no question");
    assert!(ann.history("guild/pb-one").unwrap().len() >= before, "its history comes along");
    let old: Vec<String> = ann.trashed().unwrap().into_iter().map(|one| one.library).collect();
    assert!(old.contains(&"team".to_owned()), "the old place can be taken back: {old:?}");

    // Over there it stays until somebody withdraws it, and no pull brings the old place back.
    assert!(matches!(pull_from(&ann, "team"), PullAnswer::UpToDate { .. }));
    assert!(matches!(pull_from(&ann, "guild"), PullAnswer::UpToDate { .. }));
    assert_eq!(ann.document("pb-one").unwrap().library, "guild");
    assert!(team.there(&["ls-tree", "-r", "--name-only", "main"]).contains("pb-one"));

    // Somebody who never heard of the move edits it: what they wrote comes, beside the moved one.
    let ben = team.person("Ben");
    team.add(&ben, false);
    pull_from(&ben, "team");
    edit(&ben, "pb-one", "ring: trial", "ring: adopt");
    published(&ben, "pb-one");
    assert!(matches!(pull_from(&ann, "team"), PullAnswer::Pulled { .. }));
    assert!(text(&ann, "pb-one").contains("ring: adopt"));
    assert!(ann.document("guild/pb-one").unwrap().text.contains("ring: assess"));
}

#[test]
fn a_copy_is_a_record_of_its_own() {
    let team = Team::new();
    let ann = ann(&team);
    team.write(&ann, "pb-one", &playbook("pb-one", "First"));
    published(&ann, "pb-one");
    let copy = ann.duplicate("team/pb-one").unwrap();
    assert_eq!((copy.library.as_str(), copy.id.as_str()), ("personal", "pb-one-copy"));
    let answer = publish_to(&ann, &copy.id, "guild");
    assert!(matches!(answer, PublishAnswer::Published { .. }), "{answer:#?}");
    assert_eq!(ann.document("pb-one").unwrap().library, "team", "the first one stays");
    assert_eq!(ann.document("pb-one-copy").unwrap().library, "guild");
    let counts: Vec<u64> =
        ann.shared_libraries().unwrap().iter().map(|library| library.records).collect();
    assert_eq!(counts, [1, 1]);
}
