//! Running a plan on a segment: term after term, adding scores up in one array.
//!
//! Counting and facets need every match anyway, so nothing is gained by skipping low scores; going
//! through one list of postings after the other is simpler and keeps the memory access in order.

use tantivy::{
    DocSet, TERMINATED,
    postings::{BlockSegmentPostings, Postings, SegmentPostings, TermInfo},
    schema::IndexRecordOption,
};

use crate::{
    bits::Bits,
    page::Reason,
    plan::{Atom, Group, Phrase, Plan, Term},
    ranking::Lengths,
    snapshot::{Segment, TextField},
};

/// A segment being searched.
pub(crate) struct Evaluation<'a> {
    pub(crate) segment: &'a Segment,
    /// The segment's place in the list that the plan was made for.
    pub(crate) at: usize,
    pub(crate) lengths: &'a Lengths,
    pub(crate) today: i32,
}

impl Evaluation<'_> {
    /// The records that match. With `scores`, adds what each part of the plan is worth to them;
    /// records that turn out not to match may have got some as well. Nothing outside `within` is
    /// returned.
    pub(crate) fn run(
        &self,
        plan: &Plan,
        within: &Bits,
        scores: &mut Option<&mut [f32]>,
    ) -> tantivy::Result<Bits> {
        match plan {
            Plan::All => Ok(within.clone()),
            Plan::Atom(atom) => self.atom(atom, within, scores),
            Plan::Phrase(phrase) => self.phrase(phrase, within, scores),
            Plan::Filter { field, test } => {
                let mut bits = self.segment.columns()?.matching(*field, test, self.today);
                bits.and(within);
                Ok(bits)
            }
            Plan::Or(plans) => {
                let mut bits = Bits::none(self.segment.size());
                for plan in plans {
                    bits.or(&self.run(plan, within, scores)?);
                }
                Ok(bits)
            }
            Plan::And { must, not, optional } => {
                let mut bits = within.clone();
                let mut order: Vec<&Plan> = must.iter().collect();
                // The rarest first: what it leaves is all that the others look at.
                order.sort_by_key(|plan| cost(plan));
                for plan in order {
                    bits = self.run(plan, &bits, scores)?;
                }
                for plan in not {
                    let excluded = self.run(plan, &bits, &mut None)?;
                    bits.and_not(&excluded);
                }
                if scores.is_some() {
                    for plan in optional {
                        self.run(plan, &bits, scores)?;
                    }
                }
                Ok(bits)
            }
        }
    }

    /// The records that pass the filters of a group.
    pub(crate) fn group(&self, group: &Group) -> tantivy::Result<Bits> {
        let columns = self.segment.columns()?;
        let mut bits = if group.yes.is_empty() {
            Bits::all(self.segment.size())
        } else {
            Bits::none(self.segment.size())
        };
        for test in &group.yes {
            bits.or(&columns.matching(group.field, test, self.today));
        }
        for test in &group.no {
            bits.and_not(&columns.matching(group.field, test, self.today));
        }
        Ok(bits)
    }

    fn atom(
        &self,
        atom: &Atom,
        within: &Bits,
        scores: &mut Option<&mut [f32]>,
    ) -> tantivy::Result<Bits> {
        let size = self.segment.size();
        let candidates = within.count();
        let mut bits = Bits::none(size);
        // Of several terms that stand for one word the best counts, field by field; their sum
        // would rank a record with three completions above one with the word itself.
        let several = atom.terms.len() > 1 && scores.is_some();
        let mut best = vec![0.0f32; if several { size as usize } else { 0 }];
        for field in TextField::LIST {
            let decides = field == atom.place;
            let weight = atom.weights[field as usize] * atom.times;
            if !decides && (scores.is_none() || weight == 0.0) {
                continue;
            }
            let mut found = Bits::none(size);
            let norms = self.segment.norms(field);
            let length = |doc| norms.map_or(0, |norms| norms.fieldnorm_id(doc));
            let terms =
                || atom.terms.iter().filter_map(|term| Some((term, self.info(term, field)?)));
            let postings: usize = terms().map(|(_, info)| info.doc_freq as usize).sum();
            // Where most records get something, it is cheaper to look at each of them afterwards than to
            // note down each posting.
            let dense = several && postings > size as usize / 4;
            for (term, info) in terms() {
                let weight = weight * term.factor;
                let scored = scores.as_deref_mut().filter(|_| weight != 0.0);
                let option = match scored {
                    Some(_) => IndexRecordOption::WithFreqs,
                    None => IndexRecordOption::Basic,
                };
                let postings =
                    self.segment.field(field).read_block_postings_from_terminfo(info, option)?;
                let mut walk = Walk { within, candidates, docs: info.doc_freq as usize, postings };
                let worth = |doc: u32, frequency: u32| {
                    weight * self.lengths.weigh(field, frequency, length(doc))
                };
                match scored {
                    None => walk.each(|doc, _| found.insert(doc)),
                    Some(scores) if !several => walk.each(|doc, frequency| {
                        found.insert(doc);
                        scores[doc as usize] += worth(doc, frequency);
                    }),
                    Some(_) => walk.each(|doc, frequency| {
                        if !dense {
                            found.insert(doc);
                        }
                        let most = &mut best[doc as usize];
                        *most = most.max(worth(doc, frequency));
                    }),
                }
            }
            match scores {
                Some(scores) if dense => found.take_in(&mut best, scores),
                Some(scores) if several => found.iter().for_each(|doc| {
                    scores[doc as usize] += std::mem::take(&mut best[doc as usize]);
                }),
                _ => {}
            }
            if decides {
                bits = found;
            }
        }
        if let Some(begun) = &atom.begun {
            bits.or(&*self.segment.begun(atom.place, begun)?);
            bits.and(within);
        }
        Ok(bits)
    }

    /// Where a term's postings are in this segment.
    fn info<'t>(&self, term: &'t Term, field: TextField) -> Option<&'t TermInfo> {
        let found = term.postings.iter().find(|(at, of, _)| *at == self.at && *of == field);
        found.map(|(_, _, info)| info)
    }

    fn phrase(
        &self,
        phrase: &Phrase,
        within: &Bits,
        scores: &mut Option<&mut [f32]>,
    ) -> tantivy::Result<Bits> {
        let mut bits = Bits::none(self.segment.size());
        let mut readers: Vec<(SegmentPostings, u32)> = Vec::new();
        for (term, distance) in &phrase.terms {
            let Some(postings) = self.positions(term, phrase.place)? else { return Ok(bits) };
            readers.push((postings, *distance));
        }
        let factor: f32 = phrase.terms.iter().map(|(term, _)| term.factor).sum();
        let norms = self.segment.norms(phrase.place);
        let Some(rarest) = (0..readers.len()).min_by_key(|at| phrase.terms[*at].0.docs) else {
            return Ok(bits);
        };
        let mut doc = readers[rarest].0.doc();
        let mut positions: [Vec<u32>; 2] = Default::default();
        while doc != TERMINATED {
            if within.contains(doc) && readers.iter_mut().all(|(r, _)| seek(r, doc) == doc) {
                let count = count_phrase(&mut readers, &mut positions);
                if count > 0 {
                    bits.insert(doc);
                    if let Some(scores) = scores {
                        let length = norms.map_or(0, |norms| norms.fieldnorm_id(doc));
                        let worth = self.lengths.weigh(phrase.place, count as u32, length);
                        scores[doc as usize] += phrase.weight * factor * worth;
                    }
                }
            }
            doc = readers[rarest].0.advance();
        }
        Ok(bits)
    }

    pub(crate) fn positions(
        &self,
        term: &Term,
        place: TextField,
    ) -> tantivy::Result<Option<SegmentPostings>> {
        let Some(info) = self.info(term, place) else { return Ok(None) };
        let option = IndexRecordOption::WithFreqsAndPositions;
        Ok(Some(self.segment.field(place).read_postings_from_terminfo(info, option)?))
    }

    /// What each term of a plan adds to one record.
    pub(crate) fn explain(
        &self,
        plan: &Plan,
        doc: u32,
        reasons: &mut Vec<Reason>,
    ) -> tantivy::Result<()> {
        match plan {
            Plan::All | Plan::Filter { .. } => {}
            Plan::Or(plans) => {
                for plan in plans {
                    self.explain(plan, doc, reasons)?;
                }
            }
            Plan::And { must, optional, .. } => {
                for plan in must.iter().chain(optional) {
                    self.explain(plan, doc, reasons)?;
                }
            }
            Plan::Phrase(phrase) => {
                let mut scores = vec![0.0; self.segment.size() as usize];
                let mut within = Bits::none(self.segment.size());
                within.insert(doc);
                self.phrase(phrase, &within, &mut Some(&mut scores))?;
                let words: Vec<&str> = phrase.terms.iter().map(|(t, _)| t.text.as_str()).collect();
                push_reason(reasons, format!("phrase:{}", words.join(" ")), scores[doc as usize]);
            }
            Plan::Atom(atom) => self.explain_atom(atom, doc, reasons)?,
        }
        Ok(())
    }

    fn explain_atom(
        &self,
        atom: &Atom,
        doc: u32,
        reasons: &mut Vec<Reason>,
    ) -> tantivy::Result<()> {
        for field in TextField::LIST {
            let mut best: Option<(f32, &str)> = None;
            for term in &atom.terms {
                let Some(info) = self.info(term, field) else { continue };
                let option = IndexRecordOption::WithFreqs;
                let mut postings =
                    self.segment.field(field).read_postings_from_terminfo(info, option)?;
                if seek(&mut postings, doc) == doc {
                    let length =
                        self.segment.norms(field).map_or(0, |norms| norms.fieldnorm_id(doc));
                    let weight = atom.weights[field as usize] * term.factor * atom.times;
                    let worth = weight * self.lengths.weigh(field, postings.term_freq(), length);
                    if best.is_none_or(|(most, _)| worth > most) {
                        best = Some((worth, &term.text));
                    }
                }
            }
            if let Some((worth, text)) = best {
                push_reason(reasons, format!("{}:{text}", field.name()), worth);
            }
        }
        Ok(())
    }
}

