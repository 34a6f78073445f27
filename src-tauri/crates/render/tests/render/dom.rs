//! Pages as a browser's parser sees them, and the oracle over them.
//!
//! The lists here are written out again on purpose: an oracle that asked the crate what is
//! allowed would allow whatever the crate does.

use html5ever::tendril::TendrilSink;
use html5ever::{LocalName, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use url::Url;

const ELEMENTS: &str = " a blockquote br code del details em figure h1 h2 h3 h4 h5 h6 hr html img \
    input li ol p pre section span strong summary sup table tbody td th thead tr ul ";
const ATTRIBUTES: &str = " a/aria-label a/class a/data-kind a/data-record a/href a/id a/rel a/title \
    code/class details/class figure/class h1/id h2/id h3/id h4/id h5/id h6/id img/alt img/class \
    img/height img/loading img/src img/title img/width input/checked input/disabled input/type \
    li/class li/id ol/start pre/class section/class span/class span/title sup/class td/align \
    th/align ";
const CLASSES: &str = " degraded diagram diagram-figure diagram-source external footnote-backref \
    footnote-ref footnotes link-inert missing raw-html record-link remote-image task-list-item \
    hl-attribute hl-comment hl-constant hl-deleted hl-function hl-hidden hl-inserted hl-keyword \
    hl-number hl-operator hl-string hl-tag hl-type hl-variable ";

/// Parses a page as the content of the element it will be put into.
pub(crate) fn parse(html: &str) -> Handle {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let parser = parse_fragment(RcDom::default(), Default::default(), context, Vec::new(), false);
    parser.one(html).document
}

/// Says everything in a page that must not be there.
pub(crate) fn violations(html: &str, asset_base: &str) -> Vec<String> {
    let mut found = Vec::new();
    for node in descendants(&parse(html)) {
        match &node.data {
            NodeData::Document | NodeData::Text { .. } => {}
            NodeData::Element { name, attrs, .. } => {
                let element = &*name.local;
                if name.ns != ns!(html) || !listed(ELEMENTS, element) {
                    found.push(format!("element {element}"));
                }
                for attr in attrs.borrow().iter() {
                    let pair = format!("{element}/{}", &*attr.name.local);
                    if !listed(ATTRIBUTES, &pair) {
                        found.push(format!("attribute {pair}"));
                    } else if !value_is_fine(&pair, &attr.value, asset_base) {
                        found.push(format!("{pair}={}", &*attr.value));
                    }
                }
            }
            NodeData::Comment { .. } => found.push("comment".to_owned()),
            _ => found.push("other node".to_owned()),
        }
    }
    found
}

/// Lists a node and everything below it, in document order, without recursion.
pub(crate) fn descendants(root: &Handle) -> Vec<Handle> {
    let mut stack = vec![root.clone()];
    let mut all = Vec::new();
    while let Some(node) = stack.pop() {
        stack.extend(node.children.borrow().iter().rev().cloned());
        all.push(node);
    }
    all
}

/// Returns an attribute of an element.
pub(crate) fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let wanted = LocalName::from(wanted);
    attrs.borrow().iter().find(|a| a.name.local == wanted).map(|a| a.value.to_string())
}

fn value_is_fine(pair: &str, value: &str, asset_base: &str) -> bool {
    let (_, name) = pair.split_once('/').expect("pairs have a slash");
    match (pair, name) {
        ("a/href", _) => {
            let allowed = |url: Url| match url.scheme() {
                "http" | "https" | "mailto" => true,
                "fieldbook" => url.host_str() == Some("record"),
                _ => false,
            };
            value.starts_with("#md-") || Url::parse(value).is_ok_and(allowed)
        }
        ("img/src", _) => value.strip_prefix(asset_base).is_some_and(|rest| {
            let hash = rest.strip_prefix("diagram/").unwrap_or(rest);
            hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit())
        }),
        ("input/type", _) => value == "checkbox",
        (_, "id") => value.starts_with("md-"),
        (_, "class") => value
            .split_ascii_whitespace()
            .all(|class| listed(CLASSES, class) || class.starts_with("language-")),
        _ => true,
    }
}

fn listed(list: &str, word: &str) -> bool {
    !word.contains(' ') && list.contains(&format!(" {word} "))
}
