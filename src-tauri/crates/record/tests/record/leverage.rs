//! Every number of section 1.4 of the specification.

use fieldbook_record::leverage::{
    Badge, Baseline, Convention, Factor, Leverage, Missing, Quantity,
};
use fieldbook_record::{Context, Kind, leverage, read};
use jiff::civil::date;

fn of(effort: &str) -> Leverage {
    let text = format!("---\nkind: case-study\neffort:\n{effort}---\n");
    let mut context = Context::new("cs-test", date(2026, 11, 23));
    context.kind = Some(Kind::CaseStudy);
    let reading = read(&text, &context);
    leverage(reading.record.case_study().unwrap())
}

/// The headline case with other figures on either side.
fn kiro(months: &str, actual: &str, more: &str) -> Leverage {
    of(&format!(
        "  planned: {{people: 30, duration: {{{months}, unit: months}}, basis: manual_estimate}}\n  actual: {actual}\n{more}"
    ))
}

const SIX: &str = "{people: 6, duration: {min: 76, max: 76, unit: days, day_basis: calendar}}";
const EIGHTEEN: &str = "min: 18, max: 18";
const TWELVE: &str = "min: 12, max: 12";

fn near(actual: f64, expected: f64, digits: i32) {
    let tolerance = 0.5 * 10_f64.powi(-digits) + 1e-9;
    assert!(
        (actual - expected).abs() <= tolerance,
        "{actual} is not {expected} to {digits} digits"
    );
}

fn single(factor: Option<Factor>) -> f64 {
    let factor = factor.unwrap();
    near(factor.min, factor.max, 9);
    factor.max
}

#[test]
fn the_headline_case_is_exact() {
    let leverage = kiro(EIGHTEEN, SIX, "  scope_match: same\n");
    near(single(leverage.planned_person_months), 540.0, 9);
    near(single(leverage.actual_person_months), 14.9815, 4);
    near(single(leverage.actual_person_months) / 6.0, 2.49692, 5);
    near(single(leverage.person_effort), 36.04, 2);
    near(single(leverage.team_ratio), 5.0, 9);
    near(single(leverage.time_ratio), 547.875 / 76.0, 9);
    near(single(leverage.time_ratio), 7.21, 2);
    assert_eq!(leverage.headline.as_deref(), Some("36x"));
    assert_eq!(leverage.headline_of, Some(Quantity::PersonEffort));
    assert_eq!(leverage.baseline, Some(Baseline::Estimated));
    assert_eq!(leverage.badges, [Badge::EstimatedBaseline, Badge::LearningNotCounted]);
    assert!(leverage.countable && !leverage.slower && leverage.missing.is_empty());
}

#[test]
fn every_row_of_the_table_of_readings() {
    for (months, standard, thirty, working, nine, learning) in [
        (EIGHTEEN, 36.0, 35.5, 25.7, 24.0, [30.4, 26.3, 23.2, 20.8]),
        (TWELVE, 24.0, 23.7, 17.1, 16.0, [20.3, 17.6, 15.5, 13.8]),
    ] {
        let leverage = kiro(months, SIX, "");
        let under = |convention, amount: Option<f64>| {
            let found = leverage
                .assumptions
                .iter()
                .find(|one| one.convention == convention && one.amount == amount);
            single(found.map(|one| one.factor))
        };
        near(under(Convention::Standard, None), standard, 1);
        near(under(Convention::ThirtyDayMonths, None), thirty, 1);
        near(under(Convention::WorkingDays, None), working, 1);
        for (weeks, factor) in [2.0, 4.0, 6.0, 8.0].into_iter().zip(learning) {
            near(under(Convention::LearningWeeks, Some(weeks)), factor, 1);
        }
        let range = "{people: {min: 6, max: 9}, duration: {min: 76, max: 76, unit: days}}";
        let leverage = kiro(months, range, "");
        let with_nine = leverage
            .assumptions
            .iter()
            .find(|one| one.convention == Convention::ActualPeople && one.amount == Some(9.0));
        near(single(with_nine.map(|one| one.factor)), nine, 1);
        assert!(leverage.badges.contains(&Badge::DayBasisAssumed));
    }
}

#[test]
fn intervals_give_the_published_ranges() {
    let both = kiro("min: 12, max: 18", SIX, "");
    assert_eq!(both.headline.as_deref(), Some("24-36x"));
    let range = "{people: {min: 6, max: 9}, duration: {min: 76, max: 76, unit: days}}";
    let all = kiro("min: 12, max: 18", range, "");
    assert_eq!(all.headline.as_deref(), Some("16-36x"));
    near(all.person_effort.unwrap().min, 16.0, 1);
    near(all.person_effort.unwrap().max, 36.0, 1);
}

#[test]
fn stated_working_days_are_seven_fifths_of_a_calendar_day() {
    let actual = "{people: 6, duration: {min: 76, max: 76, unit: days, day_basis: working}}";
    let leverage = kiro(EIGHTEEN, actual, "");
    near(single(leverage.person_effort), 5.0 * 547.875 / (76.0 * 1.4), 9);
    assert!(!leverage.assumptions.iter().any(|one| one.convention == Convention::WorkingDays));
}

