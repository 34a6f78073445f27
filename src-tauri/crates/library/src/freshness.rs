//! Freshness: verdicts over part of the evidence, and evidence that a newer model has outrun.

use std::collections::BTreeSet;

use fieldbook_record::verdict::{self, ScoredRow, Selection, Verdict, select};
use fieldbook_record::{EvidenceRow, Finding, PartialDate, Record};
use serde::{Deserialize, Serialize};

use crate::answer::VerdictBrief;
use crate::registry::Registry;
use crate::{Error, Library};

/// Asks for a verdict over part of its evidence.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecomputeInput {
    /// The finding or playbook.
    pub id: String,
    /// Which evidence counts.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Selection>", optional))]
    pub selection: Selection,
}

/// A verdict over part of its evidence, beside the whole.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Recomputed {
    /// Which evidence counts.
    pub selection: Selection,
    /// The verdict over it, with its rows.
    pub verdict: Verdict,
    /// The verdict over everything.
    pub whole: VerdictBrief,
    /// The case ids of the rows that do not count.
    pub left_out: Vec<String>,
    /// Agents that the rows name, to choose from.
    pub agents: Vec<String>,
    /// Models that the rows name, to choose from.
    pub models: Vec<String>,
    /// Whether it should be tried again, and why.
    pub freshness: Freshness,
}

/// Whether evidence should be tried again.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Freshness {
    /// Whether it belongs in the re-test queue.
    pub retest: bool,
    /// The only support is older than 12 months.
    pub only_old_support: bool,
    /// Newer versions of the models that it names, on which nobody has reported.
    pub not_seen_on: Vec<String>,
    /// The newest verification, if any: ISO 8601.
    pub verified_on: Option<String>,
}

impl Freshness {
    /// Looks at a body of evidence and at who verified it since.
    pub(crate) fn of(verdict: &Verdict, record: &Record, registry: &Registry) -> Self {
        let verified = record.verified.iter().filter_map(|event| event.on).max();
        let not_seen_on = not_seen_on(&verdict.rows, record, registry);
        let support = verdict.rows.iter().filter(|row| row.score.is_some_and(|score| score > 0.0));
        let newest_support = support.filter_map(|row| row.row.date).max();
        // A verification is the newest support there is.
        let renewed = verified.is_some_and(|day| newest_support.is_none_or(|old| day > old));
        let only_old_support = verdict.retest && !renewed;
        let retest = only_old_support || !not_seen_on.is_empty();
        Self {
            retest,
            only_old_support,
            not_seen_on,
            verified_on: verified.map(|day| day.to_string()),
        }
    }
}

/// Lists the newer models on which nobody has reported yet.
fn not_seen_on(rows: &[ScoredRow], record: &Record, registry: &Registry) -> Vec<String> {
    let mut seen: Vec<(String, Option<PartialDate>)> =
        rows.iter().filter_map(|row| Some((row.row.model.clone()?, row.row.date))).collect();
    seen.extend(record.verified.iter().filter_map(|event| Some((event.model.clone()?, event.on))));
    let newer: BTreeSet<&str> = seen
        .iter()
        .filter_map(|(model, date)| registry.newer_than(model, *date))
        // Seen after all, in another row.
        .filter(|entry| !seen.iter().any(|(model, _)| entry.is_named_in(model)))
        .map(|entry| entry.name.as_str())
        .collect();
    if !seen.is_empty() {
        return newer.into_iter().map(str::to_owned).collect();
    }
    // No model is named anywhere: only a major one asks for a new try.
    let support = rows.iter().filter(|row| row.score.is_some_and(|score| score > 0.0));
    let newest = support.filter_map(|row| row.row.date);
    let newest = newest.chain(record.verified.iter().filter_map(|event| event.on)).max();
    let major = newest.and_then(|newest| registry.major_since(newest));
    major.map(|entry| entry.name.clone()).into_iter().collect()
}

impl Library {
    /// Computes the verdict of a finding, or the certainty of a playbook, over part of its evidence.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id, [`Error::NoVerdict`] for a case
    /// study; the store's errors.
    pub fn recompute_verdict(&self, input: &RecomputeInput) -> Result<Recomputed, Error> {
        let document = self.document(&input.id)?;
        let record = self.read_document(&document).record;
        let Some(whole) = self.computed(&document, &record)? else {
            return Err(Error::NoVerdict { id: document.id });
        };
        let half_life = match record.finding() {
            Some(finding) => finding.half_life(),
            None => Some(Finding::DEFAULT_HALF_LIFE),
        };
        let rows: Vec<EvidenceRow> = whole.rows.iter().map(|row| row.row.clone()).collect();
        let today = self.clock.today();
        let selected = select(&rows, &input.selection, today);
        let names = |name: fn(&EvidenceRow) -> Option<&String>| {
            let names: BTreeSet<String> = rows.iter().filter_map(name).cloned().collect();
            names.into_iter().collect()
        };
        Ok(Recomputed {
            selection: input.selection.clone(),
            verdict: verdict::verdict(&selected.rows, half_life, today),
            whole: VerdictBrief::of(&whole),
            left_out: selected.left_out,
            agents: names(|row| row.agent.as_ref()),
            models: names(|row| row.model.as_ref()),
            freshness: Freshness::of(&whole, &record, &self.registry()?),
        })
    }
}
