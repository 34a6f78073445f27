//! A record's past: its revisions, what changed between two of them, and the way back.

use fieldbook_record::Context;
use fieldbook_store::Base;
use serde::Serialize;
use similar::{ChangeTag, DiffOp, TextDiff};

use crate::editing::SaveOutcome;
use crate::{Error, Library};

/// One revision of a record.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RevisionView {
    /// Its number; 1 is the first.
    pub revision: u32,
    /// When it was made, in milliseconds since 1970.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub at: i64,
    /// What made it: `app`, `cli`, `import`, `starter`.
    pub actor: String,
    /// The name a person gave it.
    pub note: Option<String>,
    /// Bytes of its text.
    pub size: u32,
    /// BLAKE3 of its text, in hexadecimal.
    pub hash: String,
}

/// What changed between two revisions, as a person reads it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Diff {
    /// The older side.
    pub from: u32,
    /// The newer side.
    pub to: u32,
    /// Front-matter fields that differ, in the order of the newer text.
    pub fields: Vec<FieldChange>,
    /// The body, as blocks of equal and of changed lines.
    pub body: Vec<DiffBlock>,
    /// Body lines added.
    pub added: u32,
    /// Body lines removed.
    pub removed: u32,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldChange {
    /// The field's name.
    pub path: String,
    /// Its older value as written, or `None` where it was absent.
    pub before: Option<String>,
    /// Its newer value as written.
    pub after: Option<String>,
}

/// Consecutive lines that are all the same or all changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DiffBlock {
    /// What happened to them.
    pub kind: BlockKind,
    /// The older lines; empty where lines were added.
    pub before: Vec<DiffLine>,
    /// The newer lines; empty where lines were removed.
    pub after: Vec<DiffLine>,
}

/// What happened to a block of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Nothing.
    Same,
    /// They came.
    Added,
    /// They went.
    Removed,
    /// They were rewritten.
    Changed,
}

/// One line, in parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DiffLine {
    /// Its number in the body, from 1.
    pub line: u32,
    /// Its text in parts; joined they are the line without its line end.
    pub parts: Vec<DiffPart>,
}

/// A run of words that changed, or did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DiffPart {
    /// The words.
    pub text: String,
    /// Whether the other side lacks them.
    pub changed: bool,
}

impl Library {
    /// Lists a record's revisions, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the id; the store's errors.
    pub fn history(&self, id: &str) -> Result<Vec<RevisionView>, Error> {
        let key = self.locate(id)?;
        let revisions = self.store.revisions(&key.library, &key.id)?;
        Ok(revisions
            .into_iter()
            .map(|revision| RevisionView {
                revision: revision.number,
                at: revision.at,
                actor: revision.actor,
                note: revision.note,
                size: u32::try_from(revision.size).unwrap_or(u32::MAX),
                hash: revision.hash,
            })
            .collect())
    }

    /// Reads the text of one revision.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such record or revision; the store's errors.
    pub fn revision_text(&self, id: &str, revision: u32) -> Result<String, Error> {
        let key = self.locate(id)?;
        self.store
            .revision_text(&key.library, &key.id, revision)?
            .ok_or_else(|| Error::NotFound { id: format!("{id} revision {revision}") })
    }

    /// Compares two revisions of a record.
    ///
    /// # Errors
    /// As [`Library::revision_text`].
    pub fn diff(&self, id: &str, from: u32, to: u32) -> Result<Diff, Error> {
        let before = self.revision_text(id, from)?;
        let after = self.revision_text(id, to)?;
        Ok(diff_texts(&before, &after, from, to))
    }

    /// Makes an old revision the newest one again; nothing in between is lost.
    ///
    /// # Errors
    /// As [`Library::save`].
    pub fn restore(
        &self,
        id: &str,
        revision: u32,
        base: Option<u32>,
    ) -> Result<SaveOutcome, Error> {
        let text = self.revision_text(id, revision)?;
        let note = format!("Restored revision {revision}");
        self.save_text(id, &text, base.map_or(Base::Any, Base::Revision), Some(&note))
    }
}

/// Compares two texts of one record.
pub fn diff_texts(before: &str, after: &str, from: u32, to: u32) -> Diff {
    let (old_fields, old_body) = split(before);
    let (new_fields, new_body) = split(after);
    let body = diff_bodies(old_body, new_body);
    let count = |lines: fn(&DiffBlock) -> usize| {
        let changed = body.iter().filter(|block| block.kind != BlockKind::Same);
        u32::try_from(changed.map(lines).sum::<usize>()).unwrap_or(u32::MAX)
    };
    Diff {
        from,
        to,
        fields: field_changes(&old_fields, &new_fields),
        added: count(|block| block.after.len()),
        removed: count(|block| block.before.len()),
        body,
    }
}

