//! The index on disk: opening it, what state it is in, who may write, and what readers see.
//!
//! The folder given to [`Index::open`] holds `index/` (tantivy's files), `writer.lock`, and at most
//! two `index.corrupt-<n>/` set aside for inspection. It may be deleted at any time.

use std::{
    fs::{self, File, TryLockError},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use tantivy::{
    IndexReader, ReloadPolicy, TantivyError,
    directory::error::OpenReadError,
    tokenizer::{TextAnalyzer, TokenizerManager},
};

use crate::{
    SearchError,
    payload::Payload,
    schema::{self, Fields},
    snapshot::Snapshot,
    tokenizer::{self, RecordTokenizer},
    writer::Writer,
};

/// Folders set aside that are kept.
const KEPT_ASIDE: usize = 2;

/// What an opened index holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexState {
    /// Everything up to and with this sequence number of the store's journal.
    UpTo(u64),
    /// Nothing yet: it was just made.
    Empty,
    /// Nothing: what was there could not be used and was set aside. Fill it from the start.
    Rebuild(RebuildReason),
}

/// Why an index has to be filled from the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RebuildReason {
    /// Its files were unreadable.
    Damaged(String),
    /// It was written by another version of the schema or of the analyser.
    OtherVersion,
    /// It belongs to another store.
    OtherStore,
}

/// An index and the state it was found in.
pub struct Opened {
    /// The index, ready to search.
    pub index: Index,
    /// What it holds.
    pub state: IndexState,
}

/// The search index. Cheap to clone; searching never waits for writing.
#[derive(Clone)]
pub struct Index {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    /// The crate's own folder.
    pub(crate) root: PathBuf,
    pub(crate) epoch: String,
    pub(crate) fields: Fields,
    reader: IndexReader,
    snapshot: RwLock<Arc<Snapshot>>,
    /// Whether side tables are kept ready: then those of new segments are read before the segments are shown.
    warm: AtomicBool,
}

impl Index {
    /// Opens the index in `dir`, making the folder if need be.
    ///
    /// `epoch` names the store the index belongs to; an index of another store is not used.
    ///
    /// # Errors
    /// [`SearchError::Busy`] when the index has to be made or replaced and another process is
    /// writing it; [`SearchError::NoSpace`] and [`SearchError::Io`] when the system refuses. What
    /// is merely damaged is no error: it is set aside and the state says [`IndexState::Rebuild`].
    pub fn open(dir: &Path, epoch: &str) -> Result<Opened, SearchError> {
        let io = |error| SearchError::from_io(error, dir);
        fs::create_dir_all(dir).map_err(io)?;
        let reason = match look(dir, epoch)? {
            Found::Usable(index, state) => return Self::with(dir, epoch, &index, state),
            Found::Nothing => None,
            Found::Unusable(reason) => Some(reason),
        };
        let lock = lock_writer(dir)?.ok_or(SearchError::Busy)?;
        // Another process may have done the work while this one waited for the lock.
        let reason = match look(dir, epoch)? {
            Found::Usable(index, state) => return Self::with(dir, epoch, &index, state),
            Found::Nothing => reason,
            Found::Unusable(now) => {
                move_aside(dir)?;
                Some(now)
            }
        };
        let index = create(dir)?;
        drop(lock);
        let state = reason.map_or(IndexState::Empty, IndexState::Rebuild);
        Self::with(dir, epoch, &index, state)
    }

    fn with(
        dir: &Path,
        epoch: &str,
        index: &tantivy::Index,
        state: IndexState,
    ) -> Result<Opened, SearchError> {
        let (_, fields) = schema::build();
        let reader =
            guarded(dir, || index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into())?;
        let sequence = if let IndexState::UpTo(sequence) = state { sequence } else { 0 };
        let snapshot = guarded(dir, || Snapshot::new(&reader.searcher(), &fields, sequence, None))?;
        let shared = Shared {
            root: dir.to_path_buf(),
            epoch: epoch.to_owned(),
            fields,
            reader,
            snapshot: RwLock::new(Arc::new(snapshot)),
            warm: AtomicBool::new(false),
        };
        Ok(Opened { index: Index { shared: Arc::new(shared) }, state })
    }

