//! The best passage of a long record.
//!
//! BM25 takes the words of a record together, wherever they stand, and discounts its length: a record that answers
//! in one of its sections is discounted for all the others, and one that has the words far apart passes for one
//! that has them together. So the best matches of a description that are long are read in windows as well, and one
//! whose best window is worth more than the whole gets the difference. Windows and not headings: a section is as
//! long as its author likes, and a window needs nothing of the index but the positions that it has anyway.

use tantivy::{
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings},
};

use crate::{
    evaluate::{Evaluation, seek},
    plan::{Atom, Plan},
    ranking::{LONG, PASSAGE},
    snapshot::TextField,
};

/// A term of the query in one segment.
struct Reader {
    /// The word of the query that it stands for; of several for one word the best counts.
    atom: usize,
    weight: f32,
    postings: SegmentPostings,
}

/// How often a term, by its place among the readers, stands in a half of a window.
struct Occurrence {
    half: u32,
    term: usize,
    times: u32,
}

/// Calls `sink` with record, reason and worth for each of `docs` (ascending) that has a passage worth more than the
/// whole.
pub(crate) fn add(
    plan: &Plan,
    evaluation: &Evaluation<'_>,
    docs: &[u32],
    sink: &mut dyn FnMut(u32, &str, f32),
) -> tantivy::Result<()> {
    let Some(norms) = evaluation.segment.norms(TextField::All) else { return Ok(()) };
    let mut long = docs.iter().copied().filter(|doc| norms.fieldnorm(*doc) > LONG).peekable();
    if long.peek().is_none() {
        return Ok(());
    }
    let mut readers = readers(plan, evaluation)?;
    let mut positions: Vec<u32> = Vec::new();
    let mut occurrences: Vec<Occurrence> = Vec::new();
    let mut times: Vec<(usize, u32)> = Vec::new();
    for doc in long {
        times.clear();
        occurrences.clear();
        for (term, reader) in readers.iter_mut().enumerate() {
            if seek(&mut reader.postings, doc) == doc {
                times.push((term, reader.postings.term_freq()));
                reader.occurrences(term, &mut positions, &mut occurrences);
            }
        }
        let worth = Worth { readers: &readers, evaluation };
        let whole = worth.of(times.iter().copied(), norms.fieldnorm_id(doc));
        let passage = worth.best(&mut occurrences);
        if passage > whole {
            sink(doc, "passage", passage - whole);
        }
    }
    Ok(())
}

/// The terms of the plan that texts may have, word by word.
fn readers(plan: &Plan, evaluation: &Evaluation<'_>) -> tantivy::Result<Vec<Reader>> {
    let mut atoms = Vec::new();
    collect(plan, &mut atoms);
    let mut readers = Vec::new();
    for (at, atom) in atoms.into_iter().enumerate() {
        let weight = atom.weights[TextField::All as usize] * atom.times;
        for term in atom.terms.iter().filter(|_| weight > 0.0) {
            if let Some(postings) = evaluation.positions(term, TextField::All)? {
                readers.push(Reader { atom: at, weight: weight * term.factor, postings });
            }
        }
    }
    Ok(readers)
}

fn collect<'p>(plan: &'p Plan, atoms: &mut Vec<&'p Atom>) {
    match plan {
        Plan::Atom(atom) => atoms.push(atom),
        Plan::And { must, optional, .. } => {
            must.iter().chain(optional).for_each(|plan| collect(plan, atoms));
        }
        Plan::Or(plans) => plans.iter().for_each(|plan| collect(plan, atoms)),
        Plan::All | Plan::Phrase(_) | Plan::Filter { .. } => {}
    }
}

impl Reader {
    /// Where the term stands in the record that it is at; `positions` is room to work in.
    fn occurrences(&mut self, term: usize, positions: &mut Vec<u32>, into: &mut Vec<Occurrence>) {
        positions.clear();
        self.postings.append_positions_with_offset(0, positions);
        for half in positions.iter().map(|position| position / (PASSAGE / 2)) {
            match into.last_mut().filter(|last| last.term == term && last.half == half) {
                Some(last) => last.times += 1,
                None => into.push(Occurrence { half, term, times: 1 }),
            }
        }
    }
}

/// What words are worth where they stand.
struct Worth<'a> {
    readers: &'a [Reader],
    evaluation: &'a Evaluation<'a>,
}

impl Worth<'_> {
    /// The worth of terms (ascending) that occur so often in a text of that length.
    fn of(&self, times: impl Iterator<Item = (usize, u32)>, length: u8) -> f32 {
        let (mut sum, mut best, mut atom) = (0.0, 0.0f32, usize::MAX);
        for (term, times) in times {
            let reader = &self.readers[term];
            if reader.atom != atom {
                sum += std::mem::take(&mut best);
                atom = reader.atom;
            }
            let worth = self.evaluation.lengths.weigh(TextField::All, times, length);
            best = best.max(reader.weight * worth);
        }
        sum + best
    }

    /// The worth of the best window.
    fn best(&self, occurrences: &mut [Occurrence]) -> f32 {
        let length = FieldNormReader::fieldnorm_to_id(PASSAGE);
        occurrences.sort_unstable_by_key(|one| (one.half, one.term));
        let mut halves = occurrences.chunk_by(|a, b| a.half == b.half).peekable();
        let mut best = 0.0f32;
        while let Some(here) = halves.next() {
            let next = halves.peek().filter(|next| next[0].half == here[0].half + 1);
            let window = both(here, next.copied().unwrap_or_default());
            best = best.max(self.of(window, length));
        }
        best
    }
}

/// The terms of two halves (each ascending) with how often they stand in both together.
fn both<'o>(
    mut a: &'o [Occurrence],
    mut b: &'o [Occurrence],
) -> impl Iterator<Item = (usize, u32)> + 'o {
    std::iter::from_fn(move || {
        let firsts = a.first().into_iter().chain(b.first());
        let term = firsts.map(|one| one.term).min()?;
        let mut times = 0;
        for half in [&mut a, &mut b] {
            if let Some((first, rest)) = half.split_first().filter(|(first, _)| first.term == term)
            {
                times += first.times;
                *half = rest;
            }
        }
        Some((term, times))
    })
}
