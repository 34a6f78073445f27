//! How many slips lie between what was typed and a word of the dictionary.
//!
//! A slip is a letter left out, one too many, a wrong one, or two neighbours swapped. The dictionary
//! holds stems, so the ending of what was typed may have the slip: `migratoin` is compared with
//! `migrat` and each ending that the stemmer takes off it, `histroy` with `histori` and with `history`.

use super::{
    bit,
    endings::{self, ENDINGS, Joint, begins_with_vowel, joints},
};
use crate::tokenizer::stem;

/// Room for the letters of a word with an ending, and one more.
const ROOM: usize = 48;

/// The word as typed.
pub(super) struct Typed {
    word: String,
    letters: Vec<char>,
    /// What the stemmer leaves of it; nothing where that is the word.
    stem: Vec<char>,
    /// The letters from each place on, as masks.
    tails: Vec<u32>,
}

/// A word not far from what was typed.
pub(super) struct Slip {
    pub(super) distance: usize,
    /// The word as it would be typed.
    pub(super) word: String,
}

impl Typed {
    pub(super) fn new(word: &str) -> Typed {
        let stemmed = stem(word);
        let shorter = word != stemmed && word.starts_with(&stemmed);
        let stem = if shorter { stemmed.chars().collect() } else { Vec::new() };
        let letters: Vec<char> = word.chars().collect();
        let mut tails = vec![0; letters.len() + 1];
        for at in (0..letters.len()).rev() {
            tails[at] = tails[at + 1] | bit(letters[at]);
        }
        Typed { word: word.to_owned(), letters, stem, tails }
    }

    pub(super) fn word(&self) -> &str {
        &self.word
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// What the stemmer took off.
    fn ending(&self) -> &[char] {
        &self.letters[self.stem.len()..]
    }
}

/// Compares what was typed with a word of the dictionary; `None` when they are more than `most`
/// slips apart, or none. With `growing`, what was typed may be the beginning of the word.
pub(super) fn compare(typed: &Typed, term: &str, most: usize, growing: bool) -> Option<Slip> {
    let mut letters = ['\0'; ROOM];
    let mut length = 0;
    for letter in term.chars().take(ROOM - endings::LONGEST - 2) {
        letters[length] = letter;
        length += 1;
    }
    let apart = distances(&letters[..length], &typed.letters, most);
    let mut best = Best { slip: None, most };
    let whole = apart.whole(growing);
    best.offer(whole, || Some(term.to_owned()));
    match with_y(typed, term, &mut letters[..length], most, growing) {
        Some(Slip { distance: 0, .. }) => return None,
        Some(slip) if slip.distance <= whole => best.slip = Some(slip),
        _ => {}
    }
    // A stem is no nearer to the beginning that is the stem of what was typed than to any other.
    if apart.stem > most || whole == 0 || best.distance() == 1 {
        return best.slip;
    }
    if !typed.stem.is_empty() {
        let distance = distances(&letters[..length], &typed.stem, most).whole;
        best.offer(distance, || made_from(term, letters[..length].iter().chain(typed.ending())));
    }
    with_endings(typed, term, &letters[..length], apart.stem, &mut best);
    best.slip
}

/// The nearest word so far.
struct Best {
    slip: Option<Slip>,
    most: usize,
}

impl Best {
    fn distance(&self) -> usize {
        self.slip.as_ref().map_or(self.most + 1, |slip| slip.distance)
    }

    /// Takes a word that is nearer, if it is one.
    fn offer(&mut self, distance: usize, word: impl FnOnce() -> Option<String>) {
        if (1..self.distance()).contains(&distance)
            && let Some(word) = word()
        {
            self.slip = Some(Slip { distance, word });
        }
    }
}

/// The word of these letters, if the stemmer makes `term` of it.
fn made_from<'a>(term: &str, letters: impl Iterator<Item = &'a char>) -> Option<String> {
    let word: String = letters.collect();
    (stem(&word) == term).then_some(word)
}

/// Compares what was typed with the words that a stem may have come from; the stem is `apart` slips from a beginning of
/// what was typed.
///
/// There are a hundred such words, so most are left out by what letters their ending has: each that is not at the end
/// of what was typed is a slip more.
fn with_endings(typed: &Typed, term: &str, stem: &[char], apart: usize, best: &mut Best) {
    let masks = endings::masks();
    for joint in joints(stem) {
        let mut letters = ['\0'; ROOM];
        letters[..stem.len()].copy_from_slice(stem);
        let length = joint.change(&mut letters, stem.len());
        let apart = if joint.changes_letter() { apart.saturating_sub(1) } else { apart };
        let tail = typed.tails[length.saturating_sub(best.most).min(typed.len())];
        for (ending, mask) in ENDINGS.iter().zip(masks) {
            let missing = (mask & !tail).count_ones() as usize;
            let longer = (length + ending.len()).abs_diff(typed.len());
            let too_far = longer.max(apart + missing) >= best.distance();
            if too_far || joint.wants_vowel() && !begins_with_vowel(ending) {
                continue;
            }
            let mut end = length;
            for letter in ending.chars() {
                letters[end] = letter;
                end += 1;
            }
            let distance = distances(&letters[..end], &typed.letters, best.most).whole;
            best.offer(distance, || made_from(term, letters[..end].iter()));
        }
    }
}

