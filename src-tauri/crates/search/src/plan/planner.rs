//! The walk over the tree of a query: each word with all that may stand for it.

use std::{cell::Cell, collections::HashMap, sync::Arc};

use super::{Corrected, MAX_DOUBTED, MAX_POSTINGS, MAX_WORDS, Mode, Phrase, Plan, Reading};
use crate::{
    Node, Scope, Synonyms,
    ranking::{EXPANSIONS, PREFIX, TYPO_DOCS, WHOLE, Weights, is_function_word},
    snapshot::{Segment, TextField, is_begun},
    tokenizer::{Unit, phrase_terms, stem, units},
    typo::{self, Correction},
};

pub(super) struct Planner<'a> {
    pub(super) segments: &'a [Arc<Segment>],
    pub(super) docs: usize,
    pub(super) mode: Mode,
    pub(super) reading: Reading,
    /// Where the word ends that is still being typed.
    pub(super) typed_end: usize,
    pub(super) drop_function_words: bool,
    pub(super) weights: Weights,
    pub(super) sequence: Vec<String>,
    pub(super) corrections: Vec<Corrected>,
    pub(super) slips: &'a typo::Known,
    /// Words that corrections were looked for.
    pub(super) doubted: usize,
    pub(super) synonyms: Option<&'a Synonyms>,
    pub(super) replaced: Vec<(String, String)>,
    pub(super) words: usize,
    /// Postings that the words looked up so far make the search read.
    pub(super) postings: Cell<usize>,
    pub(super) cut: bool,
}

