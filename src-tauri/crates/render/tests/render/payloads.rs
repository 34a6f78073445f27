//! The attack corpus in every place where Markdown lets text end up in a page.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::dom::violations;
use crate::shared::{ASSET_BASE, corpus, page, say};

/// Places for a payload; `{}` is the payload, on one line where the place needs that.
const PLACES: &[(&str, &str)] = &[
    ("raw", "{}"),
    ("paragraph", "before {} after"),
    ("link", "[x]({})"),
    ("link in brackets", "[x](<{}>)"),
    ("autolink", "<{}>"),
    ("image", "![x](<{}>)"),
    ("image text", "![{}](asset:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)"),
    ("title", "[x](https://a.example \"{}\")"),
    ("info string", "```{}\ncode\n```"),
    ("code", "```html\n{}\n```"),
    ("table cell", "| a | b |\n|---|---|\n| {} | `{}` |"),
    ("footnote", "x[^1]\n\n[^1]: {}"),
    ("footnote name", "x[^{}]\n\n[^{}]: y"),
    ("record link", "[[{}]] [[cs-api-port|{}]]"),
    ("reference", "[x] ![x]\n\n[x]: <{}> '{}'"),
    ("heading", "## {}\n\n[x](#{})"),
    ("list", "- [ ] {}\n  > {}"),
];

#[test]
fn no_payload_gets_through_in_any_place() {
    let Some(folder) = corpus("xss") else { return };
    let payloads = payloads(&folder);
    let workers = 4;
    let share = payloads.len().div_ceil(workers);
    let failures: Vec<String> = std::thread::scope(|scope| {
        let checks: Vec<_> =
            payloads.chunks(share).map(|part| scope.spawn(|| check(part))).collect();
        checks.into_iter().flat_map(|check| check.join().expect("no page panics")).collect()
    });
    say(&format!("{} payloads in {} places", payloads.len(), PLACES.len()));
    let shown = failures.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{} documents get through:\n{shown}", failures.len());
}

/// The control: the oracle must see the payloads when nothing defends the page.
#[test]
fn the_oracle_flags_the_payloads_themselves() {
    let Some(folder) = corpus("xss") else { return };
    let payloads = payloads(&folder);
    let flagged = payloads.iter().filter(|p| !violations(p, ASSET_BASE).is_empty()).count();
    say(&format!("control: {flagged} of {} raw payloads flagged", payloads.len()));
    assert!(flagged * 100 > payloads.len() * 75, "only {flagged} of {} flagged", payloads.len());
}

fn check(payloads: &[String]) -> Vec<String> {
    let mut failures = Vec::new();
    for payload in payloads {
        let line = payload.replace(['\r', '\n'], " ");
        for (place, template) in PLACES {
            let several = template.contains('\n') || *place == "raw";
            let markdown = template.replace("{}", if several { payload } else { &line });
            let rendered = page(&markdown);
            let found = violations(&rendered.html, ASSET_BASE);
            if !found.is_empty() {
                failures.push(format!("{place}: {payload:?}: {found:?}"));
            }
        }
    }
    failures
}

fn payloads(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> = read(&folder.join("payloads.jsonl"))
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("one JSON object a line"))
        .map(|row| row["payload"].as_str().expect("a payload").to_owned())
        .collect();
    let cases: Value = serde_json::from_str(&read(&folder.join("dompurify-fixtures.json")))
        .expect("the fixtures are JSON");
    let cases = cases.as_array().or_else(|| cases["cases"].as_array()).expect("a list of cases");
    all.extend(cases.iter().filter_map(|case| case["payload"].as_str()).map(str::to_owned));
    for file in fs::read_dir(folder.join("svg")).expect("the svg folder") {
        let bytes = fs::read(file.expect("an entry").path()).expect("a file");
        all.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    assert!(all.len() > 9_000, "the corpus shrank to {}", all.len());
    all
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
