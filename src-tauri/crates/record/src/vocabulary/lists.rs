//! The last closed lists, those that are no enums, and every list that a form offers.

use super::*;

vocabulary! {
    /// Which way a measure should move.
    Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
    }
    /// What a case says about a finding's claim.
    EvidenceResult {
        /// For it.
        Supports = "supports",
        /// Partly.
        Mixed = "mixed",
        /// Against it.
        Refutes = "refutes",
        /// Exists, but cannot be scored.
        None = "none",
    }
}

/// The closed list of task types; a library extends it in its `fieldbook.toml`.
pub const TASK_TYPES: &[&str] = &[
    "feature",
    "bug-fix",
    "maintenance",
    "refactoring",
    "migration",
    "port",
    "greenfield",
    "re-architecture",
    "test-generation",
    "code-review",
    "documentation",
    "performance",
    "specification",
    "verification",
    "security",
    "control-design",
    "incident-triage",
    "operations",
    "data-work",
    "office-work",
    "customer-service",
    "business-process",
    "learning",
    "rollout",
    "general",
];

/// The seven capabilities of the DORA AI model, as slugs for `preconditions`.
pub const PRECONDITIONS: &[&str] = &[
    "clear-and-communicated-ai-stance",
    "healthy-data-ecosystems",
    "ai-accessible-internal-data",
    "strong-version-control-practices",
    "working-in-small-batches",
    "user-centric-focus",
    "quality-internal-platforms",
];

/// Returns the list's word for one of the longer task-type names of older content, if it is one.
pub fn task_type_alias(word: &str) -> Option<&'static str> {
    Some(match word {
        "organisational-rollout" | "platform-rollout" => "rollout",
        "reimplementation" => "port",
        "app-building" => "greenfield",
        "operations-change" | "production-change" => "operations",
        "mixed-maintenance" | "small-change" | "pull-requests" => "maintenance",
        "mixed-development" | "capability-trend" => "general",
        "freelance-tasks" => "feature",
        "file-management" | "email-triage" => "office-work",
        "supply-chain-security" | "security-research" => "security",
        "business-operations" => "business-process",
        "code-quality" => "code-review",
        _ => return None,
    })
}

/// Every list that a form offers, under the name of the field it belongs to.
///
/// The names are field paths without list positions: `status`, `evidence.certainty`,
/// `effort.planned.basis`.
pub fn lists() -> Vec<(&'static str, &'static [&'static str])> {
    vec![
        ("status", Status::WORDS),
        ("task_type", TASK_TYPES),
        ("visibility", Visibility::WORDS),
        ("origin", Origin::WORDS),
        ("sources.tier", Tier::WORDS),
        // The last two are computed and never written by hand.
        ("links.rel", &Rel::WORDS[..Rel::WORDS.len() - 2]),
        ("autonomy_level", AutonomyLevel::WORDS),
        ("supervision.autonomy_level", AutonomyLevel::WORDS),
        ("outcome", Outcome::WORDS),
        ("harm", Harm::WORDS),
        ("incident.action_items.type", ActionType::WORDS),
        ("effort.planned.basis", Basis::WORDS),
        ("effort.actual.basis", Basis::WORDS),
        ("effort.planned.duration.unit", Unit::WORDS),
        ("effort.actual.duration.unit", Unit::WORDS),
        ("effort.planned.duration.day_basis", DayBasis::WORDS),
        ("effort.actual.duration.day_basis", DayBasis::WORDS),
        ("effort.learning.unit", Unit::WORDS),
        ("effort.learning.included", Included::WORDS),
        ("effort.scope_match", ScopeMatch::WORDS),
        ("effort.ratio.of", RatioOf::WORDS),
        ("counts.role", CountRole::WORDS),
        ("evidence.study_design", StudyDesign::WORDS),
        ("evidence.independence", Independence::WORDS),
        ("evidence.certainty", Certainty::WORDS),
        ("evidence.downgraded_for", Downgrade::WORDS),
        ("evidence.result", EvidenceResult::WORDS),
        ("facts.mark", Mark::WORDS),
        ("team.seniority", Seniority::WORDS),
        ("infrastructure.hosting", Hosting::WORDS),
        ("ring", Ring::WORDS),
        ("preconditions", PRECONDITIONS),
        ("measures.direction", Direction::WORDS),
    ]
}
