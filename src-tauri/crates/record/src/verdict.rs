//! Verdicts: what a body of evidence says about a claim, computed and never typed in.

mod body;
mod selection;

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::date::PartialDate;
use crate::vocabulary::{Certainty, EvidenceResult, Origin};

pub use body::{Body, Weighed};
pub use selection::{Selected, Selection, select};

/// Two-sided 90 % quantile of the normal distribution, as used throughout.
pub const Z_90: f64 = 1.645;
/// Two-sided 95 % quantile.
pub const Z_95: f64 = 1.96;

/// One case as evidence for or against a claim, with the facts of the case that the arithmetic needs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvidenceRow {
    /// Id of the case study.
    #[serde(rename = "ref")]
    pub case: String,
    /// What it says about the claim.
    pub result: EvidenceResult,
    /// Whether a person supervised.
    pub supervised: bool,
    /// How many succeeded.
    pub successes: Option<u32>,
    /// Of how many.
    pub trials: Option<u32>,
    /// A severe incident under this claim.
    pub severe: bool,
    /// Organisation of the case; rows without one count as one unnamed organisation.
    pub organisation: Option<String>,
    /// When it happened.
    pub date: Option<PartialDate>,
    /// Certainty of the case.
    pub certainty: Option<Certainty>,
    /// Whether the case is disputed.
    pub disputed: bool,
    /// Whether the number of all attempts is known.
    pub denominator_known: bool,
    /// Agent.
    pub agent: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Where the case comes from.
    pub origin: Option<Origin>,
    /// Whether the case was withdrawn: it stays in sight and counts for nothing.
    pub withdrawn: bool,
}

/// The five verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum VerdictWord {
    /// Also without supervision.
    Can,
    /// With a person watching.
    CanWithSupervision,
    /// Not even then.
    Cannot,
    /// The evidence conflicts or is too wide.
    Contested,
    /// Too thin to say.
    InsufficientEvidence,
}

/// A verdict with its arithmetic, so that every number can be opened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Verdict {
    /// The word.
    pub verdict: VerdictWord,
    /// How sure one can be of the whole body.
    pub certainty: Certainty,
    /// Supervised rows alone.
    pub supervised: Option<Stratum>,
    /// Unsupervised rows alone.
    pub unsupervised: Option<Stratum>,
    /// All scored rows.
    pub all: Option<Stratum>,
    /// Unreported failures that would push the lower bound under one half.
    pub fail_safe_n: Option<u32>,
    /// `fail_safe_n` is 0 to 2.
    pub fragile: bool,
    /// What to keep in mind.
    pub flags: Vec<Flag>,
    /// Why it is contested or insufficient.
    pub reason: Option<Reason>,
    /// Raw row counts.
    pub counts: RowCounts,
    /// Different organisations among the rows that are scored.
    pub organisations: u32,
    /// Age in months of the newest row; `None` without a dated row.
    pub newest_evidence_months: Option<f64>,
    /// Id of the newest row.
    pub newest_ref: Option<String>,
    /// Id of the newest row with any success; its agent and model are the newest on that side.
    pub newest_support: Option<String>,
    /// Id of the newest row below full success.
    pub newest_against: Option<String>,
    /// The only support is old: try it again.
    pub retest: bool,
    /// The rows with what each contributes.
    pub rows: Vec<ScoredRow>,
}

/// The sums over one group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Stratum {
    /// Weighted share of success.
    pub p: f64,
    /// Effective number of trials, after Kish.
    pub n_eff: f64,
    /// Lower end of the 90 % Wilson interval.
    pub lo: f64,
    /// Upper end of the 90 % Wilson interval.
    pub hi: f64,
    /// Different organisations.
    pub organisations: u32,
    /// Scored rows.
    pub entries: u32,
    /// Rows below full success.
    pub not_full_success: u32,
}

/// What to keep in mind about a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Flag {
    /// No scored row is below full success.
    ReportedOnlySuccesses,
    /// No scored row has any success.
    ReportedOnlyFailures,
    /// A case does not say how many attempts there were in all.
    DenominatorUnknownInPart,
    /// The newest row is older than 12 months.
    Stale,
    /// Results disagree.
    Inconsistency,
    /// The interval is wider than one half.
    Imprecision,
}

/// Why a verdict is not a plain yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Reason {
    /// No row can be scored.
    NoEvidence,
    /// Fewer than two organisations.
    OneOrganisation,
    /// Fewer than three effective trials.
    TooFewTrials,
    /// The bound is high enough, but too few organisations stand behind it.
    TooFewOrganisations,
    /// A severe incident within 24 months stands against a plain yes.
    SevereIncident,
    /// The interval contains one half because it is wide.
    IntervalTooWide,
    /// Results go both ways.
    EvidenceConflicts,
}

/// Rows by result, as people count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RowCounts {
    /// For the claim.
    pub supports: u32,
    /// Partly.
    pub mixed: u32,
    /// Against it.
    pub refutes: u32,
    /// Listed, not scored.
    pub none: u32,
}

/// A row with what it contributes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ScoredRow {
    /// The row.
    #[serde(flatten)]
    pub row: EvidenceRow,
    /// Success between 0 and 1; `None` is listed, not scored.
    pub score: Option<f64>,
    /// Trials that count, at most 10.
    pub size: f64,
    /// Certainty weight times recency.
    pub weight: f64,
    /// Recency factor alone.
    pub recency: f64,
    /// Age in months; `None` without a date.
    pub age_months: Option<f64>,
}

/// Returns the Wilson score interval of `k` successes in `n` trials; both may be fractions.
pub fn wilson(k: f64, n: f64, z: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let p = k / n;
    let d = 1.0 + z * z / n;
    let centre = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).max(0.0).sqrt();
    (((centre - half) / d).max(0.0), ((centre + half) / d).min(1.0))
}

