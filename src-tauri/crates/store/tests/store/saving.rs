use fieldbook_store::{Base, Columns, Saved, StoreError, hash_of};

use crate::common::{NOW, TempStore, assert_healthy, put, text_of, write};

#[test]
fn a_text_is_stored_byte_for_byte() {
    let store = TempStore::new();
    for text in ["", "a", "\u{feff}x\r\n\t\0y\u{202e}", "中文 \u{1F468}\u{200D}\u{1F469}\n\n\n"] {
        put(&store, "pb-bytes", text);
        let found = store.document("mine", "pb-bytes").unwrap().unwrap();
        assert_eq!(found.text.as_bytes(), text.as_bytes());
        assert_eq!(found.hash, hash_of(text));
    }
    assert_healthy(&store);
}

#[test]
fn a_save_answers_what_became_of_it() {
    let store = TempStore::new();
    let created = store.save(&write("pb-a", "one", Base::Create)).unwrap();
    assert_eq!(created, Saved::Created { revision: 1, sequence: 1 });
    assert_eq!(
        store.save(&write("pb-a", "two", Base::Create)).unwrap(),
        Saved::Exists { trashed: false }
    );
    assert_eq!(
        store.save(&write("pb-a", "two", Base::Revision(1))).unwrap(),
        Saved::Updated { revision: 2, sequence: 2 }
    );
    assert_eq!(
        store.save(&write("pb-a", "three", Base::Revision(1))).unwrap(),
        Saved::Stale { current: 2 }
    );
    assert_eq!(text_of(&store, "pb-a"), "two", "a stale save changes nothing");
    // Nothing would be lost by saving what is there already.
    assert_eq!(
        store.save(&write("pb-a", "two", Base::Revision(1))).unwrap(),
        Saved::Unchanged { revision: 2 }
    );
    assert_eq!(
        store.save(&write("pb-b", "x", Base::Revision(1))).unwrap(),
        Saved::Stale { current: 0 }
    );
    assert_eq!(store.last_sequence().unwrap(), 2, "only changes are in the journal");
}

#[test]
fn change_revision_and_journal_are_one_transaction() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    // The last statement of a save fails: nothing of it may stay.
    store
        .raw()
        .execute_batch(
            "CREATE TRIGGER fail BEFORE INSERT ON alias BEGIN SELECT RAISE(ABORT, 'fault'); END",
        )
        .unwrap();
    let mut second = write("pb-a", "two", Base::Revision(1));
    second.aliases.push("pb-former".to_owned());
    let error = store.save(&second).unwrap_err();
    assert!(error.to_string().contains("fault"), "the fault was hit: {error}");
    let found = store.document("mine", "pb-a").unwrap().unwrap();
    assert_eq!((found.text.as_str(), found.revision), ("one", 1));
    assert_eq!(store.revisions("mine", "pb-a").unwrap().len(), 1);
    assert_eq!(store.last_sequence().unwrap(), 1);
    assert_eq!(store.operations(10).unwrap().len(), 1);
    store.raw().execute_batch("DROP TRIGGER fail").unwrap();
    store.save(&second).unwrap();
    assert_eq!(text_of(&store, "pb-a"), "two");
}

#[test]
fn a_batch_is_all_or_nothing() {
    let store = TempStore::new();
    let large = "x".repeat(2 * 1024 * 1024 + 1);
    let batch = [write("pb-a", "a", Base::Create), write("pb-b", &large, Base::Create)];
    assert!(matches!(
        store.save_batch(None, &batch),
        Err(StoreError::TooLarge { what: "text", size: 2_097_153, limit: 2_097_152 })
    ));
    assert_eq!(store.document("mine", "pb-a").unwrap(), None);
    // A refused document is an answer, not an error.
    put(&store, "pb-a", "mine");
    let batch = [write("pb-a", "a", Base::Create), write("pb-b", "b", Base::Create)];
    let saved = store.save_batch(None, &batch).unwrap();
    assert_eq!(saved[0], Saved::Exists { trashed: false });
    assert!(matches!(saved[1], Saved::Created { .. }));
    assert_eq!(store.save_batch(None, &[]).unwrap(), []);
}