    /// The sequence number up to which this view of the index goes; 0 when it holds nothing.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.snapshot().sequence
    }

    /// How many entries this view of the index holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.snapshot().docs
    }

    /// Whether this view of the index holds no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes up what other processes have committed. Returns the new sequence number.
    ///
    /// # Errors
    /// [`SearchError::Replaced`] when the index on disk is no longer this one: open it again.
    pub fn reload(&self) -> Result<u64, SearchError> {
        let shared = &self.shared;
        let index = open_files(&shared.root)?;
        let payload = guarded(&shared.root, || index.load_metas())?.payload;
        let sequence = match payload.as_deref().map(Payload::read) {
            None => 0,
            Some(Some(payload)) if payload.fits(&shared.epoch).is_ok() => payload.sequence,
            Some(_) => {
                let detail = "written for another store or by another version".to_owned();
                return Err(SearchError::Replaced { detail });
            }
        };
        guarded(&shared.root, || shared.reader.reload())?;
        let before = self.snapshot();
        let after = guarded(&shared.root, || {
            Snapshot::new(&shared.reader.searcher(), &shared.fields, sequence, Some(&before))
        })?;
        if shared.warm.load(Ordering::Relaxed) {
            guarded(&shared.root, || after.warm())?;
        }
        *shared.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
        Ok(sequence)
    }

    /// Becomes the writer, unless another writer is at work (here or in another process): `None`.
    ///
    /// Dropping the writer without a commit leaves the index as it was.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] or [`SearchError::Replaced`] when the files can no longer be
    /// written to: open the index again. Otherwise as [`Index::open`].
    pub fn try_writer(&self) -> Result<Option<Writer>, SearchError> {
        Writer::open(self, 1)
    }

    /// As [`Index::try_writer`], for many entries at once: works on two threads.
    ///
    /// # Errors
    /// As [`Index::try_writer`].
    pub fn try_bulk_writer(&self) -> Result<Option<Writer>, SearchError> {
        Writer::open(self, 2)
    }

    /// Reads every file and compares its checksum; names the damaged ones. For a check-up: it
    /// costs as much as reading the whole index.
    ///
    /// # Errors
    /// When the files cannot be read at all.
    pub fn verify(&self) -> Result<Vec<PathBuf>, SearchError> {
        let index = open_files(&self.shared.root)?;
        let damaged = guarded(&self.shared.root, || index.validate_checksum())?;
        Ok(damaged.into_iter().collect())
    }

    /// Moves the files aside, to be called after [`SearchError::Damaged`]; open the index again
    /// afterwards.
    ///
    /// # Errors
    /// [`SearchError::Busy`] while another process writes; otherwise what the system says.
    pub fn set_aside(dir: &Path) -> Result<(), SearchError> {
        let _lock = lock_writer(dir)?.ok_or(SearchError::Busy)?;
        move_aside(dir)
    }

    /// Reads what searches keep in memory beside the files, for a thread that nobody waits for:
    /// otherwise the first search that needs it does. From then on [`Index::reload`] does the same for what
    /// it takes up.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn warm(&self) -> Result<(), SearchError> {
        self.shared.warm.store(true, Ordering::Relaxed);
        let snapshot = self.snapshot();
        guarded(&self.shared.root, || snapshot.warm())
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

enum Found {
    Usable(tantivy::Index, IndexState),
    Unusable(RebuildReason),
    Nothing,
}

/// Looks at what lies in the folder without changing it.
fn look(dir: &Path, epoch: &str) -> Result<Found, SearchError> {
    let files = files(dir);
    match fs::symlink_metadata(files.join("meta.json")) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Segments without their table of contents are of no use either.
            let left_over = fs::read_dir(&files).is_ok_and(|mut entries| entries.next().is_some());
            return Ok(if left_over {
                Found::Unusable(RebuildReason::Damaged("meta.json is missing".to_owned()))
            } else {
                Found::Nothing
            });
        }
        Err(error) => return Err(SearchError::from_io(error, dir)),
    }
    let damaged = |error| match error {
        SearchError::Damaged { detail } => Ok(Found::Unusable(RebuildReason::Damaged(detail))),
        error => Err(error),
    };
    let (index, payload) = match read_files(dir) {
        Ok(read) => read,
        Err(error) => return damaged(error),
    };
    let (schema, _) = schema::build();
    if index.schema() != schema {
        return Ok(Found::Unusable(RebuildReason::OtherVersion));
    }
    let state = match payload {
        None => IndexState::Empty,
        Some(text) => match Payload::read(&text) {
            None => return Ok(Found::Unusable(RebuildReason::OtherVersion)),
            Some(payload) => match payload.fits(epoch) {
                Ok(()) => IndexState::UpTo(payload.sequence),
                Err(reason) => return Ok(Found::Unusable(reason)),
            },
        },
    };
    Ok(Found::Usable(index, state))
}

