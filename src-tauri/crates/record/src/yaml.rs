//! Front matter as a tree of nodes that know exactly which bytes they are.
//!
//! saphyr-parser gives the structure, the values and the places where values begin. Where they end
//! is worked out here, because its spans of quoted, literal and flow values reach into comments and
//! neighbours, and an edit must not touch those. Anchors, aliases and tags are refused, and so is
//! everything above a small budget: front matter is data that people read.

mod build;

use saphyr_parser::Parser;

use crate::value::Value;

use build::Builder;

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
