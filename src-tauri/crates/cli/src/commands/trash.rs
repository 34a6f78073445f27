//! `trash` and `untrash`: away, and back for at least 30 days.

use fieldbook_library::Key;
use serde_json::json;

use crate::args::{Global, Id};
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::session;

pub(super) fn trash(global: &Global, asked: &Id, output: &mut Output) -> Result<Status, Failure> {
    let key = session::open(global)?.trash(&asked.id)?;
    tell(&key, true, output)
}

pub(super) fn untrash(global: &Global, asked: &Id, output: &mut Output) -> Result<Status, Failure> {
    let key = session::open(global)?.untrash(&asked.id)?;
    tell(&key, false, output)
}

fn tell(key: &Key, trashed: bool, output: &mut Output) -> Result<Status, Failure> {
    if output.is_json() {
        output.document(&json!({ "id": key.id, "library": key.library, "trashed": trashed }))?;
    } else if trashed {
        output.line(format!(
            "{} is in the trash; `fieldbook untrash {key}` brings it back",
            key.id
        ))?;
    } else {
        output.line(format!("{} is back", key.id))?;
    }
    Ok(Status::Done)
}
