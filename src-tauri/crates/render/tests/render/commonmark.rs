//! The examples of the CommonMark and GFM specifications, through the whole pipeline.
//!
//! The examples are read from a dependency's own tests. Expected and actual page are compared
//! as trees, after the expected one has been put through our policy on links and images: an
//! address that leads nowhere in the application becomes plain text with the address as its
//! title, an image that is not in the store becomes its text or a link.
//!
//! What then still differs is listed below, by number and reason; a change of the list, in
//! either direction, fails.

use std::fs;
use std::path::PathBuf;

use cargo_metadata::MetadataCommand;
use html5ever::ns;
use markup5ever_rcdom::{Handle, NodeData};
use percent_encoding::percent_decode_str;

use crate::dom::{attribute, parse};
use crate::shared::{page, say};

struct Example {
    name: String,
    markdown: String,
    html: String,
}

#[test]
fn commonmark_examples() {
    compare("spec", 652, include_str!("commonmark_differences.txt"));
}

#[test]
fn github_examples() {
    compare("gfm_table", 8, "");
    compare("gfm_strikethrough", 2, "");
    compare("gfm_tasklist", 2, "");
}

fn compare(suite: &str, at_least: usize, listed: &str) {
    let examples = examples(suite);
    assert!(examples.len() >= at_least, "{suite}: only {} examples", examples.len());
    let (mut different, mut details) = (Vec::new(), Vec::new());
    for example in &examples {
        let got = shape(&page(&example.markdown).html);
        let expected = shape(&example.html);
        if got != expected {
            different.push(example.name.clone());
            details.push(format!("{}\n{}--\n{expected}--\n{got}", example.name, example.markdown));
        }
    }
    let listed: Vec<String> = listed
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    let passed = examples.len() - different.len();
    say(&format!("{suite}: {passed} of {} as specified", examples.len()));
    let details = details.join("\n\n");
    assert_eq!(different, listed, "the list of differences changed:\n{details}");
}

/// Reads the examples from the generated tests that `pulldown-cmark` ships.
fn examples(suite: &str) -> Vec<Example> {
    let path = pulldown_cmark().join(format!("tests/suite/{suite}.rs"));
    let source = fs::read_to_string(&path).expect("the package has its tests");
    let mut examples = Vec::new();
    for test in source.split("#[test]\nfn ").skip(1) {
        let (name, body) = test.split_once("() {").expect("a function");
        let mut texts = body
            .split("r##\"")
            .skip(1)
            .map(|rest| rest.split_once("\"##").map_or(rest, |(text, _)| text).to_owned());
        let markdown = texts.next().expect("the Markdown");
        let html = texts.next().expect("the HTML");
        let name = name.rsplit('_').next().expect("a number").to_owned();
        examples.push(Example { name, markdown, html });
    }
    examples
}

fn pulldown_cmark() -> PathBuf {
    // Packages for other platforms were never fetched on this one.
    let options = ["--offline", "--locked", "--filter-platform", &host()];
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .other_options(options.map(str::to_owned))
        .exec()
        .expect("cargo knows this workspace");
    let package = metadata.packages.iter().find(|p| p.name.as_str() == "pulldown-cmark");
    let manifest = package.expect("a dependency for tests").manifest_path.clone();
    manifest.parent().expect("a folder").as_std_path().to_owned()
}

#[expect(clippy::disallowed_methods, reason = "tests start processes")]
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let about = std::process::Command::new(rustc).arg("-vV").output().expect("rustc is there");
    let about = String::from_utf8(about.stdout).expect("it answers in ASCII");
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("it says for whom it compiles").to_owned()
}

/// A page as lines of its structure, our policy applied and presentation left out.
fn shape(html: &str) -> String {
    let mut out = String::new();
    describe(&parse(html), false, &mut out);
    out.lines().map(str::trim_end).filter(|l| !l.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn describe(node: &Handle, keep_space: bool, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => text(&contents.borrow(), keep_space, out),
        NodeData::Element { name, .. } if name.ns == ns!(html) => {
            element(node, &name.local, keep_space, out);
        }
        NodeData::Element { name, .. } => out.push_str(&format!("\n<foreign {}>\n", name.local)),
        NodeData::Comment { .. } => out.push_str("\n<comment>\n"),
        _ => children(node, keep_space, out),
    }
}

fn element(node: &Handle, name: &str, keep_space: bool, out: &mut String) {
    let class = attribute(node, "class").unwrap_or_default();
    let decoded = |address: String| percent_decode_str(&address).decode_utf8_lossy().into_owned();
    let link = |address: &str, out: &mut String| {
        out.push_str(&format!("\n<link {address}>\n"));
        children(node, keep_space, out);
        out.push_str("\n</link>\n");
    };
    match name {
        "html" => children(node, keep_space, out),
        // Written by this source for a table without rows; the specification has none.
        "tbody" if node.children.borrow().iter().all(is_blank) => {}
        "span" if class == "link-inert" => {
            link(&decoded(attribute(node, "title").unwrap_or_default()), out);
        }
        // Colours, and links inside of links.
        "span" if class.starts_with("hl-") || class.is_empty() => children(node, keep_space, out),
        "a" => match attribute(node, "href") {
            Some(href) => link(&decoded(href.replace("#md-", "#")), out),
            None => children(node, keep_space, out),
        },
        "img" => {
            let alt = attribute(node, "alt").unwrap_or_default();
            let source = attribute(node, "src").unwrap_or_default();
            if source.starts_with("http") {
                out.push_str(&format!("\n<link {}>\n{alt}\n</link>\n", decoded(source)));
            } else {
                text(&alt, false, out);
            }
        }
        _ => {
            let mut shown = format!("\n<{name}");
            for wanted in ["start", "checked", "disabled", "type", "align"] {
                if let Some(value) = attribute(node, wanted) {
                    shown.push_str(&format!(" {wanted}={value}"));
                }
            }
            if let Some(style) = attribute(node, "style") {
                shown.push_str(&style.replace("text-align: ", " align="));
            }
            if name == "code" && !class.is_empty() {
                shown.push_str(&format!(" {}", class.to_lowercase()));
            }
            out.push_str(&format!("{shown}>\n"));
            children(node, keep_space || name == "pre", out);
            out.push_str(&format!("\n</{name}>\n"));
        }
    }
}

fn is_blank(node: &Handle) -> bool {
    matches!(&node.data, NodeData::Text { contents } if contents.borrow().trim().is_empty())
}

fn children(node: &Handle, keep_space: bool, out: &mut String) {
    for child in node.children.borrow().iter() {
        describe(child, keep_space, out);
    }
}

/// Adds text; outside of `pre`, line breaks are space and space at a line's ends is nothing.
fn text(text: &str, keep_space: bool, out: &mut String) {
    if keep_space {
        out.push_str(&text.replace('\n', "⏎"));
    } else {
        out.push_str(&text.split('\n').collect::<Vec<_>>().join(" "));
    }
}
