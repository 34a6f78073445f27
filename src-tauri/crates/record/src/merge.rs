//! Three texts into one: by front-matter key and by body section, with what cannot be merged as data.
//!
//! `base` is what both sides last agreed on. What one side alone changed is taken from it; what both changed
//! in the same way is taken once; lists to which both only added get both additions; of two dates `updated`
//! the later stays. Everything else is a [`MergeConflict`] for a person. An edited part beats a deleted one.
//! No conflict marker ever gets into a text: where a person has not decided, mine stands.

mod fields;
mod sections;

use serde::{Deserialize, Serialize};

use crate::document;
use crate::value::Value;

/// What a merge gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The merged text; where there is a conflict, mine.
    pub text: String,
    /// What a person must decide, in the order of the document.
    pub conflicts: Vec<MergeConflict>,
    /// What was put together without asking.
    pub combined: Vec<Combined>,
}

/// A part that both sides changed differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MergeConflict {
    /// Names it in a [`MergeChoice`].
    pub key: String,
    /// What it is.
    pub part: MergePart,
    /// Its name for people: the field's path or the section's heading.
    pub label: String,
    /// What was agreed; `None` where it was absent.
    pub base: Option<String>,
    /// What is here.
    pub mine: Option<String>,
    /// What is there.
    pub theirs: Option<String>,
    /// Both together, where that makes sense.
    pub both: Option<String>,
}

/// A part that was merged without asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Combined {
    /// What it is.
    pub part: MergePart,
    /// Its name for people.
    pub label: String,
    /// Whose it is now.
    pub from: MergeSide,
}

/// A kind of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MergePart {
    /// A field of the front matter.
    Field,
    /// A list in the front matter.
    List,
    /// A section of the body.
    Section,
    /// The whole document, where its front matter cannot be read.
    Document,
}

/// Whose a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MergeSide {
    /// Ours.
    Mine,
    /// Theirs.
    Theirs,
    /// Of both.
    Both,
}

/// A person's decision about a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MergeChoice {
    /// The conflict's key.
    pub key: String,
    /// What it is to be.
    pub choose: MergeDecision,
}

/// What a part is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MergeDecision {
    /// Ours.
    Mine,
    /// Theirs.
    Theirs,
    /// Both together.
    Both,
    /// Something else.
    Written {
        /// The text: a section as it stands in the body, a field as text or YAML.
        text: String,
    },
}

/// Merges three texts. Without a base both texts are new.
pub fn merge(base: Option<&str>, mine: &str, theirs: &str) -> Merged {
    decide(base, mine, theirs, &[])
}

/// Merges three texts with a person's decisions. Conflicts without one stay in the answer.
pub fn decide(base: Option<&str>, mine: &str, theirs: &str, choices: &[MergeChoice]) -> Merged {
    let whole =
        |text: &str| Merged { text: text.to_owned(), conflicts: Vec::new(), combined: Vec::new() };
    if mine == theirs || base == Some(theirs) {
        return whole(mine);
    }
    if base == Some(mine) {
        return whole(theirs);
    }
    let mut run = Run { choices, conflicts: Vec::new(), combined: Vec::new() };
    match run.parts(base, mine, theirs) {
        Some(text) => Merged { text, conflicts: run.conflicts, combined: run.combined },
        None => {
            let mut run = Run { choices, conflicts: Vec::new(), combined: Vec::new() };
            let text = run.document(base, mine, theirs);
            Merged { text, conflicts: run.conflicts, combined: Vec::new() }
        }
    }
}

/// A merge under way.
struct Run<'a> {
    choices: &'a [MergeChoice],
    conflicts: Vec<MergeConflict>,
    combined: Vec<Combined>,
}

impl Run<'_> {
    /// Merges part by part; `None` where the documents have no parts that can be told apart.
    fn parts(&mut self, base: Option<&str>, mine: &str, theirs: &str) -> Option<String> {
        let head = self.front_matter(base, mine, theirs)?;
        let body =
            self.body(base.map(document::body), document::body(mine), document::body(theirs));
        let text = document::replace_body(&head, &body);
        // What was put together must read as what was meant.
        (fields_of(&text).is_some() && document::body(&text) == body).then_some(text)
    }

    fn document(&mut self, base: Option<&str>, mine: &str, theirs: &str) -> String {
        let conflict = MergeConflict {
            key: "document".to_owned(),
            part: MergePart::Document,
            label: String::new(),
            base: base.map(str::to_owned),
            mine: Some(mine.to_owned()),
            theirs: Some(theirs.to_owned()),
            both: None,
        };
        match self.choice("document") {
            Some(MergeDecision::Theirs) => theirs.to_owned(),
            Some(MergeDecision::Written { text }) => text.clone(),
            Some(MergeDecision::Mine) => mine.to_owned(),
            Some(MergeDecision::Both) | None => {
                self.conflicts.push(conflict);
                mine.to_owned()
            }
        }
    }

    fn choice(&self, key: &str) -> Option<&MergeDecision> {
        self.choices.iter().find(|choice| choice.key == key).map(|choice| &choice.choose)
    }

    fn combine(&mut self, part: MergePart, label: &str, from: MergeSide) {
        self.combined.push(Combined { part, label: label.to_owned(), from });
    }
}

/// The front matter as keys; `None` where it cannot be read as such.
fn fields_of(text: &str) -> Option<Vec<(String, Value)>> {
    let parts = document::split(text);
    if parts.unclosed {
        return None;
    }
    match document::front_matter(text) {
        None => Some(Vec::new()),
        Some(yaml) if yaml.len() > document::MAX_FRONT_MATTER_BYTES => None,
        Some(yaml) => {
            let tree = crate::yaml::parse(yaml).ok()?;
            if !tree.duplicates.is_empty() {
                return None;
            }
            match tree.root.map_or(Value::Null, |root| root.value()) {
                Value::Null => Some(Vec::new()),
                Value::Map(entries) => Some(entries),
                _ => None,
            }
        }
    }
}
