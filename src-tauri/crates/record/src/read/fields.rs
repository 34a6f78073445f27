//! Reading single values: each becomes what its field asks for, or a check with its line.

use crate::case_study::Interval;
use crate::check::{Check, CheckCode, Severity};
use crate::date::PartialDate;
use crate::document::line_of as line_of_byte;
use crate::read::FieldSpan;
use crate::vocabulary::Word;
use crate::yaml::{self, Node, NodeKind};

/// A place in front matter: a path, and the node there, if there is one.
#[derive(Debug, Clone)]
pub(crate) struct At<'n> {
    pub(crate) node: Option<&'n Node>,
    pub(crate) path: String,
}

impl<'n> At<'n> {
    pub(crate) fn root(node: Option<&'n Node>) -> Self {
        Self { node, path: String::new() }
    }

    pub(crate) fn key(&self, key: &str) -> Self {
        Self { node: self.node.and_then(|node| node.get(key)), path: join(&self.path, key) }
    }

    /// Tells whether something other than null stands here.
    pub(crate) fn is_set(&self) -> bool {
        self.node.is_some_and(|node| !node.is_null())
    }

    pub(crate) fn is_map(&self) -> bool {
        matches!(self.node.map(|node| &node.kind), Some(NodeKind::Map { .. }))
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.node.map(|node| &node.kind), Some(NodeKind::List { .. }))
    }

    fn items(&self) -> Vec<At<'n>> {
        match self.node.map(|node| &node.kind) {
            Some(NodeKind::List { items, .. }) => items
                .iter()
                .enumerate()
                .map(|(index, item)| At {
                    node: Some(&item.node),
                    path: join(&self.path, &index.to_string()),
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// Collects checks while values are read.
pub(crate) struct Reader {
    checks: Vec<Check>,
    fields: Vec<FieldSpan>,
}

impl Reader {
    pub(crate) fn new(checks: Vec<Check>, fields: Vec<FieldSpan>) -> Self {
        Self { checks, fields }
    }

    pub(crate) fn finish(self) -> (Vec<Check>, Vec<FieldSpan>) {
        (self.checks, self.fields)
    }

    /// Tells whether the front matter as a whole could not be parsed; what is missing is then
    /// not the author's omission.
    pub(crate) fn is_unreadable(&self) -> bool {
        self.checks.iter().any(|check| {
            matches!(
                check.code,
                CheckCode::FrontMatterBroken
                    | CheckCode::FrontMatterTooDeep
                    | CheckCode::FrontMatterTooManyValues
                    | CheckCode::FrontMatterUnclosed
                    | CheckCode::FrontMatterNotKeys
                    | CheckCode::YamlFeatureRefused
            )
        })
    }

    /// Adds a check about a field, on its line or on that of what should contain it.
    pub(crate) fn add(&mut self, path: &str, check: Check) {
        self.checks.push(Check {
            field: Some(path.to_owned()),
            line: Some(line_of(&self.fields, path).unwrap_or(1)),
            ..check
        });
    }

    pub(crate) fn warn(&mut self, path: &str, code: CheckCode) {
        self.add(path, Check::new(code, Severity::Warning));
    }

    fn wrong_type(&mut self, at: &At<'_>, expected: &str) {
        let check = Check::new(CheckCode::WrongType, Severity::Warning).arg("expected", expected);
        self.add(&at.path, check);
    }

    /// Reads text; numbers, dates and versions are text as they are written.
    pub(crate) fn text(&mut self, at: &At<'_>) -> Option<String> {
        let node = at.node.filter(|node| !node.is_null())?;
        let Some(text) = node.scalar() else {
            self.wrong_type(at, "text");
            return None;
        };
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Reads a list of texts; a single text counts as a list of one.
    pub(crate) fn texts(&mut self, at: &At<'_>) -> Vec<String> {
        let Some(node) = at.node.filter(|node| !node.is_null()) else {
            return Vec::new();
        };
        match node.kind {
            NodeKind::Scalar { .. } => self.text(at).into_iter().collect(),
            NodeKind::List { .. } => at.items().iter().filter_map(|item| self.text(item)).collect(),
            NodeKind::Map { .. } => {
                self.wrong_type(at, "a list of texts");
                Vec::new()
            }
        }
    }

    /// Returns the items of a list; a map or a text counts as a list of one.
    pub(crate) fn list<'n>(&mut self, at: &At<'n>) -> Vec<At<'n>> {
        if !at.is_set() {
            return Vec::new();
        }
        if at.is_list() {
            at.items().into_iter().filter(At::is_set).collect()
        } else {
            vec![at.clone()]
        }
    }

    /// Returns a map, or nothing and a check where something else stands.
    pub(crate) fn map<'n>(&mut self, at: &At<'n>) -> Option<At<'n>> {
        if !at.is_set() {
            return None;
        }
        if !at.is_map() {
            self.wrong_type(at, "keys with values");
            return None;
        }
        Some(at.clone())
    }

    pub(crate) fn number(&mut self, at: &At<'_>) -> Option<f64> {
        let node = at.node.filter(|node| !node.is_null())?;
        let number = node.scalar().and_then(|text| yaml::number(text.trim()));
        if number.is_none() {
            self.wrong_type(at, "a number");
        }
        number
    }

    /// Reads a whole number from 0.
    pub(crate) fn count(&mut self, at: &At<'_>) -> Option<u32> {
        let node = at.node.filter(|node| !node.is_null())?;
        let number = node
            .scalar()
            .and_then(|text| yaml::number(text.trim()))
            .filter(|number| number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(number));
        if number.is_none() {
            self.wrong_type(at, "a whole number");
        }
        number.map(|number| number as u32)
    }

    pub(crate) fn flag(&mut self, at: &At<'_>) -> Option<bool> {
        let node = at.node.filter(|node| !node.is_null())?;
        let word = node.scalar().map(str::to_ascii_lowercase);
        match word.as_deref() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            // Other tools write these for true and false; what is meant is clear.
            Some("yes" | "on") => {
                self.wrong_type(at, "'true' or 'false'");
                Some(true)
            }
            Some("no" | "off") => {
                self.wrong_type(at, "'true' or 'false'");
                Some(false)
            }
            _ => {
                self.wrong_type(at, "'true' or 'false'");
                None
            }
        }
    }

    pub(crate) fn date(&mut self, at: &At<'_>) -> Option<PartialDate> {
        let text = self.text(at)?;
        let date = PartialDate::parse(&text);
        if date.is_none() {
            let check = Check::new(CheckCode::DateUnreadable, Severity::Warning).arg("value", text);
            self.add(&at.path, check);
        }
        date
    }

    /// Reads a word of a closed list; another word is kept and reported.
    pub(crate) fn word<T: Word>(&mut self, at: &At<'_>) -> Option<T> {
        let text = self.text(at)?;
        let word = T::from(&text);
        if !word.known() {
            let check = Check::new(CheckCode::UnknownValue, Severity::Warning)
                .arg("value", text)
                .arg("allowed", T::WORDS.join(", "));
            // A published record may not leave its meaning to the reader's guess.
            self.add(&at.path, Check { blocks_publishing: true, ..check });
        }
        Some(word)
    }

    pub(crate) fn words<T: Word>(&mut self, at: &At<'_>) -> Vec<T> {
        self.list(at).iter().filter_map(|item| self.word(item)).collect()
    }

    /// Reads `{min, max}` or a single number, which is both.
    pub(crate) fn interval(&mut self, at: &At<'_>) -> Option<Interval> {
        if !at.is_set() {
            return None;
        }
        if !at.is_map() {
            return self.number(at).map(|number| Interval { min: number, max: number });
        }
        let (min, max) = self.ends(at)?;
        Some(Interval { min, max })
    }

    /// Reads the keys `min` and `max` of a map; one alone is both.
    pub(crate) fn ends(&mut self, at: &At<'_>) -> Option<(f64, f64)> {
        let min = self.number(&at.key("min"));
        let max = self.number(&at.key("max"));
        let (min, max) = (min.or(max)?, max.or(min)?);
        if min > max {
            self.warn(&at.path, CheckCode::IntervalReversed);
        }
        Some((min, max))
    }
}