fn push_reason(reasons: &mut Vec<Reason>, what: String, score: f32) {
    if score > 0.0 {
        reasons.push(Reason { what, score });
    }
}

/// The postings of one term, looked at only where a match is still possible.
struct Walk<'a> {
    within: &'a Bits,
    candidates: usize,
    docs: usize,
    postings: BlockSegmentPostings,
}

impl Walk<'_> {
    fn each(&mut self, mut visit: impl FnMut(u32, u32)) {
        // A jump costs about as much as reading two hundred postings in order.
        if self.candidates * 200 < self.docs {
            for doc in self.within.iter() {
                let at = self.postings.seek(doc);
                let found = self.postings.doc(at);
                if found == TERMINATED {
                    break;
                }
                if found == doc {
                    visit(doc, self.postings.freq(at));
                }
            }
            return;
        }
        let everywhere = self.candidates == self.within.size() as usize;
        while self.postings.block_len() > 0 {
            let freqs = self.postings.freqs();
            if everywhere {
                for (at, doc) in self.postings.docs().iter().enumerate() {
                    visit(*doc, freqs.get(at).copied().unwrap_or(1));
                }
                self.postings.advance();
                continue;
            }
            for (at, doc) in self.postings.docs().iter().enumerate() {
                if self.within.contains(*doc) {
                    visit(*doc, freqs.get(at).copied().unwrap_or(1));
                }
            }
            self.postings.advance();
        }
    }
}

