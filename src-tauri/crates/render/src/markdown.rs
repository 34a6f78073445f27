//! From Markdown to a page: parse, caps, HTML, allow list.

use std::fmt;

use comrak::{Arena, Node, parse_document};

use crate::limits::{Degraded, MAX_DEPTH, MAX_INPUT, MAX_NODES, max_output};
use crate::sanitise::sanitise;
use crate::{Options, Rendered, html, outline};

/// Renders a document, or says which cap it breaks.
pub(crate) fn page(markdown: &str, options: &Options<'_>) -> Result<Rendered, Degraded> {
    if markdown.len() > MAX_INPUT {
        return Err(Degraded::TooLarge);
    }
    let arena = Arena::new();
    let root = parse(&arena, markdown);
    check_tree(root)?;
    let cap = max_output(markdown.len());
    let outline = outline::headings(root);
    let mut out = Capped { text: String::with_capacity(markdown.len() * 2), cap };
    let parts = html::write(root, options, &outline, &mut out)
        .map_err(|fmt::Error| Degraded::OutputTooLarge)?;
    let html = sanitise(&out.text, options.asset_base);
    if html.len() > cap {
        return Err(Degraded::OutputTooLarge);
    }
    Ok(Rendered {
        html,
        outline,
        degraded: None,
        diagrams: parts.diagrams,
        remote_images: parts.remote_images,
    })
}

/// Parses CommonMark with the GitHub extensions we support and `[[record-id]]` links.
pub(crate) fn parse<'a>(arena: &'a Arena<'a>, markdown: &str) -> Node<'a> {
    parse_document(arena, markdown, &comrak_options())
}

/// The dialect. `alerts` stays off: its parser takes quadratic time.
pub(crate) fn comrak_options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.wikilinks_title_after_pipe = true;
    extension.wikilinks_ignore_embeds = true;
    options.render.escape = true;
    options.render.tasklist_classes = true;
    options
}

/// Refuses trees that later steps could not handle in linear time; walks without recursion.
pub(crate) fn check_tree(root: Node<'_>) -> Result<(), Degraded> {
    let (mut depth, mut nodes) = (0_usize, 0_usize);
    for edge in root.traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(_) => {
                depth += 1;
                nodes += 1;
            }
            comrak::arena_tree::NodeEdge::End(_) => depth -= 1,
        }
        if depth > MAX_DEPTH {
            return Err(Degraded::TooDeep);
        }
        if nodes > MAX_NODES {
            return Err(Degraded::TooManyNodes);
        }
    }
    Ok(())
}

/// Text that refuses to grow beyond its cap.
struct Capped {
    text: String,
    cap: usize,
}

impl fmt::Write for Capped {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        if self.text.len() + more.len() > self.cap {
            return Err(fmt::Error);
        }
        self.text.push_str(more);
        Ok(())
    }
}
