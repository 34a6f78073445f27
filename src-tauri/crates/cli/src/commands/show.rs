//! `show`: one record as a page, as stored, as HTML or as data.

use fieldbook_library::RecordView;
use serde_json::{Value, json};

use super::save;
use super::verdict::Rounded;
use crate::args::{Global, Show};
use crate::brief;
use crate::failure::{Failure, Status};
use crate::output::{Output, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Show, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    if asked.raw {
        output.raw(library.document(&asked.id.id)?.text.as_bytes())?;
        return Ok(Status::Done);
    }
    let view = library.record(&asked.id.id)?;
    if asked.html {
        output.raw(view.html.as_bytes())?;
    } else if output.is_json() {
        output.document(&document(&view))?;
    } else {
        brief::page(&view, output)?;
        if !asked.brief {
            print_body(&view, output)?;
        }
    }
    Ok(Status::Done)
}

fn document(view: &RecordView) -> Value {
    json!({
        "id": view.id,
        "library": view.library,
        "kind": view.kind,
        "format": view.format,
        "revision": view.revision,
        "trashed": view.trashed,
        "has_draft": view.has_draft,
        "text": view.text,
        "record": view.record,
        "checks": view.checks.iter().map(save::check).collect::<Vec<_>>(),
        "links": view.links,
        "computed": {
            "leverage": view.leverage,
            "verdict": view.verdict.as_ref().map(Rounded::from),
            "playbook_certainty": view.playbook_certainty.as_ref().map(Rounded::from),
            "evidence": view.evidence,
        },
    })
}

/// Prints the prose as it was written: Markdown reads well enough, and nothing is left out.
fn print_body(view: &RecordView, output: &mut Output) -> Result<(), Failure> {
    let body = fieldbook_record::body(&view.text).trim();
    if !body.is_empty() {
        output.line("")?;
        output.line(clean(body))?;
    }
    Ok(())
}
