//! The starter library: public cases, playbooks and findings that come inside the binary.
//!
//! An empty store is filled with it. A newer app updates the documents that nobody has touched and
//! never one that somebody has edited or thrown away.

use std::collections::BTreeSet;

use fieldbook_record::{Format, Kind};
use fieldbook_store::{Base, Write};

use crate::documents::{self, Key};
use crate::{Error, Library, STARTER};

include!(concat!(env!("OUT_DIR"), "/starter_documents.rs"));

/// The setting that names the starter documents this store has been offered, by their digest.
const OFFERED: &str = "starter_offered";

impl Library {
    /// Loads the starter library into an empty store, or brings untouched documents up to date.
    ///
    /// `fill` says whether an empty store is to be filled.
    pub(crate) fn load_starter(&self, fill: bool) -> Result<(), Error> {
        let offered = self.store.setting(OFFERED)?;
        if offered.is_none() && (!fill || self.store.last_sequence()? > 0) {
            return Ok(());
        }
        let digest = digest(DOCUMENTS);
        let before: BTreeSet<&str> = offered
            .as_deref()
            .and_then(|text| text.split_once(' '))
            .map(|(_, ids)| ids.split(',').collect())
            .unwrap_or_default();
        if offered.as_deref().and_then(|text| text.split(' ').next()) == Some(digest.as_str()) {
            return Ok(());
        }
        self.offer(DOCUMENTS, &before)?;
        let ids: Vec<&str> = DOCUMENTS.iter().map(|(id, _)| *id).collect();
        self.store.set_setting(OFFERED, Some(&format!("{digest} {}", ids.join(","))), self.clock.now())?;
        Ok(())
    }

    /// Writes the documents that are new or untouched, in one transaction.
    pub(crate) fn offer(
        &self,
        shipped: &[(&str, &str)],
        offered_before: &BTreeSet<&str>,
    ) -> Result<(), Error> {
        let mut wanted = Vec::new();
        for (id, text) in shipped {
            let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
            match self.store.document(STARTER, id)? {
                Some(stored) => {
                    let untouched = stored.starter_hash.as_deref() == Some(stored.hash.as_str());
                    if untouched && stored.trashed.is_none() && stored.hash != hash {
                        wanted.push((*id, *text, hash));
                    }
                }
                // Offered once and no longer there: somebody threw it away, which is final.
                None if offered_before.contains(id) => {}
                None => wanted.push((*id, *text, hash)),
            }
        }
        let keys: Vec<Key> = wanted
            .iter()
            .map(|(id, _, _)| Key { library: STARTER.to_owned(), id: (*id).to_owned() })
            .collect();
        let writes: Vec<Write<'_>> = wanted
            .iter()
            .zip(&keys)
            .map(|((id, text, hash), key)| {
                let kind = Kind::from_id(id).unwrap_or(Kind::CaseStudy);
                let reading = self.read(key, kind, Format::Fieldbook, text);
                Write {
                    base: Base::Any,
                    actor: "starter",
                    starter_hash: Some(hash),
                    now: self.clock.now(),
                    ..documents::write(key, Format::Fieldbook, text, &reading)
                }
            })
            .collect();
        self.store.save_batch(None, &writes)?;
        Ok(())
    }
}

fn digest(documents: &[(&str, &str)]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (id, text) in documents {
        hasher.update(id.as_bytes());
        hasher.update(&[0]);
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}
