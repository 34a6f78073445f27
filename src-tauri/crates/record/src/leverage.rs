//! The leverage factor: planned effort over actual effort, with everything one must know beside it.

mod assumptions;
mod sides;

use serde::Serialize;

use crate::case_study::{AgentCost, CaseStudy, Effort, EffortSide, Interval};
use crate::date::DAYS_PER_MONTH;
use crate::vocabulary::{Basis, DayBasis, Included, RatioOf, ScopeMatch, Unit};

use assumptions::assumptions;
use sides::{DAYS_PER_WEEK, DAYS_PER_YEAR, Reading, Sides, person_months, positive, stated, time};

/// A factor with its range; "planned over actual", so above 1 means less effort.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Factor {
    /// Lowest reading.
    pub min: f64,
    /// Highest reading.
    pub max: f64,
    /// The stated best estimate, where a study gives one; otherwise `None`.
    pub point: Option<f64>,
}

/// What the figures of a case study come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Leverage {
    /// Planned over actual person-time.
    pub person_effort: Option<Factor>,
    /// Planned over actual people.
    pub team_ratio: Option<Factor>,
    /// Planned over actual elapsed time; the time part of `person_effort`, or all there is.
    pub time_ratio: Option<Factor>,
    /// Output with the agent over output without it: another quantity, never mixed in.
    pub output_ratio: Option<Factor>,
    /// Person-effort with the learning time added, where it is known and not included.
    pub with_learning: Option<Factor>,
    /// Planned person-months of 30.4375 calendar days.
    pub planned_person_months: Option<Factor>,
    /// Actual person-months of 30.4375 calendar days.
    pub actual_person_months: Option<Factor>,
    /// What to show first, such as `24-36x`; `None` when nothing can be computed.
    pub headline: Option<String>,
    /// Which quantity the headline shows.
    pub headline_of: Option<Quantity>,
    /// The whole range lies below 1.
    pub slower: bool,
    /// Where the baseline comes from.
    pub baseline: Option<Baseline>,
    /// Other things to show beside the number.
    pub badges: Vec<Badge>,
    /// May enter a median or a strip plot's summary.
    pub countable: bool,
    /// Why the person-effort factor could not be computed.
    pub missing: Vec<Missing>,
    /// Whether plan and result had the same scope.
    pub scope_match: Option<ScopeMatch>,
    /// Whether the actual side contains the learning time.
    pub learning_included: Option<Included>,
    /// What the agent cost; never part of a factor.
    pub agent_cost: Option<AgentCost>,
    /// The same factor under other conventions, each an assumption someone may prefer.
    pub assumptions: Vec<Assumption>,
}

/// Which quantity a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Quantity {
    /// Person-time.
    PersonEffort,
    /// Elapsed time.
    ElapsedTime,
    /// Number of people.
    TeamRatio,
    /// Output; not effort.
    OutputRatio,
}

/// Where the baseline comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Baseline {
    /// Measured against a control.
    Measured,
    /// What such work took earlier.
    Historical,
    /// Someone's estimate.
    Estimated,
    /// A feeling.
    Felt,
    /// Not stated.
    Unknown,
}

/// Something to show beside a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Badge {
    /// The baseline was measured.
    Measured,
    /// The baseline is historical.
    HistoricalBaseline,
    /// The baseline is an estimate.
    EstimatedBaseline,
    /// A number is a feeling.
    Felt,
    /// The learning time is not part of the actual side, or nobody knows.
    LearningNotCounted,
    /// The scope changed or is not known to be the same.
    ScopeDiffers,
    /// Days were not said to be calendar or working days.
    DayBasisAssumed,
    /// The factor is below 1.
    Slower,
    /// The ratio is one of output, not of effort.
    OutputRatio,
}

/// Why a person-effort factor could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Missing {
    /// No planned side at all.
    Planned,
    /// No actual side at all.
    Actual,
    /// Planned people unknown.
    PlannedPeople,
    /// Actual people unknown.
    ActualPeople,
    /// Planned duration unknown.
    PlannedDuration,
    /// Actual duration unknown.
    ActualDuration,
    /// A figure is zero, an interval reversed, or a unit unknown.
    Unusable,
    /// Hours of work on one side and days on the other: no convention turns one into the other.
    UnitsDiffer,
}

