//! Words that mean the same, kept as a text with each library and read when a query is asked.

use std::sync::{Arc, Mutex, PoisonError};

use fieldbook_search::Synonyms;

use crate::{Error, Library, STARTER};

/// What comes with the app: the words of this field.
const SHIPPED: &str = include_str!("synonyms.txt");

/// The setting that names the libraries whose synonyms somebody wrote.
const LIBRARIES: &str = "synonyms";

/// The texts as last read, and what they say.
pub(crate) type Read = Mutex<Option<(Vec<String>, Arc<Synonyms>)>>;

impl Library {
    /// Returns a library's synonyms as a person wrote them: one group a line, `~` between its members.
    ///
    /// # Errors
    /// The store's errors.
    pub fn synonyms(&self, library: &str) -> Result<String, Error> {
        let own = self.store.setting(&key(library))?;
        Ok(own.unwrap_or_else(|| if library == STARTER { SHIPPED } else { "" }.to_owned()))
    }

    /// Replaces a library's synonyms; `None` brings back those that it came with.
    ///
    /// # Errors
    /// The store's errors.
    pub fn set_synonyms(&self, library: &str, text: Option<&str>) -> Result<(), Error> {
        let mut libraries = self.with_synonyms()?;
        if !libraries.iter().any(|known| known == library) {
            libraries.push(library.to_owned());
            self.store.set_setting(LIBRARIES, Some(&libraries.join("\n")), self.clock.now())?;
        }
        Ok(self.store.set_setting(&key(library), text, self.clock.now())?)
    }

    /// Lists the libraries that have a text of their own.
    fn with_synonyms(&self) -> Result<Vec<String>, Error> {
        let listed = self.store.setting(LIBRARIES)?.unwrap_or_default();
        Ok(listed.lines().map(str::to_owned).collect())
    }

    /// Returns what all libraries say together. Their texts are parsed when one of them changed.
    pub(crate) fn all_synonyms(&self) -> Result<Arc<Synonyms>, Error> {
        let mut texts = vec![self.synonyms(STARTER)?];
        for library in self.with_synonyms()?.iter().filter(|library| *library != STARTER) {
            texts.push(self.synonyms(library)?);
        }
        let mut read = self.synonyms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, synonyms)) = read.as_ref()
            && *known == texts
        {
            return Ok(Arc::clone(synonyms));
        }
        let mut synonyms = Synonyms::default();
        texts.iter().for_each(|text| synonyms.extend(Synonyms::read(text)));
        let synonyms = Arc::new(synonyms);
        *read = Some((texts, Arc::clone(&synonyms)));
        Ok(synonyms)
    }
}

fn key(library: &str) -> String {
    format!("synonyms:{library}")
}
