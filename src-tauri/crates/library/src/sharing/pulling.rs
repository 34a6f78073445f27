//! What a pull would do: the remote's tree against what was agreed and what is here.

use std::collections::{BTreeMap, HashMap};

use fieldbook_record::{self as record, Format, Kind, Merged};
use fieldbook_share::layout::{self, TreeEntry};
use fieldbook_share::{Action, Breaker, Heads, Refusal, Repository, Side, Weight, marker, plan};
use fieldbook_store::{AgreedBlob, Document, SharedLibrary, StoreError, StoredProposal};

use super::libraries::Identified;
use super::{PullAction, PullPlan, PullRow, SkippedEntry};
use crate::small::small;
use crate::{Error, Library};

/// A pull that was planned and can be applied.
pub(super) struct Planned {
    pub(super) plan: PullPlan,
    pub(super) steps: Vec<PullStep>,
    pub(super) marker: String,
    /// The registry of agents and models that it carries.
    pub(super) registry: Option<String>,
    pub(super) heads: Heads,
}

/// What happens to one record, with the texts for it.
pub(super) struct PullStep {
    pub(super) id: String,
    pub(super) action: Action,
    pub(super) path: String,
    pub(super) blob: String,
    pub(super) base: Option<String>,
    pub(super) theirs: Option<String>,
    pub(super) mine: Option<Document>,
    pub(super) merged: Option<Merged>,
    pub(super) row: PullRow,
}

/// A record's file over there.
struct Theirs {
    path: String,
    oid: String,
}

impl Library {
    /// Plans over what was fetched. `Ok(Err(…))` says why nothing may be taken.
    pub(super) fn plan_over(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
        heads: Heads,
    ) -> Result<Result<Planned, Refusal>, Error> {
        let Identified { tip, text: marker_text, files: sorted, .. } =
            match self.identify(library, repository, &heads)? {
                Ok(found) => found,
                Err(refusal) => return Ok(Err(refusal)),
            };
        let rewritten = match (&library.tip, &library.root) {
            (Some(old), _) => !repository.is_ancestor(old, &tip)?,
            (None, Some(root)) => repository.root(&tip)? != *root,
            (None, None) => false,
        };
        let mut skipped: Vec<SkippedEntry> = sorted
            .refused
            .iter()
            .map(|file| SkippedEntry {
                path: file.path.clone(),
                code: file.reason.as_str().to_owned(),
            })
            .collect();
        let registry = self.registry_of(repository, &sorted.files)?;
        let there = records(sorted.files, &mut skipped);
        let steps = self.steps(library, repository, &there, &mut skipped)?;
        let mut breaker = Breaker::default();
        let agreed = self.store.agreed_blobs(&library.name)?.len();
        breaker.agreed = agreed;
        for step in &steps {
            let weight = match step.action {
                Action::Withdraw | Action::WithdrawEdited | Action::Missing => Weight::Goes,
                _ if step.row.shrinks => Weight::Shrinks,
                _ => Weight::Fine,
            };
            breaker.count(false, weight);
        }
        let asks = |row: &PullRow| {
            row.shrinks
                || matches!(
                    row.action,
                    PullAction::Withdraw | PullAction::Conflict | PullAction::Missing
                )
        };
        let rows: Vec<PullRow> = steps
            .iter()
            .filter(|step| step.action != Action::Forget)
            .map(|step| step.row.clone())
            .collect();
        let plan = PullPlan {
            library: library.name.clone(),
            tip,
            needs_confirmation: rewritten || breaker.losing > 0 || rows.iter().any(asks),
            rows,
            skipped,
            agreed: small(agreed),
            losing: small(breaker.losing),
            breaker: breaker.losing > 0 && breaker.trips(),
            rewritten,
            changed_since: Vec::new(),
        };
        Ok(Ok(Planned { plan, steps, marker: marker_text, registry, heads }))
    }

    fn steps(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
        there: &BTreeMap<String, Theirs>,
        skipped: &mut Vec<SkippedEntry>,
    ) -> Result<Vec<PullStep>, Error> {
        let mut agreed: HashMap<String, AgreedBlob> = self
            .store
            .agreed_blobs(&library.name)?
            .into_iter()
            .map(|row| (row.id.clone(), row))
            .collect();
        let proposals: HashMap<String, StoredProposal> = self
            .store
            .proposals()?
            .into_iter()
            .filter(|proposal| proposal.library == library.name)
            .map(|proposal| (proposal.id.clone(), proposal))
            .collect();
        let conflicts: HashMap<String, String> = self
            .store
            .conflicts()?
            .into_iter()
            .filter(|one| one.library == library.name)
            .map(|one| (one.id, one.blob))
            .collect();
        let changed: Vec<(&String, &Theirs)> = there
            .iter()
            .filter(|(id, file)| {
                conflicts.contains_key(*id)
                    || agreed.get(*id).is_none_or(|base| base.blob != file.oid)
            })
            .collect();
        let oids: Vec<&str> = changed.iter().map(|(_, file)| file.oid.as_str()).collect();
        let texts = repository.read(&oids)?;
        let stage = self.stage("plan", changed.len());
        let mut steps = Vec::new();
        for (done, ((id, file), bytes)) in changed.into_iter().zip(texts).enumerate() {
            if !stage.goes_on(done) {
                return Err(StoreError::Stopped.into());
            }
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let Some(theirs) = text else {
                skipped.push(SkippedEntry { path: file.path.clone(), code: "not-utf8".to_owned() });
                agreed.remove(id);
                continue;
            };
            let base = match agreed.remove(id) {
                Some(_) => self.store.agreed_with(&library.name, id)?,
                None => None,
            };
            // What was proposed from here is what an approved record started from.
            let base = base
                .map(|base| base.text)
                .or_else(|| proposals.get(id).map(|proposal| proposal.text.clone()));
            let mine =
                self.store.document(&library.name, id)?.filter(|document| document.id == *id);
            let step = self.step(id, base, mine, Some(theirs), Some(file));
            // A conflict that waits already is no news, unless an edit has put the two together since.
            let waits = conflicts.get(id).is_some_and(|blob| *blob == file.oid);
            steps.extend(step.filter(|step| !waits || step.row.action != PullAction::Conflict));
        }
        let gone = agreed.into_iter().filter(|(id, _)| !there.contains_key(id));
        for (id, base) in gone {
            // A file that is there and was not read is not gone.
            if skipped.iter().any(|entry| entry.path == base.path) {
                continue;
            }
            let mine =
                self.store.document(&library.name, &id)?.filter(|document| document.id == id);
            let text = self.store.agreed_with(&library.name, &id)?.map(|base| base.text);
            let file = Theirs { path: base.path, oid: base.blob };
            if let Some(step) = self.step(&id, text, mine, None, Some(&file)) {
                steps.push(step);
            }
        }
        steps.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(steps)
    }

