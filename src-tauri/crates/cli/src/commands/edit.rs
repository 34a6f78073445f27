//! `edit`: a record in the editor of one's choice, saved when that ends.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitStatus;

use fieldbook_library::{EditorState, Library, SaveOutcome};

use super::save;
use crate::args::{Global, Id};
use crate::failure::{Failure, Status};
use crate::output::{self, Output};
use crate::session;

pub(super) fn run(global: &Global, asked: &Id, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    edit(&library, &asked.id, output)
}

/// Opens a record in the editor and saves what comes back.
///
/// The text lies in a temporary file, which goes away only when its text is safe in the store.
pub(super) fn edit(library: &Library, id: &str, output: &mut Output) -> Result<Status, Failure> {
    let editor = editor()?;
    let state = library.open_editor(id)?;
    if state.from_draft && state.base_revision < state.current_revision {
        return Err(older_draft(&state));
    }
    let key = format!("{}/{}", state.library, state.id);
    let path = temporary(&state)?;
    let ended = run_editor(&editor, &path).map_err(|error| kept(error, &path, &state))?;
    if !ended.success() {
        let failed = Failure::new(
            Status::Environment,
            "editor-failed",
            format!("the editor ended with {ended}; nothing was saved"),
        );
        return Err(kept(failed, &path, &state));
    }
    let text = std::fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
    let Ok(text) = String::from_utf8(text) else {
        let failed = Failure::usage("not-utf8", "the edited file is not UTF-8; nothing was saved");
        return Err(kept(failed, &path, &state));
    };
    if text == state.text && !state.from_draft {
        let _ = std::fs::remove_file(&path);
        let unchanged = SaveOutcome::Unchanged { revision: state.base_revision };
        return save::tell(&state.id, &unchanged, None, output);
    }
    let saved = library
        .save(&key, &text, Some(state.base_revision), None)
        .map_err(|error| kept(error.into(), &path, &state))?;
    let told = save::tell(&state.id, &saved, Some(state.base_revision), output);
    match &saved {
        SaveOutcome::Stale { .. } => told.map_err(|error| kept(error, &path, &state)),
        SaveOutcome::Saved { .. } | SaveOutcome::Unchanged { .. } => {
            let _ = std::fs::remove_file(&path);
            told
        }
    }
}

fn editor() -> Result<OsString, Failure> {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
        .ok_or_else(|| {
            Failure::usage("no-editor", "neither VISUAL nor EDITOR is set")
                .hint("for example: EDITOR=nano fieldbook edit <id>")
        })
}

/// Writes the text where only its owner can read it.
fn temporary(state: &EditorState) -> Result<std::path::PathBuf, Failure> {
    let failed = |error: std::io::Error| Failure::file(&std::env::temp_dir(), &error);
    let mut file = tempfile::Builder::new()
        .prefix(&format!("{}-", state.id))
        .suffix(".md")
        .tempfile()
        .map_err(failed)?;
    file.write_all(state.text.as_bytes()).map_err(failed)?;
    let (_, path) = file.keep().map_err(|error| failed(error.error))?;
    Ok(path)
}

/// Runs the editor as a shell would: `EDITOR` may hold arguments and quotes.
fn run_editor(editor: &OsString, path: &Path) -> Result<ExitStatus, Failure> {
    let mut script = editor.clone();
    script.push(" \"$1\"");
    let mut command = command("sh");
    command.arg("-c").arg(script).arg("sh").arg(path);
    command.status().map_err(|error| {
        Failure::new(
            Status::Environment,
            "editor-failed",
            format!("the editor did not start: {error}"),
        )
    })
}

#[expect(clippy::disallowed_methods, reason = "an editor is a process")]
fn command(program: &str) -> std::process::Command {
    std::process::Command::new(program)
}

fn kept(failure: Failure, path: &Path, state: &EditorState) -> Failure {
    output::note(format!("note: your text is in {}", path.display()));
    failure.arg("file", session::shown(path)).hint(format!(
        "`fieldbook save {} --file {} --base <revision>` saves it",
        state.id,
        path.display()
    ))
}

fn older_draft(state: &EditorState) -> Failure {
    Failure::new(
        Status::No,
        "stale",
        format!(
            "{}: an unsaved draft started from revision {}, but revision {} is newer",
            state.id, state.base_revision, state.current_revision
        ),
    )
    .arg("base_revision", state.base_revision)
    .arg("current_revision", state.current_revision)
    .hint("open it in the app, which shows both texts, or save a joined one with `fieldbook save`")
}
