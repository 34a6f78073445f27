//! The fields that all kinds share.

use crate::body;
use crate::check::{Check, CheckCode, Severity};
use crate::kind::{Format, Kind};
use crate::order;
use crate::read::Context;
use crate::read::fields::{At, Reader};
use crate::read::kinds;
use crate::record::{Details, Record, Source, StatedLink, Verification};
use crate::template::is_valid_id;
use crate::vocabulary::{Origin, Rel, Status, TASK_TYPES, task_type_alias};
use crate::yaml::NodeKind;

/// The version of the format that this code writes.
pub(crate) const SCHEMA: f64 = 1.0;

/// Reads a document of our own format, or of foreign front matter whose keys may coincide.
pub(crate) fn record(
    root: &At<'_>,
    body: &str,
    context: &Context<'_>,
    reader: &mut Reader,
) -> Record {
    let kind = kind(root, context, reader);
    let id = id(root, context, reader);
    let title = reader
        .text(&root.key("title"))
        .or_else(|| body::first_heading(body))
        .unwrap_or_else(|| id.clone());
    let details = match kind {
        Kind::CaseStudy => Details::CaseStudy(kinds::case_study(root, reader)),
        Kind::Playbook => Details::Playbook(kinds::playbook(root, reader)),
        Kind::Finding => Details::Finding(kinds::finding(root, reader)),
    };
    let foreign = context.format == Format::Markdown;
    let summary = reader.text(&root.key("summary")).or_else(|| {
        let described = reader.text(&root.key("description"));
        described.filter(|_| foreign)
    });
    Record {
        id,
        kind,
        title,
        status: status(root, foreign, reader),
        summary,
        task_type: task_type(root, context, reader),
        domain: reader.text(&root.key("domain")),
        tags: reader.texts(&root.key("tags")),
        authors: authors(root, foreign, reader),
        reviewed_by: reader.texts(&root.key("reviewed_by")),
        owner: reader.text(&root.key("owner")),
        created: reader.date(&root.key("created")),
        updated: reader.date(&root.key("updated")),
        review_by: reader.date(&root.key("review_by")),
        visibility: reader.word(&root.key("visibility")),
        origin: reader
            .word::<Origin>(&root.key("origin"))
            .unwrap_or_else(|| context.origin.clone()),
        sources: sources(root, reader),
        links: links(root, reader),
        caveats: reader.texts(&root.key("caveats")),
        aliases: reader.texts(&root.key("aliases")),
        verified: verified(root, reader),
        status_reason: reader.text(&root.key("status_reason")),
        details,
        claimed: None,
        unknown_keys: unknown_keys(root, kind, context, reader),
    }
}

/// Decides the kind: the text, then the store, then the id, then the keys that only one kind has.
fn kind(root: &At<'_>, context: &Context<'_>, reader: &mut Reader) -> Kind {
    let at = root.key("kind");
    let stated = reader.text(&at);
    if let Some(word) = &stated {
        if let Some(kind) = Kind::from_word(word) {
            return kind;
        }
        if context.format == Format::Fieldbook {
            let check = Check::new(CheckCode::UnknownValue, Severity::Error)
                .arg("value", word.as_str())
                .arg("allowed", "case-study, playbook, finding");
            reader.add("kind", check);
        }
    }
    let has = |key: &str| root.key(key).node.is_some();
    let by_keys = || {
        if has("claim") || has("half_life_months") {
            Some(Kind::Finding)
        } else if has("steps") || has("ring") || has("anti_signals") {
            Some(Kind::Playbook)
        } else if has("outcome") || has("what_failed") || has("organisation") {
            Some(Kind::CaseStudy)
        } else {
            None
        }
    };
    context.kind.or_else(|| Kind::from_id(context.id)).or_else(by_keys).unwrap_or(Kind::CaseStudy)
}

fn id(root: &At<'_>, context: &Context<'_>, reader: &mut Reader) -> String {
    if context.format == Format::Markdown {
        // A foreign `id` means something else; the stored one is the only one that links can use.
        return context.id.to_owned();
    }
    let Some(id) = reader.text(&root.key("id")) else {
        return context.id.to_owned();
    };
    if !is_valid_id(&id) {
        let check = Check::new(CheckCode::InvalidId, Severity::Error).arg("value", id);
        reader.add("id", check);
        return context.id.to_owned();
    }
    if !context.id.is_empty() && id != context.id {
        let check = Check::new(CheckCode::IdDiffers, Severity::Warning)
            .arg("value", id.as_str())
            .arg("stored", context.id);
        reader.add("id", check);
    }
    id
}

fn status(root: &At<'_>, foreign: bool, reader: &mut Reader) -> Status {
    let at = root.key("status");
    if foreign {
        // "status: evergreen" of another tool is no status of ours.
        let word = at.node.and_then(|node| node.scalar()).map(Status::from);
        return word.filter(Status::is_known).unwrap_or(Status::Draft);
    }
    reader.word(&at).unwrap_or(Status::Draft)
}

