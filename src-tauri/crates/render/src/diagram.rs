//! Mermaid diagrams as static pictures.
//!
//! The picture is shown through an `img`, where no script runs and nothing is loaded; it is
//! still rewritten from an allow list, since the file may be opened on its own one day.

use std::time::Duration;

use crate::{Diagram, limits, visible};

#[cfg(feature = "diagrams")]
pub(crate) use crate::drawing::draw;

/// Most diagrams drawn on one page.
const MAX_DIAGRAMS: usize = 40;
/// Longest time spent on one page. Layout takes time that no cap on the source bounds well;
/// an ordinary diagram takes two milliseconds.
const MAX_TIME: Duration = Duration::from_secs(1);

/// What a page may still spend on diagrams.
#[cfg_attr(not(feature = "diagrams"), expect(dead_code, reason = "nothing is drawn"))]
pub(crate) struct Budget {
    pub(crate) diagrams: usize,
    pub(crate) time: Duration,
}

impl Default for Budget {
    fn default() -> Self {
        Self { diagrams: MAX_DIAGRAMS, time: MAX_TIME }
    }
}

/// A drawn diagram and its size in the page, in CSS pixels.
pub(crate) struct Drawn {
    pub(crate) diagram: Diagram,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Draws no diagram: this build shows their source.
#[cfg(not(feature = "diagrams"))]
pub(crate) fn draw(_source: &str, _budget: &mut Budget) -> Option<Drawn> {
    None
}

/// Returns the part of the page that shows a diagram, or its source when it was not drawn.
pub(crate) fn figure(source: &str, drawn: Option<&Drawn>, asset_base: &str) -> String {
    let alt = limits::escaped(description(source));
    let source = visible::in_code(source);
    let Some(drawn) = drawn else {
        return format!(
            "<pre class=\"diagram-source\"><code class=\"language-mermaid\">{source}</code></pre>"
        );
    };
    let Drawn { diagram, width, height } = drawn;
    let hash = &diagram.hash;
    let base = limits::escaped(asset_base);
    format!(
        "<figure class=\"diagram-figure\"><img class=\"diagram\" src=\"{base}diagram/{hash}\" \
         alt=\"{alt}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"><details \
         class=\"diagram-source\"><summary>Mermaid</summary><pre><code \
         class=\"language-mermaid\">{source}</code></pre></details></figure>"
    )
}

/// Returns what to say for the picture: its accessible title, or its first line.
fn description(source: &str) -> &str {
    let mut lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
    let titled = |line: &str| line.starts_with("accTitle:") || line.starts_with("title ");
    let line = source
        .lines()
        .map(str::trim)
        .find(|line| titled(line))
        .or_else(|| lines.find(|line| !line.starts_with("%%") && !line.starts_with("---")));
    let line = line.unwrap_or("diagram");
    let line =
        line.strip_prefix("accTitle:").or_else(|| line.strip_prefix("title ")).unwrap_or(line);
    let line = line.trim();
    &line[..line.floor_char_boundary(120)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_drawn_is_shown_as_its_source() {
        let html = figure("graph <b>", None, "/asset/");
        assert!(html.starts_with("<pre class=\"diagram-source\">") && html.contains("&lt;b&gt;"));
    }

    #[test]
    fn the_title_describes_the_picture() {
        assert_eq!(description("graph TD\naccTitle: The flow\nA-->B"), "The flow");
        assert_eq!(description("\n%% c\nsequenceDiagram\nA->>B: x"), "sequenceDiagram");
    }
}
