//! What a case study adds: who did what with which agent, the effort, the outcome, the evidence.

use jiff::civil::Date;
use serde::Serialize;

use crate::date::{PartialDate, days_between};
use crate::playbook::GroundRule;
use crate::vocabulary::{
    ActionType, AutonomyLevel, Basis, Certainty, CountRole, DayBasis, Downgrade, Harm, Hosting,
    Included, Independence, Mark, Outcome, RatioOf, ScopeMatch, Seniority, StudyDesign, Unit,
};

/// Days after `due` when an open attempt counts as unreported.
pub const UNREPORTED_AFTER_DAYS: i32 = 14;

/// What happened once, somewhere.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaseStudy {
    /// Who did it; `anonymous` is allowed.
    pub organisation: Option<String>,
    /// When it happened or was reported.
    pub date: Option<PartialDate>,
    /// Agents used; usually one.
    pub agents: Vec<Agent>,
    /// Models used; empty means "model not stated".
    pub models: Vec<Model>,
    /// Who steered.
    pub autonomy_level: Option<AutonomyLevel>,
    /// What people or machines checked.
    pub supervision: Vec<String>,
    /// Rules that were in force, and whether something outside the model enforced them.
    pub ground_rules: Vec<GroundRule>,
    /// Who worked on it.
    pub team: Option<Team>,
    /// What it ran on.
    pub infrastructure: Option<Infrastructure>,
    /// Planned and actual effort.
    pub effort: Effort,
    /// A count with its denominator.
    pub counts: Option<Counts>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What an open attempt hopes for.
    pub expected: Option<String>,
    /// When an open attempt should be closed.
    pub due: Option<PartialDate>,
    /// Number, unit and comparison.
    pub measured_result: Option<String>,
    /// What worked.
    pub what_worked: Vec<String>,
    /// What failed.
    pub what_failed: Vec<String>,
    /// The author typed "none reported" for what failed: only successes are known.
    pub only_successes_reported: bool,
    /// How much damage was done.
    pub harm: Option<Harm>,
    /// What happened, if damage was done.
    pub incident: Option<Incident>,
    /// How strong the evidence is.
    pub evidence: Evidence,
    /// Single statements with their marks.
    pub facts: Vec<Fact>,
}

impl CaseStudy {
    /// Tells how the attempt counts on a day: an open one long past its due day is unreported.
    pub fn state(&self, today: Date) -> AttemptState {
        match &self.outcome {
            Some(Outcome::Open) => match self.due {
                Some(due)
                    if days_between(due.last_day(), today) > f64::from(UNREPORTED_AFTER_DAYS) =>
                {
                    AttemptState::Unreported
                }
                Some(due) if due.last_day() < today => AttemptState::Overdue,
                _ => AttemptState::Open,
            },
            _ => AttemptState::Closed,
        }
    }

    /// Tells whether a person or a machine checked; where nobody says so, nobody did.
    pub fn is_supervised(&self) -> bool {
        let nothing = ["none", "not stated", "not reported", "unknown", "unsupervised"];
        self.supervision.first().is_some_and(|first| {
            let first = first.trim().to_lowercase();
            !first.is_empty() && !nothing.iter().any(|word| first.starts_with(word))
        })
    }

    /// Tells whether great damage was done.
    pub fn is_severe(&self) -> bool {
        matches!(self.harm, Some(Harm::Major | Harm::Critical))
    }

    /// Returns the score as evidence about the task type: 1, 0.5 or 0; `None` is listed, not scored.
    pub fn score(&self) -> Option<f64> {
        match self.outcome.as_ref()? {
            Outcome::Succeeded => Some(1.0),
            Outcome::Mixed => Some(0.5),
            Outcome::Failed | Outcome::Abandoned => Some(0.0),
            _ => None,
        }
    }
}

/// Whether an attempt is still running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AttemptState {
    /// The outcome is stated, or nobody registered the attempt beforehand.
    Closed,
    /// Running, not past its due day.
    Open,
    /// Past its due day by at most 14 days.
    Overdue,
    /// Past its due day by more than 14 days; counts in every denominator.
    Unreported,
}

/// An agent: the tool around the model.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Agent {
    /// Name.
    pub name: Option<String>,
    /// Version.
    pub version: Option<String>,
    /// What was built around it.
    pub harness: Option<String>,
}

/// A model.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Model {
    /// Name.
    pub name: Option<String>,
    /// Version.
    pub version: Option<String>,
}

