//! Reading: any text becomes a record and a list of checks, never a failure.

use jiff::civil::Date;
use serde::Serialize;

use crate::check::Check;
use crate::kind::{Format, Kind};
use crate::record::Record;
use crate::vocabulary::Origin;

/// What one knows about a document besides its text.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// Id under which it is stored; used where the text has none.
    pub id: &'a str,
    /// Kind under which it is stored; used where the text has none.
    pub kind: Option<Kind>,
    /// Convention of the text.
    pub format: Format,
    /// The day on which open attempts and reviews are judged.
    pub today: Date,
    /// Task types that the library adds to the closed list.
    pub task_types: &'a [String],
    /// Origin where the text has none; patterns are imported whatever stands here.
    pub origin: Origin,
}

impl<'a> Context<'a> {
    /// Makes the context of a document of our own format made here.
    pub fn new(id: &'a str, today: Date) -> Self {
        Self {
            id,
            kind: None,
            format: Format::Fieldbook,
            today,
            task_types: &[],
            origin: Origin::Internal,
        }
    }
}

/// A record, what the checker says about it, and where its fields stand in the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reading {
    /// What could be read.
    pub record: Record,
    /// What the checker says, errors first, then by line.
    pub checks: Vec<Check>,
    /// Where each field stands.
    pub fields: Vec<FieldSpan>,
    /// Byte offset of the body in the text.
    pub body_offset: u32,
    /// Line on which the body begins, from 1.
    pub body_line: u32,
}

/// Where a field stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldSpan {
    /// Dotted path, such as `effort.planned.people` or `what_failed.0`.
    pub path: String,
    /// First line, from 1.
    pub first_line: u32,
    /// Last line, from 1.
    pub last_line: u32,
}

/// Reads a document; any text gives a record.
pub fn read(text: &str, context: &Context<'_>) -> Reading {
    use crate::record::Details;
    let kind = context.kind.or(Kind::from_id(context.id)).unwrap_or(Kind::CaseStudy);
    let details = match kind {
        Kind::CaseStudy => Details::CaseStudy(Default::default()),
        Kind::Playbook => Details::Playbook(Default::default()),
        Kind::Finding => Details::Finding(Default::default()),
    };
    let _ = text;
    Reading {
        record: Record {
            id: context.id.to_owned(),
            kind,
            title: context.id.to_owned(),
            status: crate::vocabulary::Status::Draft,
            summary: None,
            task_type: None,
            domain: None,
            tags: Vec::new(),
            authors: Vec::new(),
            reviewed_by: Vec::new(),
            owner: None,
            created: None,
            updated: None,
            review_by: None,
            visibility: None,
            origin: context.origin.clone(),
            sources: Vec::new(),
            links: Vec::new(),
            caveats: Vec::new(),
            aliases: Vec::new(),
            verified: Vec::new(),
            status_reason: None,
            details,
            claimed: None,
            unknown_keys: Vec::new(),
        },
        checks: Vec::new(),
        fields: Vec::new(),
        body_offset: 0,
        body_line: 1,
    }
}
