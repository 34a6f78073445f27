//! Full-text search over records: the only owner of tantivy.
//!
//! The index is a **cache** of what the database holds. It can be deleted at any time, it is rebuilt
//! when its files are damaged or belong to another store or version, and nothing is read back from
//! it but libraries, ids and counts. This crate knows no SQL, no record format and no file outside
//! the folder it is given; what a record says reaches it as an [`Entry`].
//!
//! The way of a query:
//!
//! 1. [`parse`] makes a tree of what was typed: words, phrases, filters, each with its place in the
//!    text. It never fails; what is no filter is words.
//! 2. `plan` looks the words up in the dictionaries: stems, completions of the word being typed,
//!    corrections of words that no record has, identifiers whole and in parts, CJK pairs.
//! 3. `evaluate` runs the plan segment by segment, one list of postings after the other, with BM25
//!    weighed by field (`ranking` holds every number and its reason).
//! 4. `search` keeps the best, looks for neighbouring words (`pairs`) and good passages of long records
//!    (`passages`) among them, counts the facets as if each one's own filter were not chosen, and names the hits.
//!    Who wants sums and not a list takes the matches as sets ([`Index::survey`]) or one by one
//!    ([`Index::each`]).
//! 5. The caller reads the few visible records and asks for a [`snippet()`] of each.
//!
//! Several processes may read at the same time and one may write ([`Index::try_writer`]); each
//! commit says up to which sequence number of the store's journal it goes, so that after a crash the
//! missing rest is known. Records newer than that are handed to a search as its overlay ([`Index::overlay`]).
//!
//! ```
//! use fieldbook_search::{Entry, Index, IndexState, Names, Request, parse, snippet};
//!
//! let dir = tempfile::tempdir()?;
//! let opened = Index::open(dir.path(), "store-1")?;
//! assert_eq!(opened.state, IndexState::Empty);
//!
//! let index = opened.index;
//! let mut writer = index.try_writer()?.expect("nobody else writes");
//! let body = "An agent reran each flaky test and quarantined it.";
//! writer.upsert(&Entry {
//!     library: "own".into(),
//!     id: "cs-1".into(),
//!     kind: "case-study".into(),
//!     title: "Quarantining flaky tests".into(),
//!     outcome: Some("succeeded".into()),
//!     sections: vec![("What happened".into(), body.into())],
//!     ..Entry::default()
//! })?;
//! writer.commit(42)?;
//!
//! let query = parse("outcome:succeeded flaky quarant", &Names::default());
//! let request = Request { as_you_type: true, ..Request::default() };
//! let page = index.search(&query, &request)?;
//! assert_eq!((page.total, page.hits[0].id.as_str()), (1, "cs-1"));
//! assert_eq!(snippet(&query, body, 200).text, body);
//! assert_eq!(index.sequence(), 42);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bits;
mod columns;
mod entry;
mod error;
mod evaluate;
mod feedback;
mod field;
mod index;
mod matched;
mod overlay;
mod page;
mod pairs;
mod passages;
mod payload;
mod plan;
mod query;
mod ranking;
mod schema;
mod search;
mod snapshot;
mod snippet;
mod synonyms;
mod tokenizer;
mod typo;
mod writer;

pub use entry::Entry;
pub use error::SearchError;
pub use field::Field;
pub use index::{Index, IndexState, Opened, RebuildReason};
pub use matched::Match;
pub use overlay::Overlay;
pub use page::{Hit, Page, Reason, Request, Sort, Texts};
pub use query::{
    Chip, FIELDS, FieldHelp, FilterField, Names, Node, Pending, Query, SYNTAX, Scope, Span, Test,
    civil_day, parse, pending,
};
pub use search::{Matching, Survey};
pub use snippet::{Highlighter, Snippet, highlight, snippet};
pub use synonyms::Synonyms;
pub use writer::Writer;

/// The analyser of all text fields, for measuring the engine beside others that use it too.
#[doc(hidden)]
#[must_use]
pub fn analyser() -> tantivy::tokenizer::TextAnalyzer {
    tantivy::tokenizer::TextAnalyzer::from(tokenizer::RecordTokenizer::default())
}
