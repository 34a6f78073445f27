//! Adding, listing and removing shared libraries; creating one.

use fieldbook_share::{
    FileChange, Heads, Marker, NewCommit, Refusal, Remote, Repository, layout, marker,
};
use fieldbook_store::{Filter, SharedLibrary, Trash};

use super::{AddLibrary, AddOutcome, SharedLibraryView, is_library_name};
use crate::{Error, Library};

/// Most edited records that are named in the list of libraries.
const MOST_EDITED: usize = 500;

/// What a remote turned out to be: its tip, its marker file and what that says.
type Identified = (String, (String, Marker));

impl Library {
    /// Lists the shared libraries.
    ///
    /// # Errors
    /// The store's errors.
    pub fn shared_libraries(&self) -> Result<Vec<SharedLibraryView>, Error> {
        let libraries = self.store.shared_libraries()?;
        libraries.iter().map(|library| self.shared_view(library)).collect()
    }

    /// Adds a shared library. Its records come with the first pull.
    ///
    /// # Errors
    /// The store's errors, and git's where nobody can act on them.
    pub fn add_library(&self, input: &AddLibrary) -> Result<AddOutcome, Error> {
        let name = input.name.trim();
        let taken = self.store.shared_library(name)?.is_some();
        if !is_library_name(name) || taken {
            return Ok(AddOutcome::BadName);
        }
        let remote = match Remote::parse(&input.url) {
            Ok(remote) => remote,
            Err(refused) => return Ok(AddOutcome::BadUrl { reason: refused.to_string() }),
        };
        let now = self.clock.now();
        let mut library = SharedLibrary {
            name: name.to_owned(),
            url: remote.address().to_owned(),
            added: now,
            ..SharedLibrary::default()
        };
        let repository = self.repository(&library)?;
        let heads = match repository.fetch()? {
            Ok(heads) => heads,
            Err(refusal) => return Ok(AddOutcome::Refused { refusal, can_create: false }),
        };
        let (tip, creates) = match self.identify(&repository, &heads)? {
            Ok((tip, _)) => (tip, false),
            Err(refusal @ (Refusal::Empty | Refusal::NotALibrary)) if !input.create => {
                return Ok(AddOutcome::Refused { refusal, can_create: true });
            }
            Err(Refusal::Empty | Refusal::NotALibrary) if input.dry_run => {
                return Ok(AddOutcome::WouldAdd { creates: true, records: 0 });
            }
            Err(Refusal::Empty | Refusal::NotALibrary) => {
                match self.make_library(&repository, &heads, name)? {
                    Ok(tip) => (tip, true),
                    Err(refusal) => return Ok(AddOutcome::Refused { refusal, can_create: false }),
                }
            }
            Err(refusal) => return Ok(AddOutcome::Refused { refusal, can_create: false }),
        };
        let heads = Heads { tip: Some(tip.clone()), ..heads };
        let marker = match self.identify(&repository, &heads)? {
            Ok((_, marker)) => marker,
            Err(refusal) => return Ok(AddOutcome::Refused { refusal, can_create: false }),
        };
        let records = match repository.files(&tip)? {
            Ok(sorted) => {
                sorted.files.iter().filter(|file| layout::id_of(&file.path).is_some()).count()
            }
            Err(_) => 0,
        };
        if input.dry_run {
            return Ok(AddOutcome::WouldAdd {
                creates: false,
                records: u32::try_from(records).unwrap_or(u32::MAX),
            });
        }
        library.root = Some(repository.root(&tip)?);
        library.identity = Some(marker.1.id);
        library.marker = Some(marker.0);
        library.branch = Some(heads.branch);
        // With no record in it there is nothing to take in: the next pull has only what comes now.
        library.tip = (records == 0).then_some(tip);
        self.store.put_shared_library(&library)?;
        Ok(AddOutcome::Added { library: Box::new(self.shared_view(&library)?), created: creates })
    }

    /// Forgets a shared library. Its records stay here, as they are.
    ///
    /// # Errors
    /// [`Error::NoLibrary`]; the store's errors.
    pub fn remove_library(&self, name: &str) -> Result<(), Error> {
        let library = self.shared(name)?;
        self.store.remove_shared_library(&library.name)?;
        let dir = self.repository_dir(&library.name);
        // Only our copy of what the remote has; a new pull makes it again.
        if dir.exists() {
            std::fs::remove_dir_all(&dir).map_err(Error::file(&dir))?;
        }
        Ok(())
    }

    /// Sets how often a library is pulled by itself; `None` means when somebody asks.
    ///
    /// # Errors
    /// [`Error::NoLibrary`]; the store's errors.
    pub fn schedule_library(
        &self,
        name: &str,
        every_minutes: Option<u32>,
    ) -> Result<SharedLibraryView, Error> {
        let library = SharedLibrary {
            every_minutes: every_minutes.filter(|minutes| *minutes > 0),
            ..self.shared(name)?
        };
        self.store.put_shared_library(&library)?;
        self.shared_view(&library)
    }

