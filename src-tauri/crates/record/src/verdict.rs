//! Verdicts: what a body of evidence says about a claim, computed and never typed in.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::date::PartialDate;
use crate::vocabulary::{Certainty, EvidenceResult, Origin};

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

/// Computes a verdict on a day; a filter is simply a shorter list of rows.
///
/// `half_life` is in months; `None` means that the evidence does not age. The rules, their order and
/// every constant are those of section 1.6 of the specification.
pub fn verdict(rows: &[EvidenceRow], half_life: Option<f64>, as_of: Date) -> Verdict {
    let rows: Vec<ScoredRow> = rows.iter().map(|row| scored(row, half_life, as_of)).collect();
    let supervised = stratum(rows.iter().filter(|row| row.row.supervised));
    let unsupervised = stratum(rows.iter().filter(|row| !row.row.supervised));
    let all = stratum(rows.iter());
    let severe = rows
        .iter()
        .any(|row| row.row.severe && row.age_months.is_none_or(|age| age <= SEVERE_WITHIN_MONTHS));

    let (mut word, used) = decide(supervised, unsupervised, all, severe);
    let newest = newest(&rows, |_| true);
    let flags = flags(&rows, all, used, half_life, newest);
    // Nobody can tell how many failures stayed in the drawer.
    if word == VerdictWord::Can && flags.contains(&Flag::ReportedOnlySuccesses) {
        word = VerdictWord::CanWithSupervision;
    }
    let fail_safe_n = match word {
        VerdictWord::Can | VerdictWord::CanWithSupervision => {
            used.filter(|used| used.lo >= 0.5).map(fail_safe)
        }
        VerdictWord::Cannot | VerdictWord::Contested | VerdictWord::InsufficientEvidence => None,
    };
    let newest_support = newest_row(&rows, |row| row.score.is_some_and(|score| score > 0.0));
    let retest = half_life.is_some()
        && newest_support.is_some_and(|row| row.age_months.is_none_or(|age| age > STALE_MONTHS));
    Verdict {
        verdict: word,
        certainty: body_certainty(&rows, &flags),
        supervised,
        unsupervised,
        all,
        fail_safe_n,
        fragile: fail_safe_n.is_some_and(|n| n <= 2),
        reason: reason(word, supervised, unsupervised, all, severe),
        counts: count(&rows),
        organisations: all.map_or(0, |all| all.organisations),
        newest_evidence_months: newest,
        newest_ref: newest_row(&rows, |_| true).map(|row| row.row.case.clone()),
        newest_support: newest_support.map(|row| row.row.case.clone()),
        newest_against: newest_row(&rows, |row| row.score.is_some_and(|score| score < 1.0))
            .map(|row| row.row.case.clone()),
        retest,
        flags,
        rows,
    }
}

/// Computes the certainty of a playbook from the rows that its links make.
///
/// A `supports` link is a row with the result supports, `mixed` is mixed, `contradicts` is refutes.
/// Advice ages as findings do by default, with a half-life of 12 months.
pub fn playbook_certainty(rows: &[EvidenceRow], as_of: Date) -> Verdict {
    verdict(rows, Some(crate::finding::Finding::DEFAULT_HALF_LIFE), as_of)
}

/// A row counts at most this many trials, so that one benchmark cannot outvote ten organisations.
const MAX_SIZE: f64 = 10.0;
/// Old evidence never weighs less than this share of new evidence.
const RECENCY_FLOOR: f64 = 0.25;
const MIN_EFFECTIVE_TRIALS: f64 = 3.0;
const SEVERE_WITHIN_MONTHS: f64 = 24.0;
const STALE_MONTHS: f64 = 12.0;
/// Certainties from lowest to highest, and what each weighs.
const LEVELS: [(Certainty, f64); 4] = [
    (Certainty::VeryLow, 0.25),
    (Certainty::Low, 0.5),
    (Certainty::Moderate, 0.75),
    (Certainty::High, 1.0),
];

