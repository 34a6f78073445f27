//! Drawn diagrams on their way to the page: a small cache, since they can be drawn again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use fieldbook_render::Diagram;

/// How many diagrams are kept; a long record has about ten.
const KEPT: usize = 128;

/// The diagrams of the pages rendered last.
#[derive(Debug, Default)]
pub(crate) struct Diagrams {
    newest_last: Mutex<VecDeque<(String, Arc<str>)>>,
}

impl Diagrams {
    /// Remembers diagrams; the oldest make room.
    pub(crate) fn keep(&self, diagrams: &[Diagram]) {
        let mut kept = self.newest_last.lock().unwrap_or_else(PoisonError::into_inner);
        for diagram in diagrams {
            kept.retain(|(hash, _)| *hash != diagram.hash);
            kept.push_back((diagram.hash.clone(), Arc::from(diagram.svg.as_str())));
        }
        while kept.len() > KEPT {
            kept.pop_front();
        }
    }

    /// Returns a diagram as SVG.
    pub(crate) fn get(&self, hash: &str) -> Option<Arc<str>> {
        let kept = self.newest_last.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == hash).map(|(_, svg)| Arc::clone(svg))
    }
}
