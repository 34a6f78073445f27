//! "Has anyone tried this?": the answer above the results of a query.
//!
//! The attempts are exactly the case studies that a search for [`Answer::counted`] lists: the query
//! without its filters for outcome, model and kind, so that nobody can filter a failure
//! out of the answer. Every number comes with the query that opens it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use fieldbook_record::verdict::{Verdict, VerdictWord};
use fieldbook_record::vocabulary::Certainty;
use fieldbook_record::{Attempts, verdict};
use fieldbook_search::{
    self as search, Field, Highlighter, Hit, Matching, Names, SearchError, Survey,
};
use fieldbook_store::Document;
use serde::Serialize;

use crate::rows::Row;
use crate::small::small;
use crate::tally::{self, Organisations};
use crate::{Error, Library};

/// Findings and playbooks that are answered.
const SHOWN: usize = 3;

/// Fewer attempts than this, or only one organisation, are too few to say.
const FEW: u32 = 3;

/// Filters that narrow the list and never the answer.
const LEFT_OUT: [&str; 3] = ["outcome", "model", "kind"];

/// What is known about something one is about to try.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Answer {
    /// The query as it was asked.
    pub query: String,
    /// The query that the numbers are counted over.
    pub counted: String,
    /// The filters that were left out for that, as written: `outcome:failed`.
    pub left_out: Vec<String>,
    /// Microseconds that it took.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub took_us: u64,
    /// What can be said at all.
    pub saying: Saying,
    /// All attempts.
    pub attempts: Attempts,
    /// Matching records that were withdrawn: counted in none of these numbers.
    pub withdrawn: u32,
    /// Those made here.
    pub internal: Attempts,
    /// Those from public sources and imports.
    pub elsewhere: Attempts,
    /// For `total`, each outcome, and `withdrawn` if any was, the query that lists those records.
    pub opens: BTreeMap<String, String>,
    /// Different organisations among the attempts.
    pub organisations: u32,
    /// Age in months of the newest attempt.
    pub newest_months: Option<f64>,
    /// Findings, the closest first; empty: no finding covers this.
    pub findings: Vec<AnswerFinding>,
    /// Playbooks, the best first.
    pub playbooks: Vec<Row>,
    /// What goes wrong, the commonest first.
    pub failure_modes: Vec<FailureCount>,
    /// How many of the best attempts were read for what goes wrong.
    pub failures_read: u32,
}

/// What can be said about a number of attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Saying {
    /// Nobody is known to have tried.
    NoAttempt,
    /// Fewer than three have an end that counts: too few to say.
    TooFew,
    /// All come from one organisation: too few to say.
    OneOrganisation,
    /// Enough to look at how they ended.
    Some,
}

/// A finding with its verdict.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AnswerFinding {
    /// The finding as a row of a list.
    pub row: Row,
    /// Its verdict without the rows.
    pub verdict: VerdictBrief,
}

/// A verdict in the numbers that stand beside its word everywhere.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct VerdictBrief {
    /// The word.
    pub verdict: VerdictWord,
    /// How sure one can be.
    pub certainty: Certainty,
    /// Which rows the interval is of: `supervised`, `unsupervised` or `all`.
    pub stratum: String,
    /// Weighted share of success.
    pub p: Option<f64>,
    /// Lower end of the 90 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Effective number of trials.
    pub n_eff: Option<f64>,
    /// Records behind it, scored or not.
    pub n: u32,
    /// Different organisations.
    pub organisations: u32,
    /// Rows by result.
    pub counts: verdict::RowCounts,
    /// Age in months of the newest evidence.
    pub newest_months: Option<f64>,
    /// What to keep in mind.
    pub flags: Vec<verdict::Flag>,
    /// Why it is no plain yes or no.
    pub reason: Option<verdict::Reason>,
    /// Few unreported failures would overturn it.
    pub fragile: bool,
    /// Unreported failures that would push the lower bound under one half.
    pub fail_safe_n: Option<u32>,
    /// The only support is old: try it again.
    pub retest: bool,
}

/// Something that goes wrong, and the records that say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FailureCount {
    /// In the words of the first record that says so.
    pub text: String,
    /// How one sees it, where a playbook says.
    pub sign: Option<String>,
    /// What one does, where a playbook says.
    pub response: Option<String>,
    /// The records that say so, as `<library>/<id>`; their number is the count.
    pub records: Vec<String>,
}

impl VerdictBrief {
    /// Takes the numbers that belong to the word out of a verdict.
    pub fn of(verdict: &Verdict) -> Self {
        let (stratum, used) = verdict.basis();
        Self {
            verdict: verdict.verdict,
            certainty: verdict.certainty.clone(),
            stratum: stratum.to_owned(),
            p: used.map(|used| used.p),
            low: used.map(|used| used.lo),
            high: used.map(|used| used.hi),
            n_eff: used.map(|used| used.n_eff),
            n: verdict.counts.supports
                + verdict.counts.mixed
                + verdict.counts.refutes
                + verdict.counts.none,
            organisations: verdict.organisations,
            counts: verdict.counts,
            newest_months: verdict.newest_evidence_months,
            flags: verdict.flags.clone(),
            reason: verdict.reason,
            fragile: verdict.fragile,
            fail_safe_n: verdict.fail_safe_n,
            retest: verdict.retest,
        }
    }
}

/// What one look through the index says: the numbers, and the best of each kind.
struct Counts {
    attempts: Attempts,
    internal: Attempts,
    elsewhere: Attempts,
    withdrawn: u32,
    /// Records of any kind that match and were withdrawn.
    any_withdrawn: bool,
    organisations: u32,
    newest: Option<i32>,
    findings: Vec<Hit>,
    playbooks: Vec<Hit>,
    cases: Vec<Hit>,
}

