//! Records written by somebody who means harm: nothing they say runs.

use std::path::{Path, PathBuf};

use fieldbook_tests::app::{RunningApp, Start};
use fieldbook_tests::tree;
use serde_json::{Value, json};

/// How many payloads share one record; each stands in a quote of its own, which ends whatever it opened.
const BATCH: usize = 120;

/// Debian's plain browser over the same web view.
const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

fn corpus() -> Option<PathBuf> {
    let shared = std::env::var_os("FIELDBOOK_SHARED")
        .map_or_else(|| tree::root().join("../shared"), PathBuf::from);
    let corpus = shared.join("corpora/xss");
    if !corpus.is_dir() {
        println!("skipped: {} is not there", corpus.display());
        return None;
    }
    Some(corpus)
}

fn payloads(corpus: &Path) -> Vec<(u64, String)> {
    let lines = std::fs::read_to_string(corpus.join("payloads.jsonl")).expect("the corpus has it");
    lines
        .lines()
        .map(|line| {
            let entry: Value = serde_json::from_str(line).expect("one object a line");
            let payload = entry["payload"].as_str().unwrap_or_default().to_owned();
            (entry["id"].as_u64().unwrap_or_default(), payload)
        })
        .collect()
}

/// Counts everything by which a payload shows that it ran.
const DETECTOR: &str = "window.ran = 0;
    for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { window.ran += 1; };";

/// What must not be in a rendered record, whoever wrote it.
const FORBIDDEN: &str = "const roots = [...document.querySelectorAll('main *')].map(e => e.shadowRoot).filter(Boolean);
    const wrong = [];
    for (const root of roots) for (const e of root.querySelectorAll('*')) {
      if (/^(script|iframe|object|embed|svg|math|style|form|base|meta|link|video|audio|source|template)$/i.test(e.localName)) wrong.push(e.localName);
      for (const a of e.attributes) {
        if (/^on/i.test(a.name) || a.name === 'style' || a.name === 'srcdoc') wrong.push(a.name);
        if (/^(href|src|xlink:href|action|formaction)$/i.test(a.name) && !/^(https?:|mailto:|kb-asset:|fieldbook:|#)/i.test(a.value)) wrong.push(a.name + '=' + a.value.slice(0, 40));
      }
    }
    return { wrong, elements: roots.reduce((n, root) => n + root.querySelectorAll('*').length, 0), ran: window.ran };";

#[test]
fn no_payload_runs_in_the_built_app() {
    let Some(corpus) = corpus() else { return };
    let app = Start::default().empty().open();
    app.wait_for("[role=combobox]");
    let made = app.rpc("new_record", &json!({ "kind": "playbook", "title": "Hostile" }));
    let id = made["id"].as_str().expect("a new record").to_owned();
    app.run(DETECTOR, &[]);
    let payloads = payloads(&corpus);
    assert!(payloads.len() >= 8_000, "the corpus is whole");
    let mut elements = 0;
    for (number, batch) in payloads.chunks(BATCH).enumerate() {
        let marker = format!("batch-{number}-end");
        let mut text =
            format!("---\nschema: 1\nid: {id}\nkind: playbook\ntitle: Hostile {number}\n---\n");
        for (_, payload) in batch {
            for line in payload.split('\n') {
                text.push_str("> ");
                text.push_str(line.trim_end_matches('\r'));
                text.push('\n');
            }
            text.push_str("\n***\n\n");
        }
        text.push_str(&marker);
        let saved = app.rpc(
            "save_record",
            &json!({ "id": id, "text": text, "base_revision": null, "note": null }),
        );
        assert_eq!(saved["type"], "saved", "{saved}");
        app.run("location.hash = '#/settings'", &[]);
        app.wait_for("#author");
        app.run("location.hash = arguments[0]", &[json!(format!("#/record/{id}"))]);
        app.wait("the hostile page is shown", || shows(&app, &marker).then_some(()));
        let seen = app.run(FORBIDDEN, &[]);
        assert_eq!(seen["ran"], 0, "a payload of batch {number} ran");
        assert_eq!(seen["wrong"], json!([]), "batch {number}");
        elements += seen["elements"].as_u64().unwrap_or(0);
    }
    assert!(elements > payloads.len() as u64, "the payloads really were on the pages: {elements}");
    app.run("window.alert('control')", &[]);
    assert_eq!(app.run("return window.ran", &[]), 1, "the detector counts");
}

fn shows(app: &RunningApp, marker: &str) -> bool {
    let found = app.run(
        "return [...document.querySelectorAll('main *')].some(e => e.shadowRoot?.textContent.includes(arguments[0]))",
        &[json!(marker)],
    );
    found == true
}

#[test]
fn without_our_defences_payloads_do_run() {
    let Some(corpus) = corpus() else { return };
    if !Path::new(MINI_BROWSER).exists() {
        println!("skipped: {MINI_BROWSER} is not there");
        return;
    }
    let known = std::fs::read_to_string(corpus.join("executes-in-webkitgtk-2.50.6.json"))
        .expect("the corpus has it");
    let known: Vec<u64> = serde_json::from_str(&known).expect("a list of ids");
    let payloads = payloads(&corpus);
    let raw: Vec<&str> = payloads
        .iter()
        .filter(|(id, _)| known.contains(id))
        .take(120)
        .map(|(_, payload)| payload.as_str())
        .collect();
    let browser = Start::default().program(Path::new(MINI_BROWSER)).argument("--automation").open();
    let ran = browser.run_async(
        "const ran = new Set();
         for (const [index, payload] of arguments[0].entries()) {
           const frame = document.createElement('iframe');
           // A payload may run, but neither take the page away that counts nor stop it with a real dialog.
           frame.sandbox = 'allow-scripts allow-same-origin';
           document.body.append(frame);
           for (const name of ['alert', 'confirm', 'prompt', 'print']) frame.contentWindow[name] = () => { ran.add(index); };
           const page = frame.contentDocument;
           page.open(); frame.contentWindow.alert = frame.contentWindow.confirm = frame.contentWindow.prompt = () => { ran.add(index); };
           page.write(payload); page.close();
         }
         await new Promise(resolve => setTimeout(resolve, 1500));
         return ran.size",
        &[json!(raw)],
    );
    let ran = ran.as_u64().unwrap_or_else(|| panic!("the control did not work: {ran}"));
    assert!(ran >= 40, "the same payloads, raw: {ran} of {} ran", raw.len());
}
