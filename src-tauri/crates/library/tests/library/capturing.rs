//! Capture and what follows from it: logs, open attempts, the inbox, freshness.

use std::sync::{Arc, Mutex};

use fieldbook_library::{
    Clock, CloseInput, EffortAnswer, Error, InboxGroup, InterviewInput, Library, LogInput,
    OpenOptions, Paths, RecomputeInput, RegisterInput, Registry, RegistryEntry, RequestInput,
    SearchInput, SnoozeInput, Supervised,
};
use fieldbook_record::PartialDate;
use fieldbook_record::verdict::Selection;
use fieldbook_record::vocabulary::DayBasis;
use jiff::civil::Date;

use crate::common::{empty, with_starter};

/// A clock that a test turns.
#[derive(Clone)]
struct Turned(Arc<Mutex<Date>>);

impl Clock for Turned {
    fn now(&self) -> i64 {
        1_795_392_000_000
    }

    fn today(&self) -> Date {
        *self.0.lock().unwrap()
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_log_is_a_draft_that_can_be_found_and_counted_at_once() {
    let installation = empty();
    let library = &installation.library;
    let logged = library
        .log_attempt(&LogInput {
            title: "Move 40 cron jobs to the workflow service".to_owned(),
            task_type: text("migration"),
            agent: text("Claude Code"),
            model: text("Claude Opus 4.6"),
            outcome: text("failed"),
            supervised: Some(Supervised::Yes),
            minutes: Some(95.0),
            note: text("Two jobs lost their retry setting"),
            organisation: text("Payments"),
            ..LogInput::default()
        })
        .unwrap();
    assert_eq!(
        (logged.id.as_str(), logged.library.as_str()),
        ("cs-move-40-cron-jobs-to-the-workflow-service", "personal")
    );
    let record = library.record(&logged.id).unwrap().record;
    let case = record.case_study().unwrap();
    assert_eq!(case.what_failed, ["Two jobs lost their retry setting"]);
    assert_eq!(case.effort.actual.as_ref().unwrap().duration.as_ref().unwrap().min, 95.0);
    assert!(case.is_supervised());
    assert_eq!(case.date.unwrap().to_string(), "2026-11-23");
    let answer = library.answer("cron jobs").unwrap();
    assert_eq!((answer.attempts.total, answer.attempts.failed), (1, 1));
    assert_eq!(
        answer.failure_modes[0].records,
        ["personal/cs-move-40-cron-jobs-to-the-workflow-service"]
    );

    let defaults = library.log_defaults().unwrap();
    assert_eq!(defaults.agent.as_deref(), Some("Claude Code"));
    assert_eq!(defaults.model.as_deref(), Some("Claude Opus 4.6"));
    assert_eq!(defaults.task_type.as_deref(), Some("migration"));
    assert_eq!(defaults.due, "2026-12-07");
}

#[test]
fn a_log_with_nothing_but_a_name_is_valid_and_its_gaps_are_listed() {
    let installation = empty();
    let library = &installation.library;
    let title = "Tried something".to_owned();
    let logged = library.log_attempt(&LogInput { title, ..LogInput::default() }).unwrap();
    let checks = library.record(&logged.id).unwrap().checks;
    assert!(
        checks.iter().all(|check| check.severity != fieldbook_record::Severity::Error),
        "{checks:?}"
    );
    let inbox = library.inbox().unwrap();
    let item = inbox.items.iter().find(|item| item.group == InboxGroup::Gaps).unwrap();
    assert!(item.gaps.iter().any(|gap| gap == "what_failed"), "{:?}", item.gaps);
    assert_eq!(inbox.counts["gaps"], 1);
    let bad = LogInput { title: "x".to_owned(), outcome: text("splendid"), ..LogInput::default() };
    assert!(matches!(library.log_attempt(&bad), Err(Error::BadOutcome { .. })));
}

#[test]
fn i_tried_this_links_to_what_was_tried_across_libraries() {
    let installation = with_starter();
    let library = &installation.library;
    let logged = library
        .log_attempt(&LogInput {
            title: "Our own migration".to_owned(),
            outcome: text("succeeded"),
            applies: text("pb-migrations-as-pipelines"),
            ..LogInput::default()
        })
        .unwrap();
    let playbook = library.record("pb-migrations-as-pipelines").unwrap();
    let link = playbook.links.iter().find(|link| link.id == logged.id).unwrap();
    assert_eq!(link.rel, "applies");
    assert!(link.outcome.as_deref() == Some("succeeded"));
    let unknown =
        LogInput { title: "x".to_owned(), applies: text("pb-none-such"), ..LogInput::default() };
    assert!(matches!(library.log_attempt(&unknown), Err(Error::NotFound { .. })));
}

#[test]
fn an_open_attempt_becomes_unreported_by_the_day_alone_and_closing_it_changes_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Turned(Arc::new(Mutex::new("2026-11-23".parse().unwrap())));
    let mut options = OpenOptions::new(Paths::beside(&folder.path().join("books")), clock.clone());
    options.starter = false;
    let library = Library::open(options).unwrap().0;
    let open = library
        .register_attempt(&RegisterInput {
            title: "Generate contract tests".to_owned(),
            task_type: text("test-generation"),
            due: text("2026-12-01"),
            expected: text("200 tests kept"),
            planned_days: Some(4.0),
            ..RegisterInput::default()
        })
        .unwrap();
    library.catch_up(&mut |_, _| {}).unwrap();
    let counted = |library: &Library| {
        let attempts = library.answer("contract tests").unwrap().attempts;
        (attempts.open, attempts.unreported, attempts.registered(), attempts.succeeded)
    };
    assert_eq!(counted(&library), (1, 0, 0, 0));
    assert!(library.inbox().unwrap().items.is_empty(), "not yet due");
    assert_eq!(library.inbox_count().unwrap(), 0);

    let turn = |day: &str| {
        *clock.0.lock().unwrap() = day.parse().unwrap();
        library.catch_up(&mut |_, _| {}).unwrap();
    };
    turn("2026-12-10");
    assert_eq!(counted(&library), (1, 0, 0, 0), "nine days late is still open");
    assert_eq!(library.inbox_count().unwrap(), 1, "the number beside it says so too");
    let inbox = library.inbox().unwrap();
    let item = &inbox.items[0];
    assert_eq!(
        (item.group, item.days_late, item.unreported),
        (InboxGroup::Overdue, Some(9), false)
    );
    assert_eq!(item.expected.as_deref(), Some("200 tests kept"));

    turn("2026-12-16");
    assert_eq!(counted(&library), (0, 1, 1, 0), "past 14 days it is in every denominator");
    assert!(library.inbox().unwrap().items[0].unreported);
    let query = library.answer("contract tests").unwrap().opens["unreported"].clone();
    assert_eq!(library.search(&SearchInput::words(&query, 5)).unwrap().total, 1);

    let close = |outcome: &str| {
        let (id, outcome) = (open.id.clone(), outcome.to_owned());
        library.close_attempt(&CloseInput {
            id,
            outcome,
            note: text("140 kept"),
            actual_days: Some(1.0),
        })
    };
    assert!(matches!(close("open"), Err(Error::BadOutcome { .. })));
    let closed = close("succeeded").unwrap();
    assert_eq!((closed.outcome.as_str(), closed.revision), ("succeeded", 2));
    assert_eq!(counted(&library), (0, 0, 1, 1));
    let factor = library.record(&open.id).unwrap().leverage.unwrap().time_ratio.unwrap();
    assert_eq!(factor.max, 4.0, "four planned days, one actual");
    assert!(matches!(close("failed"), Err(Error::NotOpen { .. })), "closed once");
    let overdue = |library: &Library| {
        library.inbox().unwrap().items.iter().any(|item| item.group == InboxGroup::Overdue)
    };
    assert!(!overdue(&library));
}

#[test]
fn items_are_put_off_until_a_day_and_put_away_until_the_record_changes() {
    let installation = empty();
    let library = &installation.library;
    let logged = library
        .log_attempt(&LogInput { title: "Gappy".to_owned(), ..LogInput::default() })
        .unwrap();
    let shown = || library.inbox().unwrap();
    let id = shown().items[0].id.clone();
    library.snooze(&SnoozeInput { id: id.clone(), until: text("2026-11-23") }).unwrap();
    assert_eq!(shown().items.len(), 1, "that day is here");
    library.snooze(&SnoozeInput { id: id.clone(), until: None }).unwrap();
    assert_eq!((shown().items.len(), shown().snoozed), (0, 1));
    assert!(library.snooze(&SnoozeInput { id: id.clone(), until: text("soon") }).is_err());
    library.dismiss(&id).unwrap();
    assert!(shown().items.is_empty());
    let text = library.document(&logged.id).unwrap().text;
    library.save(&logged.id, &format!("{text}\nMore.\n"), None, None).unwrap();
    assert_eq!(shown().items.len(), 1, "what changed is worth another look");
}

#[test]
fn requests_count_and_go_away_when_they_are_met() {
    let installation = empty();
    let library = &installation.library;
    let ask = |query: &str| {
        let query = query.to_owned();
        let (task_type, note) = (text("code-review"), None);
        library.request_evidence(&RequestInput { query, task_type, note }).unwrap()
    };
    ask("code review by agents\tand\nmore");
    ask("Schema changes");
    assert_eq!(ask("schema changes").times, 2);
    let inbox = library.inbox().unwrap();
    assert_eq!(inbox.counts["request"], 2);
    assert_eq!(inbox.by_task["code-review"], 2);
    assert_eq!(inbox.items[0].query.as_deref(), Some("code review by agents and more"));
    library.dismiss(&inbox.items[0].id).unwrap();
    assert_eq!(library.requests().unwrap().len(), 1);
}

#[test]
fn starter_records_need_a_new_look_for_a_reason() {
    let installation = with_starter();
    let inbox = installation.library.inbox().unwrap();
    let retest: Vec<&str> = inbox
        .items
        .iter()
        .filter(|item| item.group == InboxGroup::Retest)
        .filter_map(|item| item.record.as_deref())
        .collect();
    assert!(retest.contains(&"starter/cf-root-cause-analysis"), "support of 2024: {retest:?}");
    assert!(
        !retest.contains(&"starter/cf-destructive-operations"),
        "a missing gate does not become safe by ageing"
    );
    let sum: u32 = inbox.counts.values().sum();
    assert_eq!(sum as usize, inbox.items.len());
    assert_eq!(inbox.by_task.values().sum::<u32>(), sum);
}

fn entry(name: &str, released: &str, major: bool) -> RegistryEntry {
    RegistryEntry {
        name: name.to_owned(),
        family: "claude opus".to_owned(),
        released: PartialDate::parse(released),
        major,
        ..RegistryEntry::default()
    }
}

#[test]
fn a_newer_model_marks_older_evidence_and_a_verification_clears_it() {
    let installation = with_starter();
    let library = &installation.library;
    let shipped = library.registry().unwrap();
    assert!(shipped.shipped && shipped.models.len() > 5 && shipped.agents.len() > 5);
    let read_again = Registry::parse(&shipped.to_text());
    assert_eq!(
        (read_again.models, read_again.agents),
        (shipped.models.clone(), shipped.agents.clone())
    );

    let id = "cf-reimplementation-against-oracle";
    let fresh = || {
        let input = RecomputeInput { id: id.to_owned(), ..RecomputeInput::default() };
        library.recompute_verdict(&input).unwrap().freshness
    };
    let models = vec![
        entry("Claude Opus 4.6", "2026-02-05", false),
        entry("Claude Opus 9", "2026-10-01", false),
    ];
    let registry = Registry { models, ..Registry::default() };
    library.set_registry(&registry).unwrap();
    assert_eq!(fresh().not_seen_on, ["Claude Opus 9"], "the C compiler was built with 4.6");
    assert!(fresh().retest);

    let text = library.document(id).unwrap().text;
    let verified = text.replacen(
        "claim:",
        "verified: [{by: \"a team\", on: \"2026-11-01\", against: {agent: null, model: \"Claude Opus 9\"}}]\nclaim:",
        1,
    );
    assert_ne!(text, verified);
    library.save(id, &verified, None, None).unwrap();
    assert!(fresh().not_seen_on.is_empty());
    assert_eq!(fresh().verified_on.as_deref(), Some("2026-11-01"));
    assert!(
        library.set_registry(&Registry::default()).unwrap().shipped,
        "an empty one is the shipped one"
    );
}

#[test]
fn a_verdict_over_part_of_the_evidence_says_what_is_left_out() {
    let installation = with_starter();
    let library = &installation.library;
    let over = |selection: Selection| {
        library
            .recompute_verdict(&RecomputeInput {
                id: "cf-mechanical-migration".to_owned(),
                selection,
            })
            .unwrap()
    };
    let whole = over(Selection::default());
    assert_eq!((whole.verdict.rows.len(), whole.left_out.len()), (8, 0));
    assert!(!whole.agents.is_empty() && !whole.models.is_empty());
    let year = over(Selection { last_months: Some(12.0), ..Selection::default() });
    assert_eq!(year.verdict.rows.len() + year.left_out.len(), 8);
    assert!(year.verdict.rows.len() < 8 && year.whole.n == 8);
    let honk = over(Selection { agent: text("honk"), ..Selection::default() });
    assert!(!honk.verdict.rows.is_empty() && honk.verdict.rows.len() < 8);
    let input = RecomputeInput { id: "cs-metr-rct-2025".to_owned(), ..RecomputeInput::default() };
    assert!(matches!(library.recompute_verdict(&input), Err(Error::NoVerdict { .. })));
    let input =
        RecomputeInput { id: "pb-migrations-as-pipelines".to_owned(), ..RecomputeInput::default() };
    assert!(!library.recompute_verdict(&input).unwrap().verdict.rows.is_empty());
}

#[test]
fn an_interview_writes_fields_and_prose_and_skips_what_was_skipped() {
    let installation = empty();
    let library = &installation.library;
    let side = |people: f64, length: f64, unit: &str, basis: &str| {
        Some(EffortAnswer {
            people: Some(people),
            length: Some(length),
            unit: text(unit),
            day_basis: (unit == "days").then(|| "calendar".to_owned()),
            basis: text(basis),
        })
    };
    let logged = library
        .new_from_interview(&InterviewInput {
            title: "The team of six".to_owned(),
            organisation: text("Us"),
            outcome: text("succeeded"),
            team_size: Some(6.0),
            seniority: vec!["principal".to_owned()],
            planned: side(30.0, 18.0, "months", "manual_estimate"),
            baseline: text("By the architects, from the last rewrite"),
            actual: side(6.0, 76.0, "days", "measured"),
            code_size: text("400,000 lines"),
            stack: text("Rust, on two clouds"),
            people_did: text("Read every change."),
            what_failed: vec!["The first three weeks".to_owned()],
            learning_weeks: Some(4.0),
            learning_included: Some(false),
            elsewhere: text("People who know the system."),
            ..InterviewInput::default()
        })
        .unwrap();
    let view = library.record(&logged.id).unwrap();
    assert_eq!(view.leverage.unwrap().headline.as_deref(), Some("36x"));
    let case = view.record.case_study().unwrap();
    let days = case.effort.actual.as_ref().unwrap().duration.as_ref().unwrap();
    assert_eq!(days.day_basis, Some(DayBasis::Calendar));
    assert_eq!(case.team.as_ref().unwrap().size.unwrap().max, 6.0);
    assert!(view.text.contains("## How far this carries over\n\nPeople who know the system."));
    assert!(view.text.contains("Size of the code: 400,000 lines"));
    assert!(view.text.contains("- The first three weeks"));
    let errors =
        view.checks.iter().filter(|check| check.severity == fieldbook_record::Severity::Error);
    assert_eq!(errors.count(), 0);
    let title = "Nothing else".to_owned();
    library.new_from_interview(&InterviewInput { title, ..InterviewInput::default() }).unwrap();
}

#[test]
fn records_side_by_side_differences_first() {
    let installation = with_starter();
    let ids = ["cs-airbnb-enzyme-to-rtl", "cs-slack-enzyme-to-rtl", "cs-metr-rct-2025"]
        .map(str::to_owned);
    let comparison = installation.library.compare(&ids).unwrap();
    assert_eq!(comparison.records.len(), 3);
    let first_same =
        comparison.rows.iter().position(|row| !row.differs).unwrap_or(comparison.rows.len());
    assert!(comparison.rows[first_same..].iter().all(|row| !row.differs));
    let row = |field: &str| comparison.rows.iter().find(|row| row.field == field).unwrap();
    assert!(row("outcome").differs);
    assert_eq!(
        row("effort.ratio.value").values,
        [None, Some("1.28".to_owned()), Some("0.84".to_owned())]
    );
    assert!(comparison.rows.iter().all(|row| row.values.len() == 3));
}
