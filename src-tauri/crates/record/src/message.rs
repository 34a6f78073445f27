//! The checker's sentences, in the author's words.

use crate::check::{Check, CheckCode};

/// Returns the English sentence for a check.
pub(crate) fn message(check: &Check) -> String {
    let arg = |name: &str| check.args.get(name).map_or("?", String::as_str);
    let field = check.field.as_deref().unwrap_or("the document");
    match check.code {
        CheckCode::DocumentTooLarge => format!(
            "The document has {} bytes; the limit is {}. It stays where it is",
            arg("size"),
            arg("limit")
        ),
        CheckCode::FrontMatterTooLarge => format!(
            "The front matter has {} bytes; the limit is {}. Move prose into the body",
            arg("size"),
            arg("limit")
        ),
        CheckCode::FrontMatterTooDeep => {
            format!("The front matter nests deeper than {} levels", arg("limit"))
        }
        CheckCode::FrontMatterTooManyValues => {
            format!("The front matter has more than {} values", arg("limit"))
        }
        CheckCode::FrontMatterBroken => format!(
            "The front matter cannot be read here: {}. The rest of it was read; fields can be edited again once this is put right",
            arg("reason")
        ),
        CheckCode::FrontMatterUnclosed => {
            "The front matter begins here and never ends: add a line with three hyphens after it"
                .into()
        }
        CheckCode::FrontMatterMissing => {
            "There is no front matter: kind, title and the rest are guesses".into()
        }
        CheckCode::FrontMatterNotKeys => {
            "The front matter must be keys with values, one a line".into()
        }
        CheckCode::YamlFeatureRefused => format!(
            "The front matter uses a YAML {}, which Fieldbook does not follow: write the value out",
            arg("feature")
        ),
        CheckCode::DuplicateKey => {
            format!("'{field}' stands twice; only the first counts: remove one")
        }
        CheckCode::UnknownKey => match check.args.get("meant") {
            Some(meant) => {
                format!("'{field}' is not a field of this kind: did you mean '{meant}'?")
            }
            None => format!("'{field}' is not a field of this kind; it is kept as it is"),
        },
        CheckCode::WrongType => format!("'{field}' should be {}", arg("expected")),
        CheckCode::UnknownValue => format!(
            "'{}' is not a value of '{field}'; it is kept. Choose one of: {}",
            arg("value"),
            arg("allowed")
        ),
        CheckCode::UnknownTaskType => match check.args.get("meant") {
            Some(meant) => format!(
                "'{}' is not in the list of task types; it is kept. The list calls it '{meant}'",
                arg("value")
            ),
            None => format!(
                "'{}' is not in the list of task types; it is kept. Choose one, or add it to the library's fieldbook.toml",
                arg("value")
            ),
        },
        CheckCode::DateUnreadable => format!(
            "'{}' is not a date: write a year, a month (2025-03) or a day (2025-03-14)",
            arg("value")
        ),
        CheckCode::DateInFuture => format!("'{field}' lies in the future: {}", arg("value")),
        CheckCode::IntervalReversed => {
            format!("'{field}' goes from more to less: 'min' is larger than 'max'")
        }
        CheckCode::InvalidId => format!(
            "'{}' cannot be an id: use 3 to 64 characters of a-z, 0-9 and hyphen",
            arg("value")
        ),
        CheckCode::IdDiffers => format!(
            "The text calls itself '{}', but it is stored as '{}'",
            arg("value"),
            arg("stored")
        ),
        CheckCode::InvalidTag => {
            format!("'{}' is not a tag: use lower case, digits and hyphens", arg("value"))
        }
        CheckCode::SchemaNewer => {
            "This was written for a newer Fieldbook; some of it may not be shown".into()
        }
        CheckCode::TooLong => {
            format!("'{field}' has {} characters; {} is the limit", arg("length"), arg("limit"))
        }
        CheckCode::TooMany => {
            format!("'{field}' has {} entries; {} is the limit", arg("length"), arg("limit"))
        }
        CheckCode::ImportedAsClaims => format!(
            "Imported as it stands, as claims: to publish it as a playbook of your own, add {}",
            arg("missing")
        ),
        _ => publishing(check, field),
    }
}

