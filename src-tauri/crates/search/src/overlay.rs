//! Records saved but not yet indexed: a segment in memory, searched like the others.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, PoisonError},
};

use tantivy::{directory::RamDirectory, tokenizer::TokenizerManager};

use crate::{
    Entry,
    index::{Shared, register},
    schema,
    snapshot::Segment,
};

/// Memory for the postings of an overlay, which holds a few dozen records.
const MEMORY: usize = 15 << 20;

/// The segment of an overlay. While the entries stay the same it is made once.
pub(crate) fn segment(shared: &Shared, entries: &[Entry]) -> tantivy::Result<Arc<Segment>> {
    let hash = hash(entries);
    let mut last = shared.overlay.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, segment)) = last.as_ref()
        && *known == hash
    {
        return Ok(segment.clone());
    }
    let made = Arc::new(make(shared, entries)?);
    *last = Some((hash, made.clone()));
    Ok(made)
}

fn make(shared: &Shared, entries: &[Entry]) -> tantivy::Result<Segment> {
    let tokenizers = TokenizerManager::default();
    register(&tokenizers);
    let mut writer = tantivy::Index::builder()
        .schema(schema::build().0)
        .tokenizers(tokenizers)
        .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
    for (at, entry) in entries.iter().enumerate() {
        // The last of several versions of a record counts.
        let replaced = entries[at + 1..]
            .iter()
            .any(|later| later.id == entry.id && later.library == entry.library);
        if !replaced {
            writer.add_document(shared.fields.document(entry))?;
        }
    }
    let reader = writer.finalize()?.reader()?;
    let searcher = reader.searcher();
    let segment = searcher.segment_reader(0).clone();
    Segment::of_overlay(segment, &shared.fields)
}

/// A fingerprint of the entries. `Entry` holds a float and cannot derive `Hash`, and its debug
/// form says everything about it.
fn hash(entries: &[Entry]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for entry in entries {
        format!("{entry:?}").hash(&mut hasher);
    }
    hasher.finish()
}
