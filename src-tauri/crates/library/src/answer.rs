//! "Has anyone tried this?": the answer above the results of a query.
//!
//! The attempts are exactly the case studies that a search for [`Answer::counted`] lists: the query
//! without its filters for outcome, model and kind, so that nobody can filter a failure
//! out of the answer. Every number comes with the query that opens it.

use std::collections::BTreeMap;
use std::time::Instant;

use fieldbook_record::verdict::{Verdict, VerdictWord};
use fieldbook_record::vocabulary::Certainty;
use fieldbook_record::{Attempts, verdict};
use fieldbook_search::{self as search, Field, Highlighter, Names, Query};
use serde::Serialize;

use crate::rows::Row;
use crate::tally::{self, Counted, Organisations};
use crate::{Error, Library, SearchInput};

/// Findings and playbooks that are answered.
const SHOWN: u32 = 3;

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

impl Library {
    /// Answers what is known about a query: attempts and how they ended, the closest finding, the
    /// best playbook, and what goes wrong.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn answer(&self, asked: &str) -> Result<Answer, Error> {
        let started = Instant::now();
        let (counted, left_out) = without_filters(asked);
        let withdrawn_of = counted.clone();
        let Counted { query: counted, withdrawn } = self.counted(&counted)?;
        let query = search::parse(&counted, &Names::default());
        let mut answer = self.count_attempts(asked, &counted, &query)?;
        answer.left_out = left_out;
        let highlighter = Highlighter::new(&query);
        answer.withdrawn = withdrawn;
        if withdrawn > 0 {
            let query =
                tally::narrowed(&withdrawn_of, &[("kind", "case-study"), ("status", "withdrawn")]);
            answer.opens.insert("withdrawn".to_owned(), query);
        }
        let first = |kind: &str, limit: u32| {
            let query = tally::narrowed(&counted, &[("kind", kind)]);
            self.hits(&SearchInput::words(&query, limit)).map(|(documents, _)| documents)
        };
        for document in first("finding", SHOWN)? {
            let Some(computed) = self.computed_of(&document)? else { continue };
            let row = self.row(&document, 0.0, &highlighter)?;
            answer.findings.push(AnswerFinding { row, verdict: VerdictBrief::of(&computed) });
        }
        let playbooks = first("playbook", SHOWN)?;
        for document in &playbooks {
            answer.playbooks.push(self.row(document, 0.0, &highlighter)?);
        }
        let cases = first("case-study", crate::failures::READ)?;
        answer.failures_read = u32::try_from(cases.len()).unwrap_or(u32::MAX);
        answer.failure_modes = self.failure_modes(&playbooks, &cases);
        answer.took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(answer)
    }

    fn count_attempts(&self, asked: &str, counted: &str, query: &Query) -> Result<Answer, Error> {
        let today = self.today_days();
        let mut organisations = Organisations::default();
        let mut seen = std::collections::BTreeSet::new();
        let (mut attempts, mut internal) = (Attempts::default(), Attempts::default());
        let mut elsewhere = Attempts::default();
        let mut newest: Option<i32> = None;
        self.each_case(query, &mut |found| {
            tally::count(&mut attempts, found);
            let here = found.value(Field::Origin).is_none_or(|origin| origin == "internal");
            tally::count(if here { &mut internal } else { &mut elsewhere }, found);
            seen.insert(organisations.number(found.value(Field::Organisation)));
            newest = newest.max(found.date());
        })?;
        let organisations = u32::try_from(seen.len()).unwrap_or(u32::MAX);
        let opens = Attempts::names();
        Ok(Answer {
            query: asked.to_owned(),
            counted: counted.to_owned(),
            left_out: Vec::new(),
            took_us: 0,
            saying: saying(&attempts, organisations),
            attempts,
            withdrawn: 0,
            internal,
            elsewhere,
            opens: opens.map(|name| (name.to_owned(), tally::opened(counted, name))).collect(),
            organisations,
            newest_months: tally::age_months(newest, today),
            findings: Vec::new(),
            playbooks: Vec::new(),
            failure_modes: Vec::new(),
            failures_read: 0,
        })
    }
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
