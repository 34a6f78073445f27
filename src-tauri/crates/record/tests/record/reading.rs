//! Reading never fails: broken, hostile, foreign and partial documents.

use fieldbook_record::vocabulary::{Basis, Certainty, Outcome};
use fieldbook_record::{CheckCode, Context, Format, Kind, Reading, links, read};
use jiff::civil::date;
use proptest::prelude::*;

fn reading(text: &str) -> Reading {
    read(text, &Context::new("cs-test", date(2026, 11, 23)))
}

fn found(reading: &Reading, code: CheckCode) -> Option<(Option<u32>, Option<&str>)> {
    let check = reading.checks.iter().find(|check| check.code == code)?;
    Some((check.line, check.field.as_deref()))
}

#[test]
fn a_whole_case_study_is_read() {
    let text = "---\nschema: 1\nid: cs-test\nkind: case-study\ntitle: T\norganisation: Acme\ndate: \"2025-03\"\nagent:\n  - {name: Kiro, version: 1.10}\n  - Devin\nmodel: null\nsupervision: [review, ci]\nground_rules:\n  - text only\n  - {rule: R, enforced: true}\nteam: {size: 6, seniority: [senior, principal]}\neffort:\n  planned: {people: 30, duration: {min: 12, max: 18, unit: months}, basis: manual_estimate}\ncounts: {successes: 3, trials: 20, rate: 0.15}\noutcome: mixed\nwhat_failed: [None reported.]\nevidence: {certainty: low, disputed: false}\nfacts:\n  - {text: F, mark: verified, source: s1}\nsources: [https://example.org]\nlinks: [{rel: supports, to: pb-x}]\nverified: [{by: Ann, on: 2026-01-02, against: {agent: Kiro, model: m}}]\n---\nSee [[cf-y]] and `[[cf-no]]`.\n";
    let reading = reading(text);
    let case = reading.record.case_study().unwrap();
    assert_eq!(case.agents.len(), 2);
    assert_eq!(case.agents[0].version.as_deref(), Some("1.10"), "a version is text as written");
    assert!(case.models.is_empty() && case.only_successes_reported);
    assert_eq!(case.ground_rules[1].enforced, Some(true));
    assert_eq!(case.team.as_ref().unwrap().size.unwrap().max, 6.0);
    assert_eq!(case.effort.planned.as_ref().unwrap().basis, Some(Basis::ManualEstimate));
    assert_eq!((case.outcome.clone(), case.score()), (Some(Outcome::Mixed), Some(0.5)));
    assert_eq!(case.evidence.certainty, Some(Certainty::Low));
    assert_eq!(reading.record.verified[0].model.as_deref(), Some("m"));
    assert_eq!(reading.line_of("effort.planned.people"), Some(18));
    assert_eq!(reading.line_of("effort.actual.people"), Some(17));
    assert_eq!(reading.body_line, 29);
    let links = links(&reading, text);
    let shown: Vec<_> =
        links.iter().map(|link| (link.rel.as_str(), link.to.as_str(), link.line)).collect();
    assert_eq!(shown, [("supports", "pb-x", Some(26)), ("mentions", "cf-y", Some(29))]);
}

#[test]
fn broken_front_matter_hides_only_what_is_broken() {
    let reading = reading(
        "---\nkind: finding\ntitle: Still here\nclaim: a: b\nevidence:\n  - {ref: cs-a, result: supports}\n---\n# H\n",
    );
    assert_eq!((reading.record.kind, reading.record.title.as_str()), (Kind::Finding, "Still here"));
    assert_eq!(reading.record.finding().unwrap().evidence.len(), 1);
    assert_eq!(reading.line_of("evidence.0"), Some(6));
    assert_eq!(found(&reading, CheckCode::FrontMatterBroken), Some((Some(4), None)));
    assert_eq!(found(&reading, CheckCode::MissingField), None, "nobody omitted anything");
}

#[test]
fn refusals_name_the_line() {
    for (text, code, line) in [
        ("---\ntitle: x\nno end", CheckCode::FrontMatterUnclosed, 1),
        ("---\n- a\n---\n", CheckCode::FrontMatterNotKeys, 2),
        ("---\na: 1\nb: &x 2\n---\n", CheckCode::YamlFeatureRefused, 3),
        ("---\na: 1\nb: !!binary x\n---\n", CheckCode::YamlFeatureRefused, 3),
        ("---\na: 1\n\na: 2\n---\n", CheckCode::DuplicateKey, 4),
        ("# Only text", CheckCode::FrontMatterMissing, 1),
        ("---\na: 1\n\u{0}b: 2\n---\n", CheckCode::FrontMatterBroken, 3),
    ] {
        let reading = reading(text);
        assert_eq!(
            found(&reading, code).map(|(line, _)| line),
            Some(Some(line)),
            "{text:?}: {:?}",
            reading.checks
        );
    }
    let deep: String = (0..30).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(found(&reading(&format!("---\n{deep}---\n")), CheckCode::FrontMatterTooDeep).is_some());
    let many = format!("---\na: [{}]\n---\n", "1,".repeat(6_000));
    assert!(found(&reading(&many), CheckCode::FrontMatterTooManyValues).is_some());
}

