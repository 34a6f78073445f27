//! From the parser's events to the tree, with the place of every node in the text.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Cause, Entry, Item, MAX_DEPTH, MAX_NODES, Node, NodeKind, Refusal, Style};

pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    /// Byte offset of each character; the parser counts characters.
    pub(super) offsets: Vec<usize>,
    pub(super) parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    pub(super) nodes: usize,
    pub(super) duplicates: Vec<(String, usize)>,
}

impl<'a> Builder<'a> {
    pub(super) fn document(&mut self) -> Result<Option<Node>, Refusal> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd, _) => return Ok(None),
                (event, span) => {
                    let root = self.node(event, span, 0, 0, false, "")?;
                    return self.end_of_document().map(|()| Some(root));
                }
            }
        }
    }

    fn end_of_document(&mut self) -> Result<(), Refusal> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (_, span) => {
                    return Err(self
                        .refuse(span, Cause::Syntax("a second YAML document begins here".into())));
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Refusal> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(Refusal {
                offset: self.byte(error.marker().index()),
                cause: Cause::Syntax(error.info().to_owned()),
            }),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn byte(&self, index: usize) -> usize {
        self.offsets.get(index).copied().unwrap_or(self.text.len())
    }

    fn refuse(&self, span: Span, cause: Cause) -> Refusal {
        Refusal { offset: self.byte(span.start.index()), cause }
    }

    /// Builds the node that an event begins; `after` is the byte after the key's colon or the dash.
    fn node(
        &mut self,
        event: Event<'a>,
        span: Span,
        after: usize,
        depth: usize,
        in_flow: bool,
        path: &str,
    ) -> Result<Node, Refusal> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.refuse(span, Cause::TooManyNodes));
        }
        match event {
            Event::Scalar(text, style, 0, None) => {
                Ok(self.scalar(text.into_owned(), style, span, after))
            }
            Event::SequenceStart(0, None) | Event::MappingStart(0, None) if depth >= MAX_DEPTH => {
                Err(self.refuse(span, Cause::TooDeep))
            }
            Event::SequenceStart(0, None) => self.list(span, depth, in_flow, path),
            Event::MappingStart(0, None) => self.map(span, depth, in_flow, path),
            Event::Alias(_) => Err(self.refuse(span, Cause::Feature("alias"))),
            Event::Scalar(_, _, 0, _) | Event::SequenceStart(0, _) | Event::MappingStart(0, _) => {
                Err(self.refuse(span, Cause::Feature("tag")))
            }
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) => {
                Err(self.refuse(span, Cause::Feature("anchor")))
            }
            _ => Err(self.refuse(span, Cause::Syntax("a value was expected here".into()))),
        }
    }

    fn scalar(&self, text: String, style: ScalarStyle, span: Span, after: usize) -> Node {
        let at = self.byte(span.start.index());
        let stop = self.byte(span.end.index());
        let (start, end, style) = match style {
            ScalarStyle::Plain if text.is_empty() => (after, after, Style::Plain),
            ScalarStyle::Plain => (at, trimmed(self.text, at, stop), Style::Plain),
            ScalarStyle::SingleQuoted => (at, quoted_end(self.text, at), Style::Single),
            ScalarStyle::DoubleQuoted => (at, quoted_end(self.text, at), Style::Double),
            ScalarStyle::Literal => {
                let (start, end) = block_scalar(self.text, after, stop);
                (start, end, Style::Literal)
            }
            ScalarStyle::Folded => {
                let (start, end) = block_scalar(self.text, after, stop);
                (start, end, Style::Folded)
            }
        };
        Node { start, end, kind: NodeKind::Scalar { text, style } }
    }

    fn list(
        &mut self,
        span: Span,
        depth: usize,
        in_flow: bool,
        path: &str,
    ) -> Result<Node, Refusal> {
        let at = self.byte(span.start.index());
        let flow = in_flow || self.text[at..].starts_with('[') && !span.is_empty();
        let mut items: Vec<Item> = Vec::new();
        // Byte up to which everything has been read.
        let mut seen = if flow { at + 1 } else { 0 };
        let mut first = true;
        loop {
            let (event, item_span) = self.next()?;
            if event == Event::SequenceEnd {
                break;
            }
            let value_at = self.byte(item_span.start.index());
            let dash = if flow {
                value_at
            } else {
                let from = if first { None } else { Some(seen) };
                dash_before(self.text, from, value_at)
            };
            first = false;
            let after = if flow { seen } else { dash + 1 };
            let child_path = format!("{path}.{}", items.len());
            let node = self.node(event, item_span, after, depth + 1, flow, &child_path)?;
            seen = node.end.max(after);
            let start = if flow { node.start } else { dash };
            items.push(Item { start, node });
        }
        let (start, end) = if flow {
            (at, flow_end(self.text, seen, ']'))
        } else {
            (items.first().map_or(at, |item| item.start), seen)
        };
        Ok(Node { start, end, kind: NodeKind::List { flow, items } })
    }

    fn map(
        &mut self,
        span: Span,
        depth: usize,
        in_flow: bool,
        path: &str,
    ) -> Result<Node, Refusal> {
        let at = self.byte(span.start.index());
        let braces = !span.is_empty() && self.text[at..].starts_with('{');
        let flow = in_flow || braces;
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = if braces { at + 1 } else { at };
        loop {
            let (event, key_span) = self.next()?;
            let (key, style) = match event {
                Event::MappingEnd => break,
                Event::Scalar(key, style, 0, None) => (key.into_owned(), style),
                _ => {
                    let cause = Cause::Syntax("only plain text can be a key".into());
                    return Err(self.refuse(key_span, cause));
                }
            };
            let key_node = self.scalar(key, style, key_span, seen);
            let NodeKind::Scalar { text: key, .. } = key_node.kind else {
                unreachable!("a scalar was built one line above");
            };
            let child_path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            if entries.iter().any(|entry| entry.key == key) {
                self.duplicates.push((child_path.clone(), key_node.start));
            }
            let colon_end = colon_after(self.text, key_node.end);
            let (event, value_span) = self.next()?;
            let value = self.node(event, value_span, colon_end, depth + 1, flow, &child_path)?;
            let entry = Entry { key, key_start: key_node.start, colon_end, value };
            seen = entry.end();
            entries.push(entry);
        }
        let end = if braces { flow_end(self.text, seen, '}') } else { seen };
        let start = if braces { at } else { entries.first().map_or(at, |entry| entry.key_start) };
        Ok(Node { start, end, kind: NodeKind::Map { flow, entries } })
    }
}

