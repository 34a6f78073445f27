//! Reading: any text becomes a record and a list of checks, never a failure.
//!
//! Broken front matter is read as far as possible, key by key; what another catalogue wrote is
//! mapped without touching its bytes. Every value that cannot be what its field asks for becomes a
//! check with the line on which it stands.

mod common;
mod fields;
mod kinds;
mod pattern;
mod publish;
mod recover;

use jiff::civil::Date;
use serde::Serialize;

use crate::check::{Check, CheckCode, Severity};
use crate::document::{self, MAX_DOCUMENT_BYTES, MAX_FRONT_MATTER_BYTES};
use crate::kind::{Format, Kind};
use crate::read::fields::{At, Reader};
use crate::record::Record;
use crate::vocabulary::Origin;
use crate::yaml::Node;

pub use publish::review_months;

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

impl Reading {
    /// Returns the check that says the document is too large to be a record, if it is.
    pub fn refusal(&self) -> Option<&Check> {
        self.checks.iter().find(|check| check.refuses())
    }

    /// Tells whether nothing stands in the way of publishing.
    pub fn is_publishable(&self) -> bool {
        !self.checks.iter().any(|check| check.blocks_publishing)
    }

    /// Returns the line of a field, or of the closest field that contains it.
    pub fn line_of(&self, path: &str) -> Option<u32> {
        fields::line_of(&self.fields, path)
    }
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
    let mut checks = Vec::new();
    if text.len() > MAX_DOCUMENT_BYTES {
        checks.push(too_large(CheckCode::DocumentTooLarge, text.len(), MAX_DOCUMENT_BYTES));
        return unread(context, checks, 0, 1);
    }
    let parts = document::split(text);
    let body_line = document::line_of(text, parts.body);
    if let Some((start, end)) = parts.yaml
        && end - start > MAX_FRONT_MATTER_BYTES
    {
        checks.push(too_large(CheckCode::FrontMatterTooLarge, end - start, MAX_FRONT_MATTER_BYTES));
        return unread(context, checks, parts.body, body_line);
    }
    if parts.unclosed {
        let check = Check::new(CheckCode::FrontMatterUnclosed, Severity::Error);
        checks.push(Check { line: Some(1), ..check });
    } else if parts.yaml.is_none() && context.format == Format::Fieldbook {
        let check = Check::new(CheckCode::FrontMatterMissing, Severity::Warning);
        checks.push(Check { line: Some(1), blocks_publishing: true, ..check });
    }

    let (root, fields) = match parts.yaml {
        Some((start, end)) => {
            let root = recover::parse(text, start, end, &mut checks);
            let fields =
                root.as_ref().map_or_else(Vec::new, |root| fields::spans(root, text, start));
            (root, fields)
        }
        None => (None, Vec::new()),
    };
    let mut reader = Reader::new(checks, fields);
    let record = record(root.as_ref(), &text[parts.body..], context, &mut reader);
    let (mut checks, fields) = reader.finish();
    checks.sort_by_key(|check| (check.severity, check.line.unwrap_or(0)));
    Reading { record, checks, fields, body_offset: clamp(parts.body), body_line }
}

fn record(root: Option<&Node>, body: &str, context: &Context<'_>, reader: &mut Reader) -> Record {
    let root = At::root(root);
    match context.format {
        Format::Pattern => {
            let record = pattern::record(&root, body, context, reader);
            publish::imported(&record, reader);
            record
        }
        Format::Fieldbook | Format::Markdown => {
            let record = common::record(&root, body, context, reader);
            if !reader.is_unreadable() {
                publish::checks(&record, &root, context, reader);
            }
            record
        }
    }
}

fn too_large(code: CheckCode, size: usize, limit: usize) -> Check {
    let check = Check::new(code, Severity::Error)
        .arg("size", size.to_string())
        .arg("limit", limit.to_string());
    Check { line: Some(1), ..check }
}

/// Makes the reading of a document that is too large to be looked at.
fn unread(context: &Context<'_>, checks: Vec<Check>, body: usize, body_line: u32) -> Reading {
    let mut reader = Reader::new(Vec::new(), Vec::new());
    Reading {
        record: common::record(&At::root(None), "", context, &mut reader),
        checks,
        fields: Vec::new(),
        body_offset: clamp(body),
        body_line,
    }
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
