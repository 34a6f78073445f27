use std::ops::ControlFlow;

use fieldbook_store::{Base, Filter, Key, Order, Resolved, Trash, Write};

use crate::common::{NOW, TempStore, put, write};

fn key(library: &str, id: &str) -> Key {
    Key { library: library.to_owned(), id: id.to_owned() }
}

#[test]
fn what_a_person_types_leads_to_one_document_or_to_a_choice() {
    let store = TempStore::new();
    for id in ["cs-airbnb-one", "cs-airbnb-two", "cs-slack", "cs-s", "pb-gone", "pb-renamed"] {
        put(&store, id, id);
    }
    store.save(&Write { library: "team", ..write("cs-slack", "theirs", Base::Create) }).unwrap();
    store.trash("mine", "pb-gone", "app", NOW).unwrap();
    store.rename("pb-renamed", &write("pb-today", "x", Base::Any)).unwrap();
    for (typed, expected) in [
        ("cs-airbnb-one", Resolved::One(key("mine", "cs-airbnb-one"))),
        (" cs-airbnb-one ", Resolved::One(key("mine", "cs-airbnb-one"))),
        ("cs-airbnb-o", Resolved::One(key("mine", "cs-airbnb-one"))),
        (
            "cs-a",
            Resolved::Ambiguous(vec![key("mine", "cs-airbnb-one"), key("mine", "cs-airbnb-two")]),
        ),
        ("cs-", Resolved::None),
        ("cs-s", Resolved::One(key("mine", "cs-s"))),
        ("cs-slack", Resolved::Ambiguous(vec![key("mine", "cs-slack"), key("team", "cs-slack")])),
        ("team/cs-slack", Resolved::One(key("team", "cs-slack"))),
        ("team/cs-sl", Resolved::One(key("team", "cs-slack"))),
        ("team/cs-airbnb-one", Resolved::None),
        ("pb-renamed", Resolved::One(key("mine", "pb-today"))),
        ("pb-gone", Resolved::One(key("mine", "pb-gone"))),
        ("pb-gon", Resolved::None),
        ("%", Resolved::None),
        ("", Resolved::None),
        ("mine/", Resolved::None),
    ] {
        assert_eq!(store.resolve(typed).unwrap(), expected, "{typed:?}");
    }
}

#[test]
fn documents_come_in_the_order_asked_for() {
    let store = TempStore::new();
    for id in ["a", "b", "c"] {
        put(&store, id, &format!("text of {id}"));
    }
    let wanted = [("mine", "c"), ("mine", "missing"), ("mine", "a")];
    let texts: Vec<String> =
        store.documents(&wanted).unwrap().into_iter().map(|found| found.text).collect();
    assert_eq!(texts, ["text of c", "text of a"]);
    let heads = store.heads_of(&wanted).unwrap();
    assert_eq!(heads.iter().map(|head| head.id.as_str()).collect::<Vec<_>>(), ["c", "a"]);
}

#[test]
fn lists_are_filtered_ordered_and_paged() {
    let store = TempStore::new();
    for (n, kind) in ["playbook", "finding", "playbook", "playbook"].into_iter().enumerate() {
        let id = format!("r-{n}");
        store.save(&Write { kind, now: NOW - n as i64, ..write(&id, &id, Base::Create) }).unwrap();
    }
    store.trash("mine", "r-3", "app", NOW).unwrap();
    let ids = |filter: &Filter<'_>, order, offset, limit| -> Vec<String> {
        let heads = store.heads(filter, order, offset, limit).unwrap();
        heads.into_iter().map(|head| head.id).collect()
    };
    let all = Filter::default();
    assert_eq!(ids(&all, Order::NewestFirst, 0, 10), ["r-0", "r-1", "r-2"]);
    assert_eq!(ids(&all, Order::ById, 1, 1), ["r-1"]);
    let playbooks = Filter { kind: Some("playbook"), trash: Trash::With, ..all };
    assert_eq!(ids(&playbooks, Order::ById, 0, 10), ["r-0", "r-2", "r-3"]);
    assert!(ids(&Filter { library: Some("team"), ..all }, Order::ById, 0, 10).is_empty());
    let counts = store.counts().unwrap();
    assert_eq!(counts.by_kind, [("playbook".to_owned(), 2), ("finding".to_owned(), 1)]);
    assert_eq!((counts.trashed, counts.revisions), (1, 4));
}

#[test]
fn a_stream_shows_each_document_once_and_lets_others_write() {
    let store = TempStore::new();
    // Longer together than what is read ahead, and more than one page.
    let long = "x".repeat(40_000);
    let names: Vec<String> = (0..600).map(|n| format!("r-{n:03}")).collect();
    let writes: Vec<_> = names.iter().map(|id| write(id, &long, Base::Create)).collect();
    store.save_batch(None, &writes).unwrap();
    let mut seen = Vec::new();
    store
        .for_each(&Filter::default(), |document| {
            // A read transaction open here would let the log grow with each of these.
            if seen.len() % 50 == 0 {
                put(&store, &document.id, &format!("changed {}", document.id));
            }
            seen.push(document.id);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(seen, names);
    let mut first = None;
    store
        .for_each(&Filter::default(), |document| {
            first = Some(document.id);
            ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!(first.as_deref(), Some("r-000"));
}

#[test]
fn the_journal_is_read_in_steps_and_another_connection_notices_changes() {
    let store = TempStore::new();
    let before = store.data_version().unwrap();
    assert_eq!(store.data_version().unwrap(), before, "nothing happened");
    for n in 0..5 {
        put(&store, "r", &n.to_string());
    }
    assert_ne!(store.data_version().unwrap(), before);
    let first = store.journal_since(0, 3).unwrap();
    assert_eq!(first.iter().map(|change| change.sequence).collect::<Vec<_>>(), [1, 2, 3]);
    let rest = store.journal_since(3, 100).unwrap();
    assert_eq!(rest.last().unwrap().sequence, store.last_sequence().unwrap());
    assert!(store.journal_since(5, 100).unwrap().is_empty());
}
