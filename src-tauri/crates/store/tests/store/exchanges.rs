//! What was agreed with shared libraries, and exchanges that are one transaction.

use fieldbook_store::{
    Agreed, Base, ExchangeStep, PublishException, Saved, Setting, SharedLibrary, StoredConflict,
    Write,
};

use crate::common::{NOW, TempStore, assert_healthy, put, write};

fn library() -> SharedLibrary {
    SharedLibrary {
        name: "team".into(),
        url: "/srv/team.git".into(),
        added: NOW,
        ..SharedLibrary::default()
    }
}

fn agreed(id: &str, text: &str) -> Setting<Agreed> {
    Setting::Set(Agreed {
        id: id.into(),
        path: format!("playbooks/{id}.md"),
        blob: "b".into(),
        text: text.into(),
    })
}

fn shared<'a>(id: &'a str, text: &'a str, base: Base) -> Write<'a> {
    Write { library: "team", ..write(id, text, base) }
}

#[test]
fn an_exchange_is_taken_whole_except_where_somebody_was_faster() {
    let store = TempStore::new();
    store.save(&shared("pb-edited", "mine", Base::Create)).unwrap();
    let steps = [
        ExchangeStep {
            id: "pb-new",
            writes: vec![shared("pb-new", "theirs", Base::Create)],
            agreed: agreed("pb-new", "theirs"),
            ..ExchangeStep::default()
        },
        // The plan was made over revision 7, which is not the newest one.
        ExchangeStep {
            id: "pb-edited",
            writes: vec![shared("pb-edited", "theirs", Base::Revision(7))],
            agreed: agreed("pb-edited", "theirs"),
            ..ExchangeStep::default()
        },
    ];
    let done = store.exchange("pull", &library(), &steps, "pull", NOW, &|_| true).unwrap();
    assert_eq!(done.stale, ["pb-edited"]);
    assert_eq!(store.document("team", "pb-edited").unwrap().unwrap().text, "mine");
    let known: Vec<String> = store.agreed("team").unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(known, ["pb-new"], "what was not taken is not agreed");
    let undone = store
        .undo(done.operation.unwrap(), "app", NOW, |_| fieldbook_store::Derived::default())
        .unwrap();
    assert_eq!(undone.reverted, 1);
    assert_healthy(&store);
}

#[test]
fn a_document_moves_with_its_history_and_the_old_one_lies_in_the_trash() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    put(&store, "pb-a", "two");
    let step = ExchangeStep {
        id: "pb-a",
        moved_from: Some("mine"),
        writes: vec![shared("pb-a", "two", Base::Any)],
        agreed: agreed("pb-a", "two"),
        ..ExchangeStep::default()
    };
    store.exchange("publish", &library(), &[step], "app", NOW, &|_| true).unwrap();
    let texts: Vec<_> = (1..=2)
        .map(|number| store.revision_text("team", "pb-a", number).unwrap().unwrap())
        .collect();
    assert_eq!(texts, ["one", "two"]);
    assert!(store.document("mine", "pb-a").unwrap().unwrap().trashed.is_some());
    let seen = store.journal_since(0, 100).unwrap();
    assert!(
        seen.iter().any(|change| change.library == "team" && change.id == "pb-a"),
        "an index hears of it"
    );
    assert!(matches!(
        store.save(&shared("pb-a", "three", Base::Revision(2))).unwrap(),
        Saved::Updated { revision: 3, .. }
    ));
    assert_healthy(&store);
}

#[test]
fn conflicts_and_exceptions_are_kept_and_go_with_their_library() {
    let store = TempStore::new();
    let conflict = StoredConflict {
        library: "team".into(),
        id: "pb-a".into(),
        path: "playbooks/pb-a.md".into(),
        blob: "b".into(),
        base: None,
        theirs: "theirs".into(),
        found: NOW,
    };
    let step = ExchangeStep {
        id: "pb-a",
        conflict: Setting::Set(conflict.clone()),
        agreed: agreed("pb-a", "x"),
        ..ExchangeStep::default()
    };
    store.exchange("pull", &library(), &[step], "pull", NOW, &|_| true).unwrap();
    assert_eq!(store.conflicts().unwrap(), [conflict]);
    let exception = PublishException {
        id: "pb-a".into(),
        fingerprint: "f".into(),
        rule: "email".into(),
        reason: "public".into(),
    };
    store.put_publish_exceptions("team", std::slice::from_ref(&exception), NOW).unwrap();
    assert_eq!(store.publish_exceptions("team", "pb-a").unwrap(), [exception]);
    // What is known of the library changes without losing what was agreed.
    store.put_shared_library(&SharedLibrary { tip: Some("t".into()), ..library() }).unwrap();
    assert_eq!(store.agreed("team").unwrap().len(), 1);
    assert!(store.remove_shared_library("team").unwrap());
    assert_eq!((store.agreed("team").unwrap().len(), store.conflicts().unwrap().len()), (0, 0));
}
