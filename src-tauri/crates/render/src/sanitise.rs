//! The allow list over finished HTML, the last step of the pipeline.
//!
//! The writer before it emits nothing else; this step does not trust it. Everything below is a
//! fixed list: an element, attribute, class or address that is not named here does not pass.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use crate::highlight::CLASSES as HIGHLIGHT_CLASSES;
use crate::links::{Destination, destination, is_hash};

/// Put before every `id` and fragment link, so that a document cannot name a part of the page.
pub(crate) const ID_PREFIX: &str = "md-";

/// The elements a document may consist of.
pub const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "details",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The attributes each element may carry; `class` and `id` are filtered once more.
pub const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["aria-label", "class", "data-kind", "data-record", "href", "id", "rel", "title"]),
    ("code", &["class"]),
    ("details", &["class"]),
    ("figure", &["class"]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("img", &["alt", "class", "height", "loading", "src", "title", "width"]),
    ("input", &["checked", "disabled", "type"]),
    ("li", &["class", "id"]),
    ("ol", &["start"]),
    ("pre", &["class"]),
    ("section", &["class"]),
    ("span", &["class", "title"]),
    ("sup", &["class"]),
    ("td", &["align"]),
    ("th", &["align"]),
];

/// The classes of our own that a document's elements may have, besides those of highlighting
/// and `language-…`.
pub const CLASSES: &[&str] = &[
    "degraded",
    "diagram",
    "diagram-figure",
    "diagram-source",
    "external",
    "footnote-backref",
    "footnote-ref",
    "footnotes",
    "link-inert",
    "missing",
    "raw-html",
    "record-link",
    "remote-image",
    "task-list-item",
];

/// Keeps of `html` what the allow list names.
pub(crate) fn sanitise(html: &str, asset_base: &str) -> String {
    let base = asset_base.to_owned();
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(["script", "style"].into())
        .tag_attributes(ATTRIBUTES.iter().map(|&(tag, names)| (tag, set(names))).collect())
        .tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", HashSet::from(["checkbox"]))]),
        )]))
        .set_tag_attribute_value("input", "disabled", "")
        .url_schemes(["http", "https", "mailto", "fieldbook", scheme(asset_base)].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(move |tag, name, value| attribute(tag, name, value, &base));
    builder.clean(html).to_string()
}

fn attribute<'v>(tag: &str, name: &str, value: &'v str, asset_base: &str) -> Option<Cow<'v, str>> {
    match (tag, name) {
        (_, "id") => Some(format!("{ID_PREFIX}{value}").into()),
        (_, "class") => classes(value),
        ("a", "href") => match destination(value) {
            Destination::Fragment(fragment) => Some(format!("#{ID_PREFIX}{fragment}").into()),
            Destination::External | Destination::Record(_) => Some(value.into()),
            Destination::Nowhere => None,
        },
        ("img", "src") => is_own_image(value, asset_base).then_some(value.into()),
        ("a", "rel") => Some("noopener noreferrer".into()),
        ("img", "loading") => Some("lazy".into()),
        ("img", "width" | "height") | ("ol", "start") => {
            value.parse::<u32>().is_ok().then_some(value.into())
        }
        ("td" | "th", "align") => {
            matches!(value, "left" | "center" | "right").then_some(value.into())
        }
        _ => Some(value.into()),
    }
}

fn classes(value: &str) -> Option<Cow<'_, str>> {
    let known = |class: &&str| {
        CLASSES.contains(class) || HIGHLIGHT_CLASSES.contains(class) || is_language(class)
    };
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(known).collect();
    (!kept.is_empty()).then(|| kept.join(" ").into())
}

fn is_language(class: &str) -> bool {
    class.strip_prefix("language-").is_some_and(|name| {
        name.len() <= 32
            && !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || "+#-_.".contains(c))
    })
}

fn is_own_image(address: &str, asset_base: &str) -> bool {
    address
        .strip_prefix(asset_base)
        .is_some_and(|rest| is_hash(rest) || rest.strip_prefix("diagram/").is_some_and(is_hash))
}

fn scheme(asset_base: &str) -> &str {
    asset_base.split_once(':').map_or("https", |(scheme, _)| scheme)
}

fn set(names: &'static [&'static str]) -> HashSet<&'static str> {
    names.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "kb-asset://localhost/";

    #[test]
    fn what_is_not_listed_does_not_pass() {
        let hash = "a".repeat(64);
        let cases = [
            ("<svg onload=alert(1)><style>x</style></svg>", ""),
            ("<math><mi xlink:href='data:x'>a</mi></math>", ""),
            ("<p style='x' onclick=y class='record-link x'>t</p>", "<p>t</p>"),
            ("<a href='javascript:alert(1)'>t</a>", "<a>t</a>"),
            ("<a href='//h/x'>t</a>", "<a>t</a>"),
            ("<a href='#x' id=y>t</a>", "<a href=\"#md-x\" id=\"md-y\">t</a>"),
            ("<img src=https://a.example/x>", "<img>"),
            ("<img src='kb-asset://localhost/../x'>", "<img>"),
            ("<form action=x><input name=q></form>", "<input disabled=\"\">"),
            ("<iframe src=x></iframe><object data=x></object><!-- c -->", ""),
        ];
        for (html, expected) in cases {
            assert_eq!(sanitise(html, BASE), expected, "{html}");
        }
        let image = format!("<img src=\"{BASE}{hash}\">");
        assert_eq!(sanitise(&image, BASE), image, "our own image must pass");
        let image = format!("<img src=\"/asset/diagram/{hash}\">");
        assert_eq!(sanitise(&image, "/asset/"), image, "a relative base must pass");
    }
}
