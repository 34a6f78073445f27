//! The text of a document as the index sees it.

use std::collections::HashSet;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;
use comrak::{Arena, Node};
use serde::Serialize;

use crate::limits::MAX_INPUT;
use crate::links::{Destination, destination, is_record_id};
use crate::{Heading, markdown, outline};

/// Longest code block that is searched for identifiers, in bytes.
const MAX_CODE_BLOCK: usize = 4 << 10;
/// Longest code span or word of a code block that counts as an identifier, in characters.
const MAX_IDENTIFIER: usize = 120;
/// Most identifiers of a document.
const MAX_IDENTIFIERS: usize = 5_000;

/// A document as text: what a search should find, without its markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlainText {
    /// The text, split at headings; the part before the first heading has an empty heading.
    pub sections: Vec<Section>,
    /// Identifiers, paths and commands from code spans and short code blocks, once each.
    pub code: Vec<String>,
    /// The record ids that `[[record-id]]` links lead to, once each, in order.
    pub mentions: Vec<String>,
}

/// A heading and the text up to the next heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The heading as plain text; empty before the first one.
    pub heading: String,
    /// The heading's `id` in the rendered page; empty before the first one.
    pub heading_id: String,
    /// The section's text, one line for each block.
    pub text: String,
}

/// Returns a document's text for the index, in time linear in its length.
///
/// Never fails: of a document over 2 MiB the beginning is read, and one that is nested too deep
/// or has too many parts is a single section with its source, as its page shows it.
pub fn plain_text(markdown: &str) -> PlainText {
    let markdown = beginning(markdown);
    let arena = Arena::new();
    let root = markdown::parse(&arena, markdown);
    if markdown::check_tree(root).is_err() {
        let section = Section { text: markdown.to_owned(), ..Section::default() };
        return PlainText { sections: vec![section], ..PlainText::default() };
    }
    let headings = outline::headings(root);
    let mut reader = Reader {
        headings: headings.iter(),
        section: Section::default(),
        in_heading: false,
        code: Once::default(),
        mentions: Once::default(),
        sections: Vec::new(),
    };
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => reader.enter(node),
            NodeEdge::End(node) => reader.leave(node),
        }
    }
    reader.finish()
}

struct Reader<'a> {
    headings: std::slice::Iter<'a, Heading>,
    section: Section,
    in_heading: bool,
    code: Once,
    mentions: Once,
    sections: Vec<Section>,
}

