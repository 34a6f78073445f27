//! `pull`: what is new in shared libraries, shown first where it takes something away.

use fieldbook_library::{PullAction, PullAnswer, PullOptions, PullRow, SkippedEntry};
use serde_json::json;

use crate::args::{Global, Pull};
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Pull, output: &mut Output) -> Result<Status, Failure> {
    let (library, interrupt) = session::open_to_share(global)?;
    let names = match &asked.name {
        Some(name) => vec![name.clone()],
        None => library.shared_libraries()?.into_iter().map(|library| library.name).collect(),
    };
    let mut answers = Vec::new();
    let mut refused = None;
    for name in names {
        let answer = match asked.dry_run {
            true => library.pull_plan(&name)?,
            false => library.pull(&PullOptions {
                library: name,
                tip: None,
                confirmed: asked.yes,
                leave_out: asked.leave_out.clone(),
            })?,
        };
        if let PullAnswer::Refused { refusal, .. } = &answer {
            refused.get_or_insert_with(|| refusal.clone());
        }
        answers.push(answer);
        if interrupt.is_wanted() {
            break;
        }
    }
    // One library that cannot be reached holds up no other, and alone it is the answer.
    if let ([PullAnswer::Refused { .. }], Some(refusal)) = (answers.as_slice(), &refused) {
        return Err(Failure::refused(refusal, None));
    }
    if output.is_json() {
        output.document(&json!({ "libraries": answers, "dry_run": asked.dry_run }))?;
    } else if answers.is_empty() {
        output.line("No shared library; `fieldbook library add` adds one.")?;
    } else {
        answers.iter().try_for_each(|answer| tell(answer, output))?;
    }
    let waits = !asked.dry_run && answers.iter().any(needs_a_person);
    Ok(match (refused, waits) {
        (Some(_), _) => Status::Environment,
        (None, true) => Status::No,
        (None, false) => Status::Done,
    })
}

/// Whether somebody has to say yes, or to resolve what came: a script must not go on as if all were well.
fn needs_a_person(answer: &PullAnswer) -> bool {
    match answer {
        PullAnswer::Plan { .. } => true,
        PullAnswer::Pulled { pulled } => conflicts(&pulled.rows) > 0,
        PullAnswer::UpToDate { .. } | PullAnswer::Refused { .. } => false,
    }
}

fn conflicts(rows: &[PullRow]) -> usize {
    rows.iter().filter(|row| row.action == PullAction::Conflict).count()
}

fn tell(answer: &PullAnswer, output: &mut Output) -> Result<(), Failure> {
    match answer {
        PullAnswer::UpToDate { library } => output.line(format!("{library}: up to date"))?,
        PullAnswer::Refused { library, refusal } => {
            output.line(format!("{library}: {}", clean(&refusal.message())))?;
        }
        PullAnswer::Plan { plan } => {
            output.line(format!("{}: would take in", output.paint(Style::Bold, &plan.library)))?;
            rows(&plan.rows, &plan.skipped, output)?;
            if plan.rewritten {
                output.line("  the library's history was rewritten since the last pull")?;
            }
            if plan.breaker {
                output.line(format!(
                    "  stopped: {} of {} records would be withdrawn, shrink or are missing",
                    plan.losing, plan.agreed
                ))?;
            }
            if plan.needs_confirmation {
                output.line("  nothing was changed; --yes carries it out")?;
            }
        }
        PullAnswer::Pulled { pulled } => {
            output.line(format!("{}: took in", output.paint(Style::Bold, &pulled.library)))?;
            rows(&pulled.rows, &pulled.skipped, output)?;
            for id in &pulled.left {
                output.line(format!("  {id}: left for the next pull"))?;
            }
            if conflicts(&pulled.rows) > 0 {
                output.line("  what conflicts stays as it is here until `fieldbook resolve`")?;
            }
        }
    }
    Ok(())
}

fn rows(rows: &[PullRow], skipped: &[SkippedEntry], output: &mut Output) -> Result<(), Failure> {
    for row in rows {
        let style = match row.action {
            PullAction::Conflict | PullAction::Withdraw | PullAction::Missing => Style::Yellow,
            _ => Style::Green,
        };
        let action = output.paint(style, format!("{:<8}", word(row.action)));
        let parts = if row.conflicts > 0 {
            format!(", {} parts to decide", row.conflicts)
        } else {
            String::new()
        };
        let shrinks = if row.shrinks { ", loses more than half of its text" } else { "" };
        output.line(format!("  {action} {}  {}{parts}{shrinks}", row.id, clean(&row.title)))?;
    }
    if rows.is_empty() {
        output.line("  nothing")?;
    }
    for file in skipped {
        output.line(format!("  skipped  {} [{}]", clean(&file.path), file.code))?;
    }
    Ok(())
}

fn word(action: PullAction) -> &'static str {
    match action {
        PullAction::Add => "add",
        PullAction::Update => "update",
        PullAction::Withdraw => "withdraw",
        PullAction::Keep => "keep",
        PullAction::Merge => "merge",
        PullAction::Conflict => "conflict",
        PullAction::Missing => "missing",
        PullAction::Agree => "agree",
    }
}