/// Who worked on it; a gain that needed distinguished engineers is another gain.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Team {
    /// Number of people.
    pub size: Option<Interval>,
    /// Levels present.
    pub seniority: Vec<Seniority>,
    /// Roles present.
    pub roles: Vec<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// What it ran on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Infrastructure {
    /// Where the model runs.
    pub hosting: Option<Hosting>,
    /// Who runs it.
    pub provider: Option<String>,
    /// Machines.
    pub compute: Option<String>,
    /// Accelerators.
    pub accelerators: Option<String>,
    /// Where the data stays.
    pub data_location: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// From at least to at most; both ends equal for a single figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Interval {
    /// At least.
    pub min: f64,
    /// At most.
    pub max: f64,
}

/// How long something took.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Duration {
    /// At least, in `unit`.
    pub min: f64,
    /// At most, in `unit`.
    pub max: f64,
    /// Unit of both.
    pub unit: Unit,
    /// Whether days are calendar days; not stated means calendar, and is shown as an assumption.
    pub day_basis: Option<DayBasis>,
}

/// Planned and actual effort, and what one must know to compare them.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Effort {
    /// What it would have taken, or was planned to take.
    pub planned: Option<EffortSide>,
    /// What it took.
    pub actual: Option<EffortSide>,
    /// Time spent on learning the tool.
    pub learning: Option<Learning>,
    /// Whether both sides had the same scope.
    pub scope_match: Option<ScopeMatch>,
    /// What the agent cost; never turned into people.
    pub agent_cost: Option<AgentCost>,
    /// A ratio that the source states or measured itself.
    pub ratio: Option<StatedRatio>,
}

/// One side of the comparison.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EffortSide {
    /// People in full-time equivalents.
    pub people: Option<Interval>,
    /// Elapsed time.
    pub duration: Option<Duration>,
    /// Where the figures come from.
    pub basis: Option<Basis>,
    /// Anything else.
    pub note: Option<String>,
}

/// Time spent on learning the tool.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Learning {
    /// How long, in `unit`, for the whole team.
    pub value: Option<f64>,
    /// Unit.
    pub unit: Option<Unit>,
    /// Whether the actual effort contains it.
    pub included: Option<Included>,
}

/// What the agent cost.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AgentCost {
    /// US dollars.
    pub usd: Option<f64>,
    /// Tokens.
    pub tokens: Option<f64>,
}

/// A ratio that a study measured, where no people and durations exist to compute one from.
///
/// The key `effort.ratio` goes beyond the table of the specification; see the ADR on stated ratios.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StatedRatio {
    /// Of what it is a ratio.
    pub of: RatioOf,
    /// Best estimate.
    pub value: Option<f64>,
    /// Lower end.
    pub min: Option<f64>,
    /// Upper end.
    pub max: Option<f64>,
    /// Where the baseline comes from.
    pub basis: Option<Basis>,
}

/// A count with its denominator.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Counts {
    /// What it may be used for.
    pub role: Option<CountRole>,
    /// How many succeeded.
    pub successes: Option<u32>,
    /// Of how many.
    pub trials: Option<u32>,
    /// Share between 0 and 1, as stated.
    pub rate: Option<f64>,
    /// What was counted.
    pub unit: Option<String>,
    /// The figures are rounded by the source.
    pub approximate: Option<bool>,
}

/// What happened when damage was done.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Incident {
    /// What set it off.
    pub trigger: Option<String>,
    /// How it was noticed.
    pub detection: Option<String>,
    /// Why it could happen.
    pub root_causes: Vec<String>,
    /// How it was put right.
    pub resolution: Option<String>,
    /// What is done about it.
    pub action_items: Vec<ActionItem>,
    /// Where they got lucky.
    pub got_lucky: Vec<String>,
}

/// Something that is done after an incident.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ActionItem {
    /// What.
    pub text: String,
    /// By whom.
    pub owner: Option<String>,
    /// To what end.
    #[serde(rename = "type")]
    pub action: Option<ActionType>,
}

/// How strong the evidence is.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Evidence {
    /// How it was obtained.
    pub study_design: Option<StudyDesign>,
    /// Who reports.
    pub independence: Option<Independence>,
    /// How sure one can be.
    pub certainty: Option<Certainty>,
    /// Why the certainty was lowered.
    pub downgraded_for: Vec<Downgrade>,
    /// Whether one knows how many attempts there were in all.
    pub denominator_known: Option<bool>,
    /// Whether someone disputes it.
    pub disputed: Option<bool>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Fact {
    /// The statement.
    pub text: String,
    /// How firmly it stands.
    pub mark: Option<Mark>,
    /// Id of a source of the record.
    pub source: Option<String>,
}
