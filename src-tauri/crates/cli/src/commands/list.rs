//! `list`: every record that a query finds, as they come from the store.

use fieldbook_library::Library;
use serde_json::json;

use crate::args::{Global, List};
use crate::failure::{Failure, Status};
use crate::layout;
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &List, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open_to_find(global)?;
    for key in library.list(asked.query.as_deref().unwrap_or_default())? {
        line(&library, &key.to_string(), output)?;
    }
    Ok(Status::Done)
}

fn line(library: &Library, key: &str, output: &mut Output) -> Result<(), Failure> {
    let document = match library.document(key) {
        Ok(document) => document,
        // Somebody threw it away between the two look-ups.
        Err(fieldbook_library::Error::NotFound { .. }) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let columns = &document.columns;
    if output.is_json() {
        output.document(&json!({
            "id": document.id,
            "library": document.library,
            "kind": document.kind,
            "title": columns.title,
            "status": columns.status,
            "task_type": columns.task_type,
            "outcome": columns.outcome,
            "agent": columns.agent,
            "model": columns.model,
            "certainty": columns.certainty,
            "date": columns.date,
            "revision": document.revision,
        }))?;
    } else {
        let title = clean(columns.title.as_deref().unwrap_or_default());
        let name = layout::pad(&document.id, 40);
        output.line(format!("{} {title}", output.paint(Style::Cyan, name)))?;
    }
    Ok(())
}
