//! The open store, behind a door that opens by itself.
//!
//! Opening means reading the disk, perhaps migrating or restoring: it runs on its own thread while the window
//! is painted. Whoever asks before it is done waits; if it fails, every question is answered with the reason,
//! which the window shows as its error state. So there is always a window in which to say what is wrong.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use crate::api_stub as fieldbook_api;
pub use fieldbook_api::{ApiError, App, Asset, Event, OpenOptions};

/// The store that this window works on. Cheap to clone; all clones share it.
#[derive(Clone)]
pub struct Backend(Arc<OnceLock<Result<App, ApiError>>>);

impl Backend {
    /// Starts to open the store in `data_dir` and returns at once; `tell` is called with each event, on any thread.
    pub fn open(data_dir: Option<PathBuf>, tell: impl Fn(Event) + Send + Sync + 'static) -> Self {
        let backend = Self(Arc::default());
        let door = Arc::clone(&backend.0);
        std::thread::Builder::new()
            .name("open-store".into())
            .spawn(move || {
                let opened = App::open(OpenOptions { data_dir, ..OpenOptions::default() });
                if let Ok(app) = &opened {
                    app.events(Box::new(tell));
                }
                door.set(opened).ok()
            })
            .expect("a process with one window can start a thread");
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
