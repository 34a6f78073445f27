//! Records as plain text for snippets, remembered: while somebody types, one answer shows mostly what the one
//! before did, and reading a record's front matter and Markdown costs more than finding it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fieldbook_record::Reading;
use fieldbook_render::{Section, plain_text};
use fieldbook_store::Document;

use crate::Library;

/// A snippet is looked for in at most this many bytes of a body.
const WITHIN: usize = 64 * 1024;

/// Most bytes of text in one generation; two are kept.
const GENERATION: usize = 4 * 1024 * 1024;

/// What a snippet may be cut from, as a reader sees it.
#[derive(Debug)]
pub(crate) struct Passages {
    pub(crate) summary: String,
    pub(crate) sections: Vec<Section>,
}

impl Passages {
    fn size(&self) -> usize {
        let section = |section: &Section| section.heading.len() + section.text.len();
        self.summary.len() + self.sections.iter().map(section).sum::<usize>()
    }
}

/// Passages used lately, by what was read: a text that changes is another one.
///
/// Two generations instead of an order of use: when the young one is full it becomes the old one, and what was in
/// the old one and was not asked for since is gone.
#[derive(Debug, Default)]
pub(crate) struct ReadLately(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<String, Arc<Passages>>,
    old: HashMap<String, Arc<Passages>>,
    bytes: usize,
}

impl ReadLately {
    fn get_or(&self, name: String, read: impl FnOnce() -> Passages) -> Arc<Passages> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = {
            let held = lock();
            if let Some(found) = held.young.get(&name) {
                return Arc::clone(found);
            }
            held.old.get(&name).cloned()
        };
        // Read without the lock: others have their own records to show.
        let passages = known.unwrap_or_else(|| Arc::new(read()));
        let mut held = lock();
        if held.bytes >= GENERATION {
            held.old = std::mem::take(&mut held.young);
            held.bytes = 0;
        }
        held.bytes += passages.size();
        held.young.insert(name, Arc::clone(&passages));
        passages
    }
}

impl Library {
    /// The plain text of a document, from its beginning.
    pub(crate) fn passages(&self, document: &Document) -> Arc<Passages> {
        // How a text is read depends on these, too.
        let name = format!("{} {} {}", document.hash, document.kind, document.format);
        self.read_lately.get_or(name, || {
            let Reading { record, body_offset, .. } = self.read_document(document);
            let body = document.text.get(body_offset as usize..).unwrap_or_default();
            let body = body.get(..floor_boundary(body, WITHIN)).unwrap_or_default();
            Passages {
                summary: record.summary.unwrap_or_default(),
                sections: plain_text(body).sections,
            }
        })
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(bytes: usize) -> Passages {
        Passages { summary: "x".repeat(bytes), sections: Vec::new() }
    }

    #[test]
    fn what_is_used_stays_and_what_is_not_goes() {
        let lately = ReadLately::default();
        let read = |name: &str| {
            let mut reads = 0;
            lately.get_or(name.to_owned(), || {
                reads += 1;
                passages(GENERATION / 4)
            });
            reads
        };
        assert_eq!([read("used"), read("used"), read("once")], [1, 0, 1]);
        // Enough others for two generations to pass, between which one is used.
        for number in 0..16 {
            read(&format!("other {number}"));
            assert_eq!(read("used"), 0, "after {number} others");
        }
        assert_eq!(read("once"), 1, "it was forgotten");
        let held = lately.0.lock().unwrap();
        assert!(held.young.len() + held.old.len() <= 10, "bounded");
    }

    #[test]
    fn a_body_ends_at_a_character() {
        assert_eq!(floor_boundary("ab智", 3), 2);
        assert_eq!(floor_boundary("ab", 9), 2);
    }
}
