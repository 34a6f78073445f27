//! Answering a query: plan, run on every segment, keep the best, count, name.

use std::{
    collections::{BTreeMap, HashMap},
    ops::ControlFlow,
    sync::Arc,
};

use crate::{
    Field, FilterField, Hit, Index, Match, Page, Query, Request, SearchError, Sort,
    bits::Bits,
    evaluate::Evaluation,
    index::guarded,
    overlay,
    page::Reason,
    pairs,
    plan::{self, Mode, Planned, wants_finding},
    ranking::{CUT, EXACT_TITLE, Lengths, RERANKED, TITLE_START},
    schema::{key, split_key},
    snapshot::{Segment, end_of_prefix},
};

/// Values of a facet that are returned.
const FACET_VALUES: usize = 100;
/// Titles looked at that begin with what was typed.
const TITLE_STARTS: usize = 64;

impl Index {
    /// Finds the records that match `query`.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] when the files turn out to be unreadable; open the index again.
    pub fn search(&self, query: &Query, request: &Request<'_>) -> Result<Page, SearchError> {
        guarded(&self.shared.root, || {
            let view = View::new(self, request)?;
            let answer = view.answer(query)?;
            view.page(query, answer)
        })
    }

    /// Calls `sink` with library and id of every record that matches, in no particular order,
    /// until it breaks off. `limit`, `offset`, `sort` and `facets` of the request do not matter.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn list(
        &self,
        query: &Query,
        request: &Request<'_>,
        sink: &mut dyn FnMut(&str, &str) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        guarded(&self.shared.root, || {
            let view = View::new(self, request)?;
            let answer = view.answer(query)?;
            for (segment, found) in view.segments.iter().zip(&answer.found) {
                let columns = segment.columns()?;
                for doc in found.matches.iter() {
                    let key = columns.key(doc);
                    let (library, id) = split_key(&key);
                    if sink(library, id).is_break() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        })
    }
}

impl Index {
    /// Shows every record that matches to `sink`, in no particular order, until it breaks off: for
    /// sums over many records, which need their values and not their texts.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn each(
        &self,
        query: &Query,
        request: &Request<'_>,
        sink: &mut dyn FnMut(&Match<'_>) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        guarded(&self.shared.root, || {
            let view = View::new(self, request)?;
            let answer = view.answer(query)?;
            for (segment, found) in view.segments.iter().zip(&answer.found) {
                let columns = segment.columns()?;
                for doc in found.matches.iter() {
                    let score = found.scores.get(doc as usize).copied().unwrap_or(0.0);
                    if sink(&Match::new(columns, doc, score)).is_break() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        })
    }
}

/// What one search looks at: the segments of the index, the overlay, and what is hidden.
struct View<'a> {
    request: &'a Request<'a>,
    segments: Vec<Arc<Segment>>,
    visible: Vec<Bits>,
    docs: usize,
    lengths: Lengths,
}

/// What a query found.
struct Answer {
    planned: Planned,
    found: Vec<Found>,
    total: usize,
}

/// What it found in one segment.
struct Found {
    /// Records that pass everything.
    matches: Bits,
    /// Records that the text matches, whatever the filters say.
    text: Bits,
    /// The records that pass each group of filters.
    groups: Vec<Bits>,
    scores: Vec<f32>,
}

/// A hit before it is named: sort keys descending, then where it is.
#[derive(Clone, Copy)]
struct Candidate {
    first: u64,
    second: u64,
    segment: usize,
    doc: u32,
    score: f32,
}

