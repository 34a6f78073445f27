//! The parser: one pass over the text, never an error.

use super::{
    Chip, FilterField, Names, Node, Query, Scope, Span, Test, is_quote, utf16,
    value::{parse_age, parse_days, parse_number},
};
use crate::Field;

/// Longest text that is read, in bytes; the rest is left out and [`Query::is_cut`] says so.
const MAX_BYTES: usize = 4096;
/// Deepest nesting of groups; deeper brackets are ignored.
const MAX_DEPTH: usize = 24;
/// Most words and filters of a query.
const MAX_LEAVES: usize = 256;

/// Parses what a person typed.
///
/// - Words all have to be found; `OR` joins its two neighbours (`a b OR c d` is a, and b or c,
///   and d), `(…)` groups, `-` before a word, phrase, group or filter excludes it.
/// - `"…"` is a phrase. A quote that is never closed reaches to the end.
/// - `field:value` filters: the fields of [`Field`], `title:` (words of the title), `date:2025`,
///   `date:2025-06..2026`, `age:<90d`, `leverage:>2`. Values with blanks are quoted; `*` stands
///   for anything, except in `author:`. Filters of the same field at the top level are
///   alternatives, unless they stand in brackets of their own. The full-width colon is a colon.
/// - `match:close` leaves out what is hardly about the words, by the words alone: no other filter
///   then changes how the words are matched.
/// - Whatever else it may look like (`std::io`, `https://…`, `note: that`, `((((`) is words.
#[must_use]
pub fn parse(text: &str, names: &Names) -> Query {
    let read = cut(text);
    let mut parser = Parser {
        text: &text[..read],
        at: 0,
        names,
        chips: Vec::new(),
        leaves: 0,
        cut: false,
        close: false,
    };
    let root = match parser.sequence(0) {
        node @ Node::And(_) => node,
        node => Node::And(vec![node]),
    };
    let cut = parser.cut || read < text.len();
    Query { text: text.to_owned(), root, chips: parser.chips, cut, close: parser.close }
}

fn cut(text: &str) -> usize {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    names: &'a Names,
    chips: Vec<Chip>,
    leaves: usize,
    cut: bool,
    close: bool,
}

