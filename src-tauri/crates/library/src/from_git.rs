//! Facts about a piece of work from its git history: proposals, which a person confirms.
//!
//! Authors are a count. The history is read on this computer and goes nowhere.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::capture::Logged;
use crate::indexing::day_of;
use crate::interview::{EffortAnswer, InterviewInput};
use crate::{Error, Library};

const SECONDS_PER_DAY: i64 = 86_400;

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
        let many =
            |count: u32, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let mut lines = vec![format!(
            "{} by {} in `{}`",
            many(self.commits, "commit"),
            many(self.authors, "author"),
            self.range
        )];
        if let (Some(first), Some(last)) = (&self.first, &self.last) {
            lines.push(format!(
                "First commit {first}, last commit {last} ({})",
                many(self.calendar_days, "calendar day")
            ));
        }
        lines.push(format!(
            "{}, {} lines added, {} removed",
            many(self.files, "file"),
            self.added,
            self.removed
        ));
        lines.push(format!("{} taken back", many(self.reverts, "commit")));
        if !self.agents.is_empty() {
            lines.push(format!(
                "{} with the trailer of an agent: {}",
                many(self.with_agent, "commit"),
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
        let day = |commit: &Option<fieldbook_share::CommitFact>| {
            let days = i32::try_from(commit.as_ref()?.at.div_euclid(SECONDS_PER_DAY)).ok()?;
            day_of(days)
        };
        let (first, last) = (day(&facts.first), day(&facts.last));
        let days = first.zip(last).map_or(0, |(first, last)| (last - first).get_days().abs() + 1);
        Ok(GitFacts {
            range: input.range.clone(),
            commits: facts.commits,
            authors: facts.authors,
            first: first.map(|day| day.to_string()),
            last: last.map(|day| day.to_string()),
            calendar_days: u32::try_from(days).unwrap_or(0),
            files: facts.files,
            added: facts.added,
            removed: facts.removed,
            reverts: facts.reverts,
            agents: facts.agents,
            with_agent: facts.with_agent,
            subject: facts.first.map(|commit| commit.subject).filter(|text| !text.is_empty()),
        })
    }

    /// Makes a draft of a case study from what a person has confirmed of a git history.
    ///
    /// # Errors
    /// Those of [`Library::new_from_interview`].
    pub fn new_from_git(&self, title: &str, facts: &GitFacts) -> Result<Logged, Error> {
        let title = match title.trim() {
            "" => facts.subject.as_deref().unwrap_or("Work from a git history"),
            title => title,
        };
        let actual = EffortAnswer {
            people: (facts.authors > 0).then_some(f64::from(facts.authors)),
            length: (facts.calendar_days > 0).then_some(f64::from(facts.calendar_days)),
            unit: Some("days".to_owned()),
            day_basis: Some("calendar".to_owned()),
            basis: Some("measured".to_owned()),
        };
        self.new_from_interview(&InterviewInput {
            title: title.to_owned(),
            agent: facts.agents.first().cloned(),
            actual: (facts.commits > 0).then_some(actual),
            git: Some(facts.clone()),
            ..InterviewInput::default()
        })
    }
}