#[test]
fn history_keeps_every_text_and_a_named_revision() {
    let store = TempStore::new();
    for text in ["one", "two", "three"] {
        put(&store, "pb-a", text);
    }
    let named = fieldbook_store::Write {
        note: Some("as presented"),
        actor: "cli",
        now: NOW + 5,
        ..write("pb-a", "three", Base::Revision(3))
    };
    assert!(matches!(store.save(&named).unwrap(), Saved::Updated { revision: 4, .. }));
    let history = store.revisions("mine", "pb-a").unwrap();
    assert_eq!(history.iter().map(|r| r.number).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert_eq!(history[0].note.as_deref(), Some("as presented"));
    assert_eq!((history[0].actor.as_str(), history[0].at, history[0].size), ("cli", NOW + 5, 5));
    for (revision, text) in [(1, "one"), (2, "two"), (3, "three"), (4, "three")] {
        let found = store.revision_text("mine", "pb-a", revision).unwrap();
        assert_eq!(found.as_deref(), Some(text));
        assert_eq!(history[4 - revision as usize].hash, hash_of(text));
    }
    assert_eq!(store.revision_text("mine", "pb-a", 5).unwrap(), None);
    assert!(store.revisions("mine", "pb-none").unwrap().is_empty());
}

#[test]
fn the_database_refuses_to_change_history() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    let raw = store.raw();
    raw.pragma_update(None, "foreign_keys", false).unwrap();
    for (sql, words) in [
        ("UPDATE revision SET text = 'other'", "a revision is never changed"),
        ("DELETE FROM revision", "purge"),
        ("UPDATE journal SET id = 'x'", "the journal is never changed"),
        ("DELETE FROM journal", "the journal is never deleted"),
        (
            "INSERT INTO revision SELECT document, 7, hash, size, at, actor, note, text FROM revision",
            "follows its predecessor",
        ),
    ] {
        let error = raw.execute_batch(sql).unwrap_err().to_string();
        assert!(error.contains(words), "{sql}: {error}");
    }
    assert_eq!(text_of(&store, "pb-a"), "one");
}

#[test]
fn columns_follow_the_text_and_can_be_rebuilt_without_a_revision() {
    let store = TempStore::new();
    let columns = |title: &str| Columns {
        title: Some(title.to_owned()),
        ring: Some("trial".to_owned()),
        review_by: Some("2027-01-01".to_owned()),
        ..Columns::default()
    };
    let mut first = write("pb-a", "one", Base::Create);
    first.columns = columns("A");
    store.save(&first).unwrap();
    assert_eq!(store.document("mine", "pb-a").unwrap().unwrap().columns, columns("A"));

    let mut again = first.clone();
    again.columns = columns("A, read better");
    let mut other = write("pb-a", "not the stored text", Base::Any);
    other.columns = columns("wrong");
    assert_eq!(store.rederive(&[again, other]).unwrap(), 1);
    let found = store.document("mine", "pb-a").unwrap().unwrap();
    assert_eq!((found.columns, found.revision), (columns("A, read better"), 1));
    assert_eq!(store.last_sequence().unwrap(), 1);
}

#[test]
fn an_untouched_starter_document_can_be_told_from_an_edited_one() {
    let store = TempStore::new();
    let (old, new) = (hash_of("old"), hash_of("new"));
    let starter =
        fieldbook_store::Write { starter_hash: Some(&old), ..write("pb-a", "old", Base::Create) };
    store.save(&starter).unwrap();
    let untouched =
        |id: &str| store.document("mine", id).unwrap().map(|d| d.starter_hash == Some(d.hash));
    assert_eq!(untouched("pb-a"), Some(true));
    store
        .save(&fieldbook_store::Write {
            starter_hash: Some(&new),
            ..write("pb-a", "new", Base::Revision(1))
        })
        .unwrap();
    assert_eq!(untouched("pb-a"), Some(true));
    store.save(&write("pb-a", "edited", Base::Revision(2))).unwrap();
    assert_eq!(untouched("pb-a"), Some(false), "an ordinary save leaves the starter hash alone");
}

#[test]
fn a_renamed_document_answers_to_both_ids() {
    let store = TempStore::new();
    put(&store, "pb-old", "id: pb-old");
    put(&store, "pb-taken", "x");
    let to_new = write("pb-new", "id: pb-new", Base::Revision(1));
    assert!(matches!(store.rename("pb-old", &to_new).unwrap(), Saved::Updated { revision: 2, .. }));
    for id in ["pb-new", "pb-old"] {
        let found = store.document("mine", id).unwrap().unwrap();
        assert_eq!((found.id.as_str(), found.text.as_str()), ("pb-new", "id: pb-new"));
    }
    assert_eq!(store.revisions("mine", "pb-old").unwrap().len(), 2);
    assert_eq!(
        store.rename("pb-new", &write("pb-x", "x", Base::Revision(1))).unwrap(),
        Saved::Stale { current: 2 }
    );
    assert!(matches!(
        store.rename("pb-new", &write("pb-taken", "x", Base::Any)),
        Err(StoreError::Taken { .. })
    ));
    assert!(matches!(
        store.rename("pb-nothing", &write("pb-x", "x", Base::Any)),
        Err(StoreError::NotFound { .. })
    ));
    assert_healthy(&store);
}

#[test]
fn order_is_by_sequence_even_when_the_clock_jumps_back() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    let earlier = fieldbook_store::Write {
        now: NOW - 10 * 365 * crate::common::DAY,
        ..write("pb-a", "two", Base::Revision(1))
    };
    assert!(matches!(store.save(&earlier).unwrap(), Saved::Updated { revision: 2, sequence: 2 }));
    assert_eq!(text_of(&store, "pb-a"), "two");
    let changes = store.journal_since(0, 10).unwrap();
    assert_eq!(changes.iter().map(|c| c.sequence).collect::<Vec<_>>(), [1, 2]);
    assert!(changes[1].at < changes[0].at);
}
