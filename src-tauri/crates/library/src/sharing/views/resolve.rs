//! Conflicts part by part, and a record's timeline.

use fieldbook_record::{Combined, MergeConflict};
use serde::Serialize;

/// A conflict in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ConflictRow {
    /// The library.
    pub library: String,
    /// The record.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Parts to decide.
    pub parts: u32,
    /// When it was found, in milliseconds since 1970.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub found: i64,
}

/// A conflict part by part.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ConflictView {
    /// Its row.
    pub row: ConflictRow,
    /// The revision that is here; names the state that was looked at.
    pub revision: u32,
    /// What a person decides.
    pub conflicts: Vec<MergeConflict>,
    /// What was put together without asking.
    pub combined: Vec<Combined>,
    /// The text as it would be with the decisions so far.
    pub text: String,
    /// What was agreed before.
    pub base: Option<String>,
    /// What is here.
    pub mine: String,
    /// What is there.
    pub theirs: String,
}

/// How resolving a conflict ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ResolveAnswer {
    /// It is resolved; publish to share the result.
    Resolved {
        /// The record.
        id: String,
        /// The revision that holds the result.
        revision: u32,
    },
    /// Something is not decided yet, or this was a dry run; nothing was changed.
    Open {
        /// The conflict with the decisions so far.
        conflict: Box<ConflictView>,
    },
    /// Somebody saved meanwhile; nothing was changed.
    Stale {
        /// The conflict as it is now.
        conflict: Box<ConflictView>,
    },
}

/// One step of a shared record's life, here or in the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TimelineEntry {
    /// When, in milliseconds since 1970, by the clock of whoever did it.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub at: i64,
    /// Who: a name, or what wrote it here.
    pub by: String,
    /// What it was, in their words.
    pub what: String,
    /// The revision here.
    pub revision: Option<u32>,
    /// The commit over there.
    pub commit: Option<String>,
}
