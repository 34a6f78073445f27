//! What a record says: whether it may be published, and what looks like a mistake.
//!
//! A field that publishing asks for is a hint in a draft, a warning in review and an error once
//! published; in all three it blocks publishing. Nothing blocks a save.

use crate::case_study::{AttemptState, CaseStudy, EffortSide};
use crate::check::{Check, CheckCode, Severity};
use crate::finding::Finding;
use crate::kind::{Format, Kind};
use crate::playbook::Playbook;
use crate::read::Context;
use crate::read::common::SCHEMA;
use crate::read::fields::{At, Reader};
use crate::record::{Details, Record};
use crate::template::is_valid_id;
use crate::vocabulary::{Basis, Harm, Mark, Origin, Outcome, Status};

const MAX_TITLE: usize = 120;
const MAX_SUMMARY: usize = 300;
const MAX_TAGS: usize = 12;
/// A stated rate may be rounded this far.
const RATE_TOLERANCE: f64 = 0.02;

/// Adds the checks about what a record of our own format says.
pub(crate) fn checks(record: &Record, root: &At<'_>, context: &Context<'_>, reader: &mut Reader) {
    let severity = match (&record.status, context.format) {
        (Status::Published, Format::Fieldbook) => Severity::Error,
        (Status::InReview, Format::Fieldbook) => Severity::Warning,
        _ => Severity::Hint,
    };
    let mut gate = Gate { reader, root, severity, context };
    gate.common(record);
    match &record.details {
        Details::CaseStudy(case) => gate.case_study(record, case),
        Details::Playbook(playbook) => gate.playbook(playbook),
        Details::Finding(finding) => gate.finding(finding),
    }
}

/// Says in one hint what an imported document lacks, instead of listing it field by field.
pub(crate) fn imported(record: &Record, reader: &mut Reader) {
    let mut missing = vec!["steps", "ground rules", "supervision", "failure modes"];
    if let Some(playbook) = record.playbook()
        && (playbook.signals.is_empty() || playbook.anti_signals.is_empty())
    {
        missing.push("when to use it and when not to");
    }
    missing.extend(["a ring with its reason", "caveats", "an owner"]);
    let check =
        Check::new(CheckCode::ImportedAsClaims, Severity::Hint).arg("missing", missing.join(", "));
    reader.add("", Check { blocks_publishing: true, ..check });
}

struct Gate<'a, 'n> {
    reader: &'a mut Reader,
    root: &'a At<'n>,
    severity: Severity,
    context: &'a Context<'a>,
}

impl Gate<'_, '_> {
    /// Adds a check that must be settled before publishing.
    fn block(&mut self, path: &str, code: CheckCode) {
        self.block_with(path, Check::new(code, self.severity));
    }

    fn block_with(&mut self, path: &str, check: Check) {
        self.reader.add(path, Check { severity: self.severity, blocks_publishing: true, ..check });
    }

    fn hint(&mut self, path: &str, code: CheckCode) {
        self.reader.add(path, Check::new(code, Severity::Hint));
    }

    fn need(&mut self, path: &str, present: bool) {
        if !present {
            self.block(path, CheckCode::MissingField);
        }
    }

    fn needs(&mut self, fields: &[(&str, bool)]) {
        for (path, present) in fields {
            self.need(path, *present);
        }
    }

    fn common(&mut self, record: &Record) {
        let has = |key: &str| self.root.key(key).is_set();
        let shape = [
            ("schema", has("schema")),
            ("id", has("id")),
            ("kind", has("kind")),
            ("title", has("title")),
            ("status", has("status")),
        ];
        let half_a_year_or_more = record.review_by.is_some();
        self.needs(&shape);
        self.needs(&[
            ("summary", record.summary.is_some()),
            ("task_type", record.task_type.is_some()),
            ("authors", !record.authors.is_empty()),
            ("owner", record.owner.is_some()),
            ("review_by", half_a_year_or_more),
            ("visibility", record.visibility.is_some()),
            ("caveats", !record.caveats.is_empty()),
        ]);
        self.schema();
        self.lengths(record);
        self.review(record);
        self.dates(record);
        self.links(record);
        if record.status == Status::Withdrawn && record.status_reason.is_none() {
            self.reader
                .add("status_reason", Check::new(CheckCode::MissingField, Severity::Warning));
        }
    }