/// Roughly how many postings a plan reads.
fn cost(plan: &Plan) -> usize {
    match plan {
        Plan::All | Plan::Filter { .. } => 0,
        Plan::Atom(Atom { begun: Some(_), .. }) => usize::MAX / 2,
        Plan::Atom(atom) => atom.terms.iter().map(|term| term.docs).sum(),
        Plan::Phrase(phrase) => phrase.terms.iter().map(|(t, _)| t.docs).min().unwrap_or(0),
        Plan::Or(plans) => plans.iter().map(cost).fold(0, usize::saturating_add),
        Plan::And { must, .. } => must.iter().map(cost).min().unwrap_or(0),
    }
}

/// Moves forward to `doc` or the next after it; stays if already there or beyond.
pub(crate) fn seek(postings: &mut SegmentPostings, doc: u32) -> u32 {
    if postings.doc() >= doc { postings.doc() } else { postings.seek(doc) }
}

/// How often the terms stand at their distances in the record that all readers are at.
fn count_phrase(readers: &mut [(SegmentPostings, u32)], buffers: &mut [Vec<u32>; 2]) -> usize {
    let [starts, positions] = buffers;
    let Some(((first, offset), rest)) = readers.split_first_mut() else { return 0 };
    starts.clear();
    first.append_positions_with_offset(0, starts);
    let offset = *offset;
    for (reader, distance) in rest {
        positions.clear();
        reader.append_positions_with_offset(0, positions);
        let distance = *distance - offset;
        starts.retain(|start| positions.binary_search(&(start + distance)).is_ok());
        if starts.is_empty() {
            break;
        }
    }
    starts.len()
}
