//! A picture rewritten from an allow list: shapes, text and style, nothing that runs or loads.

use roxmltree::{Document, Node, ParsingOptions};

use crate::limits::push_escaped;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Deepest nesting that is rewritten.
const MAX_DEPTH: usize = 64;
/// Most nodes of a picture.
const MAX_NODES: u32 = 100_000;

/// Elements that are kept. `foreignObject`, `script`, `image`, `animate`, `set` and whatever
/// else is not named goes with all it holds.
const KEPT: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feDropShadow",
    "filter",
    "g",
    "line",
    "linearGradient",
    "marker",
    "path",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "symbol",
    "text",
    "title",
    "tspan",
    "use",
];
/// Elements whose content is kept without them.
const OPENED: &[&str] = &["a", "switch"];

/// A rewritten picture.
pub(crate) struct Picture {
    pub(crate) text: String,
    /// In CSS pixels.
    pub(crate) width: u32,
    /// In CSS pixels.
    pub(crate) height: u32,
}

/// Rewrites a picture; `None` when it is not well-formed, has no size, or its style could load
/// something.
pub(crate) fn rewrite(svg: &str) -> Option<Picture> {
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(svg, options).ok()?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return None;
    }
    let (width, height) = size(root)?;
    let mut text = format!("<svg xmlns=\"{SVG}\" width=\"{width}\" height=\"{height}\"");
    for attribute in root.attributes().filter(|a| !matches!(a.name(), "width" | "height")) {
        write_attribute(&mut text, attribute.namespace(), attribute.name(), attribute.value());
    }
    text.push('>');
    for child in root.children() {
        write_node(&mut text, child, 1)?;
    }
    text.push_str("</svg>");
    Some(Picture { text, width, height })
}

fn write_node(out: &mut String, node: Node<'_, '_>, depth: usize) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    if node.is_text() {
        node.text().unwrap_or_default().chars().for_each(|c| push_escaped(out, c));
        return Some(());
    }
    let name = node.tag_name().name();
    if !node.is_element() || node.tag_name().namespace() != Some(SVG) {
        return Some(());
    }
    if OPENED.contains(&name) {
        return node.children().try_for_each(|child| write_node(out, child, depth + 1));
    }
    if !KEPT.contains(&name) {
        return Some(());
    }
    if name == "style" && !node.children().all(|c| c.text().is_none_or(is_inert)) {
        return None;
    }
    out.push('<');
    out.push_str(name);
    for attribute in node.attributes() {
        write_attribute(out, attribute.namespace(), attribute.name(), attribute.value());
    }
    out.push('>');
    node.children().try_for_each(|child| write_node(out, child, depth + 1))?;
    out.push_str("</");
    out.push_str(name);
    out.push('>');
    Some(())
}

fn write_attribute(out: &mut String, namespace: Option<&str>, name: &str, value: &str) {
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let dropped = name.to_ascii_lowercase().starts_with("on") || name.starts_with("data-");
    let leads_out = name == "href" && !value.starts_with('#');
    if namespace.is_some() || !named || dropped || leads_out || !is_inert(value) {
        return;
    }
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    value.chars().for_each(|c| push_escaped(out, c));
    out.push('"');
}

/// Tells whether a value or a style sheet can load nothing: every `url()` points into the
/// picture, and no escape hides another.
fn is_inert(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let hidden = ["\\", "@import", "image(", "image-set(", "src(", "javascript:", "expression("];
    if hidden.iter().any(|word| css.contains(word)) {
        return false;
    }
    css.split("url(").skip(1).all(|rest| {
        rest.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .starts_with('#')
    })
}

fn size(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let view_box = root.attribute("viewBox")?;
    let numbers: Vec<f64> = view_box
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [_, _, width, height] = numbers[..] else { return None };
    let pixels = |length: f64| {
        // Truncation is meant, and the range was checked.
        (length > 0.0 && length <= 20_000.0).then(|| length.ceil() as u32)
    };
    Some((pixels(width)?, pixels(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(inside: &str) -> Option<String> {
        let svg = format!("<svg xmlns='{SVG}' viewBox='0 0 10.2 20'>{inside}</svg>");
        rewrite(&svg).map(|picture| picture.text)
    }

    #[test]
    fn only_shapes_and_text_are_kept() {
        let inside = "<script>x</script><foreignObject><p>x</p></foreignObject>\
            <a href='https://e.example'><g onload='x' data-x='y' class='k'><text x='1'>a &lt; b</text></g></a>\
            <image href='https://e.example/x.png'/><use href='#k'/><use href='x.svg#k'/>\
            <rect fill='url(#f)'/><rect fill='url(https://e.example)' style='fill:u\\rl(x)'/>\
            <animate attributeName='href'/><!-- c --><?p x?>";
        let expected = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"11\" height=\"20\" viewBox=\"0 0 10.2 20\">\
            <g class=\"k\"><text x=\"1\">a &lt; b</text></g>\
            <use href=\"#k\"></use><use></use><rect fill=\"url(#f)\"></rect><rect></rect></svg>";
        assert_eq!(picture(inside).as_deref(), Some(expected));
    }

    #[test]
    fn pictures_that_could_load_something_are_refused() {
        for css in [
            "@import 'x'",
            "a{b:url(https://x)}",
            "a{b:url('x')}",
            "a{b:u\\72l(x)}",
            "a{b:image-set('x')}",
        ] {
            assert_eq!(picture(&format!("<style>{css}</style>")), None, "{css}");
        }
        assert!(picture("<style>a{fill:url(#x);color:red}</style>").is_some());
        assert!(rewrite("<svg xmlns='x'/>").is_none(), "another namespace");
        assert!(rewrite("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>").is_none(), "a document type");
        assert!(rewrite(&format!("<svg xmlns='{SVG}'/>")).is_none(), "no size");
    }
}
