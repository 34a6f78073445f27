//! Filters, facets and records that are not in the index yet.

use std::ops::ControlFlow;

use fieldbook_search::{Entry, Field, Page, Request, civil_day};
use proptest::prelude::*;

use crate::support::{entry, index, query};

fn record(id: &str, kind: &str, outcome: Option<&str>, model: &[&str]) -> Entry {
    Entry {
        kind: kind.to_owned(),
        outcome: outcome.map(str::to_owned),
        model: model.iter().map(|model| (*model).to_owned()).collect(),
        ..entry(id, "Agents", "migrate code")
    }
}

fn sample() -> Vec<Entry> {
    vec![
        record("a", "case-study", Some("succeeded"), &["Claude Opus 4"]),
        record("b", "case-study", Some("failed"), &["Claude Sonnet 4", "GPT-5"]),
        record("c", "case-study", Some("failed"), &["GPT-5"]),
        record("d", "playbook", None, &[]),
    ]
}

fn counts(page: &Page, field: Field) -> Vec<(&str, usize)> {
    page.facets
        .get(&field)
        .into_iter()
        .flatten()
        .map(|(value, count)| (value.as_str(), *count))
        .collect()
}

#[test]
fn filters_narrow_and_their_own_facet_keeps_its_alternatives() {
    let fixture = index(&sample());
    let page = fixture.page("agents outcome:failed");
    assert_eq!(page.total, 2);
    assert_eq!(counts(&page, Field::Outcome), [("failed", 2), ("succeeded", 1)]);
    assert_eq!(counts(&page, Field::Kind), [("case-study", 2)]);
    assert_eq!(counts(&page, Field::Model), [("GPT-5", 2), ("Claude Sonnet 4", 1)]);

    let page = fixture.page("outcome:failed kind:case-study model:\"gpt-5\"");
    assert_eq!(page.total, 2);
    assert_eq!(counts(&page, Field::Kind), [("case-study", 2)]);
    assert_eq!(counts(&page, Field::Model), [("GPT-5", 2), ("Claude Sonnet 4", 1)]);
    assert_eq!(counts(&page, Field::Outcome), [("failed", 2)]);
}

#[test]
fn filters_of_one_field_are_alternatives_and_others_have_to_agree() {
    let fixture = index(&sample());
    let total = |text: &str| fixture.page(text).total;
    assert_eq!(total("outcome:failed outcome:succeeded"), 3);
    assert_eq!(total("outcome:failed kind:playbook"), 0);
    // In brackets a filter is a condition of its own.
    assert_eq!(total("(outcome:failed OR outcome:succeeded) outcome:succeeded"), 1);
    assert_eq!(total("(outcome:failed) outcome:succeeded"), 0);
    assert_eq!(total("(model:gpt-5) model:claude*"), 1);
    assert_eq!(total("-outcome:failed"), 2);
    assert_eq!(total("model:claude*"), 2);
    assert_eq!(total("model:*4*"), 2);
    assert_eq!(total("model:claude"), 0, "without a star it is the whole value");
    assert_eq!(total("OUTCOME:Failed"), 2);
    assert_eq!(total("outcome：failed"), 2, "full-width colon");
    assert_eq!(total("(outcome:succeeded OR kind:playbook) migrate"), 2);
    assert_eq!(total("outcome:"), 4, "a filter being typed filters nothing");
}

#[test]
fn authors_are_found_by_exact_name_only() {
    let mut one = entry("a", "x", "");
    one.authors = vec!["Ada Lovelace".to_owned()];
    let fixture = index(&[one]);
    assert_eq!(fixture.page("author:\"ada lovelace\"").total, 1);
    assert_eq!(fixture.page("author:ada*").total, 0);
    assert_eq!(fixture.page("lovelace").total, 0, "names are not searched as words");
}

#[test]
fn dates_ages_and_numbers() {
    let dated = |id: &str, day: i32, leverage: f64| Entry {
        date: Some(day),
        leverage: Some(leverage),
        ..entry(id, "Case", "")
    };
    let today_days = civil_day(2026, 11, 24);
    let fixture = index(&[
        dated("jan25", civil_day(2025, 1, 31), 0.5),
        dated("jun25", civil_day(2025, 6, 1), 2.0),
        dated("nov26", civil_day(2026, 11, 1), 8.0),
        entry("never", "Case", ""),
    ]);
    let total = |text: &str| fixture.ask(text, &Request { today_days, ..Request::default() }).total;
    for (text, expected) in [
        ("date:2025", 2),
        ("date:2025-01", 1),
        ("date:2025-01-31", 1),
        ("date:2025-06..2026", 2),
        ("date:2025-06..", 2),
        ("date:..2025-05", 1),
        ("date:>2025", 1),
        ("date:<=2025-06", 2),
        ("age:<90d", 1),
        ("age:>1y", 2),
        ("leverage:>2", 1),
        ("leverage:>=2", 2),
        ("leverage:0.4..2", 2),
        ("-leverage:>2", 3),
    ] {
        assert_eq!(total(text), expected, "{text}");
    }
}

