//! One state of the index as readers see it, with what is kept in memory beside it.

use tantivy::Searcher;

use crate::schema::Fields;

/// A committed state of the index.
pub(crate) struct Snapshot {
    pub(crate) searcher: Searcher,
    pub(crate) sequence: u64,
}

impl Snapshot {
    pub(crate) fn new(
        searcher: Searcher,
        _fields: &Fields,
        sequence: u64,
        _before: Option<&Snapshot>,
    ) -> tantivy::Result<Snapshot> {
        Ok(Snapshot { searcher, sequence })
    }
}
