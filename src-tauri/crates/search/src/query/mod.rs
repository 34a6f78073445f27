//! The query language: what a person typed, as a tree that knows where each piece stood.
//!
//! `words`, `"a phrase"`, `-not this`, `one OR two`, `(groups)`, and filters `field:value`. See
//! [`parse`] for the rules. Edits return a new text, so the search box stays the only truth.

mod edit;
mod fields;
mod parse;
mod pending;
mod value;

pub use fields::{FIELDS, FieldHelp, SYNTAX};
pub use parse::parse;
pub use pending::{Pending, pending};
pub use value::{Test, civil_day};

pub(crate) use edit::filter_text;

use crate::{
    Field,
    ranking::FINDING_WORDS,
    tokenizer::{Unit, units},
};

/// What a filter of the query language looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterField {
    /// A field with values.
    Value(Field),
    /// `date:`, the day of the newest evidence.
    Date,
    /// `age:`, days between that day and today.
    Age,
    /// `leverage:`.
    Leverage,
}

impl FilterField {
    /// The name in the query language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FilterField::Value(field) => field.name(),
            FilterField::Date => "date",
            FilterField::Age => "age",
            FilterField::Leverage => "leverage",
        }
    }
}

/// A piece of the query, in bytes of [`Query::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere.
    All,
    /// In the title only (`title:`).
    Title,
}

/// A node of the parsed query.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A word (a run without blanks) or a quoted phrase.
    Words {
        /// The text without its quotes.
        text: String,
        /// Quoted: tokens must stand side by side.
        phrase: bool,
        /// Where to look.
        scope: Scope,
        /// Where it stood, quotes included.
        span: Span,
    },
    /// A filter.
    Filter {
        /// What it looks at.
        field: FilterField,
        /// What it asks.
        test: Test,
        /// Where it stood, without a leading minus.
        span: Span,
    },
}

/// A filter as the search box shows it. Offsets are UTF-16 code units of [`Query::text`], as
/// JavaScript counts, and include a leading minus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The field's name as the query language writes it; for an unknown field, as typed.
    pub field: String,
    /// The value as typed, without quotes.
    pub value: String,
    /// `-field:value`.
    pub negated: bool,
    /// First UTF-16 code unit.
    pub start: usize,
    /// One past the last UTF-16 code unit.
    pub end: usize,
    /// What was not understood: `unknown_field`, `bad_date`, `bad_age`, `bad_number` (all three
    /// searched as words) or `empty_value` (ignored while it is being typed).
    pub problem: Option<&'static str>,
}

/// A parsed query. Made by [`parse`]; never invalid.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    text: String,
    root: Node,
    chips: Vec<Chip>,
    cut: bool,
    close: bool,
}

impl Query {
    /// The text as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tree. An [`Node::And`] without children asks for everything.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The filters, also those not understood, in the order typed.
    #[must_use]
    pub fn chips(&self) -> &[Chip] {
        &self.chips
    }

    /// Whether the text was longer than what is searched, so that its end was left out.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Whether only close matches are asked for: `match:close`.
    #[must_use]
    pub fn is_close(&self) -> bool {
        self.close
    }

    /// Whether it reads like a question or a description, and not like a few words of a title. Then any word will do
    /// once it is finished, and what the best records share counts as well.
    ///
    /// ```
    /// # use fieldbook_search::{Names, parse};
    /// let reads = |text| parse(text, &Names::default()).is_description();
    /// assert!(reads("flaky tests?") && reads("what to do about tests that fail now and then"));
    /// assert!(!reads("flaky tests") && !reads("flaky?"));
    /// ```
    #[must_use]
    pub fn is_description(&self) -> bool {
        fn words(node: &Node) -> usize {
            match node {
                Node::And(nodes) | Node::Or(nodes) => nodes.iter().map(words).sum(),
                Node::Words { text, phrase: false, scope: Scope::All, .. } => {
                    units(text).iter().map(Unit::words).sum()
                }
                Node::Words { .. } | Node::Not(_) | Node::Filter { .. } => 0,
            }
        }
        let words = words(&self.root);
        words >= FINDING_WORDS || (words > 1 && self.text.contains(['?', '？']))
    }

    /// The words and phrases to be found, joined by blanks; filters and negated words left out.
    #[must_use]
    pub fn free_text(&self) -> String {
        let mut words = Vec::new();
        collect_words(&self.root, &mut words);
        words.join(" ")
    }

    /// Whether there is nothing to look for but filters.
    #[must_use]
    pub fn has_words(&self) -> bool {
        fn any(node: &Node) -> bool {
            match node {
                Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(any),
                Node::Not(node) => any(node),
                Node::Words { .. } => true,
                Node::Filter { .. } => false,
            }
        }
        any(&self.root)
    }
}

fn collect_words<'a>(node: &'a Node, words: &mut Vec<&'a str>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => {
            nodes.iter().for_each(|node| collect_words(node, words));
        }
        Node::Words { text, .. } => words.push(text),
        Node::Not(_) | Node::Filter { .. } => {}
    }
}

/// Other names for the fields, for instance in the language of the interface.
///
/// ```
/// use fieldbook_search::{Names, parse};
/// let names = Names::default().with("结果", "outcome");
/// let query = parse("迁移 结果：failed", &names);
/// assert_eq!(query.chips()[0].field, "outcome");
/// assert_eq!(query.free_text(), "迁移");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<(String, String)>);

impl Names {
    /// Adds `alias` as another name of the field called `field`.
    #[must_use]
    pub fn with(mut self, alias: &str, field: &str) -> Names {
        self.0.push((alias.to_lowercase(), field.to_owned()));
        self
    }

    fn resolve<'a>(&'a self, name: &'a str) -> &'a str {
        let lower = name.to_lowercase();
        self.0.iter().find(|(alias, _)| *alias == lower).map_or(name, |(_, field)| field)
    }
}

/// The byte of a UTF-16 offset; inside a character, the one behind it.
fn byte_of(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += c.len_utf16();
    }
    text.len()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// Length of `text[..byte]` in UTF-16 code units.
pub(crate) fn utf16(text: &str, byte: usize) -> usize {
    text[..byte].chars().map(char::len_utf16).sum()
}
