//! Headings and their anchors.

use comrak::nodes::NodeValue;
use comrak::{Anchorizer, Node};
use serde::Serialize;

use crate::sanitise::ID_PREFIX;

/// Longest heading text that goes into an anchor, in characters.
const MAX_ANCHOR: usize = 80;

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The `id` in the page, with its `md-` prefix; unique among the document's headings.
    pub id: String,
    /// The heading as plain text.
    pub text: String,
    /// The line of the heading in the source, from 1.
    pub line: u32,
}

impl Heading {
    /// Returns the id as written before the last step adds the prefix.
    pub(crate) fn anchor(&self) -> &str {
        self.id.strip_prefix(ID_PREFIX).unwrap_or(&self.id)
    }
}

/// Lists the headings in document order, with the anchors GitHub would give them.
pub(crate) fn headings(root: Node<'_>) -> Vec<Heading> {
    let mut anchors = Anchorizer::new();
    let mut found = Vec::new();
    for node in root.descendants() {
        let data = node.data();
        let NodeValue::Heading(heading) = &data.value else { continue };
        let text = node.collect_text();
        let short: String = text.trim().chars().take(MAX_ANCHOR).collect();
        let named = if short.chars().any(char::is_alphanumeric) { &short } else { "section" };
        found.push(Heading {
            level: heading.level,
            id: format!("{ID_PREFIX}{}", anchors.anchorize(named)),
            text: text.trim().to_owned(),
            line: u32::try_from(data.sourcepos.start.line).unwrap_or(u32::MAX),
        });
    }
    found
}
