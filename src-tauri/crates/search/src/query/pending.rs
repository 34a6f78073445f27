//! What is being typed at a place of the query, so that it can be completed.

use super::{Names, Node, Query, byte_of, is_quote, parse, utf16};

/// An unfinished filter or word. Offsets are UTF-16 code units, as those of [`super::Chip`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// First code unit, without a leading minus.
    pub start: usize,
    /// One past the last code unit: what stands behind the caret belongs to it too.
    pub end: usize,
    /// The field whose value is being typed; `None` for a word, which may become a field's name.
    pub field: Option<String>,
    /// The value or word up to the caret, without quotes.
    pub typed: String,
}

/// What is being typed at `caret`, a place in UTF-16 code units. `None` where something is
/// finished: after a closing quote, inside a phrase, after a bracket.
///
/// ```
/// use fieldbook_search::{Names, pending};
/// let typed = pending("flaky -agent:\"Claude C", 22, &Names::default()).unwrap();
/// assert_eq!((typed.start, typed.end), (7, 22));
/// assert_eq!((typed.field.as_deref(), typed.typed.as_str()), (Some("agent"), "Claude C"));
/// ```
#[must_use]
pub fn pending(text: &str, caret: usize, names: &Names) -> Option<Pending> {
    let at = byte_of(text, caret);
    let before = parse(&text[..at], names);
    let caret = utf16(text, at);
    if text[..at].chars().next_back().is_none_or(char::is_whitespace)
        && before.chips().last().is_none_or(|chip| chip.end < caret)
    {
        return Some(Pending { start: caret, end: caret, ..Pending::default() });
    }
    let whole = parse(text, names);
    if let Some(chip) = before.chips().last().filter(|chip| chip.end == caret) {
        let known = chip.problem != Some("unknown_field");
        let typed = &text[byte_of(text, chip.start)..at];
        let quotes = typed.chars().filter(|c| is_quote(*c)).count();
        if !known || quotes > 1 {
            return None;
        }
        let end = whole.chips().iter().find(|other| other.start == chip.start);
        return Some(Pending {
            start: chip.start + usize::from(chip.negated),
            end: end.map_or(caret, |chip| chip.end),
            field: Some(chip.field.clone()),
            typed: chip.value.clone(),
        });
    }
    let start = word_ending_at(&before, at)?;
    let rest =
        text[at..].find(|c: char| c.is_whitespace() || is_quote(c) || "()（）:：".contains(c));
    let end = at + rest.unwrap_or(text.len() - at);
    Some(Pending {
        start: utf16(text, start),
        end: utf16(text, end),
        field: None,
        typed: text[start..at].to_owned(),
    })
}

/// Where the bare word begins that ends at this byte.
fn word_ending_at(query: &Query, at: usize) -> Option<usize> {
    fn find(node: &Node, at: usize) -> Option<usize> {
        match node {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().find_map(|node| find(node, at)),
            Node::Not(node) => find(node, at),
            Node::Words { phrase: false, span, .. } => (span.end == at).then_some(span.start),
            Node::Words { .. } | Node::Filter { .. } => None,
        }
    }
    find(query.root(), at)
}
