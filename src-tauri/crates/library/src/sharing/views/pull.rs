//! Plans and outcomes of pulling.

use fieldbook_share::Refusal;
use serde::{Deserialize, Serialize};

/// What a pull would do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PullPlan {
    /// The library.
    pub library: String,
    /// The commit that was planned over; names the plan when it is applied.
    pub tip: String,
    /// What would happen, record by record; records that stay as they are are left out.
    pub rows: Vec<PullRow>,
    /// Files that are not read, with the reason.
    pub skipped: Vec<SkippedEntry>,
    /// Records agreed on so far.
    pub agreed: u32,
    /// Records that would be withdrawn, shrink, or are missing over there.
    pub losing: u32,
    /// Whether a person has to say yes: something is withdrawn, shrinks, conflicts or is missing.
    pub needs_confirmation: bool,
    /// Whether so much would go that something is wrong: more than 20 records or a tenth of all.
    pub breaker: bool,
    /// Whether the history over there was rewritten since the last pull.
    pub rewritten: bool,
    /// Lines that changed since the plan that was applied was made: the ids.
    pub changed_since: Vec<String>,
}

/// What a pull would do with one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PullRow {
    /// The record's id.
    pub id: String,
    /// Its title, theirs where there is one.
    pub title: String,
    /// What would happen.
    pub action: PullAction,
    /// Whether more than half of its text goes.
    pub shrinks: bool,
    /// Parts that both sides changed.
    pub conflicts: u32,
    /// Bytes here before.
    pub bytes_before: u32,
    /// Bytes over there.
    pub bytes_after: u32,
}

/// What a pull does with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PullAction {
    /// It is new here.
    Add,
    /// Their text is taken.
    Update,
    /// They withdrew it.
    Withdraw,
    /// What is here stays; over there it is as it was.
    Keep,
    /// Both changed, and the parts fit together.
    Merge,
    /// Both changed the same parts: a person decides later, part by part.
    Conflict,
    /// It is gone over there. What is here stays.
    Missing,
    /// Both sides already have the same text.
    Agree,
}

/// A file that is not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SkippedEntry {
    /// Its path.
    pub path: String,
    /// Stable code of the reason.
    pub code: String,
}

/// How to pull.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PullOptions {
    /// The library.
    pub library: String,
    /// The tip of the plan that was looked at; without it the newest is planned and applied.
    #[serde(default)]
    pub tip: Option<String>,
    /// Whether a person said yes to a plan that needs it.
    #[serde(default)]
    pub confirmed: bool,
    /// Records that are left out this time.
    #[serde(default)]
    pub leave_out: Vec<String>,
}

/// How a pull ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PullAnswer {
    /// There is nothing new.
    UpToDate {
        /// The library.
        library: String,
    },
    /// What would happen; nothing was changed.
    Plan {
        /// The plan.
        plan: PullPlan,
    },
    /// It is done.
    Pulled {
        /// What was done.
        pulled: Pulled,
    },
    /// The remote did not do what was wished; nothing was changed.
    Refused {
        /// The library.
        library: String,
        /// Why.
        refusal: Refusal,
    },
}

/// What a pull did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Pulled {
    /// The library.
    pub library: String,
    /// What was done, record by record.
    pub rows: Vec<PullRow>,
    /// Files that were not read.
    pub skipped: Vec<SkippedEntry>,
    /// Records that were saved here meanwhile, or left out; the next pull looks at them again.
    pub left: Vec<String>,
    /// The operation, for undo.
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub operation: Option<i64>,
}
