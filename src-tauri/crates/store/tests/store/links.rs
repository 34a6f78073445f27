use fieldbook_store::{Base, Link, Write};

use crate::common::{NOW, TempStore, put, write};

fn link(rel: &str, to: &str) -> Link {
    Link { rel: rel.to_owned(), to: to.to_owned(), line: Some(7) }
}

fn with_links<'a>(id: &'a str, links: &[(&str, &str)]) -> Write<'a> {
    let links = links.iter().map(|(rel, to)| link(rel, to)).collect();
    Write { links, ..write(id, id, Base::Any) }
}

fn sources(store: &TempStore, id: &str) -> Vec<String> {
    store.links_to("mine", id).unwrap().into_iter().map(|found| found.from.id).collect()
}

#[test]
fn links_are_seen_from_both_ends() {
    let store = TempStore::new();
    put(&store, "pb-b", "target");
    store
        .save(&with_links(
            "cs-a",
            &[("applies", "pb-b"), ("supports", "mine/pb-b"), ("see", "x/pb-b")],
        ))
        .unwrap();
    assert_eq!(
        store.links_from("mine", "cs-a").unwrap(),
        [link("applies", "pb-b"), link("supports", "mine/pb-b"), link("see", "x/pb-b")],
        "as written, in order"
    );
    let to: Vec<_> = store.links_to("mine", "pb-b").unwrap();
    assert_eq!(to.iter().map(|l| l.link.rel.as_str()).collect::<Vec<_>>(), ["applies", "supports"]);
    assert_eq!(store.links_to("x", "pb-b").unwrap().len(), 1, "another library's document");
    store.save(&with_links("cs-a", &[])).unwrap();
    assert!(sources(&store, "pb-b").is_empty(), "links go with the text that stated them");
}

#[test]
fn links_follow_a_renamed_target() {
    let store = TempStore::new();
    put(&store, "pb-old", "target");
    store.save(&with_links("cs-a", &[("applies", "pb-old")])).unwrap();
    store.rename("pb-old", &write("pb-new", "target", Base::Any)).unwrap();
    store.save(&with_links("cs-b", &[("applies", "pb-new")])).unwrap();
    assert_eq!(sources(&store, "pb-new"), ["cs-a", "cs-b"]);
    assert_eq!(sources(&store, "pb-old"), ["cs-a", "cs-b"]);
    assert!(store.dangling().unwrap().is_empty());
}

#[test]
fn dangling_links_are_those_without_a_living_target() {
    let store = TempStore::new();
    put(&store, "pb-b", "target");
    let mut named = write("pb-c", "named differently before", Base::Any);
    named.aliases = vec!["pb-declared".to_owned()];
    store.save(&named).unwrap();
    store
        .save(&with_links("cs-a", &[("a", "pb-b"), ("b", "pb-declared"), ("c", "pb-nowhere")]))
        .unwrap();
    let dangling = |store: &TempStore| -> Vec<String> {
        store.dangling().unwrap().into_iter().map(|found| found.link.to).collect()
    };
    assert_eq!(dangling(&store), ["pb-nowhere"]);
    store.trash("mine", "pb-b", "app", NOW).unwrap();
    assert_eq!(dangling(&store), ["pb-b", "pb-nowhere"]);
    store.trash("mine", "cs-a", "app", NOW).unwrap();
    assert!(dangling(&store).is_empty(), "a document in the trash has nothing to say");
    assert!(sources(&store, "pb-b").is_empty());
}
