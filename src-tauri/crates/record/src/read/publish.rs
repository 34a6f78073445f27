//! What a record says: whether it may be published, and what looks like a mistake.
//!
//! A field that publishing asks for is a hint in a draft, a warning in review and an error once
//! published; in all three it blocks publishing. Nothing blocks a save.

mod case_study;

use crate::check::{Check, CheckCode, Severity};
use crate::finding::Finding;
use crate::kind::{Format, Kind};
use crate::playbook::Playbook;
use crate::read::Context;
use crate::read::common::SCHEMA;
use crate::read::fields::{At, Reader};
use crate::record::{Details, Record};
use crate::template::is_valid_id;
use crate::vocabulary::{Origin, Status};

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
pub fn review_months(kind: Kind) -> i64 {
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
