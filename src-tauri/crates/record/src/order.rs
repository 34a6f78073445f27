//! The order of keys in a document, which is also the list of keys that Fieldbook knows.

use crate::kind::Kind;

/// Returns the known keys of a map in the order in which they are written.
///
/// `path` is dotted and has no list positions: `effort.planned`, `sources`. An empty slice means that
/// the map has no order of its own.
pub(crate) fn keys(kind: Kind, path: &str) -> &'static [&'static str] {
    if path.is_empty() {
        return match kind {
            Kind::CaseStudy => CASE_STUDY,
            Kind::Playbook => PLAYBOOK,
            Kind::Finding => FINDING,
        };
    }
    match (kind, path) {
        (_, "sources") => &[
            "id",
            "url",
            "internal_ref",
            "title",
            "publisher",
            "published",
            "accessed",
            "tier",
            "note",
        ],
        (_, "links") => &["rel", "to", "note"],
        (_, "verified") => &["by", "on", "against", "note"],
        (_, "verified.against") => &["agent", "model"],
        (_, "measures") => &["name", "unit", "direction", "guardrail"],
        (_, "failure_modes") => &["mode", "sign", "response"],
        (_, "ground_rules") => &["rule", "enforced", "enforce_with"],
        (Kind::Playbook, "supervision") => &["autonomy_level", "gates", "stop_conditions"],
        (Kind::Finding, "evidence") => &[
            "ref",
            "result",
            "supervised",
            "successes",
            "trials",
            "severe",
            "agent",
            "model",
            "note",
        ],
        (Kind::CaseStudy, path) => case_study(path),
        _ => &[],
    }
}

fn case_study(path: &str) -> &'static [&'static str] {
    match path {
        "agent" => &["name", "version", "harness"],
        "model" => &["name", "version"],
        "team" => &["size", "seniority", "roles", "note"],
        "infrastructure" => {
            &["hosting", "provider", "compute", "accelerators", "data_location", "note"]
        }
        "effort" => &["planned", "actual", "learning", "scope_match", "agent_cost", "ratio"],
        "effort.planned" | "effort.actual" => &["people", "duration", "basis", "note"],
        "effort.planned.people" | "effort.actual.people" | "team.size" => &["min", "max"],
        "effort.planned.duration" | "effort.actual.duration" => {
            &["min", "max", "unit", "day_basis"]
        }
        "effort.learning" => &["value", "unit", "included"],
        "effort.agent_cost" => &["usd", "tokens"],
        "effort.ratio" => &["of", "value", "min", "max", "basis"],
        "counts" => &["role", "successes", "trials", "rate", "unit", "approximate"],
        "incident" => {
            &["trigger", "detection", "root_causes", "resolution", "action_items", "got_lucky"]
        }
        "incident.action_items" => &["text", "owner", "type"],
        "evidence" => &[
            "study_design",
            "independence",
            "certainty",
            "downgraded_for",
            "denominator_known",
            "disputed",
        ],
        "facts" => &["text", "mark", "source"],
        _ => &[],
    }
}

const CASE_STUDY: &[&str] = &[
    "schema",
    "id",
    "kind",
    "title",
    "status",
    "status_reason",
    "summary",
    "organisation",
    "date",
    "task_type",
    "domain",
    "tags",
    "agent",
    "model",
    "autonomy_level",
    "supervision",
    "ground_rules",
    "team",
    "infrastructure",
    "effort",
    "counts",
    "outcome",
    "expected",
    "due",
    "harm",
    "measured_result",
    "what_worked",
    "what_failed",
    "caveats",
    "incident",
    "evidence",
    "sources",
    "facts",
    "links",
    "authors",
    "reviewed_by",
    "owner",
    "visibility",
    "origin",
    "created",
    "updated",
    "review_by",
    "verified",
    "aliases",
];

const PLAYBOOK: &[&str] = &[
    "schema",
    "id",
    "kind",
    "title",
    "status",
    "status_reason",
    "summary",
    "task_type",
    "domain",
    "tags",
    "ring",
    "ring_reason",
    "ring_decided_by",
    "ring_decided_on",
    "problem",
    "context",
    "forces",
    "signals",
    "anti_signals",
    "preconditions",
    "steps",
    "ground_rules",
    "supervision",
    "failure_modes",
    "measures",
    "confirmation",
    "links",
    "caveats",
    "sources",
    "authors",
    "reviewed_by",
    "owner",
    "visibility",
    "origin",
    "created",
    "updated",
    "review_by",
    "verified",
    "aliases",
];

const FINDING: &[&str] = &[
    "schema",
    "id",
    "kind",
    "title",
    "status",
    "status_reason",
    "summary",
    "task_type",
    "domain",
    "tags",
    "claim",
    "conditions",
    "out_of_scope",
    "half_life_months",
    "evidence",
    "caveats",
    "sources",
    "links",
    "authors",
    "reviewed_by",
    "owner",
    "visibility",
    "origin",
    "created",
    "updated",
    "review_by",
    "verified",
    "aliases",
];
