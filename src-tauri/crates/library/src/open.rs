//! Opening: the store first, the index when it is needed.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use fieldbook_search::Index;
use fieldbook_store::Store;

use crate::changes::{Bell, Teller};
use crate::computed::Remembered;
use crate::diagrams::Diagrams;
use crate::indexing::Unseen;
use crate::passages::ReadLately;
use crate::{Clock, Error, Notice, Paths};

/// How to open.
pub struct OpenOptions {
    /// The folders.
    pub paths: Paths,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// What writes: `app`, `cli`, `mcp`; kept with every revision.
    pub actor: &'static str,
    /// Whether an empty store is filled with the starter library.
    pub starter: bool,
    /// What the address of every picture begins with, such as `kb-asset://localhost/`.
    pub asset_base: String,
    /// The home folder that git sees, instead of the environment's: for tests.
    pub git_home: Option<PathBuf>,
}

impl OpenOptions {
    /// Opens `paths` for the app, with the starter library.
    pub fn new(paths: Paths, clock: impl Clock + 'static) -> Self {
        Self {
            paths,
            clock: Arc::new(clock),
            actor: "app",
            starter: true,
            asset_base: "kb-asset://localhost/".to_owned(),
            git_home: None,
        }
    }
}

/// An open installation: the store, the index over it and the use cases.
///
/// It may be shared between threads, and several processes may open the same folders.
pub struct Library {
    pub(crate) store: Store,
    pub(crate) index: Mutex<Option<Arc<Index>>>,
    pub(crate) catching_up: Mutex<()>,
    pub(crate) unseen: Mutex<Option<Unseen>>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) paths: Paths,
    pub(crate) actor: &'static str,
    pub(crate) asset_base: String,
    pub(crate) verdicts: Remembered,
    pub(crate) read_lately: ReadLately,
    pub(crate) synonyms: crate::synonyms::Read,
    pub(crate) diagrams: Diagrams,
    pub(crate) bell: Arc<Bell>,
    pub(crate) teller: Teller,
    pub(crate) notices: Vec<Notice>,
    pub(crate) git_home: Option<PathBuf>,
    pub(crate) stop_sharing: Arc<AtomicBool>,
}

impl Library {
    /// Opens the store, loads or updates the starter library, and leaves the index for later.
    ///
    /// # Errors
    /// The store's errors. A damaged or missing index is no error.
    pub fn open(options: OpenOptions) -> Result<(Self, Vec<Notice>), Error> {
        let OpenOptions { paths, clock, actor, starter, asset_base, git_home } = options;
        let store_paths =
            fieldbook_store::Paths { data: paths.data.clone(), backups: paths.backups.clone() };
        let (store, told) = Store::open(&store_paths, &store_options(clock.now()))?;
        let notices: Vec<Notice> = told.iter().map(Notice::from_store).collect();
        let library = Self {
            store,
            index: Mutex::default(),
            catching_up: Mutex::default(),
            unseen: Mutex::default(),
            clock,
            paths,
            actor,
            asset_base,
            verdicts: Remembered::default(),
            read_lately: ReadLately::default(),
            synonyms: crate::synonyms::Read::default(),
            diagrams: Diagrams::default(),
            bell: Arc::default(),
            teller: Teller::default(),
            notices: notices.clone(),
            git_home,
            stop_sharing: Arc::default(),
        };
        if !library.store.is_read_only() {
            library.load_starter(starter)?;
        }
        Ok((library, notices))
    }

    /// Returns the settings of this installation.
    ///
    /// # Errors
    /// The store's errors.
    pub fn settings(&self) -> Result<crate::Settings, Error> {
        crate::Settings::load(&self.store)
    }

    /// Changes the settings of this installation.
    ///
    /// # Errors
    /// The store's errors.
    pub fn set_settings(&self, settings: &crate::Settings) -> Result<(), Error> {
        settings.save(&self.store, self.clock.now())
    }

    /// Returns the folders.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }
}

/// Names a new store with random bytes; the standard library's hasher is seeded by the system.
pub(crate) fn store_options(now: i64) -> fieldbook_store::OpenOptions {
    use std::hash::{BuildHasher, RandomState};
    let mut entropy = [0; 16];
    for half in entropy.chunks_mut(8) {
        half.copy_from_slice(&RandomState::new().hash_one(now).to_le_bytes());
    }
    fieldbook_store::OpenOptions { now, entropy, ..fieldbook_store::OpenOptions::default() }
}