/// The factor under one other convention.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Assumption {
    /// What is assumed.
    pub convention: Convention,
    /// The number that the convention speaks of: people, or weeks of learning.
    pub amount: Option<f64>,
    /// The factor that follows.
    pub factor: Factor,
}

/// A convention of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Convention {
    /// As specified: calendar days, months of 30.4375 days.
    Standard,
    /// Months of 30 days.
    ThirtyDayMonths,
    /// The actual days are working days, 260 in a year.
    WorkingDays,
    /// `amount` people on the actual side, an end of its interval.
    ActualPeople,
    /// `amount` people on the planned side, an end of its interval.
    PlannedPeople,
    /// `amount` weeks of learning of the whole team added to the actual side.
    LearningWeeks,
}

/// Computes everything that a case study's effort allows; never fills a gap.
pub fn leverage(case: &CaseStudy) -> Leverage {
    let effort = &case.effort;
    let planned = effort.planned.as_ref();
    let actual = effort.actual.as_ref();
    let sides = Sides {
        planned_people: planned.and_then(|side| positive(side.people)),
        actual_people: actual.and_then(|side| positive(side.people)),
        planned_time: planned.and_then(|side| time(side, Reading::Standard)),
        actual_time: actual.and_then(|side| time(side, Reading::Standard)),
    };
    let stated = effort.ratio.as_ref().and_then(stated);
    let stated_of = |of: &RatioOf| {
        stated.filter(|_| effort.ratio.as_ref().is_some_and(|ratio| ratio.of == *of))
    };
    let computed = sides.person_effort();
    let person_effort = computed.or(stated_of(&RatioOf::PersonEffort));
    let time_ratio = sides.time_ratio().or(stated_of(&RatioOf::ElapsedTime));
    let team_ratio = sides.team_ratio();
    let output_ratio = stated_of(&RatioOf::Output);

    let (headline_of, shown) = first_of(person_effort, time_ratio, team_ratio, output_ratio);
    let baseline = baseline(effort);
    let learning_included = effort.learning.as_ref().and_then(|learning| learning.included.clone());
    let extra = learning_days(effort);
    let with_learning = extra.and_then(|days| sides.plus(days).person_effort());
    let mut leverage = Leverage {
        person_effort,
        team_ratio,
        time_ratio,
        output_ratio,
        with_learning,
        planned_person_months: person_months(sides.planned_people, sides.planned_time),
        actual_person_months: person_months(sides.actual_people, sides.actual_time),
        headline: shown.map(show),
        headline_of,
        slower: shown.is_some_and(|factor| factor.max < 1.0),
        baseline,
        badges: Vec::new(),
        countable: false,
        missing: if person_effort.is_some() { Vec::new() } else { sides.missing(effort) },
        scope_match: effort.scope_match.clone(),
        learning_included,
        agent_cost: effort.agent_cost.clone(),
        assumptions: if computed.is_some() { assumptions(effort, &sides) } else { Vec::new() },
    };
    leverage.badges = badges(effort, &leverage);
    leverage.countable = person_effort.is_some()
        && !leverage.badges.contains(&Badge::ScopeDiffers)
        && !leverage.badges.contains(&Badge::Felt);
    leverage
}

/// Writes a factor as people say it: `24-36x`, `36x`, `0.84x`; two significant digits.
///
/// A stated best estimate stands for its interval.
pub fn show(factor: Factor) -> String {
    let (min, max) = (two_digits(factor.min), two_digits(factor.max));
    match factor.point {
        Some(point) => format!("{}x", two_digits(point)),
        None if min == max => format!("{max}x"),
        None => format!("{min}-{max}x"),
    }
}

