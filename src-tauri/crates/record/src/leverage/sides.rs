//! The two sides of an effort, and what can be divided by what.

use super::{Factor, Missing};
use crate::case_study::{Effort, EffortSide, Interval, StatedRatio};
use crate::date::DAYS_PER_MONTH;
use crate::vocabulary::{DayBasis, Unit};

pub(super) const DAYS_PER_YEAR: f64 = 365.25;
pub(super) const DAYS_PER_WEEK: f64 = 7.0;
/// Calendar days per working day where a source says "working days".
pub(super) const CALENDAR_PER_WORKING: f64 = 7.0 / 5.0;
/// Working days in a month under the assumption that a source meant working days: 260 in a year.
pub(super) const WORKING_DAYS_PER_MONTH: f64 = 260.0 / 12.0;

/// How durations are turned into days.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reading {
    Standard,
    ThirtyDayMonths,
    WorkingDays,
}

/// A time in calendar days, or in hours of work; the two are never compared.
#[derive(Clone, Copy)]
pub(super) enum Time {
    Days(Interval),
    Hours(Interval),
}

impl Time {
    pub(super) fn over(self, other: Self) -> Option<Factor> {
        match (self, other) {
            (Self::Days(planned), Self::Days(actual))
            | (Self::Hours(planned), Self::Hours(actual)) => Some(ratio(planned, actual)),
            (Self::Days(_), Self::Hours(_)) | (Self::Hours(_), Self::Days(_)) => None,
        }
    }

    pub(super) fn plus_days(self, days: f64) -> Option<Self> {
        match self {
            Self::Days(time) => {
                Some(Self::Days(Interval { min: time.min + days, max: time.max + days }))
            }
            Self::Hours(_) => None,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Sides {
    pub(super) planned_people: Option<Interval>,
    pub(super) actual_people: Option<Interval>,
    pub(super) planned_time: Option<Time>,
    pub(super) actual_time: Option<Time>,
}

impl Sides {
    pub(super) fn team_ratio(&self) -> Option<Factor> {
        Some(ratio(self.planned_people?, self.actual_people?))
    }

    pub(super) fn time_ratio(&self) -> Option<Factor> {
        self.planned_time?.over(self.actual_time?)
    }

    pub(super) fn person_effort(&self) -> Option<Factor> {
        let (team, time) = (self.team_ratio()?, self.time_ratio()?);
        Some(Factor { min: team.min * time.min, max: team.max * time.max, point: None })
    }

    pub(super) fn plus(&self, days: f64) -> Self {
        Self { actual_time: self.actual_time.and_then(|time| time.plus_days(days)), ..*self }
    }

    pub(super) fn missing(&self, effort: &Effort) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut side = |side: Option<&EffortSide>, people, time, none, no_people, no_time| {
            let Some(side) = side else {
                return missing.push(none);
            };
            match (people, side.people) {
                (None, None) => missing.push(no_people),
                (None, Some(_)) => missing.push(Missing::Unusable),
                _ => {}
            }
            match (time, &side.duration) {
                (false, None) => missing.push(no_time),
                (false, Some(_)) => missing.push(Missing::Unusable),
                _ => {}
            }
        };
        side(
            effort.planned.as_ref(),
            self.planned_people,
            self.planned_time.is_some(),
            Missing::Planned,
            Missing::PlannedPeople,
            Missing::PlannedDuration,
        );
        side(
            effort.actual.as_ref(),
            self.actual_people,
            self.actual_time.is_some(),
            Missing::Actual,
            Missing::ActualPeople,
            Missing::ActualDuration,
        );
        if missing.is_empty() {
            missing.push(Missing::UnitsDiffer);
        }
        missing.dedup();
        missing
    }
}

/// Lowest over highest to highest over lowest.
pub(super) fn ratio(planned: Interval, actual: Interval) -> Factor {
    Factor { min: planned.min / actual.max, max: planned.max / actual.min, point: None }
}

pub(super) fn positive(interval: Option<Interval>) -> Option<Interval> {
    interval.filter(|interval| interval.min > 0.0 && interval.max >= interval.min)
}

pub(super) fn time(side: &EffortSide, reading: Reading) -> Option<Time> {
    let duration = side.duration.as_ref()?;
    let interval = positive(Some(Interval { min: duration.min, max: duration.max }))?;
    let scaled = |factor: f64| Interval { min: interval.min * factor, max: interval.max * factor };
    let month = match reading {
        Reading::ThirtyDayMonths => 30.0,
        Reading::Standard | Reading::WorkingDays => DAYS_PER_MONTH,
    };
    let day = match (&duration.day_basis, reading) {
        (_, Reading::WorkingDays) => DAYS_PER_MONTH / WORKING_DAYS_PER_MONTH,
        (Some(DayBasis::Working), _) => CALENDAR_PER_WORKING,
        _ => 1.0,
    };
    Some(match duration.unit {
        Unit::Minutes => Time::Hours(scaled(1.0 / 60.0)),
        Unit::Hours => Time::Hours(interval),
        Unit::Days => Time::Days(scaled(day)),
        Unit::Weeks => Time::Days(scaled(DAYS_PER_WEEK)),
        Unit::Months => Time::Days(scaled(month)),
        Unit::Years => Time::Days(scaled(DAYS_PER_YEAR)),
        Unit::Other(_) => return None,
    })
}

pub(super) fn person_months(people: Option<Interval>, time: Option<Time>) -> Option<Factor> {
    match (people?, time?) {
        (people, Time::Days(days)) => Some(Factor {
            min: people.min * days.min / DAYS_PER_MONTH,
            max: people.max * days.max / DAYS_PER_MONTH,
            point: None,
        }),
        (_, Time::Hours(_)) => None,
    }
}

pub(super) fn stated(ratio: &StatedRatio) -> Option<Factor> {
    let known = |number: Option<f64>| number.filter(|number| *number > 0.0);
    let point = known(ratio.value);
    let min = known(ratio.min).or(point)?;
    let max = known(ratio.max).or(point)?;
    (min <= max).then_some(Factor { min, max, point })
}
