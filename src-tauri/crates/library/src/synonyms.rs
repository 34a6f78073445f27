//! Words that mean the same, kept as a text with each library and read when a query is asked.

use std::sync::{Arc, Mutex, PoisonError};

use fieldbook_search::Synonyms;

use crate::{Error, Library, STARTER};

/// What comes with the app: the words of this field.
const SHIPPED: &str = include_str!("synonyms.txt");

/// Before the name of a library: the setting that holds its synonyms, where somebody wrote them.
const SETTING: &str = "synonyms:";

/// The settings as last read, and what they say.
pub(crate) type Read = Mutex<Option<(Vec<(String, String)>, Arc<Synonyms>)>>;

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
        Ok(self.store.set_setting(&key(library), text, self.clock.now())?)
    }

    /// Returns what all libraries say together. Their texts are parsed when one of them changed.
    pub(crate) fn all_synonyms(&self) -> Result<Arc<Synonyms>, Error> {
        // Asked with every search: one reading for all.
        let written = self.store.settings_below(SETTING)?;
        let mut read = self.synonyms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, synonyms)) = read.as_ref()
            && *known == written
        {
            return Ok(Arc::clone(synonyms));
        }
        let mut synonyms = Synonyms::default();
        if !written.iter().any(|(name, _)| *name == key(STARTER)) {
            synonyms.extend(Synonyms::read(SHIPPED));
        }
        written.iter().for_each(|(_, text)| synonyms.extend(Synonyms::read(text)));
        let synonyms = Arc::new(synonyms);
        *read = Some((written, Arc::clone(&synonyms)));
        Ok(synonyms)
    }
}

fn key(library: &str) -> String {
    format!("{SETTING}{library}")
}
