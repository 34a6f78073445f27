//! Publishing: checked, shown, then sent as one commit on top of what the library has, or proposed for review.

use std::collections::HashMap;

use fieldbook_record::{self as record, Edit, Format};
use fieldbook_share::layout::TreeEntry;
use fieldbook_share::{FileChange, Heads, Marker, NewCommit, Person, Repository, layout};
use fieldbook_store::{
    Agreed, Base, Document, ExchangeStep, PublishException, Setting, SharedLibrary, StoredProposal,
};

use super::libraries::{Identified, marker_of};
use super::pulling::title_of;
use super::{PublishAnswer, PublishOptions, PublishPlan, PublishRow, PublishState, checks};
use crate::documents::{self, Key};
use crate::history::diff_texts;
use crate::{Error, Library};

/// A record that is ready to go.
struct Ready {
    document: Document,
    /// The text that readers get.
    text: String,
    path: String,
    row: PublishRow,
}

impl Library {
    /// Publishes records, or says what is in the way.
    ///
    /// # Errors
    /// [`Error::NoLibrary`], [`Error::NotFound`] and [`Error::Ambiguous`]; the engines' errors.
    pub fn publish(&self, options: &PublishOptions) -> Result<PublishAnswer, Error> {
        let library = self.shared(&options.library)?;
        let repository = self.repository(&library)?;
        let refused = |refusal, compare_url| Ok(PublishAnswer::Refused { refusal, compare_url });
        let heads = match repository.fetch()? {
            Ok(heads) => heads,
            Err(refusal) => return refused(refusal, None),
        };
        let Identified { tip, marker, files, .. } =
            match self.identify(&library, &repository, &heads)? {
                Ok(found) => found,
                Err(refusal) => return refused(refusal, None),
            };
        let review = options.review || marker.publish.review;
        let ready = self.ready(options, &library, &files.files, &marker, review)?;
        let blocked = ready.is_empty() || ready.iter().any(|one| one.row.blocked);
        if options.dry_run || blocked {
            let rows = ready.into_iter().map(|one| one.row).collect();
            let plan = PublishPlan {
                library: library.name,
                rows,
                review_required: marker.publish.review,
                review,
                ready: !blocked,
            };
            return Ok(PublishAnswer::Plan { plan });
        }
        let Some(author) = self.sharer(&repository)? else { return Ok(PublishAnswer::NeedsName) };
        self.remember_exceptions(&library.name, &options.exceptions)?;
        let answer = match review {
            true => self.propose(options, &library, &repository, &tip, &author, ready)?,
            false => self.send(options, library, &repository, heads, &author, ready)?,
        };
        self.changed();
        Ok(answer)
    }

    /// Looks at every record that is to be published.
    fn ready(
        &self,
        options: &PublishOptions,
        library: &SharedLibrary,
        files: &[TreeEntry],
        marker: &Marker,
        review: bool,
    ) -> Result<Vec<Ready>, Error> {
        let conflicts = self.store.conflicts()?;
        let there: HashMap<&str, _> =
            files.iter().filter_map(|file| Some((layout::id_of(&file.path)?, file))).collect();
        let mut ready = Vec::new();
        for id in &options.ids {
            let document = self.document(id)?;
            if document.trashed.is_some() {
                return Err(Error::NotFound { id: id.clone() });
            }
            let text = self.published_text(&document, review)?;
            let base = match document.library == library.name {
                true => self.store.agreed_with(&library.name, &document.id)?,
                false => None,
            };
            let base = base.as_ref();
            let theirs = there.get(document.id.as_str());
            let in_conflict =
                conflicts.iter().any(|one| one.library == library.name && one.id == document.id);
            let state = match (base, theirs) {
                _ if in_conflict => PublishState::Conflict,
                _ if documents::format(&document) != Format::Fieldbook => PublishState::NotOurs,
                (None, Some(_)) => PublishState::Behind,
                (Some(base), Some(file)) if base.blob != file.oid => PublishState::Behind,
                (Some(base), Some(_)) if base.text == text || base.text == document.text => {
                    PublishState::Unchanged
                }
                (Some(_), Some(_)) => PublishState::Update,
                (_, None) => PublishState::New,
            };
            let reading = self.read_text(&document, &text);
            let exceptions = self.exceptions(&library.name, &document.id, options)?;
            let findings = checks::findings(&text, Some(marker), &exceptions);
            let missing = checks::missing(reading.checks, review);
            let too_visible = !checks::may_be_seen(&reading.record, Some(marker));
            let diff =
                diff_texts(base.map_or("", |base| base.text.as_str()), &text, 0, document.revision);
            let blocked = !matches!(state, PublishState::New | PublishState::Update)
                || too_visible
                || !missing.is_empty()
                || findings.iter().any(|finding| finding.excepted.is_none());
            let path = match (base, theirs) {
                (_, Some(file)) => file.path.clone(),
                (Some(base), None) => base.path.clone(),
                (None, None) => layout::path_of(&document.kind, &document.id),
            };
            let row = PublishRow {
                id: document.id.clone(),
                title: title_of(&document.id, &text),
                moves_from: (document.library != library.name).then(|| document.library.clone()),
                state,
                checks: missing,
                findings,
                too_visible,
                diff: Some(diff),
                blocked,
            };
            ready.push(Ready { document, text, path, row });
        }
        Ok(ready)
    }

