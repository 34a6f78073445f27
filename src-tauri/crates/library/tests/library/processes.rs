//! Several processes over one store, played by several openings of it.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use fieldbook_library::{Event, SaveOutcome, SearchInput};
use fieldbook_record::Kind;

use crate::common::{empty, open_beside};

#[test]
fn another_opening_sees_the_change_and_is_told() {
    let installation = empty();
    let here = Arc::new(open_beside(&installation.folder, false));
    let (tell, told) = mpsc::channel();
    here.watch(move |event| drop(tell.send(event))).unwrap();
    let key = installation.library.create(Kind::Playbook, "From elsewhere").unwrap();
    let deadline = Duration::from_secs(30);
    loop {
        match told.recv_timeout(deadline).expect("the change is noticed") {
            Event::Changed { sequence } if sequence > 0 => break,
            _ => {}
        }
    }
    let page = here.search(&SearchInput::words("elsewhere", 5)).unwrap();
    assert_eq!(page.hits[0].id, key.id);
}

#[test]
fn two_openings_of_one_record_never_overwrite_each_other() {
    let installation = empty();
    let other = open_beside(&installation.folder, false);
    let key = installation.library.create(Kind::Playbook, "Shared").unwrap();
    let text = installation.library.document(&key.id).unwrap().text;
    let here = installation.library.save(&key.id, &format!("{text}a"), Some(1), None).unwrap();
    let there = other.save(&key.id, &format!("{text}b"), Some(1), None).unwrap();
    assert!(matches!(here, SaveOutcome::Saved { .. }));
    assert!(matches!(there, SaveOutcome::Stale { .. }));
}
