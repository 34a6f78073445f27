//! The three kinds of record, documents read and edited without loss, checks, leverage and verdicts; no I/O.

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

pub use case_study::{AttemptState, CaseStudy};
pub use check::{Check, CheckCode, Severity};
pub use date::PartialDate;
pub use document::{body, front_matter, front_matter_value, replace_body};
pub use edit::{Edit, EditError, PathStep, edit, parse_path, to_yaml};
pub use finding::{EvidenceRef, Finding};
pub use kind::{Format, Kind};
pub use leverage::{Leverage, leverage};
pub use links::{Link, links};
pub use playbook::Playbook;
pub use read::{Context, FieldSpan, Reading, read};
pub use record::{Details, Record, Source, StatedLink};
pub use template::{Template, duplicate, is_valid_id, slug, template};
pub use value::Value;
pub use verdict::{EvidenceRow, Verdict, verdict};
