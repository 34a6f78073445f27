//! What a finding adds: a claim about agents, its conditions, and the rows of evidence.

use serde::Serialize;

use crate::vocabulary::EvidenceResult;

/// Whether agents can do something under stated conditions.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Finding {
    /// One sentence of the form "Agents can ...".
    pub claim: Option<String>,
    /// What must hold.
    pub conditions: Option<String>,
    /// What the claim does not cover.
    pub out_of_scope: Vec<String>,
    /// How fast evidence about it ages; `Some(None)`-like absence is told apart by `ages`.
    pub half_life_months: Option<f64>,
    /// Whether evidence ages at all: false when the document says `half_life_months: null`.
    pub ages: bool,
    /// Cases, each relative to the claim.
    pub evidence: Vec<EvidenceRef>,
}

impl Finding {
    /// Half-life in months where a document names none.
    pub const DEFAULT_HALF_LIFE: f64 = 12.0;

    /// Returns the half-life in months to compute with; `None` means evidence does not age.
    pub fn half_life(&self) -> Option<f64> {
        self.ages.then(|| self.half_life_months.unwrap_or(Self::DEFAULT_HALF_LIFE))
    }
}

/// One row of evidence as the finding states it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvidenceRef {
    /// Id of the case study.
    #[serde(rename = "ref")]
    pub case: String,
    /// What the case says about the claim.
    pub result: EvidenceResult,
    /// Whether a person supervised; unknown counts as unsupervised.
    pub supervised: Option<bool>,
    /// How many succeeded.
    pub successes: Option<u32>,
    /// Of how many.
    pub trials: Option<u32>,
    /// A severe incident under this claim.
    pub severe: bool,
    /// Agent, where the case names several.
    pub agent: Option<String>,
    /// Model, where the case names several.
    pub model: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}
