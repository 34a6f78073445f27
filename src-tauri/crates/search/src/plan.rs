//! From what was typed to what is looked up: a tree of terms, found in the dictionaries once.

mod planner;
mod same;
mod terms;

use std::{cell::Cell, sync::Arc};

use tantivy::postings::TermInfo;

use self::planner::Planner;
use crate::{
    FilterField, Node, Query, Request, Test,
    ranking::{FINDING, NAVIGATION, Weights, is_function_word},
    snapshot::{Segment, TextField},
    tokenizer::{Unit, exact_form, units},
    typo,
};

/// Most words of a query that are looked up; the rest is left out and the page says so.
const MAX_WORDS: usize = 64;

/// Most words of a query that slips are looked for in; a longer text of unknown words is none that somebody typed.
const MAX_DOUBTED: usize = 16;

/// Most postings that words make a search read before the rest is left out: some tens of milliseconds.
const MAX_POSTINGS: usize = 4_000_000;

/// How words are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// All words have to match.
    Navigation,
    /// Any word may; phrases have to.
    Finding,
    /// Any word may, and a phrase is no more than its words: prose with quotation marks in it.
    Prose,
}

/// How the words of a query are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// In titles, for function words alone: every text has them.
    Titles,
    /// As written.
    Whole,
    /// Words that are in the index are corrected as well, where they are rare.
    Slips,
}

/// What is to be matched.
#[derive(Debug)]
pub(crate) enum Plan {
    /// Every record.
    All,
    And {
        must: Vec<Plan>,
        not: Vec<Plan>,
        optional: Vec<Plan>,
    },
    Or(Vec<Plan>),
    Atom(Atom),
    Phrase(Phrase),
    Filter {
        field: FilterField,
        test: Test,
    },
}

/// A word with everything that stands for it.
#[derive(Debug)]
pub(crate) struct Atom {
    pub(crate) terms: Vec<Term>,
    pub(crate) weights: Weights,
    /// Where a record has to have it.
    pub(crate) place: TextField,
    /// How often the word stands in the query.
    pub(crate) times: f32,
    /// What any word may begin with (a letter or two, or as a function word does): such records match too.
    pub(crate) begun: Option<Box<str>>,
}

/// A term of the dictionary.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) text: String,
    /// Discount times inverse document frequency.
    pub(crate) factor: f32,
    /// Records that have it.
    pub(crate) docs: usize,
    /// Where its postings are: segment, field.
    pub(crate) postings: Vec<(usize, TextField, TermInfo)>,
}

/// Terms side by side.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) terms: Vec<(Term, u32)>,
    pub(crate) place: TextField,
    pub(crate) weight: f32,
}

/// Filters of one field at the top level: any of `yes`, none of `no`.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) field: FilterField,
    pub(crate) yes: Vec<Test>,
    pub(crate) no: Vec<Test>,
}

/// A word of the query that no record has, and what was looked for in its place.
#[derive(Clone, Debug)]
pub(crate) struct Corrected {
    /// Where it stands in the query.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// As it was typed, folded.
    pub(crate) typed: String,
    /// The likeliest first.
    pub(crate) words: Vec<String>,
}