    /// Reads which library this is; its marker file comes along.
    pub(super) fn identify(
        &self,
        repository: &Repository,
        heads: &Heads,
    ) -> Result<Result<Identified, Refusal>, Error> {
        let Some(tip) = &heads.tip else { return Ok(Err(Refusal::Empty)) };
        if repository.files(tip)?.is_err() {
            return Ok(Err(Refusal::TooLarge));
        }
        let Some(bytes) = repository.file(tip, marker::MARKER)? else {
            return Ok(Err(Refusal::NotALibrary));
        };
        Ok(match marker::parse(&bytes) {
            Ok(read) => Ok((tip.clone(), (String::from_utf8_lossy(&bytes).into_owned(), read))),
            Err(reason) => Err(Refusal::BadMarker { reason }),
        })
    }

    /// Writes the marker file of a new library and sends it.
    fn make_library(
        &self,
        repository: &Repository,
        heads: &Heads,
        name: &str,
    ) -> Result<Result<String, Refusal>, Error> {
        let author = self.sharer(repository)?.unwrap_or_else(|| fieldbook_share::Person {
            name: "Fieldbook".to_owned(),
            email: "fieldbook@localhost".to_owned(),
            at: self.clock.now().div_euclid(1000),
        });
        // An id that no other library has: from the store's own random name and the moment.
        let unique = fieldbook_store::hash_of(format!(
            "{}{}{}",
            self.store.epoch()?,
            name,
            self.clock.now()
        ));
        let id = format!(
            "{}-{}",
            name.get(..name.len().min(40)).unwrap_or(name).trim_end_matches('-'),
            &unique[..12]
        );
        let file = FileChange {
            path: marker::MARKER.to_owned(),
            bytes: Some(marker::write(&id, name, false).into_bytes()),
        };
        let parents: Vec<&str> = heads.tip.as_deref().into_iter().collect();
        let commit = repository.commit(&NewCommit {
            parents: &parents,
            changes: &[file],
            message: "Make this a Fieldbook library\n",
            author: &author,
        })?;
        Ok(repository.push(&commit, &heads.branch)?.map(|()| commit))
    }

    pub(super) fn shared_view(&self, library: &SharedLibrary) -> Result<SharedLibraryView, Error> {
        let marker = library.marker.as_deref().and_then(|text| marker::parse(text.as_bytes()).ok());
        let agreed: std::collections::HashMap<String, String> = self
            .store
            .agreed(&library.name)?
            .into_iter()
            .map(|row| (row.id, fieldbook_store::hash_of(&row.text)))
            .collect();
        let filter =
            Filter { library: Some(&library.name), trash: Trash::Without, ..Filter::default() };
        let heads =
            self.store.heads(&filter, fieldbook_store::Order::ById, 0, u64::from(u32::MAX))?;
        let edited: Vec<&str> = heads
            .iter()
            .filter(|head| agreed.get(&head.id).is_none_or(|hash| *hash != head.hash))
            .map(|head| head.id.as_str())
            .collect();
        let count = |all: usize| u64::try_from(all).unwrap_or(u64::MAX);
        let conflicts = self
            .store
            .conflicts()?
            .iter()
            .filter(|conflict| conflict.library == library.name)
            .count();
        let proposals = self
            .store
            .proposals()?
            .iter()
            .filter(|proposal| proposal.library == library.name)
            .count();
        let host =
            Remote::parse(&library.url).ok().and_then(|remote| remote.host().map(str::to_owned));
        Ok(SharedLibraryView {
            name: library.name.clone(),
            title: marker
                .as_ref()
                .map_or_else(|| library.name.clone(), |marker| marker.name.clone()),
            description: marker
                .as_ref()
                .map_or_else(String::new, |marker| marker.description.clone()),
            review: marker.as_ref().is_some_and(|marker| marker.publish.review),
            url: library.url.clone(),
            host,
            identity: library.identity.clone(),
            branch: library.branch.clone(),
            records: count(heads.len()),
            edited: count(edited.len()),
            edited_ids: edited.into_iter().take(MOST_EDITED).map(str::to_owned).collect(),
            conflicts: count(conflicts),
            proposals: count(proposals),
            every_minutes: library.every_minutes,
            checked: library.checked,
            outcome: library.outcome.clone(),
        })
    }
}

/// The marker file as last read.
pub(super) fn marker_of(library: &SharedLibrary) -> Option<Marker> {
    marker::parse(library.marker.as_deref()?.as_bytes()).ok()
}
