//! `save`: a text from a file or from standard input becomes the newest revision.

use std::io::Read;
use std::path::Path;

use fieldbook_library::{DOCUMENT_LIMIT, Library, SaveOutcome};
use fieldbook_record::{Check, Severity};
use serde_json::{Value, json};

use crate::args::{Global, Save};
use crate::failure::{Failure, Status};
use crate::output::{Output, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Save, output: &mut Output) -> Result<Status, Failure> {
    let text = read(&asked.file)?;
    let library = session::open(global)?;
    let outcome = save(&library, &asked.id.id, &text, asked.base, asked.note.as_deref())?;
    let id = library.locate(&asked.id.id).map_or_else(|_| asked.id.id.clone(), |key| key.id);
    tell(&id, &outcome, asked.base, output)
}

/// Saves a text without losing an unsaved draft of it that says something else.
pub(super) fn save(
    library: &Library,
    id: &str,
    text: &str,
    base: Option<u32>,
    note: Option<&str>,
) -> Result<SaveOutcome, Failure> {
    let before = library.open_editor(id)?;
    let outcome = library.save(id, text, base, note)?;
    // Saving ends the draft, which is right for the one who typed it. Here somebody else typed it.
    if before.from_draft && before.text != text && !matches!(outcome, SaveOutcome::Stale { .. }) {
        library.keep_draft(id, &before.text, before.base_revision)?;
    }
    Ok(outcome)
}

/// Says how a save ended.
pub(super) fn tell(
    id: &str,
    outcome: &SaveOutcome,
    base: Option<u32>,
    output: &mut Output,
) -> Result<Status, Failure> {
    let (id, revision, checks, word) = match outcome {
        SaveOutcome::Saved { id, revision, checks } => {
            (id.as_str(), *revision, checks.as_slice(), "saved")
        }
        SaveOutcome::Unchanged { revision } => (id, *revision, &[][..], "unchanged"),
        SaveOutcome::Stale { current_revision, .. } => {
            return Err(stale(id, base, *current_revision));
        }
    };
    if output.is_json() {
        let checks: Vec<Value> = checks.iter().map(check).collect();
        output.document(&json!({ "id": id, "revision": revision, "checks": checks }))?;
        return Ok(Status::Done);
    }
    output.line(format!("{id}: {word} as revision {revision}"))?;
    for check in checks.iter().filter(|check| check.severity != Severity::Hint) {
        let line = check.line.map_or_else(String::new, |line| format!("line {line}: "));
        output.line(format!("  {line}{}", clean(&check.message())))?;
    }
    Ok(Status::Done)
}

/// A check with its sentence.
pub(super) fn check(check: &Check) -> Value {
    json!({
        "code": check.code,
        "severity": check.severity,
        "blocks_publishing": check.blocks_publishing,
        "field": check.field,
        "line": check.line,
        "args": check.args,
        "message": check.message(),
    })
}

fn stale(id: &str, base: Option<u32>, current: u32) -> Failure {
    let started =
        base.map_or_else(String::new, |base| format!(" your text started from revision {base},"));
    Failure::new(
        Status::No,
        "stale",
        format!("{id}:{started} but revision {current} is newer; nothing was overwritten"),
    )
    .arg("id", id)
    .arg("base_revision", base.unwrap_or_default())
    .arg("current_revision", current)
    .hint(format!(
        "`fieldbook show {id} --raw` is the newer text; join the two and save with --base {current}"
    ))
}

/// Reads a whole text, and no more of an endless one than a document may have.
fn read(file: &Path) -> Result<String, Failure> {
    let limit = DOCUMENT_LIMIT as u64 + 1;
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::file(file, &error))?;
    if bytes.len() > DOCUMENT_LIMIT {
        return Err(Failure::usage(
            "too-large",
            format!("{}: larger than {DOCUMENT_LIMIT} bytes", file.display()),
        )
        .arg("limit", DOCUMENT_LIMIT));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::usage("not-utf8", format!("{}: byte {at} is not UTF-8", file.display()))
            .arg("byte", at)
    })
}
