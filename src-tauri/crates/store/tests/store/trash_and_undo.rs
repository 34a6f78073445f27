use fieldbook_store::{
    Base, Columns, Derived, Filter, Order, Saved, Source, StoreError, TRASH_KEEPS, Trash, What,
};

use crate::common::{DAY, NOW, TempStore, assert_healthy, put, text_of, write};

/// Stands for the caller's reading of a text: its first line is the title.
fn derive(source: &Source<'_>) -> Derived {
    let title = source.text.lines().next().map(str::to_owned);
    Derived { columns: Columns { title, ..Columns::default() }, ..Derived::default() }
}

fn ids(store: &TempStore, trash: Trash) -> Vec<String> {
    let filter = Filter { trash, ..Filter::default() };
    let heads = store.heads(&filter, Order::ById, 0, 100).unwrap();
    heads.into_iter().map(|head| head.id).collect()
}

#[test]
fn the_trash_keeps_everything_and_gives_it_back() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    put(&store, "pb-a", "two");
    let operation = store.trash("mine", "pb-a", "app", NOW).unwrap();
    assert!(operation.is_some());
    assert_eq!(store.trash("mine", "pb-a", "app", NOW).unwrap(), None, "it is there already");
    assert_eq!(ids(&store, Trash::Without), [""; 0]);
    assert_eq!(ids(&store, Trash::Only), ["pb-a"]);
    assert_eq!(store.counts().unwrap().trashed, 1);
    let found = store.document("mine", "pb-a").unwrap().unwrap();
    assert_eq!((found.text.as_str(), found.trashed), ("two", Some(NOW)));
    assert!(store.untrash("mine", "pb-a", "app", NOW + 1).unwrap().is_some());
    assert_eq!(ids(&store, Trash::Without), ["pb-a"]);
    assert_eq!(store.revisions("mine", "pb-a").unwrap().len(), 2);
    let what: Vec<What> =
        store.journal_since(2, 10).unwrap().into_iter().map(|change| change.what).collect();
    assert_eq!(what, [What::Trashed, What::Untrashed]);
}

#[test]
fn an_edit_beats_a_deletion() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    store.trash("mine", "pb-a", "app", NOW).unwrap();
    assert_eq!(
        store.save(&write("pb-a", "x", Base::Create)).unwrap(),
        Saved::Exists { trashed: true }
    );
    let saved = store.save(&write("pb-a", "two", Base::Revision(1))).unwrap();
    assert!(matches!(saved, Saved::Updated { revision: 2, .. }));
    assert_eq!(store.document("mine", "pb-a").unwrap().unwrap().trashed, None);
}

#[test]
fn nothing_is_purged_before_thirty_days() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    put(&store, "pb-b", "kept");
    store.trash("mine", "pb-a", "app", NOW).unwrap();
    assert_eq!(store.purge_trash("app", NOW + TRASH_KEEPS - 1).unwrap(), []);
    // The database itself refuses, whoever asks.
    let raw = store.raw();
    let early = format!(
        "INSERT INTO tombstone SELECT number, library, id, kind, revision, hash, trashed, trashed + {} FROM document",
        29 * DAY
    );
    assert!(raw.execute_batch(&early).unwrap_err().to_string().contains("CHECK"));
    assert!(raw.execute_batch("DELETE FROM revision WHERE document = 1").is_err());

    let purged = store.purge_trash("app", NOW + TRASH_KEEPS).unwrap();
    assert_eq!(purged.iter().map(|key| key.id.as_str()).collect::<Vec<_>>(), ["pb-a"]);
    assert_eq!(store.document("mine", "pb-a").unwrap(), None);
    assert!(store.revisions("mine", "pb-a").unwrap().is_empty());
    assert_eq!(text_of(&store, "pb-b"), "kept");
    let (id, revisions): (String, i64) = raw
        .query_row("SELECT id, revisions FROM tombstone", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!((id.as_str(), revisions), ("pb-a", 1), "a tombstone stays");
    assert_eq!(store.journal_since(0, 100).unwrap().last().unwrap().what, What::Purged);
    // The id is free again, with a history of its own.
    assert!(matches!(put(&store, "pb-a", "new"), Saved::Created { revision: 1, .. }));
    assert_healthy(&store);
}

