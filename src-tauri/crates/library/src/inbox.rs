//! The inbox: one list of what needs a person, in the order of harm done by waiting.
//!
//! It counts by task type and group, never by person.

mod views;

use std::collections::BTreeMap;

use fieldbook_record::case_study::UNREPORTED_AFTER_DAYS;
use fieldbook_record::{AttemptState, Kind, PartialDate};
use fieldbook_store::{Document, Filter, Head, Order};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::documents::{self, Key, days_late};
use crate::freshness::Freshness;
use crate::{Error, Library, STARTER};

pub use views::{Inbox, InboxGroup, InboxItem, OpenAttempt, SnoozeInput};

/// Records that one look-up of a group reads at most; more are said, not shown.
const READ: u64 = 200;

/// Days before a day is due in which it is already shown as the next one.
const SOON_DAYS: i32 = 30;

impl Library {
    /// Lists what needs a person.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn inbox(&self) -> Result<Inbox, Error> {
        let mut more = false;
        let mut items = self.overdue_items()?;
        items.extend(self.gap_items(&mut more)?);
        let (review, next) = self.review_items(&mut more)?;
        items.extend(review);
        items.extend(self.retest_items(&mut more)?);
        items.extend(self.request_items()?);
        let before = items.len();
        let mut shown = Vec::with_capacity(before);
        for item in items {
            if !self.is_put_off(&item.id)? {
                shown.push(item);
            }
        }
        let snoozed = u32::try_from(before - shown.len()).unwrap_or(u32::MAX);
        shown.sort_by(|a, b| (a.group, &a.date, &a.id).cmp(&(b.group, &b.date, &b.id)));
        let mut counts = BTreeMap::new();
        let mut by_task = BTreeMap::new();
        for item in &shown {
            *counts.entry(item.group.as_str().to_owned()).or_default() += 1;
            *by_task.entry(item.task_type.clone().unwrap_or_default()).or_default() += 1;
        }
        let next = next.filter(|_| shown.is_empty());
        Ok(Inbox { items: shown, counts, by_task, snoozed, more, next })
    }

    /// Counts what waits with a day on it, or with somebody who asked: attempts and reviews that are overdue,
    /// and requests. No text is read for it: this is the number that stands on every screen.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn inbox_count(&self) -> Result<u32, Error> {
        let today = self.clock.today();
        let id = |group: InboxGroup, key: &str| format!("{}:{key}", group.as_str());
        let attempts = self.open_attempts("")?.into_iter();
        let overdue = attempts.filter(|attempt| attempt.state != AttemptState::Open);
        let mut ids: Vec<String> =
            overdue.map(|attempt| id(InboxGroup::Overdue, &attempt.id)).collect();
        let before = today.checked_add(1.day()).unwrap_or(today).to_string();
        let filter = Filter { review_before: Some(&before), ..Filter::default() };
        for head in self.store.heads(&filter, Order::ById, 0, READ)? {
            if review_late(&head, today).is_some_and(|late| late >= 0) {
                ids.push(id(InboxGroup::Review, &format!("{}/{}", head.library, head.id)));
            }
        }
        ids.extend(self.requests()?.into_iter().map(|request| request.id));
        let mut count = 0;
        for id in ids {
            count += u32::from(!self.is_put_off(&id)?);
        }
        Ok(count)
    }

    /// Puts an item off until a day.
    ///
    /// # Errors
    /// [`Error::BadDate`]; the store's errors.
    pub fn snooze(&self, input: &SnoozeInput) -> Result<(), Error> {
        let today = self.clock.today();
        let until = match input.until.as_deref().map(str::trim).filter(|day| !day.is_empty()) {
            Some(day) if PartialDate::parse(day).is_some() => day.to_owned(),
            Some(day) => return Err(Error::BadDate { text: day.to_owned() }),
            None => today.checked_add(7.days()).unwrap_or(today).to_string(),
        };
        self.put_off(&input.id, &until)
    }

    /// Puts an item away for good: until its record changes.
    ///
    /// # Errors
    /// The store's errors.
    pub fn dismiss(&self, id: &str) -> Result<(), Error> {
        if id.starts_with("request:") {
            return self.drop_request(id);
        }
        let revision = match self.record_of(id)? {
            Some(document) => document.revision,
            None => return Ok(()),
        };
        self.put_off(id, &format!("revision {revision}"))
    }

    /// Lists the attempts that have not ended, the longest overdue first.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn open_attempts(&self, query: &str) -> Result<Vec<OpenAttempt>, Error> {
        let filters = [("kind", "case-study"), ("outcome", "open"), ("outcome", "unreported")];
        let keys = self.list(&crate::tally::narrowed(query, &filters))?;
        let keys: Vec<_> = keys.into_iter().map(|key| (key.library, key.id)).collect();
        let mut attempts = Vec::new();
        for head in self.store.heads_of(&keys)? {
            let withdrawn = head.columns.status.as_deref() == Some("withdrawn");
            if !withdrawn && head.columns.outcome.as_deref() == Some("open") {
                attempts.push(open_attempt(&head, self.clock.today()));
            }
        }
        attempts.sort_by(|a, b| (&a.due, &a.id).cmp(&(&b.due, &b.id)));
        Ok(attempts)
    }

    fn overdue_items(&self) -> Result<Vec<InboxItem>, Error> {
        let mut items = Vec::new();
        for attempt in self.open_attempts("")? {
            if attempt.state == AttemptState::Open {
                continue;
            }
            let Some(document) = self.document_of(&attempt.id)? else { continue };
            let record = self.read_document(&document).record;
            items.push(InboxItem {
                date: attempt.due,
                days_late: attempt.days_late,
                unreported: attempt.state == AttemptState::Unreported,
                expected: record.case_study().and_then(|case| case.expected.clone()),
                ..item(InboxGroup::Overdue, &document)
            });
        }
        Ok(items)
    }

    /// Lists the records written here in which something is missing that publishing asks for.
    fn gap_items(&self, more: &mut bool) -> Result<Vec<InboxItem>, Error> {
        let mut items = Vec::new();
        let filter = Filter { kind: Some(Kind::CaseStudy.as_str()), ..Filter::default() };
        let heads = self.store.heads(&filter, Order::NewestFirst, 0, READ)?;
        *more |= heads.len() as u64 == READ;
        for head in heads {
            let open = head.columns.outcome.as_deref() == Some("open");
            let here = head.columns.origin.as_deref().is_none_or(|origin| origin == "internal");
            if !here || open || head.library == STARTER || is_retired(&head) {
                continue;
            }
            let Some(document) = self.store.document(&head.library, &head.id)? else { continue };
            let mut gaps: Vec<String> = self
                .read_document(&document)
                .checks
                .into_iter()
                .filter(|check| check.blocks_publishing)
                .filter_map(|check| check.field)
                .collect();
            gaps.sort();
            gaps.dedup();
            if !gaps.is_empty() {
                let date = document.columns.date.clone();
                items.push(InboxItem { gaps, date, ..item(InboxGroup::Gaps, &document) });
            }
        }
        Ok(items)
    }

    fn review_items(&self, more: &mut bool) -> Result<(Vec<InboxItem>, Option<InboxItem>), Error> {
        let today = self.clock.today();
        let soon = today.checked_add(SOON_DAYS.days()).unwrap_or(today);
        let before = soon.to_string();
        let filter = Filter { review_before: Some(&before), ..Filter::default() };
        let heads = self.store.heads(&filter, Order::ById, 0, READ)?;
        *more |= heads.len() as u64 == READ;
        let (mut items, mut next) = (Vec::new(), None::<InboxItem>);
        for head in heads {
            let Some(late) = review_late(&head, today) else { continue };
            let Some(document) = self.store.document(&head.library, &head.id)? else { continue };
            let item = InboxItem {
                date: head.columns.review_by.clone(),
                days_late: Some(late),
                ..item(InboxGroup::Review, &document)
            };
            match late >= 0 {
                true => items.push(item),
                false if next.as_ref().is_none_or(|next| item.date < next.date) => {
                    next = Some(item);
                }
                false => {}
            }
        }
        Ok((items, next))
    }

    fn retest_items(&self, more: &mut bool) -> Result<Vec<InboxItem>, Error> {
        let registry = self.registry()?;
        let filter = Filter { kind: Some(Kind::Finding.as_str()), ..Filter::default() };
        let heads = self.store.heads(&filter, Order::NewestFirst, 0, READ)?;
        *more |= heads.len() as u64 == READ;
        let mut items = Vec::new();
        for head in heads.iter().filter(|head| !is_retired(head)) {
            let Some(document) = self.store.document(&head.library, &head.id)? else { continue };
            let record = self.read_document(&document).record;
            let Some(computed) = self.computed(&document, &record)? else { continue };
            // What never ages needs no new try.
            if record.finding().is_none_or(|finding| finding.half_life().is_none()) {
                continue;
            }
            let fresh = Freshness::of(&computed, &record, &registry);
            if fresh.retest {
                items.push(InboxItem {
                    not_seen_on: fresh.not_seen_on,
                    ..item(InboxGroup::Retest, &document)
                });
            }
        }
        Ok(items)
    }

    fn request_items(&self) -> Result<Vec<InboxItem>, Error> {
        let items = self.requests()?.into_iter().map(|request| InboxItem {
            id: request.id,
            group: InboxGroup::Request,
            title: request.note.unwrap_or_else(|| request.query.clone()),
            task_type: request.task_type,
            date: Some(request.asked_on),
            query: Some(request.query),
            times: Some(request.times),
            ..InboxItem::empty()
        });
        Ok(items.collect())
    }

    fn put_off(&self, id: &str, until: &str) -> Result<(), Error> {
        self.store.set_setting(&format!("inbox.{id}"), Some(until), self.clock.now())?;
        self.changed();
        Ok(())
    }

    fn is_put_off(&self, item: &str) -> Result<bool, Error> {
        let Some(until) = self.store.setting(&format!("inbox.{item}"))? else {
            return Ok(false);
        };
        if let Some(revision) = until.strip_prefix("revision ") {
            let document = self.record_of(item)?;
            return Ok(document.is_some_and(|document| document.revision.to_string() == revision));
        }
        let until = PartialDate::parse(&until).map(PartialDate::first_day);
        Ok(until.is_some_and(|until| self.clock.today() < until))
    }

    /// Reads the record that an item is about.
    fn record_of(&self, item: &str) -> Result<Option<Document>, Error> {
        match item.split_once(':') {
            Some((_, key)) => self.document_of(key),
            None => Ok(None),
        }
    }

    fn document_of(&self, key: &str) -> Result<Option<Document>, Error> {
        let Some((library, id)) = key.split_once('/') else { return Ok(None) };
        Ok(self.store.document(library, id)?)
    }
}

