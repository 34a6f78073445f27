//! Documents as people write them: every value in one of many shapes.

use fieldbook_record::Value;
use proptest::prelude::*;

use crate::promise::nasty;

pub(crate) fn text() -> impl Strategy<Value = String> {
    let nasty: Vec<String> =
        nasty().into_iter().filter_map(|value| value.as_text().map(str::to_owned)).collect();
    prop_oneof![
        3 => "[a-z][a-z0-9-]{0,8}",
        2 => "[a-zA-Z0-9 :#,'\"\\-\\[\\]{}&*!|>%@`.?\\n\\t\\\\é日]{0,24}",
        2 => proptest::sample::select(nasty),
        1 => any::<String>().prop_map(|text| text.chars().take(20).collect()),
    ]
}

pub(crate) fn key() -> impl Strategy<Value = String> {
    // An empty key or one with a dot makes dotted paths ambiguous, which this test finds lines by.
    prop_oneof![4 => "[a-z_]{1,8}", 1 => text().prop_map(|text| format!("{}k", text.replace('.', "_")))]
}

pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => text().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => any::<i32>().prop_map(|number| Value::Number(f64::from(number))),
        1 => (-1e6..1e6_f64).prop_map(|number| Value::Number((number * 100.0).round() / 100.0)),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            proptest::collection::vec((key(), inner), 0..4).prop_map(map),
        ]
    })
}

pub(crate) fn map(entries: Vec<(String, Value)>) -> Value {
    let mut out: Vec<(String, Value)> = Vec::new();
    for (key, value) in entries {
        if !out.iter().any(|(other, _)| *other == key) {
            out.push((key, value));
        }
    }
    Value::Map(out)
}

/// A stream of choices that ends in zeros.
type Choices<'a> = &'a mut dyn Iterator<Item = u8>;

pub(crate) fn pick(choices: Choices<'_>, of: u8) -> u8 {
    choices.next().unwrap_or(0) % of
}

/// Writes the keys of a map in a style that our own writer would not choose.
pub(crate) fn scrawl_keys(
    entries: &[(String, Value)],
    indent: usize,
    choices: Choices<'_>,
) -> String {
    let margin = " ".repeat(indent);
    let mut out = String::new();
    for (key, value) in entries {
        let gap = ["", "", "\n", "# between\n"][pick(choices, 4) as usize];
        let key = one_line(&Value::from(key.as_str()), pick(choices, 3));
        let deeper = indent + 1 + pick(choices, 3) as usize;
        let value = scrawl(value, deeper, choices);
        out.push_str(&format!("{gap}{margin}{key}:{value}"));
    }
    out
}

/// Writes what follows a key's colon.
pub(crate) fn scrawl(value: &Value, indent: usize, choices: Choices<'_>) -> String {
    let comment = ["", "", " # note", "   # é: [x]"][pick(choices, 4) as usize];
    let block = pick(choices, 3) > 0;
    match value {
        Value::Map(entries) if !entries.is_empty() && block => {
            format!("{comment}\n{}", scrawl_keys(entries, indent, choices))
        }
        Value::List(items) if !items.is_empty() && block => {
            let margin = " ".repeat(indent - 1);
            let mut out = format!("{comment}\n");
            for item in items {
                let gap = ["", "", "\n", "# between\n"][pick(choices, 4) as usize];
                let item = match item {
                    Value::Map(entries) if !entries.is_empty() && pick(choices, 2) > 0 => {
                        let keys = scrawl_keys(entries, indent + 2, choices);
                        // The first key stands behind the dash, unless something is in between.
                        match keys.strip_prefix(&" ".repeat(indent + 2)) {
                            Some(keys) => format!("  {keys}"),
                            None => format!("\n{keys}"),
                        }
                    }
                    item => format!("  {}{comment}\n", one_line(item, pick(choices, 3))),
                };
                out.push_str(&format!("{gap}{margin}-{item}"));
            }
            out
        }
        _ => format!(" {}{comment}\n", one_line(value, pick(choices, 3))),
    }
}

/// Writes a value on one line with odd but legal blanks, quotes and commas.
pub(crate) fn one_line(value: &Value, choice: u8) -> String {
    match value {
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| one_line(item, choice)).collect();
            let tail = if choice == 1 && !items.is_empty() { " ,]" } else { "]" };
            format!("[ {}{tail}", items.join([",", " , ", ",  "][choice as usize % 3]))
        }
        Value::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| {
                    let key = one_line(&Value::from(key.as_str()), choice);
                    format!("{key} :  {}", one_line(value, choice))
                })
                .collect();
            format!("{{{} }}", entries.join(", "))
        }
        Value::Text(text) => {
            let single = !text.is_empty()
                && text.chars().all(|c| {
                    !c.is_control() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
                });
            let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ')
                && text.trim() == text
                && !matches!(text.as_str(), "" | "true" | "false" | "null");
            match choice {
                0 if plain => text.clone(),
                1 if single => format!("'{}'", text.replace('\'', "''")),
                _ => serde_json::to_string(text)
                    .unwrap()
                    .replace('\u{7f}', "\\x7F")
                    .replace('\u{85}', "\\x85")
                    .replace('\u{feff}', "\\uFEFF")
                    .chars()
                    .map(|c| {
                        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                            format!("\\u{:04X}", u32::from(c))
                        } else {
                            c.to_string()
                        }
                    })
                    .collect(),
            }
        }
        other => serde_json::to_string(other).unwrap(),
    }
}

pub(crate) fn small_map() -> impl Strategy<Value = Value> {
    proptest::collection::vec((key(), any_value()), 1..5).prop_map(map)
}
