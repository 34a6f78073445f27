//! What every edit promises: the place wanted is changed, and no other byte.

use fieldbook_record::{
    Context, Edit, Format, PathStep, Value, body, edit, front_matter_value, read,
};
use jiff::civil::date;

/// Compares values without regard to the order of keys.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    b.iter().any(|(other, found)| key == other && same(value, found))
                })
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        _ => a == b,
    }
}

pub(crate) fn value(text: &str) -> Value {
    front_matter_value(text).unwrap_or(Value::Map(Vec::new()))
}

/// Returns every path of a value with what stands there.
pub(crate) fn paths(value: &Value) -> Vec<(Vec<PathStep>, Value)> {
    fn walk(value: &Value, path: &mut Vec<PathStep>, out: &mut Vec<(Vec<PathStep>, Value)>) {
        let children: Vec<(PathStep, &Value)> = match value {
            Value::Map(entries) => {
                entries.iter().map(|(key, value)| (PathStep::Key(key.clone()), value)).collect()
            }
            Value::List(items) => {
                (0..).zip(items).map(|(index, value)| (PathStep::Index(index), value)).collect()
            }
            _ => Vec::new(),
        };
        for (step, child) in children {
            path.push(step);
            out.push((path.clone(), child.clone()));
            walk(child, path, out);
            path.pop();
        }
    }
    let mut out = Vec::new();
    walk(value, &mut Vec::new(), &mut out);
    out
}

/// Writes into a plain value: what an edit is expected to do.
pub(crate) fn expected(mut value: Value, path: &[PathStep], new: Option<&Value>) -> Value {
    fn put(value: &mut Value, path: &[PathStep], new: Option<&Value>) {
        let (step, rest) = path.split_first().unwrap();
        match (value, step) {
            (Value::Map(entries), PathStep::Key(key)) => {
                let found = entries.iter().position(|(name, _)| name == key);
                match (found, new) {
                    (Some(index), None) if rest.is_empty() => drop(entries.remove(index)),
                    (Some(index), Some(new)) if rest.is_empty() => entries[index].1 = new.clone(),
                    (Some(index), _) => put(&mut entries[index].1, rest, new),
                    (None, _) => entries.push((key.clone(), new.unwrap().clone())),
                }
            }
            (Value::List(items), PathStep::Index(index)) => {
                let index = *index as usize;
                match new {
                    None if rest.is_empty() => drop(items.remove(index)),
                    Some(new) if rest.is_empty() && index == items.len() => items.push(new.clone()),
                    Some(new) if rest.is_empty() => items[index] = new.clone(),
                    _ => put(&mut items[index], rest, new),
                }
            }
            _ => panic!("no place"),
        }
    }
    put(&mut value, path, new);
    value
}

pub(crate) fn dotted(path: &[PathStep]) -> String {
    let steps: Vec<String> = path
        .iter()
        .map(|step| match step {
            PathStep::Index(index) => index.to_string(),
            PathStep::Key(key) => key.clone(),
        })
        .collect();
    steps.join(".")
}

pub(crate) fn spans(text: &str) -> Vec<(String, u32, u32)> {
    let mut context = Context::new("pb-test", date(2026, 11, 23));
    context.format = Format::Markdown;
    read(text, &context)
        .fields
        .into_iter()
        .map(|field| (field.path, field.first_line, field.last_line))
        .collect()
}

/// Applies one edit and checks all that an edit promises.
pub(crate) fn promise(text: &str, path: &[PathStep], new: Option<&Value>) -> String {
    let edits = [Edit { path: path.to_vec(), value: new.cloned() }];
    let shown = format!("{} := {new:?} in\n{text}", dotted(path));
    let after = edit(text, &edits).unwrap_or_else(|error| panic!("{error}: {shown}"));
    let wanted = expected(value(text), path, new);
    assert!(same(&value(&after), &wanted), "{shown}\ngave\n{after}");
    assert_eq!(body(&after), body(text), "the body changed: {shown}");
    // The first key behind a dash leaves its place to the next one, which moves up a line.
    let behind_a_dash = matches!(path, [.., PathStep::Index(_), PathStep::Key(_)]);
    if new.is_some() || !behind_a_dash {
        lines_outside_are_kept(text, &after, path, &shown);
    }
    let twice = edit(&after, &edits);
    if new.is_some() {
        assert_eq!(twice.as_deref(), Ok(after.as_str()), "not settled: {shown}");
    }
    after
}

