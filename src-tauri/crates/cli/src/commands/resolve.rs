//! `resolve`: what a pull could not merge, decided part by part.

use fieldbook_library::{ConflictView, ResolveAnswer};
use fieldbook_record::{MergeChoice, MergeConflict, MergeDecision};
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
    let looked_at = library.conflict(id, &[])?;
    let choices = choices(asked, &looked_at)?;
    let answer = library.resolve_conflict(id, Some(looked_at.revision), &choices, asked.dry_run)?;
    if output.is_json() {
        output.document(&answer)?;
    } else {
        tell(&answer, &looked_at, &choices, output)?;
    }
    Ok(match &answer {
        ResolveAnswer::Resolved { .. } => Status::Done,
        ResolveAnswer::Open { .. } if asked.dry_run => Status::Done,
        ResolveAnswer::Open { .. } | ResolveAnswer::Stale { .. } => Status::No,
    })
}

/// The decisions as asked for. A part is named by its key, or by its name alone where that is clear.
fn choices(asked: &Resolve, view: &ConflictView) -> Result<Vec<MergeChoice>, Failure> {
    let mut choices: Vec<MergeChoice> = Vec::new();
    for text in &asked.choose {
        let bad = || {
            Failure::usage("bad-choice", format!("{text}: no side of a part"))
                .hint("PART=mine, PART=theirs, PART=both or PART=base")
        };
        let (part, side) = text.rsplit_once('=').ok_or_else(bad)?;
        let side = <Side as clap::ValueEnum>::from_str(side, false).map_err(|_| bad())?;
        choices.push(choice(part_of(view, part)?, side)?);
    }
    for text in &asked.write {
        let bad = || {
            Failure::usage("bad-choice", format!("{text}: no part with a file"))
                .hint("PART=FILE, such as title=title.txt")
        };
        let (part, file) = part_and_file(text).ok_or_else(bad)?;
        let written =
            std::fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
        choices.push(MergeChoice {
            key: part_of(view, part)?.key.clone(),
            choose: MergeDecision::Written { text: written },
        });
    }
    if let Some(rest) = asked.rest {
        for part in &view.conflicts {
            if !choices.iter().any(|choice| choice.key == part.key) {
                choices.push(choice(part, rest)?);
            }
        }
    }
    Ok(choices)
}

fn part_of<'a>(view: &'a ConflictView, name: &str) -> Result<&'a MergeConflict, Failure> {
    let named = |part: &&MergeConflict| part.key == name || part.label.eq_ignore_ascii_case(name);
    let mut found = view.conflicts.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        _ => {
            let keys: Vec<&str> = view.conflicts.iter().map(|part| part.key.as_str()).collect();
            Err(Failure::usage("no-part", format!("{name}: no part, or several, of the conflict"))
                .arg("part", name)
                .hint(format!("to be decided: {}", keys.join(", "))))
        }
    }
}

fn choice(part: &MergeConflict, side: Side) -> Result<MergeChoice, Failure> {
    let none = |what: &str| {
        Failure::usage("bad-choice", format!("{}: {what}", part.key))
            .hint("choose mine or theirs, or --write PART=FILE")
    };
    let choose = match side {
        Side::Mine => MergeDecision::Mine,
        Side::Theirs => MergeDecision::Theirs,
        Side::Both if part.both.is_none() => return Err(none("the two do not go together")),
        Side::Both => MergeDecision::Both,
        Side::Base => MergeDecision::Written {
            text: part.base.clone().ok_or_else(|| none("it was not there before"))?,
        },
    };
    Ok(MergeChoice { key: part.key.clone(), choose })
}

fn tell(
    answer: &ResolveAnswer,
    looked_at: &ConflictView,
    choices: &[MergeChoice],
    output: &mut Output,
) -> Result<(), Failure> {
    match answer {
        ResolveAnswer::Resolved { id, revision } => {
            output.line(format!(
                "{id}: resolved as revision {revision}; publish it to share the result"
            ))?;
        }
        ResolveAnswer::Open { conflict } => {
            page(looked_at, choices, output)?;
            output.line(match conflict.conflicts.len() {
                0 => "every part is decided; without --dry-run it is written".to_owned(),
                open => format!(
                    "{open} to decide: --choose PART=mine|theirs|both|base, --write PART=FILE, --rest SIDE"
                ),
            })?;
        }
        ResolveAnswer::Stale { .. } => {
            output.line("somebody saved the record meanwhile; nothing was changed")?;
            output.line("look at it once more: the same command shows it as it is now")?;
        }
    }
    Ok(())
}

/// Every part with what was agreed, what each side has, and what it will be.
fn page(view: &ConflictView, choices: &[MergeChoice], output: &mut Output) -> Result<(), Failure> {
    for part in &view.conflicts {
        output.line(output.paint(Style::Bold, clean(&part.key)))?;
        let decided = choices.iter().find(|choice| choice.key == part.key);
        let absent = Some("(absent)");
        let result = match decided.map(|choice| &choice.choose) {
            None => Some("(to be decided)"),
            Some(MergeDecision::Mine) => part.mine.as_deref().or(absent),
            Some(MergeDecision::Theirs) => part.theirs.as_deref().or(absent),
            Some(MergeDecision::Both) => part.both.as_deref(),
            Some(MergeDecision::Written { text }) => Some(text.as_str()),
        };
        for (name, text, style) in [
            ("base", part.base.as_deref().or(absent), Style::Dim),
            ("mine", part.mine.as_deref().or(absent), Style::Green),
            ("theirs", part.theirs.as_deref().or(absent), Style::Cyan),
            ("result", result, Style::Bold),
        ] {
            for line in text.unwrap_or_default().lines() {
                let name = output.paint(style, format!("{name:<6}"));
                output.line(format!("  {name} {}", clean(line)))?;
            }
        }
    }
    for combined in &view.combined {
        output.line(format!("combined: {}", clean(&combined.label)))?;
    }
    Ok(())
}
