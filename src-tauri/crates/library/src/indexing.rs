//! Keeping the index in step with the store.
//!
//! The index is a cache: it is brought up to date from the store's journal, thrown away when it
//! cannot be trusted, and never waited for. What it has not taken in yet is searched beside it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};

use fieldbook_record::Record;
use fieldbook_search::{Index, IndexState, Names, Overlay, Request, SearchError, Writer};
use fieldbook_store::Change;
use jiff::civil::Date;

use crate::documents::{self, Key};
use crate::find::Indexing;
use crate::health::HealthCheck;
use crate::{Error, Library};

/// Changes taken in between two reports of progress.
const CHUNK: u32 = 2_000;

/// Changes taken in per commit: about two seconds' work. What is not committed is not found, and of many commits
/// each writes segments that have to be merged.
const COMMIT: i64 = 16_000;

/// Names the day for which the index holds what counts as unreported.
const INDEXED_ON: &str = "index.day";

/// How many changes beyond the index a search looks through itself: the newest, which are what somebody just did.
const OVERLAY: u32 = 300;

/// What the index has not taken in, made ready once for all the searches between two changes.
#[derive(Debug)]
pub(crate) struct Unseen {
    /// The last change that the index holds, the last that the store holds, and the day.
    of: (i64, i64, Date),
    overlay: Arc<Overlay>,
}

/// The day that the index counts days from.
const FIRST_DAY: Date = Date::constant(1970, 1, 1);

impl Library {
    /// Returns the index, opening it anew when it was given up.
    pub(crate) fn index(&self) -> Result<Arc<Index>, Error> {
        let mut slot = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = slot.as_ref() {
            return Ok(Arc::clone(index));
        }
        let opened = Index::open(&self.paths.index(), &self.store.epoch()?)?;
        let index = Arc::new(opened.index);
        *slot = Some(Arc::clone(&index));
        Ok(index)
    }

    /// Says how far the index is.
    pub(crate) fn index_progress(&self) -> Result<Indexing, Error> {
        Ok(self.index_progress_to(self.store.last_sequence()?))
    }

    /// Says how far the index is on its way to `total`, the store's newest change.
    pub(crate) fn index_progress_to(&self, total: i64) -> Indexing {
        let done = self.index().map_or(0, |index| sequence_of(&index));
        Indexing { done: unsigned(done.min(total)), total: unsigned(total) }
    }

    /// Tells whether changes wait for the index, or a new day does.
    pub(crate) fn index_is_behind(&self) -> Result<bool, Error> {
        Ok(self.day_turned()? || sequence_of(&*self.index()?) < self.store.last_sequence()?)
    }

    fn day_turned(&self) -> Result<bool, Error> {
        let indexed_on = self.store.setting(INDEXED_ON)?;
        Ok(!self.store.is_read_only() && indexed_on != Some(self.clock.today().to_string()))
    }

    /// Takes in again the open attempts that count otherwise since today: nobody changed them, only
    /// the day did.
    fn take_in_the_day(&self, index: &Index, writer: &mut Writer) -> Result<(), Error> {
        let today = self.clock.today();
        let mut turned = false;
        for indexed_as in ["open", "unreported"] {
            let query = format!("outcome:{indexed_as}");
            let query = fieldbook_search::parse(&query, &Names::default());
            let mut keys = Vec::new();
            index.list(&query, &Request::default(), &mut |library, id| {
                keys.push((library.to_owned(), id.to_owned()));
                ControlFlow::Continue(())
            })?;
            for head in self.store.heads_of(&keys)? {
                let open = head.columns.outcome.as_deref() == Some("open");
                if !open || documents::counts_as(&head.columns, today) == indexed_as {
                    continue;
                }
                if let Some(document) = self.store.document(&head.library, &head.id)? {
                    writer.upsert(&self.entry(&document)?)?;
                    turned = true;
                }
            }
        }
        if turned {
            writer.commit(index.sequence())?;
        }
        self.store.set_setting(INDEXED_ON, Some(&today.to_string()), self.clock.now())?;
        Ok(())
    }

    /// Takes the store's newer changes into the index, unless another process is doing that.
    ///
    /// `progress` hears how many changes are in and how many there are.
    ///
    /// # Errors
    /// The engines' errors; the index stays usable as it was.
    pub fn catch_up(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Error> {
        let _one_at_a_time = self.catching_up.lock().unwrap_or_else(PoisonError::into_inner);
        let index = self.index()?;
        index.reload()?;
        let day_turned = self.day_turned()?;
        let waiting = self.store.last_sequence()? - sequence_of(&index);
        if !day_turned && waiting <= 0 {
            return Ok(());
        }
        let many = waiting > i64::from(CHUNK);
        let writer = if many { index.try_bulk_writer()? } else { index.try_writer()? };
        let Some(mut writer) = writer else { return Ok(()) };
        if day_turned {
            self.take_in_the_day(&index, &mut writer)?;
        }
        let whole = sequence_of(&index) == 0;
        let mut taken = sequence_of(&index);
        loop {
            let changes = self.store.journal_since(taken, CHUNK)?;
            let uncommitted = taken - sequence_of(&index);
            if uncommitted >= COMMIT || (changes.is_empty() && uncommitted > 0) {
                writer.commit(unsigned(taken))?;
            }
            let Some(newest) = changes.last().map(|change| change.sequence) else { break };
            for key in self.touched(&changes, whole)? {
                match self.store.document(&key.library, &key.id)? {
                    Some(document) if document.trashed.is_none() => {
                        writer.upsert(&self.entry(&document)?)?;
                    }
                    _ => writer.delete(&key.library, &key.id)?,
                }
            }
            taken = newest;
            progress(unsigned(taken), unsigned(self.store.last_sequence()?));
        }
        Ok(writer.finish()?)
    }

    /// Reads what searches keep in memory, so that none of them has to wait for it.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn warm_index(&self) -> Result<(), Error> {
        Ok(self.index()?.warm()?)
    }

