//! `resolve`: what a pull could not merge, decided part by part.

use std::path::Path;

use fieldbook_library::{ConflictView, ResolveAnswer};
use fieldbook_record::{MergeChoice, MergeDecision};
use serde_json::json;

use crate::args::{Global, Resolve, Side, part_and_file};
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(
    global: &Global,
    asked: &Resolve,
    output: &mut Output,
) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let Some(id) = &asked.id else {
        let conflicts = library.conflicts()?;
        if output.is_json() {
            output.document(&json!({ "conflicts": conflicts }))?;
            return Ok(Status::Done);
        }
        if conflicts.is_empty() {
            output.line("No conflicts.")?;
        }
        for row in conflicts {
            let name = format!("{}/{}", row.library, row.id);
            let name = output.paint(Style::Cyan, name);
            output.line(format!("{name}  {}, {} parts to decide", clean(&row.title), row.parts))?;
        }
        return Ok(Status::Done);
    };
    let mut choices = choices(asked)?;
    let view = library.conflict(id, &choices)?;
    if let Some(rest) = asked.rest {
        choices.extend(
            view.conflicts
                .iter()
                .map(|conflict| MergeChoice { key: conflict.key.clone(), choose: decision(rest) }),
        );
    }
    let answer = library.resolve_conflict(id, Some(view.revision), &choices, asked.dry_run)?;
    if output.is_json() {
        output.document(&answer)?;
    } else {
        tell(&answer, output)?;
    }
    Ok(match &answer {
        ResolveAnswer::Resolved { .. } => Status::Done,
        ResolveAnswer::Open { .. } if asked.dry_run => Status::Done,
        ResolveAnswer::Open { .. } | ResolveAnswer::Stale { .. } => Status::No,
    })
}

fn choices(asked: &Resolve) -> Result<Vec<MergeChoice>, Failure> {
    let mut choices = Vec::new();
    for text in &asked.choose {
        let side = text.rsplit_once('=').and_then(|(part, side)| {
            let side = match side {
                "mine" => Side::Mine,
                "theirs" => Side::Theirs,
                "both" => Side::Both,
                _ => return None,
            };
            Some(MergeChoice { key: part.to_owned(), choose: decision(side) })
        });
        let bad = || {
            Failure::usage(
                "bad-choice",
                format!("{text}: write PART=mine, PART=theirs or PART=both"),
            )
        };
        choices.push(side.ok_or_else(bad)?);
    }
    for text in &asked.write {
        let bad = || Failure::usage("bad-choice", format!("{text}: write PART=FILE"));
        let (part, file) = part_and_file(text).ok_or_else(bad)?;
        choices.push(MergeChoice {
            key: part.to_owned(),
            choose: MergeDecision::Written { text: read(&file)? },
        });
    }
    Ok(choices)
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| Failure::file(file, &error))
}

fn decision(side: Side) -> MergeDecision {
    match side {
        Side::Mine => MergeDecision::Mine,
        Side::Theirs => MergeDecision::Theirs,
        Side::Both => MergeDecision::Both,
    }
}

fn tell(answer: &ResolveAnswer, output: &mut Output) -> Result<(), Failure> {
    match answer {
        ResolveAnswer::Resolved { id, revision } => {
            output.line(format!(
                "{id}: resolved as revision {revision}; publish it to share the result"
            ))?;
        }
        ResolveAnswer::Open { conflict } => page(conflict, output)?,
        ResolveAnswer::Stale { conflict } => {
            output.line("somebody saved the record meanwhile; nothing was changed")?;
            page(conflict, output)?;
        }
    }
    Ok(())
}

fn page(view: &ConflictView, output: &mut Output) -> Result<(), Failure> {
    for conflict in &view.conflicts {
        output.line(output.paint(Style::Bold, clean(&conflict.key)))?;
        let sides = [
            ("before", &conflict.base, Style::Dim),
            ("mine", &conflict.mine, Style::Green),
            ("theirs", &conflict.theirs, Style::Cyan),
        ];
        for (name, text, style) in sides {
            let text = text.as_deref().unwrap_or("(absent)");
            for line in text.lines() {
                output.line(format!(
                    "  {} {}",
                    output.paint(style, format!("{name:<6}")),
                    clean(line)
                ))?;
            }
        }
    }
    for combined in &view.combined {
        output.line(format!("combined: {}", clean(&combined.label)))?;
    }
    if view.conflicts.is_empty() {
        output.line("every part is decided")?;
    }
    Ok(())
}
