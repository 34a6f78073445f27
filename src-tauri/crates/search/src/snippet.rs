//! The passage of a text that answers a query best, and what lights up in it.
//!
//! Matches are found by the tokens of the index, not by letters: `migrations` lights up for
//! `migrating`, `retry` inside `maxRetryCount`, and `代码` inside `代码审查`.

mod bounds;

use std::ops::Range;

use self::bounds::{backward, floor, forward, sentence_start, word_end, word_start};
use crate::{
    Node, Query,
    query::utf16,
    ranking::is_function_word,
    tokenizer::{Kind, Unit, split, stem, units},
};

/// How much of a text is looked at, in bytes; what follows is not searched for a passage.
const LOOKED_AT: usize = 64 << 10;

/// A passage and what lights up in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The passage on one line, with `…` where text was left out.
    pub text: String,
    /// Matches as `(start, end)` in UTF-16 code units of `text`, ascending, apart.
    pub ranges: Vec<(usize, usize)>,
    /// How many different words of the query are in it.
    pub words: usize,
}

/// The best passage of `text` for `query`, about `max_chars` characters long.
///
/// Best is the passage with the most different words of the query, the earliest of equals. Without
/// a match it is the beginning of the text. Only the first 64 KiB are looked at.
///
/// ```
/// use fieldbook_search::{Names, parse, snippet};
/// let query = parse("flaky tests", &Names::default());
/// let found = snippet(&query, "An agent quarantined every flaky test it met.", 25);
/// assert_eq!(found.text, "…every flaky test it met.");
/// assert_eq!(found.ranges, [(7, 12), (13, 17)]);
/// ```
#[must_use]
pub fn snippet(query: &Query, text: &str, max_chars: usize) -> Snippet {
    Highlighter::new(query).snippet(text, max_chars)
}

/// What of `text` matches `query`, as `(start, end)` in UTF-16 code units, ascending, apart.
///
/// ```
/// use fieldbook_search::{Names, highlight, parse};
/// let query = parse("代码 retry", &Names::default());
/// assert_eq!(highlight(&query, "😀 代码: maxRetryCount"), [(3, 5), (10, 15)]);
/// ```
#[must_use]
pub fn highlight(query: &Query, text: &str) -> Vec<(usize, usize)> {
    Highlighter::new(query).ranges(text)
}

/// What a query lights up: made once for all texts of an answer.
pub struct Highlighter(Matcher);

impl Highlighter {
    /// Takes the words of a query.
    #[must_use]
    pub fn new(query: &Query) -> Highlighter {
        Highlighter(Matcher::new(query))
    }

    /// How many different words it looks for: no snippet can have more.
    #[must_use]
    pub fn words(&self) -> usize {
        self.0.words.len() + self.0.cjk.len()
    }

    /// As [`snippet`](fn@snippet).
    #[must_use]
    pub fn snippet(&self, text: &str, max_chars: usize) -> Snippet {
        let looked_at = floor(text, LOOKED_AT.min(text.len()));
        let matches = self.0.find(&text[..looked_at]);
        let max_chars = max_chars.max(8);
        let window = best_window(text, &matches, max_chars, self.words());
        let words = window.as_ref().map_or(0, |(_, words)| *words);
        let passage = passage(text, window.map(|(window, _)| window), max_chars);
        let ranges = merge(matches.into_iter().map(|found| found.range));
        Snippet { words, ..write_out(text, &passage, &ranges) }
    }

    /// As [`highlight`].
    #[must_use]
    pub fn ranges(&self, text: &str) -> Vec<(usize, usize)> {
        let ranges = merge(self.0.find(text).into_iter().map(|found| found.range));
        // One pass: ranges ascend, so each offset is counted on from the one before.
        let (mut byte, mut units) = (0, 0);
        let mut to_units = |at: usize| {
            units += utf16(&text[byte..], at - byte);
            byte = at;
            units
        };
        ranges.into_iter().map(|range| (to_units(range.start), to_units(range.end))).collect()
    }
}

/// A match: where it is and which word of the query it is.
struct Match {
    range: Range<usize>,
    word: usize,
}