impl Planned {
    /// Of several corrections, the one that makes the query a title is meant.
    pub(crate) fn prefer_titles(&mut self, segments: &[Arc<Segment>]) -> tantivy::Result<()> {
        for at in 0..self.corrections.len() {
            for word in 0..self.corrections[at].words.len() {
                let title = self.title_with(at, word);
                for segment in segments {
                    if segment.exact_titles.terms().get(&title)?.is_some() {
                        self.exact_title = title;
                        self.corrections[at].words.swap(0, word);
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// The query as a title, with a certain word for one correction and the likeliest for the others.
    fn title_with(&self, chosen: usize, word: usize) -> String {
        let replaced = |token| {
            let found = self.corrections.iter().position(|one| one.typed == token);
            let better =
                found.map(|at| &self.corrections[at].words[if at == chosen { word } else { 0 }]);
            better.map_or(token, String::as_str)
        };
        self.exact_title.split(' ').map(replaced).collect::<Vec<_>>().join(" ")
    }
}

/// A query ready to be run against a list of segments.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) text: Plan,
    pub(crate) groups: Vec<Group>,
    /// Words in the order typed, for pairs.
    pub(crate) sequence: Vec<String>,
    /// The whole text as a title would be indexed; empty when there are no words.
    pub(crate) exact_title: String,
    pub(crate) corrections: Vec<Corrected>,
    /// Words of the query, and the synonym looked for as well.
    pub(crate) replaced: Vec<(String, String)>,
    pub(crate) mode: Mode,
    pub(crate) words: usize,
    pub(crate) cut: bool,
}

/// Looks a query up in the dictionaries of `segments`, which hold `docs` records.
pub(crate) fn plan(
    query: &Query,
    segments: &[Arc<Segment>],
    docs: usize,
    mode: Mode,
    reading: Reading,
    request: &Request<'_>,
    slips: &typo::Known,
) -> tantivy::Result<Planned> {
    let has_content = content_words(query.root());
    let mut planner = Planner {
        segments,
        docs,
        mode,
        reading,
        typed_end: if request.as_you_type { query.text().len() } else { usize::MAX },
        drop_function_words: has_content,
        weights: if mode == Mode::Navigation { NAVIGATION } else { FINDING },
        sequence: Vec::new(),
        corrections: Vec::new(),
        slips,
        doubted: 0,
        synonyms: request.synonyms.filter(|synonyms| !synonyms.is_empty()),
        replaced: Vec::new(),
        words: 0,
        postings: Cell::new(0),
        cut: query.is_cut(),
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut rest: Vec<&Node> = Vec::new();
    let top = match query.root() {
        Node::And(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    let mut alone: Vec<Group> = Vec::new();
    for node in top {
        // In brackets of its own a filter is a further condition and no alternative.
        if let Some(group) = alternatives(node) {
            alone.push(group);
            continue;
        }
        let (filter, negated) = match node {
            Node::Not(inner) => (inner.as_ref(), true),
            node => (node, false),
        };
        let Node::Filter { field, test, .. } = filter else {
            rest.push(node);
            continue;
        };
        let at = groups.iter().position(|group| group.field == *field).unwrap_or_else(|| {
            groups.push(Group { field: *field, yes: Vec::new(), no: Vec::new() });
            groups.len() - 1
        });
        let tests = if negated { &mut groups[at].no } else { &mut groups[at].yes };
        tests.push(test.clone());
    }
    groups.extend(alone);
    let text = planner.and(&rest)?;
    let exact_title = exact_form(&query.free_text());
    let Planner { sequence, corrections, replaced, words, cut, .. } = planner;
    Ok(Planned { text, groups, sequence, exact_title, corrections, replaced, mode, words, cut })
}

/// The group that a filter in brackets makes, or several of one field joined by `OR`.
fn alternatives(node: &Node) -> Option<Group> {
    let filters = match node {
        Node::And(nodes) if nodes.len() == 1 => nodes,
        Node::Or(nodes) => nodes,
        _ => return None,
    };
    let mut group: Option<Group> = None;
    for node in filters {
        let Node::Filter { field, test, .. } = node else { return None };
        let of = group.get_or_insert(Group { field: *field, yes: Vec::new(), no: Vec::new() });
        if of.field != *field {
            return None;
        }
        of.yes.push(test.clone());
    }
    group
}

/// Whether there are words, and all of them are function words.
pub(crate) fn only_function_words(query: &Query) -> bool {
    query.has_words() && !content_words(query.root())
}

/// Whether there is a word besides function words.
fn content_words(node: &Node) -> bool {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(content_words),
        Node::Words { text, .. } => units(text)
            .iter()
            .any(|unit| !matches!(unit, Unit::Word(word) if is_function_word(word))),
        Node::Not(_) | Node::Filter { .. } => false,
    }
}
