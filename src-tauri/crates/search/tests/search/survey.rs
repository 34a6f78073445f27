//! A survey says of a query what searches with filters say, one after the other.

use fieldbook_search::{Entry, Field, Request, Survey};
use proptest::prelude::*;

use crate::support::{entry, query};

const KINDS: [&str; 3] = ["case-study", "finding", "playbook"];
const WORDS: [&str; 6] = ["flaky", "tests", "migrate", "legacy", "code", "review"];

fn record(number: usize, (kind, outcome, words, date): (usize, usize, Vec<usize>, i32)) -> Entry {
    let body: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
    Entry {
        kind: KINDS[kind].to_owned(),
        outcome: [None, Some("failed"), Some("succeeded")][outcome].map(str::to_owned),
        date: (date > 0).then_some(20_000 + date),
        ..entry(&format!("r{number}"), body[0], &body.join(" "))
    }
}

/// Kind by kind: how many, how many failed, the newest, and the best.
type Told = Vec<(usize, usize, Option<i32>, Vec<String>)>;

fn surveyed(survey: &mut Survey<'_>) -> Told {
    let found = survey.found();
    let gone = survey.having(&found, Field::Outcome, |outcome| outcome == "succeeded");
    let mut of_kind = |kind: &str| {
        let of_kind = survey.having(&found.without(&gone), Field::Kind, |one| one == kind);
        let failed = survey
            .values(&of_kind, Field::Outcome)
            .iter()
            .find(|(value, _)| *value == "failed")
            .map_or(0, |value| value.1);
        let best = survey.best(&of_kind, 5).unwrap().into_iter().map(|hit| hit.id).collect();
        (of_kind.len(), failed, survey.newest(&of_kind), best)
    };
    KINDS.iter().map(|kind| of_kind(kind)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn one_look_says_what_many_searches_say(
        records in proptest::collection::vec(
            (0..3usize, 0..3usize, proptest::collection::vec(0..6usize, 1..6), 0..9i32),
            1..40,
        ),
        asked in proptest::sample::select(vec![
            "", "flaky", "flaky tests", "migrate legacy code", "kind:finding flaky", "fleky tests",
            "how does one migrate old legacy code without breaking tests", "match:close tests review",
        ]),
    ) {
        let entries: Vec<Entry> = records.into_iter().enumerate().map(|(n, r)| record(n, r)).collect();
        // Two commits are two segments, and a third of the records is not taken in yet.
        let third = entries.len() / 3;
        let fixture = crate::support::index(&entries[..third]);
        let mut writer = fixture.index.try_writer().unwrap().unwrap();
        entries[third..2 * third].iter().for_each(|entry| writer.upsert(entry).unwrap());
        writer.commit(2).unwrap();
        let overlay = fixture.index.overlay(&entries[2 * third..], &[]).unwrap();
        let request = Request { overlay: Some(&overlay), today_days: 20_010, limit: 99, ..Request::default() };

        let one_look = fixture.index.survey(&query(asked), &request, |survey| Ok(surveyed(survey))).unwrap();

        let dates = |id: &str| entries.iter().find(|entry| entry.id == id).and_then(|entry| entry.date);
        let all = fixture.ask(asked, &request).hits;
        let many: Told = KINDS.iter().map(|kind| {
            let is = |id: &str| entries.iter().find(|entry| entry.id == id).unwrap();
            let of_kind: Vec<String> = all.iter().map(|hit| hit.id.clone())
                .filter(|id| is(id).kind == *kind && is(id).outcome.as_deref() != Some("succeeded")).collect();
            let failed = of_kind.iter().filter(|id| is(id).outcome.is_some()).count();
            let newest = of_kind.iter().filter_map(|id| dates(id)).max();
            (of_kind.len(), failed, newest, of_kind.into_iter().take(5).collect())
        }).collect();
        prop_assert_eq!(one_look, many);
    }
}
