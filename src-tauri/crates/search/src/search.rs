//! Answering a query: plan, run on every segment, keep the best, count, name.

mod facets;
mod meant;
mod rank;
mod survey;

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use self::rank::Closer;
pub use self::survey::{Matching, Survey};
use crate::{
    Index, Match, Names, Page, Query, Request, SearchError,
    bits::Bits,
    columns::Columns,
    evaluate::Evaluation,
    index::guarded,
    parse,
    plan::{self, Corrected, Mode, Plan, Planned, Reading, only_function_words},
    ranking::{DOUBTFUL, EXACT_TITLE, FEW, Lengths, TITLE_START, TYPO_DOCS},
    schema::split_key,
    snapshot::{Segment, beginning},
    typo,
};

/// Titles looked at that begin with what was typed.
const TITLE_STARTS: usize = 64;

impl Index {
    /// Finds the records that match `query`.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] when the files turn out to be unreadable; open the index again.
    pub fn search(&self, query: &Query, request: &Request<'_>) -> Result<Page, SearchError> {
        guarded(&self.shared.root, || {
            let view = View::new(self, query, request)?;
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
        // Without a ranking, records with some of the words would hide those with all.
        let few = if query.is_close() { FEW } else { 1 };
        self.walk(query, request, few, &mut |columns, doc| {
            let key = columns.key(doc);
            let (library, id) = split_key(key);
            sink(library, id)
        })
    }

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
        self.walk(query, request, FEW, &mut |columns, doc| sink(&Match::new(columns, doc)))
    }

    /// Goes through all matches; with fewer than `few` that have all words, any word will do.
    fn walk(
        &self,
        query: &Query,
        request: &Request<'_>,
        few: usize,
        sink: &mut dyn FnMut(&Columns, u32) -> ControlFlow<()>,
    ) -> Result<(), SearchError> {
        guarded(&self.shared.root, || {
            let view = View { few, ..View::new(self, query, request)? };
            let answer = view.answer(query)?;
            for (segment, found) in view.segments.iter().zip(&answer.found) {
                let columns = segment.columns()?;
                for doc in found.matches.iter() {
                    if sink(columns, doc).is_break() {
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
    lengths: Arc<Lengths>,
    slips: Arc<typo::Known>,
    /// With fewer records that have all words of a longer query, any word will do.
    few: usize,
    /// Only close matches are asked for, and the words alone say which those are.
    close: bool,
}

/// What a query found.
struct Answer {
    planned: Planned,
    found: Vec<Found>,
    total: usize,
    /// How many that decides between stricter and laxer ways of matching.
    seen: usize,
    /// What the best matches have in common, where that was asked for.
    related: Option<Plan>,
    /// The query spelt as many more records have it.
    better: Option<String>,
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
    fn new(index: &Index, query: &Query, request: &'a Request<'a>) -> tantivy::Result<View<'a>> {
        let snapshot = index.snapshot();
        let mut segments = snapshot.segments.clone();
        let mut visible: Vec<Bits> = segments.iter().map(|segment| segment.alive.clone()).collect();
        let stale = request.overlay.map_or(&[][..], |overlay| &overlay.stale);
        hide(&segments, &mut visible, stale)?;
        let newer = request.overlay.and_then(|overlay| overlay.segment.clone());
        visible.extend(newer.iter().map(|segment| segment.alive.clone()));
        let docs = snapshot.docs + newer.as_ref().map_or(0, |segment| segment.size() as usize);
        // With an overlay there are words that the snapshot does not know.
        let slips = if newer.is_some() { Arc::default() } else { Arc::clone(&snapshot.slips) };
        segments.extend(newer);
        let lengths = match snapshot.docs {
            0 => Arc::new(Lengths::of(&segments)),
            _ => Arc::clone(&snapshot.lengths),
        };
        let close = query.is_close();
        Ok(View { request, segments, visible, docs, lengths, slips, few: FEW, close })
    }

    /// All words first, then all words with slips forgiven, then any word; any word at once when the
    /// query is a description.
    fn answer(&self, query: &Query) -> tantivy::Result<Answer> {
        let finding = query.is_description();
        let modes: &[Mode] = if finding { &[Mode::Finding, Mode::Prose] } else { &[Mode::Finding] };
        let mut strictest = None;
        if !finding || self.request.as_you_type {
            let titles_first = only_function_words(query);
            let reading = if titles_first { Reading::Titles } else { Reading::Whole };
            let mut answer = self.run(query, Mode::Navigation, reading)?;
            if titles_first && answer.seen < DOUBTFUL {
                answer = self.run(query, Mode::Navigation, Reading::Whole)?;
            }
            if answer.seen < DOUBTFUL {
                let lenient = self.run(query, Mode::Navigation, Reading::Slips)?;
                if answer.seen == 0 && lenient.seen > 0 {
                    return Ok(lenient);
                }
                if lenient.total >= answer.total * TYPO_DOCS {
                    answer.better = corrected_text(query, &lenient.planned);
                }
            }
            // A single word cannot be asked for less strictly.
            let words = answer.planned.words;
            let enough = if words > 2 && !self.request.as_you_type { self.few } else { 1 };
            if answer.seen >= enough || words < 2 {
                return Ok(answer);
            }
            strictest = Some(answer);
        }
        for mode in modes {
            let answer = self.run(query, *mode, Reading::Whole)?;
            if answer.seen > 0 {
                return Ok(answer);
            }
            strictest.get_or_insert(answer);
        }
        Ok(strictest.expect("there is at least one mode"))
    }

    fn run(&self, query: &Query, mode: Mode, reading: Reading) -> tantivy::Result<Answer> {
        let mut planned =
            plan::plan(query, &self.segments, self.docs, mode, reading, self.request, &self.slips)?;
        planned.prefer_titles(&self.segments)?;
        let mut found = (0..self.segments.len())
            .map(|at| self.run_segment(&planned, at))
            .collect::<tantivy::Result<Vec<_>>>()?;
        if self.cuts(&planned) {
            rank::cut_off(&mut found);
        }
        let seen = found.iter().map(|one| one.text.count()).sum();
        let mut total = 0;
        for (at, one) in found.iter_mut().enumerate() {
            if planned.words > 0 {
                self.reward_titles(&planned, at, &one.matches, &mut one.scores)?;
            }
            total += one.matches.count();
        }
        let seen = if self.close { seen } else { total };
        Ok(Answer { planned, found, total, seen, related: None, better: None })
    }

    /// Where all words have to match, every match is about the query; only where any word
    /// suffices is there a tail.
    fn cuts(&self, planned: &Planned) -> bool {
        self.close && planned.words > 0 && planned.mode != Mode::Navigation
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
        // without the filters, and the words alone say what is close; otherwise only where they pass.
        let everywhere = self.request.facets || self.close;
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
        let mut stream = beginning(reader, title)?;
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
        let keep = self.kept(&answer, wanted);
        let everything = |answer: &Answer| self.best(answer, &all(&answer.found), keep);
        let mut best = everything(&answer)?;
        let mut closer = Closer::default();
        if self.by_score(&answer) {
            self.look_closer(&mut answer, &mut best, &mut closer)?;
            if self.second_look(&mut answer, &best)? {
                best = everything(&answer)?;
                self.look_closer(&mut answer, &mut best, &mut closer)?;
            }
            self.favour(&mut best, &mut closer)?;
            self.hold(&mut best)?;
        }
        let mut hits = Vec::new();
        for candidate in best.iter().skip(request.offset).take(request.limit) {
            hits.push(self.hit(&answer, candidate, &closer)?);
        }
        let facets = if request.facets { self.facets(&answer)? } else { BTreeMap::new() };
        let planned = &answer.planned;
        let mut better = answer.better.clone().or_else(|| corrected_text(query, planned));
        if answer.total == 0 {
            let spelt = better.as_ref().map(|text| parse(text, &Names::default()));
            better = self.meant(spelt.as_ref().unwrap_or(query))?.or(better);
        }
        Ok(Page {
            hits,
            total: answer.total,
            facets,
            did_you_mean: better,
            corrected: !planned.corrections.is_empty() && answer.total > 0,
            any_word: planned.mode != Mode::Navigation,
            synonyms: planned.replaced.clone(),
            cut: planned.cut,
        })
    }
}

/// Everything that was found.
fn all(found: &[Found]) -> Vec<&Bits> {
    found.iter().map(|one| &one.matches).collect()
}

/// Takes the records with these keys out of what is visible.
fn hide(segments: &[Arc<Segment>], visible: &mut [Bits], keys: &[String]) -> tantivy::Result<()> {
    for key in keys {
        for (segment, visible) in segments.iter().zip(visible.iter_mut()) {
            let Some(info) = segment.keys.terms().get(key)? else { continue };
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
    let mut corrections: Vec<&Corrected> = planned.corrections.iter().collect();
    corrections.sort_by_key(|correction| std::cmp::Reverse(correction.start));
    corrections.dedup_by_key(|correction| correction.start);
    for Corrected { start, end, words, .. } in corrections {
        text.replace_range(*start..*end, &words[0]);
    }
    Some(text)
}
