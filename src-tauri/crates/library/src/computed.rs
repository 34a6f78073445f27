//! What nobody types: verdicts of findings and certainties of playbooks, from the records behind them.
//!
//! The arithmetic is `fieldbook_record::verdict`; here the rows are gathered from the store. The
//! results are remembered until the store changes or the day ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use fieldbook_record::{
    EvidenceRef, EvidenceRow, Kind, Record, Verdict,
    verdict::{self, VerdictWord},
    vocabulary::{EvidenceResult, Status},
};
use fieldbook_store::Document;
use jiff::civil::Date;

use crate::documents::{self, Key};
use crate::{Error, Library};

/// Verdicts already computed, valid for one state of the store on one day.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    inner: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    sequence: i64,
    today: Option<Date>,
    verdicts: HashMap<Key, Arc<Verdict>>,
}

impl Remembered {
    fn get(&self, key: &Key, sequence: i64, today: Date) -> Option<Arc<Verdict>> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.sequence != sequence || inner.today != Some(today) {
            *inner = Entries { sequence, today: Some(today), verdicts: HashMap::new() };
        }
        inner.verdicts.get(key).cloned()
    }

    fn put(&self, key: Key, sequence: i64, verdict: Arc<Verdict>) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.sequence == sequence {
            inner.verdicts.insert(key, verdict);
        }
    }
}

/// Returns a verdict's word as the query language and the interface write it.
pub(crate) fn verdict_word(computed: &Verdict) -> &'static str {
    word(computed.verdict)
}

/// Returns a word of the verdicts as text.
pub(crate) fn word(verdict: VerdictWord) -> &'static str {
    match verdict {
        VerdictWord::Can => "can",
        VerdictWord::CanWithSupervision => "can_with_supervision",
        VerdictWord::Cannot => "cannot",
        VerdictWord::Contested => "contested",
        VerdictWord::InsufficientEvidence => "insufficient_evidence",
    }
}

impl Library {
    /// Computes the verdict of a finding, or the certainty of a playbook; `None` for a case study.
    pub(crate) fn computed(
        &self,
        document: &Document,
        record: &Record,
    ) -> Result<Option<Arc<Verdict>>, Error> {
        if record.kind == Kind::CaseStudy {
            return Ok(None);
        }
        let key = Key::of(document);
        let today = self.clock.today();
        let sequence = self.store.last_sequence()?;
        if let Some(known) = self.verdicts.get(&key, sequence, today) {
            return Ok(Some(known));
        }
        let computed = Arc::new(self.compute(document, record, today)?);
        self.verdicts.put(key, sequence, Arc::clone(&computed));
        Ok(Some(computed))
    }

    /// Computes without reading the text where the answer is already known for the state `sequence` of the store.
    pub(crate) fn computed_of(
        &self,
        document: &Document,
        sequence: i64,
    ) -> Result<Option<Arc<Verdict>>, Error> {
        if documents::kind(document) == Kind::CaseStudy {
            return Ok(None);
        }
        if let Some(known) = self.verdicts.get(&Key::of(document), sequence, self.clock.today()) {
            return Ok(Some(known));
        }
        self.computed(document, &self.read_document(document).record)
    }

    fn compute(&self, document: &Document, record: &Record, today: Date) -> Result<Verdict, Error> {
        match record.finding() {
            Some(finding) => {
                let rows = self.finding_rows(&document.library, &finding.evidence)?;
                Ok(fieldbook_record::verdict(&rows, finding.half_life(), today))
            }
            None => Ok(verdict::playbook_certainty(&self.playbook_rows(document)?, today)),
        }
    }

    fn finding_rows(
        &self,
        library: &str,
        evidence: &[EvidenceRef],
    ) -> Result<Vec<EvidenceRow>, Error> {
        let mut rows = Vec::with_capacity(evidence.len());
        for reference in evidence {
            let case = self.linked(library, &reference.case)?;
            rows.push(self.finding_row(reference, case.as_ref()));
        }
        Ok(rows)
    }

    fn finding_row(&self, reference: &EvidenceRef, case: Option<&Document>) -> EvidenceRow {
        let mut row = EvidenceRow {
            case: reference.case.clone(),
            result: reference.result.clone(),
            supervised: reference.supervised.unwrap_or(false),
            successes: reference.successes,
            trials: reference.trials,
            severe: reference.severe,
            agent: reference.agent.clone(),
            model: reference.model.clone(),
            organisation: None,
            date: None,
            certainty: None,
            disputed: false,
            denominator_known: false,
            origin: None,
            withdrawn: false,
        };
        match case {
            Some(case) => self.add_facts(&mut row, case),
            // A case that is not here cannot be weighed: it stays in sight, unscored.
            None => row.result = EvidenceResult::None,
        }
        row
    }

    fn playbook_rows(&self, playbook: &Document) -> Result<Vec<EvidenceRow>, Error> {
        let mut rows = Vec::new();
        for link in self.store.links_to(&playbook.library, &playbook.id)? {
            let result = match link.link.rel.as_str() {
                "supports" => EvidenceResult::Supports,
                "mixed" => EvidenceResult::Mixed,
                "contradicts" => EvidenceResult::Refutes,
                _ => continue,
            };
            let Some(case) = self.store.document(&link.from.library, &link.from.id)? else {
                continue;
            };
            if documents::kind(&case) != Kind::CaseStudy {
                continue;
            }
            let reference = EvidenceRef {
                case: case.id.clone(),
                result,
                supervised: Some(true),
                successes: None,
                trials: None,
                severe: false,
                agent: None,
                model: None,
                note: None,
            };
            rows.push(self.finding_row(&reference, Some(&case)));
        }
        rows.sort_by(|one, other| one.case.cmp(&other.case));
        Ok(rows)
    }

    fn add_facts(&self, row: &mut EvidenceRow, case: &Document) {
        let record = self.read_document(case).record;
        row.origin = Some(record.origin.clone());
        row.withdrawn = record.status == Status::Withdrawn;
        let Some(study) = record.case_study() else { return };
        row.organisation = study.organisation.clone();
        row.date = study.date;
        row.certainty = study.evidence.certainty.clone();
        row.disputed = study.evidence.disputed.unwrap_or(false);
        row.denominator_known = study.evidence.denominator_known.unwrap_or(false);
        row.agent =
            row.agent.take().or_else(|| study.agents.iter().find_map(|agent| agent.name.clone()));
        row.model =
            row.model.take().or_else(|| study.models.iter().find_map(|model| model.name.clone()));
    }

    /// Finds the record that a link names: in the linking record's library first.
    pub(crate) fn linked(&self, library: &str, to: &str) -> Result<Option<Document>, Error> {
        if let Some((named, id)) = to.split_once('/') {
            return Ok(self.store.document(named, id)?.filter(|found| found.trashed.is_none()));
        }
        if let Some(found) = self.store.document(library, to)?
            && found.trashed.is_none()
        {
            return Ok(Some(found));
        }
        Ok(match self.store.resolve(to)? {
            fieldbook_store::Resolved::One(key) => {
                self.store.document(&key.library, &key.id)?.filter(|found| found.trashed.is_none())
            }
            _ => None,
        })
    }
}
