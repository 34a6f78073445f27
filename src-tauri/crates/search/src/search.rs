//! Answering a query.

use std::ops::ControlFlow;

use crate::{Index, Page, Query, Request, SearchError};

impl Index {
    /// Finds the records that match `query`.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] when the files turn out to be unreadable; open the index again.
    pub fn search(&self, query: &Query, request: &Request<'_>) -> Result<Page, SearchError> {
        let _ = (query, request);
        Ok(Page::default())
    }

    /// Calls `sink` with library and id of every record that matches, in no particular order,
    /// until it breaks off. `limit`, `offset`, `sort` and `facets` of the request do not matter.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn list(
        &self,
        query: &Query,
        request: &Request<'_>,
        sink: &mut dyn FnMut(&str, &str) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        let _ = (query, request, sink);
        Ok(())
    }
}
