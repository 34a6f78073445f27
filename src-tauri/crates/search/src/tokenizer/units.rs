//! The pieces of a query grouped into what has to be matched together.

use super::{
    split::{Kind, split},
    stream::stem,
};

/// One thing to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A plain word, folded.
    Word(String),
    /// An identifier or version: its whole, or else all its parts.
    Compound {
        /// The whole, folded.
        whole: String,
        /// Its parts in order, folded.
        parts: Vec<String>,
    },
    /// A run of CJK characters.
    Run {
        /// Each character.
        singles: Vec<String>,
        /// Each two neighbours; empty for a run of one.
        pairs: Vec<String>,
    },
}

impl Unit {
    /// How many words of a Western language this is about as much as.
    pub(crate) fn words(&self) -> usize {
        match self {
            Unit::Word(_) | Unit::Compound { .. } => 1,
            Unit::Run { singles, .. } => singles.len().div_ceil(2),
        }
    }
}

/// The units of a text in order.
pub(crate) fn units(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    // A single continues the run before it only if a pair has joined the two.
    let mut joined = false;
    split(text, &mut |piece| {
        let text = piece.text.to_owned();
        match (piece.kind, units.last_mut()) {
            (Kind::Word, _) => units.push(Unit::Word(text)),
            (Kind::Whole { .. }, _) => {
                units.push(Unit::Compound { whole: text, parts: Vec::new() });
            }
            (Kind::Part, Some(Unit::Compound { parts, .. })) => parts.push(text),
            (Kind::Pair, Some(Unit::Run { pairs, .. })) => {
                pairs.push(text);
                joined = true;
            }
            (Kind::Single, Some(Unit::Run { singles, .. })) if joined => {
                singles.push(text);
                joined = false;
            }
            (Kind::Single, _) => {
                units.push(Unit::Run { singles: vec![text], pairs: Vec::new() });
            }
            // A part always follows its whole, and a pair the single it begins with.
            (Kind::Part | Kind::Pair, _) => {}
        }
    });
    units
}

/// The terms of a phrase with the distance of each from the first.
pub(crate) fn phrase_terms(text: &str) -> Vec<(String, u32)> {
    let mut terms: Vec<(String, u32)> = Vec::new();
    let mut last_single: Option<usize> = None;
    split(text, &mut |piece| {
        let position = piece.position as u32;
        match piece.kind {
            Kind::Whole { .. } => {}
            Kind::Word | Kind::Part => terms.push((stem(piece.text), position)),
            Kind::Pair => {
                // The pair says what the single before it said, and more.
                if last_single.is_some_and(|at| terms[at].1 == position) {
                    terms.pop();
                }
                terms.push((piece.text.to_owned(), position));
                last_single = None;
            }
            Kind::Single => {
                let covered = terms.last().is_some_and(|(term, at)| {
                    *at + 1 == position
                        && term.ends_with(piece.text)
                        && term.chars().count() == 2
                        && term.chars().all(super::is_cjk)
                });
                if !covered {
                    last_single = Some(terms.len());
                    terms.push((piece.text.to_owned(), position));
                }
            }
        }
    });
    let first = terms.first().map_or(0, |(_, position)| *position);
    terms.iter_mut().for_each(|(_, position)| *position -= first);
    terms
}
