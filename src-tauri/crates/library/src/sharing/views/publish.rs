//! Plans and outcomes of publishing, and what is found on the way.

use fieldbook_record::Check;
use fieldbook_share::Refusal;
use serde::{Deserialize, Serialize};

use crate::history::Diff;

/// What to publish, and how.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PublishOptions {
    /// The records.
    pub ids: Vec<String>,
    /// The library.
    pub library: String,
    /// Whether somebody else is to read it first.
    #[serde(default)]
    pub review: bool,
    /// Findings that may be published, each with a reason.
    #[serde(default)]
    pub exceptions: Vec<ExceptionInput>,
    /// What to tell readers of the history.
    #[serde(default)]
    pub message: Option<String>,
    /// Whether only to say what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// A finding that may be published.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ExceptionInput {
    /// The record.
    pub id: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Why it may be published.
    pub reason: String,
}

/// What publishing would do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PublishPlan {
    /// The library.
    pub library: String,
    /// Record by record.
    pub rows: Vec<PublishRow>,
    /// Whether the library asks for a second person.
    pub review_required: bool,
    /// Whether it goes through review.
    pub review: bool,
    /// Whether it could be published now.
    pub ready: bool,
}

/// One record to be published.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PublishRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The library it moves from, if it is not in this one yet.
    pub moves_from: Option<String>,
    /// How it stands to what the library has.
    pub state: PublishState,
    /// What publishing asks for and is not there.
    pub checks: Vec<Check>,
    /// What should not be published.
    pub findings: Vec<PublishFinding>,
    /// Whether the library has more readers than the record's visibility allows.
    pub too_visible: bool,
    /// What readers would see change.
    pub diff: Option<Diff>,
    /// Whether it is in the way.
    pub blocked: bool,
}

/// How a record stands to what the library has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PublishState {
    /// The library does not have it.
    New,
    /// The library has an older text.
    Update,
    /// The library has this text.
    Unchanged,
    /// The library has a newer text: pull first.
    Behind,
    /// It is in conflict: resolve first.
    Conflict,
    /// It is a document of another convention, which no library takes.
    NotOurs,
}

/// Something that should not be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PublishFinding {
    /// Names it; a hash of what was found, not the thing itself.
    pub fingerprint: String,
    /// The rule, such as `github-token` or `email`.
    pub rule: String,
    /// What kind of thing it is.
    pub category: FindingCategory,
    /// The line it stands on, from 1.
    pub line: u32,
    /// Its beginning, the rest masked.
    pub shown: String,
    /// Why it may be published, where somebody said so.
    pub excepted: Option<String>,
}

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FindingCategory {
    /// A token, key or password.
    Secret,
    /// Personal data or inside knowledge.
    Personal,
    /// A word of the library's list.
    Word,
}

/// How publishing ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PublishAnswer {
    /// What would happen, or what is in the way; nothing was changed.
    Plan {
        /// The plan.
        plan: PublishPlan,
    },
    /// It is in the library.
    Published {
        /// The commit.
        commit: String,
        /// The records.
        ids: Vec<String>,
    },
    /// It waits for a reviewer.
    Proposed {
        /// The proposals.
        branches: Vec<String>,
        /// The page on which the host shows the first of them, where it is known.
        compare_url: Option<String>,
    },
    /// Nobody is named as its author: the settings and git know no name.
    NeedsName,
    /// The remote did not do what was wished; nothing was changed here.
    Refused {
        /// Why.
        refusal: Refusal,
        /// The page on which the host merges, where it protects the branch.
        compare_url: Option<String>,
    },
}
