//! Finding records: a query in, a page of rows with facets, chips and snippets out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Instant;

use fieldbook_search::{
    self as search, Field, Names, Page, Query, Request, SearchError, Survey, Texts,
};
use fieldbook_store::Document;
use serde::{Deserialize, Serialize};

use crate::documents::Key;
use crate::editing::DOCUMENT_LIMIT;
use crate::rows::Row;
use crate::small::small;
use crate::{Error, Library};

/// No page has more rows than this.
const LIMIT: u32 = 200;

/// How many values of a facet are answered.
const FACET_VALUES: usize = 50;

/// What a person asks for.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SearchInput {
    /// The query language of the app; anything is a valid query.
    pub query: String,
    /// How many of the best rows to leave out.
    #[serde(default)]
    pub offset: u32,
    /// How many rows to answer, at most 200.
    pub limit: u32,
    /// The order of the rows.
    #[serde(default)]
    pub sort: Sort,
    /// Whether to count facets.
    #[serde(default)]
    pub facets: bool,
    /// Whether the last word is still being typed.
    #[serde(default)]
    pub typing: bool,
    /// Library and id of the row that was first when the last word had fewer letters: it stays first while it is
    /// nearly as good as the best one.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<(String, String)>"))]
    pub held: Option<(String, String)>,
    /// Whether each row says how its score came about.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub explain: bool,
}

/// The order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The best match first; without words, the newest first.
    #[default]
    Relevance,
    /// The newest first.
    Date,
    /// The best evidence first.
    Certainty,
}

/// One page of an answer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SearchPage {
    /// The query as it was asked.
    pub query: String,
    /// Microseconds from the parsed request to the finished page.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub took_us: u64,
    /// How many records match.
    pub total: u32,
    /// The rows of this page.
    pub hits: Vec<Row>,
    /// For each field of the query language, its values and how many records choosing one gives.
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    /// The filters that the query states.
    pub chips: Vec<Chip>,
    /// The query without its filters.
    pub words: String,
    /// A better spelt query with many more matches.
    pub did_you_mean: Option<String>,
    /// The words that were really searched, where a misspelling was corrected.
    pub corrected: Option<String>,
    /// Words of the query and what was looked for as well, by the synonyms of the libraries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<Vec<(String, String)>>"))]
    pub synonyms: Vec<(String, String)>,
    /// Whether the query was longer than what was searched.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub cut: bool,
    /// Whether this is a description that is still being typed: once finished, any of its words will do, and what its
    /// best records share counts as well.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "typescript", ts(optional, as = "Option<bool>"))]
    pub unfinished: bool,
    /// With no match: the query without the filter that costs most.
    pub relax: Option<Relaxed>,
    /// How far the index is, while it is behind.
    pub indexing: Option<Indexing>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FacetValue {
    /// The value as the query language writes it.
    pub value: String,
    /// How many records choosing it gives.
    pub count: u32,
    /// Whether the query states it.
    pub chosen: bool,
}

/// A filter that the query states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Chip {
    /// The field's name.
    pub field: String,
    /// The value as written.
    pub value: String,
    /// Whether it excludes.
    pub negated: bool,
    /// Where it begins in the query, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// A code saying why it has no effect, if it has none.
    pub problem: Option<String>,
}

/// A query with one filter less.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Relaxed {
    /// The shorter query.
    pub query: String,
    /// How many records it finds.
    pub total: u32,
}

/// How far the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Indexing {
    /// Changes taken in.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub done: u64,
    /// Changes there are.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub total: u64,
}

impl SearchInput {
    /// Asks for the best `limit` records with these words.
    pub fn words(query: &str, limit: u32) -> Self {
        Self {
            query: query.to_owned(),
            offset: 0,
            limit,
            sort: Sort::Relevance,
            facets: false,
            typing: false,
            held: None,
            explain: false,
        }
    }
}

impl Library {
    /// Finds records.
    ///
    /// Every text is a valid query. Records saved a moment ago are found too: what the index has
    /// not taken in is searched beside it.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn search(&self, input: &SearchInput) -> Result<SearchPage, Error> {
        let started = Instant::now();
        let query = search::parse(&input.query, &Names::default());
        let page = self.look_up(&query, input)?;
        let sequence = self.store.last_sequence()?;
        let hits = self.rows(&page.hits, &query, sequence)?;
        let indexing = self.index_progress_to(sequence);
        Ok(SearchPage {
            relax: if page.total == 0 { self.relax(&query, input)? } else { None },
            query: input.query.clone(),
            total: small(page.total),
            hits,
            facets: facets(&page, &query),
            chips: query.chips().iter().map(chip).collect(),
            words: query.free_text(),
            corrected: page.corrected.then(|| page.did_you_mean.clone()).flatten(),
            did_you_mean: page.did_you_mean,
            synonyms: page.synonyms,
            cut: page.cut,
            unfinished: input.typing && query.is_description(),
            indexing: (indexing.done < indexing.total).then_some(indexing),
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }

    /// Lists all records that a query finds, by library and id, without ranking.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn list(&self, query: &str) -> Result<Vec<Key>, Error> {
        let query = search::parse(query, &Names::default());
        let mut keys = Vec::new();
        self.ask(|index, request| {
            index.list(&query, &request, &mut |library, id| {
                keys.push(Key { library: library.to_owned(), id: id.to_owned() });
                ControlFlow::Continue(())
            })
        })?;
        keys.sort();
        Ok(keys)
    }

