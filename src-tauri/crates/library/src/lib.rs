//! Fieldbook's use cases: what a person, a script or an agent can do with records.
//!
//! This crate joins the engines, which do not know each other: `fieldbook-store` keeps every text
//! and all its revisions, `fieldbook-search` finds, `fieldbook-render` shows, and
//! `fieldbook-record` says what a text means. It owns no engine and knows neither windows nor
//! command lines; the desktop app and the command line both sit on top of it, over the same store
//! and at the same time.
//!
//! Three rules hold everywhere:
//!
//! - *A record is its text.* Columns, links, verdicts and the index are derived and can be rebuilt.
//! - *What a person can act on is a value* (a stale base, a refused file); errors are surprises.
//! - *Nothing is lost.* Saving appends a revision, deleting moves to the trash, and the index is a
//!   cache whose damage never keeps a record from being read.
//!
//! ```
//! use fieldbook_library::{FixedClock, Library, OpenOptions, Paths, SearchInput};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let clock = FixedClock { now: 1_795_000_000_000, today: "2026-11-24".parse()? };
//! let options = OpenOptions::new(Paths::beside(&folder.path().join("books")), clock);
//! let (library, _notices) = Library::open(options)?;
//!
//! let page = library.search(&SearchInput::words("migrate test files", 5))?;
//! assert!(page.hits.iter().any(|row| row.id == "cs-airbnb-enzyme-to-rtl"));
//! # Ok(())
//! # }
//! ```

mod answer;
mod attachments;
mod capture;
mod changes;
mod checking;
mod clock;
mod compare;
mod complete;
mod computed;
mod diagrams;
mod documents;
mod editing;
mod error;
mod export;
mod failures;
mod find;
mod findable;
mod freshness;
mod from_git;
mod health;
mod history;
mod import;
mod in_step;
mod inbox;
mod indexing;
mod insights;
mod interview;
mod lately;
mod map;
mod notice;
mod open;
mod passages;
mod paths;
mod reading;
mod registry;
mod requests;
mod rows;
mod saved;
mod settings;
mod sharing;
mod small;
mod starter;
mod status;
mod suggest;
mod synonyms;
mod tables;
mod tally;
mod verify;

pub use answer::{Answer, AnswerFinding, FailureCount, Saying, VerdictBrief};
pub use attachments::{Asset, Attached};
pub use capture::{CloseInput, Closed, LogDefaults, LogInput, Logged, RegisterInput, Supervised};
pub use changes::Event;
pub use checking::{CheckReport, CheckedFinding, check_files};
pub use clock::{Clock, FixedClock, SystemClock};
pub use compare::{CompareHead, CompareRow, Comparison};
pub use complete::{CompleteInput, Completed, Completions};
pub use documents::Key;
pub use editing::{Analysis, DOCUMENT_LIMIT, EditorState, SaveOutcome};
pub use error::Error;
pub use export::Exported;
pub use fieldbook_record::EditError;
pub use fieldbook_share::{GitError, Refusal};
pub use fieldbook_store::{Document, StoreError, write_atomic};
pub use find::{Chip, FacetValue, Indexing, Relaxed, SearchInput, SearchPage, Sort};
pub use freshness::{Freshness, RecomputeInput, Recomputed};
pub use from_git::{GitFacts, GitInput};
pub use health::{BackupMade, HealthCheck, HealthReport};
pub use history::{
    BlockKind, Diff, DiffBlock, DiffLine, DiffPart, FieldChange, RevisionView, diff_texts,
};
pub use import::{ImportFormat, ImportOptions, ImportReport, SkippedFile};
pub use inbox::{Inbox, InboxGroup, InboxItem, OpenAttempt, SnoozeInput};
pub use insights::{
    AgeBucket, CoverageGap, CoverageRow, Insights, LeveragePoint, LeverageStrip, OutcomePeriod,
};
pub use interview::{EffortAnswer, InterviewInput};
pub use map::{
    CapabilityMap, CellBasis, MapBy, MapCell, MapColumn, MapFinding, MapInput, MapRow, Sample,
};
pub use notice::Notice;
pub use open::{Library, OpenOptions};
pub use paths::Paths;
pub use reading::{Direction, EvidenceView, LinkView, RecordView};
pub use registry::{Registry, RegistryEntry};
pub use requests::{EvidenceRequest, RequestInput};
pub use rows::{Row, ScorePart, Snippet};
pub use saved::SavedSearch;
pub use settings::{Language, Settings, Theme};
pub use sharing::*;
pub use status::{Counts, Engines, IndexStatus, Status, Trashed, engines};
pub use suggest::{QueryField, Suggestion, Vocabulary, query_fields, query_help};
pub use tables::{CsvInput, CsvTable, CsvView};
pub use verify::{Verified, VerifyInput};

/// The library that holds what is written here; it needs no git.
pub const PERSONAL: &str = "personal";

/// The library that comes with the app: public cases, playbooks and findings.
pub const STARTER: &str = "starter";

/// Returns a library's name for people.
pub(crate) fn library_name(id: &str) -> String {
    match id {
        PERSONAL => "Personal".to_owned(),
        STARTER => "Public evidence".to_owned(),
        other => other.to_owned(),
    }
}
