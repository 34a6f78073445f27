//! The command list, and its commands in one file a group.

#![expect(
    clippy::needless_pass_by_value,
    reason = "every command takes its input as a value, whatever it needs of it"
)]

mod edit;
mod find;
mod look_after;
mod read;

use fieldbook_library::{
    Analysis, Attached, BackupMade, Diff, EditorState, Exported, HealthReport, ImportReport,
    Library, QueryField, RecordView, RevisionView, SaveOutcome, SavedSearch, SearchInput,
    SearchPage, Settings, Status, Suggestion, Trashed, Vocabulary,
};
use serde_json::Value;

use crate::ApiError;
use edit::{AnalyseInput, AttachInput, DraftInput, EditInput, Kept, NewInput, SaveInput, TextOnly};
use find::{
    FilterInput, QueryOnly, SearchName, SetSynonyms, SuggestInput, SynonymsOf, SynonymsText,
};
use look_after::{DoctorInput, ExportInput, ImportInput};
use read::{DiffInput, IdInput, RestoreInput};

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
    /// Completes a value of a query field; the field `id` completes to records.
    find::suggest(SuggestInput) -> Vec<Suggestion>;
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
}

fn bad_input(name: &str, error: &serde_json::Error) -> ApiError {
    ApiError::new("bad-input", format!("{name}: {error}")).with("name", name)
}
