//! Sums over everything that a query finds, out of the index: no record is read for them.

use std::collections::HashMap;
use std::ops::ControlFlow;

use fieldbook_record::verdict::{Weighed, level, recency};
use fieldbook_record::{Attempts, Finding, attempts::score_of, vocabulary::Certainty};
use fieldbook_search::{self as search, Field, Match, Names, Query, Request};

use crate::indexing::days_since_1970;
use crate::{Error, Library};

/// A month in days, as in the arithmetic of verdicts.
const DAYS_PER_MONTH: f64 = fieldbook_record::date::DAYS_PER_MONTH;

/// Gives organisations numbers: names without case, and one number for all that are not named.
#[derive(Debug, Default)]
pub(crate) struct Organisations(HashMap<String, u32>);

impl Organisations {
    pub(crate) fn number(&mut self, name: Option<&str>) -> u32 {
        let name = name.map(str::trim).filter(|name| !name.is_empty()).unwrap_or("anonymous");
        // Most names have been seen; only a new one is written down.
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let lower = name.to_lowercase();
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let number = *self.0.entry(lower).or_insert(next);
        self.0.insert(name.to_owned(), number);
        number
    }
}

/// Reduces a case study that the index holds to what counts about its task type: one row, by its
/// outcome, with the weight of its certainty and age (RECORD.md 1.8).
pub(crate) fn weighed(found: &Match<'_>, organisation: u32, today: i32) -> Weighed {
    let age_months = age_months(found.date(), today);
    let certainty = found.value(Field::Certainty).map(Certainty::from);
    Weighed {
        score: score_of(found.value(Field::Outcome)),
        size: 1.0,
        level: level(certainty.as_ref(), found.has(Field::Has, "dispute")),
        recency: recency(Some(Finding::DEFAULT_HALF_LIFE), age_months),
        age_months,
        supervised: found.has(Field::Has, "supervision"),
        severe: found.has(Field::Has, "harm"),
        denominator_known: found.has(Field::Has, "denominator"),
        organisation,
    }
}

/// Returns the age in months of a day counted from 1970.
pub(crate) fn age_months(date: Option<i32>, today: i32) -> Option<f64> {
    date.map(|date| (f64::from(today - date) / DAYS_PER_MONTH).max(0.0))
}

/// Writes filters into a query's text, so that the result finds part of what the query finds.
///
/// Two filters of one field are alternatives in the query language; where the query has one of its
/// own already, it is put into brackets, so that both have to hold.
pub(crate) fn narrowed(query: &str, filters: &[(&str, &str)]) -> String {
    let parsed = search::parse(query, &Names::default());
    let clash = parsed.chips().iter().any(|chip| {
        let same = |(field, value): &(&str, &str)| {
            chip.field == *field && !chip.value.eq_ignore_ascii_case(value)
        };
        !chip.negated && chip.problem.is_none() && filters.iter().any(same)
    });
    let start = if clash { format!("({query})") } else { query.to_owned() };
    filters.iter().fold(start, |text, (field, value)| {
        search::parse(&text, &Names::default()).with_filter(field, value, false)
    })
}

/// Writes the query that opens one of the numbers of [`Attempts`].
pub(crate) fn opened(query: &str, outcome: &str) -> String {
    let query = narrowed(query, &[("kind", "case-study")]);
    match outcome {
        "total" => query,
        "unreported" => narrowed(&query, &[("outcome", "unreported"), ("outcome", "not_reported")]),
        one => narrowed(&query, &[("outcome", one)]),
    }
}

/// Counts one record among attempts.
pub(crate) fn count(attempts: &mut Attempts, found: &Match<'_>) {
    attempts.add(found.value(Field::Outcome));
}

impl Library {
    /// Shows every case study that a query finds to `sink`.
    pub(crate) fn each_case(
        &self,
        query: &Query,
        cut: bool,
        sink: &mut dyn FnMut(&Match<'_>),
    ) -> Result<(), Error> {
        self.each_match(query, cut, &mut |found| {
            if found.value(Field::Kind) == Some("case-study") {
                sink(found);
            }
        })
    }

    /// Shows every record that a query finds to `sink`, also those that the index has yet to take in.
    pub(crate) fn each_match(
        &self,
        query: &Query,
        cut: bool,
        sink: &mut dyn FnMut(&Match<'_>),
    ) -> Result<(), Error> {
        let index = self.index()?;
        let (overlay, hidden) = self.overlay(&index)?;
        let request = Request {
            overlay: &overlay,
            hidden: &hidden,
            today_days: self.today_days(),
            cut,
            ..Request::default()
        };
        index.each(query, &request, &mut |found| {
            sink(found);
            ControlFlow::Continue(())
        })?;
        Ok(())
    }

    /// Returns today as a number of days since 1970.
    pub(crate) fn today_days(&self) -> i32 {
        days_since_1970(self.clock.today())
    }
}
