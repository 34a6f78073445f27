//! Neighbouring words of the query that are neighbours in the record too.
//!
//! Looked for in the best matches only: as clauses of the query they would cost milliseconds and
//! order nothing that is not near the top anyway.

use std::sync::Arc;

use tantivy::postings::Postings;

use crate::{
    evaluate::{Evaluation, seek},
    plan::{Planned, Term},
    ranking::{PAIR, PAIR_SLOP, idf},
    snapshot::{Segment, TextField},
};

/// Most pairs of one query.
const MOST: usize = 12;

/// Two words that follow each other in the query.
pub(crate) struct Pair {
    first: Term,
    second: Term,
    what: String,
    factor: f32,
}

/// The pairs of a query.
pub(crate) fn find(
    planned: &Planned,
    segments: &[Arc<Segment>],
    docs: usize,
) -> tantivy::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for words in planned.sequence.windows(2).take(MOST) {
        let [first, second] = words else { continue };
        if first == second {
            continue;
        }
        let (first, second) = (look_up(first, segments)?, look_up(second, segments)?);
        if first.docs == 0 || second.docs == 0 {
            continue;
        }
        let factor = PAIR * (idf(first.docs, docs) + idf(second.docs, docs));
        let what = format!("pair:{}+{}", first.text, second.text);
        pairs.push(Pair { first, second, what, factor });
    }
    Ok(pairs)
}

fn look_up(text: &str, segments: &[Arc<Segment>]) -> tantivy::Result<Term> {
    let mut postings = Vec::new();
    let mut docs = 0;
    for (at, segment) in segments.iter().enumerate() {
        if let Some(info) = segment.term(TextField::All, text)? {
            docs += info.doc_freq as usize;
            postings.push((at, TextField::All, info));
        }
    }
    Ok(Term { text: text.to_owned(), factor: 0.0, docs, postings })
}

/// Calls `sink` with record, reason and worth for each pair found in `docs` (ascending).
pub(crate) fn add(
    pairs: &[Pair],
    evaluation: &Evaluation<'_>,
    docs: &[u32],
    sink: &mut dyn FnMut(u32, &str, f32),
) -> tantivy::Result<()> {
    let norms = evaluation.segment.norms(TextField::All);
    let mut positions: [Vec<u32>; 2] = Default::default();
    for pair in pairs {
        let first = evaluation.positions(&pair.first, TextField::All)?;
        let second = evaluation.positions(&pair.second, TextField::All)?;
        let (Some(mut first), Some(mut second)) = (first, second) else { continue };
        for doc in docs {
            if seek(&mut first, *doc) != *doc || seek(&mut second, *doc) != *doc {
                continue;
            }
            positions.iter_mut().for_each(Vec::clear);
            first.append_positions_with_offset(0, &mut positions[0]);
            second.append_positions_with_offset(0, &mut positions[1]);
            let near = count_near(&positions[0], &positions[1]);
            if near > 0 {
                let length = norms.map_or(0, |norms| norms.fieldnorm_id(*doc));
                let worth = evaluation.lengths.weigh(TextField::All, near as u32, length);
                sink(*doc, &pair.what, pair.factor * worth);
            }
        }
    }
    Ok(())
}

/// How many of the first positions have one of the second within the slop after them.
fn count_near(first: &[u32], second: &[u32]) -> usize {
    let mut at = 0;
    first
        .iter()
        .filter(|start| {
            while at < second.len() && second[at] <= **start {
                at += 1;
            }
            second.get(at).is_some_and(|next| next - **start <= PAIR_SLOP + 1)
        })
        .count()
}
