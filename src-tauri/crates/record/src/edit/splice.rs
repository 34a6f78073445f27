//! Single changes of a YAML text: replace, insert, remove, each touching only its own bytes.

use crate::edit::emit::{Emitter, join};
use crate::order;
use crate::value::Value;
use crate::yaml::{Entry, Item, Node, NodeKind};

/// A step from a node to a child, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Entry(usize),
    Item(usize),
}

/// A change of the bytes from `start` to `end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Patch {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

/// A YAML text with its tree, and how to write into it.
#[derive(Clone, Copy)]
pub(crate) struct Splicer<'a> {
    pub(crate) text: &'a str,
    pub(crate) root: &'a Node,
    pub(crate) emitter: &'a Emitter,
}

/// A node on the way from the root, with what one must know to write beside it.
#[derive(Clone)]
pub(crate) struct Spot<'a> {
    pub(crate) node: &'a Node,
    /// Inside brackets.
    pub(crate) in_flow: bool,
    /// Dotted path without list positions, as [`order::keys`] wants it.
    pub(crate) pattern: String,
    place: Place<'a>,
}

#[derive(Clone)]
enum Place<'a> {
    Root,
    Entry(&'a Entry),
    Item(&'a Item),
}

impl<'a> Splicer<'a> {
    pub(crate) fn spot(&self, steps: &[Step]) -> Spot<'a> {
        let mut spot =
            Spot { node: self.root, in_flow: false, pattern: String::new(), place: Place::Root };
        for step in steps {
            let in_flow = spot.node.is_flow();
            match (&spot.node.kind, step) {
                (NodeKind::Map { entries, .. }, Step::Entry(index)) => {
                    let entry = &entries[*index];
                    spot = Spot {
                        node: &entry.value,
                        in_flow,
                        pattern: join(&spot.pattern, &entry.key),
                        place: Place::Entry(entry),
                    };
                }
                (NodeKind::List { items, .. }, Step::Item(index)) => {
                    let item = &items[*index];
                    spot = Spot {
                        node: &item.node,
                        in_flow,
                        pattern: spot.pattern,
                        place: Place::Item(item),
                    };
                }
                _ => break,
            }
        }
        spot
    }

    /// Writes another value in the place of a node.
    pub(crate) fn replace(&self, spot: &Spot<'_>, value: &Value) -> Patch {
        let node = spot.node;
        let pattern = &spot.pattern;
        let scalar_style = match (&node.kind, value) {
            (NodeKind::Scalar { style, .. }, Value::Text(_)) if !node.is_null() => Some(*style),
            _ => None,
        };
        if spot.in_flow {
            let style = scalar_style.filter(|style| *style != crate::yaml::Style::Plain);
            let mut text = self.emitter.inline(value, pattern, style);
            if node.start == node.end && matches!(spot.place, Place::Entry(_)) {
                text = self.after_colon(spot, &text);
            }
            return patch(node.start, node.end, text);
        }
        match spot.place {
            Place::Root => {
                let text = self.emitter.block(value, 0, pattern);
                patch(node.start, node.end, text)
            }
            Place::Entry(entry) => self.replace_value(node, entry, value, pattern, scalar_style),
            Place::Item(item) => {
                let indent = self.column(item.start);
                let inline = scalar_style.filter(|_| !is_multiline(value));
                let text = match inline {
                    Some(_) => self.emitter.inline(value, pattern, inline),
                    None => self.emitter.item(value, indent, pattern),
                };
                patch(item.start, node.end.max(item.start + 1), format!("- {text}"))
            }
        }
    }

    fn replace_value(
        &self,
        node: &Node,
        entry: &Entry,
        value: &Value,
        pattern: &str,
        style: Option<crate::yaml::Style>,
    ) -> Patch {
        let indent = self.column(entry.key_start);
        let after = match style.filter(|_| !is_multiline(value)) {
            Some(style) => format!(" {}", self.emitter.inline(value, pattern, Some(style))),
            None => self.emitter.after_key(value, indent, pattern),
        };
        let start = entry.colon_end;
        let line_end = self.line_end(start);
        if node.is_block() && node.start > line_end {
            let block = after.strip_prefix(self.emitter.line_break);
            if let Some(block) = block {
                // Keep what stands between the key and the old block, comments included.
                let from = self.line_start(node.start);
                return patch(from, node.end, block.to_owned());
            }
            let rest = self.text[start..line_end].trim_end();
            if rest.trim_start().starts_with('#') {
                return patch(start, node.end, format!("{after}{rest}"));
            }
        }
        if node.start >= start
            && node.end <= line_end
            && after.starts_with(' ')
            && node.end > node.start
        {
            // The blanks before a value may line it up with others.
            return patch(node.start, node.end, after[1..].to_owned());
        }
        patch(start, node.end.max(start), after)
    }

    /// In brackets, an empty value may lack its colon or the blank after it.
    fn after_colon(&self, spot: &Spot<'_>, text: &str) -> String {
        let before = self.text[..spot.node.start].chars().next_back();
        if before == Some(':') { format!(" {text}") } else { format!(": {text}") }
    }

    /// Adds a key to a map, in the order of the specification.
    pub(crate) fn insert_key(&self, spot: &Spot<'_>, key: &str, value: &Value) -> Patch {
        let entries = spot.node.entries();
        let child = join(&spot.pattern, key);
        let written = self.emitter.key(key);
        let before = predecessor(entries, order::keys(self.emitter.kind, &spot.pattern), key);
        if spot.node.is_flow() {
            let pair = format!("{written}: {}", self.emitter.inline(value, &child, None));
            return match before {
                _ if entries.is_empty() => patch(spot.node.start + 1, spot.node.end - 1, pair),
                Some(index) => {
                    let end = entries[index].end();
                    patch(end, end, format!(", {pair}"))
                }
                None => {
                    let start = entries[0].key_start;
                    patch(start, start, format!("{pair}, "))
                }
            };
        }
        let indent = entries.first().map_or(0, |entry| self.column(entry.key_start));
        let after = self.emitter.after_key(value, indent, &child);
        let line = format!("{}{written}:{after}", " ".repeat(indent));
        match before {
            Some(index) => self.after_line(entries[index].end(), &line),
            None => {
                let first = entries.first().map_or(0, |entry| entry.key_start);
                let start = self.line_start(first);
                if self.text[start..first].trim().is_empty() {
                    patch(start, start, format!("{line}{}", self.emitter.line_break))
                } else {
                    // The first key stands behind a dash; the new one takes the place after it.
                    self.after_line(entries[0].end(), &line)
                }
            }
        }
    }

    /// Adds an item to a list at a position.
    pub(crate) fn insert_item(&self, spot: &Spot<'_>, index: usize, value: &Value) -> Patch {
        let NodeKind::List { items, .. } = &spot.node.kind else {
            return patch(spot.node.end, spot.node.end, String::new());
        };
        if spot.node.is_flow() {
            let text = self.emitter.inline(value, &spot.pattern, None);
            return match index.checked_sub(1).and_then(|index| items.get(index)) {
                _ if items.is_empty() => patch(spot.node.start + 1, spot.node.end - 1, text),
                Some(previous) => {
                    let end = previous.node.end;
                    patch(end, end, format!(", {text}"))
                }
                None => {
                    let start = items[0].start;
                    patch(start, start, format!("{text}, "))
                }
            };
        }
        let indent = items.first().map_or(0, |item| self.column(item.start));
        let text = self.emitter.item(value, indent, &spot.pattern);
        let line = format!("{}- {text}", " ".repeat(indent));
        match index.checked_sub(1).and_then(|index| items.get(index)) {
            Some(previous) => self.after_line(previous.node.end.max(previous.start + 1), &line),
            None => {
                let start = self.line_start(spot.node.start);
                patch(start, start, format!("{line}{}", self.emitter.line_break))
            }
        }
    }

    /// Removes a key; the map must have others.
    pub(crate) fn remove_key(&self, spot: &Spot<'_>, index: usize) -> Patch {
        let entries = spot.node.entries();
        let entry = &entries[index];
        if spot.node.is_flow() {
            let next = entries.get(index + 1).map(|next| next.key_start);
            let previous = index.checked_sub(1).map(|index| entries[index].end());
            return self.remove_between(previous, entry.key_start, entry.end(), next);
        }
        self.remove_lines(
            entry.key_start,
            entry.end(),
            entries.get(index + 1).map(|next| next.key_start),
        )
    }

    /// Removes an item; the list must have others.
    pub(crate) fn remove_item(&self, spot: &Spot<'_>, index: usize) -> Patch {
        let NodeKind::List { items, .. } = &spot.node.kind else {
            return patch(spot.node.end, spot.node.end, String::new());
        };
        let item = &items[index];
        let end = item.node.end.max(item.start);
        let next = items.get(index + 1).map(|next| next.start);
        if spot.node.is_flow() {
            let previous = index.checked_sub(1).map(|index| items[index].node.end);
            return self.remove_between(previous, item.start, end, next);
        }
        self.remove_lines(item.start, end.max(item.start + 1), next)
    }

    /// Removes a stretch inside brackets with one of its commas.
    fn remove_between(
        &self,
        previous: Option<usize>,
        start: usize,
        end: usize,
        next: Option<usize>,
    ) -> Patch {
        match (previous, next) {
            (Some(previous), _) => patch(previous, end, String::new()),
            (None, Some(next)) => patch(start, next, String::new()),
            (None, None) => patch(start, end, String::new()),
        }
    }

    fn remove_lines(&self, start: usize, end: usize, next: Option<usize>) -> Patch {
        let line_start = self.line_start(start);
        let alone = self.text[line_start..start].trim().is_empty();
        match next {
            // Something else begins on the same line (`- a: 1`): the next key moves up to it.
            Some(next) if !alone => patch(start, next, String::new()),
            _ => {
                let end = self.line_end(end);
                let end = self.text[end..].find('\n').map_or(end, |found| end + found + 1);
                patch(line_start, end, String::new())
            }
        }
    }

    /// Writes a line after the one on which a byte stands; a comment at its end stays.
    pub(crate) fn after_line(&self, byte: usize, line: &str) -> Patch {
        let end = self.line_end(byte);
        patch(end, end, format!("{}{line}", self.emitter.line_break))
    }

    fn column(&self, byte: usize) -> usize {
        self.text[self.line_start(byte)..byte].chars().count()
    }

    fn line_start(&self, byte: usize) -> usize {
        self.text[..byte].rfind('\n').map_or(0, |found| found + 1)
    }

    /// Returns the byte at which the line's text ends, before its break.
    fn line_end(&self, byte: usize) -> usize {
        let end = self.text[byte..].find('\n').map_or(self.text.len(), |found| byte + found);
        if end > byte && self.text.as_bytes()[end - 1] == b'\r' { end - 1 } else { end }
    }
}

/// Returns the entry after which a key belongs: the last known one that goes before it, or the last
/// of all for an unknown key. `None` means in front of all.
fn predecessor(entries: &[Entry], known: &[&str], key: &str) -> Option<usize> {
    let Some(rank) = known.iter().position(|name| *name == key) else {
        return entries.len().checked_sub(1);
    };
    entries.iter().rposition(|entry| {
        known.iter().position(|name| *name == entry.key).is_some_and(|other| other < rank)
    })
}

fn is_multiline(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.contains('\n'))
}

fn patch(start: usize, end: usize, text: String) -> Patch {
    Patch { start, end, text }
}
