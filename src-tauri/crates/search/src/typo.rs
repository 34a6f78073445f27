//! Words that are not in the index: what was probably meant.
//!
//! A segment's words are kept in memory as one text with a mask of letters each. Two words a slip or
//! two apart have almost the same letters, so a comparison of masks leaves a few hundred words of
//! some hundred thousand, and only those are compared letter by letter. That needs a tenth of the
//! memory of a table of deletions, is read in one walk over the dictionary, and finds slips in the
//! first letter too.

mod endings;
mod known;
mod slip;

use std::sync::Arc;

use tantivy::InvertedIndexReader;

pub(crate) use self::endings::stems_of_completions;
pub(crate) use self::known::Known;
use self::slip::Typed;
use crate::{
    ranking::{TYPO, TYPO_TWO},
    snapshot::{Segment, TextField},
    tokenizer::is_cjk,
};

/// Shortest word that is corrected: of shorter ones everything is one slip away.
const SHORTEST: usize = 4;
/// Shortest word that may have two slips.
const SHORTEST_FOR_TWO: usize = 8;
/// Longest word that is corrected, and longest that a word is corrected to.
const LONGEST: usize = 30;
/// Corrections used for one word.
const KEPT: usize = 4;
/// In segments of more records than this, a word of a single record is more likely a slip itself.
const LARGE: u32 = 10_000;

/// A word that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Correction {
    /// As it would be typed.
    pub(crate) word: String,
    /// As it stands in the dictionary.
    pub(crate) term: String,
    /// Records that have it.
    pub(crate) docs: usize,
    distance: usize,
    same_start: bool,
    in_title: bool,
}

impl Correction {
    /// What the correction is worth against a word spelt so.
    pub(crate) fn discount(&self) -> f32 {
        if self.distance < 2 { TYPO } else { TYPO_TWO }
    }
}

/// The words of a segment.
#[derive(Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<u32>,
    masks: Vec<u32>,
    lengths: Vec<u8>,
    docs: Vec<u32>,
}

impl Words {
    /// Reads them from the dictionary of the catch-all field.
    pub(crate) fn read(reader: &InvertedIndexReader) -> tantivy::Result<Words> {
        let mut words = Words::default();
        let mut stream = reader.terms().stream()?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            let length = term.chars().count();
            if !(SHORTEST - 1..=LONGEST).contains(&length) || !term.chars().all(is_letter) {
                continue;
            }
            words.text.push_str(term);
            words.ends.push(u32::try_from(words.text.len()).unwrap_or(u32::MAX));
            words.masks.push(mask(term));
            words.lengths.push(length as u8);
            words.docs.push(stream.value().doc_freq);
        }
        Ok(words)
    }

    fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[at] as usize]
    }

    /// The places of the words that begin with a letter: they are in the order of the alphabet.
    fn beginning_with(&self, letter: char) -> std::ops::Range<usize> {
        let places = 0..self.ends.len();
        let first = |at: usize| self.word(at).chars().next();
        let partition = |end: Option<char>| {
            let (mut low, mut high) = (places.start, places.end);
            while low < high {
                let middle = usize::midpoint(low, high);
                if first(middle) < end { low = middle + 1 } else { high = middle }
            }
            low
        };
        let next = char::from_u32(letter as u32 + 1).unwrap_or(char::MAX);
        partition(Some(letter))..partition(Some(next))
    }

    /// Calls `sink` with the place of each word in `places` that may be `slips` away.
    fn similar(
        &self,
        places: std::ops::Range<usize>,
        typed: &Typed,
        slips: u32,
        growing: bool,
        mut sink: impl FnMut(usize),
    ) {
        let (mask, length) = (mask(typed.word()), typed.len() as u32);
        for at in places {
            let (other, long) = (self.masks[at], u32::from(self.lengths[at]));
            // What the word has beyond a stem is its ending.
            let ending = length.saturating_sub(long);
            // An `e` may be the stem's alone: `code` is the stem of `coding`.
            let more = (other & !mask & !E).count_ones();
            let less = (mask & !other).count_ones();
            let whole = more <= slips && less <= slips + ending && long <= length + slips;
            let begun = growing && less <= slips && long + slips >= length;
            if (whole || begun) && ending <= slips + endings::LONGEST as u32 + 1 {
                sink(at);
            }
        }
    }
}

