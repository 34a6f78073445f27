//! What goes wrong: the failure modes of playbooks and what failed in case studies.
//!
//! Entries are put together only where they are the same entry, or where one links to the other: an entry with
//! `[[pb-x#its mode]]` counts as that mode of that playbook. Nobody guesses that two sentences mean the same.

use std::collections::HashMap;
use std::sync::Arc;

use fieldbook_store::Document;

use crate::Library;
use crate::answer::FailureCount;
use crate::documents::Key;

/// How many of the best case studies are read for what failed.
pub(crate) const READ: usize = 30;

/// How many ways to fail are answered.
const SHOWN: usize = 8;

impl Library {
    /// Collects the ways to fail that these records state, the commonest first.
    pub(crate) fn failure_modes(
        &self,
        playbooks: &[Arc<Document>],
        cases: &[Arc<Document>],
    ) -> Vec<FailureCount> {
        let mut modes: Vec<FailureCount> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut add = |text: &str, document: &Document, more: (Option<String>, Option<String>)| {
            // What is linked counts where the link leads, if that playbook is among these.
            let linked = linked(text).and_then(|(id, mode)| {
                let stated = playbooks.iter().find(|playbook| playbook.id == id)?;
                let record = self.read_document(stated).record;
                let mut modes = record.playbook()?.failure_modes.iter();
                modes.find(|stated| sameness(&stated.mode) == mode).map(|_| mode)
            });
            let same = linked.unwrap_or_else(|| sameness(text));
            if same.is_empty() || same.starts_with("none reported") {
                return;
            }
            let at = *known.entry(same).or_insert_with(|| {
                let (sign, response) = more;
                let text = text.to_owned();
                modes.push(FailureCount { text, sign, response, records: Vec::new() });
                modes.len() - 1
            });
            let key = Key::of(document).to_string();
            if !modes[at].records.contains(&key) {
                modes[at].records.push(key);
            }
        };
        for document in playbooks {
            let record = self.read_document(document).record;
            for mode in record.playbook().into_iter().flat_map(|playbook| &playbook.failure_modes) {
                add(&mode.mode, document, (mode.sign.clone(), mode.response.clone()));
            }
        }
        for document in cases {
            let record = self.read_document(document).record;
            for failed in record.case_study().into_iter().flat_map(|case| &case.what_failed) {
                add(failed, document, (None, None));
            }
        }
        // A stable sort: of equally common ones those of the best match stay first.
        modes.sort_by_key(|mode| std::cmp::Reverse(mode.records.len()));
        modes.truncate(SHOWN);
        modes
    }
}

/// Reads the playbook and the mode that an entry links to: `[[pb-x#its mode]]`, with its library or without.
fn linked(text: &str) -> Option<(&str, String)> {
    let (link, _) = text.split_once("[[")?.1.split_once("]]")?;
    let (record, mode) = link.split_once('#')?;
    let id = record.rsplit('/').next().unwrap_or(record).trim();
    let mode = sameness(mode.split('|').next().unwrap_or(mode));
    (!mode.is_empty()).then_some((id, mode))
}

/// Reduces a sentence to its letters and digits.
fn sameness(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
