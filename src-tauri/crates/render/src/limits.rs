//! The caps of the pipeline, and the page shown when a document breaks one.

use std::fmt;

use serde::Serialize;

use crate::Rendered;

/// Largest document that is parsed, in bytes.
pub(crate) const MAX_INPUT: usize = 2 << 20;
/// Deepest nesting of the syntax tree; the sanitiser's time grows with the square of the depth.
pub(crate) const MAX_DEPTH: usize = 100;
/// Most nodes of the syntax tree.
pub(crate) const MAX_NODES: usize = 200_000;

/// Returns the most HTML that a document of `input` bytes may become, in bytes.
pub(crate) fn max_output(input: usize) -> usize {
    4 * input + (1 << 20)
}

/// Why a document is shown as plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Degraded {
    /// Longer than 2 MiB.
    TooLarge,
    /// Nested more than 100 levels deep.
    TooDeep,
    /// More than 200,000 parts.
    TooManyNodes,
    /// The HTML would exceed four times the document plus 1 MiB.
    OutputTooLarge,
}

impl Degraded {
    /// Returns the stable name used in messages to the UI.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::TooManyNodes => "too-many-nodes",
            Self::OutputTooLarge => "output-too-large",
        }
    }
}

impl fmt::Display for Degraded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Shows a document as its own text, cut with an ellipsis where the cap demands.
pub(crate) fn as_text(markdown: &str, reason: Degraded) -> Rendered {
    let shown = markdown.len().min(MAX_INPUT);
    let cap = max_output(shown) - 64;
    let mut html = String::from("<pre class=\"degraded\"><code>");
    for (at, c) in markdown.char_indices() {
        if at >= MAX_INPUT || html.len() >= cap {
            html.push('…');
            break;
        }
        push_escaped(&mut html, c);
    }
    html.push_str("</code></pre>\n");
    Rendered {
        html,
        outline: Vec::new(),
        degraded: Some(reason),
        diagrams: Vec::new(),
        remote_images: 0,
    }
}

/// Appends a character as HTML text that is also safe inside a quoted attribute.
pub(crate) fn push_escaped(html: &mut String, c: char) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\0' => html.push('\u{FFFD}'),
        c => html.push(c),
    }
}

/// Returns text as HTML, safe inside a quoted attribute too.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    text.chars().for_each(|c| push_escaped(&mut html, c));
    html
}
