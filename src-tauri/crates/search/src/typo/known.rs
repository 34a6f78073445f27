//! Corrections that were looked for lately: a misspelt word stays in the query while the next ones are typed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Correction, corrections};
use crate::snapshot::Segment;

/// Most words remembered; then all are forgotten, which costs a scan each.
const MOST: usize = 500;

/// What was found for which word in one state of the index.
#[derive(Default)]
pub(crate) struct Known(Mutex<HashMap<Asked, Arc<[Correction]>>>);

/// A word, and whether it is still growing.
type Asked = (Box<str>, bool);

impl Known {
    /// As [`corrections`]; `segments` are the same ones each time.
    pub(crate) fn corrections(
        &self,
        segments: &[Arc<Segment>],
        word: &str,
        growing: bool,
    ) -> tantivy::Result<Arc<[Correction]>> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (Box::from(word), growing);
        if let Some(found) = known().get(&key) {
            return Ok(Arc::clone(found));
        }
        let found: Arc<[Correction]> = corrections(segments, word, growing)?.into();
        let mut known = known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, Arc::clone(&found));
        Ok(found)
    }
}
