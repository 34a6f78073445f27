//! Reading proposals: their branches, what was said about them, and what they would change.

use fieldbook_record as record;
use fieldbook_share::{CommitInfo, PROPOSALS, Repository, layout};
use fieldbook_store::SharedLibrary;

use super::pulling::{convention, title_of};
use super::{ProposalRow, ProposalState, ProposalView, ReviewNote, checks, same_person};
use crate::documents::Key;
use crate::history::diff_texts;
use crate::{Error, Library};

/// Most commits of a proposal that are read.
const MOST: u32 = 200;

/// A proposal with everything that decides about it.
pub(super) struct Proposal {
    pub(super) row: ProposalRow,
    pub(super) commit: String,
    pub(super) path: String,
    pub(super) proposed: String,
    pub(super) base: Option<String>,
    pub(super) current: Option<String>,
    pub(super) log: Vec<CommitInfo>,
}

impl Library {
    /// Lists the proposals of one library or of all, as last fetched.
    ///
    /// # Errors
    /// [`Error::NoLibrary`]; the engines' errors.
    pub fn proposals(&self, name: Option<&str>) -> Result<Vec<ProposalRow>, Error> {
        let libraries = match name {
            Some(name) => vec![self.shared(name)?],
            None => self.store.shared_libraries()?,
        };
        let mut rows = Vec::new();
        for library in libraries {
            let repository = self.repository(&library)?;
            let Some(tip) = self.main_tip(&library, &repository)? else { continue };
            for (branch, commit) in repository.known_proposals()? {
                if let Some(proposal) =
                    self.proposal(&library, &repository, &tip, &branch, &commit)?
                {
                    rows.push(proposal.row);
                }
            }
        }
        Ok(rows)
    }

    /// Opens a proposal for review.
    ///
    /// # Errors
    /// [`Error::NoLibrary`], [`Error::NotFound`]; the engines' errors.
    pub fn proposal_view(&self, name: &str, branch: &str) -> Result<ProposalView, Error> {
        let library = self.shared(name)?;
        let repository = self.repository(&library)?;
        let proposal = self.find_proposal(&library, &repository, branch)?;
        self.viewed(&library, &repository, &proposal)
    }

    pub(super) fn viewed(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
        proposal: &Proposal,
    ) -> Result<ProposalView, Error> {
        let key = Key { library: library.name.clone(), id: proposal.row.id.clone() };
        let text = &proposal.proposed;
        let (format, kind) = convention(text, &proposal.path);
        let reading = self.read(&key, kind, format, text);
        let body = text.get(reading.body_offset as usize..).unwrap_or_default();
        let exceptions = self.store.publish_exceptions(&library.name, &key.id)?;
        let findings = checks::findings(text, self.rules_of(library).as_ref(), &exceptions);
        let why_not = self.why_not(repository, proposal, &reading.record.authors)?;
        Ok(ProposalView {
            diff: diff_texts(proposal.current.as_deref().unwrap_or_default(), text, 0, 1),
            html: self.render(&library.name, body).html,
            checks: checks::missing(reading.checks, true),
            findings,
            notes: proposal.log.iter().filter_map(note).collect(),
            may_approve: why_not.is_none(),
            why_not,
            compare_url: repository.remote().compare_url(&proposal.row.branch),
            text: text.clone(),
            row: proposal.row.clone(),
        })
    }

    /// Why this person may not approve; the author's own approval does not count.
    pub(super) fn why_not(
        &self,
        repository: &Repository,
        proposal: &Proposal,
        authors: &[String],
    ) -> Result<Option<String>, Error> {
        let Some(me) = self.sharer(repository)? else { return Ok(Some("no-name".to_owned())) };
        let proposers = proposal
            .log
            .iter()
            .filter(|commit| note(commit).is_none_or(|note| note.what == "proposed"));
        let mut named = proposers
            .flat_map(|commit| [Some(commit.author.name.clone()), note(commit).map(|note| note.by)])
            .flatten();
        let own = proposal.row.mine || named.any(|name| same_person(&name, &me.name));
        let merged = record::merge(
            proposal.base.as_deref(),
            proposal.current.as_deref().unwrap_or_default(),
            &proposal.proposed,
        );
        let conflict = proposal.current.is_some() && !merged.conflicts.is_empty();
        Ok(match () {
            () if own => Some("own-proposal"),
            () if authors.iter().any(|author| same_person(author, &me.name)) => Some("author"),
            () if proposal.row.state == ProposalState::Declined => Some("declined"),
            () if conflict => Some("conflict"),
            () => None,
        }
        .map(str::to_owned))
    }

