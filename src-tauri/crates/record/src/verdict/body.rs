//! The sums behind a verdict, taken in one row at a time: a list with its rows and a map over a
//! hundred thousand records share one arithmetic.

use std::collections::BTreeSet;

use super::{Flag, Reason, RowCounts, Stratum, Verdict, VerdictWord, Z_90, wilson};
use crate::vocabulary::Certainty;

/// What the levels weigh, from very low to high.
pub(super) const WEIGHTS: [f64; 4] = [0.25, 0.5, 0.75, 1.0];
const LEVELS: [Certainty; 4] =
    [Certainty::VeryLow, Certainty::Low, Certainty::Moderate, Certainty::High];
const MIN_EFFECTIVE_TRIALS: f64 = 3.0;
const SEVERE_WITHIN_MONTHS: f64 = 24.0;
const STALE_MONTHS: f64 = 12.0;

/// One row, reduced to the numbers that count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// Success between 0 and 1; `None` is listed, not scored.
    pub score: Option<f64>,
    /// Trials that count, at most 10.
    pub size: f64,
    /// Level of its certainty, see [`super::level`].
    pub level: usize,
    /// Recency factor, see [`super::recency`].
    pub recency: f64,
    /// Age in months, if dated.
    pub age_months: Option<f64>,
    /// Whether a person supervised.
    pub supervised: bool,
    /// A severe incident.
    pub severe: bool,
    /// Whether the number of all attempts is known.
    pub denominator_known: bool,
    /// The caller's number for its organisation.
    pub organisation: u32,
}

/// A body of evidence being summed up.
#[derive(Debug, Clone)]
pub struct Body {
    ages: bool,
    supervised: Sums,
    unsupervised: Sums,
    all: Sums,
    severe: bool,
    denominator_unknown: bool,
    rows: u32,
    counts: RowCounts,
    /// Recency by level, for the median.
    levels: [f64; 4],
    newest: Option<f64>,
    /// Age of the newest row with any success; infinite when that is undated.
    newest_support: Option<f64>,
}

impl Body {
    /// Starts with nothing; `ages` says whether a half-life applies.
    pub fn new(ages: bool) -> Self {
        Self {
            ages,
            supervised: Sums::default(),
            unsupervised: Sums::default(),
            all: Sums::default(),
            severe: false,
            denominator_unknown: false,
            rows: 0,
            counts: RowCounts::default(),
            levels: [0.0; 4],
            newest: None,
            newest_support: None,
        }
    }

    /// Takes in a row.
    pub fn add(&mut self, row: &Weighed) {
        self.rows += 1;
        // A severe incident stands against "also without supervision", and against nothing else.
        self.severe |= row.severe
            && !row.supervised
            && row.age_months.is_none_or(|age| age <= SEVERE_WITHIN_MONTHS);
        self.denominator_unknown |= !row.denominator_known;
        if let Some(age) = row.age_months {
            self.newest = Some(self.newest.map_or(age, |newest| newest.min(age)));
        }
        let Some(score) = row.score else {
            self.counts.none += 1;
            return;
        };
        match score {
            1.0 => self.counts.supports += 1,
            0.0 => self.counts.refutes += 1,
            _ => self.counts.mixed += 1,
        }
        let level = row.level.min(LEVELS.len() - 1);
        self.levels[level] += row.recency;
        if score > 0.0 {
            let age = row.age_months.unwrap_or(f64::INFINITY);
            self.newest_support = Some(self.newest_support.map_or(age, |newest| newest.min(age)));
        }
        let weight = WEIGHTS[level] * row.recency;
        self.all.add(row, score, weight);
        let group = if row.supervised { &mut self.supervised } else { &mut self.unsupervised };
        group.add(row, score, weight);
    }

    /// Computes the verdict of what was taken in; it lists no rows, as none were kept.
    pub fn verdict(&self) -> Verdict {
        let (supervised, unsupervised, all) =
            (self.supervised.stratum(), self.unsupervised.stratum(), self.all.stratum());
        // What decides is what is shown: nobody should see 3.0 fail a limit of 3.
        let shown = [supervised, unsupervised, all].map(|group| group.map(Stratum::shown));
        let (mut word, used) = decide(shown[0], shown[1], shown[2], self.severe);
        let flags = self.flags(shown[2], used);
        // Nobody can tell how many failures stayed in the drawer.
        if word == VerdictWord::Can && flags.contains(&Flag::ReportedOnlySuccesses) {
            word = VerdictWord::CanWithSupervision;
        }
        let drawer = match word {
            VerdictWord::Can => used,
            VerdictWord::CanWithSupervision => shown[0],
            VerdictWord::Cannot | VerdictWord::Contested | VerdictWord::InsufficientEvidence => {
                None
            }
        };
        let fail_safe_n = drawer.filter(|group| group.lo >= 0.5).map(fail_safe);
        Verdict {
            verdict: word,
            certainty: self.certainty(&flags),
            supervised,
            unsupervised,
            all,
            fail_safe_n,
            fragile: fail_safe_n.is_some_and(|n| n <= 2),
            reason: reason(word, shown[0], shown[1], shown[2], self.severe),
            counts: self.counts,
            organisations: all.map_or(0, |all| all.organisations),
            newest_evidence_months: self.newest,
            newest_ref: None,
            newest_support: None,
            newest_against: None,
            retest: self.ages && self.newest_support.is_some_and(|age| age > STALE_MONTHS),
            flags,
            rows: Vec::new(),
        }
    }

