//! The index follows the store: at once beside it, one record at a time, and many together.

use fieldbook_library::{ImportOptions, Library, SearchInput};
use fieldbook_record::Kind;

use crate::common::{empty, walk, write};

/// More than are taken in between two reports of progress, so that they are shared out among threads.
const MANY: u64 = 2_100;

fn total(library: &Library, query: &str) -> u32 {
    library.search(&SearchInput::words(query, 5)).unwrap().total
}

#[test]
fn what_was_just_saved_is_found_however_far_the_index_is_behind() {
    let installation = empty();
    let library = &installation.library;
    let folder = installation.folder.path().join("notes");
    for number in 0..MANY {
        write(
            &folder.join(format!("{number}.md")),
            format!("# Note {number}\n\nWalrus.\n").as_bytes(),
        );
    }
    library.import(&[folder], &ImportOptions::default(), &mut |_| true).unwrap();
    let key = library.create(Kind::Playbook, "Zebra crossing").unwrap();
    assert_eq!(total(library, "zebra"), 1);
    assert!(u64::from(total(library, "walrus")) < MANY, "not all of them yet");

    let mut told = Vec::new();
    library.catch_up(&mut |done, total| told.push((done, total))).unwrap();
    assert_eq!(told, [(2_000, MANY + 1), (MANY + 1, MANY + 1)]);
    assert_eq!((u64::from(total(library, "walrus")), total(library, "zebra")), (MANY, 1));
    library.trash(&key.id).unwrap();
    assert_eq!(total(library, "zebra"), 0);
}

#[test]
fn records_saved_one_by_one_do_not_pile_up_in_segments() {
    // Every search looks into every segment.
    let installation = empty();
    let library = &installation.library;
    for number in 0..40 {
        library.create(Kind::Playbook, &format!("Zebra crossing {number}")).unwrap();
        library.catch_up(&mut |_, _| {}).unwrap();
    }
    assert_eq!(total(library, "zebra"), 40);
    let files = walk(&library.paths().index());
    let segments = files.iter().filter(|file| file.extension() == Some("term".as_ref()));
    assert!(segments.count() < 16);
}