#[test]
fn each_kind_of_operation_can_be_undone() {
    let store = TempStore::new();
    put(&store, "pb-a", "one");
    let last = |store: &TempStore| store.operations(1).unwrap()[0].id;

    let created = last(&store);
    put(&store, "pb-b", "other");
    assert_eq!(store.undo(created, "app", NOW, derive).unwrap().reverted, 1);
    assert_eq!(ids(&store, Trash::Only), ["pb-a"], "undoing a creation is the trash");
    let undo = last(&store);
    assert_eq!(store.undo(undo, "app", NOW, derive).unwrap().reverted, 1, "an undo can be undone");
    assert_eq!(ids(&store, Trash::Without), ["pb-a", "pb-b"]);

    put(&store, "pb-a", "two");
    let edited = last(&store);
    assert_eq!(store.undo(edited, "app", NOW, derive).unwrap().reverted, 1);
    let found = store.document("mine", "pb-a").unwrap().unwrap();
    assert_eq!((found.text.as_str(), found.revision), ("one", 3), "the way back is a revision");
    assert_eq!(found.columns.title.as_deref(), Some("one"), "derived from the former text");

    store.rename("pb-a", &write("pb-z", "one", Base::Any)).unwrap();
    assert_eq!(store.undo(last(&store), "app", NOW, derive).unwrap().reverted, 1);
    assert_eq!(ids(&store, Trash::Without), ["pb-a", "pb-b"]);

    let trashed = store.trash_many(&[("mine", "pb-a"), ("mine", "pb-b")], "app", NOW).unwrap();
    assert_eq!(store.undo(trashed.unwrap(), "app", NOW, derive).unwrap().reverted, 2);
    assert_eq!(ids(&store, Trash::Without), ["pb-a", "pb-b"]);
    assert!(matches!(
        store.undo(fieldbook_store::OperationId(9999), "app", NOW, derive),
        Err(StoreError::NotFound { .. })
    ));
    assert_healthy(&store);
}

#[test]
fn an_import_of_many_batches_is_undone_as_one_except_what_was_edited_since() {
    let store = TempStore::new();
    put(&store, "pb-0", "mine");
    let import = store.begin_import(1200, "import", Some("a folder"), NOW).unwrap();
    assert!(import.backup.is_some(), "a large import is preceded by a backup");
    let names: Vec<String> = (0..1200).map(|n| format!("pb-{n}")).collect();
    let writes: Vec<_> = names.iter().map(|id| write(id, "imported", Base::Any)).collect();
    for batch in writes.chunks(500) {
        store.save_batch(Some(import.operation), batch).unwrap();
    }
    put(&store, "pb-7", "edited since");
    let undone = store.undo(import.operation, "app", NOW, derive).unwrap();
    assert_eq!(undone.reverted, 1199);
    assert_eq!(undone.kept.iter().map(|key| key.id.as_str()).collect::<Vec<_>>(), ["pb-7"]);
    assert_eq!(text_of(&store, "pb-0"), "mine");
    assert_eq!(text_of(&store, "pb-7"), "edited since");
    assert_eq!(ids(&store, Trash::Without), ["pb-0", "pb-7"]);
    // A second call, as after an interruption, finds nothing to do.
    let again = store.undo(import.operation, "app", NOW, derive).unwrap();
    assert_eq!((again.reverted, again.operation), (0, None));
    // And the undo can be undone.
    let redone = store.undo(undone.operation.unwrap(), "app", NOW, derive).unwrap();
    assert_eq!(redone.reverted, 1199);
    assert_eq!(text_of(&store, "pb-0"), "imported");
    assert_eq!(store.counts().unwrap().trashed, 0);
    assert_healthy(&store);
}
