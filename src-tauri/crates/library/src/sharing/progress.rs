//! How far an exchange is, and whether it goes on.

use std::sync::atomic::Ordering;

use fieldbook_share::Progress;

use crate::Library;
use crate::changes::Teller;

/// Fewer steps than this are over before anybody could read how far they are.
const WORTH_TELLING: usize = 500;

/// After so many steps it is told again.
const EVERY: usize = 100;

/// A part of an exchange that may take a while. Whoever listens hears that it ended, however it ended.
pub(super) struct Stage<'a> {
    library: &'a Library,
    task: &'static str,
    total: usize,
}

impl Library {
    /// Begins a part of an exchange: `task` is its name in the event.
    pub(super) fn stage(&self, task: &'static str, total: usize) -> Stage<'_> {
        Stage { library: self, task, total }
    }
}

impl Stage<'_> {
    /// Says that `done` steps are done, and whether to go on.
    pub(super) fn goes_on(&self, done: usize) -> bool {
        if self.total >= WORTH_TELLING && done.is_multiple_of(EVERY) && done < self.total {
            self.library.teller.progress(self.task, done as u64, self.total as u64);
        }
        !self.library.stop_sharing.load(Ordering::SeqCst)
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if self.total >= WORTH_TELLING {
            self.library.teller.progress(self.task, self.total as u64, self.total as u64);
        }
    }
}

/// Passes on how far git is with what it receives.
pub(super) fn receiving(teller: Teller) -> Progress {
    Progress::new(move |done, total| {
        if total >= WORTH_TELLING as u64 {
            teller.progress("receive", done, total);
        }
    })
}
