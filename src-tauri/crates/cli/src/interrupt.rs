//! Ctrl-C as a wish that long work looks at between two steps.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody asked for the work to stop.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens for Ctrl-C from now on; a second one ends the program at once, which the store survives.
    pub(crate) fn listen() -> Self {
        Self::listen_to_stop(|| {})
    }

    /// The same, for work that does not look: `stop` ends it from outside.
    pub(crate) fn listen_to_stop(stop: impl Fn() + Send + 'static) -> Self {
        let interrupt = Self::default();
        let heard = interrupt.clone();
        // Where the system grants no handler, Ctrl-C goes on ending the program as it always does.
        let _ = ctrlc::set_handler(move || {
            if heard.0.swap(true, Ordering::SeqCst) {
                std::process::exit(3);
            }
            stop();
        });
        interrupt
    }

    /// Whether to stop.
    pub(crate) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