    /// Writes a filter into a query or takes it out, leaving the rest as it was typed.
    pub fn toggle_filter(query: &str, field: &str, value: &str, on: bool) -> String {
        let parsed = search::parse(query, &Names::default());
        let stated = parsed.toggle_filter(field, value);
        let has_it = stated.len() < parsed.text().len();
        if on == has_it { parsed.text().to_owned() } else { stated }
    }

    /// Says where texts match the words of a query, each in UTF-16 units: by stems, as they are found.
    ///
    /// For a page that shows a record in pieces; texts beyond the largest document are left alone.
    pub fn mark(query: &str, texts: &[String]) -> Vec<Vec<(u32, u32)>> {
        let query = search::parse(query, &Names::default());
        let mut left = DOCUMENT_LIMIT;
        let mut marked = |text: &String| {
            left = left.checked_sub(text.len())?;
            let ranges = search::highlight(&query, text).into_iter();
            Some(ranges.map(|(start, end)| (small(start), small(end))).collect())
        };
        texts.iter().map(|text| marked(text).unwrap_or_default()).collect()
    }

    /// Reads the documents of a page, without counting facets or making snippets; how many match
    /// comes along.
    pub(crate) fn hits(&self, input: &SearchInput) -> Result<(Vec<Document>, usize), Error> {
        let query = search::parse(&input.query, &Names::default());
        let page = self.look_up(&query, input)?;
        let keys: Vec<_> = page.hits.into_iter().map(|hit| (hit.library, hit.id)).collect();
        Ok((self.store.documents(&keys)?, page.total))
    }

    fn look_up(&self, query: &Query, input: &SearchInput) -> Result<Page, Error> {
        let read = |library: &str, id: &str| self.words_of(library, id);
        self.ask(|index, request| {
            let request = Request {
                limit: input.limit.min(LIMIT) as usize,
                offset: input.offset as usize,
                sort: match input.sort {
                    Sort::Relevance => search::Sort::Relevance,
                    Sort::Date => search::Sort::Date,
                    Sort::Certainty => search::Sort::Certainty,
                },
                facets: input.facets,
                as_you_type: input.typing,
                held: input.held.as_ref().map(|(library, id)| (library.as_str(), id.as_str())),
                explain: input.explain,
                // Reading records for a second look takes longer than a keystroke may.
                texts: (!input.typing).then_some(Texts(&read)),
                ..request
            };
            index.search(query, &request)
        })
    }

    /// Lets `read` look at what a query finds as a whole, with a second look for a description.
    pub(crate) fn survey<T>(
        &self,
        query: &Query,
        read: impl FnOnce(&mut Survey<'_>) -> Result<T, SearchError>,
    ) -> Result<T, Error> {
        let texts = |library: &str, id: &str| self.words_of(library, id);
        self.ask(|index, request| {
            index.survey(query, &Request { texts: Some(Texts(&texts)), ..request }, read)
        })
    }

    /// Reads what a record says, roughly: its title and its body as it was written.
    fn words_of(&self, library: &str, id: &str) -> Option<String> {
        let document = self.store.document(library, id).ok().flatten()?;
        let text = document.text.as_str();
        let body = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---"));
        let body = body.map_or(text, |(_, body)| body);
        Some(format!("{}\n{body}", document.columns.title.unwrap_or_default()))
    }

    /// Finds the filter whose removal brings most records back.
    fn relax(&self, query: &Query, input: &SearchInput) -> Result<Option<Relaxed>, Error> {
        let mut best: Option<Relaxed> = None;
        for number in 0..query.chips().len().min(8) {
            let shorter = query.without_chip(number);
            let parsed = search::parse(&shorter, &Names::default());
            let asked = SearchInput { limit: 1, offset: 0, facets: false, ..input.clone() };
            let total = small(self.look_up(&parsed, &asked)?.total);
            if total > best.as_ref().map_or(0, |best| best.total) {
                best = Some(Relaxed { query: shorter, total });
            }
        }
        Ok(best)
    }
}

fn chip(chip: &search::Chip) -> Chip {
    Chip {
        field: chip.field.clone(),
        value: chip.value.clone(),
        negated: chip.negated,
        start: small(chip.start),
        end: small(chip.end),
        problem: chip.problem.map(str::to_owned),
    }
}

/// Turns counts into facets; a chosen value stays in sight with a zero.
fn facets(page: &Page, query: &Query) -> BTreeMap<String, Vec<FacetValue>> {
    // What is still being typed, or not understood, is not chosen.
    let stated = |field: Field| {
        query.chips().iter().filter(move |chip| {
            !chip.negated && chip.problem.is_none() && chip.field == field.name()
        })
    };
    let chosen =
        |field, value: &str| stated(field).any(|chip| chip.value.eq_ignore_ascii_case(value));
    let mut facets = BTreeMap::new();
    // Nobody is counted: a person is found by who knows the name.
    for (field, values) in page.facets.iter().filter(|(field, _)| **field != Field::Author) {
        let mut rows: Vec<FacetValue> = values
            .iter()
            .take(FACET_VALUES)
            .map(|(value, number)| FacetValue {
                value: value.clone(),
                count: small(*number),
                chosen: chosen(*field, value),
            })
            .collect();
        for chip in stated(*field) {
            if !rows.iter().any(|row| row.value.eq_ignore_ascii_case(&chip.value)) {
                rows.push(FacetValue { value: chip.value.clone(), count: 0, chosen: true });
            }
        }
        facets.insert(field.name().to_owned(), rows);
    }
    facets
}