    fn flags(&self, all: Option<Stratum>, used: Option<Stratum>) -> Vec<Flag> {
        let stale =
            self.ages && self.rows > 0 && self.newest.is_none_or(|newest| newest > STALE_MONTHS);
        let facts = [
            (Flag::ReportedOnlySuccesses, all.is_some_and(|all| all.not_full_success == 0)),
            (Flag::ReportedOnlyFailures, all.is_some_and(|all| all.p == 0.0)),
            (Flag::DenominatorUnknownInPart, self.denominator_unknown),
            (Flag::Stale, stale),
            (Flag::Inconsistency, all.is_some_and(goes_both_ways)),
            (Flag::Imprecision, used.is_some_and(|used| used.hi - used.lo > 0.5)),
        ];
        facts.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
    }

    /// Takes the weighted median of the rows' certainties, one level down for each weakness.
    fn certainty(&self, flags: &[Flag]) -> Certainty {
        let half = self.levels.iter().sum::<f64>() / 2.0;
        let mut reached = 0.0;
        let median = self.levels.iter().position(|weight| {
            reached += weight;
            *weight > 0.0 && reached >= half - ROUNDING
        });
        let weaknesses =
            [Flag::Inconsistency, Flag::Imprecision, Flag::ReportedOnlySuccesses, Flag::Stale];
        let steps = flags.iter().filter(|flag| weaknesses.contains(flag)).count();
        LEVELS[median.unwrap_or(0).saturating_sub(steps)].clone()
    }
}

/// The sums over one group of rows.
#[derive(Debug, Clone, Default)]
struct Sums {
    weight: f64,
    squares: f64,
    successes: f64,
    organisations: BTreeSet<u32>,
    entries: u32,
    not_full_success: u32,
}

impl Sums {
    fn add(&mut self, row: &Weighed, score: f64, weight: f64) {
        self.weight += row.size * weight;
        self.squares += row.size * weight * weight;
        self.successes += row.size * weight * score;
        self.organisations.insert(row.organisation);
        self.entries += 1;
        self.not_full_success += u32::from(score < 1.0);
    }

    fn stratum(&self) -> Option<Stratum> {
        if self.entries == 0 {
            return None;
        }
        // Sums of many products may leave 0..1 by a rounding error.
        let p = (self.successes / self.weight).clamp(0.0, 1.0);
        let n_eff = self.weight * self.weight / self.squares;
        let (lo, hi) = wilson(p * n_eff, n_eff, Z_90);
        Some(Stratum {
            p,
            n_eff,
            lo,
            hi,
            organisations: u32::try_from(self.organisations.len()).unwrap_or(u32::MAX),
            entries: self.entries,
            not_full_success: self.not_full_success,
        })
    }
}

impl Stratum {
    /// Rounds to what is shown: three digits of a share, one of the trials.
    pub(super) fn shown(self) -> Self {
        let digits = |number: f64, scale: f64| (number * scale).round() / scale;
        Self {
            p: digits(self.p, 1000.0),
            n_eff: digits(self.n_eff, 10.0),
            lo: digits(self.lo, 1000.0),
            hi: digits(self.hi, 1000.0),
            ..self
        }
    }
}

impl Verdict {
    /// Names the group of rows that the word rests on, with its sums.
    pub fn basis(&self) -> (&'static str, Option<Stratum>) {
        let holds = |group: Option<Stratum>, test: fn(Stratum) -> bool| {
            group.filter(|group| test(group.shown()))
        };
        let supervised = ("supervised", self.supervised);
        let unsupervised = ("unsupervised", self.unsupervised);
        match self.verdict {
            VerdictWord::Can => unsupervised,
            // A yes without any failure on record is believed with supervision alone.
            VerdictWord::CanWithSupervision => {
                match holds(self.supervised, |group| group.lo >= 0.5 && group.organisations >= 2) {
                    Some(_) => supervised,
                    None => unsupervised,
                }
            }
            VerdictWord::Cannot => {
                match holds(self.supervised, |group| group.n_eff >= MIN_EFFECTIVE_TRIALS) {
                    Some(_) => supervised,
                    None => unsupervised,
                }
            }
            VerdictWord::Contested | VerdictWord::InsufficientEvidence => ("all", self.all),
        }
    }
}

fn goes_both_ways(all: Stratum) -> bool {
    (0.25..=0.75).contains(&all.p) && all.entries > 1
}

/// Applies the rules in order; also returns the stratum on which the word rests.
fn decide(
    supervised: Option<Stratum>,
    unsupervised: Option<Stratum>,
    all: Option<Stratum>,
    severe: bool,
) -> (VerdictWord, Option<Stratum>) {
    let thick = |group: &Stratum| group.n_eff >= MIN_EFFECTIVE_TRIALS;
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
            } else if goes_both_ways(all) {
                Reason::EvidenceConflicts
            } else {
                Reason::IntervalTooWide
            })
        }
    }
}
