//! `log` and `close`: the quick log, and attempts registered before their outcome is known.

use fieldbook_library::{CloseInput, LogInput, Logged, RegisterInput, Supervised};
use serde_json::json;

use crate::args::{Close, Global, Log};
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::session;

pub(super) fn run(global: &Global, asked: &Log, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let defaults = library.log_defaults()?;
    // A model belongs to its agent: another agent does not go on with the old model.
    let model = match (&asked.model, &asked.agent) {
        (Some(model), _) => Some(model.clone()),
        (None, Some(_)) => None,
        (None, None) => defaults.model,
    };
    let agent = asked.agent.clone().or(defaults.agent);
    let supervised = match (asked.supervised, asked.unsupervised) {
        (true, _) => Some(Supervised::Yes),
        (_, true) => Some(Supervised::No),
        _ => None,
    };
    let (title, task_type) = (asked.title.clone(), asked.task.clone());
    let (applies, organisation) =
        (asked.applies.clone(), asked.organisation.clone().or(defaults.organisation));
    let logged = if asked.open {
        library.register_attempt(&RegisterInput {
            title,
            task_type,
            agent,
            model,
            supervised,
            expected: asked.expect.clone(),
            due: asked.due.clone(),
            applies,
            organisation,
            ..RegisterInput::default()
        })?
    } else {
        library.log_attempt(&LogInput {
            title,
            task_type,
            agent,
            model,
            supervised,
            outcome: asked.outcome.clone(),
            minutes: asked.minutes,
            note: asked.note.clone(),
            applies,
            organisation,
            ..LogInput::default()
        })?
    };
    let Logged { id, library } = logged;
    if output.is_json() {
        output.document(&json!({ "id": id, "library": library }))?;
    } else {
        output.line(id)?;
    }
    Ok(Status::Done)
}

pub(super) fn close(
    global: &Global,
    asked: &Close,
    output: &mut Output,
) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let closed = library.close_attempt(&CloseInput {
        id: asked.id.id.clone(),
        outcome: asked.outcome.clone(),
        note: asked.note.clone(),
        ..CloseInput::default()
    })?;
    if output.is_json() {
        output.document(
            &json!({ "id": closed.id, "outcome": closed.outcome, "revision": closed.revision }),
        )?;
    } else {
        output.line(format!("{}: {}", closed.id, closed.outcome))?;
    }
    Ok(Status::Done)
}
