//! Writing records: new ones from a template, drafts while typing, saving, duplicating, the trash.

use fieldbook_record::{
    self as record, Check, Edit, FieldSpan, Format, Kind, Reading, Record, Template,
};
use fieldbook_render::Heading;
use fieldbook_store::{Base, Document, Draft, Saved, StoredDraft, Write};
use serde::Serialize;

use crate::documents::{self, Key};
use crate::{Error, Library, PERSONAL};

/// A document may have this many bytes (RECORD.md, decision 12).
pub const DOCUMENT_LIMIT: usize = 2 * 1024 * 1024;

/// What a text says, while it is being edited.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Analysis {
    /// The record as far as it could be read.
    pub record: Record,
    /// What the checker has to say.
    pub checks: Vec<Check>,
    /// Which lines hold which field.
    pub fields: Vec<FieldSpan>,
    /// The line on which the body begins, from 1.
    pub body_line: u32,
    /// The body as safe HTML.
    pub html: String,
    /// The body's headings.
    pub outline: Vec<Heading>,
    /// Why the body is shown as plain text, if it is.
    pub degraded: Option<String>,
}

/// What the editor opens with.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EditorState {
    /// The record's id.
    pub id: String,
    /// The library that holds it.
    pub library: String,
    /// Its kind.
    pub kind: Kind,
    /// The convention of its text.
    pub format: Format,
    /// The text to edit: the unsaved draft where there is one.
    pub text: String,
    /// The revision that the text started from.
    pub base_revision: u32,
    /// The newest revision; larger than the base when someone else saved meanwhile.
    pub current_revision: u32,
    /// Whether the text is an unsaved draft.
    pub from_draft: bool,
    /// When the draft was kept, in milliseconds since 1970.
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub draft_at: Option<i64>,
    /// What the text says.
    pub analysis: Analysis,
}

/// How a save ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SaveOutcome {
    /// A new revision holds the text.
    Saved {
        /// The record's id; another one when the text states another.
        id: String,
        /// The new revision.
        revision: u32,
        /// What the checker has to say.
        checks: Vec<Check>,
    },
    /// The newest revision already holds this text.
    Unchanged {
        /// That revision.
        revision: u32,
    },
    /// Someone else saved meanwhile; nothing was overwritten.
    Stale {
        /// The newest revision.
        current_revision: u32,
        /// Its text.
        current_text: String,
    },
}

impl Library {
    /// Makes a draft from the template of its kind, in the personal library.
    ///
    /// # Errors
    /// The store's errors.
    pub fn create(&self, kind: Kind, title: &str) -> Result<Key, Error> {
        let title = title.trim();
        let id = self.free_id(PERSONAL, &record::slug(kind, title))?;
        let author = self.settings()?.author;
        let today = self.clock.today();
        let template = Template {
            id: &id,
            title,
            today,
            author: Some(author.as_str()).filter(|name| !name.is_empty()),
        };
        let text = record::template(kind, &template);
        self.create_from_text(&id, kind, &text)
    }

