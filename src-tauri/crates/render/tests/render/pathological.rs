//! Inputs made to cost much more than their size: every one is shown within its caps.
//!
//! No clock decides here. What is asserted is what bounds the time: the size of the output and,
//! through the reason for plain text, the depth and the number of parts of the tree.

use fieldbook_render::{Degraded, plain_text};

use crate::dom::violations;
use crate::shared::{ASSET_BASE, page};

/// A family: its name, what is written once before, over and over, and once after.
const FAMILIES: &[(&str, &str, &str, &str)] = &[
    ("quotes", "", ">", "x"),
    ("quotes apart", "", "> ", "x"),
    ("nested lists", "", "- ", "x"),
    ("nested ordered lists", "", "1. ", "x"),
    ("quote in list", "", "- > ", "x"),
    ("open brackets", "", "[", "x"),
    ("bracket pairs", "", "[]", ""),
    ("open links", "", "[a](", ""),
    ("open images", "", "![[](", ""),
    ("images in images", "", "![", "](x)"),
    ("record links", "", "[[", ""),
    ("record links closed", "", "[[a|b]]", ""),
    ("stars", "", "*a ", ""),
    ("star pairs", "", "**a *b ", ""),
    ("mixed emphasis", "", "*a_b ", ""),
    ("strikes", "", "~~a ~", ""),
    ("back ticks", "", "`a``b", ""),
    ("rising back ticks", "", "e`f``g```h", ""),
    ("entities", "", "&amp;", ""),
    ("markup", "", "<a b=\"", ""),
    ("open comments", "", "<!-- ", ""),
    ("open declarations", "", "<!A ", ""),
    ("open instructions", "", "<?", ""),
    ("closing tags", "", "</a>", ""),
    ("autolinks", "", "www.a.b/( ", ""),
    ("at signs", "", "a@", "b.c"),
    ("colons", "", "http://", ""),
    ("wide table", "", "|a", "|\n"),
    ("table rows", "|a|\n|-|\n", "|b|\n", ""),
    ("ragged table", "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n", "|\n", ""),
    ("footnote uses", "[^a]: y\n\n", "[^a] ", ""),
    ("footnotes", "", "[^a]: [^b]\n\n", ""),
    ("references", "", "[a]: b\n", "[a]"),
    ("reference uses", "[a]: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n\n", "[a] ", ""),
    ("headings", "", "# a\n", ""),
    ("rules", "", "***\n", ""),
    ("fences", "", "```\n", ""),
    ("code lines", "```rust\n", "a(b)+c;\n", "```\n"),
    ("long code line", "```js\n", "a(b)+c;", "\n```\n"),
    ("regex bait", "```js\n", "/(((((a\\", "\n```\n"),
    ("zero", "", "\0", ""),
    ("hidden", "`", "\u{200B}", "`"),
    ("tabs", "", "\t", "x"),
    ("backslashes", "", "\\", "x"),
    ("task lists", "", "- [ ] a\n", ""),
];

fn document(family: &(&str, &str, &str, &str), size: usize) -> String {
    let (_, before, part, after) = family;
    format!("{before}{}{after}", part.repeat(size / part.len()))
}

fn check(name: &str, markdown: &str) -> Option<Degraded> {
    let rendered = page(markdown);
    let cap = 4 * markdown.len() + (1 << 20);
    assert!(rendered.html.len() <= cap, "{name}: {} bytes of HTML", rendered.html.len());
    let found = violations(&rendered.html, ASSET_BASE);
    assert!(found.is_empty(), "{name}: {found:?}");
    let text = plain_text(markdown);
    let length: usize = text.sections.iter().map(|s| s.text.len() + s.heading.len()).sum();
    assert!(length <= 2 * markdown.len() + 1024, "{name}: {length} bytes of text");
    rendered.degraded
}

#[test]
fn every_family_is_rendered_or_shown_as_text() {
    for family in FAMILIES {
        for size in [25_000, 100_000] {
            check(family.0, &document(family, size));
        }
    }
}

#[test]
fn the_largest_documents_are_shown_too() {
    for name in ["quotes", "open brackets", "entities", "table rows", "code lines", "zero", "tabs"]
    {
        let family = FAMILIES.iter().find(|family| family.0 == name).expect("a known family");
        check(name, &document(family, (2 << 20) - 200));
    }
}

#[test]
fn each_cap_is_reached_by_what_it_is_for() {
    let family = |name| FAMILIES.iter().find(|family| family.0 == name).expect("a known family");
    assert_eq!(check("deep", &document(family("quotes"), 25_000)), Some(Degraded::TooDeep));
    assert_eq!(check("long", &"é\n".repeat(1 << 20)), Some(Degraded::TooLarge));
    let parts = check("parts", &document(family("headings"), 500_000));
    assert_eq!(parts, Some(Degraded::TooManyNodes));
    let grown = check("grown", &document(family("footnote uses"), 100_000));
    assert_eq!(grown, Some(Degraded::OutputTooLarge));
}

#[test]
fn a_hundred_levels_are_rendered_and_one_more_is_not() {
    // The document, the quotes, a paragraph and its text.
    assert_eq!(check("97 quotes", &format!("{}x", ">".repeat(97))), None);
    assert_eq!(check("98 quotes", &format!("{}x", ">".repeat(98))), Some(Degraded::TooDeep));
}
