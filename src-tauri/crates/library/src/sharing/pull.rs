//! Pulling: fetched, planned, shown where it takes something away, and applied in one transaction.

use fieldbook_record::Format;
use fieldbook_share::{Action, GitError, Refusal};
use fieldbook_store::{
    Agreed, Base, ExchangeStep, Setting, SharedLibrary, StoreError, StoredConflict, Write,
};

use super::pulling::{Planned, PullStep, convention};
use super::{PullAction, PullAnswer, PullOptions, Pulled};
use crate::documents::{self, Key};
use crate::{Error, Library};

/// From this many records on a backup is made before a pull.
const WORTH_A_BACKUP: usize = 50;

impl Library {
    /// Says what a pull would do, without changing any record here.
    ///
    /// # Errors
    /// [`Error::NoLibrary`]; the engines' errors.
    pub fn pull_plan(&self, name: &str) -> Result<PullAnswer, Error> {
        let library = self.shared(name)?;
        match self.planned(&library)? {
            Ok(Some(planned)) => Ok(PullAnswer::Plan { plan: planned.plan }),
            Ok(None) => self.up_to_date(library),
            Err(refusal) => self.refuse(library, refusal),
        }
    }

    /// Pulls. A plan that takes something away is only answered, unless a person confirmed it.
    ///
    /// # Errors
    /// [`Error::NoLibrary`]; the engines' errors. Nothing is changed then.
    pub fn pull(&self, options: &PullOptions) -> Result<PullAnswer, Error> {
        let library = self.shared(&options.library)?;
        let mut planned = match self.planned(&library)? {
            Ok(Some(planned)) => planned,
            Ok(None) => return self.up_to_date(library),
            Err(refusal) => return self.refuse(library, refusal),
        };
        // Another plan than the one that was looked at is looked at again, if it asks for anything.
        let moved = options.tip.as_ref().is_some_and(|tip| *tip != planned.plan.tip);
        if planned.plan.needs_confirmation && (!options.confirmed || moved) {
            if moved {
                planned.plan.changed_since =
                    planned.plan.rows.iter().map(|row| row.id.clone()).collect();
            }
            self.seen(library, "needs-a-look")?;
            return Ok(PullAnswer::Plan { plan: planned.plan });
        }
        match unless_stopped(self.apply(&library, planned, &options.leave_out))? {
            Ok(pulled) => {
                self.changed();
                Ok(PullAnswer::Pulled { pulled })
            }
            Err(refusal) => self.refuse(library, refusal),
        }
    }

    /// Pulls every library whose time has come, as far as nothing has to be asked.
    ///
    /// # Errors
    /// The store's errors; a library that cannot be reached is an answer.
    pub fn pull_due(&self) -> Result<Vec<PullAnswer>, Error> {
        let now = self.clock.now();
        let mut answers = Vec::new();
        for library in self.store.shared_libraries()? {
            let Some(minutes) = library.every_minutes else { continue };
            let next =
                library.checked.unwrap_or(i64::MIN).saturating_add(i64::from(minutes) * 60_000);
            // A clock that was set back must not stop this for years.
            if next <= now || library.checked.is_some_and(|checked| checked > now) {
                answers.push(
                    self.pull(&PullOptions { library: library.name, ..PullOptions::default() })?,
                );
            }
        }
        Ok(answers)
    }

