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
use crate::lately::Weighs;
use crate::passages;

/// How many of the best case studies are read for what failed.
pub(crate) const READ: usize = 30;

/// How many ways to fail are answered.
const SHOWN: usize = 8;

/// The ways to fail that one record states.
#[derive(Debug)]
pub(crate) struct Stated(Vec<Failing>);

#[derive(Debug)]
struct Failing {
    text: String,
    sign: Option<String>,
    response: Option<String>,
}

impl Weighs for Stated {
    fn bytes(&self) -> usize {
        let more = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let one = |one: &Failing| one.text.len() + more(&one.sign) + more(&one.response) + 72;
        self.0.iter().map(one).sum::<usize>() + 64
    }
}

impl Library {
    /// Collects the ways to fail that these records state, the commonest first.
    pub(crate) fn failure_modes(
        &self,
        playbooks: &[Arc<Document>],
        cases: &[Arc<Document>],
    ) -> Vec<FailureCount> {
        let mut modes: Vec<FailureCount> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let stated = |documents: &[Arc<Document>]| -> Vec<_> {
            documents.iter().map(|document| (Key::of(document), self.stated(document))).collect()
        };
        let playbooks = stated(playbooks);
        for (key, stated) in playbooks.iter().chain(&stated(cases)) {
            for failing in &stated.0 {
                // What is linked counts where the link leads, if that playbook is among these.
                let linked = linked(&failing.text).filter(|(id, mode)| {
                    let playbook = playbooks.iter().find(|(key, _)| key.id == *id);
                    playbook.is_some_and(|(_, stated)| {
                        stated.0.iter().any(|failing| sameness(&failing.text) == *mode)
                    })
                });
                let same = linked.map_or_else(|| sameness(&failing.text), |(_, mode)| mode);
                if same.is_empty() || same.starts_with("none reported") {
                    continue;
                }
                let at = *known.entry(same).or_insert_with(|| {
                    modes.push(FailureCount {
                        text: failing.text.clone(),
                        sign: failing.sign.clone(),
                        response: failing.response.clone(),
                        records: Vec::new(),
                    });
                    modes.len() - 1
                });
                let key = key.to_string();
                if !modes[at].records.contains(&key) {
                    modes[at].records.push(key);
                }
            }
        }
        // A stable sort: of equally common ones those of the best match stay first.
        modes.sort_by_key(|mode| std::cmp::Reverse(mode.records.len()));
        modes.truncate(SHOWN);
        modes
    }

    /// What a document says about failing; remembered, as reading its front matter takes longer than finding it.
    fn stated(&self, document: &Document) -> Arc<Stated> {
        let name = passages::name(document);
        let lately = &self.read_lately.failings;
        lately.get(&name).unwrap_or_else(|| {
            let record = self.read_document(document).record;
            let modes = record.playbook().into_iter().flat_map(|playbook| &playbook.failure_modes);
            let modes = modes.map(|mode| Failing {
                text: mode.mode.clone(),
                sign: mode.sign.clone(),
                response: mode.response.clone(),
            });
            let failed = record.case_study().into_iter().flat_map(|case| &case.what_failed);
            let failed =
                failed.map(|text| Failing { text: text.clone(), sign: None, response: None });
            lately.put(name, Stated(modes.chain(failed).collect()))
        })
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
