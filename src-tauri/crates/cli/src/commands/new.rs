//! `new`: a draft from the template of its kind.

use serde_json::json;

use crate::args::{Global, New};
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::session;

pub(super) fn run(global: &Global, asked: &New, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let key = library.create(asked.kind, &asked.title)?;
    if asked.edit {
        return super::edit::edit(&library, &key.to_string(), output);
    }
    if output.is_json() {
        output.document(&json!({ "id": key.id }))?;
    } else {
        output.line(&key.id)?;
    }
    Ok(Status::Done)
}
