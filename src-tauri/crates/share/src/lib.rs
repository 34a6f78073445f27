//! Libraries in git: exchanged with other people through any remote, with their hostile content kept out.
//!
//! A shared library is a plain folder of Markdown in a git repository, with `fieldbook.toml` at its top.
//! This crate reads and writes such repositories and decides what an exchange would do; it knows neither
//! the store nor what a record means.
//!
//! - [`Git`] is the only place that starts the git process: cleared environment, deadline, caps.
//! - [`Remote`] parses addresses; what could be an option or name a program is refused before git sees it.
//! - [`Repository`] is our bare copy. There is never a work tree, so links, hooks, filters and names that
//!   clash have nothing to act on; [`layout`] decides entry by entry what is read at all.
//! - [`plan()`] is the pure heart: from what was agreed, what is here and what is there to what would happen.
//!   Absence is never a deletion, and an edit beats a deletion.
//! - [`secrets`] and [`personal`] look for what must not be published.
//! - [`history`] reads facts about a piece of work from somebody's own repository.
//!
//! What a person can act on is a [`Refusal`], a value; [`GitError`] is for surprises, and
//! for a history that is not there.
//!
//! ```
//! use fieldbook_share::{Action, Remote, Side, plan};
//!
//! let remote = Remote::parse("git@example.org:team/practice.git").expect("a usual address");
//! assert_eq!(remote.address(), "ssh://git@example.org/~/team/practice.git");
//! assert!(Remote::parse("ext::sh -c touch% x").is_err());
//!
//! // It was agreed on; it is edited here; over there it is gone: the edit stays.
//! let action = plan(Some("agreed"), Side::Text("edited"), None, false);
//! assert_eq!(action, Action::Missing);
//! ```

mod commits;
mod error;
mod git;
pub mod history;
pub mod layout;
pub mod marker;
mod outcome;
pub mod personal;
mod plan;
mod progress;
mod remote;
mod repository;
pub mod secrets;

pub use error::GitError;
pub use git::{Git, Limits};
pub use history::{CommitFact, RangeFacts, range_facts};
pub use marker::Marker;
pub use outcome::Refusal;
pub use plan::{Action, Breaker, Side, Weight, plan};
pub use progress::Progress;
pub use remote::{RefusedUrl, Remote};
pub use repository::{
    Attempt, CommitInfo, FileChange, Heads, NewCommit, PROPOSALS, Person, Repository,
};