impl<'a> View<'a> {
    fn new(index: &Index, request: &'a Request<'a>) -> tantivy::Result<View<'a>> {
        let snapshot = index.snapshot();
        let mut segments = snapshot.segments.clone();
        let mut visible: Vec<Bits> = segments.iter().map(|segment| segment.alive()).collect();
        let overlaid = request.overlay.iter().map(|entry| key(&entry.library, &entry.id));
        hide(&segments, &mut visible, overlaid)?;
        if !request.overlay.is_empty() {
            let segment = overlay::segment(&index.shared, request.overlay)?;
            visible.push(segment.alive());
            segments.push(segment);
        }
        let hidden = request.hidden.iter().map(|(library, id)| key(library, id));
        hide(&segments, &mut visible, hidden)?;
        let docs = snapshot.docs + request.overlay.len();
        let lengths = Lengths::of(&segments);
        Ok(View { request, segments, visible, docs, lengths })
    }

    /// All words first; any word when the query is a description or nothing has all.
    fn answer(&self, query: &Query) -> tantivy::Result<Answer> {
        let modes: &[Mode] = match (wants_finding(query), self.request.as_you_type) {
            (false, _) => &[Mode::Navigation, Mode::Finding],
            (true, true) => &[Mode::Navigation, Mode::Finding, Mode::Prose],
            (true, false) => &[Mode::Finding, Mode::Prose],
        };
        let mut strictest = None;
        for mode in modes {
            let answer = self.run(query, *mode)?;
            // A single word cannot be asked for less strictly.
            if answer.total > 0 || answer.planned.words < 2 {
                return Ok(answer);
            }
            strictest.get_or_insert(answer);
        }
        Ok(strictest.expect("there is at least one mode"))
    }

    fn run(&self, query: &Query, mode: Mode) -> tantivy::Result<Answer> {
        let as_you_type = self.request.as_you_type;
        let planned = plan::plan(query, &self.segments, self.docs, mode, as_you_type)?;
        let mut found = (0..self.segments.len())
            .map(|at| self.run_segment(&planned, at))
            .collect::<tantivy::Result<Vec<_>>>()?;
        if self.cuts(&planned) {
            cut_off(&mut found);
        }
        let mut total = 0;
        for (at, one) in found.iter_mut().enumerate() {
            if planned.words > 0 {
                self.reward_titles(&planned, at, &one.matches, &mut one.scores)?;
            }
            total += one.matches.count();
        }
        Ok(Answer { planned, found, total })
    }

    /// Where all words have to match, every match is about the query; only where any word
    /// suffices is there a tail.
    fn cuts(&self, planned: &Planned) -> bool {
        self.request.cut && planned.words > 0 && planned.mode != Mode::Navigation
    }

    fn run_segment(&self, planned: &Planned, at: usize) -> tantivy::Result<Found> {
        let evaluation = self.evaluation(at);
        let size = self.segments[at].size();
        let groups: Vec<Bits> = planned
            .groups
            .iter()
            .map(|group| evaluation.group(group))
            .collect::<tantivy::Result<_>>()?;
        let mut passing = self.visible[at].clone();
        groups.iter().for_each(|group| passing.and(group));
        // Facets count as if their own filter were not chosen, so the text is then matched
        // without the filters, as is the best score that a cut goes by; otherwise only where they pass.
        let everywhere = self.request.facets || self.cuts(planned);
        let within = if everywhere { &self.visible[at] } else { &passing };
        let mut scores = vec![0.0; if planned.words > 0 { size as usize } else { 0 }];
        let mut slot = (planned.words > 0).then_some(scores.as_mut_slice());
        let text = evaluation.run(&planned.text, within, &mut slot)?;
        let mut matches = text.clone();
        matches.and(&passing);
        Ok(Found { matches, text, groups, scores })
    }

    fn evaluation(&self, at: usize) -> Evaluation<'_> {
        let today = self.request.today_days;
        Evaluation { segment: &self.segments[at], at, lengths: &self.lengths, today }
    }

    /// Puts a title that is the query first, and one that begins with it higher.
    fn reward_titles(
        &self,
        planned: &Planned,
        at: usize,
        matches: &Bits,
        scores: &mut [f32],
    ) -> tantivy::Result<()> {
        let title = &planned.exact_title;
        if title.is_empty() || planned.mode != Mode::Navigation && planned.words > 12 {
            return Ok(());
        }
        let reader = &self.segments[at].exact_titles;
        let mut range = reader.terms().range().ge(title);
        if let Some(end) = end_of_prefix(title) {
            range = range.lt(end);
        }
        let mut stream = range.into_stream()?;
        let long_enough = title.chars().count() > 2;
        for _ in 0..TITLE_STARTS {
            if !stream.advance() {
                break;
            }
            let exact = stream.key() == title.as_bytes();
            if !exact && !long_enough {
                break;
            }
            let bonus = if exact { EXACT_TITLE } else { TITLE_START };
            let option = tantivy::schema::IndexRecordOption::Basic;
            let mut postings = reader.read_block_postings_from_terminfo(stream.value(), option)?;
            while postings.block_len() > 0 {
                for doc in postings.docs().iter().filter(|doc| matches.contains(**doc)) {
                    scores[*doc as usize] += bonus;
                }
                postings.advance();
            }
        }
        Ok(())
    }

    fn page(&self, query: &Query, mut answer: Answer) -> tantivy::Result<Page> {
        let request = self.request;
        let wanted = request.offset.saturating_add(request.limit);
        let by_score = request.sort == Sort::Relevance && answer.planned.words > 0;
        let keep = if by_score { wanted.max(RERANKED) } else { wanted };
        let mut best = self.best(&answer, keep, by_score)?;
        let mut pair_reasons = HashMap::new();
        if by_score {
            self.add_pairs(&mut answer, &mut best, &mut pair_reasons)?;
        }
        let mut hits = Vec::new();
        for candidate in best.iter().skip(request.offset).take(request.limit) {
            hits.push(self.hit(&answer, candidate, &pair_reasons)?);
        }
        let facets = if request.facets { self.facets(&answer)? } else { BTreeMap::new() };
        let planned = &answer.planned;
        Ok(Page {
            hits,
            total: answer.total,
            facets,
            did_you_mean: corrected_text(query, planned),
            corrected: !planned.corrections.is_empty() && answer.total > 0,
            any_word: planned.mode != Mode::Navigation,
            cut: planned.cut,
        })
    }

    /// The best `keep` matches in order.
    fn best(
        &self,
        answer: &Answer,
        keep: usize,
        by_score: bool,
    ) -> tantivy::Result<Vec<Candidate>> {
        let mut best: Vec<Candidate> = Vec::new();
        if keep == 0 {
            return Ok(best);
        }
        let room = keep.saturating_mul(2).max(64);
        let mut threshold = (0, 0);
        for (at, found) in answer.found.iter().enumerate() {
            let columns = self.segments[at].columns()?;
            for doc in found.matches.iter() {
                let score = found.scores.get(doc as usize).copied().unwrap_or(0.0);
                let date = u64::from(columns.date(doc).abs_diff(i32::MIN));
                let by_words = u64::from(score.max(0.0).to_bits());
                let (first, second) = match self.request.sort {
                    Sort::Relevance if by_score => (by_words, date),
                    Sort::Relevance | Sort::Date => (date, by_words),
                    Sort::Certainty => (u64::from(columns.certainty(doc)), by_words),
                };
                if best.len() >= keep && (first, second) < threshold {
                    continue;
                }
                best.push(Candidate { first, second, segment: at, doc, score });
                if best.len() >= room {
                    best.select_nth_unstable_by(keep - 1, order);
                    best.truncate(keep);
                    threshold = (best[keep - 1].first, best[keep - 1].second);
                }
            }
        }
        best.sort_unstable_by(order);
        best.truncate(keep);
        self.settle_ties(&mut best)?;
        Ok(best)
    }

    /// Equal ones in the order of their keys, so that they do not move between keystrokes.
    fn settle_ties(&self, best: &mut [Candidate]) -> tantivy::Result<()> {
        for run in best.chunk_by_mut(|a, b| (a.first, a.second) == (b.first, b.second)) {
            if run.len() > 1 {
                let mut keyed = Vec::with_capacity(run.len());
                for candidate in run.iter() {
                    let columns = self.segments[candidate.segment].columns()?;
                    keyed.push((columns.key(candidate.doc), *candidate));
                }
                keyed.sort_by(|a, b| a.0.cmp(&b.0));
                run.iter_mut().zip(keyed).for_each(|(slot, (_, candidate))| *slot = candidate);
            }
        }
        Ok(())
    }

    /// Looks for neighbouring words in the best matches and sorts them again.
    fn add_pairs(
        &self,
        answer: &mut Answer,
        best: &mut [Candidate],
        reasons: &mut HashMap<(usize, u32), Vec<Reason>>,
    ) -> tantivy::Result<()> {
        let pairs = pairs::find(&answer.planned, &self.segments, self.docs)?;
        if pairs.is_empty() {
            return Ok(());
        }
        for at in 0..self.segments.len() {
            let mut docs: Vec<u32> =
                best.iter().filter(|c| c.segment == at).map(|c| c.doc).collect();
            docs.sort_unstable();
            let evaluation = self.evaluation(at);
            let scores = &mut answer.found[at].scores;
            pairs::add(&pairs, &evaluation, &docs, &mut |doc, what, score| {
                scores[doc as usize] += score;
                if self.request.explain {
                    let reason = Reason { what: what.to_owned(), score };
                    reasons.entry((at, doc)).or_default().push(reason);
                }
            })?;
        }
        for candidate in best.iter_mut() {
            candidate.score = answer.found[candidate.segment].scores[candidate.doc as usize];
            candidate.first = u64::from(candidate.score.max(0.0).to_bits());
        }
        best.sort_by(order);
        Ok(())
    }

    fn hit(
        &self,
        answer: &Answer,
        candidate: &Candidate,
        pairs: &HashMap<(usize, u32), Vec<Reason>>,
    ) -> tantivy::Result<Hit> {
        let Candidate { segment, doc, score, .. } = *candidate;
        let key = self.segments[segment].columns()?.key(doc);
        let (library, id) = split_key(&key);
        let explain = if self.request.explain {
            let mut reasons = Vec::new();
            self.evaluation(segment).explain(&answer.planned.text, doc, &mut reasons)?;
            reasons.extend(pairs.get(&(segment, doc)).into_iter().flatten().cloned());
            let explained: f32 = reasons.iter().map(|reason| reason.score).sum();
            let rest = score - explained;
            if rest > TITLE_START * 0.9 {
                let what = if rest > EXACT_TITLE * 0.9 { "exact title" } else { "start of title" };
                reasons.push(Reason { what: what.to_owned(), score: rest });
            }
            Some(reasons)
        } else {
            None
        };
        Ok(Hit { library: library.to_owned(), id: id.to_owned(), score, explain })
    }

    fn facets(&self, answer: &Answer) -> tantivy::Result<BTreeMap<Field, Vec<(String, usize)>>> {
        let mut counts: Vec<HashMap<String, usize>> = vec![HashMap::new(); Field::ALL.len()];
        for (at, found) in answer.found.iter().enumerate() {
            let columns = self.segments[at].columns()?;
            let matches: Vec<u32> = found.matches.iter().collect();
            for field in Field::ALL {
                let own = answer
                    .planned
                    .groups
                    .iter()
                    .position(|group| group.field == FilterField::Value(*field));
                let slot = &mut counts[field.index()];
                match own {
                    None => columns.count(*field, &matches, slot),
                    Some(own) => {
                        let mut docs = found.text.clone();
                        for (_, group) in found.groups.iter().enumerate().filter(|g| g.0 != own) {
                            docs.and(group);
                        }
                        columns.count(*field, &docs.iter().collect::<Vec<_>>(), slot);
                    }
                }
            }
        }
        let mut facets = BTreeMap::new();
        for (field, counts) in Field::ALL.iter().zip(counts) {
            let mut values: Vec<(String, usize)> = counts.into_iter().collect();
            values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            values.truncate(FACET_VALUES);
            if !values.is_empty() {
                facets.insert(*field, values);
            }
        }
        Ok(facets)
    }
}

