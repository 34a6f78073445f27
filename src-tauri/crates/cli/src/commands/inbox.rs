//! `inbox`: what needs a person.

use fieldbook_library::{Inbox, InboxGroup, InboxItem};
use serde_json::{Value, json};

use crate::args::Global;
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open_to_find(global)?;
    let inbox = library.inbox()?;
    if output.is_json() {
        output.document(&document(&inbox))?;
    } else {
        page(&inbox, output)?;
    }
    Ok(Status::Done)
}

fn document(inbox: &Inbox) -> Value {
    json!({
        "items": inbox.items.iter().map(|item| json!({
            "id": item.id,
            "group": item.group,
            "record": item.record,
            "kind": item.kind,
            "title": item.title,
            "task_type": item.task_type,
            "agent": item.agent,
            "model": item.model,
            "expected": item.expected,
            "date": item.date,
            "days_late": item.days_late,
            "unreported": item.unreported,
            "gaps": item.gaps,
            "not_seen_on": item.not_seen_on,
            "query": item.query,
            "times": item.times,
        })).collect::<Vec<_>>(),
        "counts": inbox.counts,
        "by_task": inbox.by_task,
        "snoozed": inbox.snoozed,
        "more": inbox.more,
    })
}

fn page(inbox: &Inbox, output: &mut Output) -> Result<(), Failure> {
    if inbox.items.is_empty() {
        output.line("Nothing waits for you.")?;
    }
    let mut group = None;
    for item in &inbox.items {
        if group != Some(item.group) {
            group = Some(item.group);
            let count = inbox.counts.get(item.group.as_str()).copied().unwrap_or(0);
            output.line(output.paint(Style::Bold, format!("{} ({count})", heading(item.group))))?;
        }
        output.line(format!("  {}", clean(&item.title)))?;
        let name = item.record.as_deref().unwrap_or(&item.id);
        output.line(format!("    {} {}", output.paint(Style::Cyan, name), clean(&why(item))))?;
    }
    if inbox.more {
        output.line("There is more than is looked through at once.")?;
    }
    Ok(())
}

fn heading(group: InboxGroup) -> &'static str {
    match group {
        InboxGroup::Overdue => "Open attempts past their day",
        InboxGroup::Gaps => "Records with gaps",
        InboxGroup::Review => "Due for another look",
        InboxGroup::Retest => "To be tried again",
        InboxGroup::Request => "Requests",
    }
}

fn why(item: &InboxItem) -> String {
    match item.group {
        InboxGroup::Overdue => {
            let counted = if item.unreported { ", counted as unreported" } else { "" };
            format!("{} days late{counted}", item.days_late.unwrap_or(0))
        }
        InboxGroup::Gaps => format!("missing: {}", item.gaps.join(", ")),
        InboxGroup::Review => format!("due {}", item.date.as_deref().unwrap_or("now")),
        InboxGroup::Retest if item.not_seen_on.is_empty() => "the only support is old".to_owned(),
        InboxGroup::Retest => format!("not seen on {}", item.not_seen_on.join(", ")),
        InboxGroup::Request => format!("asked {} times", item.times.unwrap_or(1)),
    }
}
