//! Files of the awesome-agentic-patterns catalogue, mapped onto a playbook without touching a byte.
//!
//! The catalogue's own status and grades are claims and stay claims. The record's status is
//! `published`, because the catalogue has published it and a draft would hide it from readers; its
//! origin is `imported`, which is what keeps it out of every rate and count of ours.

use crate::body::{self, Line};
use crate::claimed::Claimed;
use crate::kind::Kind;
use crate::playbook::Playbook;
use crate::read::Context;
use crate::read::common::from_text;
use crate::read::fields::{At, Reader};
use crate::record::{Details, Record, Source, StatedLink};
use crate::template::is_valid_id;
use crate::vocabulary::{Origin, Rel, Status, Tier};

/// Most entries of a References section that become sources.
const MAX_REFERENCES: usize = 50;

/// Keys of the catalogue's schema.
const KEYS: &[&str] = &[
    "title",
    "status",
    "authors",
    "category",
    "source",
    "tags",
    "based_on",
    "summary",
    "slug",
    "id",
    "maturity",
    "complexity",
    "effort",
    "impact",
    "signals",
    "anti_signals",
    "prerequisites",
    "related",
    "anti_patterns",
    "tools",
    "domains",
    "updated_at",
    "last_updated",
    "research_date",
    "evidence_grade",
    "evidence_snapshot",
];

pub(crate) fn record(
    root: &At<'_>,
    body: &str,
    context: &Context<'_>,
    reader: &mut Reader,
) -> Record {
    let claimed = claimed(root, reader);
    let problem = body::first_paragraph(&body::section(body, "Problem"));
    let title = reader
        .text(&root.key("title"))
        .or_else(|| body::first_heading(body))
        .unwrap_or_else(|| context.id.to_owned());
    let summary =
        reader.text(&root.key("summary")).or_else(|| problem.as_deref().map(body::first_sentence));
    let updated = ["updated_at", "last_updated", "research_date"]
        .into_iter()
        .find_map(|key| reader.date(&root.key(key)));
    let playbook = Playbook {
        problem,
        signals: reader.texts(&root.key("signals")),
        anti_signals: reader.texts(&root.key("anti_signals")),
        preconditions: reader.texts(&root.key("prerequisites")),
        ..Playbook::default()
    };
    Record {
        id: context.id.to_owned(),
        kind: Kind::Playbook,
        title,
        status: Status::Published,
        summary,
        task_type: None,
        domain: claimed.category.clone(),
        tags: reader.texts(&root.key("tags")),
        authors: reader.texts(&root.key("authors")),
        reviewed_by: Vec::new(),
        owner: None,
        created: None,
        updated,
        review_by: None,
        visibility: None,
        origin: Origin::Imported,
        sources: sources(&claimed, body),
        links: links(root, &claimed, reader),
        caveats: Vec::new(),
        aliases: aliases(context.id, &claimed),
        verified: Vec::new(),
        status_reason: None,
        details: Details::Playbook(playbook),
        claimed: Some(claimed),
        unknown_keys: unknown_keys(root),
    }
}

fn claimed(root: &At<'_>, reader: &mut Reader) -> Claimed {
    let mut text = |key: &str| reader.text(&root.key(key));
    let (status, category, maturity, complexity) =
        (text("status"), text("category"), text("maturity"), text("complexity"));
    let (effort, impact, evidence_grade) = (text("effort"), text("impact"), text("evidence_grade"));
    let (evidence_snapshot, source, slug, pattern_id) =
        (text("evidence_snapshot"), text("source"), text("slug"), text("id"));
    Claimed {
        status,
        category,
        maturity,
        complexity,
        effort,
        impact,
        evidence_grade,
        evidence_snapshot,
        tools: reader.texts(&root.key("tools")),
        domains: reader.texts(&root.key("domains")),
        based_on: reader.texts(&root.key("based_on")),
        source,
        slug,
        pattern_id,
        anti_patterns: reader.texts(&root.key("anti_patterns")),
    }
}

/// The source, what it is based on, and the References section: all second-hand to us.
fn sources(claimed: &Claimed, body: &str) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    let stated = claimed.source.iter().chain(&claimed.based_on);
    let references = body::section(body, "References");
    let listed = references.iter().filter_map(reference).take(MAX_REFERENCES);
    for source in stated.map(|text| from_text(text)).chain(listed) {
        match sources.iter_mut().find(|known| known.url.is_some() && known.url == source.url) {
            // The list of references knows the title of the address in front matter.
            Some(known) => known.title = known.title.take().or(source.title),
            None => sources.push(Source { tier: Some(Tier::Secondary), ..source }),
        }
    }
    sources
}

/// Reads one list item of a References section.
fn reference(line: &Line<'_>) -> Option<Source> {
    if line.code {
        return None;
    }
    let text = line.text.trim_start().strip_prefix(['-', '*', '+'])?.trim();
    let address = |text: &str| {
        let start = text.find("https://").or_else(|| text.find("http://"))?;
        let rest = &text[start..];
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"'))
            .unwrap_or(rest.len());
        Some(rest[..end].trim_end_matches(['.', ',', ';']).to_owned())
    };
    let url = address(text);
    let title = body::plain(text);
    let title = match &url {
        Some(url) => title
            .replace(url.as_str(), "")
            .trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, '-' | ':' | '<' | '>' | '–' | '—')
            })
            .to_owned(),
        None => title,
    };
    (url.is_some() || !title.is_empty()).then(|| Source {
        url,
        title: (!title.is_empty()).then_some(title),
        ..Source::default()
    })
}

fn links(root: &At<'_>, claimed: &Claimed, reader: &mut Reader) -> Vec<StatedLink> {
    let related = reader.texts(&root.key("related"));
    let opposed = claimed.anti_patterns.iter().map(|to| StatedLink {
        rel: Rel::Related,
        to: to.clone(),
        note: Some("opposing pattern".to_owned()),
    });
    related
        .into_iter()
        .map(|to| StatedLink { rel: Rel::Related, to, note: None })
        .chain(opposed)
        .collect()
}

/// Other patterns refer to this one by its id or slug, which may differ from the file's name.
fn aliases(id: &str, claimed: &Claimed) -> Vec<String> {
    let mut aliases: Vec<String> = Vec::new();
    for name in claimed.pattern_id.iter().chain(&claimed.slug) {
        if name != id && is_valid_id(name) && !aliases.contains(name) {
            aliases.push(name.clone());
        }
    }
    aliases
}

fn unknown_keys(root: &At<'_>) -> Vec<String> {
    root.node.map_or_else(Vec::new, |node| {
        node.entries()
            .iter()
            .map(|entry| entry.key.clone())
            .filter(|key| !KEYS.contains(&key.as_str()))
            .collect()
    })
}
