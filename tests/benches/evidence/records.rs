//! Made-up records with the fields that count: nine case studies, then a finding or a playbook.

const TASKS: [&str; 12] = [
    "migration",
    "bug-fix",
    "feature",
    "refactoring",
    "test-generation",
    "code-review",
    "port",
    "maintenance",
    "operations",
    "documentation",
    "security",
    "greenfield",
];
const AGENTS: [&str; 8] =
    ["Claude Code", "Codex", "Cursor", "Devin", "Kiro", "Copilot", "Gemini CLI", "in-house"];
const MODELS: [&str; 6] =
    ["Claude Opus 4.5", "Claude Sonnet 4.5", "GPT-5", "GPT-5.1", "Gemini 2.5 Pro", "Gemini 3 Pro"];
const OUTCOMES: [&str; 8] = [
    "succeeded",
    "succeeded",
    "mixed",
    "failed",
    "abandoned",
    "inconclusive",
    "not_reported",
    "open",
];
const WORDS: [&str; 40] = [
    "database",
    "schema",
    "ledger",
    "billing",
    "service",
    "pipeline",
    "legacy",
    "parser",
    "cluster",
    "upgrade",
    "framework",
    "library",
    "compiler",
    "frontend",
    "contract",
    "tests",
    "flaky",
    "integration",
    "payment",
    "report",
    "gateway",
    "cache",
    "queue",
    "search",
    "index",
    "storage",
    "mobile",
    "client",
    "server",
    "python",
    "rust",
    "java",
    "kotlin",
    "angular",
    "react",
    "deploy",
    "monitor",
    "incident",
    "rollback",
    "license",
];

/// Small numbers from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// Words, the first ones of the list more often.
    fn words(&mut self, count: usize) -> String {
        let mut words = Vec::with_capacity(count);
        for _ in 0..count {
            let at = self.below(WORDS.len()).min(self.below(WORDS.len()));
            words.push(WORDS[at]);
        }
        words.join(" ")
    }
}

/// A question such as someone asks before a task: words, a filter, or both.
pub(crate) fn question(number: usize) -> String {
    let random = &mut Random(number as u64 * 7919 + 3);
    let task = random.pick(&TASKS);
    match number % 4 {
        0 => format!("task:{task}"),
        1 => random.words(2),
        2 => format!("task:{task} {}", random.words(1)),
        _ => format!("{task} of the {} with an agent", random.words(3)),
    }
}

/// The id of a finding.
pub(crate) fn finding_id(number: usize) -> String {
    format!("cf-{}", number * 20 + 19)
}

/// A record's id and text: always the same for a number.
pub(crate) fn made_up(number: usize) -> (String, String) {
    let random = &mut Random(number as u64 + 1);
    let task = random.pick(&TASKS);
    let (title, body) = (random.words(5), random.words(120));
    let common = |id: &str, kind: &str| {
        format!(
            "---\nschema: 1\nid: {id}\nkind: {kind}\ntitle: \"{title} {number}\"\nstatus: published\n\
             summary: \"{body:.200}\"\ntask_type: {task}\norigin: internal\nreview_by: \"2027-06-01\"\n"
        )
    };
    match number % 20 {
        19 => {
            let id = format!("cf-{number}");
            let rows: String = (1..=8)
                .map(|back| {
                    let result = random.pick(&["supports", "supports", "mixed", "refutes"]);
                    format!(
                        "  - {{ref: cs-{}, result: {result}, supervised: true}}\n",
                        number - back
                    )
                })
                .collect();
            let text = common(&id, "finding");
            (id, format!("{text}half_life_months: 12\nevidence:\n{rows}---\n## What\n\n{body}\n"))
        }
        9 => {
            let id = format!("pb-{number}");
            let text = common(&id, "playbook");
            let modes: String =
                (0..3).map(|_| format!("  - {{mode: \"{}\"}}\n", random.words(4))).collect();
            (id, format!("{text}ring: trial\nfailure_modes:\n{modes}---\n## Problem\n\n{body}\n"))
        }
        _ => case(number, task, &common(&format!("cs-{number}"), "case-study"), &body, random),
    }
}

fn case(
    number: usize,
    task: &str,
    common: &str,
    body: &str,
    random: &mut Random,
) -> (String, String) {
    let (year, month) = (2024 + random.below(3), 1 + random.below(10));
    let outcome = random.pick(&OUTCOMES);
    let due =
        if outcome == "open" && number.is_multiple_of(40) { "due: \"2027-01-01\"\n" } else { "" };
    // Most attempts end; a few hundred in a hundred thousand are open.
    let outcome = if outcome == "open" && due.is_empty() { "mixed" } else { outcome };
    let effort = if number.is_multiple_of(50) {
        "effort:\n  planned: {people: 3, duration: {min: 4, max: 6, unit: weeks}, basis: manual_estimate}\n  \
         actual: {people: 1, duration: {min: 2, max: 2, unit: weeks}, basis: measured}\n  scope_match: same\n"
    } else {
        ""
    };
    let text = format!(
        "{common}organisation: \"Organisation {}\"\ndate: \"{year}-{month:02}\"\n\
         agent: {{name: \"{}\", version: null}}\nmodel: {{name: \"{}\", version: null}}\nsupervision: [\"{}\"]\n\
         {effort}outcome: {outcome}\n{due}harm: none\nwhat_worked: [\"{}\"]\nwhat_failed: [\"{}\"]\n\
         evidence:\n  certainty: {}\n  denominator_known: {}\n  disputed: false\n---\n## Situation\n\n{task}: {body}\n",
        random.below(300),
        random.pick(&AGENTS),
        random.pick(&MODELS),
        random.pick(&["review of every change", "none"]),
        random.words(4),
        random.words(4),
        random.pick(&["very_low", "low", "moderate"]),
        random.below(2) == 0,
    );
    (format!("cs-{number}"), text)
}
