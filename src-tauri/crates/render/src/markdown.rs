//! From Markdown to a page: parse, caps, HTML, allow list.

use crate::limits::{MAX_INPUT, escaped, max_output};
use crate::{Degraded, Options, Rendered};

/// Renders a document, or says which cap it breaks.
pub(crate) fn page(markdown: &str, _options: &Options<'_>) -> Result<Rendered, Degraded> {
    if markdown.len() > MAX_INPUT {
        return Err(Degraded::TooLarge);
    }
    let html = format!("<pre>{}</pre>", escaped(markdown));
    if html.len() > max_output(markdown.len()) {
        return Err(Degraded::OutputTooLarge);
    }
    Ok(Rendered {
        html,
        outline: Vec::new(),
        degraded: None,
        diagrams: Vec::new(),
        remote_images: 0,
    })
}
