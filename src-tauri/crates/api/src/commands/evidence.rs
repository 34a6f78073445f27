//! The evidence: what is known, asked, mapped, captured and kept fresh.

use fieldbook_library::{
    Answer, CapabilityMap, CloseInput, Closed, Comparison, CsvInput, CsvTable, EvidenceRequest,
    GitFacts, GitInput, Inbox, Insights, InterviewInput, Library, LogDefaults, LogInput, Logged,
    MapInput, RecomputeInput, Recomputed, RegisterInput, Registry, RequestInput, SnoozeInput,
    Verified, VerifyInput,
};
use serde::Deserialize;
use ts_rs::TS;

use super::read::IdInput;
use crate::ApiError;

/// A query.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct QueryInput {
    query: String,
}

/// Names records.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct IdsInput {
    ids: Vec<String>,
}

pub(super) fn answer(library: &Library, input: QueryInput) -> Result<Answer, ApiError> {
    Ok(library.answer(&input.query)?)
}

pub(super) fn recompute_verdict(
    library: &Library,
    input: RecomputeInput,
) -> Result<Recomputed, ApiError> {
    Ok(library.recompute_verdict(&input)?)
}

pub(super) fn capability_map(
    library: &Library,
    input: MapInput,
) -> Result<CapabilityMap, ApiError> {
    Ok(library.capability_map(&input)?)
}

pub(super) fn log_attempt(library: &Library, input: LogInput) -> Result<Logged, ApiError> {
    Ok(library.log_attempt(&input)?)
}

pub(super) fn register_attempt(
    library: &Library,
    input: RegisterInput,
) -> Result<Logged, ApiError> {
    Ok(library.register_attempt(&input)?)
}

pub(super) fn close_attempt(library: &Library, input: CloseInput) -> Result<Closed, ApiError> {
    Ok(library.close_attempt(&input)?)
}

pub(super) fn log_defaults(library: &Library, (): ()) -> Result<LogDefaults, ApiError> {
    Ok(library.log_defaults()?)
}

pub(super) fn from_git(library: &Library, input: GitInput) -> Result<GitFacts, ApiError> {
    Ok(library.from_git(&input)?)
}

pub(super) fn new_from_interview(
    library: &Library,
    input: InterviewInput,
) -> Result<Logged, ApiError> {
    Ok(library.new_from_interview(&input)?)
}

pub(super) fn inbox_count(library: &Library, (): ()) -> Result<u32, ApiError> {
    Ok(library.inbox_count()?)
}

pub(super) fn inbox(library: &Library, (): ()) -> Result<Inbox, ApiError> {
    Ok(library.inbox()?)
}

pub(super) fn snooze(library: &Library, input: SnoozeInput) -> Result<(), ApiError> {
    Ok(library.snooze(&input)?)
}

pub(super) fn dismiss(library: &Library, input: IdInput) -> Result<(), ApiError> {
    Ok(library.dismiss(&input.id)?)
}

pub(super) fn verify(library: &Library, input: VerifyInput) -> Result<Verified, ApiError> {
    Ok(library.verify(&input)?)
}

pub(super) fn request_evidence(
    library: &Library,
    input: RequestInput,
) -> Result<EvidenceRequest, ApiError> {
    Ok(library.request_evidence(&input)?)
}

pub(super) fn insights(library: &Library, input: QueryInput) -> Result<Insights, ApiError> {
    Ok(library.insights(&input.query)?)
}

pub(super) fn compare(library: &Library, input: IdsInput) -> Result<Comparison, ApiError> {
    Ok(library.compare(&input.ids)?)
}

pub(super) fn export_csv(library: &Library, input: CsvInput) -> Result<CsvTable, ApiError> {
    Ok(library.export_csv(&input)?)
}

pub(super) fn registry(library: &Library, (): ()) -> Result<Registry, ApiError> {
    Ok(library.registry()?)
}

pub(super) fn set_registry(library: &Library, input: Registry) -> Result<Registry, ApiError> {
    Ok(library.set_registry(&input)?)
}