    pub(super) fn find_proposal(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
        branch: &str,
    ) -> Result<Proposal, Error> {
        let missing = || Error::NotFound { id: branch.to_owned() };
        let full = if branch.starts_with(PROPOSALS) {
            branch.to_owned()
        } else {
            format!("{PROPOSALS}{branch}")
        };
        let tip = self.main_tip(library, repository)?.ok_or_else(missing)?;
        let there = repository.known_proposals()?;
        let (branch, commit) =
            there.iter().find(|(known, _)| *known == full).ok_or_else(missing)?;
        self.proposal(library, repository, &tip, branch, commit)?.ok_or_else(missing)
    }

    fn main_tip(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
    ) -> Result<Option<String>, Error> {
        Ok(match &library.branch {
            Some(branch) => repository.known(branch)?,
            None => None,
        })
    }

    /// Reads a branch as a proposal of the one record that it is named after; whatever else it changes is not looked at.
    fn proposal(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
        tip: &str,
        branch: &str,
        commit: &str,
    ) -> Result<Option<Proposal>, Error> {
        let name = branch.strip_prefix(PROPOSALS).unwrap_or(branch);
        let Some((id, _number)) = name
            .rsplit_once('-')
            .filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
        else {
            return Ok(None);
        };
        if !record::is_valid_id(id) {
            return Ok(None);
        }
        let Some((path, proposed)) = file_of(repository, commit, id)? else { return Ok(None) };
        let base = match repository.merge_base(tip, commit)? {
            Some(base) => file_of(repository, &base, id)?.map(|(_, text)| text),
            None => return Ok(None),
        };
        let current = file_of(repository, tip, id)?.map(|(_, text)| text);
        let log = repository.log(Some(tip), commit, &[], MOST)?;
        let state = match log.iter().find_map(note) {
            None if log.is_empty() => ProposalState::Merged,
            Some(note) if note.what == "changes-requested" => ProposalState::ChangesRequested,
            Some(note) if note.what == "declined" => ProposalState::Declined,
            _ => ProposalState::Open,
        };
        let said =
            log.iter().filter_map(note).find(|note| note.what != "proposed").map(|note| note.note);
        let first =
            log.iter().rev().find(|commit| note(commit).is_none_or(|note| note.what == "proposed"));
        let mine = self
            .store
            .proposals()?
            .iter()
            .any(|own| own.library == library.name && own.branch == branch);
        let row = ProposalRow {
            library: library.name.clone(),
            branch: branch.to_owned(),
            id: id.to_owned(),
            title: title_of(id, &proposed),
            proposed_by: first.map_or_else(String::new, |commit| commit.author.name.clone()),
            at: first.map_or(0, |commit| commit.author.at.saturating_mul(1000)),
            state,
            is_new: current.is_none(),
            mine,
            note: said,
        };
        Ok(Some(Proposal { row, commit: commit.to_owned(), path, proposed, base, current, log }))
    }
}

/// Whether the last word on a proposal was that it is declined.
pub(super) fn is_declined(repository: &Repository, tip: &str, commit: &str) -> Result<bool, Error> {
    let log = repository.log(Some(tip), commit, &[], MOST)?;
    // A branch whose commits are all in the library is merged: the next proposal is another one.
    Ok(log.is_empty() || log.iter().find_map(note).is_some_and(|note| note.what == "declined"))
}

/// The record's file in a commit.
fn file_of(
    repository: &Repository,
    commit: &str,
    id: &str,
) -> Result<Option<(String, String)>, Error> {
    let Ok(sorted) = repository.files(commit)? else { return Ok(None) };
    let Some(file) = sorted.files.into_iter().find(|file| layout::id_of(&file.path) == Some(id))
    else {
        return Ok(None);
    };
    let bytes = repository.read(&[&file.oid])?.pop().flatten();
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()).map(|text| (file.path, text)))
}

/// What a commit says as part of a review, from the lines at its end.
pub(super) fn note(commit: &CommitInfo) -> Option<ReviewNote> {
    let trailer = |key: &str| {
        let lines = commit.message.lines().rev();
        lines.filter_map(|line| line.strip_prefix(key)).map(|value| value.trim().to_owned()).next()
    };
    let what = trailer("Fieldbook-Review:")?;
    let words: Vec<&str> =
        commit.message.lines().filter(|line| !line.starts_with("Fieldbook-")).skip(1).collect();
    Some(ReviewNote {
        by: trailer("Fieldbook-By:").unwrap_or_else(|| commit.author.name.clone()),
        at: commit.author.at.saturating_mul(1000),
        what,
        note: words.join("\n").trim().to_owned(),
    })
}
