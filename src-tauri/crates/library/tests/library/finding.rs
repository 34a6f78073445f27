//! Finding: what is saved is found at once, whatever the index knows.

use fieldbook_library::{CompleteInput, ImportOptions, Library, SavedSearch, SearchInput, Sort};
use fieldbook_record::Kind;

use crate::common::{empty, open, open_beside, walk, with_starter, write};

fn ids(library: &Library, query: &str) -> Vec<String> {
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
            write(&entry, &vec![0xA5; length]);
            damaged += 1;
        }
    }
    assert!(damaged > 3, "the damage must be real: {damaged} files");
    let library = open_beside(&folder, false);
    assert!(library.record("pb-spec-first").is_ok());
    library.catch_up(&mut |_, _| {}).unwrap();
    assert!(ids(&library, "spec first").contains(&"pb-spec-first".to_owned()));
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

    let typing = SearchInput { query: "migration task:".to_owned(), ..asked };
    let values = &library.search(&typing).unwrap().facets["task"];
    assert!(values.iter().all(|value| !value.chosen && !value.value.is_empty()), "{values:?}");

    let none = library.search(&SearchInput::words("enzyme ring:hold", 20)).unwrap();
    assert_eq!(none.total, 0);
    assert_eq!(none.relax.unwrap().query, "enzyme");
}

#[test]
fn a_description_says_that_it_is_not_finished_while_it_is_typed() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    let ask = |query: &str, typing| {
        let page = library.search(&SearchInput { typing, ..SearchInput::words(query, 5) }).unwrap();
        (page.unfinished, page.total)
    };
    let question = "who reviews the code that agents write for migrations";
    let (typed, finished) = (ask(question, true), ask(question, false));
    assert!(typed.0 && !finished.0);
    assert!(finished.1 > typed.1, "any word will do now: {} and {}", finished.1, typed.1);
    assert!(!ask("code review", true).0, "a few words are the same either way");
}

#[test]
fn toggling_a_filter_keeps_what_was_typed() {
    let on = Library::toggle_filter("big \"test files\"", "outcome", "failed", true);
    assert_eq!(on, "big \"test files\" outcome:failed");
    assert_eq!(Library::toggle_filter(&on, "outcome", "failed", true), on);
    assert_eq!(Library::toggle_filter(&on, "outcome", "failed", false), "big \"test files\"");
}

#[test]
fn saved_searches_say_what_is_new() {
    let installation = empty();
    let library = &installation.library;
    let folder = installation.folder.path().join("notes");
    let import = |name: &str, text: &str| {
        write(&folder.join(name), text.as_bytes());
        let paths = [folder.clone()];
        library.import(&paths, &ImportOptions::default(), &mut |_| true).unwrap();
        library.catch_up(&mut |_, _| ()).unwrap();
    };
    import("one.md", "# Flaky checks\n\nThey were put in quarantine.\n");
    let search = SavedSearch {
        name: "Flaky\tones\n".to_owned(),
        query: "flaky kind:playbook".to_owned(),
        sort: Sort::Date,
        total: 0,
        new: 0,
        seen: None,
    };
    library.save_search(&search).unwrap();
    let saved = || library.saved_searches().unwrap();
    assert_eq!(saved()[0].name, "Flaky ones");
    assert_eq!((saved()[0].total, saved()[0].new, saved()[0].sort), (1, 0, Sort::Date));
    import("two.md", "# More flaky checks\n\nAnd more.\n");
    import("three.md", "# Something else\n\nAnd more.\n");
    assert_eq!((saved()[0].total, saved()[0].new), (2, 1));
    let forgotten = saved().remove(0);
    library.forget_search("Flaky ones").unwrap();
    library.save_search(&forgotten).unwrap();
    assert_eq!(saved(), [forgotten], "taken back, with what is new in it");
    library.look_at_search("Flaky ones").unwrap();
    assert_eq!((saved()[0].total, saved()[0].new), (2, 0));
    library.save_search(&SavedSearch { query: "else".to_owned(), ..search }).unwrap();
    assert_eq!((saved().len(), saved()[0].total), (1, 1), "the same name replaces");
    library.forget_search("Flaky ones").unwrap();
    assert!(saved().is_empty());
}

#[test]
fn synonyms_belong_to_a_library_and_hold_at_once() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| ()).unwrap();
    let found = |query: &str| library.search(&SearchInput::words(query, 20)).unwrap();
    let shipped = found("智能体");
    assert!(shipped.total > 10, "智能体 is agent: {}", shipped.total);
    assert!(shipped.synonyms.contains(&("智能体".to_owned(), "agent".to_owned())));
    assert_eq!(found("zzyx").total, 0);
    library.set_synonyms("personal", Some("zzyx ~ migration\n")).unwrap();
    assert!(found("zzyx").total > 0);
    assert_eq!(library.synonyms("personal").unwrap(), "zzyx ~ migration\n");
    library.set_synonyms("personal", None).unwrap();
    assert_eq!(found("zzyx").total, 0);
}

