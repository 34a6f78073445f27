//! Markdown to safe HTML, outline, and plain text for the index.
//!
//! What a colleague wrote is shown in a web view that may talk to the application, so nothing
//! in it is trusted. [`render`] is one pipeline in a fixed order, each step with its cap:
//! size, parse, depth and node count, links and images decided on the syntax tree, HTML, and
//! *last* an allow list over the finished HTML. A page that breaks a cap is still shown, as
//! plain text, and says why in [`Rendered::degraded`].
//!
//! Raw HTML is shown as the text it is. Remote images are never loaded. Diagrams become images
//! of static SVG, fetched by hash from [`Rendered::diagrams`].
//!
//! ```
//! use fieldbook_render::{Options, Target, plain_text, render};
//!
//! let resolve = |id: &str| {
//!     (id == "api-port").then(|| Target { title: "Port of the API".into(), kind: "case".into() })
//! };
//! let options = Options { resolve: &resolve, asset_base: "kb-asset://localhost/" };
//! let page = render("## Outcome\n\nSee [[api-port]].\n", &options);
//! assert_eq!(page.outline[0].id, "md-outcome");
//! assert!(page.html.contains("Port of the API"));
//!
//! let text = plain_text("## Outcome\n\nRan `cargo test`.\n");
//! assert_eq!(text.sections[0].heading, "Outcome");
//! assert_eq!(text.code, ["cargo test"]);
//! ```

mod code;
mod diagram;
#[cfg(feature = "diagrams")]
mod drawing;
mod highlight;
mod html;
mod limits;
mod links;
mod markdown;
mod outline;
mod plain_text;
mod sanitise;
#[cfg(feature = "diagrams")]
mod svg;
mod visible;

use serde::Serialize;

pub use highlight::CLASSES as HIGHLIGHT_CLASSES;
pub use limits::Degraded;
pub use outline::Heading;
pub use plain_text::{PlainText, Section, plain_text};
pub use sanitise::{ATTRIBUTES, CLASSES, ELEMENTS};

/// What the page around a document must answer while it is rendered.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Returns what a link to this record id shows; `None` marks the link as missing.
    pub resolve: &'a dyn Fn(&str) -> Option<Target>,
    /// The prefix of image addresses, with its last slash: `kb-asset://localhost/`, `/asset/`.
    pub asset_base: &'a str,
}

/// A record that a `[[record-id]]` link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Shown when the link has no text of its own.
    pub title: String,
    /// The record's kind, put into `data-kind` for the style sheet.
    pub kind: String,
}

/// A rendered document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Rendered {
    /// HTML of the allow list only; every `id` and fragment link starts with `md-`.
    pub html: String,
    /// The headings in order; empty when degraded.
    pub outline: Vec<Heading>,
    /// Why the document is shown as plain text, if it is.
    pub degraded: Option<Degraded>,
    /// The drawn diagrams, to be answered at `{asset_base}diagram/{hash}`.
    pub diagrams: Vec<Diagram>,
    /// How many images on other hosts were replaced by links.
    pub remote_images: u32,
}

/// A diagram as static SVG.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Diagram {
    /// BLAKE3 of `svg`, 64 lower-case hex digits.
    pub hash: String,
    /// The picture: no script, no foreign object, no reference outside itself.
    pub svg: String,
}

/// Renders Markdown as HTML that may be put into the application's page.
///
/// Never fails: what cannot be rendered within the caps is shown as plain text.
pub fn render(markdown: &str, options: &Options<'_>) -> Rendered {
    markdown::page(markdown, options).unwrap_or_else(|reason| limits::as_text(markdown, reason))
}