pub(super) fn trimmed(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end.max(start)].trim_end().len()
}

/// Returns the byte after the closing quote of the scalar that opens at `start`.
pub(super) fn quoted_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let quote = bytes[start];
    let mut at = start + 1;
    while at < bytes.len() {
        if bytes[at] == b'\\' && quote == b'"' {
            at += 2;
        } else if bytes[at] == quote {
            if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') {
                at += 2;
            } else {
                return at + 1;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// Returns the extent of a literal or folded scalar from its `|` or `>`.
pub(super) fn block_scalar(text: &str, after: usize, stop: usize) -> (usize, usize) {
    let start = text[after..].find(['|', '>']).map_or(after, |found| after + found);
    let header_end = text[start..].find(['\n', '\r']).map_or(text.len(), |found| start + found);
    let stop = stop.max(header_end);
    let header = text[start..header_end].split('#').next().unwrap_or_default();
    let end = if header.contains('+') {
        // Kept line ends are part of the value.
        let content = &text[start..stop];
        let content = content.strip_suffix('\n').unwrap_or(content);
        start + content.strip_suffix('\r').unwrap_or(content).len()
    } else {
        trimmed(text, start, stop)
    };
    let header_text_end = start + header.trim_end().len();
    (start, end.max(header_text_end))
}

/// Finds the dash of a list item whose value begins at `value_at`.
///
/// Between the previous item and the value stand only blanks, comments and the dash; for the first
/// item the search goes backwards, because nothing is known of what stands before it.
pub(super) fn dash_before(text: &str, from: Option<usize>, value_at: usize) -> usize {
    let bytes = text.as_bytes();
    let value_at = value_at.min(bytes.len());
    if let Some(from) = from {
        let mut at = from;
        while at < bytes.len() {
            match bytes[at] {
                b'-' => return at,
                b'#' => {
                    at = text[at..].find('\n').map_or(bytes.len(), |end| at + end);
                }
                _ => at += 1,
            }
        }
        return from;
    }
    // The value may itself begin with a dash (`- -1`), or be empty and reported after its dash or
    // on it (`-` at the end of a line), so the line is looked at from its beginning first.
    let mut line_start =
        bytes[..value_at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    loop {
        let line = &text[line_start..value_at];
        if let Some(found) = last_dash(line) {
            return line_start + found;
        }
        if text[line_start..].starts_with("- ") && line_start == value_at {
            return line_start;
        }
        if line_start == 0 {
            return value_at;
        }
        let before = &text[..line_start - 1];
        let start = before.rfind('\n').map_or(0, |found| found + 1);
        // Step over comment lines between a lone dash and its value.
        let comment = text[start..line_start].find('#');
        if comment.is_some_and(|found| text[start..start + found].trim().is_empty())
            || text[start..line_start].trim().is_empty()
        {
            line_start = start;
            continue;
        }
        let visible = match comment {
            Some(found) => &text[start..start + found],
            None => &text[start..line_start - 1],
        };
        return last_dash(&format!("{} ", visible.trim_end())).map_or(value_at, |at| start + at);
    }
}

/// Returns the last dash of a line that is followed by a blank.
pub(super) fn last_dash(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    (0..bytes.len()).rev().find(|&at| {
        bytes[at] == b'-'
            && bytes.get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\t'))
            && (at == 0 || matches!(bytes[at - 1], b' ' | b'\t'))
    })
}

pub(super) fn colon_after(text: &str, key_end: usize) -> usize {
    let rest = &text[key_end..];
    let blank = rest.len() - rest.trim_start().len();
    if rest[blank..].starts_with(':') { key_end + blank + 1 } else { key_end }
}

/// Returns the byte after the bracket that closes a flow collection.
pub(super) fn flow_end(text: &str, from: usize, close: char) -> usize {
    let mut in_comment = false;
    for (offset, c) in text[from..].char_indices() {
        match c {
            '\n' => in_comment = false,
            _ if in_comment => {}
            '#' => in_comment = true,
            _ if c == close => return from + offset + 1,
            _ => {}
        }
    }
    text.len()
}
