//! The same factor under other conventions.

use super::sides::{DAYS_PER_WEEK, Reading, Sides, time};
use super::*;

/// Weeks of learning whose effect is shown where nobody knows how long the learning took.
const LEARNING_WEEKS: [f64; 4] = [2.0, 4.0, 6.0, 8.0];

pub(super) fn assumptions(effort: &Effort, standard: &Sides) -> Vec<Assumption> {
    let mut out = Vec::new();
    let mut add = |convention, amount, sides: Sides| {
        if let Some(factor) = sides.person_effort() {
            out.push(Assumption { convention, amount, factor });
        }
    };
    add(Convention::Standard, None, *standard);
    let (planned, actual) = (effort.planned.as_ref(), effort.actual.as_ref());
    let unit = |side: Option<&EffortSide>| {
        side.and_then(|side| side.duration.as_ref()).map(|duration| duration.unit.clone())
    };
    let mixed_with_months =
        (unit(planned) == Some(Unit::Months)) != (unit(actual) == Some(Unit::Months));
    if mixed_with_months {
        add(
            Convention::ThirtyDayMonths,
            None,
            Sides {
                planned_time: planned.and_then(|side| time(side, Reading::ThirtyDayMonths)),
                actual_time: actual.and_then(|side| time(side, Reading::ThirtyDayMonths)),
                ..*standard
            },
        );
    }
    let in_days = actual.and_then(|side| side.duration.as_ref()).is_some_and(|duration| {
        duration.unit == Unit::Days && duration.day_basis != Some(DayBasis::Working)
    });
    if in_days {
        add(
            Convention::WorkingDays,
            None,
            Sides {
                actual_time: actual.and_then(|side| time(side, Reading::WorkingDays)),
                ..*standard
            },
        );
    }
    let ends = |interval: Option<Interval>| {
        interval
            .filter(|interval| interval.min < interval.max)
            .map(|interval| [interval.min, interval.max])
    };
    let exactly = |amount| Some(Interval { min: amount, max: amount });
    for amount in ends(standard.actual_people).into_iter().flatten() {
        add(
            Convention::ActualPeople,
            Some(amount),
            Sides { actual_people: exactly(amount), ..*standard },
        );
    }
    for amount in ends(standard.planned_people).into_iter().flatten() {
        add(
            Convention::PlannedPeople,
            Some(amount),
            Sides { planned_people: exactly(amount), ..*standard },
        );
    }
    let learning_open = match &effort.learning {
        None => true,
        Some(learning) => learning.included != Some(Included::True) && learning.value.is_none(),
    };
    if learning_open {
        for weeks in LEARNING_WEEKS {
            add(Convention::LearningWeeks, Some(weeks), standard.plus(weeks * DAYS_PER_WEEK));
        }
    }
    out
}
