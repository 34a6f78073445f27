//! The step between a record's text and what the store keeps beside it.

use fieldbook_record::case_study::UNREPORTED_AFTER_DAYS;
use fieldbook_record::{AttemptState, Details, Format, Kind, Reading, Record};
use fieldbook_store::{Columns, Document, Link, Write};
use jiff::civil::Date;

/// A record's full name: `<library>/<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The library.
    pub library: String,
    /// The id, unique in it.
    pub id: String,
}

impl Key {
    /// Names a stored document.
    pub fn of(document: &Document) -> Self {
        Self { library: document.library.clone(), id: document.id.clone() }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.library, self.id)
    }
}

/// Returns the stored kind; an unreadable word counts as a case study, the most general kind.
pub(crate) fn kind(document: &Document) -> Kind {
    Kind::from_word(&document.kind).unwrap_or(Kind::CaseStudy)
}

/// Returns the convention that the text follows.
pub(crate) fn format(document: &Document) -> Format {
    Format::from_word(&document.format).unwrap_or_default()
}

/// Extracts what lists, filters and the computed views need without reading the text again.
fn columns(record: &Record) -> Columns {
    let mut columns = Columns {
        title: Some(record.title.clone()),
        status: Some(record.status.to_string()),
        origin: Some(record.origin.to_string()),
        task_type: record.task_type.clone(),
        updated_on: record.updated.map(|date| date.to_string()),
        review_by: record.review_by.map(|date| date.to_string()),
        ..Columns::default()
    };
    match &record.details {
        Details::CaseStudy(case) => {
            columns.outcome = case.outcome.as_ref().map(ToString::to_string);
            columns.harm = case.harm.as_ref().map(ToString::to_string);
            columns.due = case.due.map(|date| date.to_string());
            columns.agent = case.agents.iter().find_map(|agent| agent.name.clone());
            columns.model = case.models.iter().find_map(|model| model.name.clone());
            columns.organisation = case.organisation.clone();
            columns.date = case.date.map(|date| date.to_string());
            columns.certainty = case.evidence.certainty.as_ref().map(ToString::to_string);
        }
        Details::Playbook(playbook) => {
            columns.ring = playbook.ring.as_ref().map(ToString::to_string);
        }
        Details::Finding(_) => {}
    }
    columns
}

/// Returns the outcome as counted today: `unreported` is an open attempt long past its date, and
/// one of which nobody says how it ended.
pub(crate) fn counted_outcome(record: &Record, today: Date) -> Option<String> {
    let case = record.case_study()?;
    let stated = case.outcome.as_ref().filter(|outcome| outcome.is_known());
    Some(match stated {
        Some(outcome) if case.state(today) != AttemptState::Unreported => outcome.to_string(),
        _ => "unreported".to_owned(),
    })
}

/// Returns how an open attempt counts on a day, by its columns alone.
pub(crate) fn counts_as(columns: &Columns, today: Date) -> &'static str {
    match days_late(columns.due.as_deref(), today) {
        Some(late) if late > UNREPORTED_AFTER_DAYS => "unreported",
        _ => "open",
    }
}

/// Days from the last day that a date can mean until today; negative while it lies ahead.
pub(crate) fn days_late(date: Option<&str>, today: Date) -> Option<i32> {
    let last = fieldbook_record::PartialDate::parse(date?)?.last_day();
    Some((today - last).get_days())
}

/// Prepares a text for the store, with everything that is extracted from it.
pub(crate) fn write<'a>(
    key: &'a Key,
    format: Format,
    text: &'a str,
    reading: &Reading,
) -> Write<'a> {
    Write {
        library: &key.library,
        id: &key.id,
        kind: reading.record.kind.as_str(),
        format: format.as_str(),
        text,
        columns: columns(&reading.record),
        links: links(reading, text),
        aliases: reading.record.aliases.clone(),
        attachments: attachments(text),
        ..Write::default()
    }
}

/// Extracts the links that a text states.
fn links(reading: &Reading, text: &str) -> Vec<Link> {
    fieldbook_record::links(reading, text)
        .into_iter()
        .map(|link| Link { rel: link.rel.to_string(), to: link.to, line: link.line })
        .collect()
}

/// Finds the attachments that a text shows: `asset:` and the 64 hexadecimal digits of its BLAKE3.
pub(crate) fn attachments(text: &str) -> Vec<String> {
    let mut hashes: Vec<String> = text
        .split("asset:")
        .skip(1)
        .filter_map(|rest| rest.get(..64))
        .filter(|hash| {
            hash.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
        })
        .map(str::to_owned)
        .collect();
    hashes.sort();
    hashes.dedup();
    hashes
}

/// Returns an ISO date's age in months of 30.4375 days.
pub(crate) fn age_in_months(date: &str, today: Date) -> Option<f64> {
    let date = fieldbook_record::PartialDate::parse(date)?;
    Some(date.age_in_months(today))
}
