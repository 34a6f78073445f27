//! Writing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fieldbook_library::{Analysis, Attached, EditorState, Library, SaveOutcome};
use fieldbook_record::{Edit, Kind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::read::{IdInput, RestoreInput};
use crate::ApiError;

/// Asks for a new record.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct NewInput {
    kind: Kind,
    title: String,
}

/// Asks what a text says.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct AnalyseInput {
    id: String,
    text: String,
}

/// Asks for a form's changes to be written into a text.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct EditInput {
    text: String,
    edits: Vec<Edit>,
}

/// A text.
#[derive(Debug, Serialize, TS)]
pub(crate) struct TextOnly {
    text: String,
}

/// What is being typed, and the revision it started from.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct DraftInput {
    id: String,
    text: String,
    base_revision: u32,
}

/// When a draft was kept, in milliseconds since 1970.
#[derive(Debug, Serialize, TS)]
pub(crate) struct Kept {
    #[ts(type = "number")]
    at: i64,
}

/// A text to save. Without a base revision it replaces whatever is there.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct SaveInput {
    id: String,
    text: String,
    base_revision: Option<u32>,
    note: Option<String>,
}

/// A picture as base64, and the name of its file.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct AttachInput {
    data: String,
    name: String,
}

pub(super) fn new_record(library: &Library, input: NewInput) -> Result<IdInput, ApiError> {
    let key = library.create(input.kind, &input.title)?;
    Ok(IdInput { id: key.id })
}

pub(super) fn duplicate_record(library: &Library, input: IdInput) -> Result<IdInput, ApiError> {
    let key = library.duplicate(&input.id)?;
    Ok(IdInput { id: key.id })
}

pub(super) fn trash_record(library: &Library, input: IdInput) -> Result<IdInput, ApiError> {
    let key = library.trash(&input.id)?;
    Ok(IdInput { id: key.to_string() })
}

pub(super) fn untrash_record(library: &Library, input: IdInput) -> Result<IdInput, ApiError> {
    let key = library.untrash(&input.id)?;
    Ok(IdInput { id: key.id })
}

pub(super) fn open_editor(library: &Library, input: IdInput) -> Result<EditorState, ApiError> {
    Ok(library.open_editor(&input.id)?)
}

pub(super) fn analyse(library: &Library, input: AnalyseInput) -> Result<Analysis, ApiError> {
    Ok(library.analyse(&input.id, &input.text)?)
}

pub(super) fn edit_text(_: &Library, input: EditInput) -> Result<TextOnly, ApiError> {
    Ok(TextOnly { text: Library::edit_text(&input.text, &input.edits)? })
}

pub(super) fn put_draft(library: &Library, input: DraftInput) -> Result<Kept, ApiError> {
    Ok(Kept { at: library.keep_draft(&input.id, &input.text, input.base_revision)? })
}

pub(super) fn discard_draft(library: &Library, input: IdInput) -> Result<(), ApiError> {
    Ok(library.discard_draft(&input.id)?)
}

pub(super) fn save_record(library: &Library, input: SaveInput) -> Result<SaveOutcome, ApiError> {
    Ok(library.save(&input.id, &input.text, input.base_revision, input.note.as_deref())?)
}

pub(super) fn restore_revision(
    library: &Library,
    input: RestoreInput,
) -> Result<SaveOutcome, ApiError> {
    Ok(library.restore(&input.id, input.revision, input.base_revision)?)
}

pub(super) fn attach_image(library: &Library, input: AttachInput) -> Result<Attached, ApiError> {
    let bytes = STANDARD
        .decode(input.data.as_bytes())
        .map_err(|error| ApiError::new("bad-input", error.to_string()))?;
    Ok(library.attach(&input.name, &bytes)?)
}
