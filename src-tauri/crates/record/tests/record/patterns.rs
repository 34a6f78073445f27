//! Files of the pattern catalogue: the mapping, and what it leaves alone.

use fieldbook_record::vocabulary::{Origin, Rel, Status, Tier};
use fieldbook_record::{CheckCode, Context, Format, Kind, Reading, Severity, links, read};
use jiff::civil::date;

use crate::corpus::patterns;

fn pattern(id: &str, text: &str) -> Reading {
    let mut context = Context::new(id, date(2026, 11, 23));
    context.format = Format::Pattern;
    read(text, &context)
}

const GATEWAY: &str = "---\ntitle: Tool Gate # comment\nstatus: validated-in-production\nauthors: [\"A (@a)\"]\nbased_on:\n  - Some Team\ncategory: \"Tool Use & Environment\"\nsource: 'https://example.org/gate'\ntags: [tool-gateway, mcp]\nslug: tool-gate\nid: the-tool-gate\nmaturity: maturing\neffort: days\nsignals: [\"Ten tools\"]\nanti_signals: [One tool]\nprerequisites: [\"MCP\"]\nrelated: [other-pattern]\nanti_patterns: [bad-pattern]\nupdated_at: 2026-03-31\nevidence_grade: high\nhomegrown: 1\n---\n\n## Problem\n\nEach **tool** needs a key, e.g. one per\nvendor. Then it grows.\n\n## References\n\n- [The gate](https://example.org/gate) - an article\n- A book without address\n";

#[test]
fn the_mapping_keeps_claims_apart() {
    let reading = pattern("gate", GATEWAY);
    let record = &reading.record;
    assert_eq!(
        (record.kind, &record.status, &record.origin),
        (Kind::Playbook, &Status::Published, &Origin::Imported)
    );
    assert_eq!(record.id, "gate");
    assert_eq!(record.title, "Tool Gate");
    assert_eq!(record.summary.as_deref(), Some("Each tool needs a key, e.g. one per vendor."));
    assert_eq!(record.domain.as_deref(), Some("Tool Use & Environment"));
    assert_eq!(record.aliases, ["the-tool-gate", "tool-gate"]);
    assert_eq!(record.updated.unwrap().to_string(), "2026-03-31");
    assert_eq!(record.unknown_keys, ["homegrown"]);
    let claimed = record.claimed.as_ref().unwrap();
    assert_eq!(claimed.status.as_deref(), Some("validated-in-production"));
    assert_eq!(claimed.evidence_grade.as_deref(), Some("high"));
    assert_eq!(
        (claimed.maturity.as_deref(), claimed.effort.as_deref()),
        (Some("maturing"), Some("days"))
    );
    let playbook = record.playbook().unwrap();
    assert_eq!(
        (playbook.signals.len(), playbook.anti_signals.len(), playbook.preconditions.len()),
        (1, 1, 1)
    );
    let sources: Vec<_> = record
        .sources
        .iter()
        .map(|source| (source.url.as_deref(), source.title.as_deref(), source.tier.clone()))
        .collect();
    assert_eq!(
        sources,
        [
            (
                Some("https://example.org/gate"),
                Some("The gate - an article"),
                Some(Tier::Secondary)
            ),
            (None, Some("Some Team"), Some(Tier::Secondary)),
            (None, Some("A book without address"), Some(Tier::Secondary)),
        ]
    );
    let to: Vec<_> = links(&reading, GATEWAY).into_iter().map(|link| (link.rel, link.to)).collect();
    assert_eq!(to, [(Rel::Related, "other-pattern".into()), (Rel::Related, "bad-pattern".into())]);
    assert_eq!(reading.checks.len(), 1, "{:?}", reading.checks);
    assert_eq!(reading.checks[0].code, CheckCode::ImportedAsClaims);
    assert_eq!(reading.checks[0].severity, Severity::Hint);
}

#[test]
fn every_file_of_the_catalogue_reads_as_a_playbook() {
    let files = patterns();
    let mut claims = std::collections::BTreeMap::new();
    for (name, text) in &files {
        assert_eq!(Format::detect(text), Format::Pattern, "{name}");
        let reading = pattern(name, text);
        let record = &reading.record;
        assert!(record.summary.as_ref().is_some_and(|summary| summary.len() > 20), "{name}");
        assert!(
            !record.authors.is_empty() && !record.tags.is_empty() && record.domain.is_some(),
            "{name}"
        );
        assert!(
            record.sources.iter().any(|source| source.url.is_some()),
            "{name}: {:?}",
            record.sources
        );
        let problem = record.playbook().unwrap().problem.as_ref();
        assert!(problem.is_some(), "{name}");
        let claimed = record.claimed.as_ref().unwrap();
        *claims.entry(claimed.status.clone().unwrap()).or_insert(0) += 1;
        let loud: Vec<_> =
            reading.checks.iter().filter(|check| check.severity != Severity::Hint).collect();
        assert!(loud.is_empty(), "{name}: {loud:?}");
        assert_eq!(&text[reading.body_offset as usize..], fieldbook_record::body(text), "{name}");
    }
    if !files.is_empty() {
        let counts: Vec<i32> = claims.values().copied().collect();
        assert_eq!(counts, [14, 102, 26, 4, 11, 1, 34], "{claims:?}");
    }
}
