//! The command list, and its commands in one file a group.

#![expect(
    clippy::needless_pass_by_value,
    reason = "every command takes its input as a value, whatever it needs of it"
)]

mod edit;
mod evidence;
mod find;
mod look_after;
mod read;
mod share;

use fieldbook_library::{
    AddLibrary, AddOutcome, ConflictRow, ConflictView, ProposalRow, ProposalView, PublishAnswer,
    PublishOptions, PullAnswer, PullOptions, RegistryAnswer, ResolveAnswer, ReviewAnswer,
    SharedLibraryView, TimelineEntry,
};
use fieldbook_library::{
    Analysis, Attached, BackupMade, CompleteInput, Completions, Diff, EditorState, Exported,
    HealthReport, ImportReport, Library, QueryField, RecordView, RevisionView, SaveOutcome,
    SavedSearch, SearchInput, SearchPage, Settings, Status, Suggestion, Trashed, Vocabulary,
};
use fieldbook_library::{
    Answer, CapabilityMap, CloseInput, Closed, Comparison, CsvInput, CsvTable, EvidenceRequest,
    GitFacts, GitInput, Inbox, Insights, InterviewInput, LogDefaults, LogInput, Logged, MapInput,
    RecomputeInput, Recomputed, RegisterInput, Registry, RequestInput, SnoozeInput, Verified,
    VerifyInput,
};
use serde_json::Value;

use crate::ApiError;
use edit::{AnalyseInput, AttachInput, DraftInput, EditInput, Kept, NewInput, SaveInput, TextOnly};
use evidence::{IdsInput, QueryInput};
use find::{
    FilterInput, MarkInput, QueryOnly, SearchName, SetSynonyms, SuggestInput, SynonymsOf,
    SynonymsText,
};
use look_after::{DoctorInput, ExportInput, ImportInput};
use read::{DiffInput, IdInput, RestoreInput};
use share::{
    ConflictInput, LibraryInput, ProposalInput, ProposalsInput, ReplaceFindingInput, ResolveInput,
    ReviewInput, ScheduleInput,
};

