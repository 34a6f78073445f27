//! Finding.

use fieldbook_library::{Library, SearchInput, SearchPage, Suggestion, Vocabulary};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ApiError;

/// Asks for completions.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct SuggestInput {
    field: String,
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

/// A query.
#[derive(Debug, Serialize, TS)]
pub(crate) struct QueryOnly {
    query: String,
}

pub(super) fn search(library: &Library, input: SearchInput) -> Result<SearchPage, ApiError> {
    Ok(library.search(&input)?)
}

pub(super) fn suggest(library: &Library, input: SuggestInput) -> Result<Vec<Suggestion>, ApiError> {
    Ok(library.suggest(&input.field, &input.prefix, input.limit)?)
}

pub(super) fn toggle_filter(_: &Library, input: FilterInput) -> Result<QueryOnly, ApiError> {
    let query = Library::toggle_filter(&input.query, &input.field, &input.value, input.on);
    Ok(QueryOnly { query })
}

pub(super) fn vocabulary(library: &Library, (): ()) -> Result<Vocabulary, ApiError> {
    Ok(library.vocabulary()?)
}
