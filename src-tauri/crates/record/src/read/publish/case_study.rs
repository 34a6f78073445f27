//! What a case study must say before it is published.

use super::{Gate, RATE_TOLERANCE};
use crate::case_study::{AttemptState, CaseStudy, EffortSide};
use crate::check::{Check, CheckCode, Severity};
use crate::record::Record;
use crate::vocabulary::{Basis, Harm, Mark, Origin, Outcome};

impl Gate<'_, '_> {
    pub(super) fn case_study(&mut self, record: &Record, case: &CaseStudy) {
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

    pub(super) fn open_attempt(&mut self, case: &CaseStudy) {
        self.needs(&[("expected", case.expected.is_some()), ("due", case.due.is_some())]);
        let code = match case.state(self.context.today) {
            AttemptState::Overdue => CheckCode::AttemptOverdue,
            AttemptState::Unreported => CheckCode::AttemptUnreported,
            AttemptState::Open | AttemptState::Closed => return,
        };
        let due = case.due.map_or_else(String::new, |due| due.to_string());
        self.reader.add("due", Check::new(code, Severity::Warning).arg("due", due));
    }

    pub(super) fn closed_attempt(&mut self, record: &Record, case: &CaseStudy) {
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

    pub(super) fn incident(&mut self, case: &CaseStudy) {
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

    pub(super) fn facts(&mut self, record: &Record, case: &CaseStudy) {
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

    pub(super) fn effort(&mut self, case: &CaseStudy) {
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

    pub(super) fn one_sided(&mut self, shown: &str) {
        let check = Check::new(CheckCode::EffortOneSided, Severity::Hint).arg("shown", shown);
        self.reader.add("effort", check);
    }

    pub(super) fn counts(&mut self, case: &CaseStudy) {
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
}