/// Every line before and after the edited field is there, byte for byte.
pub(crate) fn lines_outside_are_kept(text: &str, after: &str, path: &[PathStep], shown: &str) {
    let name = dotted(path);
    let spans = spans(text);
    let (before, behind): (Vec<&str>, Vec<&str>) = match spans.iter().find(|span| span.0 == name) {
        Some((_, first, last)) => {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            (lines[..*first as usize - 1].to_vec(), lines[*last as usize..].to_vec())
        }
        None => {
            // Something new: every old line is still there, in its order.
            let mut kept = after.lines();
            for line in text.lines() {
                let touched = name
                    .rsplit_once('.')
                    .and_then(|(parent, _)| spans.iter().find(|span| span.0 == parent));
                let number = text[..line.as_ptr() as usize - text.as_ptr() as usize]
                    .matches('\n')
                    .count() as u32
                    + 1;
                if touched.is_some_and(|(_, first, last)| (*first..=*last).contains(&number)) {
                    continue;
                }
                assert!(kept.any(|other| other == line), "lost {line:?}: {shown}\ngave\n{after}");
            }
            return;
        }
    };
    let (before, behind) = (before.concat(), behind.concat());
    let alone = |parent: &str| {
        // The last item or key of a collection takes the brackets of its parent with it.
        spans
            .iter()
            .filter(|span| span.0.rsplit_once('.').map(|(up, _)| up) == Some(parent))
            .count()
            == 1
    };
    if let Some((parent, _)) = name.rsplit_once('.')
        && alone(parent)
    {
        return;
    }
    assert!(after.starts_with(&before), "changed above: {shown}\ngave\n{after}");
    assert!(after.ends_with(&behind), "changed below: {shown}\ngave\n{after}");
}

pub(crate) fn nasty() -> Vec<Value> {
    let texts = [
        "",
        " ",
        "plain words",
        "yes",
        "null",
        "~",
        "2025-03-14",
        "3.10",
        "012",
        "1e3",
        "a: b",
        "a #b",
        "- x",
        "# x",
        "&x",
        "*x",
        "!x",
        "|",
        ">",
        "%",
        "@x",
        "`x`",
        "\"q\"",
        "it's",
        "{a}",
        "[a]",
        "a, b",
        "tail ",
        " lead",
        "a\nb",
        "a\n\nb\n",
        "---",
        "x\n---\ny",
        "a\tb",
        "a\r\nb",
        "\u{0}\u{7f}\u{85}",
        "\u{2028}",
        "日本語: はい",
        "😀",
        "\\",
        "\\n",
        "...",
        "? x",
        ": x",
        "\n",
        "a\n  b\n c",
        "true",
        "<<",
        "=",
        "0x1F",
        "-",
        "-1",
        ".5",
        ".inf",
        "\u{feff}x",
    ];
    let long = "long words ".repeat(20);
    texts
        .iter()
        .map(|text| Value::from(*text))
        .chain([
            Value::Null,
            Value::Bool(true),
            Value::Number(3395.0),
            Value::Number(-0.97),
            Value::Number(1e300),
            Value::List(Vec::new()),
            Value::Map(Vec::new()),
            Value::from(vec!["a", "b, c"]),
            Value::from(vec![long.clone(), "x\ny".to_owned()]),
            Value::from(vec![Value::Map(vec![("k: y".into(), Value::from(long))])]),
            Value::Map(vec![
                ("min".into(), Value::Number(1.0)),
                ("nested".into(), Value::from(vec![Value::from(vec!["deep"])])),
            ]),
        ])
        .collect()
}
