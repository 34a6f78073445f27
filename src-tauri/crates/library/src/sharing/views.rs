//! What the use cases of sharing answer: plans, outcomes and rows, as the interface shows them.

use fieldbook_record::{Check, Combined, MergeConflict};
use fieldbook_share::Refusal;
use serde::{Deserialize, Serialize};

use crate::history::Diff;

/// A shared library in the list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SharedLibrary"))]
pub struct SharedLibraryView {
    /// Its name here: the first half of `<library>/<id>`.
    pub name: String,
    /// The name it gives itself.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Its address.
    pub url: String,
    /// The host, where there is one.
    pub host: Option<String>,
    /// Its id, which never changes.
    pub identity: Option<String>,
    /// The branch that is read.
    pub branch: Option<String>,
    /// Whether it asks for a second person before publishing.
    pub review: bool,
    /// Records here.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub records: u64,
    /// Records that were edited here and not published.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub edited: u64,
    /// Records in conflict.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub conflicts: u64,
    /// Proposals from here that are under way.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub proposals: u64,
    /// How often it is pulled by itself, in minutes.
    pub every_minutes: Option<u32>,
    /// When it was last looked at, in milliseconds since 1970.
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub checked: Option<i64>,
    /// How that ended: `pulled`, `up-to-date`, `needs-a-look`, or the code of a refusal.
    pub outcome: Option<String>,
}

/// A library to be added.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AddLibrary {
    /// Its name here: 3 to 64 of a-z, 0-9 and hyphens.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Whether to make it a library if it is empty or has no marker file.
    pub create: bool,
    /// Whether only to say what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// How adding a library ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AddOutcome {
    /// It is there; its records come with the first pull.
    Added {
        /// The library.
        library: SharedLibraryView,
        /// Whether it was made a library just now.
        created: bool,
    },
    /// A dry run: it could be added.
    WouldAdd {
        /// Whether it would be made a library.
        creates: bool,
        /// Records it holds.
        records: u32,
    },
    /// The name is in use, or cannot be a name.
    BadName,
    /// The address is refused.
    BadUrl {
        /// Why, in English.
        reason: String,
    },
    /// The remote did not do what was wished.
    Refused {
        /// Why.
        refusal: Refusal,
        /// Whether it could be made a library.
        can_create: bool,
    },
}

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
