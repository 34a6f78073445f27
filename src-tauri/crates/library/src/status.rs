//! How the installation is, at a glance.

use fieldbook_record::Kind;
use fieldbook_store::{Filter, Order, Store, Trash};
use serde::Serialize;

use crate::find::Indexing;
use crate::{Error, Library, Notice};

/// How the installation is.
#[derive(Debug, Clone, Serialize)]
// A record has a `Status` too, and TypeScript has one room for both.
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Installation"))]
pub struct Status {
    /// Fieldbook's version.
    pub version: String,
    /// SQLite's version.
    pub sqlite: String,
    /// tantivy's version.
    pub tantivy: String,
    /// The data folder.
    pub data_dir: String,
    /// The folder of verified backups.
    pub backups_dir: String,
    /// Whether nothing can be written, because a newer Fieldbook made the store.
    pub read_only: bool,
    /// How many records there are.
    pub counts: Counts,
    /// Whether every change can be found, and how far the index is if not.
    pub index: IndexStatus,
    /// The number of the newest change.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub sequence: u64,
    /// What a person should know since opening.
    pub notices: Vec<Notice>,
}

/// The engines that are linked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Engines {
    /// SQLite's version.
    pub sqlite: &'static str,
    /// tantivy's version.
    pub tantivy: &'static str,
}

/// Returns the versions of the engines; needs no store.
pub fn engines() -> Engines {
    Engines { sqlite: Store::linked_sqlite_version(), tantivy: "0.27" }
}

/// Whether every change can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct IndexStatus {
    /// Whether nothing is waiting.
    pub ready: bool,
    /// Changes taken in.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub done: u64,
    /// Changes there are.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub total: u64,
}

/// How many records there are, the trash left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RecordCounts"))]
pub struct Counts {
    /// Case studies.
    pub case_studies: u32,
    /// Playbooks.
    pub playbooks: u32,
    /// Findings.
    pub findings: u32,
    /// Texts typed but not saved.
    pub drafts: u32,
    /// Records in the trash.
    pub trashed: u32,
}

/// A record in the trash.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Trashed {
    /// Its id.
    pub id: String,
    /// Its library.
    pub library: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: Kind,
    /// When it was thrown away, in milliseconds since 1970.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub at: i64,
}

impl Library {
    /// Says how the installation is.
    ///
    /// # Errors
    /// The store's errors.
    pub fn status(&self) -> Result<Status, Error> {
        let sequence = self.store.last_sequence()?;
        let Indexing { done, total } = self.index_progress()?;
        Ok(Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sqlite: self.store.sqlite_version().to_owned(),
            tantivy: engines().tantivy.to_owned(),
            data_dir: self.paths.data.display().to_string(),
            backups_dir: self.paths.backups.display().to_string(),
            read_only: self.store.is_read_only(),
            counts: self.counts()?,
            index: IndexStatus { ready: done >= total, done, total },
            sequence: u64::try_from(sequence).unwrap_or(0),
            notices: self.notices.clone(),
        })
    }

    /// Lists the trash, the newest first.
    ///
    /// # Errors
    /// The store's errors.
    pub fn trashed(&self) -> Result<Vec<Trashed>, Error> {
        let only = Filter { trash: Trash::Only, ..Filter::default() };
        let heads = self.store.heads(&only, Order::NewestFirst, 0, 500)?;
        let trashed = heads.into_iter().map(|head| Trashed {
            title: head.columns.title.unwrap_or_else(|| head.id.clone()),
            kind: Kind::from_word(&head.kind).unwrap_or(Kind::CaseStudy),
            at: head.trashed.unwrap_or_default(),
            id: head.id,
            library: head.library,
        });
        Ok(trashed.collect())
    }

    fn counts(&self) -> Result<Counts, Error> {
        let stored = self.store.counts()?;
        let of = |kind: Kind| {
            let found = stored.by_kind.iter().find(|(word, _)| word == kind.as_str());
            found.map_or(0, |(_, number)| saturated(*number))
        };
        Ok(Counts {
            case_studies: of(Kind::CaseStudy),
            playbooks: of(Kind::Playbook),
            findings: of(Kind::Finding),
            drafts: saturated(stored.drafts),
            trashed: saturated(stored.trashed),
        })
    }
}

fn saturated(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
