//! Words that mean the same in this field, written down by people and used when a query is planned.
//!
//! The index knows nothing of them, so that an edit holds from the next query on.

use crate::tokenizer::{Unit, stem, units};

/// Most groups that are read; the rest of the text is left out.
const MOST: usize = 2_000;
/// Longest member in words.
const LONGEST: usize = 6;

/// Groups of words and phrases that stand for each other.
///
/// ```
/// use fieldbook_search::Synonyms;
/// let synonyms = Synonyms::read("# what people call it\npull request ~ PR ~ merge request\n");
/// assert_eq!(synonyms.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    groups: Vec<Vec<Member>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Member {
    text: String,
    /// Its words as they are compared.
    words: Vec<String>,
}

/// What stands for some words of a query.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    /// How many words of the query.
    pub(crate) words: usize,
    /// The other members of their group.
    pub(crate) others: Vec<&'a str>,
}

impl Synonyms {
    /// Reads one group a line, its members separated by `~`. What follows a `#` at the beginning of
    /// a line is a remark; a line with fewer than two members is passed over.
    #[must_use]
    pub fn read(text: &str) -> Synonyms {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let groups = lines.map(|line| line.split('~').filter_map(Member::read).collect::<Vec<_>>());
        Synonyms { groups: groups.filter(|group| group.len() > 1).take(MOST).collect() }
    }

    /// Puts the groups of another text beside these.
    pub fn extend(&mut self, more: Synonyms) {
        self.groups.extend(more.groups);
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is no group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The longest member that `words` begin with, and what else its groups say.
    pub(crate) fn find(&self, words: &[String]) -> Option<Found<'_>> {
        let mut best: Option<Found<'_>> = None;
        for group in &self.groups {
            for member in group.iter().filter(|member| words.starts_with(&member.words)) {
                let others = group.iter().filter(|other| other.words != member.words);
                let others = others.map(|other| other.text.as_str());
                match &mut best {
                    Some(known) if known.words > member.words.len() => {}
                    Some(known) if known.words == member.words.len() => known.others.extend(others),
                    _ => best = Some(Found { words: member.words.len(), others: others.collect() }),
                }
            }
        }
        best
    }
}

impl Member {
    fn read(text: &str) -> Option<Member> {
        let words = comparable(text);
        let fits = (1..=LONGEST).contains(&words.len());
        fits.then(|| Member { text: text.trim().to_owned(), words })
    }
}

/// The words of a text as they are compared: stems, whole identifiers, runs of CJK.
pub(crate) fn comparable(text: &str) -> Vec<String> {
    let words = units(text).into_iter().map(|unit| match unit {
        Unit::Word(word) => stem(&word),
        Unit::Compound { whole, .. } => whole,
        Unit::Run { singles, .. } => singles.concat(),
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::{Synonyms, comparable};

    #[test]
    fn the_longest_member_counts_and_all_its_groups() {
        let synonyms = Synonyms::read(
            "code review ~ CR\nreview ~ inspection\n# no ~ group\nalone\nCR ~ change request\n",
        );
        assert_eq!(synonyms.len(), 3);
        let found = synonyms.find(&comparable("Code Reviews by agents")).unwrap();
        assert_eq!((found.words, found.others), (2, vec!["CR"]));
        let found = synonyms.find(&comparable("cr")).unwrap();
        assert_eq!(found.others, ["code review", "change request"]);
        assert!(synonyms.find(&comparable("agents")).is_none());
        assert!(synonyms.find(&[]).is_none());
    }
}
