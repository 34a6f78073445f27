//! The answer, the map and the insights: every number can be opened, and none is about a person.

use fieldbook_library::{
    CellBasis, CsvInput, CsvView, Library, MapBy, MapInput, Saying, SearchInput,
};
use fieldbook_record::Attempts;

use crate::common::{CLOCK, empty, with_starter};

fn total(library: &Library, query: &str) -> u32 {
    library.search(&SearchInput::words(query, 5)).unwrap().total
}

fn map(library: &Library, by: MapBy, query: &str) -> fieldbook_library::CapabilityMap {
    library.capability_map(&MapInput { by, query: query.to_owned(), ids: 500 }).unwrap()
}

/// A case study as a person might save it.
fn case(id: &str, more: &str) -> String {
    format!("---\nschema: 1\nid: {id}\nkind: case-study\ntitle: \"{id}\"\n{more}\n---\n")
}

/// Saves a case study under its own id.
fn save(library: &Library, id: &str, more: &str) {
    let made = library.create(fieldbook_record::Kind::CaseStudy, id).unwrap();
    library.save(&made.id, &case(id, more), None, None).unwrap();
}

#[test]
fn every_number_of_the_answer_opens_into_as_many_records() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    let asked = [
        "migration",
        "task:migration",
        "convert test suites to a new library with an agent",
        "agent deleted the production database",
        "",
        "age:<12m tests",
        "迁移",
    ];
    for query in asked {
        let answer = library.answer(query).unwrap();
        for name in ["total"].into_iter().chain(Attempts::OUTCOMES) {
            let opened = total(library, &answer.opens[name]);
            assert_eq!(
                opened,
                answer.attempts.get(name),
                "{name} of {query:?}: {}",
                answer.opens[name]
            );
        }
        let parts: u32 = Attempts::OUTCOMES.map(|name| answer.attempts.get(name)).iter().sum();
        assert_eq!(parts, answer.attempts.total, "{query:?}");
        assert_eq!(
            answer.internal.total + answer.elsewhere.total,
            answer.attempts.total,
            "{query:?}"
        );
        assert_eq!(answer.internal.total, 0, "the starter library is evidence from elsewhere");
        for mode in &answer.failure_modes {
            assert!(!mode.records.is_empty(), "{mode:?}");
            mode.records.iter().for_each(|id| assert!(library.record(id).is_ok(), "{id}"));
        }
    }
}

#[test]
fn a_filter_never_changes_what_the_words_find_when_a_number_is_opened() {
    let installation = empty();
    let library = &installation.library;
    let case = |id: &str, words: &str, outcome: &str, agent: &str| {
        let more = format!(
            "summary: \"{words}\"\noutcome: {outcome}\ntask_type: migration\nagent: {{name: \"{agent}\"}}\ndate: \"2026-10\""
        );
        save(library, id, &more);
    };
    for number in 0..3 {
        let outcome = if number == 0 { "failed" } else { "succeeded" };
        case(&format!("cs-all-{number}"), "flaky ledger pipelines", outcome, &format!("A{number}"));
    }
    for number in 0..4 {
        case(&format!("cs-some-{number}"), "flaky ledger", "failed", "B");
    }
    library.catch_up(&mut |_, _| {}).unwrap();
    let query = "flaky ledger pipelines";
    let opened = |query: &str| {
        let searched = library.search(&SearchInput::words(query, 5)).unwrap().total;
        assert_eq!(library.list(query).unwrap().len() as u32, searched, "{query}");
        searched
    };
    let answer = library.answer(query).unwrap();
    assert_eq!((answer.attempts.total, answer.attempts.failed), (3, 1));
    for name in ["total"].into_iter().chain(Attempts::OUTCOMES) {
        assert_eq!(opened(&answer.opens[name]), answer.attempts.get(name), "{name}");
    }
    let map = map(library, MapBy::Agent, query);
    for cell in map.rows.iter().flat_map(|row| &row.cells) {
        assert_eq!(opened(&cell.query), cell.n, "{}", cell.query);
    }
    assert_eq!(map.sample.records, 3);
    // A filter of one's own on a field by which a number is opened.
    for query in
        [query.to_owned(), format!("{query} task:migration age:<6m"), format!("{query} agent:A*")]
    {
        let insights = library.insights(&query).unwrap();
        assert_eq!(insights.sample.records, 3, "{query}");
        let mut numbers: Vec<(&str, u32)> = Vec::new();
        numbers.extend(insights.outcomes.iter().map(|it| (it.query.as_str(), it.attempts.total)));
        numbers.extend(insights.ages.iter().map(|it| (it.query.as_str(), it.records)));
        numbers.extend(insights.coverage.iter().map(|it| (it.query.as_str(), it.attempts.total)));
        numbers
            .into_iter()
            .for_each(|(query, number)| assert_eq!(opened(query), number, "{query}"));
        let map = self::map(library, MapBy::Agent, &query);
        for cell in map.rows.iter().flat_map(|row| &row.cells) {
            assert_eq!(opened(&cell.query), cell.n, "{}", cell.query);
        }
    }
}

