//! Who may write, and what is there after a crash.

use fieldbook_search::{Entry, Index, IndexState, Request, SearchError};

use crate::support::{entry, index};

fn state(fixture: &crate::support::Fixture) -> IndexState {
    Index::open(fixture.dir.path(), "epoch").unwrap().state
}

#[test]
fn there_is_one_writer() {
    let fixture = index(&[]);
    let other = Index::open(fixture.dir.path(), "epoch").unwrap().index;
    let writer = fixture.index.try_writer().unwrap().unwrap();
    assert!(fixture.index.try_writer().unwrap().is_none());
    assert!(other.try_writer().unwrap().is_none(), "another process sees the same lock");
    drop(writer);
    assert!(other.try_writer().unwrap().is_some());
}

#[test]
fn the_sequence_moves_with_the_commit_only() {
    let fixture = index(&[entry("a", "one", "")]);
    assert_eq!(fixture.index.sequence(), 1);
    {
        let mut writer = fixture.index.try_writer().unwrap().unwrap();
        writer.upsert(&entry("b", "two", "")).unwrap();
        // Dropped without a commit, as a killed process would leave it.
    }
    assert_eq!(state(&fixture), IndexState::UpTo(1));
    assert!(fixture.ids("two").is_empty());
    let mut writer = fixture.index.try_writer().unwrap().unwrap();
    writer.upsert(&entry("b", "two", "")).unwrap();
    writer.commit(7).unwrap();
    assert_eq!(fixture.index.sequence(), 7);
    assert_eq!(fixture.ids("two"), ["b"]);
    drop(writer);
    assert_eq!(state(&fixture), IndexState::UpTo(7));
}

#[test]
fn writers_that_take_turns_lose_nothing() {
    // Each opened before the other wrote: a view from before must not be written back.
    let fixture = index(&[]);
    let one = Index::open(fixture.dir.path(), "epoch").unwrap().index;
    let two = Index::open(fixture.dir.path(), "epoch").unwrap().index;
    for turn in 0..10u64 {
        let index = if turn % 2 == 0 { &one } else { &two };
        let mut writer = index.try_writer().unwrap().unwrap();
        writer.upsert(&entry(&format!("r{turn}"), "turn", "")).unwrap();
        writer.commit(turn + 2).unwrap();
    }
    assert_eq!(fixture.index.sequence(), 1, "nobody told this view");
    assert_eq!(fixture.index.reload().unwrap(), 11);
    assert_eq!(fixture.page("turn").total, 10);
}

#[test]
fn records_saved_one_by_one_do_not_pile_up_in_segments() {
    // Every search looks into every segment.
    let fixture = index(&[]);
    for number in 0..60u64 {
        let mut writer = fixture.index.try_writer().unwrap().unwrap();
        writer.upsert(&entry(&format!("r{number}"), "saved", "")).unwrap();
        writer.commit(number + 2).unwrap();
        writer.finish().unwrap();
    }
    assert_eq!(fixture.page("saved").total, 60);
    assert!(fixture.segments() < 16);
}

#[test]
fn records_saved_again_and_again_do_not_pile_up_either() {
    let fixture = index(&(0..20).map(|n| entry(&format!("r{n}"), "old", "")).collect::<Vec<_>>());
    for number in 0..60u64 {
        let mut writer = fixture.index.try_writer().unwrap().unwrap();
        writer.upsert(&entry(&format!("r{}", number % 20), &format!("new{number}"), "")).unwrap();
        writer.commit(number + 2).unwrap();
        writer.finish().unwrap();
    }
    assert_eq!((fixture.page("old").total, fixture.index.len()), (0, 20));
    assert!(fixture.segments() < 16);
}

#[test]
fn an_entry_replaces_the_one_with_its_library_and_id() {
    let fixture = index(&[entry("a", "before", ""), entry("b", "other", "")]);
    let elsewhere = Entry { library: "team".to_owned(), ..entry("a", "elsewhere", "") };
    let mut writer = fixture.index.try_writer().unwrap().unwrap();
    writer.upsert(&entry("a", "after", "")).unwrap();
    writer.upsert(&elsewhere).unwrap();
    writer.delete("own", "b").unwrap();
    writer.delete("own", "never there").unwrap();
    writer.commit(2).unwrap();
    assert_eq!(fixture.index.len(), 2);
    assert!(fixture.ids("before").is_empty());
    assert!(fixture.ids("other").is_empty());
    assert_eq!(fixture.ids("after"), ["a"]);
    assert_eq!(fixture.page("elsewhere").hits[0].library, "team");
    writer.clear().unwrap();
    writer.commit(3).unwrap();
    assert!(fixture.index.is_empty());
}

#[test]
fn a_view_of_another_store_does_not_write() {
    let fixture = index(&[entry("a", "one", "")]);
    let taken = Index::open(fixture.dir.path(), "another store").unwrap();
    assert!(matches!(taken.state, IndexState::Rebuild(_)));
    let mut writer = taken.index.try_writer().unwrap().unwrap();
    writer.commit(1).unwrap();
    drop(writer);
    assert!(matches!(fixture.index.try_writer(), Err(SearchError::Replaced { .. })));
    assert!(matches!(fixture.index.reload(), Err(SearchError::Replaced { .. })));
}

#[test]
fn corrections_that_were_found_before_follow_the_index() {
    let fixture = index(&[entry("a", "Rewriting the ledger", "migrations")]);
    let corrected = |request: &Request<'_>| fixture.ask("quarratnine", request).total;
    assert_eq!((corrected(&Request::default()), corrected(&Request::default())), (0, 0));
    // Not in the index yet, then in it, then away again.
    let added = [entry("b", "Quarantine", "of what flakes")];
    let overlay = fixture.index.overlay(&added, &[]).unwrap();
    let request = Request { overlay: Some(&overlay), ..Request::default() };
    assert_eq!((corrected(&request), corrected(&Request::default())), (1, 0));
    let mut writer = fixture.index.try_writer().unwrap().unwrap();
    writer.upsert(&added[0]).unwrap();
    writer.commit(2).unwrap();
    assert_eq!((corrected(&Request::default()), corrected(&Request::default())), (1, 1));
    writer.delete("own", "b").unwrap();
    writer.commit(3).unwrap();
    assert_eq!(corrected(&Request::default()), 0);
}
