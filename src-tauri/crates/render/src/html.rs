//! The syntax tree as HTML: our decisions on links, images and code; the rest is comrak's.

use std::fmt::{self, Write};

use comrak::Node;
use comrak::html::{ChildRendering, Context, format_document_with_formatter, format_node_default};
use comrak::nodes::{NodeCodeBlock, NodeLink, NodeValue, NodeWikiLink};
use comrak::options::Plugins;

use crate::links::{Destination, Picture, destination, is_record_id, picture};
use crate::markdown::comrak_options;
use crate::{Diagram, Heading, Options, code, diagram, highlight, visible};

/// What a page needs besides its HTML.
pub(crate) struct Parts {
    pub(crate) diagrams: Vec<Diagram>,
    pub(crate) remote_images: u32,
}

/// Writes a document as HTML; fails only when `out` does.
pub(crate) fn write(
    root: Node<'_>,
    options: &Options<'_>,
    outline: &[Heading],
    out: &mut dyn Write,
) -> Result<Parts, fmt::Error> {
    let page = Page {
        options,
        headings: outline.iter(),
        open_anchors: 0,
        highlighting: highlight::Budget::default(),
        drawing: diagram::Budget::default(),
        parts: Parts { diagrams: Vec::new(), remote_images: 0 },
    };
    let comrak = comrak_options();
    let plugins = Plugins::default();
    let page = format_document_with_formatter(root, &comrak, out, &plugins, node, page)?;
    Ok(page.parts)
}

/// The state of one page being written.
struct Page<'a> {
    options: &'a Options<'a>,
    headings: std::slice::Iter<'a, Heading>,
    /// Links around the current node; HTML knows no link inside a link.
    open_anchors: u32,
    highlighting: highlight::Budget,
    drawing: diagram::Budget,
    parts: Parts,
}

type Out<'o, 'c, 'a> = Context<'o, 'c, Page<'a>>;
type Written = Result<ChildRendering, fmt::Error>;

fn node(out: &mut Out<'_, '_, '_>, node: Node<'_>, entering: bool) -> Written {
    match &node.data().value {
        NodeValue::Heading(heading) => write_heading(out, heading.level, entering),
        NodeValue::Link(link) => write_link(out, link, entering),
        NodeValue::WikiLink(link) => write_record_link(out, node, link, entering),
        NodeValue::Image(image) => write_image(out, node, image, entering),
        NodeValue::Text(text) => {
            if entering {
                out.write_str(&visible::in_prose(text))?;
            }
            Ok(ChildRendering::HTML)
        }
        NodeValue::Code(code) => {
            if entering {
                let literal = visible::in_code(&code.literal);
                write!(out, "<code>{literal}</code>")?;
            }
            Ok(ChildRendering::HTML)
        }
        NodeValue::CodeBlock(block) => {
            if entering {
                write_code_block(out, block)?;
            }
            Ok(ChildRendering::HTML)
        }
        NodeValue::HtmlBlock(block) => {
            if entering {
                let literal = visible::in_code(&block.literal);
                out.cr()?;
                write!(out, "<pre class=\"raw-html\"><code>{literal}</code></pre>")?;
                out.lf()?;
            }
            Ok(ChildRendering::HTML)
        }
        NodeValue::HtmlInline(literal) => {
            if entering && is_line_break(literal) {
                // The only way to break a line inside a table cell, and harmless.
                out.write_str("<br>")?;
            } else if entering {
                out.write_str(&visible::in_code(literal))?;
            }
            Ok(ChildRendering::HTML)
        }
        _ => format_node_default(out, node, entering),
    }
}

fn write_heading(out: &mut Out<'_, '_, '_>, level: u8, entering: bool) -> Written {
    if entering {
        out.cr()?;
        match out.user.headings.next() {
            Some(heading) => write!(out, "<h{level} id=\"{}\">", heading.anchor())?,
            None => write!(out, "<h{level}>")?,
        }
    } else {
        write!(out, "</h{level}>")?;
        out.lf()?;
    }
    Ok(ChildRendering::HTML)
}

fn write_link(out: &mut Out<'_, '_, '_>, link: &NodeLink, entering: bool) -> Written {
    let target = destination(&link.url);
    if !entering {
        out.user.open_anchors -= 1;
        let inert = out.user.open_anchors > 0 || target == Destination::Nowhere;
        out.write_str(if inert { "</span>" } else { "</a>" })?;
        return Ok(ChildRendering::HTML);
    }
    let nested = out.user.open_anchors > 0;
    out.user.open_anchors += 1;
    match target {
        _ if nested => out.write_str("<span")?,
        Destination::Nowhere => {
            // Shown, not hidden: a reader may still want to know where it pointed.
            out.write_str("<span class=\"link-inert\" title=\"")?;
            out.escape(&link.url)?;
            out.write_str("\">")?;
            return Ok(ChildRendering::HTML);
        }
        Destination::Fragment(fragment) => {
            out.write_str("<a href=\"#")?;
            out.escape_href(fragment)?;
            out.write_str("\"")?;
        }
        Destination::External => {
            out.write_str("<a class=\"external\" rel=\"noopener noreferrer\" href=\"")?;
            out.escape_href(&link.url)?;
            out.write_str("\"")?;
        }
        Destination::Record(id) => open_record_link(out, id, None)?,
    }
    if !link.title.is_empty() {
        out.write_str(" title=\"")?;
        out.escape(&link.title)?;
        out.write_str("\"")?;
    }
    out.write_str(">")?;
    Ok(ChildRendering::HTML)
}

