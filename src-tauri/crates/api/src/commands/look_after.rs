//! Settings, health, and whole folders in and out.

use std::path::PathBuf;

use fieldbook_library::{
    BackupMade, Exported, HealthReport, ImportOptions, ImportReport, Library, Settings, Status,
};
use serde::Deserialize;
use ts_rs::TS;

use crate::ApiError;

/// Asks for a look at the installation.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct DoctorInput {
    deep: bool,
}

/// Names a folder to write into, and which records.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ExportInput {
    dir: String,
    query: Option<String>,
}

/// Names files and folders to import.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ImportInput {
    paths: Vec<String>,
}

pub(super) fn status(library: &Library, (): ()) -> Result<Status, ApiError> {
    Ok(library.status()?)
}

pub(super) fn settings(library: &Library, (): ()) -> Result<Settings, ApiError> {
    Ok(library.settings()?)
}

pub(super) fn set_settings(library: &Library, input: Settings) -> Result<Settings, ApiError> {
    library.set_settings(&input)?;
    Ok(library.settings()?)
}

pub(super) fn doctor(library: &Library, input: DoctorInput) -> Result<HealthReport, ApiError> {
    Ok(library.health(input.deep)?)
}

pub(super) fn backup_now(library: &Library, (): ()) -> Result<BackupMade, ApiError> {
    Ok(library.backup(None)?)
}

pub(super) fn rebuild_index(library: &Library, (): ()) -> Result<(), ApiError> {
    Ok(library.rebuild_index(&mut |_, _| {})?)
}

pub(super) fn export_folder(library: &Library, input: ExportInput) -> Result<Exported, ApiError> {
    let query = input.query.unwrap_or_default();
    Ok(library.export_markdown(&PathBuf::from(input.dir), &query, &mut |_| true)?)
}

pub(super) fn import_paths(
    library: &Library,
    input: ImportInput,
) -> Result<ImportReport, ApiError> {
    let paths: Vec<PathBuf> = input.paths.into_iter().map(PathBuf::from).collect();
    Ok(library.import(&paths, &ImportOptions::default(), &mut |_| true)?)
}
