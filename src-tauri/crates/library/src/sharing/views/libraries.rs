//! Shared libraries in the list, and how adding one ends.

use fieldbook_share::Refusal;
use serde::{Deserialize, Serialize};

/// A shared library in the list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "SharedLibrary"))]
pub struct SharedLibraryView {
    /// Its name here: the first half of `<library>/<id>`.
    pub name: String,
    /// The name it gives itself.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Its address.
    pub url: String,
    /// The host, where there is one.
    pub host: Option<String>,
    /// Its id, which never changes.
    pub identity: Option<String>,
    /// The branch that is read.
    pub branch: Option<String>,
    /// Whether it asks for a second person before publishing.
    pub review: bool,
    /// Records here.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub records: u64,
    /// Records that were edited here and not published.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub edited: u64,
    /// The first 500 of those, by id.
    pub edited_ids: Vec<String>,
    /// Records in conflict.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub conflicts: u64,
    /// Proposals from here that are under way.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub proposals: u64,
    /// How often it is pulled by itself, in minutes.
    pub every_minutes: Option<u32>,
    /// When it was last looked at, in milliseconds since 1970.
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub checked: Option<i64>,
    /// How that ended: `pulled`, `up-to-date`, `needs-a-look`, or the code of a refusal.
    pub outcome: Option<String>,
}

/// A library to be added.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AddLibrary {
    /// Its name here: 3 to 64 of a-z, 0-9 and hyphens.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Whether to make it a library if it is empty or has no marker file.
    pub create: bool,
    /// Whether only to say what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// How adding a library ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AddOutcome {
    /// It is there; its records come with the first pull.
    Added {
        /// The library.
        library: Box<SharedLibraryView>,
        /// Whether it was made a library just now.
        created: bool,
    },
    /// A dry run: it could be added.
    WouldAdd {
        /// Whether it would be made a library.
        creates: bool,
        /// Records it holds.
        records: u32,
    },
    /// The name is in use, or cannot be a name.
    BadName,
    /// The address is refused.
    BadUrl {
        /// Why, in English.
        reason: String,
    },
    /// The remote did not do what was wished.
    Refused {
        /// Why.
        refusal: Refusal,
        /// Whether it could be made a library.
        can_create: bool,
    },
}

/// What became of sharing the registry of agents and models.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RegistryAnswer {
    /// It is there.
    Shared {
        /// The commit that holds it.
        commit: String,
    },
    /// The library carries just that already.
    Unchanged,
    /// Something in it looks like a secret, or is a word that the library lists: nothing was sent.
    Secrets {
        /// Each, masked.
        shown: Vec<String>,
    },
    /// The library takes nothing without a review, and this is no record that could be reviewed.
    ReviewRequired,
    /// Nobody is named in the settings or by git.
    NeedsName,
    /// The remote does not let it happen.
    Refused {
        /// Why.
        refusal: Refusal,
    },
}
