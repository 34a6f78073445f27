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
        self.store.set_setting(
            OFFERED,
            Some(&format!("{digest} {}", ids.join(","))),
            self.clock.now(),
        )?;
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::{FixedClock, Library, OpenOptions, Paths, STARTER};

    const ONE: &str = "---\nschema: 1\nid: pb-one\nkind: playbook\ntitle: One\n---\nOld.\n";
    const TWO: &str = "---\nschema: 1\nid: pb-two\nkind: playbook\ntitle: Two\n---\nOld.\n";

    #[test]
    fn an_update_reaches_untouched_documents_only() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let clock = FixedClock { now: 1, today: jiff::civil::date(2026, 11, 24) };
        let mut options = OpenOptions::new(Paths::beside(&folder.path().join("books")), clock);
        options.starter = false;
        let (library, _) = Library::open(options).expect("a new store opens");
        let text = |id: &str| library.store.document(STARTER, id).unwrap().map(|found| found.text);
        let none = BTreeSet::new();
        library.offer(&[("pb-one", ONE), ("pb-two", TWO)], &none).unwrap();

        library.save("pb-two", &TWO.replace("Old.", "Ours."), None, None).unwrap();
        let newer = (ONE.replace("Old.", "New."), TWO.replace("Old.", "New."));
        let shipped =
            [("pb-one", newer.0.as_str()), ("pb-two", newer.1.as_str()), ("pb-three", ONE)];
        let before = BTreeSet::from(["pb-one", "pb-two", "pb-three"]);
        library.offer(&shipped, &before).unwrap();

        assert_eq!(text("pb-one").unwrap(), newer.0, "nobody touched it");
        assert!(text("pb-two").unwrap().contains("Ours."), "somebody edited it");
        assert_eq!(text("pb-three"), None, "offered before and thrown away");
        assert_eq!(library.history("pb-one").unwrap().len(), 2, "the older text is a revision");
    }
}