/// The bit of an `e`.
const E: u32 = bit('e');

/// One bit a letter; letters beyond 32 share bits, and so do `i` and `y`, which the stemmer makes of each other.
fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, letter| mask | bit(letter))
}

const fn bit(letter: char) -> u32 {
    let letter = if letter == 'y' { 'i' } else { letter };
    1 << (letter as u32 & 31)
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || c == '_') && !is_cjk(c)
}

/// Says of values in lower case how many slips lie between each and what was typed; `None` if more than are forgiven, or
/// none.
///
/// As of words: what has digits is meant as written, and so is CJK.
pub(crate) fn slips(typed: &str) -> impl Fn(&str) -> Option<usize> + use<> {
    let letters: Vec<char> = typed.chars().collect();
    let as_written = letters.iter().any(|letter| is_cjk(*letter) || letter.is_numeric());
    let doubtful = !as_written && (SHORTEST..=LONGEST).contains(&letters.len());
    move |value| if doubtful { slip::between(&letters, value, most(letters.len())) } else { None }
}

/// How many slips are forgiven in a word of so many letters.
fn most(length: usize) -> usize {
    if length < SHORTEST_FOR_TWO { 1 } else { 2 }
}

/// The most likely corrections of a folded word, best first; the word itself is not among them.
///
/// Words with digits are not corrected, nor is CJK.
fn corrections(
    segments: &[Arc<Segment>],
    word: &str,
    growing: bool,
) -> tantivy::Result<Vec<Correction>> {
    let length = word.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) || !word.chars().all(is_letter) {
        return Ok(Vec::new());
    }
    let slips = most(length);
    let typed = Typed::new(word);
    let mut letters = word.chars();
    let (first, second) = (letters.next(), letters.next());
    let mut found = Vec::new();
    for segment in segments {
        let words = segment.words()?;
        for letter in [first, second.filter(|second| Some(*second) != first)].into_iter().flatten()
        {
            let places = words.beginning_with(letter);
            look(segment, words, places, &typed, slips, growing, &mut found)?;
        }
    }
    // About 98 of 100 slips leave the first letter as it is: the others are looked for last, unless one is as near.
    if found.iter().all(|known| known.distance > 1) {
        for segment in segments {
            let words = segment.words()?;
            look(segment, words, 0..words.ends.len(), &typed, 1, false, &mut found)?;
        }
    }
    found.sort_by(|a, b| {
        (a.distance, !a.in_title, !a.same_start, std::cmp::Reverse(a.docs))
            .cmp(&(b.distance, !b.in_title, !b.same_start, std::cmp::Reverse(b.docs)))
            .then_with(|| a.term.cmp(&b.term))
    });
    found.truncate(KEPT);
    Ok(found)
}

fn look(
    segment: &Segment,
    words: &Words,
    places: std::ops::Range<usize>,
    typed: &Typed,
    slips: usize,
    growing: bool,
    found: &mut Vec<Correction>,
) -> tantivy::Result<()> {
    let mut near: Vec<(usize, slip::Slip)> = Vec::new();
    words.similar(places, typed, slips as u32, growing, |at| {
        near.extend(slip::compare(typed, words.word(at), slips, growing).map(|slip| (at, slip)));
    });
    for (at, slip) in near {
        let (term, docs) = (words.word(at), words.docs[at] as usize);
        if let Some(known) = found.iter_mut().find(|known| known.term == term) {
            known.docs += docs;
            continue;
        }
        let in_title = segment.term(TextField::Title, term)?.is_some();
        if docs == 1 && !in_title && segment.size() > LARGE {
            continue;
        }
        found.push(Correction {
            same_start: term.chars().next() == typed.word().chars().next(),
            word: slip.word,
            term: term.to_owned(),
            docs,
            distance: slip.distance,
            in_title,
        });
    }
    Ok(())
}
