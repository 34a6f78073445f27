//! Shared libraries: pulling, publishing, review, conflicts.

use fieldbook_library::{
    AddLibrary, AddOutcome, ConflictRow, ConflictView, Library, ProposalRow, ProposalView,
    PublishAnswer, PublishOptions, PullAnswer, PullOptions, RegistryAnswer, ResolveAnswer,
    ReviewAnswer, ReviewVerdict, SaveOutcome, SharedLibraryView, TimelineEntry,
};
use fieldbook_record::MergeChoice;
use serde::Deserialize;
use ts_rs::TS;

use super::read::IdInput;
use crate::ApiError;

/// Names a shared library.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct LibraryInput {
    library: String,
}

/// How often a library is pulled by itself.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ScheduleInput {
    library: String,
    every_minutes: Option<u32>,
}

/// Which proposals to list: those of one library, or all.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ProposalsInput {
    library: Option<String>,
}

/// Names a proposal.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ProposalInput {
    library: String,
    branch: String,
}

/// A decision about a proposal.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ReviewInput {
    library: String,
    branch: String,
    verdict: ReviewVerdict,
}

/// Names what a publish check found, and what to put in its place.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ReplaceFindingInput {
    library: String,
    id: String,
    fingerprint: String,
    with: String,
}

/// Names a conflict, with the decisions so far.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ConflictInput {
    id: String,
    choices: Vec<MergeChoice>,
}

/// The decisions about a conflict, made while looking at `revision`.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ResolveInput {
    id: String,
    revision: u32,
    choices: Vec<MergeChoice>,
}

pub(super) fn shared_libraries(
    library: &Library,
    (): (),
) -> Result<Vec<SharedLibraryView>, ApiError> {
    Ok(library.shared_libraries()?)
}

pub(super) fn add_library(library: &Library, input: AddLibrary) -> Result<AddOutcome, ApiError> {
    Ok(library.add_library(&input)?)
}

pub(super) fn remove_library(library: &Library, input: LibraryInput) -> Result<(), ApiError> {
    Ok(library.remove_library(&input.library)?)
}

pub(super) fn share_registry(
    library: &Library,
    input: LibraryInput,
) -> Result<RegistryAnswer, ApiError> {
    Ok(library.share_registry(&input.library)?)
}

pub(super) fn schedule_library(
    library: &Library,
    input: ScheduleInput,
) -> Result<SharedLibraryView, ApiError> {
    Ok(library.schedule_library(&input.library, input.every_minutes)?)
}

pub(super) fn plan_pull(library: &Library, input: LibraryInput) -> Result<PullAnswer, ApiError> {
    Ok(library.pull_plan(&input.library)?)
}

pub(super) fn pull(library: &Library, input: PullOptions) -> Result<PullAnswer, ApiError> {
    Ok(library.pull(&input)?)
}

pub(super) fn pull_due(library: &Library, (): ()) -> Result<Vec<PullAnswer>, ApiError> {
    Ok(library.pull_due()?)
}

pub(super) fn stop_sharing(library: &Library, (): ()) -> Result<(), ApiError> {
    library.stop_sharing();
    Ok(())
}

pub(super) fn publish(library: &Library, input: PublishOptions) -> Result<PublishAnswer, ApiError> {
    Ok(library.publish(&input)?)
}

pub(super) fn replace_finding(
    library: &Library,
    input: ReplaceFindingInput,
) -> Result<SaveOutcome, ApiError> {
    Ok(library.replace_finding(&input.library, &input.id, &input.fingerprint, &input.with)?)
}

pub(super) fn proposals(
    library: &Library,
    input: ProposalsInput,
) -> Result<Vec<ProposalRow>, ApiError> {
    Ok(library.proposals(input.library.as_deref())?)
}

pub(super) fn get_proposal(
    library: &Library,
    input: ProposalInput,
) -> Result<ProposalView, ApiError> {
    Ok(library.proposal_view(&input.library, &input.branch)?)
}

pub(super) fn review_proposal(
    library: &Library,
    input: ReviewInput,
) -> Result<ReviewAnswer, ApiError> {
    Ok(library.review(&input.library, &input.branch, &input.verdict, false)?)
}

pub(super) fn conflicts(library: &Library, (): ()) -> Result<Vec<ConflictRow>, ApiError> {
    Ok(library.conflicts()?)
}

pub(super) fn get_conflict(
    library: &Library,
    input: ConflictInput,
) -> Result<ConflictView, ApiError> {
    Ok(library.conflict(&input.id, &input.choices)?)
}

pub(super) fn resolve_conflict(
    library: &Library,
    input: ResolveInput,
) -> Result<ResolveAnswer, ApiError> {
    Ok(library.resolve_conflict(&input.id, Some(input.revision), &input.choices, false)?)
}

pub(super) fn timeline(library: &Library, input: IdInput) -> Result<Vec<TimelineEntry>, ApiError> {
    Ok(library.timeline(&input.id)?)
}
