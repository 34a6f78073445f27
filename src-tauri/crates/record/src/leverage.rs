//! The leverage factor: planned effort over actual effort, with everything one must know beside it.

use serde::Serialize;

use crate::case_study::{AgentCost, CaseStudy};
use crate::vocabulary::{Included, ScopeMatch};

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
    /// A figure is zero or a unit is unknown.
    Unusable,
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
    let _ = case;
    Leverage {
        person_effort: None,
        team_ratio: None,
        time_ratio: None,
        output_ratio: None,
        with_learning: None,
        planned_person_months: None,
        actual_person_months: None,
        headline: None,
        headline_of: None,
        slower: false,
        baseline: None,
        badges: Vec::new(),
        countable: false,
        missing: Vec::new(),
        scope_match: None,
        learning_included: None,
        agent_cost: None,
        assumptions: Vec::new(),
    }
}