impl Planner<'_> {
    pub(super) fn and(&mut self, nodes: &[&Node]) -> tantivy::Result<Plan> {
        let (mut must, mut not, mut optional) = (Vec::new(), Vec::new(), Vec::new());
        // In finding mode the plain words of a group are alternatives, repeated ones count more.
        let mut any: Vec<Plan> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let nodes = if self.mode == Mode::Navigation { nodes.to_vec() } else { flatten(nodes) };
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            let same = self.same(&nodes[at..])?;
            at += 1;
            if let Some((words, mut plans)) = same {
                if self.mode != Mode::Navigation {
                    any.append(&mut plans);
                } else {
                    at += words - 1;
                    let as_typed = self.each(&nodes[at - words..at])?;
                    plans.push(Plan::And { must: as_typed, not: Vec::new(), optional: Vec::new() });
                    must.push(Plan::Or(plans));
                    continue;
                }
            }
            match node {
                Node::Not(inner) => {
                    // What is excluded is excluded as written, not as guessed.
                    let kept = (self.sequence.len(), self.corrections.len(), self.mode);
                    self.mode = Mode::Navigation;
                    let plan = self.node(inner)?;
                    self.sequence.truncate(kept.0);
                    self.corrections.truncate(kept.1);
                    self.mode = kept.2;
                    not.push(plan);
                }
                Node::Words { text, phrase: false, scope: Scope::All, span } => {
                    if self.mode != Mode::Navigation {
                        self.alternatives(text, span.start, &mut any, &mut seen)?;
                    } else if self.reading == Reading::Titles && span.end != self.typed_end {
                        must.push(self.words(text, Scope::Title, span.start, span.end)?);
                    } else if self.is_optional(text, span.end) {
                        // In a text they say nothing; of titles they tell one that is typed in full.
                        optional.push(self.words(text, Scope::Title, span.start, span.end)?);
                    } else {
                        must.push(self.words(text, Scope::All, span.start, span.end)?);
                    }
                }
                Node::Words { text, scope: Scope::All, span, .. } if self.mode == Mode::Prose => {
                    self.alternatives(text, span.start, &mut any, &mut seen)?;
                }
                node => must.push(self.node(node)?),
            }
        }
        if !any.is_empty() {
            must.push(Plan::Or(any));
        }
        if must.is_empty() && not.is_empty() && optional.is_empty() {
            return Ok(Plan::All);
        }
        if must.is_empty() && !optional.is_empty() && not.is_empty() {
            must.append(&mut optional);
        }
        Ok(Plan::And { must, not, optional })
    }

    fn node(&mut self, node: &Node) -> tantivy::Result<Plan> {
        match node {
            Node::And(nodes) => self.and(&nodes.iter().collect::<Vec<_>>()),
            Node::Not(_) => self.and(&[node]),
            Node::Or(nodes) => {
                let plans = nodes
                    .iter()
                    .map(|node| match node {
                        Node::And(_) | Node::Not(_) => self.node(node),
                        node => self.leaf(node),
                    })
                    .collect::<tantivy::Result<Vec<_>>>()?;
                Ok(Plan::Or(plans))
            }
            node => self.leaf(node),
        }
    }

    fn leaf(&mut self, node: &Node) -> tantivy::Result<Plan> {
        match node {
            Node::Words { text, phrase: true, scope, .. } => self.phrase(text, *scope),
            Node::Words { text, scope, span, .. } => self.words(text, *scope, span.start, span.end),
            Node::Filter { field, test, .. } => {
                Ok(Plan::Filter { field: *field, test: test.clone() })
            }
            node => self.node(node),
        }
    }

    /// Whether the rest of the query is left out, so that no text makes a search long.
    fn is_full(&self) -> bool {
        self.words >= MAX_WORDS || self.postings.get() >= MAX_POSTINGS
    }

    /// A function word helps the ranking and is not insisted upon, unless it is all there is or
    /// still growing into another word.
    fn is_optional(&self, text: &str, end: usize) -> bool {
        self.drop_function_words
            && end != self.typed_end
            && matches!(units(text).as_slice(), [Unit::Word(word)] if is_function_word(word))
    }

    /// A run without blanks: all its units, or the whole as a code span.
    pub(super) fn words(
        &mut self,
        text: &str,
        scope: Scope,
        start: usize,
        end: usize,
    ) -> tantivy::Result<Plan> {
        let units = units(text);
        let last = units.len().saturating_sub(1);
        let alone = units.len() == 1;
        let mut must = Vec::new();
        for (at, unit) in units.iter().enumerate() {
            if self.is_full() {
                self.cut = true;
                break;
            }
            self.words += unit.words();
            let growing = at == last && end == self.typed_end;
            let span = alone.then_some((start, end));
            must.push(self.unit(unit, scope, growing, span)?);
        }
        let joined = match must.len() {
            1 => must.remove(0),
            _ => Plan::And { must, not: Vec::new(), optional: Vec::new() },
        };
        match self.code_atom(text, scope)? {
            Some(code) => Ok(Plan::Or(vec![code, joined])),
            None => Ok(joined),
        }
    }

    /// Every unit of the text on its own, for finding mode.
    fn alternatives(
        &mut self,
        text: &str,
        start: usize,
        any: &mut Vec<Plan>,
        seen: &mut HashMap<String, usize>,
    ) -> tantivy::Result<()> {
        let units = units(text);
        let alone = units.len() == 1;
        // A plain word of a description is no identifier, though some code may consist of it.
        if !matches!(units.as_slice(), [Unit::Word(_)]) {
            any.extend(self.code_atom(text, Scope::All)?);
        }
        for unit in &units {
            if self.is_full() {
                self.cut = true;
                return Ok(());
            }
            let label = match unit {
                Unit::Word(word) if self.drop_function_words && is_function_word(word) => continue,
                Unit::Word(word) => stem(word),
                Unit::Compound { whole, .. } => whole.clone(),
                Unit::Run { singles, .. } => singles.concat(),
            };
            if let Some(at) = seen.get(&label) {
                add_weight(&mut any[*at]);
                continue;
            }
            self.words += unit.words();
            let plan = match unit {
                Unit::Run { singles, pairs } => {
                    let mut plans = Vec::new();
                    for term in pairs.iter().chain(singles) {
                        plans.extend(self.atom(vec![(term.clone(), 1.0)], TextField::All)?);
                    }
                    Plan::Or(plans)
                }
                unit => self.unit(
                    unit,
                    Scope::All,
                    false,
                    alone.then_some((start, start + text.len())),
                )?,
            };
            seen.insert(label, any.len());
            any.push(plan);
        }
        Ok(())
    }

    fn unit(
        &mut self,
        unit: &Unit,
        scope: Scope,
        growing: bool,
        span: Option<(usize, usize)>,
    ) -> tantivy::Result<Plan> {
        let place = if scope == Scope::Title { TextField::Title } else { TextField::All };
        match unit {
            Unit::Word(word) => self.word(word, place, growing, span),
            Unit::Compound { whole, parts } => {
                let mut terms = vec![(stem(whole), WHOLE)];
                if growing {
                    terms.extend(self.expand(whole, WHOLE * PREFIX)?);
                }
                let mut whole_atom = self.atom(terms, place)?;
                if whole_atom.is_none() && self.reading == Reading::Slips {
                    // A slip may split an identifier elsewhere: its parts say nothing then.
                    let found = self.similar(whole, growing)?;
                    let terms = found.iter().map(|it| (it.term.clone(), it.discount()));
                    whole_atom = self.atom(terms.collect(), place)?;
                }
                let whole = whole_atom;
                let mut must = Vec::new();
                for (at, part) in parts.iter().enumerate() {
                    let growing = growing && at + 1 == parts.len();
                    must.push(self.word(part, place, growing, None)?);
                }
                let parts = Plan::And { must, not: Vec::new(), optional: Vec::new() };
                Ok(match whole {
                    Some(whole) => Plan::Or(vec![whole, parts]),
                    None => parts,
                })
            }
            Unit::Run { singles, pairs } => {
                let terms = if pairs.is_empty() { singles } else { pairs };
                let mut must = Vec::new();
                for term in terms {
                    must.push(Plan::Atom(self.atom_or_empty(vec![(term.clone(), 1.0)], place)?));
                }
                self.sequence.extend(terms.first().cloned());
                Ok(Plan::And { must, not: Vec::new(), optional: Vec::new() })
            }
        }
    }

    fn word(
        &mut self,
        word: &str,
        place: TextField,
        growing: bool,
        span: Option<(usize, usize)>,
    ) -> tantivy::Result<Plan> {
        let stemmed = stem(word);
        if growing && is_begun(word) {
            self.sequence.push(stemmed);
            return Ok(Plan::Atom(self.begun(word, place)?));
        }
        let mut terms = vec![(stemmed.clone(), 1.0)];
        if growing {
            terms.extend(self.expand(word, PREFIX)?);
        }
        let mut atom = self.atom_or_empty(terms, place)?;
        let docs = atom.terms.iter().map(|term| term.docs).max().unwrap_or(0);
        if docs == 0 || self.reading == Reading::Slips {
            let found = self.similar(word, growing)?;
            // A word that some record has is doubted only for one that is far more frequent.
            let likely = |found: &&Correction| found.docs >= docs.saturating_mul(TYPO_DOCS);
            let found: Vec<&Correction> = found.iter().filter(likely).collect();
            if !found.is_empty() {
                if let Some((start, end)) = span {
                    let words = found.iter().map(|correction| correction.word.clone()).collect();
                    self.corrections.push(Corrected { start, end, typed: word.to_owned(), words });
                }
                let itself = (docs > 0).then(|| (stemmed.clone(), 1.0));
                atom = self.slip(itself, &found, place)?;
            }
        }
        self.sequence.push(atom.terms.first().map_or(stemmed, |term| term.text.clone()));
        Ok(Plan::Atom(atom))
    }

    /// Words of the index that this one may be a slip for. Each is a scan of all words of the index; who pastes a text
    /// of unknown words wants none of them corrected.
    fn similar(&mut self, word: &str, growing: bool) -> tantivy::Result<Arc<[Correction]>> {
        self.doubted += 1;
        if self.doubted > MAX_DOUBTED {
            return Ok(Arc::default());
        }
        self.slips.corrections(self.segments, word, growing)
    }

    /// The terms that a word still being typed may become, with their discount.
    pub(super) fn expand(&self, word: &str, discount: f32) -> tantivy::Result<Vec<(String, f32)>> {
        let mut docs: HashMap<Box<str>, usize> = HashMap::new();
        for segment in self.segments {
            for expansion in segment.expansions(word)?.iter() {
                *docs.entry(expansion.term.clone()).or_default() += expansion.docs as usize;
            }
        }
        let mut found: Vec<_> = docs.into_iter().collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(EXPANSIONS);
        let mut terms: Vec<(String, f32)> =
            found.into_iter().map(|(term, _)| (term.into_string(), discount)).collect();
        terms.extend(typo::stems_of_completions(word).into_iter().map(|term| (term, discount)));
        Ok(terms)
    }

    pub(super) fn phrase(&mut self, text: &str, scope: Scope) -> tantivy::Result<Plan> {
        let place = if scope == Scope::Title { TextField::Title } else { TextField::All };
        let terms = phrase_terms(text);
        self.words += terms.len();
        if let [(term, _)] = terms.as_slice() {
            return Ok(Plan::Atom(self.atom_or_empty(vec![(term.clone(), 1.0)], place)?));
        }
        let mut found = Vec::new();
        self.cut |= terms.len() > MAX_WORDS;
        for (term, distance) in terms.into_iter().take(MAX_WORDS) {
            found.push((self.look_up(term, 1.0, &[place])?, distance));
        }
        let weight = self.weights[place as usize];
        Ok(Plan::Phrase(Phrase { terms: found, place, weight }))
    }
}

/// In a description, brackets are punctuation: a group of nothing but words is its words.
fn flatten<'a>(nodes: &[&'a Node]) -> Vec<&'a Node> {
    let mut flat = Vec::new();
    for node in nodes {
        match node {
            Node::And(inner) if inner.iter().all(only_words) => {
                flat.extend(flatten(&inner.iter().collect::<Vec<_>>()));
            }
            node => flat.push(*node),
        }
    }
    flat
}

fn only_words(node: &Node) -> bool {
    match node {
        Node::And(nodes) => nodes.iter().all(only_words),
        Node::Words { .. } => true,
        Node::Or(_) | Node::Not(_) | Node::Filter { .. } => false,
    }
}

/// Counts a repeated word once more.
fn add_weight(plan: &mut Plan) {
    match plan {
        Plan::Atom(atom) => atom.times += 1.0,
        Plan::Or(plans) => plans.iter_mut().for_each(add_weight),
        Plan::And { must, .. } => must.iter_mut().for_each(add_weight),
        Plan::All | Plan::Phrase(_) | Plan::Filter { .. } => {}
    }
}
