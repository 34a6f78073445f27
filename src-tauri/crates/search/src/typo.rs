//! Words that are not in the index: what was probably meant.
//!
//! Every word one slip away (a letter left out, doubled, wrong, or swapped with its neighbour) is
//! looked up in the dictionary: some 400 look-ups, nothing kept in memory and nothing to build.
//! Two slips would need a table of deletions; its place is [`corrections`].

use std::sync::Arc;

use crate::{
    snapshot::{Segment, TextField, end_of_prefix},
    tokenizer::stem,
};

/// Shortest word that is corrected: of shorter ones everything is one slip away.
const SHORTEST: usize = 4;
/// Longest word that is corrected.
const LONGEST: usize = 24;
/// Corrections used for one word.
const KEPT: usize = 4;

/// A word that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Correction {
    /// As it would be typed.
    pub(crate) word: String,
    /// As it stands in the dictionary.
    pub(crate) term: String,
    in_title: bool,
    docs: usize,
}

/// The most likely corrections of a folded word that the index lacks, best first.
///
/// Words with digits or letters beyond ASCII are not corrected, and the first letter is taken
/// as right (about 98 of 100 slips leave it so) except for a swap with the second.
pub(crate) fn corrections(
    segments: &[Arc<Segment>],
    word: &str,
    growing: bool,
) -> tantivy::Result<Vec<Correction>> {
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !plain || !(SHORTEST..=LONGEST).contains(&word.len()) {
        return Ok(Vec::new());
    }
    let variants = one_slip_away(word);
    let mut found: Vec<Correction> = Vec::new();
    for variant in &variants {
        consider(segments, variant, stem(variant), &mut found)?;
    }
    if found.is_empty() && growing {
        for variant in variants.iter().filter(|variant| variant.len() >= SHORTEST) {
            if let Some(term) = first_beginning_with(segments, variant)? {
                consider(segments, &term, term.clone(), &mut found)?;
            }
        }
    }
    found.sort_by(|a, b| {
        (b.in_title, b.docs).cmp(&(a.in_title, a.docs)).then_with(|| a.term.cmp(&b.term))
    });
    found.dedup_by(|a, b| a.term == b.term);
    found.truncate(KEPT);
    Ok(found)
}

fn consider(
    segments: &[Arc<Segment>],
    word: &str,
    term: String,
    found: &mut Vec<Correction>,
) -> tantivy::Result<()> {
    let mut docs = 0;
    let mut in_title = false;
    for segment in segments {
        if let Some(info) = segment.term(TextField::All, &term)? {
            docs += info.doc_freq as usize;
            in_title |= segment.term(TextField::Title, &term)?.is_some();
        }
    }
    if docs > 0 && found.iter().all(|known| known.term != term) {
        found.push(Correction { word: word.to_owned(), term, in_title, docs });
    }
    Ok(())
}

fn first_beginning_with(
    segments: &[Arc<Segment>],
    prefix: &str,
) -> tantivy::Result<Option<String>> {
    for segment in segments {
        let mut range = segment.field(TextField::All).terms().range().ge(prefix);
        if let Some(end) = end_of_prefix(prefix) {
            range = range.lt(end);
        }
        let mut stream = range.into_stream()?;
        if stream.advance() {
            return Ok(std::str::from_utf8(stream.key()).ok().map(str::to_owned));
        }
    }
    Ok(None)
}

/// All words one slip away from an ASCII word, the first letter kept but for a swap; the likelier
/// kinds of slip first.
fn one_slip_away(word: &str) -> Vec<String> {
    let letters = word.as_bytes();
    let mut variants = Vec::with_capacity(54 * letters.len());
    let mut push = |bytes: Vec<u8>| variants.extend(String::from_utf8(bytes));
    for at in (0..letters.len() - 1).filter(|at| letters[*at] != letters[at + 1]) {
        let mut swapped = letters.to_vec();
        swapped.swap(at, at + 1);
        push(swapped);
    }
    for at in 1..letters.len() {
        let mut shorter = letters.to_vec();
        shorter.remove(at);
        push(shorter);
    }
    for at in 1..=letters.len() {
        // Doubling a letter gives the same word before and after it.
        for letter in (b'a'..=b'z').filter(|letter| *letter != letters[at - 1]) {
            let mut longer = letters.to_vec();
            longer.insert(at, letter);
            push(longer);
        }
    }
    for at in 1..letters.len() {
        let mut doubled = letters.to_vec();
        doubled.insert(at, letters[at - 1]);
        push(doubled);
        for letter in (b'a'..=b'z').filter(|letter| *letter != letters[at]) {
            let mut other = letters.to_vec();
            other[at] = letter;
            push(other);
        }
    }
    variants
}

/// Endings that the stemmer takes off, for words of which only the beginning is typed.
const ENDINGS: [&str; 24] = [
    "ing", "ed", "es", "ation", "ations", "ion", "ions", "ization", "ized", "ment", "ments",
    "ness", "able", "ably", "ful", "less", "ly", "ers", "ors", "ive", "ally", "ance", "ence",
    "ity",
];

/// The stems of words that begin with `word` but are shorter than it: `migratio` will be
/// `migration`, which the index knows as `migrat`.
pub(crate) fn stems_of_completions(word: &str) -> Vec<String> {
    let mut stems = Vec::new();
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return stems;
    }
    for length in (3..word.len()).rev().take(6) {
        let (stemmed, rest) = word.split_at(length);
        for ending in ENDINGS.iter().filter(|ending| ending.starts_with(rest)) {
            if stem(&format!("{stemmed}{ending}")) == stemmed {
                stems.push(stemmed.to_owned());
                break;
            }
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::{one_slip_away, stems_of_completions};

    #[test]
    fn slips_cover_the_four_kinds_and_keep_the_first_letter() {
        let variants = one_slip_away("tset");
        for meant in ["test", "stet", "set", "tet", "tsset", "tsett", "tsat"] {
            let kept_first = meant.starts_with('t') || meant == "stet";
            assert_eq!(variants.iter().any(|v| v == meant), kept_first, "{meant}");
        }
        assert!(!variants.iter().any(|variant| variant == "tset"));
    }

    #[test]
    fn a_half_typed_ending_finds_the_stem() {
        assert_eq!(stems_of_completions("migratio"), ["migrat"]);
        assert!(stems_of_completions("testin").contains(&"test".to_owned()));
        assert!(!stems_of_completions("forma").contains(&"form".to_owned()));
        assert!(stems_of_completions("迁移").is_empty());
    }
}
