//! The words that a stem may have come from: the index knows stems only, and people type words.
//!
//! The stemmer takes an ending off, and sometimes changes where it stood: `code` is the stem of `coding`, `plan` of
//! `planning`, `specifi` of `specifying` and of `specify`. A form counts only if the stemmer makes that stem of it.

use std::sync::LazyLock;

use super::mask;
use crate::tokenizer::stem;

/// Letters of the longest of [`ENDINGS`].
pub(super) const LONGEST: usize = 7;
/// Letters of a stem from which its last `i` is taken for a `y`: shorter ones are `wiki` and `taxi`.
pub(super) const SHORTEST_WITH_Y: usize = 5;

/// Endings that the stemmer takes off, those first that more words of technical texts have. Of 16,609 words of
/// documentation and abstracts, they and the changes of [`joints`] lead to 98 of a hundred; the 26 most frequent ones
/// without the changes led to 83.
pub(super) const ENDINGS: [&str; 80] = [
    "e", "s", "ed", "ing", "es", "ion", "ation", "al", "er", "ity", "ly", "ions", "ic", "ate",
    "ent", "ated", "ations", "able", "ive", "ers", "ence", "ical", "ance", "ally", "ment", "ional",
    "ating", "ant", "ically", "ates", "ized", "ize", "ible", "ement", "ful", "y", "ics", "ator",
    "ness", "ements", "ences", "ization", "ely", "ication", "ency", "ous", "ative", "encies",
    "ents", "ings", "ately", "ively", "ently", "als", "ments", "ionally", "ibility", "ators",
    "ities", "ability", "ality", "izing", "ism", "ational", "or", "ors", "fully", "ably", "izes",
    "ously", "ives", "izer", "ants", "ist", "ists", "less", "isms", "ies", "edly", "ivity",
];

/// The letters of each ending as a mask.
pub(super) fn masks() -> &'static [u32] {
    static MASKS: LazyLock<Vec<u32>> =
        LazyLock::new(|| ENDINGS.iter().map(|ending| mask(ending)).collect());
    &MASKS
}

/// How an ending may join a stem.
pub(super) fn joints(stem: &[char]) -> impl Iterator<Item = Joint> {
    let last = stem.last().copied().unwrap_or_default();
    let consonant = last.is_ascii_lowercase() && !"aeiou".contains(last);
    let with_y = last == 'i' && stem.len() >= SHORTEST_WITH_Y;
    [
        Some(Joint::Plain),
        (last == 'e').then_some(Joint::WithoutE),
        consonant.then_some(Joint::Doubled),
        with_y.then_some(Joint::WithY),
    ]
    .into_iter()
    .flatten()
}

/// What becomes of the end of a stem where an ending follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// `test`, `testing`.
    Plain,
    /// `code`, `coding`.
    WithoutE,
    /// `plan`, `planning`.
    Doubled,
    /// `specifi`, `specifying`.
    WithY,
}

impl Joint {
    /// Whether the last letter of the stem becomes another, or none.
    pub(super) fn changes_letter(self) -> bool {
        matches!(self, Joint::WithoutE | Joint::WithY)
    }

    /// Whether only endings that begin with a vowel join a stem so.
    pub(super) fn wants_vowel(self) -> bool {
        matches!(self, Joint::WithoutE | Joint::Doubled)
    }

    /// Changes the end of a stem of `length` letters and says how many it then has.
    pub(super) fn change(self, letters: &mut [char], length: usize) -> usize {
        match self {
            Joint::Plain => length,
            Joint::WithoutE => length - 1,
            Joint::Doubled => {
                letters[length] = letters[length - 1];
                length + 1
            }
            Joint::WithY => {
                letters[length - 1] = 'y';
                length
            }
        }
    }
}

/// Whether an ending begins with a vowel.
pub(super) fn begins_with_vowel(ending: &str) -> bool {
    ending.starts_with(['a', 'e', 'i', 'o'])
}

/// The stems of words that begin with `word` but are shorter than it, or end otherwise: `migratio` will be
/// `migration`, which the index knows as `migrat`, and `codin` will be `coding`, which it knows as `code`.
pub(crate) fn stems_of_completions(word: &str) -> Vec<String> {
    let mut stems: Vec<String> = Vec::new();
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return stems;
    }
    for length in (3..word.len()).rev().take(LONGEST - 1) {
        let (before, rest) = word.split_at(length);
        for ending in ENDINGS.iter().filter(|ending| ending.starts_with(rest)) {
            let stem = stem(&format!("{before}{ending}"));
            if leads_to(&stem, before) && !stems.contains(&stem) {
                stems.push(stem);
                break;
            }
        }
    }
    stems
}

/// Whether `before` is a stem, or one changed for an ending to follow.
fn leads_to(stem: &str, before: &str) -> bool {
    stem == before
        || stem.strip_suffix('e') == Some(before)
        || (before.len() == stem.len() + 1 && before.starts_with(stem))
            && before.as_bytes()[stem.len()] == stem.as_bytes()[stem.len() - 1]
        || before.strip_suffix('y').is_some_and(|start| stem.strip_suffix('i') == Some(start))
}

#[cfg(test)]
mod tests {
    use super::{ENDINGS, LONGEST, stems_of_completions};

    #[test]
    fn the_longest_is_the_longest() {
        assert_eq!(ENDINGS.iter().map(|ending| ending.len()).max(), Some(LONGEST));
    }

    #[test]
    fn a_half_typed_ending_finds_the_stem() {
        for (typed, stem) in [
            ("migratio", "migrat"),
            ("testin", "test"),
            ("anthropi", "anthrop"),
            ("deterministi", "determinist"),
            ("codi", "code"),
            ("plannin", "plan"),
            ("specifyi", "specifi"),
            ("vulnerabilit", "vulner"),
            ("managem", "manag"),
        ] {
            assert!(stems_of_completions(typed).contains(&stem.to_owned()), "{typed}");
        }
        assert!(!stems_of_completions("forma").contains(&"form".to_owned()));
        assert!(stems_of_completions("迁移").is_empty());
    }
}