/// Splits a text into its top-level fields as written and its body.
fn split(text: &str) -> (Vec<(String, String)>, &str) {
    let reading = fieldbook_record::read(text, &Context::new("diff", jiff::civil::Date::ZERO));
    let lines: Vec<&str> = text.lines().collect();
    let fields = reading
        .fields
        .iter()
        .filter(|field| !field.path.contains('.'))
        .map(|field| {
            let first = field.first_line.saturating_sub(1) as usize;
            let last = (field.last_line as usize).min(lines.len());
            let written = lines.get(first..last).unwrap_or_default().join("\n");
            let value = written.split_once(':').map_or(written.as_str(), |(_, value)| value);
            (field.path.clone(), value.trim().to_owned())
        })
        .collect();
    (fields, text.get(reading.body_offset as usize..).unwrap_or_default())
}

fn field_changes(old: &[(String, String)], new: &[(String, String)]) -> Vec<FieldChange> {
    let value = |side: &[(String, String)], path: &str| {
        side.iter().find(|(name, _)| name == path).map(|(_, value)| value.clone())
    };
    let changed = new.iter().filter_map(|(path, after)| {
        let before = value(old, path);
        (before.as_ref() != Some(after)).then(|| FieldChange {
            path: path.clone(),
            before,
            after: Some(after.clone()),
        })
    });
    let removed =
        old.iter().filter(|(path, _)| value(new, path).is_none()).map(|(path, before)| {
            FieldChange { path: path.clone(), before: Some(before.clone()), after: None }
        });
    changed.chain(removed).collect()
}

fn diff_bodies(old: &str, new: &str) -> Vec<DiffBlock> {
    let diff = TextDiff::from_lines(old, new);
    diff.ops().iter().map(|op| block(&diff, op)).collect()
}

fn block<'a>(diff: &TextDiff<'a, 'a, str>, op: &DiffOp) -> DiffBlock {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for change in diff.iter_inline_changes(op) {
        let parts = merged(change.iter_strings_lossy().map(|(changed, text)| DiffPart {
            text: text.trim_end_matches(['\n', '\r']).to_owned(),
            changed,
        }));
        let line = |index: Option<usize>| u32::try_from(index.unwrap_or(0) + 1).unwrap_or(u32::MAX);
        match change.tag() {
            ChangeTag::Delete => {
                before.push(DiffLine { line: line(change.old_index()), parts });
            }
            ChangeTag::Insert => {
                after.push(DiffLine { line: line(change.new_index()), parts });
            }
            ChangeTag::Equal => {
                before.push(DiffLine { line: line(change.old_index()), parts: parts.clone() });
                after.push(DiffLine { line: line(change.new_index()), parts });
            }
        }
    }
    let kind = match op {
        DiffOp::Equal { .. } => BlockKind::Same,
        DiffOp::Delete { .. } => BlockKind::Removed,
        DiffOp::Insert { .. } => BlockKind::Added,
        DiffOp::Replace { .. } => BlockKind::Changed,
    };
    DiffBlock { kind, before, after }
}

/// Joins neighbouring parts with the same mark and drops empty ones.
fn merged(parts: impl Iterator<Item = DiffPart>) -> Vec<DiffPart> {
    let mut merged: Vec<DiffPart> = Vec::new();
    for part in parts.filter(|part| !part.text.is_empty()) {
        match merged.last_mut() {
            Some(last) if last.changed == part.changed => last.text.push_str(&part.text),
            _ => merged.push(part),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_changed_fields_and_words() {
        let before = "---\ntitle: \"Old\"\ntags: [a]\n---\nOne line.\nThe quick fox.\n";
        let after = "---\ntitle: \"New\"\nowner: me\n---\nOne line.\nThe slow fox.\nMore.\n";
        let diff = diff_texts(before, after, 1, 2);
        let fields: Vec<_> = diff
            .fields
            .iter()
            .map(|change| (change.path.as_str(), change.before.as_deref(), change.after.as_deref()))
            .collect();
        assert_eq!(
            fields,
            [
                ("title", Some("\"Old\""), Some("\"New\"")),
                ("owner", None, Some("me")),
                ("tags", Some("[a]"), None),
            ]
        );
        assert_eq!((diff.added, diff.removed), (2, 1));
        let changed = diff.body.iter().find(|block| block.kind == BlockKind::Changed);
        let marked: Vec<_> = changed.expect("a line was rewritten").before[0]
            .parts
            .iter()
            .filter(|part| part.changed)
            .map(|part| part.text.as_str())
            .collect();
        assert_eq!(marked, ["quick"], "only the word that changed is marked");
    }
}