#[test]
fn an_overlay_is_found_at_once_and_replaces_what_is_indexed() {
    let fixture = index(&sample());
    let mut changed = record("a", "case-study", Some("failed"), &[]);
    changed.title = "Quarantine".to_owned();
    let mut old = changed.clone();
    old.title = "Neither this".to_owned();
    let entries =
        [old, changed, record("new", "finding", None, &[]), record("d", "finding", None, &[])];
    let gone = [("own".to_owned(), "d".to_owned())];
    let overlay = fixture.index.overlay(&entries, &gone).unwrap();
    let request = Request { facets: true, overlay: Some(&overlay), ..Request::default() };
    let page = fixture.ask("migrate", &request);
    let mut ids: Vec<&str> = page.hits.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!((page.total, ids), (4, vec!["a", "b", "c", "new"]));
    assert_eq!(counts(&page, Field::Outcome), [("failed", 3)]);
    assert_eq!(counts(&page, Field::Kind), [("case-study", 3), ("finding", 1)]);
    assert_eq!(fixture.ask("quarantine", &request).hits[0].id, "a");
    assert_eq!(fixture.ask("title:agents", &request).total, 3, "the old title is gone");
    let mut listed = 0;
    fixture
        .index
        .list(&query("migrate"), &request, &mut |_, _| {
            listed += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(listed, 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Counts agree with a plain loop over the records, whatever is chosen.
    #[test]
    fn facets_agree_with_counting_by_hand(
        records in prop::collection::vec((0usize..3, 0usize..4, 0usize..3), 1..40),
        kind in prop::option::of(0usize..3),
        outcome in prop::option::of(0usize..4),
        word in prop::option::of(0usize..3),
    ) {
        const KINDS: [&str; 3] = ["case-study", "playbook", "finding"];
        const OUTCOMES: [&str; 4] = ["succeeded", "failed", "partial", "abandoned"];
        const WORDS: [&str; 3] = ["alpha", "beta", "gamma"];
        let entries: Vec<Entry> = records
            .iter()
            .zip(0..)
            .map(|((kind, outcome, word), n)| Entry {
                kind: KINDS[*kind].to_owned(),
                outcome: Some(OUTCOMES[*outcome].to_owned()),
                ..entry(&format!("r{n}"), "Record", WORDS[*word])
            })
            .collect();
        let fixture = index(&entries);
        let mut text = word.map(|word| WORDS[word].to_owned()).unwrap_or_default();
        text.extend(kind.map(|kind| format!(" kind:{}", KINDS[kind])));
        text.extend(outcome.map(|outcome| format!(" outcome:{}", OUTCOMES[outcome])));
        let page = fixture.page(&text);
        let fits = |record: &(usize, usize, usize), by_kind: bool, by_outcome: bool| {
            word.is_none_or(|word| word == record.2)
                && (!by_kind || kind.is_none_or(|kind| kind == record.0))
                && (!by_outcome || outcome.is_none_or(|outcome| outcome == record.1))
        };
        prop_assert_eq!(page.total, records.iter().filter(|r| fits(r, true, true)).count());
        let mut by_hand: Vec<(&str, usize)> = (0..3)
            .map(|k| (KINDS[k], records.iter().filter(|r| r.0 == k && fits(r, false, true)).count()))
            .filter(|(_, count)| *count > 0)
            .collect();
        by_hand.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        prop_assert_eq!(counts(&page, Field::Kind), by_hand);
    }
}

#[test]
fn a_cut_leaves_out_the_tail_and_no_filter_moves_it() {
    let text = |id: &str, body: &str, outcome: &str| Entry {
        kind: "case-study".to_owned(),
        outcome: Some(outcome.to_owned()),
        ..entry(id, id, body)
    };
    let about = "convert unit test suites between assertion libraries";
    let fixture = index(&[
        text("a", about, "succeeded"),
        text("b", "convert unit test suites between assertion libraries by hand", "failed"),
        text("c", "a unit of measure", "failed"),
    ]);
    let asked = "convert unit test suites between assertion libraries";
    let ids = |text: &str, close: bool| {
        let text = &if close { format!("{text} match:close") } else { text.to_owned() };
        let request = Request { facets: true, ..Request::default() };
        let page = fixture.index.search(&query(text), &request).unwrap();
        let mut each = Vec::new();
        fixture
            .index
            .each(&query(text), &request, &mut |found| {
                each.push((found.key().1, found.value(Field::Outcome).unwrap().to_owned()));
                ControlFlow::Continue(())
            })
            .unwrap();
        each.sort();
        assert_eq!(each.len(), page.total, "what is counted is what is listed");
        let counted: usize = counts(&page, Field::Kind).iter().map(|(_, count)| count).sum();
        assert_eq!(counted, page.total, "facets count what is listed");
        each.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(ids(asked, false), ["a", "b", "c"]);
    assert_eq!(ids(asked, true), ["a", "b"]);
    // Without the best record the tail would be near the top of what is left.
    assert_eq!(ids(&format!("{asked} outcome:failed"), true), ["b"]);
    // All words have to match in a short query: there is no tail.
    assert_eq!(ids("unit", true), ["a", "b", "c"]);
}
