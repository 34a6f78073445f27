//! Documents as they are read: whole, without their text, one page at a time, or streamed.

mod numbers;
mod rows;

use std::ops::ControlFlow;
use std::sync::LazyLock;

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use crate::Store;
use crate::error::StoreError;
use crate::save::hash_of;

pub(crate) use numbers::{exact_number_of, number_of, require};
use rows::{HEAD_COLUMNS, HEAD_WIDTH, condition, head, to_value, undamaged, with_text};
pub(crate) use rows::{document_by_number, head_by_number};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What the caller extracted from a document's text, for lists, filters and joins.
        ///
        /// The store does not interpret them; they can be rebuilt from the text at any time
        /// with [`Store::rederive`].
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Columns { $($(#[$doc])* pub $name: Option<String>,)* }

        impl Columns {
            /// Their names in the database, in the order of `values`.
            pub(crate) const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            pub(crate) fn values(&self) -> Vec<&Option<String>> { vec![$(&self.$name),*] }

            fn from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<Columns> {
                let mut at = first..;
                Ok(Columns { $($name: row.get(at.next().expect("an endless range"))?,)* })
            }
        }
    };
}

columns! {
    /// One line.
    title,
    /// One or two sentences.
    summary,
    /// `draft`, `in_review`, `published`, ...
    status,
    /// `internal`, `external` or `imported`.
    origin,
    /// What kind of work it is about.
    task_type,
    /// Where it was done.
    domain,
    /// How an attempt ended.
    outcome,
    /// How bad it was.
    harm,
    /// The agent's name.
    agent,
    /// The model's name.
    model,
    /// Whose experience it is.
    organisation,
    /// The team or person who looks after the document.
    owner,
    /// When it happened: ISO 8601, perhaps without month or day.
    date,
    /// When an open attempt should be known: ISO 8601.
    due,
    /// How sure the evidence makes us.
    certainty,
    /// A playbook's ring.
    ring,
    /// A finding's verdict.
    verdict,
    /// Who decides: `operator` to `observer`.
    autonomy_level,
    /// `public`, `team`, ...
    visibility,
    /// The day the author says it was made: ISO 8601.
    created_on,
    /// The day the author says it was changed: ISO 8601.
    updated_on,
    /// The day by which to look again: ISO 8601.
    review_by,
}

/// A document with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The library it belongs to.
    pub library: String,
    /// Its id, unique in the library.
    pub id: String,
    /// What it is, in the caller's words.
    pub kind: String,
    /// How its text is written, in the caller's words.
    pub format: String,
    /// The text, byte for byte as it was saved.
    pub text: String,
    /// BLAKE3 of the text, 64 hexadecimal digits.
    pub hash: String,
    /// Number of its newest revision, from 1.
    pub revision: u32,
    /// Journal sequence of its newest change.
    pub sequence: i64,
    /// When it was first saved: Unix milliseconds.
    pub created: i64,
    /// When it was last saved: Unix milliseconds.
    pub updated: i64,
    /// When it was put in the trash: Unix milliseconds.
    pub trashed: Option<i64>,
    /// Hash of the starter text it was loaded from; equal to `hash` as long as nobody edited it.
    pub starter_hash: Option<String>,
    /// What the caller extracted.
    pub columns: Columns,
}

/// A document without its text, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The library it belongs to.
    pub library: String,
    /// Its id, unique in the library.
    pub id: String,
    /// What it is, in the caller's words.
    pub kind: String,
    /// How its text is written, in the caller's words.
    pub format: String,
    /// BLAKE3 of the text, 64 hexadecimal digits.
    pub hash: String,
    /// Number of its newest revision, from 1.
    pub revision: u32,
    /// Journal sequence of its newest change.
    pub sequence: i64,
    /// When it was first saved: Unix milliseconds.
    pub created: i64,
    /// When it was last saved: Unix milliseconds.
    pub updated: i64,
    /// When it was put in the trash: Unix milliseconds.
    pub trashed: Option<i64>,
    /// Hash of the starter text it was loaded from.
    pub starter_hash: Option<String>,
    /// What the caller extracted.
    pub columns: Columns,
}

