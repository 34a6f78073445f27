//! Finding: what is saved is found at once, whatever the index knows.

use fieldbook_library::SearchInput;
use fieldbook_record::Kind;

use crate::common::{empty, open, open_beside, with_starter};

fn ids(library: &fieldbook_library::Library, query: &str) -> Vec<String> {
    let page = library.search(&SearchInput::words(query, 20)).unwrap();
    page.hits.into_iter().map(|row| row.id).collect()
}

#[test]
fn a_saved_record_is_found_before_the_index_knows_it() {
    let installation = empty();
    let library = &installation.library;
    let key = library.create(Kind::Playbook, "Zebra crossing for agents").unwrap();
    assert_eq!(ids(library, "zebra"), [key.id.as_str()], "found beside the index");
    library.catch_up(&mut |_, _| {}).unwrap();
    assert_eq!(ids(library, "zebra"), [key.id.as_str()], "found in the index, once");
    library.trash(&key.id).unwrap();
    assert!(ids(library, "zebra").is_empty(), "gone at once");
    library.untrash(&key.id).unwrap();
    assert_eq!(ids(library, "zebra"), [key.id.as_str()], "and back at once");
}

#[test]
fn a_lost_index_is_made_anew_and_finds_the_same() {
    let installation = with_starter();
    installation.library.catch_up(&mut |_, _| {}).unwrap();
    let before = ids(&installation.library, "migration test files");
    assert!(!before.is_empty());
    let index = installation.library.paths().index();
    let folder = installation.folder;
    drop(installation.library);
    std::fs::remove_dir_all(&index).unwrap();
    let again = open(folder, false);
    again.library.catch_up(&mut |_, _| {}).unwrap();
    assert_eq!(ids(&again.library, "migration test files"), before);
}

#[test]
fn a_damaged_index_never_keeps_a_record_from_being_read() {
    let installation = with_starter();
    installation.library.catch_up(&mut |_, _| {}).unwrap();
    let index = installation.library.paths().index();
    let folder = installation.folder;
    drop(installation.library);
    let mut damaged = 0;
    for entry in walk(&index) {
        let length = std::fs::metadata(&entry).unwrap().len() as usize;
        if length > 0 {
            crate::common::write(&entry, &vec![0xA5; length]);
            damaged += 1;
        }
    }
    assert!(damaged > 3, "the damage must be real: {damaged} files");
    let library = open_beside(&folder, false);
    assert!(library.record("pb-spec-first").is_ok());
    library.catch_up(&mut |_, _| {}).unwrap();
    assert!(ids(&library, "spec first").contains(&"pb-spec-first".to_owned()));
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path) } else { vec![path] }
        })
        .collect()
}

#[test]
fn filters_facets_and_relaxing() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    let asked = SearchInput { facets: true, ..SearchInput::words("task:migration", 20) };
    let page = library.search(&asked).unwrap();
    assert!(page.total > 3);
    assert!(page.hits.iter().all(|row| row.task_type.as_deref() == Some("migration")));
    let tasks = &page.facets["task"];
    assert!(tasks.iter().any(|value| value.value == "migration" && value.chosen));
    assert!(tasks.len() > 5, "the other task types stay choosable");

    let none = library.search(&SearchInput::words("enzyme ring:hold", 20)).unwrap();
    assert_eq!(none.total, 0);
    assert_eq!(none.relax.unwrap().query, "enzyme");
}

#[test]
fn toggling_a_filter_keeps_what_was_typed() {
    use fieldbook_library::Library;
    let on = Library::toggle_filter("big \"test files\"", "outcome", "failed", true);
    assert_eq!(on, "big \"test files\" outcome:failed");
    assert_eq!(Library::toggle_filter(&on, "outcome", "failed", true), on);
    assert_eq!(Library::toggle_filter(&on, "outcome", "failed", false), "big \"test files\"");
}