/// The words of a query as tokens.
#[derive(Default)]
struct Matcher {
    /// Stems and whole identifiers; the place is the word's number.
    words: Vec<String>,
    /// CJK pairs, and single characters that stand alone.
    cjk: Vec<String>,
    /// The beginning of a word still being typed.
    prefix: Option<String>,
}

impl Matcher {
    fn new(query: &Query) -> Matcher {
        let mut matcher = Matcher::default();
        let mut function_words = Vec::new();
        matcher.collect(query, query.root(), &mut function_words);
        if matcher.words.is_empty() && matcher.cjk.is_empty() && matcher.prefix.is_none() {
            matcher.words = function_words;
        }
        matcher
    }

    fn collect(&mut self, query: &Query, node: &Node, function_words: &mut Vec<String>) {
        match node {
            Node::And(nodes) | Node::Or(nodes) => {
                nodes.iter().for_each(|node| self.collect(query, node, function_words));
            }
            Node::Not(_) | Node::Filter { .. } => {}
            Node::Words { text, phrase, span, .. } => {
                let growing = !phrase && span.end == query.text().len();
                let units = units(text);
                let last = units.len().saturating_sub(1);
                for (at, unit) in units.into_iter().enumerate() {
                    self.unit(unit, *phrase, growing && at == last, function_words);
                }
            }
        }
    }

    fn unit(&mut self, unit: Unit, phrase: bool, growing: bool, function_words: &mut Vec<String>) {
        match unit {
            Unit::Word(word) if !phrase && !growing && is_function_word(&word) => {
                function_words.push(stem(&word));
            }
            Unit::Word(word) => {
                self.words.push(stem(&word));
                if growing {
                    self.prefix = Some(word);
                }
            }
            Unit::Compound { whole, parts } => {
                if growing {
                    self.prefix = Some(whole.clone());
                }
                self.words.push(stem(&whole));
                self.words.extend(parts.iter().map(|part| stem(part)));
            }
            Unit::Run { singles, pairs } => {
                self.cjk.extend(if pairs.is_empty() { singles } else { pairs });
            }
        }
    }

    fn find(&self, text: &str) -> Vec<Match> {
        let mut found = Vec::new();
        if self.words.is_empty() && self.cjk.is_empty() {
            return found;
        }
        split(text, &mut |piece| {
            let word = match piece.kind {
                Kind::Single | Kind::Pair => self
                    .cjk
                    .iter()
                    .position(|term| term == piece.text)
                    .map(|at| self.words.len() + at),
                Kind::Word | Kind::Part | Kind::Whole { .. } => self.word(piece.text),
            };
            if let Some(word) = word {
                found.push(Match { range: piece.start..piece.end, word });
            }
        });
        found
    }

    fn word(&self, text: &str) -> Option<usize> {
        if self.prefix.as_ref().is_some_and(|prefix| text.starts_with(prefix.as_str())) {
            return self.words.len().checked_sub(1);
        }
        // Most of a text is passed over without stemming it.
        if !self.words.iter().any(|word| may_be_stem(word, text)) {
            return None;
        }
        let stemmed = stem(text);
        self.words.iter().position(|word| *word == stemmed)
    }
}

/// Whether `stem` could be the stem of `word`: of a stem no more than the last two letters are not its word's.
fn may_be_stem(stem: &str, word: &str) -> bool {
    let (stem, word) = (stem.as_bytes(), word.as_bytes());
    // The first letter by itself: it is what tells most words apart.
    stem.first() == word.first() && {
        let same = stem.len().saturating_sub(2).max(1);
        word.get(..same) == stem.get(..same)
    }
}

