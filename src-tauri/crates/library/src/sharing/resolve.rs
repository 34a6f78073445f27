//! Resolving conflicts part by part; both versions stay as revisions whatever is chosen.

use fieldbook_record::merge::decide;
use fieldbook_record::{MergeChoice, Merged};
use fieldbook_store::{Agreed, Base, Document, ExchangeStep, Setting, StoredConflict, Write};

use super::pulling::title_of;
use super::{ConflictRow, ConflictView, ResolveAnswer};
use crate::documents::{self, Key};
use crate::small::small;
use crate::{Error, Library};

impl Library {
    /// Lists the open conflicts, oldest first.
    ///
    /// # Errors
    /// The store's errors.
    pub fn conflicts(&self) -> Result<Vec<ConflictRow>, Error> {
        let mut rows = Vec::new();
        for conflict in self.store.conflicts()? {
            let Some(document) = self.store.document(&conflict.library, &conflict.id)? else {
                continue;
            };
            let merged = decide(conflict.base.as_deref(), &document.text, &conflict.theirs, &[]);
            rows.push(row(&conflict, &merged));
        }
        Ok(rows)
    }

    /// Opens a conflict, with the decisions made so far.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn conflict(&self, id: &str, choices: &[MergeChoice]) -> Result<ConflictView, Error> {
        let (conflict, document) = self.in_conflict(id)?;
        Ok(view(&conflict, &document, choices))
    }

    /// Resolves a conflict, if every part is decided and nobody saved since `revision`.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn resolve_conflict(
        &self,
        id: &str,
        revision: Option<u32>,
        choices: &[MergeChoice],
        dry_run: bool,
    ) -> Result<ResolveAnswer, Error> {
        let (conflict, document) = self.in_conflict(id)?;
        let viewed = view(&conflict, &document, choices);
        if revision.is_some_and(|revision| revision != document.revision) {
            return Ok(ResolveAnswer::Stale { conflict: Box::new(viewed) });
        }
        if dry_run || !viewed.conflicts.is_empty() {
            return Ok(ResolveAnswer::Open { conflict: Box::new(viewed) });
        }
        let key = Key { library: conflict.library.clone(), id: conflict.id.clone() };
        let now = self.clock.now();
        let note = format!("As it was in {}", conflict.library);
        let theirs = self.conflict_write(
            &key,
            &document,
            &conflict.theirs,
            Base::Revision(document.revision),
            Some(&note),
            now,
        );
        let result = self.conflict_write(&key, &document, &viewed.text, Base::Any, None, now);
        let step = ExchangeStep {
            id: &conflict.id,
            // Theirs becomes a revision too, so that whatever is chosen, both can be read and restored.
            writes: vec![theirs, result],
            agreed: Setting::Set(Agreed {
                id: conflict.id.clone(),
                path: conflict.path.clone(),
                blob: conflict.blob.clone(),
                text: conflict.theirs.clone(),
            }),
            conflict: Setting::Clear,
            ..ExchangeStep::default()
        };
        let done = self.store.exchange(
            "resolve",
            &self.shared(&conflict.library)?,
            &[step],
            self.actor,
            now,
            &|_| true,
        )?;
        if !done.stale.is_empty() {
            return Ok(ResolveAnswer::Stale { conflict: Box::new(self.conflict(id, choices)?) });
        }
        self.changed();
        let revision =
            self.store.document(&key.library, &key.id)?.map_or(0, |document| document.revision);
        Ok(ResolveAnswer::Resolved { id: key.id, revision })
    }

    fn in_conflict(&self, id: &str) -> Result<(StoredConflict, Document), Error> {
        let typed = id.trim();
        let conflicts = self.store.conflicts()?;
        let named = |one: &&StoredConflict| {
            one.id == typed || format!("{}/{}", one.library, one.id) == typed
        };
        let found = match conflicts.iter().find(named) {
            Some(found) => found.clone(),
            None => {
                let key = self.locate(typed)?;
                let same = |one: &StoredConflict| one.library == key.library && one.id == key.id;
                conflicts
                    .into_iter()
                    .find(same)
                    .ok_or_else(|| Error::NotFound { id: typed.to_owned() })?
            }
        };
        let document = self.store.document(&found.library, &found.id)?;
        let document = document.ok_or_else(|| Error::NotFound { id: typed.to_owned() })?;
        Ok((found, document))
    }

    fn conflict_write<'a>(
        &self,
        key: &'a Key,
        document: &Document,
        text: &'a str,
        base: Base,
        note: Option<&'a str>,
        now: i64,
    ) -> Write<'a> {
        let reading = self.read_text(document, text);
        Write {
            base,
            note,
            now,
            actor: self.actor,
            ..documents::write(key, documents::format(document), text, &reading)
        }
    }
}

fn view(conflict: &StoredConflict, document: &Document, choices: &[MergeChoice]) -> ConflictView {
    let merged = decide(conflict.base.as_deref(), &document.text, &conflict.theirs, choices);
    ConflictView {
        row: row(conflict, &merged),
        revision: document.revision,
        text: merged.text,
        conflicts: merged.conflicts,
        combined: merged.combined,
        base: conflict.base.clone(),
        mine: document.text.clone(),
        theirs: conflict.theirs.clone(),
    }
}

fn row(conflict: &StoredConflict, merged: &Merged) -> ConflictRow {
    ConflictRow {
        library: conflict.library.clone(),
        id: conflict.id.clone(),
        title: title_of(&conflict.id, &merged.text),
        parts: small(merged.conflicts.len()),
        found: conflict.found,
    }
}