    /// The text with the status that it has over there.
    fn published_text(&self, document: &Document, review: bool) -> Result<String, Error> {
        if documents::format(document) != Format::Fieldbook {
            return Ok(document.text.clone());
        }
        let status = self.read_document(document).record.status;
        let wanted = match status.as_str() {
            "draft" | "in_review" if review => "in_review",
            "draft" | "in_review" => "published",
            _ => return Ok(document.text.clone()),
        };
        // A front matter that cannot be edited has checks that say so.
        Ok(record::edit(&document.text, &[Edit::set("status", wanted)])
            .unwrap_or_else(|_| document.text.clone()))
    }

    fn send(
        &self,
        options: &PublishOptions,
        library: SharedLibrary,
        repository: &Repository,
        heads: Heads,
        author: &Person,
        ready: Vec<Ready>,
    ) -> Result<PublishAnswer, Error> {
        let changes: Vec<FileChange> = ready
            .iter()
            .map(|one| FileChange {
                path: one.path.clone(),
                bytes: Some(one.text.clone().into_bytes()),
            })
            .collect();
        let message = message(options, "Publish", &ready);
        let parents: Vec<&str> = heads.tip.as_deref().into_iter().collect();
        let commit = repository.commit(&NewCommit {
            parents: &parents,
            changes: &changes,
            message: &message,
            author,
        })?;
        if let Err(refusal) = repository.push(&commit, &heads.branch)? {
            return Ok(PublishAnswer::Refused {
                refusal,
                compare_url: repository.remote().compare_url(&heads.branch),
            });
        }
        let files = repository.files(&commit)?.map(|sorted| sorted.files).unwrap_or_default();
        let blobs: HashMap<&str, &str> =
            files.iter().map(|file| (file.path.as_str(), file.oid.as_str())).collect();
        let now = self.clock.now();
        let keys: Vec<Key> = ready
            .iter()
            .map(|one| Key { library: library.name.clone(), id: one.document.id.clone() })
            .collect();
        let steps: Vec<ExchangeStep<'_>> = ready
            .iter()
            .zip(&keys)
            .map(|(one, key)| ExchangeStep {
                agreed: Setting::Set(Agreed {
                    id: key.id.clone(),
                    path: one.path.clone(),
                    blob: blobs.get(one.path.as_str()).copied().unwrap_or_default().to_owned(),
                    text: one.text.clone(),
                }),
                proposal: Setting::Clear,
                ..self.leaving(one, key, &library.name, now)
            })
            .collect();
        // Only what this commit followed was taken in; if that was all, the next pull has nothing to do.
        let tip = if library.tip == heads.tip { Some(commit.clone()) } else { library.tip.clone() };
        let row = SharedLibrary { tip, branch: Some(heads.branch), checked: Some(now), ..library };
        self.store.exchange("publish", &row, &steps, self.actor, now, &|_| true)?;
        Ok(PublishAnswer::Published {
            commit,
            ids: ready.into_iter().map(|one| one.document.id).collect(),
        })
    }

