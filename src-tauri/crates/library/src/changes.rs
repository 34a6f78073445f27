//! What happens while Fieldbook is open, here and in other processes.

use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

use serde::Serialize;

use crate::{Error, Library};

/// How often another process's commits are looked for: one cheap pragma, well within a second.
const LOOK_EVERY: Duration = Duration::from_millis(400);

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Records changed, here or in another process; ask again for what is shown.
    Changed {
        /// The number of the newest change.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        sequence: u64,
    },
    /// Long work goes on.
    Progress {
        /// Which work: `index`; of an exchange with a shared library `receive`, `plan` and `take_in`.
        task: String,
        /// Steps done; all of them when the work ends, however it ends.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        done: u64,
        /// Steps in all, where known.
        #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
        total: Option<u64>,
    },
    /// Something a person should know.
    Notice {
        /// Stable code.
        code: String,
        /// Values for the sentence.
        args: std::collections::BTreeMap<String, String>,
    },
}

type Listener = Box<dyn Fn(Event) + Send + Sync>;

/// Tells how far long work is to whoever asked for it; nobody, until somebody does.
#[derive(Clone, Default)]
pub(crate) struct Teller(Arc<OnceLock<Listener>>);

impl Teller {
    pub(crate) fn progress(&self, task: &str, done: u64, total: u64) {
        if let Some(listener) = self.0.get() {
            listener(Event::Progress { task: task.to_owned(), done, total: Some(total) });
        }
    }
}

/// Wakes the watcher when this process wrote something.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    rung: Mutex<bool>,
    wakes: Condvar,
}

impl Bell {
    pub(crate) fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.wakes.notify_all();
    }

    fn wait(&self) {
        let rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut rung, _) = self
            .wakes
            .wait_timeout_while(rung, LOOK_EVERY, |rung| !*rung)
            .unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}

impl Library {
    /// Starts the thread that notices changes, brings the index up to date and tells `listener`.
    ///
    /// It ends by itself when the library is dropped.
    pub fn watch(
        self: &Arc<Self>,
        listener: impl Fn(Event) + Send + 'static,
    ) -> std::io::Result<JoinHandle<()>> {
        let library = Arc::downgrade(self);
        let bell = Arc::clone(&self.bell);
        std::thread::Builder::new()
            .name("fieldbook-watch".to_owned())
            .spawn(move || watch(&library, &bell, &listener))
    }

    /// Starts [`Library::housekeeping`] on a thread of its own and tells `listener` if it fails.
    pub fn keep_house(
        self: &Arc<Self>,
        listener: impl Fn(Event) + Send + 'static,
    ) -> std::io::Result<JoinHandle<()>> {
        let library = Arc::clone(self);
        std::thread::Builder::new().name("fieldbook-house".to_owned()).spawn(move || {
            if let Err(error) = library.housekeeping() {
                let args = [("message".to_owned(), error.to_string())].into();
                listener(Event::Notice { code: "housekeeping-failed".to_owned(), args });
            }
        })
    }

    /// Tells `listener` how far an exchange with a shared library is. The first listener stays.
    pub fn tell_progress(&self, listener: impl Fn(Event) + Send + Sync + 'static) {
        let _ = self.teller.0.set(Box::new(listener));
    }

    /// Says that this process wrote something.
    pub(crate) fn changed(&self) {
        self.bell.ring();
    }
}

fn watch(library: &Weak<Library>, bell: &Bell, listener: &dyn Fn(Event)) {
    let mut seen = Seen::default();
    while let Some(library) = library.upgrade() {
        if let Err(error) = look(&library, &mut seen, listener) {
            seen.report(&error, listener);
        }
        drop(library);
        bell.wait();
    }
}

/// What the watcher has already told.
#[derive(Debug, Default)]
struct Seen {
    data_version: Option<i64>,
    sequence: i64,
    reported: Option<String>,
}

impl Seen {
    /// Tells an error once, not every 400 milliseconds.
    fn report(&mut self, error: &Error, listener: &dyn Fn(Event)) {
        let message = error.to_string();
        if self.reported.as_ref() != Some(&message) {
            let args = [("message".to_owned(), message.clone())].into();
            listener(Event::Notice { code: "index-behind".to_owned(), args });
            self.reported = Some(message);
        }
    }
}

fn look(library: &Library, seen: &mut Seen, listener: &dyn Fn(Event)) -> Result<(), Error> {
    let data_version = library.store.data_version()?;
    let behind = library.index_is_behind()?;
    if seen.data_version == Some(data_version) && !behind {
        return Ok(());
    }
    seen.data_version = Some(data_version);
    let sequence = library.store.last_sequence()?;
    library.catch_up(&mut |done, total| {
        // A handful of records is taken in at once; only a real wait deserves a progress bar.
        if total >= 500 {
            listener(Event::Progress { task: "index".to_owned(), done, total: Some(total) });
        }
    })?;
    library.warm_index()?;
    if sequence != seen.sequence {
        seen.sequence = sequence;
        listener(Event::Changed { sequence: u64::try_from(sequence).unwrap_or(0) });
    }
    seen.reported = None;
    Ok(())
}
