//! Finding.

use fieldbook_library::{
    CompleteInput, Completions, Library, QueryField, SavedSearch, SearchInput, SearchPage,
    Suggestion, Vocabulary,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ApiError;

/// Asks for records by the beginning of an id or a title.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct SuggestInput {
    prefix: String,
    limit: u32,
}

/// Asks for a filter to be in a query or not.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct FilterInput {
    query: String,
    field: String,
    value: String,
    on: bool,
}

/// Texts, and the query whose words are wanted in them.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct MarkInput {
    query: String,
    texts: Vec<String>,
}

/// A query.
#[derive(Debug, Serialize, TS)]
pub(crate) struct QueryOnly {
    query: String,
}

/// Names a saved search.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct SearchName {
    name: String,
}

/// Names the library whose synonyms are meant.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct SynonymsOf {
    library: String,
}

/// A library's synonyms: one group a line, `~` between its members.
#[derive(Debug, Serialize, TS)]
pub(crate) struct SynonymsText {
    text: String,
}

/// New synonyms for a library; without a text, those that it came with.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct SetSynonyms {
    library: String,
    text: Option<String>,
}

pub(super) fn query_fields(_: &Library, (): ()) -> Result<Vec<QueryField>, ApiError> {
    Ok(fieldbook_library::query_fields())
}

pub(super) fn saved_searches(library: &Library, (): ()) -> Result<Vec<SavedSearch>, ApiError> {
    Ok(library.saved_searches()?)
}

pub(super) fn save_search(
    library: &Library,
    input: SavedSearch,
) -> Result<Vec<SavedSearch>, ApiError> {
    library.save_search(&input)?;
    saved_searches(library, ())
}

pub(super) fn forget_search(
    library: &Library,
    input: SearchName,
) -> Result<Vec<SavedSearch>, ApiError> {
    library.forget_search(&input.name)?;
    saved_searches(library, ())
}

pub(super) fn look_at_search(library: &Library, input: SearchName) -> Result<(), ApiError> {
    Ok(library.look_at_search(&input.name)?)
}

pub(super) fn synonyms(library: &Library, input: SynonymsOf) -> Result<SynonymsText, ApiError> {
    Ok(SynonymsText { text: library.synonyms(&input.library)? })
}

pub(super) fn set_synonyms(
    library: &Library,
    input: SetSynonyms,
) -> Result<SynonymsText, ApiError> {
    library.set_synonyms(&input.library, input.text.as_deref())?;
    Ok(SynonymsText { text: library.synonyms(&input.library)? })
}

pub(super) fn search(library: &Library, input: SearchInput) -> Result<SearchPage, ApiError> {
    Ok(library.search(&input)?)
}

pub(super) fn complete(library: &Library, input: CompleteInput) -> Result<Completions, ApiError> {
    Ok(library.complete(&input)?)
}

pub(super) fn mark(_: &Library, input: MarkInput) -> Result<Vec<Vec<(u32, u32)>>, ApiError> {
    Ok(Library::mark(&input.query, &input.texts))
}

pub(super) fn suggest_records(
    library: &Library,
    input: SuggestInput,
) -> Result<Vec<Suggestion>, ApiError> {
    Ok(library.suggest_records(&input.prefix, input.limit)?)
}

pub(super) fn toggle_filter(_: &Library, input: FilterInput) -> Result<QueryOnly, ApiError> {
    let query = Library::toggle_filter(&input.query, &input.field, &input.value, input.on);
    Ok(QueryOnly { query })
}

pub(super) fn vocabulary(library: &Library, (): ()) -> Result<Vocabulary, ApiError> {
    Ok(library.vocabulary()?)
}
