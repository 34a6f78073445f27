//! A document's outer shape: front matter between `---` lines, then the body.

use crate::value::Value;
use crate::yaml;

/// Largest document that is read, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 2_000_000;
/// Largest front matter that is read, in bytes.
pub const MAX_FRONT_MATTER_BYTES: usize = 64_000;

/// Where a document's parts begin and end, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The YAML text without the `---` lines; `None` without front matter.
    pub(crate) yaml: Option<(usize, usize)>,
    pub(crate) body: usize,
    /// The text opens front matter and never closes it.
    pub(crate) unclosed: bool,
}

/// Finds the parts of a document.
pub(crate) fn split(text: &str) -> Parts {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let none = |unclosed| Parts { yaml: None, body: start, unclosed };
    let Some(first_end) = line_end(text, start) else {
        return none(false);
    };
    if text[start..first_end].trim_end() != "---" {
        return none(false);
    }
    let mut at = first_end;
    while at < text.len() {
        let end = line_end(text, at).unwrap_or(text.len());
        if text[at..end].trim_end() == "---" && text.as_bytes()[at] == b'-' {
            return Parts { yaml: Some((first_end, at)), body: end, unclosed: false };
        }
        at = end;
    }
    // A lone rule at the top of plain Markdown is no front matter; a key after it is.
    let next = &text[first_end..line_end(text, first_end).unwrap_or(text.len())];
    none(next.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    }))
}

/// Returns the byte after the line break that ends the line at `at`.
fn line_end(text: &str, at: usize) -> Option<usize> {
    text[at..].find('\n').map(|found| at + found + 1)
}

/// Returns the line on which a byte stands, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> u32 {
    let end = offset.min(text.len());
    let breaks = text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

/// Returns the names of the front matter's top-level keys, in order.
///
/// Works on lines, so that it also answers for front matter that cannot be parsed.
pub(crate) fn top_level_keys(text: &str) -> Vec<String> {
    let Some((start, end)) = split(text).yaml else {
        return Vec::new();
    };
    let end = end.min(start + MAX_FRONT_MATTER_BYTES);
    let mut end = end;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[start..end].lines().filter_map(line_key).collect()
}

/// Returns the key that a line at the left margin begins, if it does.
pub(crate) fn line_key(line: &str) -> Option<String> {
    let first = line.chars().next()?;
    if first.is_whitespace() || matches!(first, '#' | '-' | '[' | '{' | '}' | ']') {
        return None;
    }
    let colon = line.find(':')?;
    let rest = &line[colon + 1..];
    if !rest.is_empty() && !rest.starts_with([' ', '\t', '\r', '\n']) {
        return None;
    }
    Some(line[..colon].trim().trim_matches(['"', '\'']).to_owned())
}

/// Returns the body: everything after the front matter.
pub fn body(text: &str) -> &str {
    &text[split(text).body..]
}

/// Returns the YAML text of the front matter, without its `---` lines.
pub fn front_matter(text: &str) -> Option<&str> {
    split(text).yaml.map(|(start, end)| &text[start..end])
}

/// Returns the front matter as a plain value; `None` where there is none or it cannot be read.
///
/// This is how a form shows keys that Fieldbook does not know.
pub fn front_matter_value(text: &str) -> Option<Value> {
    let yaml = front_matter(text).filter(|yaml| yaml.len() <= MAX_FRONT_MATTER_BYTES)?;
    yaml::parse(yaml).ok()?.root.map(|root| root.value())
}

/// Returns the document with another body; the front matter keeps its bytes.
///
/// The body is written as given. Line ends that differ from the document's are not changed, because
/// they may stand inside code.
pub fn replace_body(text: &str, body: &str) -> String {
    let parts = split(text);
    let mut out = String::with_capacity(parts.body + body.len() + 1);
    out.push_str(&text[..parts.body]);
    if parts.yaml.is_some() && !out.ends_with('\n') && !body.is_empty() {
        out.push_str(line_break(text));
    }
    out.push_str(body);
    out
}

/// Returns the line break that a document uses: that of its first line.
pub(crate) fn line_break(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_and_bytes_are_kept() {
        for (text, yaml, rest) in [
            ("---\na: 1\n---\nbody", Some("a: 1\n"), "body"),
            ("\u{feff}---\r\na: 1\r\n---\r\n", Some("a: 1\r\n"), ""),
            ("---\n---", Some(""), ""),
            ("--- \na: '---'\n---  \nx\n---\n", Some("a: '---'\n"), "x\n---\n"),
            ("---\n\nA rule, then prose.\n", None, "---\n\nA rule, then prose.\n"),
            ("# Title\n", None, "# Title\n"),
            ("", None, ""),
            ("---", None, "---"),
        ] {
            assert_eq!(front_matter(text), yaml, "{text:?}");
            assert_eq!(body(text), rest, "{text:?}");
            assert_eq!(replace_body(text, rest), text, "{text:?}");
        }
        assert!(split("---\ntitle: x\nno end\n").unclosed);
        assert!(!split("---\n\nA rule: then prose.\n").unclosed);
        assert_eq!(replace_body("---\na: 1\n---", "x"), "---\na: 1\n---\nx");
    }
}
