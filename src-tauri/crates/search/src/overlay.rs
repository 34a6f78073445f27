//! What was saved but is not indexed yet: a segment in memory, searched like the others.

use std::{fmt, sync::Arc};

use tantivy::{directory::RamDirectory, tokenizer::TokenizerManager};

use crate::{
    Entry, Index, SearchError,
    index::{guarded, register},
    schema::{self, Fields, key},
    snapshot::Segment,
};

/// Memory for the postings of an overlay, which holds a few dozen records.
const MEMORY: usize = 1 << 20;

/// What an index has not taken in yet, ready to be searched beside it.
///
/// Making one reads its records word by word; it can be used for as long as they stay the same.
#[derive(Clone)]
pub struct Overlay {
    /// None when no record is newer.
    pub(crate) segment: Option<Arc<Segment>>,
    /// What the index holds under these keys is old.
    pub(crate) stale: Vec<String>,
}

impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Overlay").field(&self.stale).finish()
    }
}

impl Index {
    /// Makes an overlay of `entries`, which win over what the index holds of them; of several with one library and
    /// id the last counts. What has the library and id of one of `gone` is not found at all.
    ///
    /// # Errors
    /// [`SearchError::Io`] when the system has no thread or memory left.
    pub fn overlay(
        &self,
        entries: &[Entry],
        gone: &[(String, String)],
    ) -> Result<Overlay, SearchError> {
        let of_entries = entries.iter().map(|entry| key(&entry.library, &entry.id));
        let stale = of_entries.chain(gone.iter().map(|(library, id)| key(library, id))).collect();
        let is_gone = |entry: &Entry| {
            gone.iter().any(|(library, id)| *library == entry.library && *id == entry.id)
        };
        let replaced = |at: usize, entry: &Entry| {
            let same = |later: &Entry| later.id == entry.id && later.library == entry.library;
            entries[at + 1..].iter().any(same)
        };
        let newest = entries.iter().enumerate();
        let newest = newest.filter(|(at, entry)| !is_gone(entry) && !replaced(*at, entry));
        let newest: Vec<&Entry> = newest.map(|(_, entry)| entry).collect();
        let segment = match newest.is_empty() {
            true => None,
            false => {
                let made = guarded(&self.shared.root, || make(&self.shared.fields, &newest))?;
                Some(Arc::new(made))
            }
        };
        Ok(Overlay { segment, stale })
    }
}

fn make(fields: &Fields, entries: &[&Entry]) -> tantivy::Result<Segment> {
    let tokenizers = TokenizerManager::default();
    register(&tokenizers);
    let mut writer = tantivy::Index::builder()
        .schema(schema::build().0)
        .tokenizers(tokenizers)
        .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
    for entry in entries {
        writer.add_document(fields.document(entry))?;
    }
    let searcher = writer.finalize()?.reader()?.searcher();
    Segment::of_overlay(searcher.segment_reader(0).clone(), fields)
}