#[test]
fn a_question_is_answered_with_the_closest_finding_and_the_best_playbook() {
    let installation = with_starter();
    let library = &installation.library;
    let answer = library.answer("migrate test files with an agent, one file at a time").unwrap();
    assert_eq!(answer.saying, Saying::Some);
    assert!(answer.attempts.succeeded > 0 && answer.attempts.total < 40, "{:?}", answer.attempts);
    let finding = &answer.findings[0];
    assert_eq!(finding.row.id, "cf-mechanical-migration");
    assert_eq!(finding.verdict.stratum, "supervised");
    assert!(finding.verdict.low.unwrap() > 0.5 && finding.verdict.n == 8);
    assert_eq!(answer.playbooks[0].id, "pb-migrations-as-pipelines");
    assert!(!answer.failure_modes.is_empty());

    let nothing = library.answer("zyxwvut qqqqq").unwrap();
    assert_eq!((nothing.saying, nothing.attempts.total), (Saying::NoAttempt, 0));
    assert!(nothing.findings.is_empty() && nothing.playbooks.is_empty());
}

#[test]
fn nobody_can_filter_a_failure_out_of_the_answer() {
    let installation = with_starter();
    let library = &installation.library;
    let whole = library.answer("migration").unwrap();
    let filtered =
        library.answer("migration outcome:succeeded model:claude* kind:case-study").unwrap();
    assert_eq!(filtered.attempts, whole.attempts);
    assert_eq!(filtered.left_out, ["outcome:succeeded", "model:claude*", "kind:case-study"]);
    let narrower = library.answer("migration age:<18m").unwrap();
    assert!(narrower.attempts.total < whole.attempts.total, "other filters do narrow");
    assert!(narrower.left_out.is_empty());
}

#[test]
fn few_attempts_or_one_team_are_too_few_to_say() {
    let installation = empty();
    let library = &installation.library;
    save(library, "cs-one", "outcome: succeeded\norganisation: Us");
    assert_eq!(library.answer("").unwrap().saying, Saying::TooFew);
    save(library, "cs-two", "outcome: failed\norganisation: us");
    save(library, "cs-three", "outcome: failed\norganisation: US");
    let answer = library.answer("").unwrap();
    assert_eq!((answer.saying, answer.organisations), (Saying::OneOrganisation, 1));
    assert_eq!(answer.internal.total, 3);
    save(library, "cs-four", "organisation: Them");
    let answer = library.answer("").unwrap();
    assert_eq!((answer.saying, answer.organisations), (Saying::Some, 2));
    // Nobody says how it ended.
    assert_eq!(answer.attempts.unreported, 1);
    assert_eq!(total(library, &answer.opens["unreported"]), 1);
}

#[test]
fn every_cell_of_the_map_opens_into_as_many_records() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    for (by, query) in [
        (MapBy::All, ""),
        (MapBy::Agent, ""),
        (MapBy::Model, ""),
        (MapBy::Agent, "agent:\"Claude Code\""),
        (MapBy::Agent, "task:migration age:<24m"),
    ] {
        let map = map(library, by, query);
        let mut all = 0;
        for row in &map.rows {
            assert_eq!(row.cells.len(), map.columns.len(), "unknown has a cell too");
            for cell in &row.cells {
                let listed = library.list(&cell.query).unwrap().len() as u32;
                assert_eq!(listed, cell.n, "{by:?} {query:?} {} {}", row.task_type, cell.query);
                assert_eq!(cell.ids.len() as u32, cell.n);
                assert_eq!(
                    cell.basis == CellBasis::Unknown,
                    cell.n == 0 && cell.findings.is_empty()
                );
                assert_eq!(cell.newest.is_some(), cell.n > 0);
                assert!(cell.column == "all" || cell.findings.is_empty());
            }
            all += row.cells[0].n;
        }
        assert_eq!(all, map.sample.records, "each case study is once in all");
    }
}