impl Parser<'_> {
    /// Items up to the end, or up to the bracket that closes this group.
    fn sequence(&mut self, depth: usize) -> Node {
        let mut items: Vec<Node> = Vec::new();
        let mut join_next = false;
        loop {
            self.skip_blanks();
            let Some(c) = self.peek() else { break };
            if is_close(c) {
                self.bump(c);
                if depth > 0 {
                    break;
                }
                continue;
            }
            if self.take_keyword("OR") {
                join_next = true;
                continue;
            }
            if self.take_keyword("AND") {
                continue;
            }
            let Some(item) = self.item(depth, false) else { continue };
            match items.pop() {
                Some(Node::Or(mut either)) if join_next => {
                    either.push(item);
                    items.push(Node::Or(either));
                }
                Some(before) if join_next => items.push(Node::Or(vec![before, item])),
                before => {
                    items.extend(before);
                    items.push(item);
                }
            }
            join_next = false;
        }
        if items.len() == 1 { items.remove(0) } else { Node::And(items) }
    }

    /// One word, phrase, filter or group. `None` when there is nothing to search in it.
    fn item(&mut self, depth: usize, negated: bool) -> Option<Node> {
        let start = self.at;
        let c = self.peek()?;
        if c == '-' && !negated {
            self.bump(c);
            let follows = self.peek().is_some_and(|next| !next.is_whitespace() && !is_close(next));
            let inner = if follows { self.item(depth, true) } else { None };
            return inner.map(|node| Node::Not(Box::new(node)));
        }
        if is_open(c) {
            self.bump(c);
            if depth >= MAX_DEPTH {
                return None;
            }
            let group = self.sequence(depth + 1);
            let empty = matches!(&group, Node::And(nodes) if nodes.is_empty());
            // A filter in brackets keeps to itself: those beside it of the same field are then no
            // alternatives to it but further conditions.
            let group = match group {
                filter @ Node::Filter { .. } => Node::And(vec![filter]),
                group => group,
            };
            return (!empty).then_some(group);
        }
        if self.leaves >= MAX_LEAVES {
            self.cut = true;
            self.at = self.text.len();
            return None;
        }
        self.leaves += 1;
        if is_quote(c) {
            let text = self.quoted();
            return self.words(&text, true, Scope::All, start);
        }
        if let Some(name_end) = self.field_name_end() {
            return self.filter(name_end, negated);
        }
        let text = self.bare_word();
        self.words(&text, false, Scope::All, start)
    }

    fn words(&self, text: &str, phrase: bool, scope: Scope, start: usize) -> Option<Node> {
        let text = text.trim();
        // Punctuation alone finds nothing and must not empty the result.
        let speaks = text.chars().any(|c| c.is_alphanumeric() || !c.is_ascii());
        speaks.then(|| Node::Words {
            text: text.to_owned(),
            phrase,
            scope,
            span: Span { start, end: self.at },
        })
    }

    /// A filter whose name ends at `name_end`, where the colon stands.
    fn filter(&mut self, name_end: usize, negated: bool) -> Option<Node> {
        let start = self.at;
        let typed = &self.text[start..name_end];
        let name = self.names.resolve(typed).to_owned();
        let field = known_field(&name);
        self.at = name_end;
        let colon = self.peek()?;
        self.bump(colon);
        let value_start = self.at;
        let value = match self.peek() {
            Some(c) if is_quote(c) => self.quoted(),
            _ => self.bare_word(),
        };
        let span = Span { start, end: self.at };
        let chip_name = match field {
            Some(Known::Title) => "title".to_owned(),
            Some(Known::Match) => "match".to_owned(),
            Some(Known::Filter(field)) => field.name().to_owned(),
            None => typed.to_owned(),
        };
        let mut chip = self.chip(chip_name, &value, negated, span);
        let node = match field {
            _ if value.trim().is_empty() => {
                chip.problem = Some("empty_value");
                None
            }
            Some(Known::Title) => {
                let quoted = self.text[value_start..].starts_with(is_quote);
                self.words(&value, quoted, Scope::Title, start)
            }
            Some(Known::Filter(field)) => match read_test(field, value.trim()) {
                Ok(test) => Some(Node::Filter { field, test, span }),
                Err(problem) => {
                    chip.problem = Some(problem);
                    self.words(&value, false, Scope::All, start)
                }
            },
            Some(Known::Match) if !negated && value.trim().eq_ignore_ascii_case("close") => {
                self.close = true;
                None
            }
            Some(Known::Match) | None => {
                chip.problem = Some("unknown_field");
                let words = format!("{typed} {value}");
                self.words(&words, false, Scope::All, start)
            }
        };
        self.chips.push(chip);
        node
    }

    fn chip(&self, field: String, value: &str, negated: bool, span: Span) -> Chip {
        let start = if negated { span.start - 1 } else { span.start };
        Chip {
            field,
            value: value.to_owned(),
            negated,
            start: utf16(self.text, start),
            end: utf16(self.text, span.end),
            problem: None,
        }
    }

    /// Where a field's name ends, if what stands here reads like `name:value`.
    fn field_name_end(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !(c.is_alphabetic() || c == '_'))?;
        let mut after = rest[length..].chars();
        if length == 0 || !matches!(after.next(), Some(':' | '：')) {
            return None;
        }
        let known = known_field(self.names.resolve(&rest[..length])).is_some();
        match after.next() {
            Some(':' | '/' | '\\') => None,
            // `note: that` is prose, but `kind:` is a filter being typed.
            None => known.then_some(self.at + length),
            Some(next) if next.is_whitespace() => known.then_some(self.at + length),
            Some(_) => Some(self.at + length),
        }
    }

    /// The text inside the quotes that begin here.
    fn quoted(&mut self) -> String {
        if let Some(quote) = self.peek() {
            self.bump(quote);
        }
        let rest = &self.text[self.at..];
        let end = rest.find(is_quote).unwrap_or(rest.len());
        let inside = rest[..end].to_owned();
        self.at += end;
        if let Some(quote) = self.peek() {
            self.bump(quote);
        }
        inside
    }

    /// Up to the next blank or quote; brackets opened inside (`main()`) belong to the word.
    fn bare_word(&mut self) -> String {
        let start = self.at;
        let mut open = 0usize;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || is_quote(c) {
                break;
            }
            if is_open(c) {
                open += 1;
            } else if is_close(c) {
                if open == 0 {
                    break;
                }
                open -= 1;
            }
            self.bump(c);
        }
        self.text[start..self.at].to_owned()
    }

    fn take_keyword(&mut self, keyword: &str) -> bool {
        let rest = &self.text[self.at..];
        let found = rest.strip_prefix(keyword).is_some_and(|after| {
            after.chars().next().is_none_or(|c| c.is_whitespace() || is_open(c) || is_close(c))
        });
        if found {
            self.at += keyword.len();
        }
        found
    }

    fn skip_blanks(&mut self) {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace()) {
            self.bump(c);
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }
}

enum Known {
    Title,
    Match,
    Filter(FilterField),
}

fn known_field(name: &str) -> Option<Known> {
    Some(match name.to_lowercase().as_str() {
        "title" => Known::Title,
        "match" => Known::Match,
        "date" => Known::Filter(FilterField::Date),
        "age" => Known::Filter(FilterField::Age),
        "leverage" => Known::Filter(FilterField::Leverage),
        name => Known::Filter(FilterField::Value(Field::from_name(name)?)),
    })
}

fn read_test(field: FilterField, value: &str) -> Result<Test, &'static str> {
    match field {
        FilterField::Date => parse_days(value).ok_or("bad_date"),
        FilterField::Age => parse_age(value).ok_or("bad_age"),
        FilterField::Leverage => parse_number(value).ok_or("bad_number"),
        FilterField::Value(field) => Ok(Test::Is {
            pattern: value.to_lowercase(),
            // A person is found by the exact name only (PRODUCT.md): no fishing with `a*`.
            wildcard: value.contains('*') && field != Field::Author,
        }),
    }
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）')
}
