//! Writing values as YAML: a small fixed subset, quoted wherever another reader could see something
//! else than text.

use crate::kind::Kind;
use crate::order;
use crate::value::{Value, whole};
use crate::yaml::{Style, resolve};

/// Widest line of a list or map in brackets; wider ones are written over several lines.
pub(crate) const MAX_FLOW: usize = 100;
/// Widest map in brackets that is an item of a list; facts and sources stay on one line each.
const MAX_ITEM: usize = 160;
/// Most keys of a map in brackets.
const MAX_FLOW_KEYS: usize = 6;

/// How values are written in one document.
#[derive(Clone, Copy)]
pub(crate) struct Emitter {
    pub(crate) kind: Kind,
    pub(crate) line_break: &'static str,
    /// Everything goes on the line of its key or dash, however wide.
    pub(crate) one_line: bool,
}

impl Emitter {
    /// Writes what follows `key:` in a block map whose keys stand at `indent`: with a blank before
    /// it, or with a line break.
    pub(crate) fn after_key(&self, value: &Value, indent: usize, path: &str) -> String {
        if self.is_inline(value, path, MAX_FLOW) {
            return format!(" {}", self.inline(value, path, None));
        }
        match value {
            Value::Text(text) => format!(" {}", self.literal(text, indent + 2)),
            _ => format!("{}{}", self.line_break, self.block(value, indent + 2, path)),
        }
    }

    /// Writes a list or map over several lines; every line is indented by `indent`.
    pub(crate) fn block(&self, value: &Value, indent: usize, path: &str) -> String {
        let margin = " ".repeat(indent);
        let lines: Vec<String> = match value {
            Value::List(items) => items
                .iter()
                .map(|item| format!("{margin}- {}", self.item(item, indent, path)))
                .collect(),
            Value::Map(entries) => self
                .ordered(entries, path)
                .into_iter()
                .map(|(key, value)| {
                    let child = join(path, key);
                    let value = self.after_key(value, indent, &child);
                    format!("{margin}{}:{value}", self.key(key))
                })
                .collect(),
            _ => vec![format!("{margin}{}", self.inline(value, path, None))],
        };
        lines.join(self.line_break)
    }

    /// Writes what follows a dash that stands at `indent`.
    pub(crate) fn item(&self, value: &Value, indent: usize, path: &str) -> String {
        if self.is_inline(value, path, MAX_ITEM) {
            return self.inline(value, path, None);
        }
        match value {
            Value::Text(text) => self.literal(text, indent + 2),
            _ => self.block(value, indent + 2, path).trim_start().to_owned(),
        }
    }

    /// Writes a value on one line; `style` is how the text was quoted before.
    pub(crate) fn inline(&self, value: &Value, path: &str, style: Option<Style>) -> String {
        match value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => match whole(*number) {
                Some(whole) => whole.to_string(),
                None if (1e-5..1e15).contains(&number.abs()) => number.to_string(),
                None => format!("{number:e}"),
            },
            Value::Text(text) => scalar(text, style),
            Value::List(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| self.inline(item, path, None)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(entries) => {
                let entries: Vec<String> = self
                    .ordered(entries, path)
                    .into_iter()
                    .map(|(key, value)| {
                        let value = self.inline(value, &join(path, key), None);
                        format!("{}: {value}", self.key(key))
                    })
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    pub(crate) fn key(&self, key: &str) -> String {
        scalar(key, None)
    }

    /// Tells whether a value belongs on the line of its key or dash.
    pub(crate) fn is_inline(&self, value: &Value, path: &str, width: usize) -> bool {
        if self.one_line {
            return true;
        }
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => true,
            Value::Text(text) => !is_literal(text),
            Value::List(items) if items.is_empty() => true,
            Value::Map(entries) if entries.is_empty() => true,
            Value::List(items) => {
                items.iter().all(|item| is_scalar(item) && !spans_lines(item))
                    && self.fits(value, path, width)
            }
            Value::Map(entries) => {
                entries.len() <= MAX_FLOW_KEYS.max(if width == MAX_ITEM { 10 } else { 0 })
                    && !entries.iter().any(|(_, value)| spans_lines(value))
                    && self.fits(value, path, width)
            }
        }
    }

    fn fits(&self, value: &Value, path: &str, width: usize) -> bool {
        self.inline(value, path, None).chars().count() <= width
    }

    /// Brings the keys of a map into the order of the specification; unknown ones follow as given.
    fn ordered<'v>(&self, entries: &'v [(String, Value)], path: &str) -> Vec<(&'v str, &'v Value)> {
        let known = order::keys(self.kind, path);
        let rank = |key: &str| {
            let found = known.iter().position(|known| *known == key);
            found.unwrap_or(known.len())
        };
        let mut ordered: Vec<(&str, &Value)> =
            entries.iter().map(|(key, value)| (key.as_str(), value)).collect();
        ordered.sort_by_key(|(key, _)| rank(key));
        ordered
    }

    /// Writes text of several lines as it is read, indented.
    fn literal(&self, text: &str, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let (chomp, content) = match text.strip_suffix('\n') {
            Some(content) => ("", content),
            None => ("-", text),
        };
        let lines: Vec<String> = content
            .split('\n')
            .map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") })
            .collect();
        format!("|{chomp}{}{}", self.line_break, lines.join(self.line_break))
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::List(_) | Value::Map(_))
}

fn spans_lines(value: &Value) -> bool {
    match value {
        Value::Text(text) => is_literal(text),
        Value::List(items) => items.iter().any(spans_lines),
        Value::Map(entries) => entries.iter().any(|(_, value)| spans_lines(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Tells whether text is best written as a literal block: several lines, nothing that YAML would
/// fold, trim or refuse.
fn is_literal(text: &str) -> bool {
    let content = text.strip_suffix('\n').unwrap_or(text);
    content.contains('\n')
        && !content.starts_with([' ', '\n'])
        && !content.ends_with('\n')
        && content.lines().all(|line| !line.ends_with(' ') || !line.trim().is_empty())
        && !content.chars().any(|c| (c.is_control() && c != '\n') || is_odd(c))
}

/// Characters that some readers take for line ends or drop.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Writes text as a scalar that is safe in every place.
pub(crate) fn scalar(text: &str, style: Option<Style>) -> String {
    if is_word(text) {
        let quoted_before = matches!(style, Some(Style::Single | Style::Double));
        if !quoted_before {
            return text.to_owned();
        }
    }
    match style {
        Some(Style::Plain) if is_plain_prose(text) => text.to_owned(),
        Some(Style::Single) if !text.chars().any(|c| c.is_control() || is_odd(c)) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => double_quoted(text),
    }
}

/// Tells whether text is a slug or a word of a list, which every reader takes for text.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && !is_reserved(text)
}

/// Tells whether prose may stay without quotes where it had none.
fn is_plain_prose(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic())
        && !text.ends_with(' ')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')'))
        && !text.contains(" -")
        && !is_reserved(text)
}

/// Words that YAML 1.1 or 1.2 reads as something else than text.
fn is_reserved(text: &str) -> bool {
    !matches!(resolve(text), Value::Text(_))
        || matches!(
            text.to_ascii_lowercase().as_str(),
            "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
        )
}

fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_odd(c) => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

pub(crate) fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}
