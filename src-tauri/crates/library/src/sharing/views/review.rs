//! Proposals, and how reviews end.

use fieldbook_record::Check;
use fieldbook_share::Refusal;
use serde::{Deserialize, Serialize};

use super::PublishFinding;
use crate::history::Diff;

/// A proposal in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProposalRow {
    /// The library.
    pub library: String,
    /// Its branch, which names it.
    pub branch: String,
    /// The record.
    pub id: String,
    /// The record's title.
    pub title: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// When, in milliseconds since 1970, by their clock.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub at: i64,
    /// How it stands.
    pub state: ProposalState,
    /// Whether the library does not have the record yet.
    pub is_new: bool,
    /// Whether it comes from here.
    pub mine: bool,
    /// The last note on it.
    pub note: Option<String>,
}

/// How a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// It waits for a reviewer.
    Open,
    /// It waits for its author.
    ChangesRequested,
    /// It was declined.
    Declined,
    /// The library has it.
    Merged,
}

/// A proposal as a reviewer sees it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProposalView {
    /// Its row.
    pub row: ProposalRow,
    /// What would change.
    pub diff: Diff,
    /// The proposed text.
    pub text: String,
    /// Its body as safe HTML.
    pub html: String,
    /// What the checker says.
    pub checks: Vec<Check>,
    /// What should not be published.
    pub findings: Vec<PublishFinding>,
    /// What was said about it, the newest first.
    pub notes: Vec<ReviewNote>,
    /// Whether this person may approve it: the author's own approval does not count.
    pub may_approve: bool,
    /// Why not: `own-proposal`, `author`, `declined`, `findings`, `no-name`, `conflict`.
    pub why_not: Option<String>,
    /// The page on which the host shows it, where it is known.
    pub compare_url: Option<String>,
}

/// What was said about a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReviewNote {
    /// Who.
    pub by: String,
    /// When, in milliseconds since 1970, by their clock.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub at: i64,
    /// What it did: `proposed`, `changes-requested`, `declined`.
    pub what: String,
    /// What they wrote.
    pub note: String,
}

/// What a reviewer says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ReviewVerdict {
    /// It goes into the library.
    Approve {
        /// Whether what the checks found may be published.
        #[serde(default)]
        accept_findings: bool,
    },
    /// Its author is to change something.
    RequestChanges {
        /// What.
        note: String,
    },
    /// It does not go into the library.
    Decline {
        /// Why.
        note: String,
    },
}

/// How a review ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ReviewAnswer {
    /// It is in the library.
    Approved {
        /// The commit.
        commit: String,
    },
    /// The author will read it.
    Sent,
    /// This person may not approve it.
    MayNot {
        /// Why: a word of [`ProposalView::why_not`].
        why: String,
    },
    /// A note is missing.
    NeedsNote,
    /// A dry run: this is what would go into the library.
    WouldApprove {
        /// The text.
        text: String,
    },
    /// The remote did not do what was wished; nothing was changed.
    Refused {
        /// Why.
        refusal: Refusal,
        /// The page on which the host merges, where it protects the branch.
        compare_url: Option<String>,
    },
}