impl Reader<'_> {
    fn enter(&mut self, node: Node<'_>) {
        match &node.data().value {
            NodeValue::Heading(_) => self.start_section(),
            NodeValue::Text(text) => self.text(text),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.text(" "),
            NodeValue::Code(code) => {
                self.text(&code.literal);
                self.code.add(code.literal.trim());
            }
            // A diagram repeats its text: its labels, repeated and without sentences, would win
            // every snippet.
            NodeValue::CodeBlock(block) if block.info.trim() == "mermaid" => {}
            NodeValue::CodeBlock(block) => {
                self.text(&block.literal);
                if block.literal.len() <= MAX_CODE_BLOCK {
                    words(&block.literal).for_each(|word| self.code.add(word));
                }
            }
            NodeValue::HtmlBlock(block) => self.text(&block.literal),
            NodeValue::HtmlInline(html) => self.text(html),
            NodeValue::WikiLink(link) if is_record_id(&link.url) => self.mentions.add(&link.url),
            NodeValue::Link(link) => {
                if let Destination::Record(id) = destination(&link.url) {
                    self.mentions.add(id);
                }
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        match &node.data().value {
            NodeValue::Heading(_) => self.in_heading = false,
            NodeValue::TableCell => self.text(" "),
            value if value.block() => self.end_line(),
            _ => {}
        }
    }

    fn start_section(&mut self) {
        self.close_section();
        self.in_heading = true;
        if let Some(heading) = self.headings.next() {
            self.section.heading.clone_from(&heading.text);
            self.section.heading_id.clone_from(&heading.id);
        }
    }

    fn close_section(&mut self) {
        let mut section = std::mem::take(&mut self.section);
        section.text.truncate(section.text.trim_end().len());
        if !section.text.is_empty() || !section.heading.is_empty() {
            self.sections.push(section);
        }
    }

    /// Adds text; a heading's own words are already in the section's heading.
    fn text(&mut self, text: &str) {
        if !self.in_heading {
            self.section.text.push_str(text);
        }
    }

    fn end_line(&mut self) {
        let text = &mut self.section.text;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }

    fn finish(mut self) -> PlainText {
        self.close_section();
        PlainText { sections: self.sections, code: self.code.items, mentions: self.mentions.items }
    }
}

/// A list without repetition, bounded.
#[derive(Default)]
struct Once {
    items: Vec<String>,
    seen: HashSet<String>,
}

impl Once {
    fn add(&mut self, item: &str) {
        let fits = !item.is_empty() && item.chars().nth(MAX_IDENTIFIER).is_none();
        if fits && self.items.len() < MAX_IDENTIFIERS && self.seen.insert(item.to_owned()) {
            self.items.push(item.to_owned());
        }
    }
}

/// Splits code into identifiers, paths, versions and options; single letters and punctuation
/// are no use to a search.
fn words(code: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_alphanumeric() || "_-./:@$#".contains(c);
    code.split(move |c: char| !inside(c))
        .map(|word| word.trim_matches(|c: char| ".:/#$@-".contains(c)))
        .filter(|word| word.len() > 2 && word.contains(|c: char| c.is_alphabetic()))
}

fn beginning(markdown: &str) -> &str {
    &markdown[..markdown.floor_char_boundary(MAX_INPUT)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_split_at_headings_and_carry_the_page_s_anchors() {
        let text = plain_text(
            "intro *one*\ntwo\n\n# A `b`\n\n- x\n- y\n\n## A b\n\n| p | q |\n|-|-|\n| 1 | 2 |\n",
        );
        let got: Vec<_> = text
            .sections
            .iter()
            .map(|s| (s.heading.as_str(), s.heading_id.as_str(), s.text.as_str()))
            .collect();
        let expected = [
            ("", "", "intro one two"),
            ("A b", "md-a-b", "x\ny"),
            ("A b", "md-a-b-1", "p q \n1 2"),
        ];
        assert_eq!(got, expected);
    }

    #[test]
    fn code_gives_whole_identifiers_and_paths() {
        let text = plain_text(
            "Run `cargo test -p x`, twice `cargo test -p x`.\n\n```rust\nlet a = std::fs::read(\"src/lib.rs\")?;\n```\n",
        );
        assert_eq!(text.code, ["cargo test -p x", "let", "std::fs::read", "src/lib.rs"]);
    }

    #[test]
    fn a_diagram_is_no_text() {
        let text = plain_text("Before\n\n```mermaid\ngraph TD\n  a --> b\n```\n\nAfter\n");
        assert_eq!(text.sections[0].text, "Before\nAfter");
        assert!(text.code.is_empty(), "{:?}", text.code);
    }

    #[test]
    fn links_to_records_are_mentions() {
        let text = plain_text(
            "[[cs-a]] and [[cs-b|b]], [c](fieldbook://record/cs-c), `[[cs-d]]`, [[cs-a]]",
        );
        assert_eq!(text.mentions, ["cs-a", "cs-b", "cs-c"]);
        assert!(text.sections[0].text.starts_with("cs-a and b, c"), "{}", text.sections[0].text);
    }

    #[test]
    fn broken_caps_still_give_text() {
        let deep = ">".repeat(5000) + "x";
        assert_eq!(plain_text(&deep).sections[0].text, deep);
        let long = "é".repeat(MAX_INPUT);
        assert!(plain_text(&long).sections[0].text.len() <= MAX_INPUT);
    }
}
