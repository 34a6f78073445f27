//! The inbox as it is shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::*;

/// What needs a person.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Inbox {
    /// The items, groups in the order of harm done by waiting, each by its day.
    pub items: Vec<InboxItem>,
    /// How many there are, by group.
    pub counts: BTreeMap<String, u32>,
    /// How many there are, by task type; empty for none stated.
    pub by_task: BTreeMap<String, u32>,
    /// Items put off until a later day.
    pub snoozed: u32,
    /// Whether there was more than is looked through at once.
    pub more: bool,
    /// The next thing that will be due, when nothing is.
    pub next: Option<InboxItem>,
}

/// One thing that needs a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InboxItem {
    /// Its name for snoozing and dismissing.
    pub id: String,
    /// Why it is here.
    pub group: InboxGroup,
    /// The record as `<library>/<id>`; `None` for a request.
    pub record: Option<String>,
    /// The record's kind.
    pub kind: Option<Kind>,
    /// The record's title, or what is asked for.
    pub title: String,
    /// Task type.
    pub task_type: Option<String>,
    /// Agent.
    pub agent: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// What an open attempt hopes for.
    pub expected: Option<String>,
    /// The day it counts from: due day, review day, day asked.
    pub date: Option<String>,
    /// Days past that day; negative while it lies ahead.
    pub days_late: Option<i32>,
    /// An open attempt that now counts as unreported.
    pub unreported: bool,
    /// Fields that are missing, as paths.
    pub gaps: Vec<String>,
    /// Newer models on which nobody has reported.
    pub not_seen_on: Vec<String>,
    /// What was searched, for a request.
    pub query: Option<String>,
    /// How often it was asked.
    pub times: Option<u32>,
}

/// Why something is in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum InboxGroup {
    /// An open attempt past its day.
    Overdue,
    /// A draft or published record with gaps.
    Gaps,
    /// Its review day has come.
    Review,
    /// Its only support is old, or a newer model is out.
    Retest,
    /// Evidence that someone asked for.
    Request,
}

impl InboxGroup {
    /// Returns the word of the interface and the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Gaps => "gaps",
            Self::Review => "review",
            Self::Retest => "retest",
            Self::Request => "request",
        }
    }
}

/// An attempt that has not ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OpenAttempt {
    /// The record as `<library>/<id>`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Task type.
    pub task_type: Option<String>,
    /// Agent.
    pub agent: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Its day.
    pub due: Option<String>,
    /// Days past that day; negative while it lies ahead.
    pub days_late: Option<i32>,
    /// Whether it is open, overdue or unreported today.
    pub state: AttemptState,
}

/// Puts an item off, or away for good.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct SnoozeInput {
    /// The item.
    pub id: String,
    /// The day on which it comes back: ISO 8601; in a week if not stated.
    #[serde(default)]
    pub until: Option<String>,
}