#[test]
fn a_row_says_how_its_score_came_about_when_asked() {
    let installation = with_starter();
    let asked = SearchInput { explain: true, ..SearchInput::words("flaky tests", 3) };
    let page = installation.library.search(&asked).unwrap();
    let reasons = page.hits[0].reasons.as_ref().unwrap();
    let sum: f64 = reasons.iter().map(|reason| reason.score).sum();
    assert!((sum - page.hits[0].score).abs() < 0.05, "{reasons:?} against {}", page.hits[0].score);
    let plain = installation.library.search(&SearchInput::words("flaky tests", 3)).unwrap();
    assert!(plain.hits[0].reasons.is_none());
}

#[test]
fn names_of_fields_are_completed_and_explained() {
    let installation = empty();
    let typed = completed(&installation.library, "o|");
    assert_eq!(typed, ["outcome:", "origin:", "organisation:"]);
    for field in fieldbook_library::query_fields() {
        let page = installation.library.search(&SearchInput::words(&field.example, 1)).unwrap();
        assert_eq!(page.chips.len(), 1, "{}", field.example);
        assert_eq!((page.chips[0].problem.as_deref(), &page.chips[0].field), (None, &field.name));
        assert!(fieldbook_library::query_help().contains(&field.example));
    }
}

#[test]
fn a_title_that_is_also_the_first_heading_counts_once() {
    let installation = empty();
    let library = &installation.library;
    let file = installation.folder.path().join("zebra.md");
    write(&file, b"# Zebra\n\nStripes of every width.\n\n## Crossing\n\nAnd more.\n");
    library.import(&[file], &ImportOptions::default(), &mut |_| true).unwrap();
    let parts = |query: &str| {
        let asked = SearchInput { explain: true, ..SearchInput::words(query, 1) };
        let row = library.search(&asked).unwrap().hits.remove(0);
        row.reasons.unwrap().into_iter().map(|part| part.what).collect::<Vec<_>>()
    };
    assert!(!parts("zebra").contains(&"lead:zebra".to_owned()), "{:?}", parts("zebra"));
    assert!(parts("crossing").contains(&"lead:cross".to_owned()), "other headings lead");
}

/// Completions at the bar of a query, as one would read them.
fn completed(library: &Library, typed: &str) -> Vec<String> {
    let caret = u32::try_from(typed[..typed.find('|').unwrap()].encode_utf16().count()).unwrap();
    let input = CompleteInput { query: typed.replace('|', ""), caret, limit: 9 };
    let read = |item: fieldbook_library::Completed| match (item.value, item.count) {
        (Some(value), Some(count)) => format!("{}:{value} {count}", item.field),
        _ => format!("{}:", item.field),
    };
    library.complete(&input).unwrap().items.into_iter().map(read).collect()
}

#[test]
fn values_are_completed_with_what_they_would_find() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    let total = |query: &str| library.search(&SearchInput::words(query, 0)).unwrap().total;
    for (typed, rest) in [
        ("kind:|", ""),
        ("kind:finding task:|", "kind:finding "),
        // What is chosen of the field already is an alternative, no condition.
        ("outcome:failed outcome:s|", ""),
        ("migration age:|", "migration "),
        ("date:|", ""),
        ("leverage:|", ""),
        ("has:i|", ""),
        ("mig|", ""),
    ] {
        let items = completed(library, typed);
        assert!(!items.is_empty(), "{typed}");
        for item in items.iter().filter(|item| item.contains(' ')) {
            let (filter, count) = item.rsplit_once(' ').unwrap();
            let (field, value) = filter.split_once(':').unwrap();
            let found = total(&format!("{rest}{field}:\"{value}\""));
            assert_eq!(found.to_string(), count, "{typed}: {item}");
        }
    }
    assert_eq!(completed(library, "kind:f|"), [format!("kind:finding {}", total("kind:finding"))]);
    assert!(completed(library, "mig|")[0].starts_with("task:migration "));
    assert!(completed(library, "author:|").is_empty(), "nobody is listed");
    assert!(completed(library, "colour:|").is_empty());
    let asked = SearchInput { facets: true, ..SearchInput::words("", 0) };
    assert!(!library.search(&asked).unwrap().facets.contains_key("author"), "nobody is counted");
}

#[test]
fn words_of_a_query_are_marked_as_they_are_found() {
    let texts = ["Migrating 代码审查".to_owned(), "nothing".to_owned(), "the migration".to_owned()];
    let marked = Library::mark("migrations 代码 task:port", &texts);
    assert_eq!(marked, [vec![(0, 9), (10, 12)], vec![], vec![(4, 13)]]);
}

#[test]
fn a_query_of_any_length_is_answered_and_says_that_it_was_cut() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    for piece in [
        "agents ",
        "代码审查",
        "kind:finding ",
        "-tag:*a*b* ",
        "((\"",
        "date:x ",
        "\u{0}\u{202e}👩‍💻 ",
    ] {
        for times in [1, 5_000] {
            let asked = SearchInput {
                typing: true,
                facets: true,
                ..SearchInput::words(&piece.repeat(times), 5)
            };
            let page = library.search(&asked).unwrap();
            assert_eq!(page.cut, times > 1, "{piece} {times} times");
            assert!(page.hits.len() <= 5);
        }
    }
}
