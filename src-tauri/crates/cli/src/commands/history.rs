//! `history` and `restore`: a record's revisions and the way back.

use fieldbook_library::RevisionView;
use serde_json::{Value, json};

use crate::args::{Global, Id, Restore};
use crate::failure::{Failure, Status};
use crate::output::{Output, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Id, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let key = library.locate(&asked.id)?;
    let revisions = library.history(&key.to_string())?;
    if output.is_json() {
        let rows: Vec<Value> = revisions.iter().map(row).collect();
        output.document(&json!({ "id": key.id, "library": key.library, "revisions": rows }))?;
        return Ok(Status::Done);
    }
    for revision in &revisions {
        let RevisionView { revision: number, at, actor, note, size, .. } = revision;
        let note = note.as_deref().map_or_else(String::new, |note| format!("  {}", clean(note)));
        output.line(format!("{number:>5}  {}  {size:>8} bytes  {actor}{note}", iso(*at)))?;
    }
    Ok(Status::Done)
}

pub(super) fn restore(
    global: &Global,
    asked: &Restore,
    output: &mut Output,
) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let key = library.locate(&asked.id.id)?;
    let outcome = library.restore(&key.to_string(), asked.revision, asked.base)?;
    super::save::tell(&key.id, &outcome, asked.base, output)
}

fn row(revision: &RevisionView) -> Value {
    json!({
        "revision": revision.revision,
        "at": iso(revision.at),
        "actor": revision.actor,
        "note": revision.note,
        "size": revision.size,
        "hash": revision.hash,
    })
}

/// Writes milliseconds since 1970 as ISO 8601, to the second.
fn iso(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at)
        .map_or_else(|_| at.to_string(), |time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