/// Joins ranges that overlap or touch.
fn merge(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> = ranges.collect();
    sorted.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The range of `text` to show.
fn passage(text: &str, window: Option<Range<usize>>, max_chars: usize) -> Range<usize> {
    let Some(window) = window else {
        let start = text.len() - text.trim_start().len();
        return start..word_end(text, forward(text, start, max_chars));
    };
    let used = text[window.clone()].chars().count();
    let spare = max_chars.saturating_sub(used);
    // Two thirds of the room before the match, where a sentence begins if one does.
    let earliest = backward(text, window.start, spare * 2 / 3);
    let start = sentence_start(text, earliest, window.start);
    let left = max_chars.saturating_sub(text[start..window.end].chars().count());
    let end = word_end(text, forward(text, window.end, left)).max(window.end);
    // At the end of the text the room left over goes to the front.
    if end >= text.trim_end().len() {
        let total = text[start..end].chars().count();
        let more = backward(text, start, max_chars.saturating_sub(total));
        return word_start(text, more, start)..end;
    }
    start..end
}

/// The matches that fit together into the room and say most, and how many of the `asked` words they are.
fn best_window(
    text: &str,
    matches: &[Match],
    max_chars: usize,
    asked: usize,
) -> Option<(Range<usize>, usize)> {
    /// Repetitions beyond this many say no more.
    const ENOUGH: usize = 7;
    let mut best: Option<(usize, Range<usize>, usize)> = None;
    let mut words: Vec<usize> = Vec::new();
    for (at, first) in matches.iter().enumerate() {
        let limit = forward(text, first.range.start, max_chars);
        words.clear();
        let mut end = first.range.end;
        let mut count = 0;
        for next in &matches[at..] {
            if next.range.end > limit {
                break;
            }
            if !words.contains(&next.word) {
                words.push(next.word);
            }
            count += 1;
            end = end.max(next.range.end);
        }
        // One more word of the query outweighs any number of repetitions.
        let score = words.len() * (ENOUGH + 1) + count.min(ENOUGH);
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            let window = first.range.start..end.min(limit.max(first.range.end));
            best = Some((score, window, words.len()));
        }
        // Nothing that follows can say more.
        if score >= asked * (ENOUGH + 1) + ENOUGH {
            break;
        }
    }
    best.map(|(_, window, words)| (window, words))
}

fn write_out(text: &str, passage: &Range<usize>, ranges: &[Range<usize>]) -> Snippet {
    let mut snippet = Snippet::default();
    let mut units = 0;
    if !text[..passage.start].trim().is_empty() {
        snippet.text.push('…');
        units += 1;
    }
    let mut inside = ranges.iter().filter(|r| r.end > passage.start && r.start < passage.end);
    let mut current = inside.next();
    let mut open: Option<usize> = None;
    let mut blank = true;
    for (offset, c) in text[passage.clone()].char_indices() {
        let at = passage.start + offset;
        if let Some(range) = current
            && at >= range.end
        {
            if let Some(start) = open.take() {
                snippet.ranges.push((start, units));
            }
            current = inside.next();
        }
        if c.is_whitespace() || c.is_control() {
            if !blank {
                snippet.text.push(' ');
                units += 1;
            }
            blank = true;
            continue;
        }
        if current.is_some_and(|range| at >= range.start) && open.is_none() {
            open = Some(units);
        }
        blank = false;
        snippet.text.push(c);
        units += c.len_utf16();
    }
    if let Some(start) = open {
        snippet.ranges.push((start, units));
    }
    let kept = snippet.text.trim_end().len();
    snippet.text.truncate(kept);
    if !text[passage.end..].trim().is_empty() {
        snippet.text.push('…');
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::{may_be_stem, stem};

    #[test]
    fn no_stem_is_passed_over() {
        // The words whose stems are exceptions, and all of the starter library.
        let mut words: Vec<String> =
            "skies dying lying tying idly gently ugly early only singly happy hoping agreed \
             relational conditional valency hesitancy digitizer radically vileness sensibility"
                .split_whitespace()
                .map(str::to_owned)
                .collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../playbooks/case-studies");
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap().to_lowercase();
            words.extend(text.split(|c: char| !c.is_alphabetic()).map(str::to_owned));
        }
        assert!(words.len() > 10_000);
        for word in words.iter().filter(|word| !word.is_empty()) {
            assert!(may_be_stem(&stem(word), word), "{word}");
        }
        assert!(!may_be_stem("migrat", "modern"), "the control: most words are passed over");
    }
}
