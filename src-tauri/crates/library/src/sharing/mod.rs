//! Shared libraries: added, pulled from, published to and reviewed in; every exchange is planned, shown, applied.
//!
//! A shared library is other people's truth. What is here changes only by a plan that was looked at or that
//! takes nothing away, in one transaction, and whatever it replaces is a revision. `fieldbook-share` speaks
//! to git and decides (`plan` is pure); `fieldbook-record` merges; this module joins them with the store.

pub(crate) mod checks;
mod libraries;
mod progress;
mod publish;
mod pull;
mod pulling;
mod redact;
mod registry;
mod resolve;
mod review;
mod reviewing;
mod timeline;
mod views;

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Duration;

use fieldbook_share::{Limits, Person, Remote, Repository};
use fieldbook_store::SharedLibrary;

use crate::{Error, Library, PERSONAL, STARTER};

pub use views::{
    AddLibrary, AddOutcome, ConflictRow, ConflictView, ExceptionInput, FindingCategory,
    ProposalRow, ProposalState, ProposalView, PublishAnswer, PublishFinding, PublishOptions,
    PublishPlan, PublishRow, PublishState, PullAction, PullAnswer, PullOptions, PullPlan, PullRow,
    Pulled, RegistryAnswer, ResolveAnswer, ReviewAnswer, ReviewNote, ReviewVerdict,
    SharedLibraryView, SkippedEntry, TimelineEntry,
};

impl Library {
    /// Ends whatever exchange with a remote is under way in this process.
    pub fn stop_sharing(&self) {
        self.stop_sharing.store(true, Ordering::SeqCst);
    }

    pub(crate) fn shared(&self, name: &str) -> Result<SharedLibrary, Error> {
        let found = self.store.shared_library(name.trim())?;
        found.ok_or_else(|| Error::NoLibrary { name: name.to_owned() })
    }

    /// Opens our copy of a library's repository; another process that is at it is waited for.
    pub(crate) fn repository(&self, library: &SharedLibrary) -> Result<Repository, Error> {
        let remote = Remote::parse(&library.url)
            .map_err(|refused| Error::BadUrl { reason: refused.to_string() })?;
        self.stop_sharing.store(false, Ordering::SeqCst);
        let limits = Limits {
            deadline: Duration::from_secs(600),
            cancel: std::sync::Arc::clone(&self.stop_sharing),
            ..Limits::default()
        };
        Ok(Repository::open(
            &self.repository_dir(&library.name),
            remote,
            limits,
            self.git_home.clone(),
        )?
        .with_progress(progress::receiving(self.teller.clone())))
    }

    pub(crate) fn repository_dir(&self, name: &str) -> PathBuf {
        self.paths.data.join("libraries").join(format!("{name}.git"))
    }

    /// Who shares: the name of the settings, else the one that git writes.
    pub(crate) fn sharer(&self, repository: &Repository) -> Result<Option<Person>, Error> {
        let (name, email) = repository.person()?;
        let author = self.settings()?.author.trim().to_owned();
        let name = Some(author).filter(|name| !name.is_empty()).or(name);
        let email = email.unwrap_or_else(|| "fieldbook@localhost".to_owned());
        Ok(name.map(|name| Person { name, email, at: self.clock.now().div_euclid(1000) }))
    }
}

/// A name that can be a folder and the first half of `<library>/<id>`.
pub(crate) fn is_library_name(name: &str) -> bool {
    fieldbook_record::is_valid_id(name) && name != PERSONAL && name != STARTER
}

/// Two names of one person.
pub(crate) fn same_person(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