/// A document's identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The library.
    pub library: String,
    /// The id in it.
    pub id: String,
}

/// What a person typed, looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Exactly one document.
    One(Key),
    /// Several, at most ten of them named here.
    Ambiguous(Vec<Key>),
    /// None.
    None,
}

/// Whether documents in the trash are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trash {
    /// Only those that are not in the trash.
    #[default]
    Without,
    /// Only those in the trash.
    Only,
    /// Both.
    With,
}

/// Which documents a list or a stream holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Only of this library.
    pub library: Option<&'a str>,
    /// Only of this kind.
    pub kind: Option<&'a str>,
    /// In or out of the trash.
    pub trash: Trash,
    /// Only with a review day before this day.
    pub review_before: Option<&'a str>,
}

/// In which order a list comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Last saved first.
    #[default]
    NewestFirst,
    /// By id, then library.
    ById,
}

/// A prefix shorter than this, in characters, stands for nothing.
const SHORTEST_PREFIX: usize = 4;

/// At most this many bytes of text are read ahead while streaming.
const READ_AHEAD: usize = 4 * 1024 * 1024;

impl Store {
    /// Reads one document, also from the trash. The id may be a former one.
    pub fn document(&self, library: &str, id: &str) -> Result<Option<Document>, StoreError> {
        self.read(|connection| match number_of(connection, library, id)? {
            Some(number) => document_by_number(connection, number).map(Some),
            None => Ok(None),
        })
    }

    /// Reads several documents in the order asked for; those that do not exist are left out.
    pub fn documents<L, I>(&self, keys: &[(L, I)]) -> Result<Vec<Document>, StoreError>
    where
        L: AsRef<str>,
        I: AsRef<str>,
    {
        self.each_key(keys, document_by_number)
    }

    /// Like [`documents`](Store::documents), without the texts.
    pub fn heads_of<L, I>(&self, keys: &[(L, I)]) -> Result<Vec<Head>, StoreError>
    where
        L: AsRef<str>,
        I: AsRef<str>,
    {
        self.each_key(keys, head_by_number)
    }

