//! The three kinds of record, documents read and edited without loss, checks, leverage and verdicts; no I/O.
//!
//! A record of Fieldbook is one Markdown document with YAML front matter. The text is what is stored,
//! shared, compared and hashed; everything else is derived from it and can be derived again:
//!
//! - [`read`] turns any text into a [`Record`] and a list of [`Check`]s. It never fails: broken front
//!   matter is read key by key, unknown words and keys are kept and named, and only documents above the
//!   size limits are refused, by a check that says so.
//! - [`edit`] changes single fields and leaves every other byte as it was: order, comments, quoting,
//!   line ends. It parses what it wrote and refuses rather than damage a document.
//! - [`merge()`] puts two edited texts together over what both started from, part by part.
//! - [`leverage`] and [`verdict`](verdict::verdict) are the arithmetic of the specification. They never
//!   fill a gap: what cannot be computed is absent, with the reason.
//! - [`links`] lists where a document points; [`template`](template::template) and [`slug`] begin a new one.
//!
//! Nothing here touches disk, network or clock: the day is an argument.
//!
//! ```
//! use fieldbook_record::{Context, Edit, edit, leverage, read};
//!
//! let text = "\
//! ---
//! kind: case-study
//! title: \"Six people, 76 days\"   # as told on stage
//! effort:
//!   planned: {people: 30, duration: {min: 12, max: 18, unit: months}, basis: manual_estimate}
//!   actual: {people: 6, duration: {min: 76, max: 76, unit: days}}
//! ---
//! What happened.
//! ";
//! let context = Context::new("cs-six-people", jiff::civil::date(2026, 11, 23));
//! let reading = read(text, &context);
//! let case = reading.record.case_study().expect("the kind says so");
//! assert_eq!(leverage(case).headline.as_deref(), Some("24-36x"));
//! assert!(!reading.is_publishable());
//!
//! let edited = edit(text, &[Edit::set("effort.actual.people", 9.0)]).expect("the front matter is sound");
//! assert_eq!(edited, text.replace("{people: 6,", "{people: 9,"));
//! ```

pub mod attempts;
mod body;
pub mod case_study;
pub mod check;
pub mod claimed;
pub mod date;
pub mod document;
pub mod edit;
pub mod finding;
pub mod kind;
pub mod leverage;
pub mod links;
pub mod merge;
mod message;
mod order;
pub mod playbook;
pub mod read;
pub mod record;
pub mod template;
pub mod value;
pub mod verdict;
pub mod vocabulary;
mod yaml;

pub use attempts::Attempts;
pub use case_study::{AttemptState, CaseStudy};
pub use check::{Check, CheckCode, Severity};
pub use date::PartialDate;
pub use document::{body, front_matter, front_matter_value, replace_body};
pub use edit::{Edit, EditError, PathStep, edit, parse_path, to_yaml};
pub use finding::{EvidenceRef, Finding};
pub use kind::{Format, Kind};
pub use leverage::{Leverage, leverage};
pub use links::{Link, links};
pub use merge::{
    Combined, MergeChoice, MergeConflict, MergeDecision, MergePart, MergeSide, Merged, merge,
};
pub use playbook::Playbook;
pub use read::{Context, FieldSpan, Reading, read, review_months};
pub use record::{Details, Record, Source, StatedLink};
pub use template::{Template, duplicate, is_valid_id, slug, template};
pub use value::Value;
pub use verdict::{EvidenceRow, Verdict, verdict};
