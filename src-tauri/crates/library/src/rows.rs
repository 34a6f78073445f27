//! One record in a list: what a row shows, gathered from the store for the visible page only.

use fieldbook_record::Kind;
use fieldbook_search::{self as search, Highlighter, Hit, Query};
use fieldbook_store::Document;
use serde::Serialize;

use crate::computed::verdict_word;
use crate::documents;
use crate::small::small;
use crate::{Error, Library};

/// A snippet has about this many characters: two lines of a list.
const SNIPPET: usize = 220;

/// One record in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Row {
    /// The record's id.
    pub id: String,
    /// The library that holds it.
    pub library: String,
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Where the title matches, in UTF-16 units.
    pub title_ranges: Vec<(u32, u32)>,
    /// The passage that matches best.
    pub snippet: Option<Snippet>,
    /// When it happened or was last updated: `2025-03`.
    pub date: Option<String>,
    /// Its age in months.
    pub age_months: Option<f64>,
    /// Status word.
    pub status: Option<String>,
    /// Origin word.
    pub origin: Option<String>,
    /// The organisation it happened in.
    pub organisation: Option<String>,
    /// Task type word.
    pub task_type: Option<String>,
    /// How the attempt ended (case studies).
    pub outcome: Option<String>,
    /// The computed verdict (findings).
    pub verdict: Option<String>,
    /// Certainty word; computed for findings and playbooks.
    pub certainty: Option<String>,
    /// The ring a person set (playbooks).
    pub ring: Option<String>,
    /// Agent name.
    pub agent: Option<String>,
    /// Model name.
    pub model: Option<String>,
    /// How many records the verdict or certainty rests on.
    pub records_behind: Option<u32>,
    /// From how many organisations.
    pub organisations: Option<u32>,
    /// Relevance; comparable within one answer only.
    pub score: f64,
    /// How the score came about, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub reasons: Option<Vec<ScorePart>>,
}

/// One part of a score.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ScorePart {
    /// Where and what: `title:migrat`, `pair:flaki+test`, `related:quarantin`, `passage`, `exact title`.
    pub what: String,
    /// What it added.
    pub score: f64,
}

/// A passage of a record.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Snippet {
    /// The passage, plain text.
    pub text: String,
    /// Where it matches, in UTF-16 units.
    pub ranges: Vec<(u32, u32)>,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// That heading's anchor.
    pub heading_id: Option<String>,
}

impl Library {
    /// Reads the visible rows from the store, which is in the state `sequence`.
    pub(crate) fn rows(
        &self,
        hits: &[Hit],
        query: &Query,
        sequence: i64,
    ) -> Result<Vec<Row>, Error> {
        let highlighter = Highlighter::new(query);
        let mut rows = Vec::with_capacity(hits.len());
        for (hit, document) in hits.iter().zip(self.documents_of(hits, sequence)?) {
            let Some(document) = document else { continue };
            let mut row = self.row(&document, sequence, f64::from(hit.score), &highlighter)?;
            row.reasons = hit.explain.as_ref().map(|reasons| reasons.iter().map(reason).collect());
            rows.push(row);
        }
        Ok(rows)
    }

    pub(crate) fn row(
        &self,
        document: &Document,
        sequence: i64,
        score: f64,
        highlighter: &Highlighter,
    ) -> Result<Row, Error> {
        let computed = self.computed_of(document, sequence)?;
        let kind = documents::kind(document);
        let columns = &document.columns;
        let title = columns.title.clone().unwrap_or_else(|| document.id.clone());
        let date = columns.date.clone().or_else(|| columns.updated_on.clone());
        Ok(Row {
            title_ranges: units(highlighter.ranges(&title)),
            title,
            snippet: self.snippet(document, highlighter),
            age_months: date
                .as_deref()
                .and_then(|date| documents::age_in_months(date, self.clock.today())),
            date,
            status: columns.status.clone(),
            origin: columns.origin.clone(),
            organisation: columns.organisation.clone(),
            task_type: columns.task_type.clone(),
            outcome: columns.outcome.clone(),
            verdict: computed
                .as_ref()
                .filter(|_| kind == Kind::Finding)
                .map(|computed| verdict_word(computed).to_owned()),
            certainty: match &computed {
                Some(computed) => Some(computed.certainty.to_string()),
                None => columns.certainty.clone(),
            },
            ring: columns.ring.clone(),
            agent: columns.agent.clone(),
            model: columns.model.clone(),
            records_behind: computed.as_ref().map(|computed| small(computed.rows.len())),
            organisations: computed.as_ref().map(|computed| computed.organisations),
            score,
            reasons: None,
            kind,
            id: document.id.clone(),
            library: document.library.clone(),
        })
    }

    /// Finds the best passage: in the summary and the body, as a reader sees them.
    fn snippet(&self, document: &Document, highlighter: &Highlighter) -> Option<Snippet> {
        let passages = self.passages(document);
        let mut best = (highlighter.snippet(&passages.summary, SNIPPET), None);
        for section in &passages.sections {
            if best.0.words == highlighter.words() {
                break;
            }
            let found = highlighter.snippet(&section.text, SNIPPET);
            if found.words > best.0.words {
                let heading = (!section.heading.is_empty())
                    .then(|| (section.heading.clone(), section.heading_id.clone()));
                best = (found, heading);
            }
        }
        let (passage, heading) = best;
        if passage.text.is_empty() {
            return None;
        }
        let (heading, heading_id) = heading.unzip();
        Some(Snippet { text: passage.text, ranges: units(passage.ranges), heading, heading_id })
    }
}

fn reason(reason: &search::Reason) -> ScorePart {
    ScorePart { what: reason.what.clone(), score: f64::from(reason.score) }
}

/// Makes offsets as small as the interface counts them.
fn units(ranges: Vec<(usize, usize)>) -> Vec<(u32, u32)> {
    ranges.into_iter().map(|(start, end)| (small(start), small(end))).collect()
}