/// Returns the place of every key and list item.
pub(crate) fn spans(root: &Node, text: &str, base: usize) -> Vec<FieldSpan> {
    let mut collector = Spans { text, base, line: 1, counted: 0, out: Vec::new() };
    collector.node(root, "");
    collector.out
}

struct Spans<'t> {
    text: &'t str,
    base: usize,
    /// Line of the byte up to which lines have been counted.
    line: u32,
    counted: usize,
    out: Vec<FieldSpan>,
}

impl Spans<'_> {
    fn node(&mut self, node: &Node, path: &str) {
        match &node.kind {
            NodeKind::Scalar { .. } => {}
            NodeKind::List { items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    let end = item.node.end.max(item.start);
                    self.push(&join(path, &index.to_string()), item.start, end, &item.node);
                }
            }
            NodeKind::Map { entries, .. } => {
                for entry in entries {
                    let path = join(path, &entry.key);
                    self.push(&path, entry.key_start, entry.end(), &entry.value);
                }
            }
        }
    }

    fn push(&mut self, path: &str, start: usize, end: usize, node: &Node) {
        let first_line = self.line_at(self.base + start);
        let last_line = first_line + line_of_byte(&self.text[self.base + start..], end - start) - 1;
        self.out.push(FieldSpan { path: path.to_owned(), first_line, last_line });
        self.node(node, path);
    }

    /// Counts on from the last place, as fields come in the order of the text.
    fn line_at(&mut self, byte: usize) -> u32 {
        if byte < self.counted {
            return line_of_byte(self.text, byte);
        }
        self.line += line_of_byte(&self.text[self.counted..], byte - self.counted) - 1;
        self.counted = byte;
        self.line
    }
}

/// Returns the line of a field, or of the closest one that contains it.
pub(crate) fn line_of(fields: &[FieldSpan], path: &str) -> Option<u32> {
    let mut path = path;
    loop {
        if let Some(field) = fields.iter().find(|field| field.path == path) {
            return Some(field.first_line);
        }
        path = &path[..path.rfind('.')?];
    }
}

fn join(path: &str, step: &str) -> String {
    if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") }
}
