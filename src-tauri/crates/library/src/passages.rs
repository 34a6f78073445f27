//! What lists show of records: documents and their plain text for snippets, remembered. Reading a record's front
//! matter and Markdown costs more than finding it.

use std::sync::Arc;

use fieldbook_record::Reading;
use fieldbook_render::{Section, plain_text};
use fieldbook_search::Hit;
use fieldbook_store::Document;

use crate::failures::Stated;
use crate::lately::{Lately, Weighs};
use crate::{Error, Library};

/// A snippet is looked for in at most this many bytes of a body.
const WITHIN: usize = 64 * 1024;

/// What lists showed lately.
#[derive(Debug, Default)]
pub(crate) struct ReadLately {
    documents: Lately<Document>,
    passages: Lately<Passages>,
    pub(crate) failings: Lately<Stated>,
}

/// What a snippet may be cut from, as a reader sees it.
#[derive(Debug)]
pub(crate) struct Passages {
    pub(crate) summary: String,
    pub(crate) sections: Vec<Section>,
}

impl Weighs for Passages {
    fn bytes(&self) -> usize {
        let section = |section: &Section| section.heading.len() + section.text.len();
        self.summary.len() + self.sections.iter().map(section).sum::<usize>()
    }
}

impl Weighs for Document {
    fn bytes(&self) -> usize {
        // The columns are short, but there are many.
        self.text.len() + size_of::<Self>() * 2
    }
}

impl Library {
    /// The documents of hits as they are at this state of the store, in the same order. One that went away between
    /// the two look-ups is left out.
    pub(crate) fn documents_of(
        &self,
        hits: &[Hit],
        sequence: i64,
    ) -> Result<Vec<Option<Arc<Document>>>, Error> {
        let lately = &self.read_lately.documents;
        // Whatever changes a document is a step of the journal.
        let name = |library: &str, id: &str| format!("{sequence} {library}/{id}");
        let mut found: Vec<_> =
            hits.iter().map(|hit| lately.get(&name(&hit.library, &hit.id))).collect();
        let missing: Vec<_> = hits
            .iter()
            .zip(&found)
            .filter(|(_, found)| found.is_none())
            .map(|(hit, _)| (&hit.library, &hit.id))
            .collect();
        for document in self.store.documents(&missing)? {
            let of_it = |hit: &Hit| hit.library == document.library && hit.id == document.id;
            let Some(at) = hits.iter().position(of_it) else { continue };
            found[at] = Some(lately.put(name(&document.library, &document.id), document));
        }
        Ok(found)
    }

    /// The plain text of a document, from its beginning.
    pub(crate) fn passages(&self, document: &Document) -> Arc<Passages> {
        let name = name(document);
        let lately = &self.read_lately.passages;
        lately.get(&name).unwrap_or_else(|| {
            let Reading { record, body_offset, .. } = self.read_document(document);
            let body = document.text.get(body_offset as usize..).unwrap_or_default();
            let body = body.get(..floor_boundary(body, WITHIN)).unwrap_or_default();
            let passages = Passages {
                summary: record.summary.unwrap_or_default(),
                sections: plain_text(body).sections,
            };
            lately.put(name, passages)
        })
    }
}

/// A name for what a document's text says: how it is read depends on its kind and format, too.
pub(crate) fn name(document: &Document) -> String {
    format!("{} {} {}", document.hash, document.kind, document.format)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::floor_boundary;

    #[test]
    fn a_body_ends_at_a_character() {
        assert_eq!(floor_boundary("ab智", 3), 2);
        assert_eq!(floor_boundary("ab", 9), 2);
    }
}
