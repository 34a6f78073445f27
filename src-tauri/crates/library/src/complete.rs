//! Completing a query while it is typed: names of fields, and values with what each would find.

use std::collections::HashMap;
use std::ops::ControlFlow;

use fieldbook_search::{self as search, Field, Names, Pending, Request};
use serde::{Deserialize, Serialize};

use crate::small::small;
use crate::{Error, Library};

/// Values that a bare word is tried as, in this order.
const GUESSED: &[Field] =
    &[Field::Task, Field::Agent, Field::Model, Field::Outcome, Field::Organisation, Field::Tag];

/// Values of a field that a bare word is completed to.
const GUESSES: usize = 2;

/// Most completions.
const MOST: u32 = 50;

/// Ages and figures are not listed one by one: these are offered, with what each finds.
const AGES: &[&str] = &["<30d", "<90d", "<1y", ">1y"];
const FACTORS: &[&str] = &[">2", ">10", "<1"];

/// Asks what could stand at a place of a query.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CompleteInput {
    /// The query as typed so far.
    pub query: String,
    /// Where the caret is, in UTF-16 units.
    pub caret: u32,
    /// Most completions, at most 50.
    pub limit: u32,
}

/// What could stand there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Completions {
    /// The field whose value is being typed.
    pub field: Option<String>,
    /// Where what is being typed begins, in UTF-16 units, without a leading minus.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What could stand there, the most likely first.
    pub items: Vec<Completed>,
}

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Completed {
    /// The field.
    pub field: String,
    /// Its value; `None` completes the field's name only.
    pub value: Option<String>,
    /// How many records the query would find with it; `None` for a name.
    pub count: Option<u32>,
}

impl Library {
    /// Says what could stand at a place of a query: values of the field that is being typed with
    /// what each would find there, or fields whose name or values begin like the word.
    ///
    /// Authors are never listed: a person is found by who knows the name.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn complete(&self, input: &CompleteInput) -> Result<Completions, Error> {
        let names = Names::default();
        let Some(pending) = search::pending(&input.query, input.caret as usize, &names) else {
            return Ok(Completions::default());
        };
        let rest = without(&input.query, &pending);
        let limit = input.limit.min(MOST) as usize;
        let mut items = match pending.field.as_deref() {
            Some(field) => self.values_of(field, &pending.typed, &rest, limit)?,
            None => self.names_and_values(&pending.typed, &rest)?,
        };
        items.truncate(limit);
        Ok(Completions {
            field: pending.field,
            start: small(pending.start),
            end: small(pending.end),
            items,
        })
    }

    fn values_of(
        &self,
        field: &str,
        typed: &str,
        rest: &str,
        limit: usize,
    ) -> Result<Vec<Completed>, Error> {
        match field {
            "match" => self.tried(field, &["close"], typed, rest),
            "age" => self.tried(field, AGES, typed, rest),
            "leverage" => self.tried(field, FACTORS, typed, rest),
            "date" => {
                let year = self.clock.today().year();
                let years: Vec<String> = (0..4).map(|back| (year - back).to_string()).collect();
                let years: Vec<&str> = years.iter().map(String::as_str).collect();
                self.tried(field, &years, typed, rest)
            }
            _ => match Field::from_name(field) {
                Some(Field::Author) | None => Ok(Vec::new()),
                Some(field) => {
                    let mut counts = self.values_counted(&[field], rest)?;
                    Ok(ordered(field, counts.remove(&field).unwrap_or_default(), typed, limit))
                }
            },
        }
    }

    fn names_and_values(&self, typed: &str, rest: &str) -> Result<Vec<Completed>, Error> {
        let wanted = typed.to_lowercase();
        let mut items: Vec<Completed> = search::FIELDS
            .iter()
            .filter(|field| field.name.starts_with(&wanted))
            .map(|field| Completed { field: field.name.to_owned(), value: None, count: None })
            .collect();
        if wanted.is_empty() {
            return Ok(items);
        }
        let mut counts = self.values_counted(GUESSED, rest)?;
        for field in GUESSED {
            let values = counts.remove(field).unwrap_or_default();
            items.extend(ordered(*field, values, typed, GUESSES));
        }
        Ok(items)
    }

    /// Counts all values of some fields among what the rest of the query finds.
    fn values_counted(
        &self,
        fields: &[Field],
        rest: &str,
    ) -> Result<HashMap<Field, HashMap<String, u32>>, Error> {
        // Filters of one field are alternatives: what is typed now is counted without the others.
        let mut query = search::parse(rest, &Names::default());
        if let [field] = fields {
            query = search::parse(&query.set_filter(field.name(), None), &Names::default());
        }
        let mut counts: HashMap<Field, HashMap<String, u32>> = HashMap::new();
        self.ask(|index, request| {
            index.each(&query, &request, &mut |found| {
                for field in fields {
                    let of_field = counts.entry(*field).or_default();
                    for value in found.values(*field) {
                        match of_field.get_mut(value) {
                            Some(count) => *count += 1,
                            None => _ = of_field.insert(value.to_owned(), 1),
                        }
                    }
                }
                ControlFlow::Continue(())
            })
        })?;
        Ok(counts)
    }

    /// Tries values one by one: there are few.
    fn tried(
        &self,
        field: &str,
        values: &[&str],
        typed: &str,
        rest: &str,
    ) -> Result<Vec<Completed>, Error> {
        let rest = search::parse(rest, &Names::default()).set_filter(field, None);
        let rest = search::parse(&rest, &Names::default());
        let mut items = Vec::new();
        for value in values.iter().filter(|value| value.starts_with(typed)) {
            let query = search::parse(&rest.with_filter(field, value, false), &Names::default());
            let found =
                self.ask(|index, request| index.search(&query, &Request { limit: 0, ..request }))?;
            items.push(Completed {
                field: field.to_owned(),
                value: Some((*value).to_owned()),
                count: Some(small(found.total)),
            });
        }
        Ok(items)
    }
}

/// The query without what is being typed.
fn without(query: &str, pending: &Pending) -> String {
    let units: Vec<u16> = query.encode_utf16().collect();
    let part = |units: Option<&[u16]>| String::from_utf16_lossy(units.unwrap_or_default());
    let before = part(units.get(..pending.start));
    // A minus that belonged to it would exclude what comes next.
    let before = before.strip_suffix('-').unwrap_or(&before);
    format!("{before} {}", part(units.get(pending.end..)))
}

/// Values that hold what was typed: at their beginning first, then the most frequent.
fn ordered(
    field: Field,
    counts: HashMap<String, u32>,
    typed: &str,
    limit: usize,
) -> Vec<Completed> {
    let wanted = typed.trim().to_lowercase();
    let mut values: Vec<(bool, u32, String)> = counts
        .into_iter()
        .filter_map(|(value, count)| {
            let lower = value.to_lowercase();
            lower.contains(&wanted).then(|| (!lower.starts_with(&wanted), count, value))
        })
        .collect();
    values.sort_by(|a, b| (a.0, b.1, &a.2).cmp(&(b.0, a.1, &b.2)));
    let completed = |(_, count, value)| Completed {
        field: field.name().to_owned(),
        value: Some(value),
        count: Some(count),
    };
    values.into_iter().take(limit).map(completed).collect()
}
