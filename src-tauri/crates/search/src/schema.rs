//! The fields of the tantivy index and how an entry is put into them.

use tantivy::{
    TantivyDocument, Term,
    schema::{
        FAST, Field as TantivyField, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder,
        TextFieldIndexing, TextOptions,
    },
};

use crate::{Entry, Field, ranking::LEAD, tokenizer};

/// Version of this file's schema. Raise it with every change of fields or of what goes in them.
pub(crate) const SCHEMA_VERSION: u32 = 3;

/// Separates library and id in the key; no id or library name holds a control character.
const KEY_SEPARATOR: char = '\u{1f}';

/// Handles of the fields.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) key: TantivyField,
    /// Everything there is to read: decides what matches.
    pub(crate) all: TantivyField,
    pub(crate) title: TantivyField,
    pub(crate) lead: TantivyField,
    pub(crate) lessons: TantivyField,
    pub(crate) code: TantivyField,
    /// The whole title as one term, for the bonus of an exact title.
    pub(crate) exact_title: TantivyField,
    pub(crate) values: Vec<TantivyField>,
    pub(crate) date: TantivyField,
    pub(crate) updated: TantivyField,
    pub(crate) leverage: TantivyField,
}

/// Builds the schema. The order of the fields is part of it.
pub(crate) fn build() -> (Schema, Fields) {
    let mut schema = SchemaBuilder::new();
    let text = |schema: &mut SchemaBuilder, name: &str, option: IndexRecordOption| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(tokenizer::NAME).set_index_option(option);
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let exact = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let fields = Fields {
        key: schema.add_text_field("key", STRING | FAST),
        // Positions are kept where phrases and pairs are looked for, and nowhere else.
        all: text(&mut schema, "all", IndexRecordOption::WithFreqsAndPositions),
        title: text(&mut schema, "title", IndexRecordOption::WithFreqsAndPositions),
        lead: text(&mut schema, "lead", IndexRecordOption::WithFreqs),
        lessons: text(&mut schema, "lessons", IndexRecordOption::WithFreqs),
        code: schema
            .add_text_field("code", TextOptions::default().set_indexing_options(exact.clone())),
        exact_title: schema
            .add_text_field("exact_title", TextOptions::default().set_indexing_options(exact)),
        values: Field::ALL
            .iter()
            .map(|field| {
                let name = column(*field);
                schema.add_text_field(&name, TextOptions::default().set_fast("raw"))
            })
            .collect(),
        date: schema.add_i64_field("date", FAST),
        updated: schema.add_i64_field("updated", FAST | INDEXED),
        leverage: schema.add_f64_field("leverage", FAST),
    };
    (schema.build(), fields)
}

/// Name of the column that holds a field's values.
pub(crate) fn column(field: Field) -> String {
    format!("f_{}", field.name())
}

/// The identity of an entry as one string.
pub(crate) fn key(library: &str, id: &str) -> String {
    format!("{library}{KEY_SEPARATOR}{id}")
}

/// Library and id of a key.
pub(crate) fn split_key(key: &str) -> (&str, &str) {
    key.split_once(KEY_SEPARATOR).unwrap_or(("", key))
}

impl Fields {
    pub(crate) fn key_term(&self, library: &str, id: &str) -> Term {
        Term::from_field_text(self.key, &key(library, id))
    }

    /// The tantivy document of an entry.
    pub(crate) fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.key, key(&entry.library, &entry.id));
        let mut lead: Vec<&str> = vec![&entry.summary];
        lead.extend(entry.tags.iter().map(String::as_str));
        lead.extend(entry.lead.iter().map(String::as_str));
        lead.extend(entry.sections.iter().map(|(heading, _)| heading.as_str()));
        let all = std::iter::once(entry.title.as_str())
            .chain(lead.iter().copied())
            .chain(entry.lessons.iter().map(String::as_str))
            .chain(entry.sections.iter().map(|(_, text)| text.as_str()));
        for text in all.filter(|text| !text.is_empty()) {
            document.add_text(self.all, text);
        }
        document.add_text(self.title, &entry.title);
        document.add_text(self.exact_title, tokenizer::exact_form(&entry.title));
        for text in lead.into_iter().filter(|text| !text.is_empty()) {
            document.add_text(self.lead, text);
        }
        if let Some((_, text)) = entry.sections.iter().find(|(_, text)| !text.trim().is_empty()) {
            document.add_text(self.lead, beginning(text));
        }
        for lesson in &entry.lessons {
            document.add_text(self.lessons, lesson);
        }
        for code in &entry.code {
            for term in tokenizer::code_terms(code) {
                document.add_text(self.code, term);
            }
        }
        for field in Field::ALL {
            for value in field.values(entry).into_iter().filter(|value| !value.is_empty()) {
                document.add_text(self.values[field.index()], value);
            }
        }
        if let Some(date) = entry.date {
            document.add_i64(self.date, date.into());
        }
        document.add_i64(self.updated, entry.updated);
        if let Some(leverage) = entry.leverage {
            document.add_f64(self.leverage, leverage);
        }
        document
    }
}

/// The first words of a text: what it is about is mostly said there.
fn beginning(text: &str) -> &str {
    let text = text.trim_start();
    let mut end = text.len().min(LEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
