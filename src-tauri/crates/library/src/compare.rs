//! Two to four records side by side: their fields aligned, differences first.

use fieldbook_record::{Kind, Value, front_matter_value};
use serde::Serialize;

use crate::documents::{self, Key};
use crate::{Error, Library};

/// The most records that stand side by side.
const MOST: usize = 4;

/// Keys that say nothing about what happened; people's names among them.
const LEFT_OUT: &[&str] = &[
    "schema",
    "id",
    "kind",
    "title",
    "aliases",
    "authors",
    "reviewed_by",
    "owner",
    "created",
    "updated",
    "review_by",
    "visibility",
    "sources",
    "facts",
    "links",
    "verified",
    "ring_decided_by",
    "status",
];

/// Records side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Comparison {
    /// The records, in the order asked for.
    pub records: Vec<CompareHead>,
    /// Their fields: first those that differ, each part in the order of the documents.
    pub rows: Vec<CompareRow>,
}

/// A record that is compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CompareHead {
    /// The record as `<library>/<id>`.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
}

/// A field of every record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CompareRow {
    /// The field's path: `effort.actual.people`.
    pub field: String,
    /// A value a record; `None` where it does not say.
    pub values: Vec<Option<String>>,
    /// Whether they differ.
    pub differs: bool,
}

impl Library {
    /// Sets records side by side.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for the ids; the store's errors.
    pub fn compare(&self, ids: &[String]) -> Result<Comparison, Error> {
        let mut comparison = Comparison { records: Vec::new(), rows: Vec::new() };
        for (at, id) in ids.iter().take(MOST).enumerate() {
            let document = self.document(id)?;
            comparison.records.push(CompareHead {
                id: Key::of(&document).to_string(),
                kind: documents::kind(&document),
                title: document.columns.title.clone().unwrap_or_else(|| document.id.clone()),
            });
            let mut fields = Vec::new();
            if let Some(Value::Map(entries)) = front_matter_value(&document.text) {
                for (key, value) in
                    entries.iter().filter(|(key, _)| !LEFT_OUT.contains(&key.as_str()))
                {
                    flatten(key, value, &mut fields);
                }
            }
            for (field, value) in fields {
                let row = comparison.rows.iter().position(|row| row.field == field);
                let row = row.unwrap_or_else(|| {
                    let values = Vec::new();
                    comparison.rows.push(CompareRow { field, values, differs: false });
                    comparison.rows.len() - 1
                });
                let values = &mut comparison.rows[row].values;
                values.resize(at, None);
                values.push(Some(value));
            }
        }
        for row in &mut comparison.rows {
            row.values.resize(comparison.records.len(), None);
            row.differs = row.values.windows(2).any(|pair| pair[0] != pair[1]);
        }
        comparison.rows.sort_by_key(|row| !row.differs);
        Ok(comparison)
    }
}

/// Lists the values under a key; what is empty is not said.
fn flatten(path: &str, value: &Value, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Map(entries) => {
            if let Some(text) = interval(entries) {
                fields.push((path.to_owned(), text));
                return;
            }
            for (key, value) in entries {
                flatten(&format!("{path}.{key}"), value, fields);
            }
        }
        other => {
            let text = plain(other);
            if !text.is_empty() {
                fields.push((path.to_owned(), text));
            }
        }
    }
}

/// An interval is one value, with its unit if it has one; with equal ends it is one figure.
fn interval(entries: &[(String, Value)]) -> Option<String> {
    let [(min, Value::Number(low)), (max, Value::Number(high)), rest @ ..] = entries else {
        return None;
    };
    if (min.as_str(), max.as_str()) != ("min", "max") {
        return None;
    }
    let figure = if low == high { low.to_string() } else { format!("{low} - {high}") };
    let rest = rest.iter().map(|(_, value)| plain(value)).filter(|text| !text.is_empty());
    Some(std::iter::once(figure).chain(rest).collect::<Vec<_>>().join(" "))
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.trim().to_owned(),
        Value::List(items) => {
            items.iter().map(plain).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
        }
        Value::Map(entries) => {
            // What stands first is what the entry is about: a rule, a mode, a name.
            let parts =
                entries.iter().enumerate().map(|(at, (key, value))| (at, key, plain(value)));
            let parts = parts.filter(|(_, _, text)| !text.is_empty());
            let parts = parts.map(|(at, key, text)| match at {
                0 => text,
                _ => format!("{key}: {text}"),
            });
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}