    /// Copies a record under a new id, as a draft.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn duplicate(&self, id: &str) -> Result<Key, Error> {
        let document = self.document(id)?;
        let kind = documents::kind(&document);
        let reading = self.read_document(&document);
        let title = reading.record.title;
        let new_id = self.free_id(PERSONAL, &format!("{}-copy", shortened(&document.id, 55)))?;
        let text = record::duplicate(&document.text, &new_id, &title, self.clock.today());
        self.create_from_text(&new_id, kind, &text)
    }

    /// Opens a record for editing: its newest revision, or the draft kept since.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn open_editor(&self, id: &str) -> Result<EditorState, Error> {
        let document = self.document(id)?;
        let draft = self.store.draft(&Key::of(&document).to_string())?;
        let (text, base_revision, draft_at) = match draft {
            Some(StoredDraft { draft, updated, .. }) => {
                (draft.text, draft.base_revision.unwrap_or(document.revision), Some(updated))
            }
            None => (document.text.clone(), document.revision, None),
        };
        Ok(EditorState {
            analysis: self.analyse_text(&document, &text),
            id: document.id.clone(),
            library: document.library.clone(),
            kind: documents::kind(&document),
            format: documents::format(&document),
            base_revision,
            current_revision: document.revision,
            from_draft: draft_at.is_some(),
            draft_at,
            text,
        })
    }

    /// Says what a text would be as this record, without saving anything.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn analyse(&self, id: &str, text: &str) -> Result<Analysis, Error> {
        Ok(self.analyse_text(&self.document(id)?, text))
    }

    /// Keeps what is being typed, outside the history. The newest call wins.
    ///
    /// # Errors
    /// [`Error::TooLarge`]; the store's errors.
    pub fn keep_draft(&self, id: &str, text: &str, base_revision: u32) -> Result<i64, Error> {
        check_size(text)?;
        let key = self.locate(id)?;
        let at = self.clock.now();
        let draft = Draft {
            text: text.to_owned(),
            base_revision: Some(base_revision),
            library: key.library.clone(),
            id: Some(key.id.clone()),
            kind: String::new(),
            attachments: documents::attachments(text),
        };
        self.store.put_draft(&key.to_string(), &draft, at)?;
        Ok(at)
    }

    /// Throws away what was typed since the last revision.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn discard_draft(&self, id: &str) -> Result<(), Error> {
        let key = self.locate(id)?;
        self.store.discard_draft(&key.to_string())?;
        Ok(())
    }

    /// Saves a text as the newest revision, if nobody saved since `base`.
    ///
    /// A text that states another id renames the record; the old id goes on working.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::Exists`] and [`Error::BadId`] for a new id; the store's errors.
    pub fn save(
        &self,
        id: &str,
        text: &str,
        base: Option<u32>,
        note: Option<&str>,
    ) -> Result<SaveOutcome, Error> {
        self.save_text(id, text, base.map_or(Base::Any, Base::Revision), note)
    }

    pub(crate) fn save_text(
        &self,
        id: &str,
        text: &str,
        base: Base,
        note: Option<&str>,
    ) -> Result<SaveOutcome, Error> {
        check_size(text)?;
        let document = self.document(id)?;
        let key = Key::of(&document);
        let reading = self.read_text(&document, text);
        let new_key = self.stated_key(&key, &reading)?;
        let write = Write {
            base,
            actor: self.actor,
            note,
            now: self.clock.now(),
            ..documents::write(&new_key, documents::format(&document), text, &reading)
        };
        let saved = match new_key == key {
            true => self.store.save(&write)?,
            false => self.store.rename(&key.id, &write)?,
        };
        let revision = match saved {
            Saved::Created { revision, .. } | Saved::Updated { revision, .. } => revision,
            Saved::Unchanged { revision } => {
                self.store.discard_draft(&key.to_string())?;
                return Ok(SaveOutcome::Unchanged { revision });
            }
            Saved::Stale { current } => {
                let current_text =
                    self.store.revision_text(&key.library, &key.id, current)?.unwrap_or_default();
                return Ok(SaveOutcome::Stale { current_revision: current, current_text });
            }
            Saved::Exists { .. } => return Err(Error::Exists { id: new_key.id }),
        };
        self.store.discard_draft(&key.to_string())?;
        self.changed();
        Ok(SaveOutcome::Saved { id: new_key.id, revision, checks: reading.checks })
    }

    /// Moves a record to the trash, from where it comes back for at least 30 days.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn trash(&self, id: &str) -> Result<Key, Error> {
        let key = self.locate(id)?;
        self.store.trash(&key.library, &key.id, self.actor, self.clock.now())?;
        self.changed();
        Ok(key)
    }

    /// Takes a record back out of the trash.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the trash does not hold it; the store's errors.
    pub fn untrash(&self, id: &str) -> Result<Key, Error> {
        let key = self.locate(id)?;
        self.store.untrash(&key.library, &key.id, self.actor, self.clock.now())?;
        self.changed();
        Ok(key)
    }

    /// Writes a form's changes into a text and touches nothing else of it.
    ///
    /// # Errors
    /// [`Error::Edit`] when the text's front matter cannot take the change.
    pub fn edit_text(text: &str, edits: &[Edit]) -> Result<String, Error> {
        Ok(record::edit(text, edits)?)
    }

    fn create_from_text(&self, id: &str, kind: Kind, text: &str) -> Result<Key, Error> {
        let key = Key { library: PERSONAL.to_owned(), id: id.to_owned() };
        let reading = self.read(&key, kind, Format::Fieldbook, text);
        self.store.save(&Write {
            base: Base::Create,
            actor: self.actor,
            now: self.clock.now(),
            ..documents::write(&key, Format::Fieldbook, text, &reading)
        })?;
        self.changed();
        Ok(key)
    }

    fn analyse_text(&self, document: &Document, text: &str) -> Analysis {
        let Reading { record, checks, fields, body_offset, body_line } =
            self.read_text(document, text);
        let body = text.get(body_offset as usize..).unwrap_or_default();
        let rendered = self.render(&document.library, body);
        Analysis {
            record,
            checks,
            fields,
            body_line,
            html: rendered.html,
            outline: rendered.outline,
            degraded: rendered.degraded.map(|reason| reason.as_str().to_owned()),
        }
    }

    /// Finds an id that is free in a library: the wished one, or that with a number.
    pub(crate) fn free_id(&self, library: &str, wished: &str) -> Result<String, Error> {
        for number in 1.. {
            let id = match number {
                1 => wished.to_owned(),
                number => format!("{}-{number}", shortened(wished, 58)),
            };
            if self.store.document(library, &id)?.is_none() {
                return Ok(id);
            }
        }
        unreachable!("the numbers do not end")
    }

    /// Returns the name that a text states for itself; an unusable one changes nothing.
    fn stated_key(&self, key: &Key, reading: &Reading) -> Result<Key, Error> {
        let stated = &reading.record.id;
        if *stated == key.id || !record::is_valid_id(stated) {
            return Ok(key.clone());
        }
        if self.store.document(&key.library, stated)?.is_some_and(|other| other.id != key.id) {
            return Err(Error::Exists { id: stated.clone() });
        }
        Ok(Key { library: key.library.clone(), id: stated.clone() })
    }
}

fn check_size(text: &str) -> Result<(), Error> {
    if text.len() > DOCUMENT_LIMIT {
        return Err(Error::TooLarge { size: text.len(), limit: DOCUMENT_LIMIT });
    }
    Ok(())
}

/// Cuts an id so that a suffix still fits, without leaving a hyphen at its end.
fn shortened(id: &str, length: usize) -> &str {
    id.get(..length.min(id.len())).unwrap_or(id).trim_end_matches('-')
}