#[test]
fn sizes_are_refused_with_the_limit() {
    let front = format!("---\ntitle: x\na: \"{}\"\n---\n", "x".repeat(64_000));
    let refused = reading(&front);
    assert_eq!(refused.refusal().unwrap().code, CheckCode::FrontMatterTooLarge);
    assert!(refused.refusal().unwrap().message().contains("64000"));
    assert_eq!(refused.record.title, "cs-test");
    let fits = format!("---\ntitle: x\na: \"{}\"\n---\n", "x".repeat(63_900));
    assert!(reading(&fits).refusal().is_none());
    let document = format!("---\ntitle: x\n---\n{}", "x".repeat(2_000_000));
    assert_eq!(reading(&document).refusal().unwrap().code, CheckCode::DocumentTooLarge);
}

#[test]
fn values_of_another_shape_are_kept_or_reported_and_never_guessed() {
    let reading = reading(
        "---\nkind: case-study\ntitle: [a]\ntags: one\ndate: last spring\noutcome: brilliant\neffort: much\ncounts: {successes: many, trials: 1.5}\nteam: {size: {min: 9, max: 2}}\nevidence: {disputed: yes}\ntask_type: reimplementation\nsumary: typo\n---\n# From the body\n",
    );
    let record = &reading.record;
    assert_eq!(record.title, "From the body");
    assert_eq!(record.tags, ["one"]);
    let case = record.case_study().unwrap();
    assert_eq!(case.outcome, Some(Outcome::Other("brilliant".into())));
    assert_eq!((case.date, case.evidence.disputed), (None, Some(true)));
    assert_eq!(found(&reading, CheckCode::DateUnreadable), Some((Some(5), Some("date"))));
    assert_eq!(found(&reading, CheckCode::UnknownValue), Some((Some(6), Some("outcome"))));
    assert_eq!(found(&reading, CheckCode::IntervalReversed), Some((Some(9), Some("team.size"))));
    assert_eq!(found(&reading, CheckCode::UnknownTaskType), Some((Some(11), Some("task_type"))));
    assert_eq!(found(&reading, CheckCode::UnknownKey), Some((Some(12), Some("sumary"))));
    let messages: Vec<String> =
        reading.checks.iter().map(fieldbook_record::Check::message).collect();
    assert!(
        messages.iter().any(|message| message.contains("did you mean 'summary'")),
        "{messages:?}"
    );
    assert!(messages.iter().any(|message| message.contains("calls it 'port'")), "{messages:?}");
    let wrong: Vec<_> = reading
        .checks
        .iter()
        .filter(|check| check.code == CheckCode::WrongType)
        .map(|check| check.field.as_deref().unwrap())
        .collect();
    assert_eq!(
        wrong,
        ["title", "effort", "counts.successes", "counts.trials", "evidence.disputed"]
    );
}

#[test]
fn plain_markdown_is_a_quiet_record() {
    let mut context = Context::new("cs-note", date(2026, 11, 23));
    context.format = Format::Markdown;
    context.kind = Some(Kind::Playbook);
    let reading = read(
        "---\nlayout: post\nid: 7\nstatus: evergreen\nauthor: Ann\ndescription: D\n---\n## Two\n# One\n",
        &context,
    );
    let record = &reading.record;
    assert_eq!(
        (record.id.as_str(), record.title.as_str(), record.kind),
        ("cs-note", "One", Kind::Playbook)
    );
    assert_eq!((record.authors.join(","), record.summary.as_deref()), ("Ann".into(), Some("D")));
    assert!(
        reading.checks.iter().all(|check| check.severity == fieldbook_record::Severity::Hint),
        "{:?}",
        reading.checks
    );
    assert_eq!(Format::detect("# x"), Format::Markdown);
    assert_eq!(Format::detect("---\nkind: finding\n---\n"), Format::Fieldbook);
}

#[test]
fn a_reading_crosses_the_boundary() {
    let json = serde_json::to_value(reading(
        "---\nkind: finding\ntitle: T\nevidence: [{ref: cs-a, result: maybe}]\n---\n",
    ))
    .unwrap();
    assert_eq!(json["record"]["details"]["kind"], "finding");
    assert_eq!(json["record"]["details"]["evidence"][0]["ref"], "cs-a");
    assert_eq!(json["record"]["details"]["evidence"][0]["result"], "maybe");
    assert!(json["checks"][0]["code"].is_string());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_record(front in any::<String>(), yaml in "([a-z\\-\"'\\[\\]{}:,#&*!|> \\n]{0,60})", body in any::<String>(), format in 0..3_usize) {
        for text in [format!("---\n{front}\n---\n{body}"), format!("---\n{yaml}\n---\n{body}"), front.clone(), format!("---\nkind: finding\nevidence:\n{yaml}\n---")] {
            let mut context = Context::new("cs-test", date(2026, 11, 23));
            context.format = [Format::Fieldbook, Format::Pattern, Format::Markdown][format];
            let reading = read(&text, &context);
            prop_assert!(!reading.record.title.is_empty());
            prop_assert!(text.is_char_boundary(reading.body_offset as usize));
            let lines = text.matches('\n').count() as u32 + 1;
            for check in &reading.checks {
                prop_assert!(check.line.is_none_or(|line| (1..=lines).contains(&line)), "{:?} {:?}", check, text);
                prop_assert!(!check.message().is_empty());
            }
            for field in &reading.fields {
                prop_assert!(field.first_line >= 1 && field.first_line <= field.last_line && field.last_line <= lines, "{:?} {:?}", field, text);
            }
            links(&reading, &text);
        }
    }
}
