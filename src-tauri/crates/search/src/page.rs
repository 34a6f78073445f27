//! What is asked of a search and what it answers.

use std::{collections::BTreeMap, fmt};

use crate::{Field, Overlay, Synonyms};

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first; without words, newest first.
    #[default]
    Relevance,
    /// Newest evidence first; records without a date last.
    Date,
    /// Highest certainty first, then best match.
    Certainty,
}

/// How a query is to be answered.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Most hits to return.
    pub limit: usize,
    /// Hits to skip.
    pub offset: usize,
    /// The order.
    pub sort: Sort,
    /// Whether to count facets.
    pub facets: bool,
    /// Today in days since 1970-01-01, for `age:`.
    pub today_days: i32,
    /// What the index has not taken in yet.
    pub overlay: Option<&'a Overlay>,
    /// Whether the text is still being typed: its last word is then the beginning of a word.
    pub as_you_type: bool,
    /// Library and id of the record that was first when the last word had fewer letters: it stays first
    /// while it is nearly as good as the best one, so that nothing moves under the eyes of who types.
    pub held: Option<(&'a str, &'a str)>,
    /// Whether each hit says how its score came about.
    pub explain: bool,
    /// Reads the text of a record. With it, a description is answered in two looks: the second
    /// one also weighs the words that the best records of the first one share.
    pub texts: Option<Texts<'a>>,
    /// Words that stand for each other.
    pub synonyms: Option<&'a Synonyms>,
}

/// Reads the text of a record, given its library and id; `None` when there is none (any more).
#[derive(Clone, Copy)]
pub struct Texts<'a>(pub &'a dyn Fn(&str, &str) -> Option<String>);

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Texts")
    }
}

impl Default for Request<'_> {
    fn default() -> Self {
        Request {
            limit: 20,
            offset: 0,
            sort: Sort::Relevance,
            facets: false,
            today_days: 0,
            overlay: None,
            as_you_type: false,
            held: None,
            explain: false,
            texts: None,
            synonyms: None,
        }
    }
}

/// A page of results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// How many records match in all; exact.
    pub total: usize,
    /// Counts by value, most frequent first: as if the filters of that field were not chosen.
    pub facets: BTreeMap<Field, Vec<(String, usize)>>,
    /// The query with its misspelt words put right, when some word was corrected.
    pub did_you_mean: Option<String>,
    /// Whether the hits are those of the corrected words, because nothing matched as typed.
    pub corrected: bool,
    /// Whether all words had to match (`false`) or any of them sufficed (`true`).
    pub any_word: bool,
    /// Words of the query with what was looked for as well, by the synonyms.
    pub synonyms: Vec<(String, String)>,
    /// Whether the query was longer than what was searched.
    pub cut: bool,
}

/// A record found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its library.
    pub library: String,
    /// Its id.
    pub id: String,
    /// How well it matches; comparable within one page only, 0 when no words were asked for.
    pub score: f32,
    /// How the score came about, when asked for.
    pub explain: Option<Vec<Reason>>,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// `title:migrat`, `pair:flaki+test`, `passage`, `exact title`.
    pub what: String,
    /// What it added.
    pub score: f32,
}
