//! One of many records that match, for sums over all of them.

use crate::{Field, columns::Columns, schema::split_key};

/// A record that matches, with its values.
pub struct Match<'a> {
    columns: &'a Columns,
    doc: u32,
}

impl<'a> Match<'a> {
    pub(crate) fn new(columns: &'a Columns, doc: u32) -> Match<'a> {
        Match { columns, doc }
    }

    /// Its values of a field, in no particular order.
    pub fn values(&self, field: Field) -> impl Iterator<Item = &'a str> {
        self.columns.values(field, self.doc)
    }

    /// Its value of a field that has one at most.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&'a str> {
        self.values(field).next()
    }

    /// Whether a field has this value.
    #[must_use]
    pub fn has(&self, field: Field, value: &str) -> bool {
        self.values(field).any(|one| one == value)
    }

    /// The day of its newest evidence, in days since 1970-01-01.
    #[must_use]
    pub fn date(&self) -> Option<i32> {
        let date = self.columns.date(self.doc);
        (date != i32::MIN).then_some(date)
    }

    /// Its library and id. Costs more than the values: ask for those that are shown.
    #[must_use]
    pub fn key(&self) -> (String, String) {
        let key = self.columns.key(self.doc);
        let (library, id) = split_key(key);
        (library.to_owned(), id.to_owned())
    }
}