    fn propose(
        &self,
        options: &PublishOptions,
        library: &SharedLibrary,
        repository: &Repository,
        tip: &str,
        author: &Person,
        ready: Vec<Ready>,
    ) -> Result<PublishAnswer, Error> {
        let mut branches = Vec::new();
        for one in ready {
            let known = self.store.proposals()?.into_iter().find(|proposal| {
                proposal.library == library.name && proposal.id == one.document.id
            });
            let (branch, parent) =
                self.proposal_branch(repository, &one.document.id, known, tip)?;
            let changes =
                [FileChange { path: one.path.clone(), bytes: Some(one.text.clone().into_bytes()) }];
            let message = format!(
                "{}\nFieldbook-Review: proposed\nFieldbook-By: {}\n",
                message(options, "Propose", std::slice::from_ref(&one)),
                author.name
            );
            let commit = repository.commit(&NewCommit {
                parents: &[&parent],
                changes: &changes,
                message: &message,
                author,
            })?;
            if let Err(refusal) = repository.push(&commit, &branch)? {
                return Ok(PublishAnswer::Refused { refusal, compare_url: None });
            }
            let now = self.clock.now();
            let key = Key { library: library.name.clone(), id: one.document.id.clone() };
            let proposal = StoredProposal {
                library: library.name.clone(),
                id: key.id.clone(),
                branch: branch.clone(),
                commit,
                text: one.text.clone(),
                at: now,
            };
            let step = ExchangeStep {
                proposal: Setting::Set(proposal),
                ..self.leaving(&one, &key, &library.name, now)
            };
            // The row as it is now: the one from before the fetch may be older.
            let row = self.shared(&library.name)?;
            self.store.exchange("propose", &row, &[step], self.actor, now, &|_| true)?;
            branches.push(branch);
        }
        let compare_url =
            branches.first().and_then(|branch| repository.remote().compare_url(branch));
        Ok(PublishAnswer::Proposed { branches, compare_url })
    }

    /// The branch that a proposal continues, or a new one on top of the library.
    fn proposal_branch(
        &self,
        repository: &Repository,
        id: &str,
        known: Option<StoredProposal>,
        tip: &str,
    ) -> Result<(String, String), Error> {
        let there = repository.known_proposals()?;
        if let Some(known) = known
            && let Some((branch, commit)) = there.iter().find(|(branch, _)| *branch == known.branch)
            && !super::reviewing::is_declined(repository, tip, commit)?
        {
            return Ok((branch.clone(), commit.clone()));
        }
        let free = (1_u32..).map(|number| format!("fieldbook/{id}-{number}"));
        let mut free = free.filter(|branch| !there.iter().any(|(taken, _)| taken == branch));
        Ok((free.next().unwrap_or_default(), tip.to_owned()))
    }

    /// What happens here to a record that was sent: the text it was sent with, in the library it was sent to.
    fn leaving<'a>(
        &self,
        one: &'a Ready,
        key: &'a Key,
        library: &str,
        now: i64,
    ) -> ExchangeStep<'a> {
        let reading = self.read_text(&one.document, &one.text);
        let write = documents::write(key, documents::format(&one.document), &one.text, &reading);
        let moved = one.document.library != library;
        let base = if moved { Base::Any } else { Base::Revision(one.document.revision) };
        ExchangeStep {
            id: &one.document.id,
            writes: vec![fieldbook_store::Write { base, actor: self.actor, now, ..write }],
            moved_from: moved.then_some(one.document.library.as_str()),
            ..ExchangeStep::default()
        }
    }

    fn exceptions(
        &self,
        library: &str,
        id: &str,
        options: &PublishOptions,
    ) -> Result<Vec<PublishException>, Error> {
        let mut exceptions = self.store.publish_exceptions(library, id)?;
        let given = options
            .exceptions
            .iter()
            .filter(|given| given.id == id && !given.reason.trim().is_empty());
        exceptions.extend(given.map(|given| PublishException {
            id: given.id.clone(),
            fingerprint: given.fingerprint.clone(),
            rule: String::new(),
            reason: given.reason.trim().to_owned(),
        }));
        Ok(exceptions)
    }

    fn remember_exceptions(
        &self,
        library: &str,
        given: &[super::ExceptionInput],
    ) -> Result<(), Error> {
        let rows: Vec<PublishException> = given
            .iter()
            .filter(|one| !one.reason.trim().is_empty())
            .map(|one| PublishException {
                id: one.id.clone(),
                fingerprint: one.fingerprint.clone(),
                rule: String::new(),
                reason: one.reason.trim().to_owned(),
            })
            .collect();
        Ok(self.store.put_publish_exceptions(library, &rows, self.clock.now())?)
    }

    /// The rules of a library, for checks outside of publishing.
    pub(super) fn rules_of(&self, library: &SharedLibrary) -> Option<Marker> {
        marker_of(library)
    }
}

/// What the history says: the person's words, or the titles.
fn message(options: &PublishOptions, verb: &str, ready: &[Ready]) -> String {
    if let Some(words) = options.message.as_deref().map(str::trim).filter(|words| !words.is_empty())
    {
        return format!("{words}\n");
    }
    match ready {
        [one] => format!("{verb} {}\n", one.row.title),
        several => {
            let titles: String =
                several.iter().map(|one| format!("- {}\n", one.row.title)).collect();
            format!("{verb} {} records\n\n{titles}", several.len())
        }
    }
}
