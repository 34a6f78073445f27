//! Giving records out: a folder of plain Markdown, laid out like a shared library.

use std::path::Path;

use serde::Serialize;

use crate::documents;
use crate::{Error, Library};

/// What an export wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Exported {
    /// Records in the folder now.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub written: u64,
    /// Of these, files that held the same bytes already.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub unchanged: u64,
    /// Files that somebody edited since: they stay as they are until they are imported.
    pub kept: Vec<String>,
}

impl Library {
    /// Writes every record that a query finds as `<kind folder>/<id>.md`, byte for byte.
    ///
    /// Records of several libraries go into a folder each. Files that are there already and differ are replaced as
    /// a whole or not at all; one that no revision of its record was is somebody's edit, and is kept.
    ///
    /// # Errors
    /// [`Error::File`] for the folder; [`Error::Stopped`] when `progress` says no; the engines' errors.
    pub fn export_markdown(
        &self,
        folder: &Path,
        query: &str,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Exported, Error> {
        let keys = self.list(query)?;
        let several = keys.iter().any(|key| key.library != keys[0].library);
        let mut exported = Exported::default();
        for key in keys {
            let Some(document) = self.store.document(&key.library, &key.id)? else { continue };
            let mut path = folder.to_path_buf();
            if several {
                path.push(&document.library);
            }
            path.push(documents::kind(&document).folder());
            std::fs::create_dir_all(&path).map_err(Error::file(&path))?;
            path.push(format!("{}.md", document.id));
            match std::fs::read(&path) {
                Ok(bytes) if bytes == document.text.as_bytes() => exported.unchanged += 1,
                Ok(bytes) if !self.was_text_of(&key, &bytes)? => {
                    exported.kept.push(path.display().to_string());
                    continue;
                }
                _ => fieldbook_store::write_atomic(&path, document.text.as_bytes())?,
            }
            exported.written += 1;
            if !progress(exported.written) {
                return Err(Error::Stopped);
            }
        }
        Ok(exported)
    }
}