/// Returns the level of a row's certainty, 0 to 3; a disputed case stands one level lower.
fn level(row: &EvidenceRow) -> usize {
    let stated = LEVELS
        .iter()
        .position(|(certainty, _)| Some(certainty) == row.certainty.as_ref())
        // Neither a missing nor an unknown word may earn weight.
        .unwrap_or(0);
    stated.saturating_sub(usize::from(row.disputed))
}

fn scored(row: &EvidenceRow, half_life: Option<f64>, as_of: Date) -> ScoredRow {
    let age_months = row.date.map(|date| date.age_in_months(as_of));
    let recency = match (half_life, age_months) {
        (None, _) => 1.0,
        (Some(half_life), Some(age)) if half_life > 0.0 => {
            0.5_f64.powf(age / half_life).max(RECENCY_FLOOR)
        }
        (Some(_), _) => RECENCY_FLOOR,
    };
    let (score, size) = match (&row.result, row.successes, row.trials) {
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
        weight: LEVELS[level(row)].1 * recency,
        recency,
        age_months,
    }
}

fn stratum<'a>(rows: impl Iterator<Item = &'a ScoredRow>) -> Option<Stratum> {
    let (mut sum, mut squares, mut successes) = (0.0, 0.0, 0.0);
    let mut organisations = BTreeSet::new();
    let (mut entries, mut not_full_success) = (0, 0);
    for row in rows {
        let Some(score) = row.score else { continue };
        sum += row.size * row.weight;
        squares += row.size * row.weight * row.weight;
        successes += row.size * row.weight * score;
        organisations.insert(organisation(&row.row));
        entries += 1;
        not_full_success += u32::from(score < 1.0);
    }
    if entries == 0 {
        return None;
    }
    // Sums of many products may leave 0..1 by a rounding error.
    let p = (successes / sum).clamp(0.0, 1.0);
    let n_eff = sum * sum / squares;
    let (lo, hi) = wilson(p * n_eff, n_eff, Z_90);
    Some(Stratum {
        p,
        n_eff,
        lo,
        hi,
        organisations: u32::try_from(organisations.len()).unwrap_or(u32::MAX),
        entries,
        not_full_success,
    })
}

fn organisation(row: &EvidenceRow) -> String {
    match row.organisation.as_deref().map(str::trim) {
        None | Some("") => "anonymous".to_owned(),
        Some(name) => name.to_lowercase(),
    }
}

/// Applies the rules in order; also returns the stratum on which the word rests.
fn decide(
    supervised: Option<Stratum>,
    unsupervised: Option<Stratum>,
    all: Option<Stratum>,
    severe: bool,
) -> (VerdictWord, Option<Stratum>) {
    let thick = |group: &Stratum| group.n_eff >= MIN_EFFECTIVE_TRIALS - ROUNDING;
    let Some(total) = all.filter(|all| all.organisations >= 2 && thick(all)) else {
        return (VerdictWord::InsufficientEvidence, all);
    };
    if let Some(group) = unsupervised.filter(|group| group.lo >= 0.5 && group.organisations >= 3)
        && !severe
    {
        return (VerdictWord::Can, Some(group));
    }
    if let Some(group) = supervised.filter(|group| group.lo >= 0.5 && group.organisations >= 2) {
        return (VerdictWord::CanWithSupervision, Some(group));
    }
    let supervised_thick = supervised.filter(thick);
    let against = match supervised_thick {
        Some(group) => Some(group),
        None => unsupervised.filter(thick),
    };
    match against.filter(|group| group.hi <= 0.5) {
        Some(group) => (VerdictWord::Cannot, Some(group)),
        None => (VerdictWord::Contested, Some(total)),
    }
}

/// Three rows of equal weight are three effective trials, whatever the last bit of the sums says.
const ROUNDING: f64 = 1e-9;

fn newest_row(rows: &[ScoredRow], which: impl Fn(&ScoredRow) -> bool) -> Option<&ScoredRow> {
    rows.iter().filter(|row| which(row)).min_by(|a, b| age(a).total_cmp(&age(b)))
}

fn newest(rows: &[ScoredRow], which: impl Fn(&ScoredRow) -> bool) -> Option<f64> {
    newest_row(rows, which).and_then(|row| row.age_months)
}

