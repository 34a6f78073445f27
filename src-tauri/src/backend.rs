//! The open store, behind a door that opens by itself.
//!
//! Opening means reading the disk, perhaps migrating or restoring: it runs on its own thread while the window
//! is painted. Whoever asks before it is done waits; if it fails, every question is answered with the reason,
//! which the window shows as its error state. So there is always a window in which to say what is wrong.

use std::{
    panic::AssertUnwindSafe,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

pub use fieldbook_api::{ApiError, App, Asset, Event};
use fieldbook_library::{OpenOptions, Paths, SystemClock};

/// The store that this window works on. Cheap to clone; all clones share it.
#[derive(Clone)]
pub struct Backend(Arc<OnceLock<Result<App, ApiError>>>);

impl Backend {
    /// Starts to open the store in `data_dir` (`None`: the platform's own place) and returns at once.
    ///
    /// `tell` is called with each event, on a thread of the store's.
    pub fn open(data_dir: Option<PathBuf>, tell: impl Fn(Event) + Send + 'static) -> Self {
        let backend = Self(Arc::default());
        let door = Arc::clone(&backend.0);
        std::thread::Builder::new()
            .name("open-store".into())
            .spawn(move || {
                // A panic must not leave the door shut with everybody waiting before it.
                let opened = std::panic::catch_unwind(AssertUnwindSafe(|| open(data_dir, tell)));
                let failed = |_| {
                    Err(ApiError::new("internal", "opening the store failed; see the terminal"))
                };
                door.set(opened.unwrap_or_else(failed)).ok()
            })
            .expect("a process that has just started can start a thread");
        backend
    }

    /// The open store; waits while it is being opened. Call it on a thread that may wait.
    ///
    /// # Errors
    /// Why it could not be opened, the same each time.
    pub fn app(&self) -> Result<&App, ApiError> {
        self.0.wait().as_ref().map_err(Clone::clone)
    }
}

fn open(data_dir: Option<PathBuf>, tell: impl Fn(Event) + Send + 'static) -> Result<App, ApiError> {
    let paths = match data_dir {
        Some(dir) => Paths::beside(&std::path::absolute(&dir).unwrap_or(dir)),
        None => Paths::of_platform().ok_or_else(|| {
            ApiError::new("no-home", "the system names no home folder; start with --data-dir")
        })?,
    };
    let mut options = OpenOptions::new(paths, SystemClock);
    options.starter = std::env::var_os("FIELDBOOK_EMPTY").is_none_or(|empty| empty != "1");
    options.asset_base = crate::assets::BASE.to_owned();
    let app = App::open(options)?;
    app.listen(tell).map_err(|error| ApiError::new("io", error.to_string()))?;
    Ok(app)
}
