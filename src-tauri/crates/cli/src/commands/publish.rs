//! `publish`: checked, shown, sent; or what is in the way.

use fieldbook_library::{
    ExceptionInput, Library, PublishAnswer, PublishOptions, PublishPlan, PublishState,
};

use crate::args::{Global, Publish};
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

/// A fingerprint may be shortened to this many characters.
const SHORTEST: usize = 8;

pub(super) fn run(
    global: &Global,
    asked: &Publish,
    output: &mut Output,
) -> Result<Status, Failure> {
    let (library, _interrupt) = session::open_to_share(global)?;
    let mut options = PublishOptions {
        ids: asked.ids.clone(),
        library: asked.library.clone(),
        review: asked.review,
        exceptions: Vec::new(),
        message: asked.message.clone(),
        dry_run: asked.dry_run,
    };
    if !asked.except.is_empty() {
        options.exceptions = exceptions(&library, asked, &options)?;
    }
    let answer = library.publish(&options)?;
    let status = match &answer {
        PublishAnswer::NeedsName => {
            return Err(Failure::new(Status::No, "no-name", "nobody is named as the author")
                .hint("`git config --global user.name NAME`, or write it in the app's settings"));
        }
        PublishAnswer::Refused { refusal, compare_url } => {
            return Err(Failure::refused(refusal, compare_url.as_deref()));
        }
        PublishAnswer::Plan { plan } if !plan.ready => Status::No,
        _ => Status::Done,
    };
    if output.is_json() {
        output.document(&answer)?;
        return Ok(status);
    }
    match &answer {
        PublishAnswer::Plan { plan } => page(plan, output)?,
        PublishAnswer::Published { commit, ids } => {
            let short = commit.get(..10).unwrap_or(commit);
            output.line(format!("published {} as {short}", ids.join(", ")))?;
        }
        PublishAnswer::Proposed { branches, compare_url } => {
            for branch in branches {
                output.line(format!("proposed as {branch}"))?;
            }
            if let Some(url) = compare_url {
                output.line(format!("the host shows it on {}", clean(url)))?;
            }
        }
        PublishAnswer::NeedsName | PublishAnswer::Refused { .. } => {}
    }
    Ok(status)
}

/// Finds the findings that the shortened fingerprints name.
fn exceptions(
    library: &Library,
    asked: &Publish,
    options: &PublishOptions,
) -> Result<Vec<ExceptionInput>, Failure> {
    let look = PublishOptions { dry_run: true, ..options.clone() };
    let rows = match library.publish(&look)? {
        PublishAnswer::Plan { plan } => plan.rows,
        PublishAnswer::Refused { refusal, .. } => return Err(Failure::refused(&refusal, None)),
        _ => Vec::new(),
    };
    let mut given = Vec::new();
    for text in &asked.except {
        let bad = || {
            Failure::usage(
                "bad-exception",
                format!("{text}: no finding has this fingerprint, or the reason is missing"),
            )
            .hint("`fieldbook publish … --dry-run` lists findings with their fingerprints")
        };
        let (short, reason) = text.split_once('=').ok_or_else(bad)?;
        if short.len() < SHORTEST || reason.trim().is_empty() {
            return Err(bad());
        }
        let before = given.len();
        for row in &rows {
            let named =
                row.findings.iter().filter(|finding| finding.fingerprint.starts_with(short));
            given.extend(named.map(|finding| ExceptionInput {
                id: row.id.clone(),
                fingerprint: finding.fingerprint.clone(),
                reason: reason.trim().to_owned(),
            }));
        }
        if given.len() == before {
            return Err(bad());
        }
    }
    Ok(given)
}

fn page(plan: &PublishPlan, output: &mut Output) -> Result<(), Failure> {
    for row in &plan.rows {
        let state = match row.state {
            PublishState::New => "new",
            PublishState::Update => "update",
            PublishState::Unchanged => "unchanged",
            PublishState::Behind => "the library has a newer text: pull first",
            PublishState::Conflict => "in conflict: resolve first",
            PublishState::NotOurs => "no document of Fieldbook's own form",
        };
        let style = if row.blocked { Style::Yellow } else { Style::Green };
        output.line(format!(
            "{}  {}  {}",
            output.paint(style, &row.id),
            clean(&row.title),
            state
        ))?;
        if let Some(from) = &row.moves_from {
            output.line(format!("  moves here from {from}"))?;
        }
        if row.too_visible {
            output.line("  its visibility does not allow all readers of this library")?;
        }
        for check in &row.checks {
            output.line(format!(
                "  {}: {}",
                check.field.as_deref().unwrap_or("text"),
                clean(&check.message())
            ))?;
        }
        for finding in &row.findings {
            let excepted = finding
                .excepted
                .as_deref()
                .map_or_else(String::new, |reason| format!(" (let through: {})", clean(reason)));
            let short = finding.fingerprint.get(..SHORTEST).unwrap_or(&finding.fingerprint);
            output.line(format!(
                "  line {}: {} {} [{short}]{excepted}",
                finding.line,
                finding.rule,
                clean(&finding.shown)
            ))?;
        }
    }
    let how = if plan.review { "proposed for review" } else { "published" };
    output.line(if plan.ready {
        format!("would be {how}")
    } else {
        "nothing was sent".to_owned()
    })?;
    Ok(())
}