/// Compares what was typed with the word that a stem was made from, where the stemmer made an `i` of its last `y`.
fn with_y(
    typed: &Typed,
    term: &str,
    letters: &mut [char],
    most: usize,
    growing: bool,
) -> Option<Slip> {
    let length = letters.len();
    if length < endings::SHORTEST_WITH_Y || letters[length - 1] != 'i' {
        return None;
    }
    Joint::WithY.change(letters, length);
    let distance = distances(letters, &typed.letters, most).whole(growing);
    let word = (distance <= most).then(|| made_from(term, letters.iter())).flatten();
    letters[length - 1] = 'i';
    Some(Slip { distance, word: word? })
}

/// Compares what was typed with another text, letter by letter; `None` as of [`compare`].
pub(super) fn between(typed: &[char], other: &str, most: usize) -> Option<usize> {
    let letters: Vec<char> = other.chars().take(ROOM).collect();
    if letters.len().abs_diff(typed.len()) > most {
        return None;
    }
    let apart = distances(&letters, typed, most).whole;
    (1..=most).contains(&apart).then_some(apart)
}

/// Slips between a word of the dictionary and what was typed.
struct Apart {
    whole: usize,
    /// If what was typed is only the beginning.
    begun: usize,
    /// If the word is only the stem of what was typed.
    stem: usize,
}

impl Apart {
    fn whole(&self, growing: bool) -> usize {
        if growing { self.whole.min(self.begun) } else { self.whole }
    }
}

/// Optimal string alignment, only as far from the diagonal as `most` slips can lead.
fn distances(term: &[char], typed: &[char], most: usize) -> Apart {
    const FAR: u8 = 100;
    let far = usize::from(FAR);
    let mut apart = Apart { whole: far, begun: far, stem: far };
    let wide = typed.len().min(ROOM - 1);
    let (mut before, mut last, mut now) = ([FAR; ROOM], [FAR; ROOM], [FAR; ROOM]);
    for (at, cell) in last.iter_mut().enumerate().take(most.min(wide) + 1) {
        *cell = at as u8;
    }
    for line in 1..=term.len() {
        now.fill(FAR);
        let from = line.saturating_sub(most);
        let to = (line + most).min(wide);
        if from == 0 {
            now[0] = line as u8;
        }
        let mut least = FAR;
        for at in from.max(1)..=to {
            let same = term[line - 1] == typed[at - 1];
            let mut cell = last[at - 1] + u8::from(!same);
            cell = cell.min(last[at] + 1).min(now[at - 1] + 1);
            let swapped = line > 1
                && at > 1
                && term[line - 1] == typed[at - 2]
                && term[line - 2] == typed[at - 1];
            if swapped {
                cell = cell.min(before[at - 2] + 1);
            }
            now[at] = cell;
            least = least.min(cell);
        }
        apart.begun = apart.begun.min(usize::from(now[wide]));
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut now);
        if usize::from(least) > most {
            return apart;
        }
    }
    apart.whole = usize::from(last[wide]);
    apart.stem = last[..=wide].iter().map(|cell| usize::from(*cell)).min().unwrap_or(far);
    apart
}

#[cfg(test)]
mod tests {
    use super::{Typed, compare};

    fn slip(typed: &str, term: &str) -> Option<(usize, String)> {
        let most = if typed.len() < 8 { 1 } else { 2 };
        compare(&Typed::new(typed), term, most, false).map(|slip| (slip.distance, slip.word))
    }

    #[test]
    fn the_four_kinds_of_slips_are_one() {
        for typed in ["tset", "tst", "tesst", "tect", "ttest", "est"] {
            assert_eq!(slip(typed, "test"), Some((1, "test".to_owned())), "{typed}");
        }
        assert_eq!(slip("test", "test"), None, "no slip at all");
        assert_eq!(slip("toast", "test"), None, "two slips in a short word");
        assert_eq!(slip("quarrantien", "quarantine").map(|slip| slip.0), Some(2));
    }

    #[test]
    fn the_ending_may_have_the_slip() {
        for typed in ["migratoin", "migrtion", "migrattion", "migration_"] {
            let found = slip(typed, "migrat");
            assert_eq!(found, Some((1, "migration".to_owned())), "{typed}");
        }
        assert_eq!(slip("migrats", "migrat").map(|slip| slip.0), Some(1));
        assert_eq!(slip("testator", "test"), None);
    }

    #[test]
    fn a_last_y_is_an_i_in_the_stem() {
        for (typed, term, word) in [
            ("histroy", "histori", "history"),
            ("compnay", "compani", "company"),
            ("companiy", "compani", "company"),
            ("histroies", "histori", "histories"),
            ("specifyng", "specifi", "specifying"),
        ] {
            assert_eq!(slip(typed, term), Some((1, word.to_owned())), "{typed}");
        }
        assert_eq!(slip("history", "histori"), None, "no slip at all");
        assert_eq!(slip("wikki", "wiki"), Some((1, "wiki".to_owned())));
    }

    #[test]
    fn an_ending_may_change_the_stem() {
        for (typed, term, word) in [
            ("codnig", "code", "coding"),
            ("plannig", "plan", "planning"),
            ("anhtropic", "anthrop", "anthropic"),
            ("atuomatically", "automat", "automatically"),
            ("determinitsic", "determinist", "deterministic"),
            ("assistnat", "assist", "assistant"),
            ("candidtaes", "candid", "candidates"),
        ] {
            assert_eq!(slip(typed, term), Some((1, word.to_owned())), "{typed}");
        }
    }

    #[test]
    fn what_is_being_typed_may_be_a_beginning() {
        let growing = |typed: &str| compare(&Typed::new(typed), "quarantin", 1, true);
        assert_eq!(growing("qurant").map(|slip| slip.distance), Some(1));
        assert!(growing("quaxxn").is_none());
    }
}