    /// Fetches and plans; `None` if there is nothing to do.
    fn planned(&self, library: &SharedLibrary) -> Result<Result<Option<Planned>, Refusal>, Error> {
        let repository = self.repository(library)?;
        let heads = match repository.fetch()? {
            Ok(heads) => heads,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if heads.tip.is_some() && heads.tip == library.tip {
            return Ok(Ok(None));
        }
        let planned = unless_stopped(self.plan_over(library, &repository, heads))?;
        Ok(planned.and_then(|planned| planned.map(Some)))
    }

    fn apply(
        &self,
        library: &SharedLibrary,
        planned: Planned,
        leave_out: &[String],
    ) -> Result<Pulled, Error> {
        let Planned { plan, steps, marker, registry, heads } = planned;
        if plan.rows.len() > WORTH_A_BACKUP || plan.needs_confirmation {
            self.store.back_up("pull", self.clock.now())?;
        }
        let (left, taken): (Vec<PullStep>, Vec<PullStep>) =
            steps.into_iter().partition(|step| leave_out.contains(&step.id));
        let now = self.clock.now();
        let keys: Vec<Key> = taken
            .iter()
            .map(|step| Key { library: library.name.clone(), id: step.id.clone() })
            .collect();
        // Each step is read first and written then.
        let stage = self.stage("take_in", taken.len() * 2);
        let mut exchange = Vec::with_capacity(taken.len());
        for (step, key) in taken.iter().zip(&keys) {
            if !stage.goes_on(exchange.len()) {
                return Err(StoreError::Stopped.into());
            }
            exchange.push(self.exchange_step(step, key, now));
        }
        let actor = format!("pull:{}", library.name);
        let row = SharedLibrary {
            marker: Some(marker),
            branch: Some(heads.branch),
            checked: Some(now),
            outcome: Some("pulled".to_owned()),
            // What is left out is planned again next time, which the old tip makes sure of.
            tip: if left.is_empty() { heads.tip } else { library.tip.clone() },
            ..library.clone()
        };
        let done = self.store.exchange("pull", &row, &exchange, &actor, now, &|written| {
            stage.goes_on(taken.len() + written)
        })?;
        drop(stage);
        self.take_registry(&library.name, registry.as_deref())?;
        if !done.stale.is_empty() && left.is_empty() {
            self.store.put_shared_library(&SharedLibrary { tip: library.tip.clone(), ..row })?;
        }
        let stale = |id: &String| done.stale.contains(id);
        Ok(Pulled {
            rows: taken
                .iter()
                .filter(|step| step.action != Action::Forget && !stale(&step.id))
                .map(|step| step.row.clone())
                .collect(),
            skipped: plan.skipped,
            left: left
                .iter()
                .map(|step| step.id.clone())
                .chain(done.stale.iter().cloned())
                .collect(),
            operation: done.operation.map(|operation| operation.0),
            library: library.name.clone(),
        })
    }

    fn exchange_step<'a>(&self, step: &'a PullStep, key: &'a Key, now: i64) -> ExchangeStep<'a> {
        let agreed = |text: &str| {
            Setting::Set(Agreed {
                id: step.id.clone(),
                path: step.path.clone(),
                blob: step.blob.clone(),
                text: text.to_owned(),
            })
        };
        let theirs = step.theirs.as_deref().unwrap_or_default();
        let mut exchange =
            ExchangeStep { id: &step.id, conflict: Setting::Clear, ..ExchangeStep::default() };
        match step.row.action {
            PullAction::Agree if step.action == Action::Forget => exchange.agreed = Setting::Clear,
            // It stays here as a record that nobody shares: the next publishing offers it anew.
            PullAction::Missing => exchange.agreed = Setting::Clear,
            PullAction::Agree | PullAction::Keep => {
                exchange.agreed = agreed(theirs);
                exchange.proposal = Setting::Clear;
            }
            PullAction::Add | PullAction::Update | PullAction::Withdraw => {
                exchange.writes.push(self.shared_write(step, key, theirs, now));
                exchange.agreed = agreed(theirs);
                exchange.proposal = Setting::Clear;
            }
            PullAction::Merge => {
                let text = step.merged.as_ref().map_or(theirs, |merged| merged.text.as_str());
                exchange.writes.push(self.shared_write(step, key, text, now));
                exchange.agreed = agreed(theirs);
                exchange.proposal = Setting::Clear;
            }
            PullAction::Conflict => {
                exchange.conflict = Setting::Set(StoredConflict {
                    library: key.library.clone(),
                    id: step.id.clone(),
                    path: step.path.clone(),
                    blob: step.blob.clone(),
                    base: step.base.clone(),
                    theirs: theirs.to_owned(),
                    found: now,
                });
            }
        }
        exchange
    }

    fn shared_write<'a>(
        &self,
        step: &'a PullStep,
        key: &'a Key,
        text: &'a str,
        now: i64,
    ) -> Write<'a> {
        let (format, kind) = match &step.mine {
            Some(mine) => (documents::format(mine), documents::kind(mine)),
            None => convention(text, &step.path),
        };
        let format =
            if Format::detect(text) == Format::Fieldbook { Format::Fieldbook } else { format };
        let reading = self.read(key, kind, format, text);
        Write {
            base: step.mine.as_ref().map_or(Base::Create, |mine| Base::Revision(mine.revision)),
            actor: "pull",
            now,
            ..documents::write(key, format, text, &reading)
        }
    }

    /// Notes that a library was looked at.
    fn seen(&self, library: SharedLibrary, outcome: &str) -> Result<SharedLibrary, Error> {
        let library = SharedLibrary {
            checked: Some(self.clock.now()),
            outcome: Some(outcome.to_owned()),
            ..library
        };
        self.store.put_shared_library(&library)?;
        Ok(library)
    }

    fn up_to_date(&self, library: SharedLibrary) -> Result<PullAnswer, Error> {
        let library = self.seen(library, "up-to-date")?;
        Ok(PullAnswer::UpToDate { library: library.name })
    }

    fn refuse(&self, library: SharedLibrary, refusal: Refusal) -> Result<PullAnswer, Error> {
        let library = self.seen(library, refusal.code())?;
        Ok(PullAnswer::Refused { library: library.name, refusal })
    }
}

/// What a person stopped is an answer and no error.
fn unless_stopped<T>(result: Result<T, Error>) -> Result<Result<T, Refusal>, Error> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Store(StoreError::Stopped) | Error::Git(GitError::Cancelled)) => {
            Ok(Err(Refusal::Stopped))
        }
        Err(error) => Err(error),
    }
}
