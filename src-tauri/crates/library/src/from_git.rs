//! Facts about a piece of work from its git history: proposals, which a person confirms.
//!
//! Authors are a count. The history is read on this computer and goes nowhere.

use std::path::Path;

use fieldbook_share::CommitFact;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{Error, Library};

/// Names a range of commits.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GitInput {
    /// A folder inside the repository.
    pub repo: String,
    /// The range, such as `main..feature`.
    pub range: String,
}

/// What a range of commits tells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GitFacts {
    /// The range.
    pub range: String,
    /// Commits, merges left out.
    pub commits: u32,
    /// Different authors; a count, never names.
    pub authors: u32,
    /// Day of the first commit: ISO 8601.
    pub first: Option<String>,
    /// Day of the last commit: ISO 8601.
    pub last: Option<String>,
    /// Calendar days from the first to the last, both counted.
    pub calendar_days: u32,
    /// Files touched.
    pub files: u32,
    /// Lines added.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub added: u64,
    /// Lines removed.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub removed: u64,
    /// Commits that take another one back.
    pub reverts: u32,
    /// Agents that trailers name.
    pub agents: Vec<String>,
    /// Commits that name an agent.
    pub with_agent: u32,
    /// The first line of the first commit's message: a title to begin with.
    pub subject: Option<String>,
}

impl GitFacts {
    /// Says the facts as lines for the body of a record.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{} commits by {} authors in `{}`",
            self.commits, self.authors, self.range
        )];
        if let (Some(first), Some(last)) = (&self.first, &self.last) {
            lines.push(format!(
                "First commit {first}, last commit {last} ({} calendar days)",
                self.calendar_days
            ));
        }
        lines.push(format!(
            "{} files, {} lines added, {} removed",
            self.files, self.added, self.removed
        ));
        lines.push(format!("{} commits taken back", self.reverts));
        if !self.agents.is_empty() {
            lines.push(format!(
                "{} commits name an agent: {}",
                self.with_agent,
                self.agents.join(", ")
            ));
        }
        lines
    }
}

impl Library {
    /// Reads what a range of commits tells; nothing is written.
    ///
    /// # Errors
    /// [`Error::Git`] with git's words.
    pub fn from_git(&self, input: &GitInput) -> Result<GitFacts, Error> {
        let facts = fieldbook_share::range_facts(Path::new(&input.repo), &input.range)?;
        let (first, last) = (facts.first.as_ref().and_then(day), facts.last.as_ref().and_then(day));
        let calendar_days = match (first, last) {
            (Some(first), Some(last)) => (last - first).get_days().unsigned_abs() + 1,
            _ => 0,
        };
        Ok(GitFacts {
            range: input.range.clone(),
            commits: facts.commits,
            authors: facts.authors,
            first: first.map(|day| day.to_string()),
            last: last.map(|day| day.to_string()),
            calendar_days,
            files: facts.files,
            added: facts.added,
            removed: facts.removed,
            reverts: facts.reverts,
            agents: facts.agents,
            with_agent: facts.with_agent,
            subject: facts.first.map(|commit| commit.subject),
        })
    }
}

/// The day of a commit in UTC: whoever reads the record elsewhere counts the same days.
fn day(commit: &CommitFact) -> Option<Date> {
    let at = Timestamp::from_second(commit.at).ok()?;
    Some(TimeZone::UTC.to_datetime(at).date())
}
