//! Deciding about proposals: approved ones go into the library by a merge commit, never by force.

use fieldbook_record::{self as record, Edit, Value};
use fieldbook_share::{FileChange, NewCommit, Person, Repository};
use fieldbook_store::SharedLibrary;

use super::reviewing::Proposal;
use super::{ReviewAnswer, ReviewVerdict};
use crate::{Error, Library};

impl Library {
    /// Decides about a proposal. With `dry_run` only says what an approval would put into the library.
    ///
    /// # Errors
    /// [`Error::NoLibrary`], [`Error::NotFound`]; the engines' errors.
    pub fn review(
        &self,
        name: &str,
        branch: &str,
        verdict: &ReviewVerdict,
        dry_run: bool,
    ) -> Result<ReviewAnswer, Error> {
        let library = self.shared(name)?;
        let repository = self.repository(&library)?;
        if let Err(refusal) = repository.fetch()? {
            return Ok(ReviewAnswer::Refused { refusal, compare_url: None });
        }
        let proposal = self.find_proposal(&library, &repository, branch)?;
        let Some(me) = self.sharer(&repository)? else {
            return Ok(ReviewAnswer::MayNot { why: "no-name".to_owned() });
        };
        match verdict {
            ReviewVerdict::Approve { accept_findings } => {
                self.approve(&library, &repository, &proposal, &me, *accept_findings, dry_run)
            }
            ReviewVerdict::RequestChanges { note } => answer(
                &repository,
                &proposal,
                &me,
                ("changes-requested", "Ask for changes", note),
                dry_run,
            ),
            ReviewVerdict::Decline { note } => {
                answer(&repository, &proposal, &me, ("declined", "Decline", note), dry_run)
            }
        }
    }

    fn approve(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
        proposal: &Proposal,
        me: &Person,
        accept_findings: bool,
        dry_run: bool,
    ) -> Result<ReviewAnswer, Error> {
        let view = self.viewed(library, repository, proposal)?;
        if let Some(why) = view.why_not {
            return Ok(ReviewAnswer::MayNot { why });
        }
        // The proposer may have let something through; the reviewer is asked again.
        if !accept_findings && view.findings.iter().any(|finding| finding.excepted.is_none()) {
            return Ok(ReviewAnswer::MayNot { why: "findings".to_owned() });
        }
        let text = self.approved_text(proposal, me)?;
        if dry_run {
            return Ok(ReviewAnswer::WouldApprove { text });
        }
        let branch = library.branch.as_deref().unwrap_or("main");
        let missing = || Error::NotFound { id: branch.to_owned() };
        let tip = repository.known(branch)?.ok_or_else(missing)?;
        // The tree is the library's with this one file: whatever else the branch changes stays out.
        let changes = [FileChange { path: proposal.path.clone(), bytes: Some(text.into_bytes()) }];
        let message = format!(
            "Approve {}\n\nFieldbook-Review: approved\nFieldbook-By: {}\n",
            proposal.row.title, me.name
        );
        let parents = [tip.as_str(), proposal.commit.as_str()];
        let commit = repository.commit(&NewCommit {
            parents: &parents,
            changes: &changes,
            message: &message,
            author: me,
        })?;
        if let Err(refusal) = repository.push(&commit, branch)? {
            return Ok(ReviewAnswer::Refused {
                refusal,
                compare_url: repository.remote().compare_url(&proposal.row.branch),
            });
        }
        // A branch that stays behind is shown as merged; nothing depends on its going away.
        let _gone = repository.remove_branch(&proposal.row.branch)?;
        self.changed();
        Ok(ReviewAnswer::Approved { commit })
    }

    /// The proposed text joined with what the library has now, published, with the reviewer's name.
    fn approved_text(&self, proposal: &Proposal, me: &Person) -> Result<String, Error> {
        let joined = match &proposal.current {
            Some(current) => {
                record::merge(proposal.base.as_deref(), current, &proposal.proposed).text
            }
            None => proposal.proposed.clone(),
        };
        let value = record::front_matter_value(&joined);
        let mut reviewers = match value.as_ref().and_then(|value| value.get("reviewed_by")) {
            Some(Value::List(names)) => names.clone(),
            Some(Value::Text(name)) => vec![Value::Text(name.clone())],
            _ => Vec::new(),
        };
        if !reviewers
            .iter()
            .any(|name| name.as_text().is_some_and(|name| super::same_person(name, &me.name)))
        {
            reviewers.push(Value::Text(me.name.clone()));
        }
        let mut edits = vec![Edit::set("reviewed_by", Value::List(reviewers))];
        let status = value.as_ref().and_then(|value| value.get("status")).and_then(Value::as_text);
        if matches!(status, None | Some("draft" | "in_review")) {
            edits.push(Edit::set("status", "published"));
        }
        Ok(record::edit(&joined, &edits)?)
    }
}

/// Sends a note to the author: a commit on the proposal's branch that changes no file.
fn answer(
    repository: &Repository,
    proposal: &Proposal,
    me: &Person,
    (what, verb, note): (&str, &str, &str),
    dry_run: bool,
) -> Result<ReviewAnswer, Error> {
    let words: Vec<&str> =
        note.trim().lines().filter(|line| !line.starts_with("Fieldbook-")).collect();
    if words.iter().all(|line| line.trim().is_empty()) {
        return Ok(ReviewAnswer::NeedsNote);
    }
    if dry_run {
        return Ok(ReviewAnswer::Sent);
    }
    let message = format!(
        "{verb}: {}\n\n{}\n\nFieldbook-Review: {what}\nFieldbook-By: {}\n",
        proposal.row.title,
        words.join("\n"),
        me.name
    );
    let commit = repository.commit(&NewCommit {
        parents: &[&proposal.commit],
        changes: &[],
        message: &message,
        author: me,
    })?;
    Ok(match repository.push(&commit, &proposal.row.branch)? {
        Ok(()) => ReviewAnswer::Sent,
        Err(refusal) => ReviewAnswer::Refused { refusal, compare_url: None },
    })
}
