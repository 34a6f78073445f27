//! `answer`: what is known about something one is about to try.

use fieldbook_library::{Answer, Saying, VerdictBrief};
use fieldbook_record::Attempts;
use serde_json::{Value, json};

use crate::args;
use crate::args::Global;
use crate::failure::{Failure, Status};
use crate::layout::wrap;
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(
    global: &Global,
    asked: &args::Answer,
    output: &mut Output,
) -> Result<Status, Failure> {
    let library = session::open_to_find(global)?;
    let words: Vec<&str> =
        std::iter::once(&asked.task).chain(&asked.more).map(String::as_str).collect();
    let answer = library.answer(&words.join(" "))?;
    if output.is_json() {
        output.document(&document(&answer))?;
    } else {
        page(&answer, output)?;
    }
    let known = answer.attempts.total > 0 || !answer.findings.is_empty();
    Ok(if known { Status::Done } else { Status::No })
}

fn document(answer: &Answer) -> Value {
    json!({
        "query": answer.query,
        "counted": answer.counted,
        "left_out": answer.left_out,
        "took_us": answer.took_us,
        "saying": answer.saying,
        "attempts": answer.attempts,
        "withdrawn": answer.withdrawn,
        "internal": answer.internal,
        "elsewhere": answer.elsewhere,
        "opens": answer.opens,
        "organisations": answer.organisations,
        "newest_months": answer.newest_months,
        "findings": answer.findings.iter().map(|finding| json!({
            "id": finding.row.id,
            "library": finding.row.library,
            "title": finding.row.title,
            "task_type": finding.row.task_type,
            "verdict": finding.verdict.verdict,
            "certainty": finding.verdict.certainty,
            "stratum": finding.verdict.stratum,
            "p": finding.verdict.p,
            "low": finding.verdict.low,
            "high": finding.verdict.high,
            "n": finding.verdict.n,
            "organisations": finding.verdict.organisations,
            "counts": finding.verdict.counts,
            "newest_months": finding.verdict.newest_months,
            "flags": finding.verdict.flags,
            "retest": finding.verdict.retest,
            "fragile": finding.verdict.fragile,
        })).collect::<Vec<_>>(),
        "playbooks": answer.playbooks.iter().map(|row| json!({
            "id": row.id,
            "library": row.library,
            "title": row.title,
            "task_type": row.task_type,
            "ring": row.ring,
            "certainty": row.certainty,
            "records_behind": row.records_behind,
        })).collect::<Vec<_>>(),
        "failure_modes": answer.failure_modes.iter().map(|mode| json!({
            "text": mode.text,
            "sign": mode.sign,
            "response": mode.response,
            "count": mode.records.len(),
            "records": mode.records,
        })).collect::<Vec<_>>(),
        "failures_read": answer.failures_read,
    })
}

fn page(answer: &Answer, output: &mut Output) -> Result<(), Failure> {
    let attempts = &answer.attempts;
    let head = match answer.saying {
        Saying::NoAttempt => "Nobody is known to have tried this.".to_owned(),
        Saying::TooFew => format!("{}: too few to say.", known(attempts)),
        Saying::OneOrganisation => {
            format!("{}, one organisation: too few to say.", known(attempts))
        }
        Saying::Some => format!("{} in {} organisations.", known(attempts), answer.organisations),
    };
    output.line(output.paint(Style::Bold, head))?;
    let ended = ended(attempts);
    if !ended.is_empty() {
        output.line(format!("  {ended}"))?;
    }
    if attempts.total > 0 {
        output.line(format!(
            "  {} made here, {} from elsewhere",
            answer.internal.total, answer.elsewhere.total
        ))?;
    }
    if answer.withdrawn > 0 {
        let records = if answer.withdrawn == 1 { "record" } else { "records" };
        output.line(format!("  {} withdrawn {records} not counted", answer.withdrawn))?;
    }
    match answer.findings.first() {
        Some(finding) => {
            output.line("")?;
            output.line(format!("Finding: {}", clean(&finding.row.title)))?;
            output.line(format!("  {}", verdict_words(&finding.verdict)))?;
            output.line(format!("  {}", output.paint(Style::Cyan, &finding.row.id)))?;
        }
        None => output.line("No finding covers this.")?,
    }
    if let Some(playbook) = answer.playbooks.first() {
        output.line("")?;
        output.line(format!("Playbook: {}", clean(&playbook.title)))?;
        let ring = playbook.ring.as_deref().unwrap_or("no ring");
        output.line(format!("  {ring} · {}", output.paint(Style::Cyan, &playbook.id)))?;
    }
    if !answer.failure_modes.is_empty() {
        output.line("")?;
        output.line("What goes wrong:")?;
        for mode in &answer.failure_modes {
            let text = format!("{} ({})", clean(&mode.text), mode.records.join(", "));
            for (at, line) in wrap(&text, output.width().saturating_sub(4)).iter().enumerate() {
                output.line(format!("  {} {line}", if at == 0 { "-" } else { " " }))?;
            }
        }
    }
    if !answer.left_out.is_empty() {
        output.line("")?;
        output.line(format!("Counted without {}.", clean(&answer.left_out.join(", "))))?;
    }
    if answer.elsewhere.total > 0 {
        output.line(
            "Not a random sample: those who finish publish more often than those who give up.",
        )?;
    }
    Ok(())
}

fn known(attempts: &Attempts) -> String {
    match attempts.total {
        1 => "1 known attempt".to_owned(),
        total => format!("{total} known attempts"),
    }
}

/// Says how attempts ended, what there is of it.
pub(super) fn ended(attempts: &Attempts) -> String {
    let parts = Attempts::OUTCOMES
        .into_iter()
        .map(|name| (name, attempts.get(name)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {}", name.replace('_', " ")));
    parts.collect::<Vec<_>>().join(", ")
}

fn verdict_words(verdict: &VerdictBrief) -> String {
    let word = serde_json::to_value(verdict.verdict).unwrap_or_default();
    let word = word.as_str().unwrap_or_default().replace('_', " ");
    let interval = match (verdict.p, verdict.low, verdict.high) {
        (Some(p), Some(low), Some(high)) => format!(", {p:.2} [{low:.2}-{high:.2}]"),
        _ => String::new(),
    };
    let newest = verdict
        .newest_months
        .map_or_else(String::new, |months| format!(", newest {months:.0} months old"));
    let retest = if verdict.retest { ", to be tried again" } else { "" };
    format!(
        "{word}{interval}, {} records of {} organisations{newest}, certainty {}{retest}",
        verdict.n,
        verdict.organisations,
        verdict.certainty.as_str().replace('_', " ")
    )
}