/// Declares the commands: name, what it asks for, what it answers.
macro_rules! commands {
    ($($(#[$doc:meta])* $group:ident::$name:ident($input:ty) -> $output:ty;)+) => {
        /// The names of all commands.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Carries out a command of the list.
        ///
        /// # Errors
        /// `unknown-command`, `bad-input`, or the command's own.
        pub fn dispatch(library: &Library, name: &str, input: Value) -> Result<Value, ApiError> {
            match name {
                $(stringify!($name) => {
                    let input: $input = serde_json::from_value(input).map_err(|error| bad_input(name, &error))?;
                    let output: $output = $group::$name(library, input)?;
                    serde_json::to_value(output).map_err(|error| ApiError::new("bad-output", error.to_string()))
                })+
                _ => Err(ApiError::new("unknown-command", format!("there is no command {name}")).with("name", name)),
            }
        }

        /// Visits what each command asks for and answers.
        pub(crate) fn visit(visitor: &mut impl crate::bindings::Commands) {
            $(visitor.command::<$input, $output>(stringify!($name), &[$(stringify!($doc)),*]);)+
        }
    };
}

commands! {
    /// Says how the installation is.
    look_after::status(()) -> Status;
    /// Finds records.
    find::search(SearchInput) -> SearchPage;
    /// Says what could stand at a place of a query.
    find::complete(CompleteInput) -> Completions;
    /// Says where texts match the words of a query.
    find::mark(MarkInput) -> Vec<Vec<(u32, u32)>>;
    /// Finds records by the beginning of an id or a title.
    find::suggest_records(SuggestInput) -> Vec<Suggestion>;
    /// Says what the query language has: its fields, with examples.
    find::query_fields(()) -> Vec<QueryField>;
    /// Lists the saved searches with what is new in them.
    find::saved_searches(()) -> Vec<SavedSearch>;
    /// Saves a search under its name.
    find::save_search(SavedSearch) -> Vec<SavedSearch>;
    /// Forgets a saved search.
    find::forget_search(SearchName) -> Vec<SavedSearch>;
    /// Notes that a saved search was looked at.
    find::look_at_search(SearchName) -> ();
    /// Returns a library's synonyms as text.
    find::synonyms(SynonymsOf) -> SynonymsText;
    /// Replaces a library's synonyms.
    find::set_synonyms(SetSynonyms) -> SynonymsText;
    /// Writes a filter into a query or takes it out.
    find::toggle_filter(FilterInput) -> QueryOnly;
    /// Opens a record as a page.
    read::get_record(IdInput) -> RecordView;
    /// Lists the closed lists and the names in use.
    find::vocabulary(()) -> Vocabulary;
    /// Makes a draft from the template of its kind.
    edit::new_record(NewInput) -> IdInput;
    /// Copies a record under a new id.
    edit::duplicate_record(IdInput) -> IdInput;
    /// Moves a record to the trash.
    edit::trash_record(IdInput) -> IdInput;
    /// Takes a record out of the trash.
    edit::untrash_record(IdInput) -> IdInput;
    /// Lists the trash.
    read::trashed_records(()) -> Vec<Trashed>;
    /// Opens a record for editing.
    edit::open_editor(IdInput) -> EditorState;
    /// Says what a text would be as this record.
    edit::analyse(AnalyseInput) -> Analysis;
    /// Writes a form's changes into a text.
    edit::edit_text(EditInput) -> TextOnly;
    /// Keeps what is being typed.
    edit::put_draft(DraftInput) -> Kept;
    /// Throws away what was typed since the last revision.
    edit::discard_draft(IdInput) -> ();
    /// Saves a text as the newest revision.
    edit::save_record(SaveInput) -> SaveOutcome;
    /// Lists a record's revisions.
    read::history(IdInput) -> Vec<RevisionView>;
    /// Compares two revisions.
    read::diff(DiffInput) -> Diff;
    /// Makes an old revision the newest one again.
    edit::restore_revision(RestoreInput) -> SaveOutcome;
    /// Takes a picture into the store.
    edit::attach_image(AttachInput) -> Attached;
    /// Returns the settings.
    look_after::settings(()) -> Settings;
    /// Changes the settings.
    look_after::set_settings(Settings) -> Settings;
    /// Looks at the installation's health.
    look_after::doctor(DoctorInput) -> HealthReport;
    /// Makes a verified backup.
    look_after::backup_now(()) -> BackupMade;
    /// Makes the index anew.
    look_after::rebuild_index(()) -> ();
    /// Writes records into a folder.
    look_after::export_folder(ExportInput) -> Exported;
    /// Imports files and folders.
    look_after::import_paths(ImportInput) -> ImportReport;

    /// Answers "has anyone tried this?": attempts, the closest finding, playbooks, what goes wrong.
    evidence::answer(QueryInput) -> Answer;
    /// Computes a verdict over part of its evidence.
    evidence::recompute_verdict(RecomputeInput) -> Recomputed;
    /// Draws the capability map.
    evidence::capability_map(MapInput) -> CapabilityMap;
    /// Writes down an attempt that has ended; "I tried this" with `applies`.
    evidence::log_attempt(LogInput) -> Logged;
    /// Registers an attempt before its outcome is known.
    evidence::register_attempt(RegisterInput) -> Logged;
    /// Closes an open attempt.
    evidence::close_attempt(CloseInput) -> Closed;
    /// Returns what the quick log starts with.
    evidence::log_defaults(()) -> LogDefaults;
    /// Reads facts from a git history, to be confirmed.
    evidence::from_git(GitInput) -> GitFacts;
    /// Makes a draft from the answers of an interview.
    evidence::new_from_interview(InterviewInput) -> Logged;
    /// Lists what needs a person.
    evidence::inbox(()) -> Inbox;
    /// Counts what waits in the inbox with a day on it or with somebody who asked.
    evidence::inbox_count(()) -> u32;
    /// Puts an item of the inbox off.
    evidence::snooze(SnoozeInput) -> ();
    /// Puts an item of the inbox away until its record changes.
    evidence::dismiss(IdInput) -> ();
    /// Writes down that a record is still true.
    evidence::verify(VerifyInput) -> Verified;
    /// Asks for evidence.
    evidence::request_evidence(RequestInput) -> EvidenceRequest;
    /// Sums up what a query finds.
    evidence::insights(QueryInput) -> Insights;
    /// Sets two to four records side by side.
    evidence::compare(IdsInput) -> Comparison;
    /// Writes a view as CSV.
    evidence::export_csv(CsvInput) -> CsvTable;
    /// Returns the registry of agents and models.
    evidence::registry(()) -> Registry;
    /// Changes the registry; an empty one means the shipped one.
    evidence::set_registry(Registry) -> Registry;
    /// Lists the shared libraries.
    share::shared_libraries(()) -> Vec<SharedLibraryView>;
    /// Adds a shared library, or makes one of an empty repository.
    share::add_library(AddLibrary) -> AddOutcome;
    /// Forgets a shared library; its records stay.
    share::remove_library(LibraryInput) -> ();
    /// Puts the registry of agents and models into a shared library.
    share::share_registry(LibraryInput) -> RegistryAnswer;
    /// Sets how often a library is pulled by itself.
    share::schedule_library(ScheduleInput) -> SharedLibraryView;
    /// Says what a pull would do.
    share::plan_pull(LibraryInput) -> PullAnswer;
    /// Pulls; a plan that takes something away needs a confirmation.
    share::pull(PullOptions) -> PullAnswer;
    /// Pulls every library whose time has come, as far as nothing has to be asked.
    share::pull_due(()) -> Vec<PullAnswer>;
    /// Ends the exchange that is under way.
    share::stop_sharing(()) -> ();
    /// Publishes records or proposes them for review; first with `dry_run`, for the plan.
    share::publish(PublishOptions) -> PublishAnswer;
    /// Puts other words in the place of what a publish check found.
    share::replace_finding(ReplaceFindingInput) -> SaveOutcome;
    /// Lists proposals, as last pulled.
    share::proposals(ProposalsInput) -> Vec<ProposalRow>;
    /// Opens a proposal for review.
    share::get_proposal(ProposalInput) -> ProposalView;
    /// Approves a proposal, asks for changes or declines it.
    share::review_proposal(ReviewInput) -> ReviewAnswer;
    /// Lists the open conflicts.
    share::conflicts(()) -> Vec<ConflictRow>;
    /// Opens a conflict with the decisions made so far.
    share::get_conflict(ConflictInput) -> ConflictView;
    /// Resolves a conflict.
    share::resolve_conflict(ResolveInput) -> ResolveAnswer;
    /// Lists what happened to a record, here and in its library.
    share::timeline(IdInput) -> Vec<TimelineEntry>;
}

fn bad_input(name: &str, error: &serde_json::Error) -> ApiError {
    ApiError::new("bad-input", format!("{name}: {error}")).with("name", name)
}
