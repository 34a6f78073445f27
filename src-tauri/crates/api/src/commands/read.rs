//! Reading.

use fieldbook_library::{Diff, Library, RecordView, RevisionView, Trashed};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ApiError;

/// Names a record: an id, a `<library>/<id>`, an alias.
#[derive(Debug, Serialize, Deserialize, TS)]
pub(crate) struct IdInput {
    pub(super) id: String,
}

/// Names two revisions.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct DiffInput {
    id: String,
    from: u32,
    to: u32,
}

/// Names the revision to bring back, and the newest one the person has seen.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct RestoreInput {
    pub(super) id: String,
    pub(super) revision: u32,
    pub(super) base_revision: Option<u32>,
}

pub(super) fn get_record(library: &Library, input: IdInput) -> Result<RecordView, ApiError> {
    Ok(library.record(&input.id)?)
}

pub(super) fn trashed_records(library: &Library, (): ()) -> Result<Vec<Trashed>, ApiError> {
    Ok(library.trashed()?)
}

pub(super) fn history(library: &Library, input: IdInput) -> Result<Vec<RevisionView>, ApiError> {
    Ok(library.history(&input.id)?)
}

pub(super) fn diff(library: &Library, input: DiffInput) -> Result<Diff, ApiError> {
    Ok(library.diff(&input.id, input.from, input.to)?)
}
