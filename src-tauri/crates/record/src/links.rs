//! Where a record points: links of its front matter, a finding's evidence, and `[[id]]` in the body.

use serde::Serialize;

use crate::read::Reading;
use crate::vocabulary::Rel;

/// A link from a record to another one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Link {
    /// How it relates.
    pub rel: Rel,
    /// Id of the other record, as written; perhaps `<library>/<id>`.
    pub to: String,
    /// Line in the file, from 1.
    pub line: Option<u32>,
}

/// Returns every link of a document, in the order of the text; each pair of `rel` and `to` once.
pub fn links(reading: &Reading, text: &str) -> Vec<Link> {
    let _ = (reading, text);
    Vec::new()
}
