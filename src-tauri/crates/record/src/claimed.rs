//! Foreign catalogues: what a pattern file says about itself, kept apart from our own fields.

use serde::Serialize;

/// What an imported document claims about itself.
///
/// None of it enters a status, a certainty or a verdict of ours: an imported pattern starts at
/// "0 uses here".
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Claimed {
    /// The catalogue's status, such as `validated-in-production`.
    pub status: Option<String>,
    /// The catalogue's category; also the record's domain.
    pub category: Option<String>,
    /// `early`, `maturing`, `mature`.
    pub maturity: Option<String>,
    /// `low`, `medium`, `high`.
    pub complexity: Option<String>,
    /// `hours`, `days`, `weeks`.
    pub effort: Option<String>,
    /// `low`, `medium`, `high`.
    pub impact: Option<String>,
    /// `high`, `medium`, `low`, `mixed`, `unknown`.
    pub evidence_grade: Option<String>,
    /// What the grade rests on.
    pub evidence_snapshot: Option<String>,
    /// Tools it asks for.
    pub tools: Vec<String>,
    /// Where it is used.
    pub domains: Vec<String>,
    /// Who or what it is based on.
    pub based_on: Vec<String>,
    /// Address of the main source.
    pub source: Option<String>,
    /// The catalogue's slug.
    pub slug: Option<String>,
    /// The catalogue's id.
    pub pattern_id: Option<String>,
    /// Ids or slugs of opposing patterns.
    pub anti_patterns: Vec<String>,
}
