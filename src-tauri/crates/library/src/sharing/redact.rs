//! Taking out of a record what should not be published.

use fieldbook_record::{self as record, EditError};

use super::checks;
use crate::{Error, Library, SaveOutcome};

impl Library {
    /// Puts `with` in the place of what a publish check found, wherever it stands in the record.
    ///
    /// The text from before stays as a revision on this computer; publishing sends only the newest.
    ///
    /// # Errors
    /// [`Error::NoLibrary`], [`Error::NotFound`] and [`Error::Ambiguous`]; [`Error::Edit`] when the fields could
    /// not be read any more; the store's errors.
    pub fn replace_finding(
        &self,
        library: &str,
        id: &str,
        fingerprint: &str,
        with: &str,
    ) -> Result<SaveOutcome, Error> {
        let library = self.shared(library)?;
        let document = self.document(id)?;
        let text =
            checks::replaced(&document.text, self.rules_of(&library).as_ref(), fingerprint, with);
        if text == document.text {
            return Ok(SaveOutcome::Unchanged { revision: document.revision });
        }
        let readable = |text: &str| record::front_matter_value(text).is_some();
        if readable(&document.text) && !readable(&text) {
            return Err(EditError::Unwritable {
                path: library.name,
                reason: "the fields could not be read any more".to_owned(),
            }
            .into());
        }
        let note = "Taken out before publishing";
        self.save(
            &format!("{}/{}", document.library, document.id),
            &text,
            Some(document.revision),
            Some(note),
        )
    }
}