#[test]
fn a_finding_takes_precedence_and_thin_cells_give_no_word() {
    let installation = with_starter();
    let map = map(&installation.library, MapBy::Agent, "");
    let row = |task: &str| map.rows.iter().find(|row| row.task_type == task).unwrap();
    let migration = &row("migration").cells[0];
    assert_eq!(migration.basis, CellBasis::Finding);
    assert!(migration.findings[0].id.ends_with("cf-mechanical-migration"));
    assert_eq!(migration.low, migration.findings[0].verdict.low);
    assert!(migration.cases.is_some(), "what the cases alone say is beside it");
    let review = &row("code-review").cells[0];
    assert!(review.n > 0 || review.basis == CellBasis::Unknown || !review.findings.is_empty());
    for row in &map.rows {
        for cell in row.cells.iter().skip(1).filter(|cell| cell.n == 1) {
            let word = format!("{:?}", cell.verdict.unwrap());
            assert_eq!(word, "InsufficientEvidence", "one record says nothing");
        }
    }
    let names: Vec<String> = map.columns.iter().skip(1).map(|c| c.name.to_lowercase()).collect();
    assert!(names.is_sorted(), "columns stand by name, not by rank");
}

#[test]
fn several_agents_count_in_each_cell_and_once_in_all() {
    let installation = empty();
    let library = &installation.library;
    let more = "task_type: migration\noutcome: mixed\nagent:\n  - {name: \"A\"}\n  - {name: \"B\"}";
    save(library, "cs-both", more);
    save(library, "cs-none", "task_type: odd-word\noutcome: failed");
    save(library, "cs-bare", "outcome: failed");
    let map = map(library, MapBy::Agent, "");
    let names: Vec<&str> = map.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!((names, map.not_named, map.sample.records), (vec!["all", "A", "B"], 2, 3));
    let n = |task: &str| -> Vec<u32> {
        let row = map.rows.iter().find(|row| row.task_type == task).unwrap();
        for cell in &row.cells {
            assert_eq!(library.list(&cell.query).unwrap().len() as u32, cell.n, "{}", cell.query);
        }
        row.cells.iter().map(|cell| cell.n).collect()
    };
    assert_eq!(n("migration"), [1, 1, 1]);
    assert_eq!(n("odd-word"), [1, 0, 0], "an unknown task type has a row");
    assert_eq!(n("not-stated"), [1, 0, 0]);
}

#[test]
fn every_number_of_the_insights_opens_into_as_many_records() {
    let installation = with_starter();
    let library = &installation.library;
    library.catch_up(&mut |_, _| {}).unwrap();
    for query in ["", "task:migration", "age:<18m", "date:2025"] {
        let insights = library.insights(query).unwrap();
        let listed = |query: &str| library.list(query).unwrap().len() as u32;
        assert_eq!(insights.as_of, CLOCK);
        let mut sum = insights.undated;
        for period in &insights.outcomes {
            assert_eq!(listed(&period.query), period.attempts.total, "{query:?} {}", period.query);
            sum += period.attempts.total;
        }
        assert_eq!(sum, insights.sample.records, "{query:?}");
        let ages: u32 = insights.ages.iter().map(|bucket| bucket.records).sum();
        assert_eq!(ages + insights.undated, insights.sample.records, "{query:?}");
        for bucket in &insights.ages {
            assert_eq!(listed(&bucket.query), bucket.records, "{query:?} {}", bucket.query);
        }
        for row in &insights.coverage {
            assert_eq!(listed(&row.query), row.attempts.total, "{query:?} {}", row.query);
        }
        let points = insights.leverage.points.len() as u32 + insights.leverage.left_out;
        assert_eq!(listed(&insights.leverage.query), points, "{query:?}");
    }
}

