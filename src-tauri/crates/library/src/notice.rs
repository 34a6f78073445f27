//! What a person should know after opening, as codes that the interface has words for.

use std::collections::BTreeMap;

use fieldbook_store::Notice as Told;
use serde::Serialize;

/// Something that happened while opening, or that limits what can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Notice {
    /// Stable code, such as `network-file-system`.
    pub code: String,
    /// Values for the sentence.
    pub args: BTreeMap<String, String>,
}

impl Notice {
    /// Makes a notice without values.
    pub(crate) fn new(code: &str) -> Self {
        Self { code: code.to_owned(), args: BTreeMap::new() }
    }

    /// Adds a value.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "values and references read alike in a chain"
    )]
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// Translates what the store has to say.
    pub(crate) fn from_store(told: &Told) -> Self {
        match told {
            Told::NewerSchemaReadOnly { found, known } => {
                Self::new("newer-schema-read-only").with("found", found).with("known", known)
            }
            Told::FolderReadOnly { path } => {
                Self::new("folder-read-only").with("path", path.display())
            }
            Told::NetworkFileSystem { kind } => Self::new("network-file-system").with("kind", kind),
            Told::SyncedFolder { product } => Self::new("synced-folder").with("product", product),
            Told::DamagedSetAside { path, detail } => {
                Self::new("damaged-set-aside").with("path", path.display()).with("detail", detail)
            }
            Told::RestoredFromBackup { backup, .. } => {
                Self::new("restored-from-backup").with("backup", backup.path.display())
            }
            Told::Salvaged(_) => Self::new("salvaged"),
            Told::MigratedFrom { schema, backup } => {
                Self::new("migrated").with("schema", schema).with("backup", backup.path.display())
            }
        }
    }
}
