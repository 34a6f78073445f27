//! Capture: logging an attempt in twenty seconds, registering one before its end is known, closing it.
//!
//! A log is an ordinary draft with gaps; the inbox lists them later. What is registered beforehand
//! cannot be chosen by its outcome, so an open attempt that nobody closes counts as unreported.

use fieldbook_record::vocabulary::Outcome;
use fieldbook_record::{Edit, Kind, Template, Value};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use crate::documents::Key;
use crate::editing::SaveOutcome;
use crate::{Error, Library, PERSONAL, STARTER};

/// An attempt that has ended.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct LogInput {
    /// What was tried.
    pub title: String,
    /// Task type.
    pub task_type: Option<String>,
    /// Agent, perhaps with its version apart.
    pub agent: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Who checked.
    pub supervised: Option<Supervised>,
    /// Minutes of one's own.
    pub minutes: Option<f64>,
    /// One line; what failed, if anything did.
    pub note: Option<String>,
    /// The playbook or finding that was tried.
    pub applies: Option<String>,
    /// Whose experience it is: a team or an organisation, never a person.
    pub organisation: Option<String>,
    /// The library; the personal one if not stated.
    pub library: Option<String>,
}

/// An attempt whose outcome is not known yet.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct RegisterInput {
    /// What will be tried.
    pub title: String,
    /// Task type.
    pub task_type: Option<String>,
    /// Agent.
    pub agent: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Who will check.
    pub supervised: Option<Supervised>,
    /// What is hoped for, in one line.
    pub expected: Option<String>,
    /// The day on which to ask: ISO 8601; in two weeks if not stated.
    pub due: Option<String>,
    /// Days it would take by hand.
    pub planned_days: Option<f64>,
    /// The playbook or finding that is tried.
    pub applies: Option<String>,
    /// Whose experience it is.
    pub organisation: Option<String>,
    /// The library; the personal one if not stated.
    pub library: Option<String>,
}

/// How an open attempt ended.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct CloseInput {
    /// The attempt.
    pub id: String,
    /// How it ended; anything but `open`.
    pub outcome: String,
    /// One line; what failed, if anything did.
    pub note: Option<String>,
    /// Days it took.
    pub actual_days: Option<f64>,
}

/// Who checked the agent's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Supervised {
    /// A person, all of it.
    Yes,
    /// A person, some of it.
    Partly,
    /// Nobody.
    No,
}

/// An attempt that is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Logged {
    /// Its id.
    pub id: String,
    /// The library that holds it; the personal one where the wished one does not take it.
    pub library: String,
}

/// An attempt that is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Closed {
    /// Its id.
    pub id: String,
    /// How it ended.
    pub outcome: String,
    /// The revision that says so.
    pub revision: u32,
}

/// What the quick log starts with: as last time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LogDefaults {
    /// Task type of the last log.
    pub task_type: Option<String>,
    /// Agent of the last log.
    pub agent: Option<String>,
    /// Model of the last log.
    pub model: Option<String>,
    /// Whose experience the last log was.
    pub organisation: Option<String>,
    /// The day on which an attempt registered today is asked for.
    pub due: String,
}

/// Days until an attempt is asked for, where nobody says.
const DUE_AFTER_DAYS: i64 = 14;

impl Library {
    /// Writes down an attempt that has ended, as a draft.
    ///
    /// # Errors
    /// [`Error::BadOutcome`]; the store's errors.
    pub fn log_attempt(&self, input: &LogInput) -> Result<Logged, Error> {
        let mut edits =
            common(input.task_type.as_ref(), input.agent.as_ref(), input.model.as_ref());
        if let Some(outcome) = stated(input.outcome.as_ref()) {
            edits.push(Edit::set("outcome", known_outcome(outcome)?));
            edits.extend(said(outcome, stated(input.note.as_ref())));
        } else if let Some(note) = stated(input.note.as_ref()) {
            edits.push(Edit::set("summary", note));
        }
        if let Some(minutes) = input.minutes.filter(|minutes| *minutes > 0.0) {
            edits.push(Edit::set("effort.actual.duration", duration(minutes, "minutes")));
        }
        edits.extend(checked_by(input.supervised));
        edits.extend(self.applied(input.applies.as_deref())?);
        edits.extend(whose(input.organisation.as_ref()));
        let logged = self.write_attempt(&input.title, input.library.as_deref(), edits)?;
        self.remember(&input.task_type, &input.agent, &input.model, &input.organisation)?;
        Ok(logged)
    }