    /// Throws the index away and makes it anew.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn rebuild_index(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Error> {
        {
            let mut slot = self.index.lock().unwrap_or_else(PoisonError::into_inner);
            let index = slot.take().map_or_else(
                || Ok(Arc::new(Index::open(&self.paths.index(), &self.store.epoch()?)?.index)),
                Ok::<_, Error>,
            )?;
            if let Some(mut writer) = index.try_writer()? {
                writer.clear()?;
                writer.commit(0)?;
            }
            index.reload()?;
            *slot = Some(index);
        }
        self.catch_up(progress)
    }

    /// Asks the index, with all that every question needs: what it has yet to take in, what is no
    /// more, which day it is, and the synonyms of the libraries.
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&Index, Request<'_>) -> Result<T, SearchError>,
    ) -> Result<T, Error> {
        let index = self.index()?;
        let overlay = self.overlay(&index)?;
        let synonyms = self.all_synonyms()?;
        let request = Request {
            overlay: overlay.as_deref(),
            today_days: self.today_days(),
            synonyms: Some(&synonyms),
            ..Request::default()
        };
        Ok(question(&index, request)?)
    }

    /// Returns today as the index counts days.
    pub(crate) fn today_days(&self) -> i32 {
        days_since_1970(self.clock.today())
    }

    /// Returns what a search must look through itself, if the index is behind.
    fn overlay(&self, index: &Index) -> Result<Option<Arc<Overlay>>, Error> {
        let (indexed, last) = (sequence_of(index), self.store.last_sequence()?);
        if indexed >= last {
            return Ok(None);
        }
        let of = (indexed, last, self.clock.today());
        let mut unseen = self.unseen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = unseen.as_ref().filter(|known| known.of == of) {
            return Ok(Some(Arc::clone(&known.overlay)));
        }
        let overlay = Arc::new(self.make_overlay(index, indexed.max(last - i64::from(OVERLAY)))?);
        *unseen = Some(Unseen { of, overlay: Arc::clone(&overlay) });
        Ok(Some(overlay))
    }

    /// Makes an overlay of the changes after `sequence`.
    fn make_overlay(&self, index: &Index, sequence: i64) -> Result<Overlay, Error> {
        let changes = self.store.journal_since(sequence, OVERLAY)?;
        let mut entries = Vec::new();
        let mut gone = Vec::new();
        for key in self.touched(&changes, true)? {
            if let Some(document) = self.store.document(&key.library, &key.id)?
                && document.trashed.is_none()
            {
                entries.push(self.entry(&document)?);
            } else {
                gone.push((key.library, key.id));
            }
        }
        Ok(index.overlay(&entries, &gone)?)
    }

    /// Lists what changes concern: the changed records and, unless all are taken in anyway, the
    /// findings and playbooks whose evidence they are.
    fn touched(&self, changes: &[Change], whole: bool) -> Result<BTreeSet<Key>, Error> {
        let mut keys = BTreeSet::new();
        for change in changes {
            keys.insert(Key { library: change.library.clone(), id: change.id.clone() });
            if let Some(old) = &change.old_id {
                keys.insert(Key { library: change.library.clone(), id: old.clone() });
            }
            if whole {
                continue;
            }
            for link in self.store.links_to(&change.library, &change.id)? {
                if link.link.rel == "evidence" {
                    keys.insert(Key { library: link.from.library, id: link.from.id });
                }
            }
            for link in self.store.links_from(&change.library, &change.id)? {
                if matches!(link.rel.as_str(), "supports" | "mixed" | "contradicts")
                    && let Some(target) = self.linked(&change.library, &link.to)?
                {
                    keys.insert(Key::of(&target));
                }
            }
        }
        Ok(keys)
    }

    pub(crate) fn index_health(&self) -> Result<HealthCheck, Error> {
        let detail = match Index::open(&self.paths.index(), &self.store.epoch()?) {
            Ok(opened) => match opened.state {
                IndexState::Rebuild(reason) => Err(format!("it is being made anew: {reason:?}")),
                IndexState::UpTo(_) | IndexState::Empty => {
                    let Indexing { done, total } = self.index_progress()?;
                    Ok(format!("{done} of {total} changes taken in"))
                }
            },
            Err(error) => Err(format!("{error}; run `fieldbook rebuild-index`")),
        };
        let ok = detail.is_ok();
        Ok(HealthCheck { name: "index".to_owned(), ok, detail: detail.unwrap_or_else(|text| text) })
    }
}

/// Returns the day that ages count from: when it happened, or when it was last written.
pub(crate) fn date_of(record: &Record) -> Option<Date> {
    let happened = record.case_study().and_then(|case| case.date);
    happened.or(record.updated).or(record.created).map(fieldbook_record::PartialDate::middle)
}

/// Counts days from 1970-01-01.
pub(crate) fn days_since_1970(date: Date) -> i32 {
    (date - FIRST_DAY).get_days()
}

/// Returns the day that so many days after 1970-01-01 is, where the calendar has it.
pub(crate) fn day_of(days: i32) -> Option<Date> {
    FIRST_DAY.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Returns the number of the last change that an index holds.
fn sequence_of(index: &Index) -> i64 {
    i64::try_from(index.sequence()).unwrap_or(i64::MAX)
}

fn unsigned(sequence: i64) -> u64 {
    u64::try_from(sequence).unwrap_or(0)
}
