//! Edits of a query's text, for chips and facets: each returns the new text.

use super::{Chip, Query, byte_of};

impl Query {
    /// The text with a filter more; the same text if it is there already.
    ///
    /// ```
    /// use fieldbook_search::{Names, parse};
    /// let query = parse("flaky tests", &Names::default());
    /// assert_eq!(query.with_filter("tag", "code review", false), r#"flaky tests tag:"code review""#);
    /// ```
    #[must_use]
    pub fn with_filter(&self, field: &str, value: &str, negated: bool) -> String {
        if self.find_chip(field, value, negated).is_some() {
            return self.text.clone();
        }
        let filter = filter_text(field, value, negated);
        match self.text.trim_end() {
            "" => filter,
            text => format!("{text} {filter}"),
        }
    }

    /// The text without one of its chips, by its place in [`Query::chips`].
    #[must_use]
    pub fn without_chip(&self, chip: usize) -> String {
        let Some(chip) = self.chips.get(chip) else { return self.text.clone() };
        let (start, end) = (byte_of(&self.text, chip.start), byte_of(&self.text, chip.end));
        let (before, after) = (self.text[..start].trim_end(), self.text[end..].trim_start());
        match (before.is_empty(), after.is_empty()) {
            (true, _) => after.to_owned(),
            (_, true) => before.to_owned(),
            _ if before.ends_with(['(', '（']) || after.starts_with([')', '）']) => {
                format!("{before}{after}")
            }
            _ => format!("{before} {after}"),
        }
    }

    /// The text with the filter if it was missing, without it if it was there.
    #[must_use]
    pub fn toggle_filter(&self, field: &str, value: &str) -> String {
        match self.find_chip(field, value, false) {
            Some(chip) => self.without_chip(chip),
            None => self.with_filter(field, value, false),
        }
    }

    /// The text with every filter of a field replaced by one, or by none.
    #[must_use]
    pub fn set_filter(&self, field: &str, value: Option<&str>) -> String {
        let mut query = self.clone();
        while let Some(chip) = query.chips.iter().rposition(|chip| chip.field == field) {
            query = super::parse(&query.without_chip(chip), &super::Names::default());
            // An alias of the caller's own is unknown to the parser used here; its chip is gone
            // from the list then, which ends the loop as it should.
        }
        match value {
            Some(value) => query.with_filter(field, value, false),
            None => query.text,
        }
    }

    fn find_chip(&self, field: &str, value: &str, negated: bool) -> Option<usize> {
        let same = |chip: &Chip| {
            chip.field == field
                && chip.negated == negated
                && chip.value.to_lowercase() == value.to_lowercase()
        };
        self.chips.iter().position(same)
    }
}

/// `field:value`, quoted where blanks, brackets or quotes would end the value early.
pub(crate) fn filter_text(field: &str, value: &str, negated: bool) -> String {
    let minus = if negated { "-" } else { "" };
    // `tag::x` and `tag:/x` would read as code or as an address.
    let needs_quotes = value.is_empty()
        || value.starts_with([':', '：', '/', '\\'])
        || value.chars().any(|c| c.is_whitespace() || "()（）\"“”".contains(c));
    if needs_quotes {
        // A quote inside a value cannot be written; a single quote is found in its place by
        // nobody, but the filter stays one filter.
        let value: String =
            value.chars().map(|c| if "\"“”".contains(c) { '\'' } else { c }).collect();
        format!("{minus}{field}:\"{value}\"")
    } else {
        format!("{minus}{field}:{value}")
    }
}
