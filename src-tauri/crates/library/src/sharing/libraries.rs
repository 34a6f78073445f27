//! Adding, listing and removing shared libraries; creating one.

use fieldbook_share::layout::Sorted;
use fieldbook_share::{
    FileChange, Heads, Marker, NewCommit, Refusal, Remote, Repository, layout, marker,
};
use fieldbook_store::{Filter, SharedLibrary, Trash};

use super::{AddLibrary, AddOutcome, SharedLibraryView, is_library_name};
use crate::{Error, Library};

/// Most edited records that are named in the list of libraries.
const MOST_EDITED: u32 = 500;

/// What a remote turned out to be.
pub(super) struct Identified {
    /// Its newest commit.
    pub(super) tip: String,
    /// Its marker file.
    pub(super) text: String,
    /// What that says.
    pub(super) marker: Marker,
    /// The files of the newest commit.
    pub(super) files: Sorted,
}

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
        let refused = |refusal, can_create| Ok(AddOutcome::Refused { refusal, can_create });
        let (found, creates) = match self.identify(&library, &repository, &heads)? {
            Ok(found) => (found, false),
            Err(refusal @ (Refusal::Empty | Refusal::NotALibrary)) if !input.create => {
                return refused(refusal, true);
            }
            Err(Refusal::Empty | Refusal::NotALibrary) if input.dry_run => {
                return Ok(AddOutcome::WouldAdd { creates: true, records: 0 });
            }
            Err(Refusal::Empty | Refusal::NotALibrary) => {
                let tip = match self.make_library(&repository, &heads, name)? {
                    Ok(tip) => tip,
                    Err(refusal) => return refused(refusal, false),
                };
                let heads = Heads { tip: Some(tip), ..heads.clone() };
                match self.identify(&library, &repository, &heads)? {
                    Ok(found) => (found, true),
                    Err(refusal) => return refused(refusal, false),
                }
            }
            Err(refusal) => return refused(refusal, false),
        };
        let records = found.files.files.iter().filter(|file| layout::id_of(&file.path).is_some());
        let records = records.count();
        if input.dry_run {
            return Ok(AddOutcome::WouldAdd {
                creates: false,
                records: u32::try_from(records).unwrap_or(u32::MAX),
            });
        }
        library.root = Some(repository.root(&found.tip)?);
        library.identity = Some(found.marker.id);
        library.marker = Some(found.text);
        library.branch = Some(heads.branch);
        // With no record in it there is nothing to take in: the next pull has only what comes now.
        library.tip = (records == 0).then_some(found.tip);
        self.store.put_shared_library(&library)?;
        let registry = self.registry_of(&repository, &found.files.files)?;
        self.take_registry(&library.name, registry.as_deref())?;
        Ok(AddOutcome::Added { library: Box::new(self.shared_view(&library)?), created: creates })
    }

    /// Forgets a shared library. Its records stay here, as they are.
    ///
    /// # Errors
    /// [`Error::NoLibrary`]; the store's errors.
    pub fn remove_library(&self, name: &str) -> Result<(), Error> {
        let library = self.shared(name)?;
        self.store.remove_shared_library(&library.name)?;
        self.take_registry(&library.name, None)?;
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

    /// Reads which library this is, and refuses another than the one that was added; its marker
    /// file comes along.
    pub(super) fn identify(
        &self,
        library: &SharedLibrary,
        repository: &Repository,
        heads: &Heads,
    ) -> Result<Result<Identified, Refusal>, Error> {
        let Some(tip) = &heads.tip else { return Ok(Err(Refusal::Empty)) };
        let Ok(files) = repository.files(tip)? else { return Ok(Err(Refusal::TooLarge)) };
        let file = files.files.iter().find(|file| file.path == marker::MARKER);
        let bytes = match file {
            Some(file) => repository.read(&[&file.oid])?.pop().flatten(),
            None => None,
        };
        let Some(bytes) = bytes else { return Ok(Err(Refusal::NotALibrary)) };
        Ok(match marker::parse(&bytes) {
            Ok(Marker { id: found, .. })
                if library.identity.as_ref().is_some_and(|expected| *expected != found) =>
            {
                let expected = library.identity.clone().unwrap_or_default();
                Err(Refusal::AnotherLibrary { expected, found })
            }
            Ok(marker) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Ok(Identified { tip: tip.clone(), text, marker, files })
            }
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
        let filter =
            Filter { library: Some(&library.name), trash: Trash::Without, ..Filter::default() };
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
            records: self.store.count(&filter)?,
            edited: self.store.edited_since_agreed(&library.name)?,
            edited_ids: self.store.ids_edited_since_agreed(&library.name, MOST_EDITED)?,
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