impl InboxItem {
    fn empty() -> Self {
        Self {
            id: String::new(),
            group: InboxGroup::Request,
            record: None,
            kind: None,
            title: String::new(),
            task_type: None,
            agent: None,
            model: None,
            expected: None,
            date: None,
            days_late: None,
            unreported: false,
            gaps: Vec::new(),
            not_seen_on: Vec::new(),
            query: None,
            times: None,
        }
    }
}

fn item(group: InboxGroup, document: &Document) -> InboxItem {
    let key = Key::of(document).to_string();
    let columns = &document.columns;
    InboxItem {
        id: format!("{}:{key}", group.as_str()),
        group,
        kind: Some(documents::kind(document)),
        title: columns.title.clone().unwrap_or_else(|| document.id.clone()),
        task_type: columns.task_type.clone(),
        agent: columns.agent.clone(),
        model: columns.model.clone(),
        record: Some(key),
        ..InboxItem::empty()
    }
}

/// Nobody needs to look after what has been taken out of use.
fn is_retired(head: &Head) -> bool {
    let status = head.columns.status.as_deref();
    matches!(status, Some("deprecated" | "superseded" | "withdrawn"))
}

/// Days since a record was to be looked at again; `None` where nobody has to.
fn review_late(head: &Head, today: Date) -> Option<i32> {
    let draft = head.columns.status.as_deref() == Some("draft");
    let late = days_late(head.columns.review_by.as_deref(), today);
    late.filter(|_| !draft && !is_retired(head))
}

fn open_attempt(head: &Head, today: Date) -> OpenAttempt {
    let late = days_late(head.columns.due.as_deref(), today);
    OpenAttempt {
        id: format!("{}/{}", head.library, head.id),
        title: head.columns.title.clone().unwrap_or_else(|| head.id.clone()),
        task_type: head.columns.task_type.clone(),
        agent: head.columns.agent.clone(),
        model: head.columns.model.clone(),
        due: head.columns.due.clone(),
        days_late: late,
        state: match late {
            Some(late) if late > UNREPORTED_AFTER_DAYS => AttemptState::Unreported,
            Some(late) if late > 0 => AttemptState::Overdue,
            _ => AttemptState::Open,
        },
    }
}
