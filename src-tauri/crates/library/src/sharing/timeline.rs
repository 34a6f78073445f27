//! A shared record's life: its revisions here and its commits over there, in one list.

use fieldbook_share::layout;

use super::TimelineEntry;
use crate::{Error, Library};

/// Most commits that are shown.
const MOST: u32 = 200;

impl Library {
    /// Lists what happened to a record, here and in its library, the newest first.
    ///
    /// The clocks are those of whoever did it; entries of one side keep their order whatever those say.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the engines' errors.
    pub fn timeline(&self, id: &str) -> Result<Vec<TimelineEntry>, Error> {
        let key = self.locate(id)?;
        let revisions = self.store.revisions(&key.library, &key.id)?;
        let here: Vec<TimelineEntry> = revisions
            .into_iter()
            .map(|revision| TimelineEntry {
                at: revision.at,
                by: revision.actor,
                what: revision.note.unwrap_or_default(),
                revision: Some(revision.number),
                commit: None,
            })
            .collect();
        let Some(library) = self.store.shared_library(&key.library)? else { return Ok(here) };
        let repository = self.repository(&library)?;
        let branch = library.branch.as_deref().unwrap_or("main");
        let Some(tip) = repository.known(branch)? else { return Ok(here) };
        let paths: Vec<String> =
            layout::FOLDERS.iter().map(|folder| format!("{folder}/{}.md", key.id)).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let there: Vec<TimelineEntry> = repository
            .log(None, &tip, &paths, MOST)?
            .into_iter()
            .map(|commit| TimelineEntry {
                at: commit.author.at.saturating_mul(1000),
                by: commit.author.name,
                what: commit.message.lines().next().unwrap_or_default().to_owned(),
                revision: None,
                commit: Some(commit.oid),
            })
            .collect();
        Ok(joined(here, there))
    }
}

/// Joins two lists, each in its own order, by their clocks.
fn joined(here: Vec<TimelineEntry>, there: Vec<TimelineEntry>) -> Vec<TimelineEntry> {
    let mut all = Vec::with_capacity(here.len() + there.len());
    let (mut here, mut there) = (here.into_iter().peekable(), there.into_iter().peekable());
    loop {
        let from_here = match (here.peek(), there.peek()) {
            (Some(one), Some(other)) => one.at >= other.at,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return all,
        };
        all.extend(if from_here { here.next() } else { there.next() });
    }
}
