//! Saved searches: a query under a name, and what is new since it was last looked at.
//!
//! They are a setting of this installation: one search a line, its parts between tabs.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::documents::Key;
use crate::{Error, Library, SearchInput, Sort};

/// The setting that holds them.
const SETTING: &str = "saved_searches";

/// Most searches that are kept.
const MOST: usize = 200;

/// Changes looked through for what is new; beyond them everything counts as seen.
const CHANGES: u32 = 5_000;

/// A query under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SavedSearch {
    /// Its name; saving another search under it replaces this one.
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// The order of its rows.
    #[serde(default)]
    pub sort: Sort,
    /// How many records it finds now.
    #[serde(default)]
    pub total: u32,
    /// How many of them are new or changed since it was last looked at.
    #[serde(default)]
    pub new: u32,
    /// The store's last change when it was looked at; saving without it counts all as seen.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub seen: Option<i64>,
}

/// A line of the setting.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    name: String,
    query: String,
    sort: Sort,
    /// The store's last change when it was looked at.
    seen: i64,
}

impl Library {
    /// Lists the saved searches in the order in which they were made, with their counts as of now.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Error> {
        let mut found = Vec::new();
        for line in self.lines()? {
            let page = self.search(&SearchInput {
                limit: 0,
                typing: true,
                ..SearchInput::words(&format!("{} ", line.query), 0)
            })?;
            let new = if page.total == 0 { 0 } else { self.new_since(&line)? };
            let Line { name, query, sort, seen } = line;
            let (total, seen) = (page.total, Some(seen));
            found.push(SavedSearch { name, query, sort, total, new, seen });
        }
        Ok(found)
    }

    /// Saves a search under its name. One that was forgotten comes back as it was; of a new one,
    /// what there is now counts as seen.
    ///
    /// # Errors
    /// The store's errors.
    pub fn save_search(&self, search: &SavedSearch) -> Result<(), Error> {
        let mut lines = self.lines()?;
        let line = Line {
            name: one_line(&search.name),
            query: one_line(&search.query),
            sort: search.sort,
            seen: match search.seen {
                Some(seen) => seen,
                None => self.store.last_sequence()?,
            },
        };
        match lines.iter().position(|known| known.name == line.name) {
            Some(at) => lines[at] = line,
            None => lines.push(line),
        }
        // The oldest goes when there are too many.
        let surplus = lines.len().saturating_sub(MOST);
        lines.drain(..surplus);
        self.write_lines(&lines)
    }

    /// Forgets a saved search.
    ///
    /// # Errors
    /// The store's errors.
    pub fn forget_search(&self, name: &str) -> Result<(), Error> {
        let mut lines = self.lines()?;
        lines.retain(|line| line.name != one_line(name));
        self.write_lines(&lines)
    }

    /// Notes that a saved search was looked at: from now on only later changes are new.
    ///
    /// # Errors
    /// The store's errors.
    pub fn look_at_search(&self, name: &str) -> Result<(), Error> {
        let mut lines = self.lines()?;
        let now = self.store.last_sequence()?;
        let known = lines.iter_mut().find(|line| line.name == one_line(name));
        match known.filter(|line| line.seen != now) {
            Some(line) => line.seen = now,
            None => return Ok(()),
        }
        self.write_lines(&lines)
    }

    fn new_since(&self, line: &Line) -> Result<u32, Error> {
        let changes = self.store.journal_since(line.seen, CHANGES)?;
        if changes.is_empty() {
            return Ok(0);
        }
        let changed: HashSet<Key> = changes
            .into_iter()
            .map(|change| Key { library: change.library, id: change.id })
            .collect();
        let matching = self.list(&line.query)?;
        let new = matching.iter().filter(|key| changed.contains(key)).count();
        Ok(u32::try_from(new).unwrap_or(u32::MAX))
    }

    fn lines(&self) -> Result<Vec<Line>, Error> {
        let text = self.store.setting(SETTING)?.unwrap_or_default();
        Ok(text.lines().filter_map(Line::read).collect())
    }

    fn write_lines(&self, lines: &[Line]) -> Result<(), Error> {
        let text: String = lines.iter().map(Line::write).collect();
        Ok(self.store.set_setting(SETTING, Some(&text), self.clock.now())?)
    }
}

impl Line {
    fn read(line: &str) -> Option<Line> {
        let mut parts = line.split('\t');
        let name = parts.next()?.to_owned();
        let sort = match parts.next()? {
            "date" => Sort::Date,
            "certainty" => Sort::Certainty,
            _ => Sort::Relevance,
        };
        let seen = parts.next()?.parse().ok()?;
        Some(Line { name, query: parts.next()?.to_owned(), sort, seen })
    }

    fn write(&self) -> String {
        let sort = match self.sort {
            Sort::Relevance => "relevance",
            Sort::Date => "date",
            Sort::Certainty => "certainty",
        };
        format!("{}\t{sort}\t{}\t{}\n", self.name, self.seen, self.query)
    }
}

/// A text without what separates lines and their parts.
fn one_line(text: &str) -> String {
    text.split(char::is_control)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
