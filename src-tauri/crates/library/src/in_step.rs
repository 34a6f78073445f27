//! A file of a folder and its record, kept in step though nobody notes what they last agreed on.
//!
//! A plain folder has no memory, and may have been copied or edited anywhere. So the file tells by itself: if it is
//! one of the record's revisions, nobody edited it; if not, it was made from the revision that it is nearest to,
//! and from there the two are merged like the edits of two people. Where two revisions are equally near, it was made
//! from the newer one: that is what somebody who imports and exports regularly has in the folder.

use std::collections::HashMap;

use fieldbook_record as record;
use fieldbook_store::{Revision, hash_of};

use crate::documents::Key;
use crate::{Error, Library};

/// Revisions that are looked at, the newest first: what a file was made from is hardly ever older.
const LOOKED_AT: usize = 50;

/// What a file brings to a record.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Brought {
    /// Nothing: the record was this before it was edited here.
    Nothing,
    /// Its own text.
    Itself,
    /// This text: the file's edits and the ones made here.
    Merged(String),
    /// Edits of what was edited here too: a person has to decide.
    Apart,
}

impl Library {
    /// Says what the text of a file brings to the record that it belongs to.
    pub(crate) fn brought(&self, key: &Key, file: &str) -> Result<Brought, Error> {
        let stored = self.store.document(&key.library, &key.id)?;
        let Some(stored) = stored.filter(|stored| stored.text != file) else {
            return Ok(Brought::Itself);
        };
        let revisions = self.store.revisions(&key.library, &key.id)?;
        if one_is(&revisions, file.as_bytes()) {
            return Ok(Brought::Nothing);
        }
        let mut nearest = (usize::MAX, 0, String::new());
        for revision in revisions.into_iter().take(LOOKED_AT) {
            let number = revision.number;
            let Some(text) = self.store.revision_text(&key.library, &key.id, number)? else {
                continue;
            };
            let far = distance(&text, file);
            if far < nearest.0 {
                nearest = (far, number, text);
            }
        }
        let (_, number, base) = nearest;
        if number == stored.revision {
            return Ok(Brought::Itself);
        }
        let merged = record::merge(Some(&base), &stored.text, file);
        Ok(match merged.conflicts.is_empty() {
            true => Brought::Merged(merged.text),
            false => Brought::Apart,
        })
    }

    /// Whether a record had just this text once.
    pub(crate) fn was_text_of(&self, key: &Key, bytes: &[u8]) -> Result<bool, Error> {
        Ok(one_is(&self.store.revisions(&key.library, &key.id)?, bytes))
    }
}

fn one_is(revisions: &[Revision], bytes: &[u8]) -> bool {
    let hash = hash_of(bytes);
    revisions.iter().any(|revision| revision.hash == hash)
}

/// How many lines one text has and the other lacks.
fn distance(one: &str, other: &str) -> usize {
    let mut lines: HashMap<&str, i64> = HashMap::new();
    for line in one.lines() {
        *lines.entry(line).or_default() += 1;
    }
    for line in other.lines() {
        *lines.entry(line).or_default() -= 1;
    }
    lines.values().map(|count| usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX)).sum()
}
