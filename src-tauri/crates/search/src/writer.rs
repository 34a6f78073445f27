//! The one writer of an index.

use std::{fs::File, hash::BuildHasher};

use rustc_hash::{FxBuildHasher, FxHashSet};
use tantivy::{
    IndexWriter,
    indexer::{IndexWriterOptions, LogMergePolicy, MergePolicy},
};

use crate::{
    Entry, Index, SearchError,
    index::{guarded, lock_writer, open_files},
    payload::Payload,
};

/// Memory for postings before a segment is written, per thread. Larger means fewer segments.
const MEMORY_PER_THREAD: usize = 64 << 20;

/// Segments of up to so many records count as equally small: eight of them become one. Few, since that much is written
/// at every eighth save.
const SMALL: u32 = 1_000;

/// The same where many records are written at once: it is better to end with few segments, as every search looks into
/// all of them.
const SMALL_OF_MANY: u32 = 10_000;

/// A segment of which a larger share was replaced or taken out is written anew.
const MOST_DEAD: f32 = 0.3;

/// The right to write, held by one process at a time and let go on drop or with the process.
pub struct Writer {
    index: Index,
    /// `None` after an error: tantivy's writer is of no use then.
    writer: Option<IndexWriter>,
    /// The keys written so far, while the index was empty before: only they can be replaced. Looking for
    /// what an entry replaces costs a look into each segment.
    written: Option<FxHashSet<u64>>,
    /// Declared after `writer`, so that it is let go last.
    _lock: File,
}

impl Writer {
    pub(crate) fn open(index: &Index, threads: usize) -> Result<Option<Writer>, SearchError> {
        let root = &index.shared.root;
        let Some(lock) = lock_writer(root)? else { return Ok(None) };
        let files = open_files(root)?;
        if let Some(payload) = guarded(root, || files.load_metas())?.payload {
            let fits = Payload::read(&payload).is_some_and(|p| p.fits(&index.shared.epoch).is_ok());
            if !fits {
                return Err(SearchError::Replaced { detail: payload });
            }
        }
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(MEMORY_PER_THREAD)
            .build();
        match guarded(root, || files.writer_with_options(options)) {
            Ok(writer) => {
                writer.set_merge_policy(merge_policy(threads > 1));
                let empty = guarded(root, || files.load_metas())?.segments.is_empty();
                Ok(Some(Writer {
                    index: index.clone(),
                    writer: Some(writer),
                    written: empty.then(FxHashSet::default),
                    _lock: lock,
                }))
            }
            Err(SearchError::Busy) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts an entry in, replacing the one with the same library and id. Visible after a commit.
    ///
    /// # Errors
    /// [`SearchError::WriterLost`] after an earlier error, and whatever tantivy's threads met.
    pub fn upsert(&mut self, entry: &Entry) -> Result<(), SearchError> {
        let fields = self.index.shared.fields.clone();
        let document = fields.document(entry);
        let key = fields.key_term(&entry.library, &entry.id);
        let hash = FxBuildHasher.hash_one(&key);
        let replaces = self.written.as_mut().is_none_or(|written| !written.insert(hash));
        self.with_writer(|writer| {
            if replaces {
                writer.delete_term(key);
            }
            writer.add_document(document).map(|_| ())
        })
    }

    /// Takes an entry out. Nothing happens when there is none.
    ///
    /// # Errors
    /// As [`Writer::upsert`].
    pub fn delete(&mut self, library: &str, id: &str) -> Result<(), SearchError> {
        let key = self.index.shared.fields.key_term(library, id);
        self.with_writer(|writer| {
            writer.delete_term(key);
            Ok(())
        })
    }

    /// Takes everything out, to fill the index from the start.
    ///
    /// # Errors
    /// As [`Writer::upsert`].
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.with_writer(|writer| writer.delete_all_documents().map(|_| ()))
    }

    /// Makes everything so far durable and visible, as the state of the store's journal up to
    /// and with `sequence`. The number is written by the same rename as the entries: after a crash
    /// both are there or neither.
    ///
    /// # Errors
    /// After any error the writer is given up; what it had not committed is to be put in again.
    pub fn commit(&mut self, sequence: u64) -> Result<(), SearchError> {
        let payload = Payload::new(&self.index.shared.epoch, sequence).write();
        self.with_writer(|writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit().map(|_| ())
        })?;
        self.index.reload().map(|_| ())
    }

    /// Lets go after the merging of segments that is under way has ended. Every search looks into every segment,
    /// and merging that a dropped writer had begun is lost: whoever writes one record at a time has to end like this.
    ///
    /// # Errors
    /// [`SearchError::WriterLost`] after an earlier error.
    pub fn finish(mut self) -> Result<(), SearchError> {
        let writer = self.writer.take().ok_or(SearchError::WriterLost)?;
        guarded(&self.index.shared.root, || writer.wait_merging_threads())?;
        self.index.reload().map(|_| ())
    }

    fn with_writer(
        &mut self,
        run: impl FnOnce(&mut IndexWriter) -> tantivy::Result<()>,
    ) -> Result<(), SearchError> {
        let writer = self.writer.as_mut().ok_or(SearchError::WriterLost)?;
        let result = guarded(&self.index.shared.root, || run(writer));
        if result.is_err() {
            // tantivy keeps no promise about a writer that has failed once.
            self.writer = None;
        }
        result
    }
}

fn merge_policy(many: bool) -> Box<dyn MergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_min_layer_size(if many { SMALL_OF_MANY } else { SMALL });
    policy.set_del_docs_ratio_before_merge(MOST_DEAD);
    Box::new(policy)
}
