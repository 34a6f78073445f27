//! Front matter as a tree of nodes that know exactly which bytes they are.
//!
//! saphyr-parser gives the structure, the values and the places where values begin. Where they end
//! is worked out here, because its spans of quoted, literal and flow values reach into comments and
//! neighbours, and an edit must not touch those. Anchors, aliases and tags are refused, and so is
//! everything above a small budget: front matter is data that people read.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::value::Value;

/// Deepest nesting of lists and maps.
pub(crate) const MAX_DEPTH: usize = 16;
/// Most keys and values.
pub(crate) const MAX_NODES: usize = 5_000;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Byte at which it begins; for block collections the first dash or key.
    pub(crate) start: usize,
    /// Byte after its last one, without trailing comments, blanks and line ends.
    pub(crate) end: usize,
    pub(crate) kind: NodeKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NodeKind {
    Scalar { text: String, style: Style },
    List { flow: bool, items: Vec<Item> },
    Map { flow: bool, entries: Vec<Entry> },
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// Byte of the dash, or of the value itself in a flow list.
    pub(crate) start: usize,
    pub(crate) node: Node,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_start: usize,
    /// Byte after the colon, or after the key where there is none (`{a, b}`).
    pub(crate) colon_end: usize,
    pub(crate) value: Node,
}

impl Entry {
    /// Byte after everything that belongs to the entry.
    pub(crate) fn end(&self) -> usize {
        self.value.end.max(self.colon_end)
    }
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// Why front matter could not become a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Byte at which it was noticed.
    pub(crate) offset: usize,
    pub(crate) cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cause {
    Syntax(String),
    TooDeep,
    TooManyNodes,
    /// Anchor, alias or tag.
    Feature(&'static str),
}

/// A tree, or nothing where there are only comments.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    pub(crate) root: Option<Node>,
    /// Path and byte of every key that stands twice in one map; the first one counts.
    pub(crate) duplicates: Vec<(String, usize)>,
}

/// Parses YAML text into a tree.
pub(crate) fn parse(text: &str) -> Result<Tree, Refusal> {
    if let Some((offset, _)) = text
        .char_indices()
        .find(|(_, c)| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || *c == '\u{feff}')
    {
        // The parser takes NUL for the end of the text and would drop the rest in silence.
        return Err(Refusal {
            offset,
            cause: Cause::Syntax("a control character stands here".into()),
        });
    }
    let mut builder = Builder {
        text,
        offsets: text.char_indices().map(|(offset, _)| offset).collect(),
        parser: Parser::new_from_str(text),
        nodes: 0,
        duplicates: Vec::new(),
    };
    let root = builder.document()?;
    Ok(Tree { root, duplicates: builder.duplicates })
}

impl Node {
    /// Returns the value of a map's key; the first, where it stands twice.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            NodeKind::Map { entries, .. } => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.kind {
            NodeKind::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    pub(crate) fn is_flow(&self) -> bool {
        matches!(self.kind, NodeKind::List { flow: true, .. } | NodeKind::Map { flow: true, .. })
    }

    /// Tells whether it is a list or map written over several lines without brackets.
    pub(crate) fn is_block(&self) -> bool {
        matches!(self.kind, NodeKind::List { flow: false, .. } | NodeKind::Map { flow: false, .. })
    }

    pub(crate) fn is_null(&self) -> bool {
        match &self.kind {
            NodeKind::Scalar { text, style } => *style == Style::Plain && is_null_word(text),
            _ => false,
        }
    }

