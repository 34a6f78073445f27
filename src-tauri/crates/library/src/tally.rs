//! Sums over everything that a query finds, out of the index: no record is read for them.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use fieldbook_record::verdict::{Weighed, level, recency};
use fieldbook_record::{Attempts, Finding, attempts::score_of, vocabulary::Certainty};
use fieldbook_search::{self as search, Field, Match, Names, Query};

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

/// Writes what an aggregate counts over: of words only the close matches, so that a filter that opens
/// one of its numbers does not change what the words find.
pub(crate) fn close(query: &str) -> String {
    let parsed = search::parse(query, &Names::default());
    if parsed.has_words() { parsed.with_filter("match", "close", false) } else { query.to_owned() }
}

/// What an aggregate counts over.
pub(crate) struct Counted {
    /// The query that finds it: of words only the close matches, and nothing that was withdrawn.
    pub(crate) query: String,
    /// Case studies that match and were withdrawn: told beside the numbers, in none of them.
    pub(crate) withdrawn: u32,
}

/// Writes filters into a query's text, so that the result finds part of what the query finds.
///
/// Two filters of one field are alternatives in the query language; those that the query has already
/// are put into brackets, so that both have to hold.
pub(crate) fn narrowed(query: &str, filters: &[(&str, &str)]) -> String {
    let mut text = close(query);
    let parsed = search::parse(&text, &Names::default());
    let clashes = |field: &str| {
        let of_field = parsed
            .chips()
            .iter()
            .filter(move |chip| chip.field == field && !chip.negated && chip.problem.is_none());
        of_field.count()
    };
    for (field, _) in filters {
        let stated = clashes(field);
        let same = filters.iter().filter(|(other, _)| other == field);
        let known = same.filter(|(_, value)| {
            parsed.chips().iter().any(|chip| chip.field == *field && chip.value == *value)
        });
        if stated > known.count() {
            text = bracketed(&text, field);
        }
    }
    filters.iter().fold(text, |text, (field, value)| {
        search::parse(&text, &Names::default()).with_filter(field, value, false)
    })
}

/// Puts the filters of a field into brackets: one alone, several together as alternatives.
fn bracketed(query: &str, field: &str) -> String {
    if query.contains(['(', '（']) || query.contains(" OR ") {
        // Somebody has thought about what belongs together.
        return format!("({query})");
    }
    let mut stated = Vec::new();
    let mut rest = search::parse(query, &Names::default());
    while let Some(at) = rest
        .chips()
        .iter()
        .position(|chip| chip.field == field && !chip.negated && chip.problem.is_none())
    {
        let nothing = search::parse("", &Names::default());
        stated.push(nothing.with_filter(field, &rest.chips()[at].value, false));
        rest = search::parse(&rest.without_chip(at), &Names::default());
    }
    format!("{} ({})", rest.text(), stated.join(" OR ")).trim_start().to_owned()
}

/// Writes for each number of [`Attempts`] the query that opens it.
pub(crate) fn opens(query: &str) -> BTreeMap<String, String> {
    let cases = narrowed(query, &[("kind", "case-study")]);
    let opened = |outcome: &str| match outcome {
        "total" => cases.clone(),
        "unreported" => narrowed(&cases, &[("outcome", "unreported"), ("outcome", "not_reported")]),
        one => narrowed(&cases, &[("outcome", one)]),
    };
    Attempts::names().map(|name| (name.to_owned(), opened(name))).collect()
}

/// Counts one record among attempts.
pub(crate) fn count(attempts: &mut Attempts, found: &Match<'_>) {
    attempts.add(found.value(Field::Outcome));
}

impl Library {
    /// Takes what was withdrawn out of what a query finds (ADR 24).
    ///
    /// The filter is written down only where something was: a number opens with the query beside it.
    pub(crate) fn counted(&self, query: &str) -> Result<Counted, Error> {
        let query = close(query);
        if !self.any_withdrawn()? {
            return Ok(Counted { query, withdrawn: 0 });
        }
        let gone = search::parse(&narrowed(&query, &[("status", "withdrawn")]), &Names::default());
        let (mut withdrawn, mut any) = (0, false);
        self.each_match(&gone, &mut |found| {
            any = true;
            withdrawn += u32::from(found.value(Field::Kind) == Some("case-study"));
        })?;
        if !any {
            return Ok(Counted { query, withdrawn });
        }
        let query = search::parse(&query, &Names::default());
        Ok(Counted { query: query.with_filter("status", "withdrawn", true), withdrawn })
    }

    /// Whether anything at all was withdrawn: almost never, and then no aggregate pays for the question.
    fn any_withdrawn(&self) -> Result<bool, Error> {
        let withdrawn = search::parse("status:withdrawn", &Names::default());
        let mut any = false;
        self.ask(|index, request| {
            index.each(&withdrawn, &request, &mut |_| {
                any = true;
                ControlFlow::Break(())
            })
        })?;
        Ok(any)
    }

    /// Shows every case study that a query finds to `sink`.
    pub(crate) fn each_case(
        &self,
        query: &Query,
        sink: &mut dyn FnMut(&Match<'_>),
    ) -> Result<(), Error> {
        self.each_match(query, &mut |found| {
            if found.value(Field::Kind) == Some("case-study") {
                sink(found);
            }
        })
    }

    /// Shows every record that a query finds to `sink`, also those that the index has yet to take in.
    pub(crate) fn each_match(
        &self,
        query: &Query,
        sink: &mut dyn FnMut(&Match<'_>),
    ) -> Result<(), Error> {
        self.ask(|index, request| {
            index.each(query, &request, &mut |found| {
                sink(found);
                ControlFlow::Continue(())
            })
        })
    }
}
