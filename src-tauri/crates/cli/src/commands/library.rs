//! `library`: which shared libraries there are.

use fieldbook_library::{self as library, AddOutcome, SharedLibraryView};
use serde_json::json;

use crate::args::{Global, Libraries, LibraryCommand};
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(
    global: &Global,
    asked: &Libraries,
    output: &mut Output,
) -> Result<Status, Failure> {
    let (library, _interrupt) = session::open_to_share(global)?;
    match &asked.what {
        LibraryCommand::Add(asked) => {
            let input = library::AddLibrary {
                name: asked.name.clone(),
                url: asked.url.clone(),
                create: asked.create,
                dry_run: asked.dry_run,
            };
            added(&asked.name, &library.add_library(&input)?, output)
        }
        LibraryCommand::List => {
            let libraries = library.shared_libraries()?;
            if output.is_json() {
                output.document(&json!({ "libraries": libraries }))?;
            } else if libraries.is_empty() {
                output.line("No shared library; `fieldbook library add` adds one.")?;
            }
            if !output.is_json() {
                libraries.iter().try_for_each(|library| row(library, output))?;
            }
            Ok(Status::Done)
        }
        LibraryCommand::Remove(asked) => {
            if !asked.dry_run {
                library.remove_library(&asked.name)?;
            } else if !library.shared_libraries()?.iter().any(|one| one.name == asked.name) {
                return Err(library::Error::NoLibrary { name: asked.name.clone() }.into());
            }
            if output.is_json() {
                output.document(&json!({ "removed": asked.name, "dry_run": asked.dry_run }))?;
            } else {
                let would = if asked.dry_run { "would be " } else { "" };
                output.line(format!(
                    "{}: {would}forgotten; its records stay here",
                    clean(&asked.name)
                ))?;
            }
            Ok(Status::Done)
        }
    }
}

fn added(name: &str, outcome: &AddOutcome, output: &mut Output) -> Result<Status, Failure> {
    match outcome {
        AddOutcome::BadName => {
            return Err(Failure::usage(
                "bad-name",
                format!("“{name}” is in use, or cannot be a library's name"),
            )
            .arg("name", name)
            .hint("3 to 64 of a-z, 0-9 and hyphens; not personal or starter"));
        }
        AddOutcome::BadUrl { reason } => {
            return Err(Failure::usage("bad-url", reason.as_str())
                .arg("reason", reason)
                .hint("https://…, ssh://…, user@host:path, or a folder with a bare repository"));
        }
        AddOutcome::Refused { refusal, .. } => return Err(Failure::refused(refusal, None)),
        AddOutcome::Added { .. } | AddOutcome::WouldAdd { .. } if output.is_json() => {
            output.document(outcome)?;
        }
        AddOutcome::Added { library, created } => {
            let made = if *created { "made and added" } else { "added" };
            output
                .line(format!("{}: {made}; `fieldbook pull` takes its records in", library.name))?;
        }
        AddOutcome::WouldAdd { creates: true, .. } => {
            output.line(format!("{name}: would be made and added"))?;
        }
        AddOutcome::WouldAdd { records, .. } => {
            output.line(format!("{name}: would be added, with {records} records"))?;
        }
    }
    Ok(Status::Done)
}

fn row(library: &SharedLibraryView, output: &mut Output) -> Result<(), Failure> {
    let name = output.paint(Style::Bold, &library.name);
    let title = clean(&library.title);
    output.line(format!("{name}  {title}  {}", output.paint(Style::Dim, clean(&library.url))))?;
    let outcome = library.outcome.as_deref().unwrap_or("not pulled yet");
    output.line(format!(
        "  {} records, {} edited here, {} in conflict, {} proposed · {outcome}",
        library.records, library.edited, library.conflicts, library.proposals
    ))?;
    Ok(())
}
