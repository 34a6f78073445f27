//! What the checker says about a document: stable codes, and the author's words for them.

use std::collections::BTreeMap;

use serde::Serialize;

/// How much a check matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Severity {
    /// Must be put right; a published record with one is refused.
    Error,
    /// Likely a mistake.
    Warning,
    /// Good to know, or missing only for publishing.
    Hint,
}

/// One thing the checker says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Check {
    /// What it is about, in a stable word.
    pub code: CheckCode,
    /// How much it matters now.
    pub severity: Severity,
    /// It must be put right before the record can be published.
    pub blocks_publishing: bool,
    /// Path of the field, such as `effort.planned.people` or `what_failed.0`.
    pub field: Option<String>,
    /// Line in the file, from 1.
    pub line: Option<u32>,
    /// What the message speaks of, by name.
    pub args: BTreeMap<String, String>,
}

/// Stable words for what the checker finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum CheckCode {
    /// The document is larger than 2 MB; refused.
    DocumentTooLarge,
}

impl Check {
    /// Returns the sentence for the author, in English.
    pub fn message(&self) -> String {
        String::new()
    }
}
