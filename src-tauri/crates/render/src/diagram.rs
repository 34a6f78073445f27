//! Mermaid diagrams as static pictures.

use crate::{Diagram, visible};

/// What a page may still spend on diagrams.
#[derive(Default)]
pub(crate) struct Budget {}

/// A drawn diagram and its size in the page.
pub(crate) struct Drawn {
    pub(crate) diagram: Diagram,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Draws a diagram; `None` when it cannot be drawn within its caps.
pub(crate) fn draw(_source: &str, _budget: &mut Budget) -> Option<Drawn> {
    None
}

/// Returns the part of the page that shows a diagram, or its source when it was not drawn.
pub(crate) fn figure(source: &str, drawn: Option<&Drawn>, asset_base: &str) -> String {
    let source = visible::in_code(source);
    let Some(drawn) = drawn else {
        return format!(
            "<pre class=\"diagram-source\"><code class=\"language-mermaid\">{source}</code></pre>"
        );
    };
    let Drawn { diagram, width, height } = drawn;
    let hash = &diagram.hash;
    let base = crate::limits::escaped(asset_base);
    format!(
        "<figure class=\"diagram-figure\"><img class=\"diagram\" src=\"{base}diagram/{hash}\" \
         alt=\"\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"><details \
         class=\"diagram-source\"><summary>Mermaid</summary><pre><code \
         class=\"language-mermaid\">{source}</code></pre></details></figure>"
    )
}
