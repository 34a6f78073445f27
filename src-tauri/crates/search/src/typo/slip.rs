//! How many slips lie between what was typed and a word of the dictionary.
//!
//! A slip is a letter left out, one too many, a wrong one, or two neighbours swapped. The dictionary
//! holds stems, so the ending of what was typed may have the slip: `migratoin` is compared with
//! `migrat` and each ending that the stemmer takes off it, `histroy` with `histori` and with `history`.

use super::ENDINGS;
use crate::tokenizer::stem;

/// Letters of the longest of [`ENDINGS`].
pub(super) const LONGEST_ENDING: usize = 8;

/// Letters of a stem from which its last `i` is taken for a `y`: shorter ones are `wiki` and `taxi`.
const SHORTEST_WITH_Y: usize = 5;

/// Room for the letters of a word with an ending, and one more.
const ROOM: usize = 48;

/// The word as typed.
pub(super) struct Typed {
    word: String,
    letters: Vec<char>,
}

/// A word not far from what was typed.
pub(super) struct Slip {
    pub(super) distance: usize,
    /// The word as it would be typed.
    pub(super) word: String,
}

impl Typed {
    pub(super) fn new(word: &str) -> Typed {
        Typed { word: word.to_owned(), letters: word.chars().collect() }
    }

    pub(super) fn word(&self) -> &str {
        &self.word
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }
}

/// Compares what was typed with a word of the dictionary; `None` when they are more than `most`
/// slips apart, or none. With `growing`, what was typed may be the beginning of the word.
pub(super) fn compare(typed: &Typed, term: &str, most: usize, growing: bool) -> Option<Slip> {
    let mut letters = ['\0'; ROOM];
    let mut length = 0;
    for letter in term.chars().take(ROOM - LONGEST_ENDING - 1) {
        letters[length] = letter;
        length += 1;
    }
    let apart = distances(&letters[..length], &typed.letters, most);
    let mut best: Option<Slip> = None;
    let whole = apart.whole(growing);
    if (1..=most).contains(&whole) {
        best = Some(Slip { distance: whole, word: term.to_owned() });
    }
    match with_y(typed, term, &mut letters[..length], most, growing) {
        Some(Slip { distance: 0, .. }) => return None,
        Some(slip) if slip.distance <= whole => best = Some(slip),
        _ => {}
    }
    let nearest = |known: &Option<Slip>| known.as_ref().map_or(most + 1, |slip| slip.distance);
    if apart.stem > most || whole == 0 || nearest(&best) == 1 {
        return best;
    }
    for ending in ENDINGS {
        if (length + ending.len()).abs_diff(typed.len()) > most {
            continue;
        }
        let mut end = length;
        for letter in ending.chars() {
            letters[end] = letter;
            end += 1;
        }
        let distance = distances(&letters[..end], &typed.letters, most).whole;
        if (1..nearest(&best)).contains(&distance) {
            let word: String = letters[..end].iter().collect();
            if stem(&word) == term {
                best = Some(Slip { distance, word });
            }
        }
    }
    best
}

/// Compares what was typed with the word that a stem was made from, where the stemmer made an `i` of its last `y`.
fn with_y(
    typed: &Typed,
    term: &str,
    letters: &mut [char],
    most: usize,
    growing: bool,
) -> Option<Slip> {
    let last = letters.len().checked_sub(1).filter(|last| *last + 1 >= SHORTEST_WITH_Y)?;
    if letters[last] != 'i' {
        return None;
    }
    letters[last] = 'y';
    let distance = distances(letters, &typed.letters, most).whole(growing);
    let word: String = letters.iter().collect();
    letters[last] = 'i';
    (distance <= most && stem(&word) == term).then_some(Slip { distance, word })
}

/// Compares what was typed with another text, letter by letter; `None` as of [`compare`].
pub(super) fn between(typed: &Typed, other: &str, most: usize) -> Option<usize> {
    let letters: Vec<char> = other.chars().take(ROOM).collect();
    if letters.len().abs_diff(typed.len()) > most {
        return None;
    }
    let apart = distances(&letters, &typed.letters, most).whole;
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
        ] {
            assert_eq!(slip(typed, term), Some((1, word.to_owned())), "{typed}");
        }
        assert_eq!(slip("history", "histori"), None, "no slip at all");
        assert_eq!(slip("wikki", "wiki"), Some((1, "wiki".to_owned())));
    }

    #[test]
    fn what_is_being_typed_may_be_a_beginning() {
        let growing = |typed: &str| compare(&Typed::new(typed), "quarantin", 1, true);
        assert_eq!(growing("qurant").map(|slip| slip.distance), Some(1));
        assert!(growing("quaxxn").is_none());
    }
}
