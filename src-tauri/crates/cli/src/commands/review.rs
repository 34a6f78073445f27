//! `review`: what others propose, and what one says to it.

use fieldbook_library::{
    Library, ProposalRow, ProposalState, ProposalView, ReviewAnswer, ReviewVerdict,
};
use serde_json::json;

use crate::args::{Global, InLibrary, Proposal, Review, ReviewCommand};
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Review, output: &mut Output) -> Result<Status, Failure> {
    let (library, _interrupt) = session::open_to_share(global)?;
    match &asked.what {
        ReviewCommand::List(within) => list(&library, within, output),
        ReviewCommand::Show(proposal) => {
            let name = named(&library, &proposal.within)?;
            show(&library.proposal_view(&name, &proposal.proposal)?, output)
        }
        ReviewCommand::Approve(asked) => {
            let verdict = ReviewVerdict::Approve { accept_findings: asked.accept_findings };
            decide(&library, &asked.proposal, &verdict, asked.dry_run, output)
        }
        ReviewCommand::RequestChanges(asked) => {
            let verdict = ReviewVerdict::RequestChanges { note: asked.note.clone() };
            decide(&library, &asked.proposal, &verdict, asked.dry_run, output)
        }
        ReviewCommand::Decline(asked) => {
            let verdict = ReviewVerdict::Decline { note: asked.note.clone() };
            decide(&library, &asked.proposal, &verdict, asked.dry_run, output)
        }
    }
}

/// The library that was named, or the only one.
fn named(library: &Library, within: &InLibrary) -> Result<String, Failure> {
    if let Some(name) = &within.library {
        return Ok(name.clone());
    }
    let mut names = library.shared_libraries()?.into_iter().map(|library| library.name);
    match (names.next(), names.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Failure::new(Status::No, "no-library", "there is no shared library")
            .hint("`fieldbook library add` adds one")),
        (Some(_), Some(_)) => {
            Err(Failure::usage("which-library", "there are several shared libraries")
                .hint("name one with --library"))
        }
    }
}

fn list(library: &Library, within: &InLibrary, output: &mut Output) -> Result<Status, Failure> {
    let proposals = library.proposals(within.library.as_deref())?;
    if output.is_json() {
        output.document(&json!({ "proposals": proposals }))?;
        return Ok(Status::Done);
    }
    if proposals.is_empty() {
        output.line("No proposals.")?;
    }
    for row in &proposals {
        line(row, output)?;
    }
    Ok(Status::Done)
}

fn line(row: &ProposalRow, output: &mut Output) -> Result<(), Failure> {
    let name = row.branch.strip_prefix("fieldbook/").unwrap_or(&row.branch);
    let state = match row.state {
        ProposalState::Open => "open",
        ProposalState::ChangesRequested => "changes requested",
        ProposalState::Declined => "declined",
        ProposalState::Merged => "in the library",
    };
    output.line(format!(
        "{}  {}  by {} · {state}",
        output.paint(Style::Cyan, clean(name)),
        clean(&row.title),
        clean(&row.proposed_by)
    ))?;
    if let Some(note) = &row.note {
        output.line(format!("  {}", clean(note)))?;
    }
    Ok(())
}

fn show(view: &ProposalView, output: &mut Output) -> Result<Status, Failure> {
    if output.is_json() {
        output.document(view)?;
        return Ok(Status::Done);
    }
    line(&view.row, output)?;
    for field in &view.diff.fields {
        output.line(output.paint(Style::Bold, clean(&field.path)))?;
        if let Some(before) = &field.before {
            output.line(output.paint(Style::Red, format!("  - {}", clean(before))))?;
        }
        if let Some(after) = &field.after {
            output.line(output.paint(Style::Green, format!("  + {}", clean(after))))?;
        }
    }
    for block in view.diff.body.iter().filter(|block| block.before != block.after) {
        for (lines, sign, style) in
            [(&block.before, '-', Style::Red), (&block.after, '+', Style::Green)]
        {
            for line in lines {
                let text: String = line.parts.iter().map(|part| part.text.as_str()).collect();
                output.line(output.paint(style, format!("  {sign} {}", clean(&text))))?;
            }
        }
    }
    for check in &view.checks {
        output.line(format!("check: {}", clean(&check.message())))?;
    }
    for finding in &view.findings {
        output.line(format!(
            "line {}: {} {}",
            finding.line,
            finding.rule,
            clean(&finding.shown)
        ))?;
    }
    if let Some(why) = &view.why_not {
        output.line(format!("you may not approve it: {}; {}", reason(why), what_to_do(why)))?;
    }
    Ok(Status::Done)
}

fn decide(
    library: &Library,
    proposal: &Proposal,
    verdict: &ReviewVerdict,
    dry_run: bool,
    output: &mut Output,
) -> Result<Status, Failure> {
    let name = named(library, &proposal.within)?;
    let answer = library.review(&name, &proposal.proposal, verdict, dry_run)?;
    match &answer {
        ReviewAnswer::MayNot { why } => {
            let (reason, hint) = (reason(why), what_to_do(why));
            return Err(Failure::new(Status::No, "may-not-approve", reason)
                .arg("why", why)
                .hint(hint));
        }
        ReviewAnswer::NeedsNote => {
            return Err(Failure::usage("needs-note", "the author needs a note to know what to do")
                .hint("--note \"what is missing, or why not\""));
        }
        ReviewAnswer::Refused { refusal, compare_url } => {
            return Err(Failure::refused(refusal, compare_url.as_deref()));
        }
        _ if output.is_json() => output.document(&answer)?,
        ReviewAnswer::Approved { commit } => {
            output.line(format!("approved as {}", commit.get(..10).unwrap_or(commit)))?;
        }
        ReviewAnswer::Sent => output.line(if dry_run { "would be sent" } else { "sent" })?,
        ReviewAnswer::WouldApprove { text } => output.line(clean(text))?,
    }
    Ok(Status::Done)
}

fn reason(why: &str) -> &str {
    match why {
        "own-proposal" => "it is your own proposal",
        "author" => "you are one of its authors",
        "declined" => "it was declined",
        "findings" => "the checks found something that should not be published",
        "conflict" => "the library has changed the same parts since",
        "no-name" => "nobody is named as the reviewer",
        other => other,
    }
}

fn what_to_do(why: &str) -> &'static str {
    match why {
        "own-proposal" | "author" => "somebody else has to approve it",
        "declined" => "its author may propose it again",
        "findings" => "`fieldbook review show` names it; --accept-findings lets it through",
        "conflict" => "its author pulls, resolves and proposes it again",
        "no-name" => "`git config --global user.name NAME`, or write it in the app's settings",
        _ => "`fieldbook review show` says more",
    }
}