/// Sentences about what a record says, not how its text is written.
fn publishing(check: &Check, field: &str) -> String {
    let arg = |name: &str| check.args.get(name).map_or("?", String::as_str);
    match check.code {
        CheckCode::MissingField => missing(field).to_owned(),
        CheckCode::WhatFailedMissing => "Say what failed, or type 'none reported'".into(),
        CheckCode::OnlySuccessesReported => {
            "No failure is reported: readers are told that only successes are known".into()
        }
        CheckCode::ReviewerMissing => "Name one person other than yourself who read it".into(),
        CheckCode::ReviewerIsAuthor => {
            "Name one person other than yourself who read it; so far only its authors did".into()
        }
        CheckCode::SourceTierMissing => {
            "Name a source and its tier (primary, mirror or secondary): a record from elsewhere stands on it".into()
        }
        CheckCode::SourceUnknown => {
            format!("There is no source with the id '{}' in this record", arg("value"))
        }
        CheckCode::FactWithoutSource => {
            "A fact without a source cannot be published: attach one, or remove it".into()
        }
        CheckCode::FactUnverified => {
            "An unverified fact cannot be published: check it, attribute it, or remove it".into()
        }
        CheckCode::EffortOneSided => match arg("shown") {
            "elapsed" => "Both sides of the effort are needed for a factor; you gave only one, so only elapsed time is shown".into(),
            "team" => "Both durations are needed for a factor; you gave only one, so only the team ratio is shown".into(),
            _ => "Both sides of the effort are needed for a factor; you gave only one, so no factor is shown".into(),
        },
        CheckCode::ScopeMatchMissing => {
            "Say whether what was delivered is what was planned: same, reduced, expanded or unknown".into()
        }
        CheckCode::FeltNumber => {
            "A felt figure is shown in grey and enters no sum".into()
        }
        CheckCode::RateDiffers => format!(
            "The rate says {}, successes over trials says {}",
            arg("stated"),
            arg("computed")
        ),
        CheckCode::CountsUnusable => {
            "Successes and trials belong together, and successes cannot be more than trials".into()
        }
        CheckCode::IncidentMissing => {
            "Harm this large needs the incident: trigger, detection, root causes, resolution, action items".into()
        }
        CheckCode::DisputedWithoutCaveat => {
            "Say in a caveat who disputes this, and why".into()
        }
        CheckCode::AttemptOverdue => format!(
            "This attempt was due on {}: say how it ended, or set a later day",
            arg("due")
        ),
        CheckCode::AttemptUnreported => format!(
            "This attempt was due on {}; it now counts as unreported until you say how it ended",
            arg("due")
        ),
        CheckCode::StepsOutOfRange => format!(
            "Give three to nine steps; there {}",
            match arg("length") {
                "1" => "is 1".to_owned(),
                length => format!("are {length}"),
            }
        ),
        CheckCode::FailureModesTooFew => {
            "Name at least two ways in which this goes wrong, each with its sign and what to do".into()
        }
        CheckCode::RuleWithoutEnforcement => {
            "Say what enforces this rule outside the model, or 'review'".into()
        }
        CheckCode::ReviewOverdue => {
            format!("Someone should have looked at this again by {}", arg("due"))
        }
        CheckCode::LinkWithoutTarget => "This link does not say where it leads".into(),
        CheckCode::LinkToItself => "This link leads to its own record".into(),
        _ => check.code.as_str().to_owned(),
    }
}

/// The question that an empty field asks.
fn missing(field: &str) -> &'static str {
    match field {
        "schema" => "Add 'schema: 1', so that later versions know how to read this",
        "id" => "Give it an id",
        "kind" => "Say what it is: case-study, playbook or finding",
        "title" => "Give it a title",
        "status" => "Say where it stands, for example 'draft'",
        "status_reason" => "Say why it was withdrawn",
        "summary" => "Say in one or two sentences what this is about",
        "task_type" => "Choose the type of task",
        "authors" => "Name at least one author",
        "owner" => "Say who answers for this today",
        "review_by" => "Say by when someone should look at it again",
        "visibility" => "Choose who may see it",
        "sources" => "Name at least one source",
        "caveats" => "Say what a reader must know before relying on it, or type 'none known'",
        "organisation" => "Say where it happened; 'anonymous' is allowed",
        "date" => "Say when it happened: a year, a month or a day",
        "agent.name" => "Name the agent",
        "supervision" => "Say what people or machines checked, or type 'none'",
        "outcome" => "Say how it ended",
        "expected" => "Say in one line what you expect of this attempt",
        "due" => "Say by when you will know",
        "measured_result" => "Give the result: a number, its unit, and what it is compared with",
        "what_worked" => "Say what worked, or type 'none reported'",
        "harm" => "Say how much harm was done, also if there was none",
        "incident.trigger" => "Say what set the incident off",
        "incident.detection" => "Say how the incident was noticed",
        "incident.root_causes" => "Say why the incident could happen",
        "incident.resolution" => "Say how the incident was put right",
        "incident.action_items" => "Say what is done so that it does not happen again",
        "evidence.study_design" => {
            "Say how this is known: a trial, an observation, a case report ..."
        }
        "evidence.independence" => {
            "Say who reports it: an independent party, the team itself, the vendor, the press"
        }
        "evidence.certainty" => "Say how sure one can be: high, moderate, low or very_low",
        "evidence.denominator_known" => "Say whether one knows how many attempts there were in all",
        "evidence.disputed" => "Say whether anyone disputes it",
        "problem" => "Say what problem this solves, in one to three sentences",
        "context" => "Say where it applies",
        "ground_rules" => "Give at least one rule, and what enforces it",
        "supervision.autonomy_level" => {
            "Say who steers: operator, collaborator, consultant, approver or observer"
        }
        "signals" => "Say when to use it",
        "anti_signals" => "Say when not to use it",
        "ring" => "Choose a ring: adopt, trial, assess or hold",
        "ring_reason" => "Say why it is in this ring",
        "ring_decided_by" => "Say who decided the ring",
        "ring_decided_on" => "Say when the ring was decided",
        "claim" => "State the claim in one sentence: 'Agents can ...'",
        "conditions" => "Say what must hold for the claim",
        "half_life_months" => "Say how fast the evidence ages, in months, or 'null' if it does not",
        "evidence" => "Give at least one case as evidence",
        _ if field.ends_with(".supervised") => "Say whether a person supervised this case",
        _ => "Fill in this field",
    }
}
