//! "Still true": somebody looked at a record again. An event in the record, not an edit of what it says.

use fieldbook_record::{Edit, Value, review_months};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use crate::documents::{self, Key};
use crate::editing::SaveOutcome;
use crate::{Error, Library};

/// A record is still true.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct VerifyInput {
    /// The record.
    pub id: String,
    /// The agent with which it was seen to be.
    pub agent: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// What was looked at, in one line.
    pub note: Option<String>,
}

/// What a verification changed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Verified {
    /// The record as `<library>/<id>`.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// The day on which it is due again: ISO 8601.
    pub review_by: String,
}

impl Library {
    /// Writes down that a record was looked at today and is still true, and when it is due again.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id, [`Error::Edit`] where the front matter takes no
    /// edit; the store's errors.
    pub fn verify(&self, input: &VerifyInput) -> Result<Verified, Error> {
        let document = self.document(&input.id)?;
        let record = self.read_document(&document).record;
        let today = self.clock.today();
        let months = review_months(documents::kind(&document)).months();
        let review_by = today.checked_add(months).unwrap_or(today).to_string();
        let author = self.settings()?.author;
        let stated = |text: Option<&String>| {
            text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let or_null = |text: Option<String>| text.map_or(Value::Null, Value::from);
        let against = Value::Map(vec![
            ("agent".to_owned(), or_null(stated(input.agent.as_ref()))),
            ("model".to_owned(), or_null(stated(input.model.as_ref()))),
        ]);
        let mut event = vec![
            ("by".to_owned(), or_null(stated(Some(&author)))),
            ("on".to_owned(), Value::from(today.to_string())),
            ("against".to_owned(), against),
        ];
        event.extend(stated(input.note.as_ref()).map(|note| ("note".to_owned(), note.into())));
        let edits = [
            Edit::set(&format!("verified.{}", record.verified.len()), Value::Map(event)),
            Edit::set("review_by", review_by.as_str()),
        ];
        let text = fieldbook_record::edit(&document.text, &edits)?;
        let id = Key::of(&document).to_string();
        match self.save(&id, &text, Some(document.revision), None)? {
            SaveOutcome::Saved { revision, .. } | SaveOutcome::Unchanged { revision } => {
                Ok(Verified { id, revision, review_by })
            }
            // Someone changed it at this very moment: look again, nothing is overwritten.
            SaveOutcome::Stale { .. } => self.verify(input),
        }
    }
}
