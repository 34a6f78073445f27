//! What of a record can be found: its words by field, and the values of the query language's filters.

use fieldbook_record::{CaseStudy, Details, Kind, Reading, Record};
use fieldbook_search::Entry;
use fieldbook_store::Document;

use crate::computed::verdict_word;
use crate::documents;
use crate::indexing::{date_of, days_since_1970};
use crate::{Error, Library};

impl Library {
    /// Says what of a record can be found.
    pub(crate) fn entry(&self, document: &Document) -> Result<Entry, Error> {
        let Reading { record, body_offset, .. } = self.read_document(document);
        let body = document.text.get(body_offset as usize..).unwrap_or_default();
        let plain = fieldbook_render::plain_text(body);
        let today = self.clock.today();
        // A title that is also the first heading is one title: said twice it would count twice.
        let own = |heading: String| if heading == record.title { String::new() } else { heading };
        let mut entry = Entry {
            library: document.library.clone(),
            id: document.id.clone(),
            kind: record.kind.to_string(),
            title: record.title.clone(),
            summary: record.summary.clone().unwrap_or_default(),
            tags: record.tags.clone(),
            sections: plain
                .sections
                .into_iter()
                .map(|part| (own(part.heading), part.text))
                .collect(),
            code: plain.code,
            task_type: record.task_type.clone(),
            outcome: documents::counted_outcome(&record, today),
            origin: Some(record.origin.to_string()),
            status: Some(record.status.to_string()),
            authors: record.authors.clone(),
            has: has(&record, document),
            date: date_of(&record).map(days_since_1970),
            updated: document.updated,
            ..Entry::default()
        };
        add_details(&mut entry, &record);
        if let Some(computed) = self.computed(document, &record)? {
            entry.certainty = Some(computed.certainty.to_string());
            if record.kind == Kind::Finding {
                entry.verdict = Some(verdict_word(&computed).to_owned());
            }
        }
        Ok(entry)
    }
}

fn add_details(entry: &mut Entry, record: &Record) {
    let texts = |parts: &[&Option<String>]| -> Vec<String> {
        parts.iter().filter_map(|part| (*part).clone()).collect()
    };
    entry.lead = texts(&[&record.domain]);
    entry.lessons = record.caveats.clone();
    match &record.details {
        Details::CaseStudy(case) => {
            entry.lead.extend(texts(&[&case.organisation, &case.measured_result, &case.expected]));
            let lessons = [&case.what_worked, &case.what_failed, &case.supervision];
            entry.lessons.extend(lessons.into_iter().flatten().cloned());
            entry.lessons.extend(case.ground_rules.iter().map(|rule| rule.rule.clone()));
            entry.organisation = case.organisation.clone();
            entry.agent = case.agents.iter().filter_map(|agent| agent.name.clone()).collect();
            entry.model = case.models.iter().filter_map(|model| model.name.clone()).collect();
            entry.certainty = case.evidence.certainty.as_ref().map(ToString::to_string);
            entry.leverage = factor(case);
            if let Some(team) = &case.team {
                entry.seniority = team.seniority.iter().map(ToString::to_string).collect();
            }
            if let Some(place) = &case.infrastructure {
                entry.infra = texts(&[&place.provider, &place.compute, &place.accelerators]);
                entry.infra.extend(place.hosting.as_ref().map(ToString::to_string));
            }
        }
        Details::Playbook(playbook) => {
            entry.lead.extend(texts(&[&playbook.problem, &playbook.context]));
            let lessons = [&playbook.signals, &playbook.anti_signals, &playbook.steps];
            entry.lessons.extend(lessons.into_iter().flatten().cloned());
            entry.lessons.extend(playbook.ground_rules.iter().map(|rule| rule.rule.clone()));
            for failure in &playbook.failure_modes {
                entry.lessons.push(failure.mode.clone());
                entry.lessons.extend(texts(&[&failure.sign, &failure.response]));
            }
            entry.ring = playbook.ring.as_ref().map(ToString::to_string);
        }
        Details::Finding(finding) => {
            entry.lead.extend(texts(&[&finding.claim, &finding.conditions]));
            entry.lessons.extend(finding.out_of_scope.iter().cloned());
        }
    }
}

/// Returns the factor that `leverage:` compares: the low end, so that what is found holds throughout.
fn factor(case: &CaseStudy) -> Option<f64> {
    let leverage = fieldbook_record::leverage(case);
    leverage.person_effort.or(leverage.time_ratio).map(|factor| factor.min)
}

/// Lists what `has:` asks for.
fn has(record: &Record, document: &Document) -> Vec<String> {
    let case = record.case_study();
    let facts = [
        ("source", !record.sources.is_empty()),
        ("image", document.text.contains("asset:")),
        ("diagram", document.text.contains("```mermaid")),
        ("caveat", !record.caveats.is_empty()),
        ("claim", record.claimed.is_some()),
        ("counts", case.is_some_and(|case| case.counts.is_some())),
        ("incident", case.is_some_and(|case| case.incident.is_some())),
        ("effort", case.is_some_and(|case| case.effort.actual.is_some())),
        ("leverage", case.is_some_and(|case| fieldbook_record::leverage(case).headline.is_some())),
        ("review", !record.reviewed_by.is_empty()),
        ("supervision", case.is_some_and(CaseStudy::is_supervised)),
        ("dispute", case.is_some_and(|case| case.evidence.disputed == Some(true))),
        ("denominator", case.is_some_and(|case| case.evidence.denominator_known == Some(true))),
        ("harm", case.is_some_and(CaseStudy::is_severe)),
    ];
    facts.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name.to_owned()).collect()
}
