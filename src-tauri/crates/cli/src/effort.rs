//! The effort line: a factor with its split, its range and everything one must know beside it.
//!
//! A factor never stands alone: `36x` may be five times fewer people for a seventh of the time, over
//! an estimate, reported by a vendor. The line says so in one breath.

use fieldbook_library::RecordView;
use fieldbook_record::leverage::{Badge, Factor, Missing, Quantity, show};
use fieldbook_record::{CaseStudy, Leverage};

/// Writes the line, or `None` where the record says nothing about effort.
pub(crate) fn line(view: &RecordView) -> Option<String> {
    let leverage = view.leverage.as_ref()?;
    let case = view.record.case_study()?;
    let Some(headline) = headline(leverage) else {
        // Without a single figure there is nothing to explain.
        let says_something = case.effort.planned.is_some() || case.effort.actual.is_some();
        return says_something.then(|| format!("no factor: {}", missing(leverage).join(", ")));
    };
    let mut parts = vec![headline];
    parts.extend(leverage.badges.iter().filter_map(|badge| badge_words(*badge)).map(str::to_owned));
    if let Some(factor) = leverage.with_learning {
        parts.push(format!("{} with the learning time", show(factor)));
    }
    parts.extend(standing(case));
    parts.push(replications(view));
    Some(parts.join(" · "))
}

fn headline(leverage: &Leverage) -> Option<String> {
    let text = match leverage.headline_of? {
        Quantity::PersonEffort => {
            let effort = format!("{} person-effort", show(leverage.person_effort?));
            match (leverage.team_ratio, leverage.time_ratio) {
                (Some(team), Some(time)) => {
                    format!("{effort} = {} x {}", people(team), elapsed(time))
                }
                _ => effort,
            }
        }
        Quantity::ElapsedTime => {
            format!("{} ({})", elapsed(leverage.time_ratio?), people_are_missing(leverage))
        }
        Quantity::TeamRatio => format!("{} (time not comparable)", people(leverage.team_ratio?)),
        Quantity::OutputRatio => {
            format!("{} output, which is not effort", show(leverage.output_ratio?))
        }
    };
    Some(match range(leverage) {
        Some(range) => format!("{text} ({range} under other conventions)"),
        None => text,
    })
}

fn people_are_missing(leverage: &Leverage) -> &'static str {
    if leverage.team_ratio.is_some() { "elapsed time only" } else { "people not stated" }
}

fn people(team: Factor) -> String {
    directed(team, "fewer people", "more people", "as many people")
}

fn elapsed(time: Factor) -> String {
    directed(time, "less time", "more time", "the same time")
}

/// Says a ratio the way round in which it is above 1.
fn directed(factor: Factor, less: &str, more: &str, same: &str) -> String {
    if factor.min == 1.0 && factor.max == 1.0 {
        return same.to_owned();
    }
    if factor.max < 1.0 && factor.min > 0.0 {
        let point = factor.point.map(|point| 1.0 / point);
        let turned = Factor { min: 1.0 / factor.max, max: 1.0 / factor.min, point };
        return format!("{} {more}", show(turned));
    }
    format!("{} {less}", show(factor))
}

/// Returns the span over all conventions, where they differ from the headline.
fn range(leverage: &Leverage) -> Option<String> {
    let headline = leverage.person_effort?;
    let factors = || leverage.assumptions.iter().map(|assumption| assumption.factor);
    let min = factors().map(|factor| factor.min).fold(headline.min, f64::min);
    let max = factors().map(|factor| factor.max).fold(headline.max, f64::max);
    let all = show(Factor { min, max, point: None });
    (all != show(Factor { point: None, ..headline })).then_some(all)
}

fn badge_words(badge: Badge) -> Option<&'static str> {
    match badge {
        Badge::Measured => Some("measured baseline"),
        Badge::HistoricalBaseline => Some("historical baseline"),
        Badge::EstimatedBaseline => Some("estimated baseline"),
        Badge::Felt => Some("felt, not measured"),
        Badge::LearningNotCounted => Some("learning time not counted"),
        Badge::ScopeDiffers => Some("scope differs or is not known to be the same"),
        Badge::DayBasisAssumed => Some("calendar days assumed"),
        Badge::Slower => Some("slower with the agent"),
        // The headline says it already.
        Badge::OutputRatio => None,
    }
}

/// Who reports, and how sure one can be.
fn standing(case: &CaseStudy) -> Vec<String> {
    let evidence = &case.evidence;
    let reported = evidence.independence.as_ref().map(|word| match word.as_str() {
        "vendor_self_reported" => "vendor's own report".to_owned(),
        "self_reported" => "their own report".to_owned(),
        "independent" => "independent report".to_owned(),
        "third_party_press" => "press report".to_owned(),
        other => other.replace('_', " "),
    });
    let certainty = evidence
        .certainty
        .as_ref()
        .map(|word| format!("certainty {}", word.as_str().replace('_', " ")));
    reported.into_iter().chain(certainty).collect()
}

/// Other case studies that say they are another instance of this one.
fn replications(view: &RecordView) -> String {
    let number = view
        .links
        .iter()
        .filter(|link| {
            link.rel == "instance_of" && link.kind == Some(fieldbook_record::Kind::CaseStudy)
        })
        .count();
    if number == 1 { "1 replication".to_owned() } else { format!("{number} replications") }
}

fn missing(leverage: &Leverage) -> Vec<&'static str> {
    leverage
        .missing
        .iter()
        .map(|missing| match missing {
            Missing::Planned => "nothing planned is stated",
            Missing::Actual => "nothing actual is stated",
            Missing::PlannedPeople => "planned people unknown",
            Missing::ActualPeople => "actual people unknown",
            Missing::PlannedDuration => "planned duration unknown",
            Missing::ActualDuration => "actual duration unknown",
            Missing::Unusable => "a figure cannot be used",
            Missing::UnitsDiffer => "hours of work on one side, days on the other",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_a_ratio_the_way_round_in_which_it_is_above_one() {
        let exactly = |value: f64| Factor { min: value, max: value, point: None };
        assert_eq!(people(exactly(5.0)), "5x fewer people");
        assert_eq!(elapsed(exactly(0.5)), "2x more time");
        assert_eq!(people(exactly(1.0)), "as many people");
    }
}