    /// Registers an attempt before its outcome is known.
    ///
    /// # Errors
    /// [`Error::BadDate`] for the day; the store's errors.
    pub fn register_attempt(&self, input: &RegisterInput) -> Result<Logged, Error> {
        let mut edits =
            common(input.task_type.as_ref(), input.agent.as_ref(), input.model.as_ref());
        let due = match stated(input.due.as_ref()) {
            Some(day) if fieldbook_record::PartialDate::parse(day).is_some() => day.to_owned(),
            Some(day) => return Err(Error::BadDate { text: day.to_owned() }),
            None => self.due(),
        };
        edits.push(Edit::set("outcome", "open"));
        edits.push(Edit::set("expected", stated(input.expected.as_ref()).unwrap_or_default()));
        edits.push(Edit::set("due", due));
        if let Some(days) = input.planned_days.filter(|days| *days > 0.0) {
            edits.push(Edit::set("effort.planned.duration", duration(days, "days")));
            edits.push(Edit::set("effort.planned.basis", "manual_estimate"));
        }
        edits.extend(checked_by(input.supervised));
        edits.extend(self.applied(input.applies.as_deref())?);
        edits.extend(whose(input.organisation.as_ref()));
        let logged = self.write_attempt(&input.title, input.library.as_deref(), edits)?;
        self.remember(&input.task_type, &input.agent, &input.model, &input.organisation)?;
        Ok(logged)
    }

    /// Closes an open attempt.
    ///
    /// # Errors
    /// [`Error::NotOpen`], [`Error::BadOutcome`]; those of reading and saving.
    pub fn close_attempt(&self, input: &CloseInput) -> Result<Closed, Error> {
        let document = self.document(&input.id)?;
        let record = self.read_document(&document).record;
        let is = record.case_study().and_then(|case| case.outcome.clone());
        if is != Some(Outcome::Open) {
            let outcome = is.map(|outcome| outcome.to_string()).unwrap_or_default();
            return Err(Error::NotOpen { id: document.id, outcome });
        }
        let outcome = known_outcome(input.outcome.trim())?;
        if outcome == "open" {
            return Err(Error::BadOutcome { word: outcome.to_owned() });
        }
        let mut edits = vec![
            Edit::set("outcome", outcome),
            Edit::set("date", self.clock.today().to_string()),
            Edit::set("updated", self.clock.today().to_string()),
        ];
        edits.extend(said(outcome, stated(input.note.as_ref())));
        if let Some(days) = input.actual_days.filter(|days| *days > 0.0) {
            edits.push(Edit::set("effort.actual.duration", duration(days, "days")));
            edits.push(Edit::set("effort.actual.basis", "measured"));
        }
        let text = fieldbook_record::edit(&document.text, &edits)?;
        let id = Key::of(&document).to_string();
        match self.save(&id, &text, Some(document.revision), None)? {
            SaveOutcome::Saved { id, revision, .. } => {
                Ok(Closed { id, outcome: outcome.to_owned(), revision })
            }
            SaveOutcome::Unchanged { revision } => {
                Ok(Closed { id: document.id, outcome: outcome.to_owned(), revision })
            }
            // Someone closed or changed it at this very moment: look again, nothing is overwritten.
            SaveOutcome::Stale { .. } => self.close_attempt(input),
        }
    }

    /// Returns what the quick log starts with.
    ///
    /// # Errors
    /// The store's errors.
    pub fn log_defaults(&self) -> Result<LogDefaults, Error> {
        Ok(LogDefaults {
            task_type: self.store.setting("log.task_type")?,
            agent: self.store.setting("log.agent")?,
            model: self.store.setting("log.model")?,
            organisation: self.store.setting("log.organisation")?,
            due: self.due(),
        })
    }

    fn remember(
        &self,
        task_type: &Option<String>,
        agent: &Option<String>,
        model: &Option<String>,
        organisation: &Option<String>,
    ) -> Result<(), Error> {
        let now = self.clock.now();
        let parts = [
            ("log.task_type", task_type),
            ("log.agent", agent),
            ("log.model", model),
            ("log.organisation", organisation),
        ];
        for (key, value) in parts {
            let value = stated(value.as_ref());
            if value.is_some() && self.store.setting(key)?.as_deref() != value {
                self.store.set_setting(key, value, now)?;
            }
        }
        Ok(())
    }