    /// Returns the scalar's text as written between its quotes; `None` for null and collections.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Returns the plain value.
    pub(crate) fn value(&self) -> Value {
        match &self.kind {
            NodeKind::Scalar { text, style } if *style == Style::Plain => resolve(text),
            NodeKind::Scalar { text, .. } => Value::Text(text.clone()),
            NodeKind::List { items, .. } => {
                Value::List(items.iter().map(|item| item.node.value()).collect())
            }
            NodeKind::Map { entries, .. } => {
                let mut map: Vec<(String, Value)> = Vec::with_capacity(entries.len());
                for entry in entries {
                    if !map.iter().any(|(key, _)| *key == entry.key) {
                        map.push((entry.key.clone(), entry.value.value()));
                    }
                }
                Value::Map(map)
            }
        }
    }
}

/// Returns what a plain scalar means in the core schema of YAML 1.2.
///
/// Numbers that a double would not hold as written stay text, and so do infinities.
pub(crate) fn resolve(text: &str) -> Value {
    if is_null_word(text) {
        return Value::Null;
    }
    match text {
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    match number(text) {
        Some(number) => Value::Number(number),
        None => Value::Text(text.to_owned()),
    }
}

/// Reads a decimal number without superfluous leading zeros, if a double holds it as written.
pub(crate) fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let starts_with_digit = digits.bytes().next()?.is_ascii_digit();
    let leading_zero =
        digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    if !starts_with_digit || leading_zero {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let whole = text.parse::<i64>().ok()? as f64;
        return (whole.abs() < MAX_WHOLE).then_some(whole);
    }
    let allowed =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'-' | b'+');
    let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
    let significant = mantissa.trim_start_matches(['0', '.']);
    let significant = significant.bytes().filter(u8::is_ascii_digit).count();
    if !digits.bytes().all(allowed) || significant > 17 {
        return None;
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// Whole numbers below it are held exactly by a double.
pub(crate) const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

fn is_null_word(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

struct Builder<'a> {
    text: &'a str,
    /// Byte offset of each character; the parser counts characters.
    offsets: Vec<usize>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    nodes: usize,
    duplicates: Vec<(String, usize)>,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Option<Node>, Refusal> {
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

fn trimmed(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end.max(start)].trim_end().len()
}

/// Returns the byte after the closing quote of the scalar that opens at `start`.
fn quoted_end(text: &str, start: usize) -> usize {
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
fn block_scalar(text: &str, after: usize, stop: usize) -> (usize, usize) {
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
fn dash_before(text: &str, from: Option<usize>, value_at: usize) -> usize {
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
fn last_dash(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    (0..bytes.len()).rev().find(|&at| {
        bytes[at] == b'-'
            && bytes.get(at + 1).is_none_or(|next| matches!(next, b' ' | b'\t'))
            && (at == 0 || matches!(bytes[at - 1], b' ' | b'\t'))
    })
}

fn colon_after(text: &str, key_end: usize) -> usize {
    let rest = &text[key_end..];
    let blank = rest.len() - rest.trim_start().len();
    if rest[blank..].starts_with(':') { key_end + blank + 1 } else { key_end }
}

/// Returns the byte after the bracket that closes a flow collection.
fn flow_end(text: &str, from: usize, close: char) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, node: &Node, out: &mut Vec<String>) {
        out.push(text[node.start..node.end].to_owned());
        match &node.kind {
            NodeKind::Scalar { .. } => {}
            NodeKind::List { items, flow } => {
                for item in items {
                    assert!(*flow || text[item.start..].starts_with('-'), "{text:?}");
                    shown(text, &item.node, out);
                }
            }
            NodeKind::Map { entries, .. } => {
                for entry in entries {
                    shown(text, &entry.value, out);
                }
            }
        }
    }

    fn spans(text: &str) -> Vec<String> {
        let root = parse(text).unwrap().root.unwrap();
        let mut out = Vec::new();
        shown(text, &root, &mut out);
        out.remove(0);
        out
    }

    #[test]
    fn values_end_where_they_end() {
        assert_eq!(spans("a: \"dq\"  # x\nb: 'it''s' # y\n"), ["\"dq\"", "'it''s'"]);
        assert_eq!(spans("a: plain # c\nb:\nc: ~\n"), ["plain", "", "~"]);
        assert_eq!(
            spans("a: {x: 1, y: [a, b],} # c\n"),
            ["{x: 1, y: [a, b],}", "1", "[a, b]", "a", "b"]
        );
        assert_eq!(
            spans("c: >- # why\n  folded\n  text\n\n# comment\nd: |\n  lit\n\n\ne: x\n"),
            [">- # why\n  folded\n  text", "|\n  lit", "x"]
        );
        assert_eq!(
            spans("a:\n  - one # 1\n  # - no\n  - two: 3\n    x: y\n\n  -\nb: é\n"),
            [
                "- one # 1\n  # - no\n  - two: 3\n    x: y\n\n  -",
                "one",
                "two: 3\n    x: y",
                "3",
                "y",
                "",
                "é"
            ]
        );
        assert_eq!(spans("a:\n- -1\n- - x\n"), ["- -1\n- - x", "-1", "- x", "x"]);
        assert_eq!(spans("a: [x, d: e, {b}]\n")[1..], ["x", "d: e", "e", "{b}", ""]);
        assert_eq!(spans("a: |\nb: |+\n  x\n\nc: 1\n"), ["|", "|+\n  x\n", "1"]);
        assert_eq!(spans("a:\n  -\n    x: 1\n  - y\n")[0], "-\n    x: 1\n  - y");
    }

    #[test]
    fn the_budget_and_the_refusals_name_a_place() {
        let cause = |text: &str| parse(text).unwrap_err().cause;
        assert_eq!(cause("a: &x 1\n"), Cause::Feature("anchor"));
        assert_eq!(cause("a: !!str 1\n"), Cause::Feature("tag"));
        assert!(matches!(cause("a: *x\n"), Cause::Feature(_) | Cause::Syntax(_)));
        let deep: String = (0..20).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert_eq!(cause(&deep), Cause::TooDeep);
        assert_eq!(cause(&format!("a: [{}]", "1,".repeat(6000))), Cause::TooManyNodes);
        for text in ["a: b: c\n", "a: \"x\n", "? [a]\n: 1\n", "a: 1\n---\nb: 2\n", "a: \0\n"] {
            assert!(matches!(cause(text), Cause::Syntax(_)), "{text:?}");
        }
        assert_eq!(parse("a: 1\nb: c: d\n").unwrap_err().offset, 9);
        assert_eq!(parse("x: {a: 1, a: 2}\n").unwrap().duplicates, [("x.a".into(), 10)]);
    }

    #[test]
    fn plain_scalars_mean_what_yaml_1_2_says() {
        for (text, value) in [
            ("", Value::Null),
            ("~", Value::Null),
            ("true", Value::Bool(true)),
            ("yes", Value::from("yes")),
            ("3395", Value::Number(3395.0)),
            ("-0.5", Value::Number(-0.5)),
            ("1e3", Value::Number(1000.0)),
            ("012", Value::from("012")),
            ("2025-03", Value::from("2025-03")),
            ("1.2.3", Value::from("1.2.3")),
            (".inf", Value::from(".inf")),
            ("12345678901234567890", Value::from("12345678901234567890")),
        ] {
            assert_eq!(resolve(text), value, "{text}");
        }
    }
}