#[test]
fn factors_stand_with_their_basis_and_are_never_averaged() {
    let installation = with_starter();
    let strip = installation.library.insights("").unwrap().leverage;
    let point = |id: &str| strip.points.iter().find(|point| point.id.ends_with(id)).unwrap();
    let kiro = point("cs-aws-bedrock-kiro-76-days");
    assert!(kiro.max > 36.0 && kiro.max < 36.1 && kiro.band.0 < kiro.min, "{kiro:?}");
    let metr = point("cs-metr-rct-2025");
    assert!(metr.slower && metr.point == Some(0.84));
    assert_eq!(metr.baseline, Some(fieldbook_record::leverage::Baseline::Measured));
    let measured = strip.points.iter().filter(|point| {
        point.baseline == Some(fieldbook_record::leverage::Baseline::Measured)
            && point.of == fieldbook_record::leverage::Quantity::PersonEffort
    });
    assert!(strip.measured as usize <= measured.count());
    assert!(strip.median_measured.is_some_and(|median| median < 2.0), "estimates stay out of it");
}

#[test]
fn no_aggregate_holds_a_person() {
    let installation = with_starter();
    let library = &installation.library;
    let person = "Zebulon Quark";
    let people = format!(
        "status: published\ntask_type: migration\noutcome: open\ndue: \"2026-11-01\"\norganisation: Us\n\
         agent: {{name: \"Claude Code\"}}\nauthors: [\"{person}\"]\nowner: \"{person}\"\n\
         reviewed_by: [\"{person}\"]\nreview_by: \"2026-01-01\"\nverified: [{{by: \"{person}\", on: \"2026-01-01\"}}]"
    );
    save(library, "cs-by-someone", &people);
    let said = library.document("cs-by-someone").unwrap().text;
    assert!(said.contains(person), "the record itself names whom it likes");
    let mut views = vec![
        format!("{:?}", library.answer("").unwrap()),
        format!("{:?}", map(library, MapBy::Agent, "")),
        format!("{:?}", library.insights("").unwrap()),
        format!("{:?}", library.inbox().unwrap()),
        format!(
            "{:?}",
            library.compare(&["cs-by-someone".to_owned(), "cs-metr-rct-2025".to_owned()]).unwrap()
        ),
        format!("{:?}", library.log_defaults().unwrap()),
    ];
    let csv = |view| {
        let ids = vec!["cs-by-someone".to_owned(), "cs-metr-rct-2025".to_owned()];
        let input = CsvInput { view, query: String::new(), by: MapBy::Agent, ids };
        library.export_csv(&input).unwrap().text
    };
    views.extend([CsvView::Map, CsvView::Outcomes, CsvView::Leverage, CsvView::Ages].map(csv));
    views.extend([CsvView::Coverage, CsvView::Open, CsvView::Compare].map(csv));
    assert!(views.iter().any(|view| view.contains("cs-by-someone")), "the record is in the views");
    for view in views {
        assert!(!view.contains("Zebulon") && !view.contains("Quark"), "{view}");
    }
}

#[test]
fn a_table_says_its_scope_and_runs_no_formula() {
    let installation = empty();
    let library = &installation.library;
    save(library, "cs-one", "task_type: migration\noutcome: open\ndue: \"2026-12-01\"");
    let text =
        library.document("cs-one").unwrap().text.replace("\"cs-one\"", "\"=SUM(A1), or so\"");
    library.save("cs-one", &text, None, None).unwrap();
    let input = CsvInput {
        view: CsvView::Open,
        query: "task:migration".to_owned(),
        by: MapBy::All,
        ids: Vec::new(),
    };
    let table = library.export_csv(&input).unwrap();
    let lines: Vec<&str> = table.text.split("\r\n").collect();
    assert!(lines[0].contains(CLOCK) && lines[0].contains("task:migration"), "{}", lines[0]);
    assert!(lines[1].starts_with("id,title,task_type"));
    assert!(
        lines[2].starts_with("personal/cs-one,\"'=SUM(A1), or so\",migration,"),
        "{}",
        lines[2]
    );
}
