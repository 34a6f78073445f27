//! Words that the best records share and the query lacks: a second look for descriptions.
//!
//! A question names its subject in one way, records in several. The best matches of the first look
//! are taken for good ones, and what is frequent in them and rare elsewhere is looked for as well,
//! at a small weight (RM3). No model and no extra file; it costs the reading of a few records, so it
//! is left out while a query is being typed.

use std::{collections::HashMap, sync::Arc};

use crate::{
    plan::{Atom, Plan, Term},
    ranking::{FEEDBACK_TERMS, FEEDBACK_WEIGHT, FINDING, idf, is_function_word},
    snapshot::{Segment, TextField},
    tokenizer::{Kind, split, stem},
};

/// How much of a record is read, in bytes.
const LOOKED_AT: usize = 16 << 10;

/// One of the best records of the first look.
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) score: f32,
}

/// The plan that looks for what the examples share; `None` when they share nothing worth it.
///
/// `asked` is how many words the query has, repeated ones counted, so that the weight of all that is
/// added keeps its proportion to them.
pub(crate) fn plan(
    examples: &[Example],
    asked: usize,
    segments: &[Arc<Segment>],
    docs: usize,
) -> tantivy::Result<Option<Plan>> {
    let all: f32 = examples.iter().map(|example| example.score).sum();
    if all <= 0.0 {
        return Ok(None);
    }
    let mut shares: HashMap<String, f32> = HashMap::new();
    for example in examples {
        let counts = count(&example.text);
        let total: f32 = counts.values().sum();
        for (term, count) in counts {
            *shares.entry(term).or_default() += example.score / all * count / total;
        }
    }
    let mut terms: Vec<(String, f32)> = shares.into_iter().collect();
    terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    // What a twentieth of all records have says nothing about these.
    let common = (docs / 20).max(5);
    let mut kept: Vec<(Term, f32)> = Vec::new();
    for (term, share) in terms.into_iter().take(8 * FEEDBACK_TERMS) {
        if kept.len() == FEEDBACK_TERMS {
            break;
        }
        let term = look_up(term, segments, docs)?;
        if (1..=common).contains(&term.docs) {
            kept.push((term, share));
        }
    }
    let sum: f32 = kept.iter().map(|(_, share)| share).sum();
    if sum <= 0.0 {
        return Ok(None);
    }
    let weight = asked.max(1) as f32 * (1.0 - FEEDBACK_WEIGHT) / FEEDBACK_WEIGHT / sum;
    let mut weights = FINDING;
    weights[1..].fill(0.0);
    let atoms = kept.into_iter().map(|(term, share)| {
        let times = share * weight;
        let place = TextField::All;
        Plan::Atom(Atom { terms: vec![term], weights, place, times, begun: None })
    });
    Ok(Some(Plan::Or(atoms.collect())))
}

/// How often each term occurs: stems and CJK pairs; no function words, no numbers, no single letters.
fn count(text: &str) -> HashMap<String, f32> {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut counts: HashMap<String, f32> = HashMap::new();
    split(&text[..end], &mut |piece| {
        let term = match piece.kind {
            Kind::Word | Kind::Part if piece.text.len() < 3 || is_function_word(piece.text) => {
                return;
            }
            Kind::Word | Kind::Part => stem(piece.text),
            Kind::Pair => piece.text.to_owned(),
            Kind::Whole { .. } | Kind::Single => return,
        };
        if !term.bytes().any(|byte| byte.is_ascii_digit()) {
            *counts.entry(term).or_default() += 1.0;
        }
    });
    counts
}

fn look_up(text: String, segments: &[Arc<Segment>], docs: usize) -> tantivy::Result<Term> {
    let mut term = Term { text, factor: 0.0, docs: 0, postings: Vec::new() };
    for (at, segment) in segments.iter().enumerate() {
        if let Some(info) = segment.term(TextField::All, &term.text)? {
            term.docs += info.doc_freq as usize;
            term.postings.push((at, TextField::All, info));
        }
    }
    term.factor = idf(term.docs, docs);
    Ok(term)
}