/// Writes a number with two significant digits and no needless zeros.
fn two_digits(number: f64) -> String {
    if number <= 0.0 || !number.is_finite() {
        return "0".to_owned();
    }
    let magnitude = number.log10().floor() as i32;
    let step = 10_f64.powi(magnitude - 1);
    // Dividing by a whole power keeps 0.84 from becoming 0.8400000000000001.
    let rounded = (number / step).round();
    let decimals = usize::try_from(1 - magnitude).unwrap_or(0);
    let text = format!("{:.decimals$}", rounded * step);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn first_of(
    person_effort: Option<Factor>,
    time: Option<Factor>,
    team: Option<Factor>,
    output: Option<Factor>,
) -> (Option<Quantity>, Option<Factor>) {
    [
        (Quantity::PersonEffort, person_effort),
        (Quantity::ElapsedTime, time),
        (Quantity::TeamRatio, team),
        (Quantity::OutputRatio, output),
    ]
    .into_iter()
    .find(|(_, factor)| factor.is_some())
    .map_or((None, None), |(quantity, factor)| (Some(quantity), factor))
}

fn baseline(effort: &Effort) -> Option<Baseline> {
    let stated = match (&effort.planned, &effort.ratio) {
        (Some(planned), _) => planned.basis.as_ref(),
        (None, Some(ratio)) => ratio.basis.as_ref(),
        (None, None) => return None,
    };
    Some(match stated {
        Some(Basis::MeasuredControl | Basis::Measured) => Baseline::Measured,
        Some(Basis::Historical) => Baseline::Historical,
        Some(Basis::ManualEstimate) => Baseline::Estimated,
        Some(Basis::Felt) => Baseline::Felt,
        Some(Basis::Other(_)) | None => Baseline::Unknown,
    })
}

/// Returns the learning time in calendar days where it is known and not part of the actual side.
fn learning_days(effort: &Effort) -> Option<f64> {
    let learning = effort.learning.as_ref()?;
    if learning.included != Some(Included::False) {
        return None;
    }
    let value = learning.value.filter(|value| *value > 0.0)?;
    let days = match learning.unit.as_ref()? {
        Unit::Days => 1.0,
        Unit::Weeks => DAYS_PER_WEEK,
        Unit::Months => DAYS_PER_MONTH,
        Unit::Years => DAYS_PER_YEAR,
        Unit::Minutes | Unit::Hours | Unit::Other(_) => return None,
    };
    Some(value * days)
}

fn badges(effort: &Effort, leverage: &Leverage) -> Vec<Badge> {
    if leverage.headline.is_none() {
        return Vec::new();
    }
    let mut badges = Vec::new();
    match leverage.baseline {
        Some(Baseline::Measured) => badges.push(Badge::Measured),
        Some(Baseline::Historical) => badges.push(Badge::HistoricalBaseline),
        Some(Baseline::Estimated) => badges.push(Badge::EstimatedBaseline),
        Some(Baseline::Felt | Baseline::Unknown) | None => {}
    }
    let sides = [&effort.planned, &effort.actual];
    let felt_ratio = effort.ratio.as_ref().is_some_and(|ratio| ratio.basis == Some(Basis::Felt));
    if felt_ratio || sides.iter().any(|side| basis_of(side) == Some(&Basis::Felt)) {
        badges.push(Badge::Felt);
    }
    if leverage.headline_of == Some(Quantity::OutputRatio) {
        badges.push(Badge::OutputRatio);
    } else if effort.planned.is_some() && effort.actual.is_some() {
        if leverage.with_learning.is_none() && leverage.learning_included != Some(Included::True) {
            badges.push(Badge::LearningNotCounted);
        }
        if effort.scope_match != Some(ScopeMatch::Same) {
            badges.push(Badge::ScopeDiffers);
        }
        let assumed = |side: &&Option<EffortSide>| {
            side.as_ref()
                .and_then(|side| side.duration.as_ref())
                .is_some_and(|duration| duration.unit == Unit::Days && duration.day_basis.is_none())
        };
        if sides.iter().any(assumed) {
            badges.push(Badge::DayBasisAssumed);
        }
    }
    if leverage.slower {
        badges.push(Badge::Slower);
    }
    badges
}

fn basis_of(side: &Option<EffortSide>) -> Option<&Basis> {
    side.as_ref()?.basis.as_ref()
}