/// Opens every segment once, which finds missing and shortened files.
fn read_files(dir: &Path) -> Result<(tantivy::Index, Option<String>), SearchError> {
    let index = open_files(dir)?;
    let payload = guarded(dir, || {
        let payload = index.load_metas()?.payload;
        let reader: IndexReader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (_, fields) = schema::build();
        Snapshot::new(&reader.searcher(), &fields, 0, None)?;
        Ok(payload)
    })?;
    Ok((index, payload))
}

pub(crate) fn open_files(dir: &Path) -> Result<tantivy::Index, SearchError> {
    let index = guarded(dir, || tantivy::Index::open_in_dir(files(dir)))?;
    register(index.tokenizers());
    Ok(index)
}

fn create(dir: &Path) -> Result<tantivy::Index, SearchError> {
    let files = files(dir);
    fs::create_dir_all(&files).map_err(|error| SearchError::from_io(error, dir))?;
    let (schema, _) = schema::build();
    let index = guarded(dir, || tantivy::Index::create_in_dir(&files, schema))?;
    register(index.tokenizers());
    Ok(index)
}

/// Tells an index about the tokenizer of its text fields.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(tokenizer::NAME, TextAnalyzer::from(RecordTokenizer::default()));
}

fn files(dir: &Path) -> PathBuf {
    dir.join("index")
}

/// The lock that everybody takes before tantivy's own, so that a writer can open the index
/// *after* it is alone: a view from before would silently lose the segments of others.
pub(crate) fn lock_writer(dir: &Path) -> Result<Option<File>, SearchError> {
    let io = |error| SearchError::from_io(error, dir);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join("writer.lock"))
        .map_err(io)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(io(error)),
    }
}

/// Renames `index` to `index.corrupt-<n>` and drops the oldest beyond [`KEPT_ASIDE`].
fn move_aside(dir: &Path) -> Result<(), SearchError> {
    let io = |error| SearchError::from_io(error, dir);
    let mut aside: Vec<u32> = fs::read_dir(dir)
        .map_err(io)?
        .filter_map(|entry| {
            entry.ok()?.file_name().to_str()?.strip_prefix("index.corrupt-")?.parse().ok()
        })
        .collect();
    aside.sort_unstable();
    let next = aside.last().map_or(1, |last| last + 1);
    match fs::rename(files(dir), dir.join(format!("index.corrupt-{next}"))) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io(error)),
        _ => aside.push(next),
    }
    for old in aside.iter().rev().skip(KEPT_ASIDE) {
        // Only tidiness: what cannot be deleted now is tried again next time.
        let _ = fs::remove_dir_all(dir.join(format!("index.corrupt-{old}")));
    }
    Ok(())
}

/// Runs tantivy and turns its panics into errors: flipped bits in a file that it maps into memory
/// can lead it anywhere, and a damaged cache must not take the app down.
pub(crate) fn guarded<T>(
    dir: &Path,
    run: impl FnOnce() -> Result<T, TantivyError>,
) -> Result<T, SearchError> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(value)) => Ok(value),
        // A segment that vanished: somebody replaced the index, or files were deleted.
        Ok(Err(TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)))) => {
            Err(SearchError::Damaged { detail: format!("{} is missing", path.display()) })
        }
        Ok(Err(error)) => Err(SearchError::from_tantivy(&error, dir)),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
            let detail = format!("panic while reading: {}", words.unwrap_or("without words"));
            Err(SearchError::Damaged { detail })
        }
    }
}