    fn schema(&mut self) {
        let at = self.root.key("schema");
        if let Some(schema) = self.reader.number(&at)
            && schema > SCHEMA
        {
            self.reader.warn("schema", CheckCode::SchemaNewer);
        }
    }

    fn lengths(&mut self, record: &Record) {
        let texts = [
            ("title", Some(&record.title), MAX_TITLE),
            ("summary", record.summary.as_ref(), MAX_SUMMARY),
        ];
        for (path, text, limit) in texts {
            let length = text.map_or(0, |text| text.chars().count());
            if length > limit && self.root.key(path).is_set() {
                let check = counted(CheckCode::TooLong, length, limit);
                self.block_with(path, check);
            }
        }
        if record.tags.len() > MAX_TAGS {
            let check = counted(CheckCode::TooMany, record.tags.len(), MAX_TAGS);
            self.reader.add("tags", check);
        }
        if self.context.format != Format::Fieldbook {
            return;
        }
        for (index, tag) in record.tags.iter().enumerate() {
            let slug = tag.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || c == '-');
            if !slug {
                let check =
                    Check::new(CheckCode::InvalidTag, Severity::Warning).arg("value", tag.as_str());
                self.reader.add(&format!("tags.{index}"), check);
            }
        }
        for (index, alias) in record.aliases.iter().enumerate() {
            if !is_valid_id(alias) {
                let check = Check::new(CheckCode::InvalidId, Severity::Warning)
                    .arg("value", alias.as_str());
                self.reader.add(&format!("aliases.{index}"), check);
            }
        }
    }

    /// Someone else has read it; or, for a record from elsewhere, a source with its tier.
    fn review(&mut self, record: &Record) {
        if record.origin == Origin::Internal {
            if record.reviewed_by.is_empty() {
                self.block("reviewed_by", CheckCode::ReviewerMissing);
            } else if record
                .reviewed_by
                .iter()
                .all(|reviewer| record.authors.iter().any(|author| same(author, reviewer)))
            {
                self.block("reviewed_by", CheckCode::ReviewerIsAuthor);
            }
        } else if !record.sources.iter().any(|source| source.tier.is_some()) {
            self.block("sources", CheckCode::SourceTierMissing);
        }
    }

    fn dates(&mut self, record: &Record) {
        let today = self.context.today;
        if let Some(due) = record.review_by
            && due.last_day() < today
            && record.status == Status::Published
        {
            let check =
                Check::new(CheckCode::ReviewOverdue, Severity::Warning).arg("due", due.to_string());
            self.reader.add("review_by", check);
        }
        let happened = record.case_study().and_then(|case| case.date);
        for (path, date) in
            [("created", record.created), ("updated", record.updated), ("date", happened)]
        {
            if let Some(date) = date.filter(|date| date.first_day() > today) {
                let check = Check::new(CheckCode::DateInFuture, Severity::Warning)
                    .arg("value", date.to_string());
                self.reader.add(path, check);
            }
        }
    }

    fn links(&mut self, record: &Record) {
        for (index, link) in record.links.iter().enumerate() {
            if link.to == record.id {
                self.reader.warn(&format!("links.{index}"), CheckCode::LinkToItself);
            }
        }
    }

    fn case_study(&mut self, record: &Record, case: &CaseStudy) {
        self.needs(&[
            ("organisation", case.organisation.is_some()),
            ("date", case.date.is_some()),
            ("agent.name", case.agents.iter().any(|agent| agent.name.is_some())),
            ("supervision", !case.supervision.is_empty()),
            ("outcome", case.outcome.is_some()),
        ]);
        if case.outcome == Some(Outcome::Open) {
            self.open_attempt(case);
        } else {
            self.closed_attempt(record, case);
        }
        self.facts(record, case);
        self.effort(case);
        self.counts(case);
    }

    fn open_attempt(&mut self, case: &CaseStudy) {
        self.needs(&[("expected", case.expected.is_some()), ("due", case.due.is_some())]);
        let code = match case.state(self.context.today) {
            AttemptState::Overdue => CheckCode::AttemptOverdue,
            AttemptState::Unreported => CheckCode::AttemptUnreported,
            AttemptState::Open | AttemptState::Closed => return,
        };
        let due = case.due.map_or_else(String::new, |due| due.to_string());
        self.reader.add("due", Check::new(code, Severity::Warning).arg("due", due));
    }

    fn closed_attempt(&mut self, record: &Record, case: &CaseStudy) {
        let evidence = &case.evidence;
        self.needs(&[
            ("measured_result", case.measured_result.is_some()),
            ("what_worked", !case.what_worked.is_empty()),
            ("harm", case.harm.is_some()),
            ("evidence.study_design", evidence.study_design.is_some()),
            ("evidence.independence", evidence.independence.is_some()),
            ("evidence.certainty", evidence.certainty.is_some()),
            ("evidence.denominator_known", evidence.denominator_known.is_some()),
            ("evidence.disputed", evidence.disputed.is_some()),
        ]);
        // A record from elsewhere without any source is told so once, in the words for its tier.
        if record.origin == Origin::Internal {
            self.need("sources", !record.sources.is_empty());
        }
        if case.what_failed.is_empty() {
            self.block("what_failed", CheckCode::WhatFailedMissing);
        } else if case.only_successes_reported {
            self.hint("what_failed", CheckCode::OnlySuccessesReported);
        }
        if evidence.disputed == Some(true) && record.caveats.is_empty() {
            self.block("caveats", CheckCode::DisputedWithoutCaveat);
        }
        self.incident(case);
    }

    fn incident(&mut self, case: &CaseStudy) {
        if !matches!(case.harm, Some(Harm::Major | Harm::Critical)) {
            return;
        }
        let Some(incident) = &case.incident else {
            self.block("incident", CheckCode::IncidentMissing);
            return;
        };
        self.needs(&[
            ("incident.trigger", incident.trigger.is_some()),
            ("incident.detection", incident.detection.is_some()),
            ("incident.root_causes", !incident.root_causes.is_empty()),
            ("incident.resolution", incident.resolution.is_some()),
            ("incident.action_items", !incident.action_items.is_empty()),
        ]);
    }

    fn facts(&mut self, record: &Record, case: &CaseStudy) {
        for (index, fact) in case.facts.iter().enumerate() {
            let path = format!("facts.{index}");
            if fact.mark == Some(Mark::Unverified) {
                self.block(&path, CheckCode::FactUnverified);
                continue;
            }
            let Some(source) = &fact.source else {
                self.block(&path, CheckCode::FactWithoutSource);
                continue;
            };
            if !record.sources.iter().any(|known| known.id.as_ref() == Some(source)) {
                let check = Check::new(CheckCode::SourceUnknown, self.severity)
                    .arg("value", source.as_str());
                self.block_with(&format!("{path}.source"), check);
            }
        }
    }

    fn effort(&mut self, case: &CaseStudy) {
        let effort = &case.effort;
        for (path, side) in
            [("effort.planned.basis", &effort.planned), ("effort.actual.basis", &effort.actual)]
        {
            if side.as_ref().and_then(|side| side.basis.as_ref()) == Some(&Basis::Felt) {
                self.hint(path, CheckCode::FeltNumber);
            }
        }
        let (planned, actual) = match (&effort.planned, &effort.actual) {
            (Some(planned), Some(actual)) => (planned, actual),
            (None, None) => return,
            _ => return self.one_sided("nothing"),
        };
        if effort.scope_match.is_none() {
            self.block("effort.scope_match", CheckCode::ScopeMatchMissing);
        }
        let people = |side: &EffortSide| side.people.is_some();
        let time = |side: &EffortSide| side.duration.is_some();
        let (both_people, both_times) =
            (people(planned) && people(actual), time(planned) && time(actual));
        match (both_people, both_times) {
            (true, true) => {}
            (false, true) if !people(planned) && !people(actual) => {}
            (false, true) => self.one_sided("elapsed"),
            (true, false) => self.one_sided("team"),
            (false, false) => self.one_sided("nothing"),
        }
    }

    fn one_sided(&mut self, shown: &str) {
        let check = Check::new(CheckCode::EffortOneSided, Severity::Hint).arg("shown", shown);
        self.reader.add("effort", check);
    }

    fn counts(&mut self, case: &CaseStudy) {
        let Some(counts) = &case.counts else { return };
        match (counts.successes, counts.trials) {
            (None, None) => {}
            (Some(successes), Some(trials)) if successes <= trials && trials > 0 => {
                let computed = f64::from(successes) / f64::from(trials);
                if let Some(stated) = counts.rate
                    && (stated - computed).abs() > RATE_TOLERANCE
                {
                    let check = Check::new(CheckCode::RateDiffers, Severity::Warning)
                        .arg("stated", format!("{stated:.2}"))
                        .arg("computed", format!("{computed:.2}"));
                    self.reader.add("counts.rate", check);
                }
            }
            // A denominator alone is worth keeping: "246 tasks".
            (None, Some(_)) => {}
            _ => self.reader.warn("counts", CheckCode::CountsUnusable),
        }
    }

    fn playbook(&mut self, playbook: &Playbook) {
        self.needs(&[
            ("problem", playbook.problem.is_some()),
            ("context", playbook.context.is_some()),
            ("signals", !playbook.signals.is_empty()),
            ("anti_signals", !playbook.anti_signals.is_empty()),
            ("ground_rules", !playbook.ground_rules.is_empty()),
            ("supervision.autonomy_level", playbook.supervision.autonomy_level.is_some()),
            ("ring", playbook.ring.is_some()),
            ("ring_reason", playbook.ring_reason.is_some()),
            ("ring_decided_by", playbook.ring_decided_by.is_some()),
            ("ring_decided_on", playbook.ring_decided_on.is_some()),
        ]);
        if !(3..=9).contains(&playbook.steps.len()) {
            let check = counted(CheckCode::StepsOutOfRange, playbook.steps.len(), 9);
            self.block_with("steps", check);
        }
        if playbook.failure_modes.len() < 2 {
            self.block("failure_modes", CheckCode::FailureModesTooFew);
        }
        for (index, rule) in playbook.ground_rules.iter().enumerate() {
            if rule.enforce_with.is_none() {
                self.block(&format!("ground_rules.{index}"), CheckCode::RuleWithoutEnforcement);
            }
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let half_life_stated = self.root.key("half_life_months").node.is_some();
        self.needs(&[
            ("claim", finding.claim.is_some()),
            ("conditions", finding.conditions.is_some()),
            ("half_life_months", half_life_stated),
            ("evidence", !finding.evidence.is_empty()),
        ]);
        for (index, row) in finding.evidence.iter().enumerate() {
            let path = format!("evidence.{index}");
            self.need(&format!("{path}.supervised"), row.supervised.is_some());
            match (row.successes, row.trials) {
                (None, None) => {}
                (Some(successes), Some(trials)) if successes <= trials && trials > 0 => {}
                _ => self.reader.warn(&path, CheckCode::CountsUnusable),
            }
        }
    }
}

/// Returns the kind's usual months until someone should look at a record again.
pub(crate) fn review_months(kind: Kind) -> i64 {
    match kind {
        Kind::Playbook => 12,
        Kind::CaseStudy | Kind::Finding => 6,
    }
}

fn counted(code: CheckCode, length: usize, limit: usize) -> Check {
    Check::new(code, Severity::Warning)
        .arg("length", length.to_string())
        .arg("limit", limit.to_string())
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}
