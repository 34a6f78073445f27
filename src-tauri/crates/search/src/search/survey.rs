//! What a query finds as sets, to be narrowed, counted and picked from without asking again: an answer says how
//! many, of what, and which are the best of each kind, and one look through the index has to be enough for it.

use std::collections::HashMap;

use super::{Answer, Closer, View, all};
use crate::{
    Field, Hit, Index, Query, Request, SearchError, bits::Bits, columns::Columns, index::guarded,
    ranking::RERANKED,
};

/// Some of the records that a query finds.
#[derive(Clone, Debug)]
pub struct Matching {
    /// By segment.
    sets: Vec<Bits>,
}

impl Matching {
    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sets.iter().map(Bits::count).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// These without some others.
    #[must_use]
    pub fn without(&self, others: &Matching) -> Matching {
        let mut rest = self.clone();
        rest.sets.iter_mut().zip(&others.sets).for_each(|(set, other)| set.and_not(other));
        rest
    }
}

/// What a query finds; see [`Index::survey`].
pub struct Survey<'a> {
    index: &'a Index,
    view: &'a View<'a>,
    columns: Vec<&'a Columns>,
    answer: Answer,
    closer: Closer,
}

impl Index {
    /// Finds what matches `query` and lets `read` look at it. `limit`, `offset` and `facets` of the request do not
    /// matter.
    ///
    /// # Errors
    /// As [`Index::search`], and those of `read`.
    ///
    /// ```
    /// # use fieldbook_search::{Entry, Field, Index, Names, Request, parse};
    /// # let dir = tempfile::tempdir()?;
    /// # let index = Index::open(dir.path(), "store-1")?.index;
    /// # let mut writer = index.try_writer()?.expect("nobody else writes");
    /// # for (id, outcome) in [("a", "failed"), ("b", "succeeded"), ("c", "failed")] {
    /// #     let outcome = Some(outcome.into());
    /// #     let (id, kind) = (id.into(), "case-study".into());
    /// #     writer.upsert(&Entry { id, kind, outcome, title: "Flaky tests".into(), ..Entry::default() })?;
    /// # }
    /// # writer.commit(3)?;
    /// let query = parse("flaky", &Names::default());
    /// index.survey(&query, &Request::default(), |survey| {
    ///     let failed = survey.having(&survey.found(), Field::Outcome, |outcome| outcome == "failed");
    ///     assert_eq!((survey.found().len(), failed.len()), (3, 2));
    ///     assert_eq!(survey.best(&failed, 1)?.len(), 1);
    ///     Ok(())
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn survey<T>(
        &self,
        query: &Query,
        request: &Request<'_>,
        read: impl FnOnce(&mut Survey<'_>) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let view = guarded(&self.shared.root, || View::new(self, query, request))?;
        let mut survey = guarded(&self.shared.root, || Survey::new(self, &view, query))?;
        read(&mut survey)
    }
}

impl<'a> Survey<'a> {
    fn new(index: &'a Index, view: &'a View<'a>, query: &Query) -> tantivy::Result<Survey<'a>> {
        let columns = view.segments.iter().map(|segment| segment.columns());
        let columns = columns.collect::<tantivy::Result<Vec<_>>>()?;
        let mut answer = view.answer(query)?;
        let mut closer = Closer::default();
        // The second look is taken once, at the best of all: what is best of a kind is then what a list of
        // everything shows first of that kind.
        if view.by_score(&answer) && view.request.texts.is_some() {
            let mut best = view.best(&answer, &all(&answer.found), RERANKED)?;
            view.look_closer(&mut answer, &mut best, &mut closer)?;
            view.second_look(&mut answer, &best)?;
        }
        Ok(Survey { index, view, columns, answer, closer })
    }

    /// Everything that was found.
    #[must_use]
    pub fn found(&self) -> Matching {
        Matching { sets: self.answer.found.iter().map(|one| one.matches.clone()).collect() }
    }

    /// Those of `among` that have a value of a field which is accepted; `accepts` is asked once for each value
    /// there is, not for each record.
    #[must_use]
    pub fn having(
        &self,
        among: &Matching,
        field: Field,
        accepts: impl Fn(&str) -> bool,
    ) -> Matching {
        let sets = self.columns.iter().zip(&among.sets);
        Matching { sets: sets.map(|(columns, set)| columns.having(field, set, &accepts)).collect() }
    }

    /// The values of a field among some records, in no particular order, and how many have each.
    #[must_use]
    pub fn values(&self, among: &Matching, field: Field) -> Vec<(&str, usize)> {
        let mut counts = HashMap::new();
        for (columns, set) in self.columns.iter().zip(&among.sets) {
            columns.count(field, set, &mut counts);
        }
        counts.into_iter().collect()
    }

    /// The day of the newest evidence among some records, in days since 1970-01-01.
    #[must_use]
    pub fn newest(&self, among: &Matching) -> Option<i32> {
        let newest = |(columns, set): (&&Columns, &Bits)| columns.newest(set);
        self.columns.iter().zip(&among.sets).filter_map(newest).max()
    }

    /// The best of some records, in the order in which a list of everything has them.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn best(&mut self, among: &Matching, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let Survey { index, view, answer, closer, .. } = self;
        guarded(&index.shared.root, || {
            let sets: Vec<&Bits> = among.sets.iter().collect();
            let mut best = view.best(answer, &sets, view.kept(answer, limit))?;
            if view.by_score(answer) {
                view.look_closer(answer, &mut best, closer)?;
                view.favour(&mut best, closer)?;
            }
            let hits = best.iter().take(limit).map(|candidate| view.hit(answer, candidate, closer));
            hits.collect()
        })
    }
}
