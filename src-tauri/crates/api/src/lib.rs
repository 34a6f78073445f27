//! The boundary between Rust and the interface: the only place that knows JSON and TypeScript.
//!
//! There is one list of commands, in [`commands`]. It gives the dispatcher, the names for tests and
//! the TypeScript types, so that the two sides cannot drift apart. What a command answers is
//! described where it is made (`fieldbook-library`, `fieldbook-record`); only what it asks for has
//! a type of its own here.
//!
//! Errors become a code with arguments: the interface owns the words.
//!
//! ```
//! use fieldbook_api::App;
//! use fieldbook_library::{FixedClock, OpenOptions, Paths};
//! use serde_json::json;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let clock = FixedClock { now: 1_795_000_000_000, today: "2026-11-24".parse()? };
//! let app = App::open(OpenOptions::new(Paths::beside(&folder.path().join("books")), clock))?;
//!
//! let made = app.dispatch("new_record", json!({ "kind": "case-study", "title": "First try" }))?;
//! assert_eq!(made, json!({ "id": "cs-first-try" }));
//!
//! let refused = app.dispatch("get_record", json!({ "id": "cs-unknown" })).unwrap_err();
//! assert_eq!(refused.code, "not-found");
//! # Ok(())
//! # }
//! ```

mod bindings;
pub mod commands;
mod error;

use std::sync::{Arc, Mutex, PoisonError};

use fieldbook_library::{Library, OpenOptions};
use serde_json::Value;

pub use bindings::typescript;
pub use error::ApiError;
pub use fieldbook_library::{Asset, Event};

/// An open installation behind its command list. Shared between threads.
pub struct App {
    library: Arc<Library>,
}

impl App {
    /// Opens an installation.
    ///
    /// # Errors
    /// What keeps the store from being opened, with a code.
    pub fn open(options: OpenOptions) -> Result<Self, ApiError> {
        let (library, _notices) = Library::open(options)?;
        Ok(Self { library: Arc::new(library) })
    }

    /// Starts telling `listener` what happens, here and in other processes.
    ///
    /// # Errors
    /// The system's, when it grants no thread.
    pub fn listen(&self, listener: impl Fn(Event) + Send + 'static) -> std::io::Result<()> {
        let shared = Arc::new(Mutex::new(listener));
        let other = Arc::clone(&shared);
        let third = Arc::clone(&shared);
        self.library.tell_progress(move |event| tell(&third, event));
        self.library.keep_house(move |event| tell(&other, event)).map(drop)?;
        self.library.watch(move |event| tell(&shared, event)).map(drop)
    }

    /// Carries out the command called `name`.
    ///
    /// # Errors
    /// `unknown-command` and `bad-input` for what does not fit the list; otherwise the command's own.
    pub fn dispatch(&self, name: &str, input: Value) -> Result<Value, ApiError> {
        commands::dispatch(&self.library, name, input)
    }

    /// Returns what a page asks for under the asset base: `<hash>` or `diagram/<hash>`.
    pub fn asset(&self, path: &str) -> Option<Asset> {
        self.library.asset(path).ok().flatten()
    }

    /// Returns the use cases behind the list.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }
}

/// Tells the one listener, which several threads share.
fn tell(listener: &Mutex<impl Fn(Event)>, event: Event) {
    let listener = listener.lock().unwrap_or_else(PoisonError::into_inner);
    (*listener)(event);
}