    /// Reads one page of a list, without the texts.
    pub fn heads(
        &self,
        filter: &Filter<'_>,
        order: Order,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<Head>, StoreError> {
        let (condition, mut values) = condition(filter);
        let order = match order {
            Order::NewestFirst => "d.updated DESC, d.number DESC",
            Order::ById => "d.id, d.library",
        };
        let sql = format!(
            "SELECT {} FROM document d WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?",
            *HEAD_COLUMNS
        );
        values.push(to_value(limit));
        values.push(to_value(offset));
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(values.iter()), head)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Counts the documents that pass a filter.
    pub fn count(&self, filter: &Filter<'_>) -> Result<u64, StoreError> {
        let (condition, values) = condition(filter);
        let sql = format!("SELECT count(*) FROM document d WHERE {condition}");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row(params_from_iter(values.iter()), |row| row.get(0))?)
        })
    }

    /// Shows every document to `f`, oldest first, a few at a time: memory stays small however many there are,
    /// and no read transaction stays open while `f` works.
    ///
    /// What is written meanwhile may or may not be seen; follow up with [`Store::journal_since`].
    pub fn for_each(
        &self,
        filter: &Filter<'_>,
        mut f: impl FnMut(Document) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let (condition, values) = condition(filter);
        let sql = format!(
            "SELECT {}, d.number, r.text FROM document d \
             JOIN revision r ON r.document = d.number AND r.number = d.revision \
             WHERE {condition} AND d.number > ? ORDER BY d.number LIMIT 256",
            *HEAD_COLUMNS
        );
        let mut last = 0;
        loop {
            let page = self.read(|connection| {
                let mut values = values.clone();
                values.push(Value::Integer(last));
                let mut statement = connection.prepare_cached(&sql)?;
                let mut rows = statement.query(params_from_iter(values.iter()))?;
                let (mut page, mut bytes) = (Vec::new(), 0);
                while let Some(row) = rows.next()? {
                    let document = undamaged(with_text(head(row)?, row.get(HEAD_WIDTH + 1)?))?;
                    bytes += document.text.len();
                    let number = row.get::<_, i64>(HEAD_WIDTH)?;
                    if page.last().map_or(last, |(before, _)| *before) >= number {
                        // Pages in the wrong place can lead in a circle, for ever.
                        let detail = "documents are out of order".to_owned();
                        return Err(StoreError::Damaged { detail });
                    }
                    page.push((number, document));
                    if bytes > READ_AHEAD {
                        break;
                    }
                }
                Ok(page)
            })?;
            if page.is_empty() {
                return Ok(());
            }
            for (number, document) in page {
                last = number;
                if f(document).is_break() {
                    return Ok(());
                }
            }
        }
    }

    /// Looks up what a person typed: an id, a former id, `library/id`, or the first four or more characters of an id.
    ///
    /// Exact ids come before former ones, and those before beginnings. Documents in the trash are found by
    /// their exact id alone, and only if no other document answers to it.
    pub fn resolve(&self, typed: &str) -> Result<Resolved, StoreError> {
        let typed = typed.trim();
        let (library, id) = match typed.split_once('/') {
            Some((library, id)) => (Some(library), id),
            None => (None, typed),
        };
        if id.is_empty() {
            return Ok(Resolved::None);
        }
        const EXACT: &str = "SELECT library, id FROM document WHERE id = ?1 AND (?2 IS NULL OR library = ?2) \
                             AND trashed IS NULL LIMIT 10";
        const FORMER: &str = "SELECT DISTINCT d.library, d.id FROM alias a JOIN document d ON d.number = a.document \
                              WHERE a.alias = ?1 AND (?2 IS NULL OR a.library = ?2) AND d.trashed IS NULL LIMIT 10";
        const TRASHED: &str = "SELECT library, id FROM document WHERE id = ?1 AND (?2 IS NULL OR library = ?2) LIMIT 10";
        const PREFIX: &str = "SELECT library, id FROM document WHERE id >= ?1 AND id < ?1 || char(1114111) \
                              AND (?2 IS NULL OR library = ?2) AND trashed IS NULL ORDER BY id LIMIT 10";
        self.read(|connection| {
            for sql in [EXACT, FORMER, TRASHED, PREFIX] {
                if sql == PREFIX && id.chars().count() < SHORTEST_PREFIX {
                    break;
                }
                let mut statement = connection.prepare_cached(sql)?;
                let rows = statement.query_map(params![id, library], |row| {
                    Ok(Key { library: row.get(0)?, id: row.get(1)? })
                })?;
                let mut found: Vec<Key> = rows.collect::<Result<_, _>>()?;
                match found.len() {
                    0 => {}
                    1 => return Ok(Resolved::One(found.remove(0))),
                    _ => return Ok(Resolved::Ambiguous(found)),
                }
            }
            Ok(Resolved::None)
        })
    }

    fn each_key<L: AsRef<str>, I: AsRef<str>, T>(
        &self,
        keys: &[(L, I)],
        read: impl Fn(&Connection, i64) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.read(|connection| {
            // One snapshot for all of them.
            let tx = connection.unchecked_transaction()?;
            let mut found = Vec::with_capacity(keys.len());
            for (library, id) in keys {
                if let Some(number) = number_of(&tx, library.as_ref(), id.as_ref())? {
                    found.push(read(&tx, number)?);
                }
            }
            Ok(found)
        })
    }
}
