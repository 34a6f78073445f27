//! What a playbook adds: the problem, the steps, the rules and supervision, and what goes wrong.

use serde::Serialize;

use crate::date::PartialDate;
use crate::vocabulary::{AutonomyLevel, Direction, Ring};

/// What one should do.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Playbook {
    /// One to three sentences.
    pub problem: Option<String>,
    /// Where it applies.
    pub context: Option<String>,
    /// What pulls in different directions.
    pub forces: Vec<String>,
    /// When to use it.
    pub signals: Vec<String>,
    /// When not to.
    pub anti_signals: Vec<String>,
    /// What must be in place.
    pub preconditions: Vec<String>,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// Rules, each with what enforces it.
    pub ground_rules: Vec<GroundRule>,
    /// Who watches, and when to stop.
    pub supervision: Supervision,
    /// What goes wrong, how one sees it, what one does.
    pub failure_modes: Vec<FailureMode>,
    /// What to count.
    pub measures: Vec<Measure>,
    /// How one sees that it is followed.
    pub confirmation: Option<String>,
    /// The organisation's decision.
    pub ring: Option<Ring>,
    /// Why.
    pub ring_reason: Option<String>,
    /// By whom.
    pub ring_decided_by: Option<String>,
    /// When.
    pub ring_decided_on: Option<PartialDate>,
}

/// A rule, and what outside the model enforces it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GroundRule {
    /// The rule.
    pub rule: String,
    /// In a case study: whether something outside the model enforced it.
    pub enforced: Option<bool>,
    /// In a playbook: the machine control, or `review`.
    pub enforce_with: Option<String>,
}

/// Who watches, and when to stop.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Supervision {
    /// Who steers.
    pub autonomy_level: Option<AutonomyLevel>,
    /// Points where a person decides.
    pub gates: Vec<String>,
    /// Signs on which to stop.
    pub stop_conditions: Vec<String>,
}

/// A way in which it goes wrong.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FailureMode {
    /// Its name.
    pub mode: String,
    /// How one sees it.
    pub sign: Option<String>,
    /// What one does.
    pub response: Option<String>,
}

/// Something to count.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Measure {
    /// What.
    pub name: String,
    /// In what.
    pub unit: Option<String>,
    /// Which way it should move.
    pub direction: Option<Direction>,
    /// It must not get worse while the others get better.
    pub guardrail: Option<bool>,
}