#[test]
fn missing_people_leave_the_elapsed_time() {
    let airbnb = of(
        "  planned: {people: null, duration: {min: 18, max: 18, unit: months}, basis: manual_estimate}\n  actual: {people: null, duration: {min: 6, max: 6, unit: weeks}, basis: measured}\n",
    );
    assert_eq!(airbnb.person_effort, None);
    near(single(airbnb.time_ratio), 13.0, 1);
    assert_eq!(airbnb.headline.as_deref(), Some("13x"));
    assert_eq!(airbnb.headline_of, Some(Quantity::ElapsedTime));
    assert_eq!(airbnb.missing, [Missing::PlannedPeople, Missing::ActualPeople]);
    assert!(!airbnb.countable);

    let people = of("  planned: {people: 10}\n  actual: {people: {min: 2, max: 4}}\n");
    assert_eq!(people.headline.as_deref(), Some("2.5-5x"));
    assert_eq!(people.headline_of, Some(Quantity::TeamRatio));
    let nothing = of("  planned: {people: 10, duration: {min: 1, unit: weeks}}\n");
    assert_eq!((nothing.headline, nothing.missing), (None, vec![Missing::Actual]));
}

#[test]
fn below_one_is_slower() {
    let stated = of(
        "  ratio: {of: person_effort, value: 0.84, min: 0.72, max: 0.98, basis: measured_control}\n",
    );
    assert_eq!(stated.headline.as_deref(), Some("0.84x"));
    assert!(stated.slower && stated.countable);
    assert_eq!(stated.badges, [Badge::Measured, Badge::Slower]);
    let point = of(
        "  planned: {people: 1, duration: {min: 1, max: 1, unit: hours}, basis: measured_control}\n  actual: {people: 1, duration: {min: 1.19, max: 1.19, unit: hours}}\n",
    );
    near(single(point.person_effort), 0.84, 2);
    let range = of(
        "  planned: {people: 1, duration: {min: 1, max: 1, unit: hours}, basis: measured_control}\n  actual: {people: 1, duration: {min: 1.02, max: 1.39, unit: hours}}\n",
    );
    near(range.person_effort.unwrap().min, 0.72, 2);
    near(range.person_effort.unwrap().max, 0.98, 2);
    assert_eq!(range.headline.as_deref(), Some("0.72-0.98x"));
    assert_eq!(range.planned_person_months, None, "hours stay hours");
}

#[test]
fn an_output_ratio_is_another_quantity() {
    let copilot =
        of("  ratio: {of: output, value: 1.26, min: 1.06, max: 1.46, basis: measured_control}\n");
    assert_eq!(copilot.person_effort, None);
    near(copilot.output_ratio.unwrap().point.unwrap(), 1.26, 2);
    assert_eq!(copilot.headline_of, Some(Quantity::OutputRatio));
    assert!(copilot.badges.contains(&Badge::OutputRatio) && !copilot.countable);
}

#[test]
fn learning_is_shown_both_ways() {
    let known = kiro(EIGHTEEN, SIX, "  learning: {value: 4, unit: weeks, included: false}\n");
    near(single(known.person_effort), 36.04, 2);
    near(single(known.with_learning), 26.3, 1);
    assert!(!known.badges.contains(&Badge::LearningNotCounted));
    assert!(!known.assumptions.iter().any(|one| one.convention == Convention::LearningWeeks));
    let unknown =
        kiro(EIGHTEEN, SIX, "  learning: {value: null, unit: weeks, included: unknown}\n");
    assert!(unknown.badges.contains(&Badge::LearningNotCounted));
    let included = kiro(EIGHTEEN, SIX, "  learning: {value: 4, unit: weeks, included: true}\n");
    assert_eq!(included.with_learning, None);
    assert!(!included.badges.contains(&Badge::LearningNotCounted));
}

#[test]
fn scope_and_feeling_keep_a_factor_out_of_sums() {
    for scope in ["reduced", "expanded", "unknown"] {
        let leverage = kiro(EIGHTEEN, SIX, &format!("  scope_match: {scope}\n"));
        assert!(leverage.badges.contains(&Badge::ScopeDiffers) && !leverage.countable);
    }
    let felt = of(
        "  planned: {people: 2, duration: {min: 1, unit: weeks}, basis: felt}\n  actual: {people: 1, duration: {min: 1, unit: weeks}, basis: measured}\n  scope_match: same\n",
    );
    assert!(felt.badges.contains(&Badge::Felt) && !felt.countable);
}

#[test]
fn cost_is_beside_and_odd_figures_compute_nothing() {
    let cost = kiro(EIGHTEEN, SIX, "  agent_cost: {usd: 1200, tokens: 5e9}\n");
    assert_eq!(cost.agent_cost.unwrap().tokens, Some(5e9));
    near(single(cost.person_effort), 36.04, 2);
    for actual in [
        "{people: 0, duration: {min: 76, unit: days}}",
        "{people: 6, duration: {min: 0, unit: days}}",
        "{people: 6, duration: {min: 9, max: 2, unit: days}}",
        "{people: 6, duration: {min: 9, unit: fortnights}}",
        "{people: 6, duration: {min: 9}}",
        "{people: -1, duration: {min: 9, unit: days}}",
    ] {
        let leverage = kiro(EIGHTEEN, actual, "");
        assert_eq!(leverage.person_effort, None, "{actual}");
        assert_eq!(leverage.missing, [Missing::Unusable], "{actual}");
    }
    let mixed = kiro(EIGHTEEN, "{people: 6, duration: {min: 9, unit: hours}}", "");
    assert_eq!(mixed.missing, [Missing::UnitsDiffer]);
}
