//! The order of the matches: the best by the words, then looked at more closely.

use std::collections::{HashMap, HashSet};

use super::{Answer, Candidate, Found, View};
use crate::{
    Hit, Sort, Texts,
    bits::Bits,
    feedback::{self, Example},
    page::Reason,
    pairs, passages,
    plan::Mode,
    ranking::{
        CUT, EVIDENCE, EXACT_TITLE, FEEDBACK_RECORDS, FRESHNESS, HOLD, RERANKED, TITLE_START,
    },
    schema::split_key,
};

/// What the closer looks have added so far.
#[derive(Default)]
pub(super) struct Closer {
    /// Records whose pairs and passages are counted.
    seen: HashSet<(usize, u32)>,
    /// What was added to which record, for those who ask.
    reasons: HashMap<(usize, u32), Vec<Reason>>,
}

impl View<'_> {
    /// The best `keep` of the matches in order; `among` says by segment which of them count.
    pub(super) fn best(
        &self,
        answer: &Answer,
        among: &[&Bits],
        keep: usize,
    ) -> tantivy::Result<Vec<Candidate>> {
        let by_score = self.by_score(answer);
        let mut best: Vec<Candidate> = Vec::new();
        if keep == 0 {
            return Ok(best);
        }
        let columns = self.segments.iter().map(|segment| segment.columns());
        let columns = columns.collect::<tantivy::Result<Vec<_>>>()?;
        // Equal ones in the order of their keys: they do not move between keystrokes, and a page begins where the
        // one before ended.
        let in_order = |a: &Candidate, b: &Candidate| {
            order(a, b).then_with(|| {
                if a.segment == b.segment {
                    return columns[a.segment].compare_keys(a.doc, b.doc);
                }
                let key = |one: &Candidate| columns[one.segment].key(one.doc);
                key(a).cmp(key(b))
            })
        };
        let room = keep.saturating_mul(2).max(64);
        let mut threshold = None;
        for (at, (found, among)) in answer.found.iter().zip(among).enumerate() {
            for doc in among.iter() {
                let score = found.scores.get(doc as usize).copied().unwrap_or(0.0);
                let by_words = u64::from(score.max(0.0).to_bits());
                let least = threshold.map_or(0, |worst: Candidate| worst.first);
                if by_score && by_words < least {
                    continue;
                }
                let date = u64::from(columns[at].date(doc).abs_diff(i32::MIN));
                let (first, second) = match self.request.sort {
                    Sort::Relevance if by_score => (by_words, date),
                    Sort::Relevance | Sort::Date => (date, by_words),
                    Sort::Certainty => (u64::from(columns[at].certainty(doc)), by_words),
                };
                let candidate = Candidate { first, second, segment: at, doc, score };
                if threshold.is_some_and(|worst| in_order(&worst, &candidate).is_lt()) {
                    continue;
                }
                best.push(candidate);
                if best.len() >= room {
                    best.select_nth_unstable_by(keep - 1, in_order);
                    best.truncate(keep);
                    threshold = best.last().copied();
                }
            }
        }
        best.sort_unstable_by(in_order);
        best.truncate(keep);
        Ok(best)
    }

    /// Whether the words say which match is the best.
    pub(super) fn by_score(&self, answer: &Answer) -> bool {
        self.request.sort == Sort::Relevance && answer.planned.words > 0
    }

    /// How many of the best are looked at more closely, where so many are wanted.
    pub(super) fn kept(&self, answer: &Answer, wanted: usize) -> usize {
        if self.by_score(answer) { wanted.max(RERANKED) } else { wanted }
    }

    /// Looks for neighbouring words in the best matches, and for the best passage of long ones, and sorts them again.
    pub(super) fn look_closer(
        &self,
        answer: &mut Answer,
        best: &mut [Candidate],
        closer: &mut Closer,
    ) -> tantivy::Result<()> {
        let pairs = pairs::find(&answer.planned, &self.segments, self.docs)?;
        // A name is looked for in titles, and while typing there is no time: see ADR 13.
        let by_passage = answer.planned.mode != Mode::Navigation && !self.request.as_you_type;
        if pairs.is_empty() && !by_passage {
            return Ok(());
        }
        for at in 0..self.segments.len() {
            let here = best.iter().filter(|candidate| candidate.segment == at);
            let mut docs: Vec<u32> = here
                .map(|candidate| candidate.doc)
                .filter(|doc| closer.seen.insert((at, *doc)))
                .collect();
            docs.sort_unstable();
            let evaluation = self.evaluation(at);
            let scores = &mut answer.found[at].scores;
            let mut add = |doc: u32, what: &str, score: f32| {
                scores[doc as usize] += score;
                if self.request.explain {
                    let reason = Reason { what: what.to_owned(), score };
                    closer.reasons.entry((at, doc)).or_default().push(reason);
                }
            };
            pairs::add(&pairs, &evaluation, &docs, &mut add)?;
            if by_passage {
                passages::add(&answer.planned.text, &evaluation, &docs, &mut add)?;
            }
        }
        for candidate in best.iter_mut() {
            candidate.score = answer.found[candidate.segment].scores[candidate.doc as usize];
            candidate.first = u64::from(candidate.score.max(0.0).to_bits());
        }
        best.sort_by(order);
        Ok(())
    }

    /// Puts fresh and well proven records before equal ones. Exact titles are left as they are: who
    /// types a title wants that record, whatever its age.
    pub(super) fn favour(
        &self,
        best: &mut [Candidate],
        closer: &mut Closer,
    ) -> tantivy::Result<()> {
        for candidate in best.iter_mut().filter(|candidate| candidate.score < EXACT_TITLE) {
            let columns = self.segments[candidate.segment].columns()?;
            let date = columns.date(candidate.doc);
            let fresh = if date == i32::MIN || self.request.today_days == 0 {
                0.0
            } else {
                let years = self.request.today_days.saturating_sub(date).max(0) as f32 / 365.0;
                FRESHNESS * (-years).exp()
            };
            let proven = EVIDENCE * f32::from(columns.certainty(candidate.doc)) / 4.0;
            let words = candidate.score;
            candidate.score += words * (fresh + proven);
            candidate.first = u64::from(candidate.score.max(0.0).to_bits());
            if self.request.explain {
                let at = (candidate.segment, candidate.doc);
                let reasons = closer.reasons.entry(at).or_default();
                for (what, share) in [("fresh", fresh), ("evidence", proven)] {
                    if share > 0.0 {
                        reasons.push(Reason { what: what.to_owned(), score: words * share });
                    }
                }
            }
        }
        best.sort_by(order);
        Ok(())
    }

    /// Leaves the record first that was first a letter before, where it is nearly as good as the best one.
    pub(super) fn hold(&self, best: &mut [Candidate]) -> tantivy::Result<()> {
        let (Some(held), Some(first)) = (self.request.held, best.first()) else { return Ok(()) };
        let least = first.score * HOLD;
        // So many are looked at closely whatever page is asked for: pages agree.
        for at in 0..best.len().min(RERANKED) {
            let Candidate { segment, doc, score, .. } = best[at];
            if score < least {
                break;
            }
            if split_key(self.segments[segment].columns()?.key(doc)) == held {
                best[..=at].rotate_right(1);
                break;
            }
        }
        Ok(())
    }

    /// Weighs what the best matches of a description have in common; says whether it did.
    pub(super) fn second_look(
        &self,
        answer: &mut Answer,
        best: &[Candidate],
    ) -> tantivy::Result<bool> {
        let Some(Texts(texts)) = self.request.texts else { return Ok(false) };
        // Passages in CJK are found by their pairs as it is: it gains nothing there.
        if answer.planned.mode == Mode::Navigation || answer.planned.sequence.is_empty() {
            return Ok(false);
        }
        let mut examples = Vec::new();
        for candidate in best.iter().take(FEEDBACK_RECORDS) {
            let key = self.segments[candidate.segment].columns()?.key(candidate.doc);
            let (library, id) = split_key(key);
            if let Some(text) = texts(library, id) {
                examples.push(Example { text, score: candidate.score });
            }
        }
        let words = answer.planned.words;
        let Some(plan) = feedback::plan(&examples, words, &self.segments, self.docs)? else {
            return Ok(false);
        };
        for (at, found) in answer.found.iter_mut().enumerate() {
            // Only records that have a word of the query: what is shown can be seen to match.
            let matches = found.matches.clone();
            self.evaluation(at).run(&plan, &matches, &mut Some(&mut found.scores))?;
        }
        answer.related = Some(plan);
        Ok(true)
    }

    pub(super) fn hit(
        &self,
        answer: &Answer,
        candidate: &Candidate,
        closer: &Closer,
    ) -> tantivy::Result<Hit> {
        let Candidate { segment, doc, score, .. } = *candidate;
        let key = self.segments[segment].columns()?.key(doc);
        let (library, id) = split_key(key);
        let explain = if self.request.explain {
            let mut reasons = Vec::new();
            self.evaluation(segment).explain(&answer.planned.text, doc, &mut reasons)?;
            reasons.extend(closer.reasons.get(&(segment, doc)).into_iter().flatten().cloned());
            if let Some(related) = &answer.related {
                let known = reasons.len();
                self.evaluation(segment).explain(related, doc, &mut reasons)?;
                for reason in &mut reasons[known..] {
                    reason.what = reason.what.replacen("all:", "related:", 1);
                }
            }
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
}

fn order(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    (b.first, b.second).cmp(&(a.first, a.second))
}

/// Leaves out what matches less than half as well as the best match of the words, whatever the
/// filters: so a filter narrows an answer and never moves its edge.
pub(super) fn cut_off(found: &mut [Found]) {
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