/// Undated rows count as older than all others.
fn age(row: &ScoredRow) -> f64 {
    row.age_months.unwrap_or(f64::INFINITY)
}

fn flags(
    rows: &[ScoredRow],
    all: Option<Stratum>,
    used: Option<Stratum>,
    half_life: Option<f64>,
    newest: Option<f64>,
) -> Vec<Flag> {
    let mut flags = Vec::new();
    if all.is_some_and(|all| all.not_full_success == 0) {
        flags.push(Flag::ReportedOnlySuccesses);
    }
    if all.is_some_and(|all| all.p == 0.0) {
        flags.push(Flag::ReportedOnlyFailures);
    }
    if rows.iter().any(|row| !row.row.denominator_known) {
        flags.push(Flag::DenominatorUnknownInPart);
    }
    if half_life.is_some() && !rows.is_empty() && newest.is_none_or(|newest| newest > STALE_MONTHS)
    {
        flags.push(Flag::Stale);
    }
    if all.is_some_and(|all| (0.25..=0.75).contains(&all.p) && all.entries > 1) {
        flags.push(Flag::Inconsistency);
    }
    if used.is_some_and(|used| used.hi - used.lo > 0.5) {
        flags.push(Flag::Imprecision);
    }
    flags
}

/// Takes the weighted median of the rows' certainties, one level down for each weakness.
fn body_certainty(rows: &[ScoredRow], flags: &[Flag]) -> Certainty {
    let mut levels: Vec<(usize, f64)> = rows
        .iter()
        .filter(|row| row.score.is_some())
        .map(|row| (level(&row.row), row.recency))
        .collect();
    levels.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let half = levels.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut reached = 0.0;
    let median = levels
        .iter()
        .find(|(_, weight)| {
            reached += weight;
            reached >= half - ROUNDING
        })
        .map_or(0, |(level, _)| *level);
    let steps = flags
        .iter()
        .filter(|flag| {
            matches!(
                flag,
                Flag::Inconsistency | Flag::Imprecision | Flag::ReportedOnlySuccesses | Flag::Stale
            )
        })
        .count();
    LEVELS[median.saturating_sub(steps)].0.clone()
}

/// Counts the failures that would have to lie in the drawer to push the lower bound under one half.
fn fail_safe(used: Stratum) -> u32 {
    let successes = used.p * used.n_eff;
    (0..1_000)
        .find(|unreported| wilson(successes, used.n_eff + f64::from(*unreported), Z_90).0 < 0.5)
        .unwrap_or(1_000)
}

fn reason(
    word: VerdictWord,
    supervised: Option<Stratum>,
    unsupervised: Option<Stratum>,
    all: Option<Stratum>,
    severe: bool,
) -> Option<Reason> {
    match word {
        VerdictWord::Can | VerdictWord::CanWithSupervision | VerdictWord::Cannot => None,
        VerdictWord::InsufficientEvidence => Some(match all {
            None => Reason::NoEvidence,
            Some(all) if all.organisations < 2 => Reason::OneOrganisation,
            Some(_) => Reason::TooFewTrials,
        }),
        VerdictWord::Contested => {
            let yes = |group: Option<Stratum>| group.is_some_and(|group| group.lo >= 0.5);
            let all = all?;
            Some(if yes(unsupervised) && severe {
                Reason::SevereIncident
            } else if yes(unsupervised) || yes(supervised) {
                Reason::TooFewOrganisations
            } else if (0.25..=0.75).contains(&all.p) && all.entries > 1 {
                Reason::EvidenceConflicts
            } else {
                Reason::IntervalTooWide
            })
        }
    }
}

fn count(rows: &[ScoredRow]) -> RowCounts {
    let mut counts = RowCounts::default();
    for row in rows {
        match row.row.result {
            EvidenceResult::Supports => counts.supports += 1,
            EvidenceResult::Mixed => counts.mixed += 1,
            EvidenceResult::Refutes => counts.refutes += 1,
            EvidenceResult::None | EvidenceResult::Other(_) => counts.none += 1,
        }
    }
    counts
}