impl Library {
    /// Answers what is known about a query: attempts and how they ended, the closest finding, the
    /// best playbook, and what goes wrong.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn answer(&self, asked: &str) -> Result<Answer, Error> {
        let started = Instant::now();
        let (without, left_out) = without_filters(asked);
        let query = search::parse(&tally::close(&without), &Names::default());
        let counts = self.survey(&query, counts)?;
        // A number opens with the query beside it, so what it leaves out is written down, but only where there is
        // something (ADR 24).
        let counted = match counts.any_withdrawn {
            true => query.with_filter("status", "withdrawn", true),
            false => query.text().to_owned(),
        };
        let mut opens = tally::opens(&counted);
        if counts.withdrawn > 0 {
            let filters = [("kind", "case-study"), ("status", "withdrawn")];
            opens.insert("withdrawn".to_owned(), tally::narrowed(&without, &filters));
        }
        let sequence = self.store.last_sequence()?;
        let highlighter = Highlighter::new(&query);
        let mut findings = Vec::new();
        for document in self.present(&counts.findings, sequence)? {
            let Some(computed) = self.computed_of(&document, sequence)? else { continue };
            let row = self.row(&document, sequence, 0.0, &highlighter)?;
            findings.push(AnswerFinding { row, verdict: VerdictBrief::of(&computed) });
        }
        let playbooks = self.present(&counts.playbooks, sequence)?;
        let rows = playbooks.iter().map(|playbook| self.row(playbook, sequence, 0.0, &highlighter));
        let cases = self.present(&counts.cases, sequence)?;
        Ok(Answer {
            query: asked.to_owned(),
            counted,
            left_out,
            saying: saying(&counts.attempts, counts.organisations),
            attempts: counts.attempts,
            withdrawn: counts.withdrawn,
            internal: counts.internal,
            elsewhere: counts.elsewhere,
            opens,
            organisations: counts.organisations,
            newest_months: tally::age_months(counts.newest, self.today_days()),
            findings,
            playbooks: rows.collect::<Result<_, _>>()?,
            failure_modes: self.failure_modes(&playbooks, &cases),
            failures_read: small(cases.len()),
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }

    /// Reads the records of hits; one that went away meanwhile is left out.
    fn present(&self, hits: &[Hit], sequence: i64) -> Result<Vec<Arc<Document>>, Error> {
        Ok(self.documents_of(hits, sequence)?.into_iter().flatten().collect())
    }
}

/// Counts what a query finds and picks the best of each kind.
fn counts(survey: &mut Survey<'_>) -> Result<Counts, SearchError> {
    let found = survey.found();
    let gone = survey.having(&found, Field::Status, |status| status == "withdrawn");
    let counted = found.without(&gone);
    let of_kind = |survey: &Survey<'_>, among: &Matching, kind: &str| {
        survey.having(among, Field::Kind, |one| one == kind)
    };
    let cases = of_kind(survey, &counted, "case-study");
    let elsewhere = survey.having(&cases, Field::Origin, |origin| origin != "internal");
    let [finding, playbook] = ["finding", "playbook"].map(|kind| of_kind(survey, &counted, kind));
    Ok(Counts {
        attempts: attempts(survey, &cases),
        internal: attempts(survey, &cases.without(&elsewhere)),
        elsewhere: attempts(survey, &elsewhere),
        withdrawn: small(of_kind(survey, &gone, "case-study").len()),
        any_withdrawn: !gone.is_empty(),
        organisations: organisations(survey, &cases),
        newest: survey.newest(&cases),
        findings: survey.best(&finding, SHOWN)?,
        playbooks: survey.best(&playbook, SHOWN)?,
        cases: survey.best(&cases, crate::failures::READ)?,
    })
}

/// Counts attempts by how they ended; one that says nothing of it is unreported.
fn attempts(survey: &Survey<'_>, cases: &Matching) -> Attempts {
    let mut attempts = Attempts::default();
    for (outcome, count) in survey.values(cases, Field::Outcome) {
        attempts.add_several(Some(outcome), small(count));
    }
    attempts.add_several(None, small(cases.len()) - attempts.total);
    attempts
}

/// Counts organisations: names without case, and one for all that are not named.
fn organisations(survey: &Survey<'_>, cases: &Matching) -> u32 {
    let mut organisations = Organisations::default();
    let named = survey.having(cases, Field::Organisation, |_| true);
    let values = survey.values(&named, Field::Organisation);
    let mut seen: BTreeSet<u32> =
        values.into_iter().map(|(name, _)| organisations.number(Some(name))).collect();
    if !cases.without(&named).is_empty() {
        seen.insert(organisations.number(None));
    }
    small(seen.len())
}

fn saying(attempts: &Attempts, organisations: u32) -> Saying {
    match attempts.total {
        0 => Saying::NoAttempt,
        _ if attempts.registered() < FEW => Saying::TooFew,
        _ if organisations < 2 => Saying::OneOrganisation,
        _ => Saying::Some,
    }
}

/// Takes the filters that narrow the list alone out of a query.
fn without_filters(asked: &str) -> (String, Vec<String>) {
    let mut query = search::parse(asked, &Names::default());
    let mut left_out = Vec::new();
    while let Some(at) = query
        .chips()
        .iter()
        .position(|chip| chip.problem.is_none() && LEFT_OUT.contains(&chip.field.as_str()))
    {
        let chip = &query.chips()[at];
        let minus = if chip.negated { "-" } else { "" };
        left_out.push(format!("{minus}{}:{}", chip.field, chip.value));
        query = search::parse(&query.without_chip(at), &Names::default());
    }
    (query.text().to_owned(), left_out)
}
