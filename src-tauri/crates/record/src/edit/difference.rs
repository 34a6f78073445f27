//! What a wanted value needs changed, as smallest changes, and setting a place inside a value.

use super::PathStep;
use super::emit::{Emitter, MAX_FLOW};
use super::splice::{Patch, Splicer, Step};
use crate::value::Value;
use crate::yaml::{Node, NodeKind};

/// A smallest change inside a node.
pub(super) enum Change<'v> {
    Replace(&'v Value),
    InsertKey(&'v str, &'v Value),
    RemoveKey(usize),
    InsertItem(usize, &'v Value),
    RemoveItem(usize),
}

impl Change<'_> {
    pub(super) fn patch(&self, splicer: &Splicer<'_>, at: &[Step]) -> Patch {
        let spot = splicer.spot(at);
        match self {
            Self::Replace(value) => splicer.replace(&spot, value),
            Self::InsertKey(key, value) => splicer.insert_key(&spot, key, value),
            Self::RemoveKey(index) => splicer.remove_key(&spot, *index),
            Self::InsertItem(index, value) => splicer.insert_item(&spot, *index, value),
            Self::RemoveItem(index) => splicer.remove_item(&spot, *index),
        }
    }

    pub(super) fn apply_to(&self, target: &mut Value) {
        match (self, target) {
            (Self::Replace(value), target) => *target = (*value).clone(),
            (Self::InsertKey(key, value), Value::Map(entries)) => {
                entries.push(((*key).to_owned(), (*value).clone()));
            }
            (Self::RemoveKey(index), Value::Map(entries)) if *index < entries.len() => {
                entries.remove(*index);
            }
            (Self::InsertItem(index, value), Value::List(items)) if *index <= items.len() => {
                items.insert(*index, (*value).clone());
            }
            (Self::RemoveItem(index), Value::List(items)) if *index < items.len() => {
                items.remove(*index);
            }
            _ => {}
        }
    }
}

/// Finds the first difference between a node and the wanted value, as deep as it can be told apart.
pub(super) fn difference<'v>(
    yaml: &str,
    node: &Node,
    wanted: &'v Value,
    steps: &mut Vec<Step>,
    emitter: &Emitter,
) -> Option<(Change<'v>, Vec<Step>)> {
    let here = |change, steps: &[Step]| Some((change, steps.to_vec()));
    // Brackets on one line that grow too wide are written anew over several lines.
    let rewritten = node.is_flow()
        && !steps.is_empty()
        && !emitter.is_inline(wanted, "", MAX_FLOW)
        && !yaml[node.start..node.end].contains(['#', '\n']);
    if rewritten {
        return here(Change::Replace(wanted), steps);
    }
    match (&node.kind, wanted) {
        (NodeKind::Map { entries, .. }, Value::Map(new)) if !new.is_empty() || steps.is_empty() => {
            for (index, entry) in entries.iter().enumerate() {
                let Some((_, value)) = new.iter().find(|(key, _)| *key == entry.key) else {
                    return here(Change::RemoveKey(index), steps);
                };
                // Of a key that stands twice only the first counts.
                let counts = entries.iter().position(|other| other.key == entry.key) == Some(index);
                if counts && !same(&entry.value.value(), value) {
                    steps.push(Step::Entry(index));
                    let found = difference(yaml, &entry.value, value, steps, emitter);
                    steps.pop();
                    return found;
                }
            }
            let (key, value) =
                new.iter().find(|(key, _)| !entries.iter().any(|entry| entry.key == *key))?;
            here(Change::InsertKey(key, value), steps)
        }
        (NodeKind::List { items, flow }, Value::List(new))
            if !new.is_empty() && !items.is_empty() =>
        {
            let old: Vec<Value> = items.iter().map(|item| item.node.value()).collect();
            let prefix = old.iter().zip(new).take_while(|(a, b)| same(a, b)).count();
            let shorter = old.len().min(new.len()) - prefix;
            let suffix = old
                .iter()
                .rev()
                .zip(new.iter().rev())
                .take(shorter)
                .take_while(|(a, b)| same(a, b))
                .count();
            let (gone, come) = (old.len() - prefix - suffix, new.len() - prefix - suffix);
            if gone > 0 && come > 0 {
                steps.push(Step::Item(prefix));
                let found = difference(yaml, &items[prefix].node, &new[prefix], steps, emitter);
                steps.pop();
                found
            } else if gone > 0 {
                here(Change::RemoveItem(prefix + gone - 1), steps)
            } else {
                here(Change::InsertItem(prefix, &new[prefix]), steps)
            }
        }
        _ => here(Change::Replace(wanted), steps),
    }
}