    fn due(&self) -> String {
        let today = self.clock.today();
        today.checked_add(DUE_AFTER_DAYS.days()).unwrap_or(today).to_string()
    }

    /// Links a case study to what it tried.
    pub(crate) fn applied(&self, applies: Option<&str>) -> Result<Vec<Edit>, Error> {
        let Some(applies) = applies.map(str::trim).filter(|id| !id.is_empty()) else {
            return Ok(Vec::new());
        };
        let key = self.locate(applies)?;
        // Without its library's name a link means a record beside the one that states it.
        let to = if key.library == PERSONAL { key.id } else { key.to_string() };
        let link = Value::Map(vec![
            ("rel".to_owned(), Value::from("applies")),
            ("to".to_owned(), Value::from(to)),
        ]);
        Ok(vec![Edit::set("links", Value::List(vec![link]))])
    }

    /// Makes the draft of an attempt.
    pub(crate) fn write_attempt(
        &self,
        title: &str,
        library: Option<&str>,
        edits: Vec<Edit>,
    ) -> Result<Logged, Error> {
        let title = match title.trim() {
            "" => "Attempt without a name",
            title => title,
        };
        // The shipped library is replaced with every version: nothing of one's own goes there.
        let library =
            library.filter(|name| !name.is_empty() && *name != STARTER).unwrap_or(PERSONAL);
        let id = self.free_id(library, &fieldbook_record::slug(Kind::CaseStudy, title))?;
        let author = self.settings()?.author;
        let today = self.clock.today();
        let author = Some(author.as_str()).filter(|name| !name.is_empty());
        let template = Template { id: &id, title, today, author };
        let text = fieldbook_record::template(Kind::CaseStudy, &template);
        let mut all = vec![
            Edit::set("date", today.to_string()),
            // What one person tells of one attempt; more is claimed in the editor, if it holds.
            Edit::set("evidence.study_design", "anecdote"),
            Edit::set("evidence.independence", "self_reported"),
            Edit::set("evidence.certainty", "very_low"),
        ];
        all.extend(edits);
        let text = fieldbook_record::edit(&text, &all)?;
        let key = self.create_in(library, &id, Kind::CaseStudy, &text)?;
        Ok(Logged { id: key.id, library: key.library })
    }
}

/// What one log after another has in common.
fn common(task: Option<&String>, agent: Option<&String>, model: Option<&String>) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let Some(task) = stated(task) {
        edits.push(Edit::set("task_type", task));
    }
    for (path, name) in [("agent.name", stated(agent)), ("model.name", stated(model))] {
        if let Some(name) = name {
            edits.push(Edit::set(path, name));
        }
    }
    edits
}

/// Puts the one line where it belongs: what worked after a success, else what failed.
fn said(outcome: &str, note: Option<&str>) -> Vec<Edit> {
    let Some(note) = note else { return Vec::new() };
    let list = if outcome == "succeeded" { "what_worked" } else { "what_failed" };
    vec![Edit::set("summary", note), Edit::set(list, vec![note])]
}

fn checked_by(supervised: Option<Supervised>) -> Vec<Edit> {
    let text = match supervised {
        None => return Vec::new(),
        Some(Supervised::Yes) => "a person checked everything",
        Some(Supervised::Partly) => "a person checked part of it",
        Some(Supervised::No) => "none",
    };
    vec![Edit::set("supervision", vec![text])]
}

fn whose(organisation: Option<&String>) -> Vec<Edit> {
    stated(organisation).map(|name| Edit::set("organisation", name)).into_iter().collect()
}

fn duration(length: f64, unit: &str) -> Value {
    Value::Map(vec![
        ("min".to_owned(), Value::from(length)),
        ("max".to_owned(), Value::from(length)),
        ("unit".to_owned(), Value::from(unit)),
        ("day_basis".to_owned(), if unit == "days" { Value::from("working") } else { Value::Null }),
    ])
}

fn known_outcome(word: &str) -> Result<&str, Error> {
    match Outcome::from(word).is_known() {
        true => Ok(word),
        false => Err(Error::BadOutcome { word: word.to_owned() }),
    }
}

fn stated(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}