/// Computes a verdict on a day; a filter is simply a shorter list of rows, see [`select`].
///
/// `half_life` is in months; `None` means that the evidence does not age. The rules, their order and
/// every constant are those of section 1.6 of the specification.
pub fn verdict(rows: &[EvidenceRow], half_life: Option<f64>, as_of: Date) -> Verdict {
    let rows: Vec<ScoredRow> = rows.iter().map(|row| scored(row, half_life, as_of)).collect();
    let mut numbers = HashMap::new();
    let mut body = Body::new(half_life.is_some());
    for row in &rows {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let organisation = *numbers.entry(organisation(&row.row)).or_insert(next);
        body.add(&Weighed {
            score: row.score,
            size: row.size,
            level: level(row.row.certainty.as_ref(), row.row.disputed),
            recency: row.recency,
            age_months: row.age_months,
            supervised: row.row.supervised,
            severe: row.row.severe,
            denominator_known: row.row.denominator_known,
            organisation,
        });
    }
    let mut verdict = body.verdict();
    verdict.counts = count(&rows);
    verdict.newest_ref = named(newest_row(&rows, |_| true));
    verdict.newest_support =
        named(newest_row(&rows, |row| row.score.is_some_and(|score| score > 0.0)));
    verdict.newest_against =
        named(newest_row(&rows, |row| row.score.is_some_and(|score| score < 1.0)));
    verdict.rows = rows;
    verdict
}

/// Computes the certainty of a playbook from the rows that its links make.
///
/// A `supports` link is a row with the result supports, `mixed` is mixed, `contradicts` is refutes.
/// Advice ages as findings do by default, with a half-life of 12 months.
pub fn playbook_certainty(rows: &[EvidenceRow], as_of: Date) -> Verdict {
    verdict(rows, Some(crate::finding::Finding::DEFAULT_HALF_LIFE), as_of)
}

/// Old evidence never weighs less than this share of new evidence.
const RECENCY_FLOOR: f64 = 0.25;
/// A row counts at most this many trials, so that one benchmark cannot outvote ten organisations.
const MAX_SIZE: f64 = 10.0;

/// Returns what evidence of an age still weighs: half after each half-life, never below a quarter.
///
/// Evidence without a date is as old as can be; without a half-life nothing ages.
pub fn recency(half_life: Option<f64>, age_months: Option<f64>) -> f64 {
    match (half_life, age_months) {
        (None, _) => 1.0,
        (Some(half_life), Some(age)) if half_life > 0.0 => {
            0.5_f64.powf(age / half_life).max(RECENCY_FLOOR)
        }
        (Some(_), _) => RECENCY_FLOOR,
    }
}

/// Returns the level of a certainty, 0 to 3; what is disputed stands one level lower.
///
/// Neither a missing nor an unknown word earns weight.
pub fn level(stated: Option<&Certainty>, disputed: bool) -> usize {
    let level = match stated {
        Some(Certainty::High) => 3,
        Some(Certainty::Moderate) => 2,
        Some(Certainty::Low) => 1,
        Some(Certainty::VeryLow | Certainty::Other(_)) | None => 0_usize,
    };
    level.saturating_sub(usize::from(disputed))
}

fn scored(row: &EvidenceRow, half_life: Option<f64>, as_of: Date) -> ScoredRow {
    let age_months = row.date.map(|date| date.age_in_months(as_of));
    let recency = recency(half_life, age_months);
    let (score, size) = match (&row.result, row.successes, row.trials) {
        _ if row.withdrawn => (None, 0.0),
        (EvidenceResult::None | EvidenceResult::Other(_), _, _) => (None, 0.0),
        (_, Some(successes), Some(trials)) if trials > 0 => (
            Some((f64::from(successes) / f64::from(trials)).min(1.0)),
            f64::from(trials).min(MAX_SIZE),
        ),
        (EvidenceResult::Supports, _, _) => (Some(1.0), 1.0),
        (EvidenceResult::Mixed, _, _) => (Some(0.5), 1.0),
        (EvidenceResult::Refutes, _, _) => (Some(0.0), 1.0),
    };
    ScoredRow {
        row: row.clone(),
        score,
        size,
        weight: body::WEIGHTS[level(row.certainty.as_ref(), row.disputed)] * recency,
        recency,
        age_months,
    }
}

/// Rows without an organisation come from one unnamed organisation.
fn organisation(row: &EvidenceRow) -> String {
    match row.organisation.as_deref().map(str::trim) {
        None | Some("") => "anonymous".to_owned(),
        Some(name) => name.to_lowercase(),
    }
}

fn newest_row(rows: &[ScoredRow], which: impl Fn(&ScoredRow) -> bool) -> Option<&ScoredRow> {
    // Undated rows count as older than all others.
    let age = |row: &ScoredRow| row.age_months.unwrap_or(f64::INFINITY);
    rows.iter().filter(|row| which(row)).min_by(|a, b| age(a).total_cmp(&age(b)))
}

fn named(row: Option<&ScoredRow>) -> Option<String> {
    row.map(|row| row.row.case.clone())
}

fn count(rows: &[ScoredRow]) -> RowCounts {
    let mut counts = RowCounts::default();
    for row in rows {
        match row.row.result {
            _ if row.row.withdrawn => counts.none += 1,
            EvidenceResult::Supports => counts.supports += 1,
            EvidenceResult::Mixed => counts.mixed += 1,
            EvidenceResult::Refutes => counts.refutes += 1,
            EvidenceResult::None | EvidenceResult::Other(_) => counts.none += 1,
        }
    }
    counts
}