pub(super) fn at_mut<'v>(value: &'v mut Value, steps: &[Step]) -> Option<&'v mut Value> {
    let mut value = value;
    for step in steps {
        value = match (value, step) {
            (Value::Map(entries), Step::Entry(index)) => &mut entries.get_mut(*index)?.1,
            (Value::List(items), Step::Item(index)) => items.get_mut(*index)?,
            _ => return None,
        };
    }
    Some(value)
}

/// Finds the wanted value at a place that is known by the positions in the old tree.
pub(super) fn at_ref<'v>(wanted: &'v Value, root: &Node, steps: &[Step]) -> Option<&'v Value> {
    let (mut value, mut node) = (wanted, root);
    for step in steps {
        match (&node.kind, step, value) {
            (NodeKind::Map { entries, .. }, Step::Entry(index), Value::Map(_)) => {
                let entry = entries.get(*index)?;
                value = value.get(&entry.key)?;
                node = &entry.value;
            }
            (NodeKind::List { items, .. }, Step::Item(index), Value::List(new)) => {
                value = new.get(*index)?;
                node = &items.get(*index)?.node;
            }
            _ => return None,
        }
    }
    Some(value)
}

/// Writes a value into a plain value; false if there is no place for it.
pub(super) fn set(target: &mut Value, path: &[PathStep], value: Option<&Value>) -> bool {
    let Some((step, rest)) = path.split_first() else {
        return match value {
            Some(value) => {
                *target = value.clone();
                true
            }
            None => false,
        };
    };
    if matches!(target, Value::Null) {
        if value.is_none() {
            return true;
        }
        *target = match step {
            PathStep::Key(_) => Value::Map(Vec::new()),
            PathStep::Index(_) => Value::List(Vec::new()),
        };
    }
    match (target, step) {
        (Value::Map(entries), PathStep::Key(key)) => set_key(entries, key, rest, value),
        // A key of digits looks like a position in a dotted path.
        (Value::Map(entries), PathStep::Index(index)) => {
            set_key(entries, &index.to_string(), rest, value)
        }
        (Value::List(items), PathStep::Index(index)) => {
            let index = *index as usize;
            if value.is_none() && rest.is_empty() {
                if index < items.len() {
                    items.remove(index);
                }
                return true;
            }
            if index == items.len() && value.is_some() {
                items.push(Value::Null);
            }
            match items.get_mut(index) {
                Some(item) => set(item, rest, value),
                None => value.is_none(),
            }
        }
        _ => false,
    }
}

pub(super) fn set_key(
    entries: &mut Vec<(String, Value)>,
    key: &str,
    rest: &[PathStep],
    value: Option<&Value>,
) -> bool {
    let found = entries.iter().position(|(name, _)| name == key);
    match (found, value) {
        (Some(index), None) if rest.is_empty() => {
            entries.remove(index);
            true
        }
        (None, None) => true,
        (Some(index), _) => set(&mut entries[index].1, rest, value),
        (None, Some(_)) => {
            let mut made = Value::Null;
            let done = set(&mut made, rest, value);
            entries.push((key.to_owned(), made));
            done
        }
    }
}

/// Says why a value cannot be written, if it cannot.
pub(super) fn unwritable(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) if !number.is_finite() => Some("the number has no end".into()),
        Value::List(items) => items.iter().find_map(unwritable),
        Value::Map(entries) => entries.iter().enumerate().find_map(|(index, (key, value))| {
            let twice = entries[..index].iter().any(|(other, _)| other == key);
            twice.then(|| format!("the key `{key}` stands twice")).or_else(|| unwritable(value))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
    }
}

/// Compares values; the order of a map's keys does not matter.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    b.iter()
                        .find(|(other, _)| other == key)
                        .is_some_and(|(_, other)| same(value, other))
                })
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        _ => a == b,
    }
}
