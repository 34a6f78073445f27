//! Completions: the words of the vocabulary, and the values that the records already use.

use fieldbook_record::vocabulary as words;
use fieldbook_search::{self as search, Field, Names, Request};
use fieldbook_store::{Filter, Order};
use serde::Serialize;

use crate::{Error, Library, SearchInput};

/// The closed lists of the specification.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Vocabulary {
    /// Task types.
    pub task_types: Vec<String>,
    /// Statuses.
    pub statuses: Vec<String>,
    /// Outcomes.
    pub outcomes: Vec<String>,
    /// Certainties, the lowest first.
    pub certainties: Vec<String>,
    /// Study designs, the strongest first.
    pub study_designs: Vec<String>,
    /// Who reported.
    pub independences: Vec<String>,
    /// Levels of autonomy.
    pub autonomy_levels: Vec<String>,
    /// Degrees of harm.
    pub harms: Vec<String>,
    /// Who may see a record.
    pub visibilities: Vec<String>,
    /// Rings.
    pub rings: Vec<String>,
    /// Units of time.
    pub units: Vec<String>,
    /// What an effort figure rests on.
    pub bases: Vec<String>,
    /// How one record relates to another.
    pub rels: Vec<String>,
    /// What a case says about a claim.
    pub results: Vec<String>,
    /// Reasons to lower certainty.
    pub downgrade_reasons: Vec<String>,
    /// Agents that the records name.
    pub agents: Vec<String>,
    /// Models that the records name.
    pub models: Vec<String>,
    /// Tags that the records use.
    pub tags: Vec<String>,
}

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Suggestion {
    /// What to write.
    pub value: String,
    /// What to show beside it, such as a record's title.
    pub label: Option<String>,
    /// How many records have it.
    pub count: u32,
}

/// A field of the query language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct QueryField {
    /// Its name.
    pub name: String,
    /// What it asks, in English.
    pub about: String,
    /// A filter as one would type it.
    pub example: String,
}

/// Lists the fields of the query language, in the order in which they are explained.
pub fn query_fields() -> Vec<QueryField> {
    let field = |field: &search::FieldHelp| QueryField {
        name: field.name.to_owned(),
        about: field.about.to_owned(),
        example: field.example.to_owned(),
    };
    search::FIELDS.iter().map(field).collect()
}

/// Describes the query language in plain text, for a command line.
pub fn query_help() -> String {
    let line = |left: &str, right: &str| format!("  {left:30} {right}\n");
    let syntax = search::SYNTAX.iter().map(|(typed, does)| line(typed, does));
    let fields = search::FIELDS.iter().map(|field| line(field.example, field.about));
    syntax.chain(fields).collect()
}

impl Library {
    /// Returns the closed lists and the names that the records use.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn vocabulary(&self) -> Result<Vocabulary, Error> {
        let names = |field| -> Result<Vec<String>, Error> {
            Ok(self.values(field, "", 200)?.into_iter().map(|found| found.value).collect())
        };
        Ok(Vocabulary {
            task_types: owned(words::TASK_TYPES),
            statuses: owned(words::Status::WORDS),
            outcomes: owned(words::Outcome::WORDS),
            certainties: owned(&["very_low", "low", "moderate", "high"]),
            study_designs: owned(words::StudyDesign::WORDS),
            independences: owned(words::Independence::WORDS),
            autonomy_levels: owned(words::AutonomyLevel::WORDS),
            harms: owned(words::Harm::WORDS),
            visibilities: owned(words::Visibility::WORDS),
            rings: owned(words::Ring::WORDS),
            units: owned(words::Unit::WORDS),
            bases: owned(words::Basis::WORDS),
            rels: owned(words::Rel::WORDS)
                .into_iter()
                .filter(|word| !matches!(word.as_str(), "evidence" | "mentions"))
                .collect(),
            results: owned(words::EvidenceResult::WORDS),
            downgrade_reasons: owned(words::Downgrade::WORDS),
            agents: names(Field::Agent)?,
            models: names(Field::Model)?,
            tags: names(Field::Tag)?,
        })
    }

    /// Completes a value of a field of the query language, the most frequent first.
    ///
    /// The field `id` completes to records, by id and by title.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn suggest(&self, field: &str, prefix: &str, limit: u32) -> Result<Vec<Suggestion>, Error> {
        if field == "id" {
            return self.records_like(prefix, limit);
        }
        if field.is_empty() {
            let fields = search::FIELDS.iter().filter(|field| field.name.starts_with(prefix));
            let name = |field: &search::FieldHelp| Suggestion {
                value: format!("{}:", field.name),
                label: Some(field.example.to_owned()),
                count: 0,
            };
            return Ok(fields.take(limit as usize).map(name).collect());
        }
        match Field::from_name(field) {
            Some(field) => self.values(field, prefix, limit as usize),
            None => Ok(Vec::new()),
        }
    }

    fn values(&self, field: Field, prefix: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let index = self.index()?;
        let request =
            Request { limit: 0, facets: true, today_days: self.today_days(), ..Request::default() };
        let page = index.search(&search::parse("", &Names::default()), &request)?;
        let wanted = prefix.to_lowercase();
        let found = page.facets.get(&field).cloned().unwrap_or_default();
        Ok(found
            .into_iter()
            .filter(|(value, _)| value.to_lowercase().contains(&wanted))
            .take(limit)
            .map(|(value, count)| Suggestion {
                value,
                label: None,
                count: u32::try_from(count).unwrap_or(u32::MAX),
            })
            .collect())
    }

    fn records_like(&self, prefix: &str, limit: u32) -> Result<Vec<Suggestion>, Error> {
        if prefix.trim().is_empty() {
            let heads =
                self.store.heads(&Filter::default(), Order::NewestFirst, 0, u64::from(limit))?;
            return Ok(heads
                .into_iter()
                .map(|head| Suggestion { value: head.id, label: head.columns.title, count: 1 })
                .collect());
        }
        let asked = SearchInput { typing: true, ..SearchInput::words(prefix, limit) };
        let page = self.search(&asked)?;
        Ok(page
            .hits
            .into_iter()
            .map(|row| Suggestion { value: row.id, label: Some(row.title), count: 1 })
            .collect())
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
