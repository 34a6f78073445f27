//! Headings and their anchors.

use serde::Serialize;

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The `id` in the page, with its `md-` prefix; unique in the document.
    pub id: String,
    /// The heading as plain text.
    pub text: String,
    /// The line of the heading in the source, from 1.
    pub line: u32,
}
