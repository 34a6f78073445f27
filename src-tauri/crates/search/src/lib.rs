//! Full-text search with tantivy: schema, tokenizer, query language, ranking, snippets, facets.

mod bits;
mod columns;
mod entry;
mod error;
mod evaluate;
mod field;
mod index;
mod overlay;
mod page;
mod pairs;
mod plan;
mod query;
mod ranking;
mod schema;
mod search;
mod snapshot;
mod snippet;
mod tokenizer;
mod typo;
mod writer;

pub use entry::Entry;
pub use error::SearchError;
pub use field::Field;
pub use index::{Index, IndexState, Opened, RebuildReason};
pub use page::{Hit, Page, Reason, Request, Sort};
pub use query::{Chip, FilterField, Names, Node, Query, Scope, Span, Test, civil_day, parse};
pub use snippet::{Snippet, highlight, snippet};
pub use writer::Writer;
