//! What can be chosen from: the words of the vocabulary, the values that records use, records by name.

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

/// A record that could be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Suggestion {
    /// Its id.
    pub value: String,
    /// Its title.
    pub label: Option<String>,
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
        let index = self.index()?;
        let request =
            Request { limit: 0, facets: true, today_days: self.today_days(), ..Request::default() };
        let everything = index.search(&search::parse("", &Names::default()), &request)?;
        let names = |field| -> Vec<String> {
            let found = everything.facets.get(&field).into_iter().flatten();
            found.map(|(value, _)| value.clone()).collect()
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
            agents: names(Field::Agent),
            models: names(Field::Model),
            tags: names(Field::Tag),
        })
    }

    /// Finds records by id and by title while one is being named; the newest where nothing is typed.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn suggest_records(&self, prefix: &str, limit: u32) -> Result<Vec<Suggestion>, Error> {
        if prefix.trim().is_empty() {
            let heads =
                self.store.heads(&Filter::default(), Order::NewestFirst, 0, u64::from(limit))?;
            return Ok(heads
                .into_iter()
                .map(|head| Suggestion { value: head.id, label: head.columns.title })
                .collect());
        }
        let asked = SearchInput { typing: true, ..SearchInput::words(prefix, limit) };
        let page = self.search(&asked)?;
        Ok(page
            .hits
            .into_iter()
            .map(|row| Suggestion { value: row.id, label: Some(row.title) })
            .collect())
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
