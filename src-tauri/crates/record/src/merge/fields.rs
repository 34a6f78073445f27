//! Front matter, key by key. Changes are spliced into mine, so that its comments and quoting stay.

use super::{MergeConflict, MergeDecision, MergePart, MergeSide, Run, fields_of};
use crate::document;
use crate::edit::{Edit, PathStep, edit, to_yaml};
use crate::kind::Kind;
use crate::value::Value;

type Fields = [(String, Value)];

impl Run<'_> {
    /// Returns a document with the merged front matter and my body; `None` where a front matter cannot be read.
    pub(super) fn front_matter(
        &mut self,
        base: Option<&str>,
        mine: &str,
        theirs: &str,
    ) -> Option<String> {
        let before = match base {
            Some(base) => fields_of(base)?,
            None => Vec::new(),
        };
        let (ours, other) = (fields_of(mine)?, fields_of(theirs)?);
        let head = |text| document::front_matter(text);
        if head(mine) == head(theirs) || base.is_some_and(|base| head(base) == head(theirs)) {
            return Some(mine.to_owned());
        }
        if base.is_some_and(|base| head(base) == head(mine)) {
            // Only they touched it: theirs is taken with its comments and its order.
            self.combine(MergePart::Field, "", MergeSide::Theirs);
            return Some(document::replace_body(theirs, document::body(mine)));
        }
        let mut edits = Vec::new();
        self.map(&mut Vec::new(), &before, &ours, &other, &mut edits);
        edit(mine, &edits).ok()
    }

    fn map(
        &mut self,
        path: &mut Vec<PathStep>,
        base: &Fields,
        mine: &Fields,
        theirs: &Fields,
        edits: &mut Vec<Edit>,
    ) {
        let get = |fields: &Fields, key: &str| {
            fields.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
        };
        let gone = mine.iter().filter(|(key, _)| get(theirs, key).is_none());
        let keys: Vec<String> = theirs.iter().chain(gone).map(|(key, _)| key.clone()).collect();
        for key in keys {
            path.push(PathStep::Key(key.clone()));
            self.value(path, get(base, &key), get(mine, &key), get(theirs, &key), edits);
            path.pop();
        }
    }

    fn value(
        &mut self,
        path: &mut Vec<PathStep>,
        base: Option<Value>,
        mine: Option<Value>,
        theirs: Option<Value>,
        edits: &mut Vec<Edit>,
    ) {
        if mine == theirs || theirs == base {
            return;
        }
        let label = label(path);
        if mine == base {
            self.combine(MergePart::Field, &label, MergeSide::Theirs);
            edits.push(Edit { path: path.clone(), value: theirs });
            return;
        }
        match (&base, &mine, &theirs) {
            (Some(Value::Map(base)), Some(Value::Map(mine)), Some(Value::Map(theirs))) => {
                return self.map(path, base, mine, theirs, edits);
            }
            (None, Some(Value::Map(mine)), Some(Value::Map(theirs))) => {
                return self.map(path, &[], mine, theirs, edits);
            }
            // An edit beats a deletion.
            (Some(_), None, Some(_)) => {
                self.combine(MergePart::Field, &label, MergeSide::Theirs);
                edits.push(Edit { path: path.clone(), value: theirs });
                return;
            }
            (Some(_), Some(_), None) => {
                return self.combine(MergePart::Field, &label, MergeSide::Mine);
            }
            (_, Some(Value::Text(one)), Some(Value::Text(other)))
                if label == "updated" && is_date(one) && is_date(other) =>
            {
                if other > one {
                    edits.push(Edit { path: path.clone(), value: theirs });
                }
                return;
            }
            _ => {}
        }
        let both = together(base.as_ref(), mine.as_ref(), theirs.as_ref());
        if let Some((both, true)) = &both {
            self.combine(MergePart::List, &label, MergeSide::Both);
            edits.push(Edit { path: path.clone(), value: Some(both.clone()) });
            return;
        }
        let both = both.map(|(both, _)| both);
        self.ask(path, [base, mine, theirs, both], edits);
    }

    fn ask(
        &mut self,
        path: &[PathStep],
        [base, mine, theirs, both]: [Option<Value>; 4],
        edits: &mut Vec<Edit>,
    ) {
        let label = label(path);
        let key = format!("field:{label}");
        let value = match self.choice(&key) {
            Some(MergeDecision::Mine) => return,
            Some(MergeDecision::Theirs) => theirs,
            Some(MergeDecision::Both) if both.is_some() => both,
            Some(MergeDecision::Written { text }) => {
                Some(written(text, mine.as_ref().or(theirs.as_ref())))
            }
            Some(MergeDecision::Both) | None => {
                let part = if matches!(mine, Some(Value::List(_))) {
                    MergePart::List
                } else {
                    MergePart::Field
                };
                let [base, mine, theirs, both] =
                    [base, mine, theirs, both].map(|value| value.as_ref().map(shown));
                self.conflicts.push(MergeConflict { key, part, label, base, mine, theirs, both });
                return;
            }
        };
        edits.push(Edit { path: path.to_vec(), value });
    }
}

/// Both lists together, and whether that needs no question: both sides only added.
fn together(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> Option<(Value, bool)> {
    let (Some(Value::List(mine)), Some(Value::List(theirs))) = (mine, theirs) else { return None };
    let base: &[Value] = match base {
        Some(Value::List(base)) => base,
        None | Some(Value::Null) => &[],
        Some(_) => return None,
    };
    let mut both = mine.clone();
    both.extend(theirs.iter().filter(|item| !mine.contains(item) && !base.contains(item)).cloned());
    let only_added = mine.starts_with(base) && theirs.starts_with(base);
    Some((Value::List(both), only_added))
}

/// Reads what a person wrote: text where the field holds text, YAML otherwise.
fn written(text: &str, like: Option<&Value>) -> Value {
    if matches!(like, Some(Value::Text(_))) {
        return Value::Text(text.trim().to_owned());
    }
    let parsed = crate::yaml::parse(text).ok().and_then(|tree| tree.root);
    parsed.map_or_else(|| Value::Text(text.to_owned()), |root| root.value())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => to_yaml(Kind::CaseStudy, other).trim_end().to_owned(),
    }
}

fn label(path: &[PathStep]) -> String {
    let steps = path.iter().map(|step| match step {
        PathStep::Key(key) => key.clone(),
        PathStep::Index(index) => index.to_string(),
    });
    steps.collect::<Vec<_>>().join(".")
}

/// `YYYY-MM-DD`, of which the later is the larger text.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}
