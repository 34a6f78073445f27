//! The registry of agents and models, carried by a shared library as one file at its top.

use fieldbook_share::layout::TreeEntry;
use fieldbook_share::{FileChange, NewCommit, Repository};

use super::libraries::Identified;
use super::{FindingCategory, RegistryAnswer, checks};
use crate::registry::{MOST_BYTES, REGISTRY_FILE};
use crate::{Error, Library, Registry};

impl Library {
    /// Puts the registry as it counts here into a shared library, on top of what that one carries.
    ///
    /// What it names and nobody here does stays in it. A library that asks for reviews is not written: this is
    /// no record that could be proposed. A list with something in it that looks like a secret, or that the
    /// library lists, is not sent either.
    ///
    /// # Errors
    /// [`Error::NoLibrary`]; the engines' errors.
    pub fn share_registry(&self, name: &str) -> Result<RegistryAnswer, Error> {
        let library = self.shared(name)?;
        let repository = self.repository(&library)?;
        let heads = match repository.fetch()? {
            Ok(heads) => heads,
            Err(refusal) => return Ok(RegistryAnswer::Refused { refusal }),
        };
        let Identified { marker, files, .. } = match self.identify(&library, &repository, &heads)? {
            Ok(found) => found,
            Err(refusal) => return Ok(RegistryAnswer::Refused { refusal }),
        };
        if marker.publish.review {
            return Ok(RegistryAnswer::ReviewRequired);
        }
        let theirs = self.registry_of(&repository, &files.files)?;
        let mut joined = self.registry()?;
        joined.join(theirs.as_deref().map(Registry::parse).unwrap_or_default());
        let text = joined.to_text();
        if theirs.as_ref() == Some(&text) {
            return Ok(RegistryAnswer::Unchanged);
        }
        let secrets: Vec<String> = checks::findings(&text, Some(&marker), &[])
            .into_iter()
            .filter(|found| found.category != FindingCategory::Personal && found.excepted.is_none())
            .map(|found| found.shown)
            .collect();
        if !secrets.is_empty() {
            return Ok(RegistryAnswer::Secrets { shown: secrets });
        }
        let Some(author) = self.sharer(&repository)? else { return Ok(RegistryAnswer::NeedsName) };
        let parents: Vec<&str> = heads.tip.as_deref().into_iter().collect();
        let change =
            FileChange { path: REGISTRY_FILE.to_owned(), bytes: Some(text.clone().into_bytes()) };
        let commit = repository.commit(&NewCommit {
            parents: &parents,
            changes: &[change],
            message: "Agents and models\n",
            author: &author,
        })?;
        if let Err(refusal) = repository.push(&commit, &heads.branch)? {
            return Ok(RegistryAnswer::Refused { refusal });
        }
        self.take_registry(&library.name, Some(&text))?;
        Ok(RegistryAnswer::Shared { commit })
    }

    /// Reads the registry that a library's tree carries, if it carries one that can be read.
    pub(super) fn registry_of(
        &self,
        repository: &Repository,
        files: &[TreeEntry],
    ) -> Result<Option<String>, Error> {
        let Some(file) = files.iter().find(|file| file.path == REGISTRY_FILE) else {
            return Ok(None);
        };
        let bytes = repository.read(&[&file.oid])?.pop().flatten();
        let bytes = bytes.filter(|bytes| bytes.len() <= MOST_BYTES);
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }
}
