//! The passage of a text that answers a query best, and what lights up in it.

use crate::Query;

/// A passage and what lights up in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage, with `…` where text was left out.
    pub text: String,
    /// Matches as `(start, end)` in UTF-16 code units of `text`, ascending, apart.
    pub ranges: Vec<(usize, usize)>,
}

/// The best passage of `text` for `query`, about `max_chars` characters long.
///
/// Without a match it is the beginning of the text, with no ranges.
#[must_use]
pub fn snippet(query: &Query, text: &str, max_chars: usize) -> Snippet {
    let _ = query;
    Snippet { text: text.chars().take(max_chars).collect(), ranges: Vec::new() }
}

/// What of `text` matches `query`, as `(start, end)` in UTF-16 code units, ascending, apart.
#[must_use]
pub fn highlight(query: &Query, text: &str) -> Vec<(usize, usize)> {
    let _ = (query, text);
    Vec::new()
}
