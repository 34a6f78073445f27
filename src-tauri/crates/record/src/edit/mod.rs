//! Changing fields of a document without disturbing anything else.
//!
//! An edit is turned into the smallest changes that lead from the old value to the new one, and each
//! replaces only its own bytes. After every change the text is parsed again and compared with what
//! was wanted; where it differs, a larger part is written anew, and if nothing helps the edit is
//! refused. So an edit never damages a document, however oddly it is written.

mod difference;
mod emit;
mod splice;

pub(crate) use difference::same;

use serde::{Deserialize, Serialize};

use crate::document::{self, MAX_FRONT_MATTER_BYTES};
use crate::edit::difference::{at_mut, at_ref, difference, set, unwritable};
use crate::edit::emit::Emitter;
use crate::edit::splice::{Patch, Splicer};
use crate::kind::Kind;
use crate::value::Value;
use crate::yaml::{self, Cause, Node, NodeKind};

/// One change of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Edit {
    /// Where: keys and list positions from the top.
    ///
    /// Missing maps on the way are made. A list position equal to the list's length appends.
    pub path: Vec<PathStep>,
    /// The new value; `None` removes the key or list item.
    ///
    /// In JSON an absent `value` removes, and `null` writes an explicit null.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
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
/// mark and the body keep their bytes. A document without front matter gets some. Removing what does
/// not exist changes nothing.
///
/// # Errors
///
/// Nothing is applied if one edit fails.
pub fn edit(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    if edits.is_empty() {
        return Ok(text.to_owned());
    }
    let parts = document::split(text);
    if parts.unclosed {
        return Err(EditError::Broken { line: 1, reason: "the front matter never ends".into() });
    }
    let line_break = document::line_break(text);
    let (head, yaml, tail) = match parts.yaml {
        Some((start, end)) => {
            (text[..start].to_owned(), text[start..end].to_owned(), text[end..].to_owned())
        }
        None => (
            format!("{}---{line_break}", &text[..parts.body]),
            String::new(),
            format!("---{line_break}{}", &text[parts.body..]),
        ),
    };
    let first_line = document::line_of(&head, head.len());
    let mut yaml = yaml;
    if yaml.len() > MAX_FRONT_MATTER_BYTES {
        return Err(too_large());
    }
    let unchanged = yaml.clone();
    for edit in edits {
        yaml = apply(&yaml, edit, line_break, first_line)?;
    }
    if yaml == unchanged {
        // No front matter is made where there was nothing to write.
        return Ok(text.to_owned());
    }
    if yaml.len() > MAX_FRONT_MATTER_BYTES {
        return Err(too_large());
    }
    Ok(head + &yaml + &tail)
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

/// Writes a value as a YAML document of its own; what comes out reads as the same value.
pub fn to_yaml(kind: Kind, value: &Value) -> String {
    let emitter = Emitter { kind, line_break: "\n", one_line: false };
    emitter.block(value, 0, "") + "\n"
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

fn too_large() -> EditError {
    EditError::TooLarge { limit: MAX_FRONT_MATTER_BYTES as u32 }
}

/// Most single changes that one edit is taken apart into.
const MAX_STEPS: usize = 1_000;

/// Applies one edit to YAML text.
fn apply(
    yaml: &str,
    edit: &Edit,
    line_break: &'static str,
    line: u32,
) -> Result<String, EditError> {
    let path = dotted(&edit.path);
    let root = parse(yaml, line)?;
    let old = root.as_ref().map_or(Value::Map(Vec::new()), Node::value);
    let mut wanted = old.clone();
    if !set(&mut wanted, &edit.path, edit.value.as_ref()) {
        return Err(EditError::NoPlace { path });
    }
    if let Some(reason) = edit.value.as_ref().and_then(unwritable) {
        return Err(EditError::Unwritable { path, reason });
    }
    if same(&old, &wanted) {
        return Ok(yaml.to_owned());
    }
    let emitter = Emitter { kind: kind(&wanted), line_break, one_line: false };
    let mut current = yaml.to_owned();
    // Every step removes at least one difference; the bound only guards against a mistake here.
    for _ in 0..MAX_STEPS {
        let Some(root) = parse(&current, line)? else {
            if same(&wanted, &Value::Map(Vec::new())) {
                return Ok(current);
            }
            current = start(&current, &wanted, &emitter);
            continue;
        };
        if same(&root.value(), &wanted) {
            return Ok(current);
        }
        current =
            step(&current, &root, &wanted, &emitter).ok_or_else(|| EditError::Unwritable {
                path: path.clone(),
                reason: "the document is written in a way that leaves no room for it".into(),
            })?;
    }
    Err(EditError::Unwritable { path, reason: "too many changes at once".into() })
}

fn parse(yaml: &str, first_line: u32) -> Result<Option<Node>, EditError> {
    let broken = |offset: usize, reason: &str| EditError::Broken {
        line: first_line + document::line_of(yaml, offset) - 1,
        reason: reason.to_owned(),
    };
    let tree = yaml::parse(yaml).map_err(|refusal| {
        let reason = match &refusal.cause {
            Cause::Syntax(reason) => reason.as_str(),
            Cause::TooDeep => "it nests too deeply",
            Cause::TooManyNodes => "it has too many values",
            Cause::Feature(_) => "it uses an anchor, an alias or a tag",
        };
        broken(refusal.offset, reason)
    })?;
    if let Some((path, offset)) = tree.duplicates.first() {
        // Which of the two a change belongs to is for the author to decide.
        return Err(broken(*offset, &format!("the key `{path}` stands twice")));
    }
    let root = tree.root.filter(|root| !root.is_null());
    match root {
        Some(root) if !matches!(root.kind, NodeKind::Map { .. }) => {
            Err(broken(root.start, "it is not keys with values"))
        }
        root => Ok(root),
    }
}

/// Writes the first keys of front matter that has none; its comments stay in front.
fn start(yaml: &str, wanted: &Value, emitter: &Emitter) -> String {
    let mut out = yaml.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(emitter.line_break);
    }
    out + &emitter.block(wanted, 0, "") + emitter.line_break
}

/// Makes one change towards the wanted value; larger ones are tried where a smaller one fails.
fn step(yaml: &str, root: &Node, wanted: &Value, emitter: &Emitter) -> Option<String> {
    let splicer = Splicer { text: yaml, root, emitter };
    let mut steps = Vec::new();
    let (change, at) = difference(yaml, root, wanted, &mut steps, emitter)?;
    let accepted = |patch: Patch, expected: &Value| {
        let mut out = String::with_capacity(yaml.len() + patch.text.len());
        out.push_str(&yaml[..patch.start]);
        out.push_str(&patch.text);
        out.push_str(&yaml[patch.end..]);
        let tree = yaml::parse(&out).ok()?;
        let value = tree.root.map_or(Value::Map(Vec::new()), |root| root.value());
        let empty = matches!(&value, Value::Null);
        let value = if empty { Value::Map(Vec::new()) } else { value };
        same(&value, expected).then_some(out)
    };
    let old = root.value();
    let mut expected = old.clone();
    change.apply_to(at_mut(&mut expected, &at)?);
    // What is written over several lines may swallow a comment that follows it.
    let flat = Emitter { one_line: true, ..*emitter };
    let one_line = Splicer { emitter: &flat, ..splicer };
    for splicer in [&splicer, &one_line] {
        let patch = change.patch(splicer, &at);
        if let Some(done) = accepted(patch, &expected) {
            return Some(done);
        }
    }
    // The small change does not hold: write the value around it anew, then the one around that.
    for length in (1..=at.len()).rev() {
        let spot = splicer.spot(&at[..length]);
        let mut expected = old.clone();
        let target = at_ref(wanted, root, &at[..length])?;
        *at_mut(&mut expected, &at[..length])? = target.clone();
        let pretty = accepted(splicer.replace(&spot, target), &expected);
        let done = pretty.or_else(|| accepted(one_line.replace(&spot, target), &expected));
        if done.is_some() {
            return done;
        }
    }
    None
}

fn kind(wanted: &Value) -> Kind {
    let word = |key: &str| wanted.get(key).and_then(Value::as_text);
    word("kind")
        .and_then(Kind::from_word)
        .or_else(|| word("id").and_then(Kind::from_id))
        .unwrap_or(Kind::CaseStudy)
}

fn dotted(path: &[PathStep]) -> String {
    path.iter()
        .map(|step| match step {
            PathStep::Index(index) => index.to_string(),
            PathStep::Key(key) => key.clone(),
        })
        .collect::<Vec<_>>()
        .join(".")
}
