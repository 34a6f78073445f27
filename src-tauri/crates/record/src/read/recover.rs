//! Front matter that cannot be parsed as a whole is parsed key by key, so that one slip of the hand
//! does not hide the record.

use crate::check::{Check, CheckCode, Severity};
use crate::document::{line_key, line_of};
use crate::yaml::{self, Cause, Entry, MAX_DEPTH, MAX_NODES, Node, NodeKind, Refusal, Tree};

/// Parses the front matter between two bytes of a text; says what is wrong with it.
pub(crate) fn parse(text: &str, start: usize, end: usize, checks: &mut Vec<Check>) -> Option<Node> {
    let yaml = &text[start..end];
    match yaml::parse(yaml) {
        Ok(tree) => accept(tree, text, start, checks),
        Err(refusal) => {
            checks.push(check(&refusal, text, start));
            Some(by_keys(yaml))
        }
    }
}

fn accept(tree: Tree, text: &str, start: usize, checks: &mut Vec<Check>) -> Option<Node> {
    for (path, offset) in tree.duplicates {
        let check = Check::new(CheckCode::DuplicateKey, Severity::Error);
        checks.push(Check {
            field: Some(path),
            line: Some(line_of(text, start + offset)),
            ..check
        });
    }
    let root = tree.root.filter(|root| !root.is_null())?;
    if matches!(root.kind, NodeKind::Map { .. }) {
        return Some(root);
    }
    let check = Check::new(CheckCode::FrontMatterNotKeys, Severity::Error);
    checks.push(Check { line: Some(line_of(text, start + root.start)), ..check });
    None
}

fn check(refusal: &Refusal, text: &str, start: usize) -> Check {
    let new = |code| Check::new(code, Severity::Error);
    let check = match &refusal.cause {
        Cause::Syntax(reason) => new(CheckCode::FrontMatterBroken).arg("reason", reason.as_str()),
        Cause::TooDeep => new(CheckCode::FrontMatterTooDeep).arg("limit", MAX_DEPTH.to_string()),
        Cause::TooManyNodes => {
            new(CheckCode::FrontMatterTooManyValues).arg("limit", MAX_NODES.to_string())
        }
        Cause::Feature(feature) => new(CheckCode::YamlFeatureRefused).arg("feature", *feature),
    };
    Check { line: Some(line_of(text, start + refusal.offset)), ..check }
}

/// Reads each stretch of lines that begins with a key at the left margin on its own.
fn by_keys(yaml: &str) -> Node {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        if line_key(line).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([yaml.len()]);
    let mut entries: Vec<Entry> = Vec::new();
    let mut budget = MAX_NODES;
    for (start, end) in starts.iter().copied().zip(ends) {
        let Ok(Tree { root: Some(root), .. }) = yaml::parse(&yaml[start..end]) else {
            continue;
        };
        let NodeKind::Map { entries: found, flow: false } = shifted(root, start).kind else {
            continue;
        };
        let size: usize = found.iter().map(|entry| 1 + size(&entry.value)).sum();
        if size > budget {
            break;
        }
        budget -= size;
        for entry in found {
            if !entries.iter().any(|known| known.key == entry.key) {
                entries.push(entry);
            }
        }
    }
    Node { start: 0, end: yaml.len(), kind: NodeKind::Map { flow: false, entries } }
}

fn size(node: &Node) -> usize {
    1 + match &node.kind {
        NodeKind::Scalar { .. } => 0,
        NodeKind::List { items, .. } => items.iter().map(|item| size(&item.node)).sum(),
        NodeKind::Map { entries, .. } => entries.iter().map(|entry| 1 + size(&entry.value)).sum(),
    }
}

fn shifted(mut node: Node, by: usize) -> Node {
    node.start += by;
    node.end += by;
    match &mut node.kind {
        NodeKind::Scalar { .. } => {}
        NodeKind::List { items, .. } => {
            for item in items {
                item.start += by;
                item.node = shifted(item.node.clone(), by);
            }
        }
        NodeKind::Map { entries, .. } => {
            for entry in entries {
                entry.key_start += by;
                entry.colon_end += by;
                entry.value = shifted(entry.value.clone(), by);
            }
        }
    }
    node
}