fn order(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    (b.first, b.second).cmp(&(a.first, a.second))
}

/// Leaves out what matches less than half as well as the best match of the words, whatever the
/// filters: so a filter narrows an answer and never moves its edge.
fn cut_off(found: &mut [Found]) {
    let best = found
        .iter()
        .flat_map(|one| one.text.iter().map(|doc| one.scores[doc as usize]))
        .fold(0.0, f32::max);
    for one in found {
        let Found { matches, text, scores, .. } = one;
        let low: Vec<u32> = text.iter().filter(|doc| scores[*doc as usize] < best * CUT).collect();
        for doc in low {
            matches.remove(doc);
            text.remove(doc);
        }
    }
}

/// Takes the records with these keys out of what is visible.
fn hide(
    segments: &[Arc<Segment>],
    visible: &mut [Bits],
    keys: impl Iterator<Item = String>,
) -> tantivy::Result<()> {
    for key in keys {
        for (segment, visible) in segments.iter().zip(visible.iter_mut()) {
            let Some(info) = segment.keys.terms().get(&key)? else { continue };
            let option = tantivy::schema::IndexRecordOption::Basic;
            let mut postings = segment.keys.read_block_postings_from_terminfo(&info, option)?;
            while postings.block_len() > 0 {
                postings.docs().iter().for_each(|doc| visible.remove(*doc));
                postings.advance();
            }
        }
    }
    Ok(())
}

/// The query with its corrected words in place.
fn corrected_text(query: &Query, planned: &Planned) -> Option<String> {
    if planned.corrections.is_empty() {
        return None;
    }
    let mut text = query.text().to_owned();
    let mut corrections = planned.corrections.clone();
    corrections.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
    corrections.dedup_by_key(|(start, ..)| *start);
    for (start, end, word) in corrections {
        text.replace_range(start..end, &word);
    }
    Some(text)
}
