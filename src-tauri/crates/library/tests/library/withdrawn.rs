//! What was withdrawn counts for nothing, stays in sight, and is told (ADR 24).

use fieldbook_library::{Library, MapBy, MapInput, RecomputeInput, SearchInput};
use fieldbook_record::verdict::VerdictWord;
use fieldbook_record::{Attempts, Kind};

use crate::common::{empty, with_starter};

fn withdraw(library: &Library, id: &str) {
    let text = library.document(id).unwrap().text;
    let line = text.lines().find(|line| line.starts_with("status:")).unwrap().to_owned();
    let gone = text.replacen(&line, "status: withdrawn\nstatus_reason: \"counted twice\"", 1);
    library.save(id, &gone, None, None).unwrap();
    library.catch_up(&mut |_, _| {}).unwrap();
}

fn opened(library: &Library, query: &str) -> u32 {
    library.search(&SearchInput::words(query, 5)).unwrap().total
}

fn map(library: &Library) -> fieldbook_library::CapabilityMap {
    let query = "zeppelin".to_owned();
    library.capability_map(&MapInput { by: MapBy::Agent, query, ids: 10 }).unwrap()
}

#[test]
fn aggregates_leave_it_out_say_so_and_open_into_what_they_count() {
    let installation = empty();
    let library = &installation.library;
    for (id, outcome) in [("cs-one", "succeeded"), ("cs-two", "failed"), ("cs-three", "failed")] {
        let made = library.create(Kind::CaseStudy, id).unwrap();
        let text = format!(
            "---\nschema: 1\nid: {id}\nkind: case-study\ntitle: \"The zeppelin {id}\"\nstatus: published\noutcome: {outcome}\n\
             task_type: migration\nagent: {{name: \"A\"}}\ndate: \"2026-10\"\norganisation: \"{id}\"\nwhat_failed: [\"{id} leaked\"]\n---\n"
        );
        library.save(&made.id, &text, None, None).unwrap();
    }
    library.catch_up(&mut |_, _| {}).unwrap();
    let before = library.answer("zeppelin").unwrap();
    assert_eq!((before.attempts.total, before.withdrawn), (3, 0));
    assert!(
        !before.counted.contains("withdrawn"),
        "nothing to say, nothing written: {}",
        before.counted
    );

    withdraw(library, "cs-two");
    let answer = library.answer("zeppelin").unwrap();
    assert_eq!((answer.attempts.total, answer.attempts.failed, answer.withdrawn), (2, 1, 1));
    assert_eq!(answer.organisations, 2);
    for name in ["total"].into_iter().chain(Attempts::OUTCOMES) {
        assert_eq!(opened(library, &answer.opens[name]), answer.attempts.get(name), "{name}");
    }
    assert_eq!(opened(library, &answer.opens["withdrawn"]), 1);
    assert!(answer.failure_modes.iter().all(|mode| mode.text != "cs-two leaked"));
    assert_eq!(opened(library, "zeppelin"), 3, "search finds it as before");

    let map = map(library);
    assert_eq!((map.sample.records, map.sample.withdrawn, map.query.as_str()), (2, 1, "zeppelin"));
    for cell in map.rows.iter().flat_map(|row| &row.cells) {
        assert_eq!(opened(library, &cell.query), cell.n, "{}", cell.query);
    }
    let insights = library.insights("zeppelin").unwrap();
    assert_eq!((insights.sample.records, insights.sample.withdrawn), (2, 1));
    let bars: u32 = insights.outcomes.iter().map(|period| period.attempts.total).sum();
    assert_eq!(bars, 2);
    for period in &insights.outcomes {
        assert_eq!(opened(library, &period.query), period.attempts.total, "{}", period.query);
    }
}

#[test]
fn a_verdict_counts_without_it_and_shows_its_row() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    let verdict = || {
        let id = "cf-mechanical-migration".to_owned();
        library
            .recompute_verdict(&RecomputeInput { id, ..RecomputeInput::default() })
            .unwrap()
            .verdict
    };
    let before = verdict();
    assert_eq!(before.verdict, VerdictWord::CanWithSupervision);
    withdraw(library, "cs-airbnb-enzyme-to-rtl");
    let after = verdict();
    assert_eq!(after.rows.len(), before.rows.len());
    let row = after.rows.iter().find(|row| row.row.case == "cs-airbnb-enzyme-to-rtl").unwrap();
    assert!(row.row.withdrawn && row.score.is_none(), "{row:?}");
    assert_eq!(after.counts.supports + 1, before.counts.supports);
    assert_eq!(after.organisations + 1, before.organisations);

    // A withdrawn finding is nobody's closest finding, and nobody is asked to try it again.
    let closest = || {
        library
            .answer("mechanical code migrations")
            .unwrap()
            .findings
            .first()
            .map(|finding| finding.row.id.clone())
    };
    assert_eq!(closest().as_deref(), Some("cf-mechanical-migration"));
    withdraw(library, "cf-mechanical-migration");
    assert_ne!(closest().as_deref(), Some("cf-mechanical-migration"));
    let inbox = library.inbox().unwrap();
    assert!(
        inbox
            .items
            .iter()
            .all(|item| item.record.as_deref() != Some("starter/cf-mechanical-migration"))
    );
}