fn write_record_link(
    out: &mut Out<'_, '_, '_>,
    node: Node<'_>,
    link: &NodeWikiLink,
    entering: bool,
) -> Written {
    let id = link.url.as_str();
    if !entering {
        return Ok(ChildRendering::HTML);
    }
    let label = node.collect_text();
    if !is_record_id(id) {
        let shown = if label == id { format!("[[{id}]]") } else { format!("[[{id}|{label}]]") };
        out.write_str(&visible::in_prose(&shown))?;
        return Ok(ChildRendering::Skip);
    }
    let target = (out.user.options.resolve)(id);
    let title = target.as_ref().map_or(id, |target| target.title.as_str());
    let text = if label.is_empty() || label == id { title } else { &label };
    if out.user.open_anchors > 0 {
        out.write_str(&visible::in_prose(text))?;
    } else {
        open_record_link(out, id, Some(target.as_ref().map(|target| target.kind.as_str())))?;
        write!(out, ">{}</a>", visible::in_prose(text))?;
    }
    Ok(ChildRendering::Skip)
}

/// Writes `<a …` of a record link without its `>`; `kind` is asked for when not known yet.
fn open_record_link(
    out: &mut Out<'_, '_, '_>,
    id: &str,
    kind: Option<Option<&str>>,
) -> fmt::Result {
    let asked;
    let kind = if let Some(known) = kind {
        known
    } else {
        asked = (out.user.options.resolve)(id);
        asked.as_ref().map(|target| target.kind.as_str())
    };
    let missing = if kind.is_none() { " missing" } else { "" };
    write!(out, "<a class=\"record-link{missing}\" data-record=\"{id}\"")?;
    if let Some(kind) = kind {
        out.write_str(" data-kind=\"")?;
        out.escape(kind)?;
        out.write_str("\"")?;
    }
    write!(out, " href=\"fieldbook://record/{id}\"")
}

fn write_image(
    out: &mut Out<'_, '_, '_>,
    node: Node<'_>,
    image: &NodeLink,
    entering: bool,
) -> Written {
    if !entering {
        return Ok(ChildRendering::HTML);
    }
    let alt = node.collect_text();
    match picture(&image.url) {
        Picture::Asset(hash) => {
            let base = out.user.options.asset_base;
            out.write_str("<img loading=\"lazy\" src=\"")?;
            out.escape(base)?;
            write!(out, "{hash}\" alt=\"")?;
            out.escape(&alt)?;
            if !image.title.is_empty() {
                out.write_str("\" title=\"")?;
                out.escape(&image.title)?;
            }
            out.write_str("\">")?;
        }
        Picture::Remote(host) => {
            out.user.parts.remote_images += 1;
            let text = if alt.trim().is_empty() { &host } else { &alt };
            let text = visible::in_prose(text);
            if out.user.open_anchors > 0 {
                write!(out, "<span class=\"remote-image\">{text}</span>")?;
            } else {
                out.write_str("<a class=\"remote-image\" rel=\"noopener noreferrer\" href=\"")?;
                out.escape_href(&image.url)?;
                write!(out, "\">{text}</a>")?;
            }
        }
        Picture::Nowhere => out.write_str(&visible::in_prose(&alt))?,
    }
    Ok(ChildRendering::Skip)
}

fn write_code_block(out: &mut Out<'_, '_, '_>, block: &NodeCodeBlock) -> fmt::Result {
    let language = code::language(&block.info);
    out.cr()?;
    if language == "mermaid" {
        let drawn = diagram::draw(&block.literal, &mut out.user.drawing);
        let base = out.user.options.asset_base;
        out.write_str(&diagram::figure(&block.literal, drawn.as_ref(), base))?;
        if let Some(drawn) = drawn {
            out.user.parts.diagrams.push(drawn.diagram);
        }
    } else {
        let html = code::block(&language, &block.literal, &mut out.user.highlighting);
        out.write_str(&html)?;
    }
    out.lf()
}

fn is_line_break(html: &str) -> bool {
    let html = html.trim_end_matches('>').trim_end_matches('/').trim_end();
    html.eq_ignore_ascii_case("<br")
}