    fn step(
        &self,
        id: &str,
        base: Option<String>,
        mine: Option<Document>,
        theirs: Option<String>,
        file: Option<&Theirs>,
    ) -> Option<PullStep> {
        let side = match &mine {
            None => Side::Never,
            Some(document) if document.trashed.is_some() => Side::Trashed,
            Some(document) => Side::Text(&document.text),
        };
        let withdraws = theirs.as_deref().is_some_and(is_withdrawn)
            && !base.as_deref().is_some_and(is_withdrawn);
        let mut action = plan(base.as_deref(), side, theirs.as_deref(), withdraws);
        let mut merged = None;
        if let (Action::Merge | Action::WithdrawEdited, Some(mine), Some(theirs)) =
            (action, &mine, &theirs)
        {
            let result = record::merge(base.as_deref(), &mine.text, theirs);
            if action == Action::Merge && result.conflicts.is_empty() && result.text == *theirs {
                action = Action::Take;
            } else {
                merged = Some(result);
            }
        }
        if matches!(action, Action::Unchanged | Action::Keep)
            && theirs.as_deref() == base.as_deref()
        {
            return None;
        }
        let (before, after) =
            (mine.as_ref().map_or("", |mine| mine.text.as_str()), theirs.as_deref());
        let shown = match action {
            Action::Unchanged | Action::Agree | Action::Forget => PullAction::Agree,
            Action::Take if matches!(side, Side::Never | Side::Trashed) => PullAction::Add,
            Action::Take => PullAction::Update,
            Action::Withdraw => PullAction::Withdraw,
            Action::Keep => PullAction::Keep,
            Action::Merge if merged.as_ref().is_some_and(|merged| merged.conflicts.is_empty()) => {
                PullAction::Merge
            }
            Action::Merge | Action::WithdrawEdited => PullAction::Conflict,
            Action::Missing => PullAction::Missing,
        };
        let row = PullRow {
            id: id.to_owned(),
            title: title_of(id, after.unwrap_or(before)),
            action: shown,
            shrinks: matches!(action, Action::Take | Action::Merge)
                && after.is_some_and(|after| Weight::of(before, after) == Weight::Shrinks),
            conflicts: merged.as_ref().map_or(0, |merged| small(merged.conflicts.len())),
            bytes_before: small(before.len()),
            bytes_after: small(after.map_or(0, str::len)),
        };
        let (path, blob) =
            file.map_or_else(Default::default, |file| (file.path.clone(), file.oid.clone()));
        Some(PullStep { id: id.to_owned(), action, path, blob, base, theirs, mine, merged, row })
    }
}

/// Keeps the files that are records; the first of two with one id counts.
fn records(files: Vec<TreeEntry>, skipped: &mut Vec<SkippedEntry>) -> BTreeMap<String, Theirs> {
    let mut there: BTreeMap<String, Theirs> = BTreeMap::new();
    for file in files {
        let Some(id) = layout::id_of(&file.path).filter(|id| record::is_valid_id(id)) else {
            let in_folder =
                file.path.split('/').next().is_some_and(|folder| layout::FOLDERS.contains(&folder));
            if in_folder && file.path.ends_with(".md") && file.path != marker::MARKER {
                skipped
                    .push(SkippedEntry { path: file.path, code: "not-a-record-name".to_owned() });
            }
            continue;
        };
        if there.contains_key(id) {
            skipped.push(SkippedEntry { path: file.path.clone(), code: "duplicate-id".to_owned() });
            continue;
        }
        there.insert(id.to_owned(), Theirs { path: file.path.clone(), oid: file.oid });
    }
    there
}

/// The format and kind of a text that comes from a library.
pub(super) fn convention(text: &str, path: &str) -> (Format, Kind) {
    let kind = match path.split('/').next() {
        Some("playbooks") => Kind::Playbook,
        Some("findings") => Kind::Finding,
        _ => Kind::CaseStudy,
    };
    (Format::detect(text), kind)
}

fn is_withdrawn(text: &str) -> bool {
    let status = record::front_matter_value(text);
    status.as_ref().and_then(|value| value.get("status")).and_then(record::Value::as_text)
        == Some("withdrawn")
}

pub(super) fn title_of(id: &str, text: &str) -> String {
    let value = record::front_matter_value(text);
    let title =
        value.as_ref().and_then(|value| value.get("title")).and_then(record::Value::as_text);
    title.filter(|title| !title.trim().is_empty()).unwrap_or(id).to_owned()
}