fn task_type(root: &At<'_>, context: &Context<'_>, reader: &mut Reader) -> Option<String> {
    let word = reader.text(&root.key("task_type"))?;
    let known = TASK_TYPES.contains(&word.as_str()) || context.task_types.contains(&word);
    if !known {
        let mut check =
            Check::new(CheckCode::UnknownTaskType, Severity::Warning).arg("value", word.as_str());
        if let Some(meant) = task_type_alias(&word) {
            check = check.arg("meant", meant);
        }
        reader.add("task_type", check);
    }
    Some(word)
}

fn authors(root: &At<'_>, foreign: bool, reader: &mut Reader) -> Vec<String> {
    let authors = reader.texts(&root.key("authors"));
    if authors.is_empty() && foreign {
        return reader.texts(&root.key("author"));
    }
    authors
}

fn sources(root: &At<'_>, reader: &mut Reader) -> Vec<Source> {
    let at = root.key("sources");
    let mut sources = Vec::new();
    for item in reader.list(&at) {
        if !item.is_map() {
            // A bare address or title is a source too.
            let Some(text) = reader.text(&item) else {
                continue;
            };
            sources.push(from_text(&text));
            continue;
        }
        sources.push(Source {
            id: reader.text(&item.key("id")),
            url: reader.text(&item.key("url")),
            internal_ref: reader.text(&item.key("internal_ref")),
            title: reader.text(&item.key("title")),
            publisher: reader.text(&item.key("publisher")),
            published: reader.text(&item.key("published")),
            accessed: reader.text(&item.key("accessed")),
            tier: reader.word(&item.key("tier")),
            note: reader.text(&item.key("note")),
        });
    }
    sources
}

/// Makes a source out of an address or a title.
pub(crate) fn from_text(text: &str) -> Source {
    let is_url = text.starts_with("http://") || text.starts_with("https://");
    Source {
        url: is_url.then(|| text.to_owned()),
        title: (!is_url).then(|| text.to_owned()),
        ..Source::default()
    }
}

fn links(root: &At<'_>, reader: &mut Reader) -> Vec<StatedLink> {
    let mut links = Vec::new();
    for item in reader.list(&root.key("links")) {
        let link = if item.is_map() {
            reader.text(&item.key("to")).map(|to| StatedLink {
                rel: reader.word(&item.key("rel")).unwrap_or(Rel::Related),
                to,
                note: reader.text(&item.key("note")),
            })
        } else {
            reader.text(&item).map(|to| StatedLink { rel: Rel::Related, to, note: None })
        };
        match link {
            Some(link) => links.push(link),
            None => reader.warn(&item.path, CheckCode::LinkWithoutTarget),
        }
    }
    links
}

fn verified(root: &At<'_>, reader: &mut Reader) -> Vec<Verification> {
    let mut events = Vec::new();
    for item in reader.list(&root.key("verified")) {
        let Some(item) = reader.map(&item) else {
            continue;
        };
        let against = item.key("against");
        events.push(Verification {
            by: reader.text(&item.key("by")),
            on: reader.date(&item.key("on")),
            agent: reader.text(&against.key("agent")),
            model: reader.text(&against.key("model")),
            note: reader.text(&item.key("note")),
        });
    }
    events
}

/// Lists the top-level keys that are no fields of the kind, and reports unknown keys at any depth.
fn unknown_keys(
    root: &At<'_>,
    kind: Kind,
    context: &Context<'_>,
    reader: &mut Reader,
) -> Vec<String> {
    let Some(node) = root.node else {
        return Vec::new();
    };
    let known = order::keys(kind, "");
    let unknown: Vec<String> = node
        .entries()
        .iter()
        .map(|entry| entry.key.clone())
        .filter(|key| !known.contains(&key.as_str()))
        .collect();
    if context.format == Format::Fieldbook {
        report_unknown(root, kind, "", reader);
    }
    unknown
}

fn report_unknown(at: &At<'_>, kind: Kind, pattern: &str, reader: &mut Reader) {
    let Some(node) = at.node else { return };
    match &node.kind {
        NodeKind::Scalar { .. } => {}
        NodeKind::List { .. } => {
            for item in reader.list(at) {
                report_unknown(&item, kind, pattern, reader);
            }
        }
        NodeKind::Map { entries, .. } => {
            let known = order::keys(kind, pattern);
            for entry in entries {
                let child = at.key(&entry.key);
                if !known.contains(&entry.key.as_str()) {
                    if !known.is_empty() {
                        let mut check = Check::new(CheckCode::UnknownKey, Severity::Hint);
                        if let Some(meant) = closest(&entry.key, known) {
                            check = check.arg("meant", meant);
                        }
                        reader.add(&child.path, check);
                    }
                    continue;
                }
                let pattern = if pattern.is_empty() {
                    entry.key.clone()
                } else {
                    format!("{pattern}.{}", entry.key)
                };
                report_unknown(&child, kind, &pattern, reader);
            }
        }
    }
}

/// Returns the known key that differs by at most two letters.
fn closest(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let limit = if key.len() <= 4 { 1 } else { 2 };
    known
        .iter()
        .map(|other| (distance(key, other), *other))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, other)| other)
}

fn distance(a: &str, b: &str) -> usize {
    // Keys are short; anything long is no slip of the hand.
    if a.len() > 40 {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
