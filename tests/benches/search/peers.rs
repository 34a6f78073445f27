//! The engines that ours is measured beside, driven as their own manuals suggest.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, params};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{PhrasePrefixQuery, Query, QueryParser};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, Searcher, TantivyDocument, doc};

use crate::corpus::Text;

/// tantivy as it comes: two text fields, its own query parser.
pub(crate) struct RawTantivy {
    searcher: Searcher,
    parser: QueryParser,
    fields: [Field; 2],
}

impl RawTantivy {
    /// Indexes with our analyser, so that only the engine around it differs.
    pub(crate) fn build(folder: &Path, texts: &[Text], threads: usize) -> Result<()> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("ours")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let id = schema.add_text_field("id", STRING | STORED);
        let title = schema.add_text_field("title", options.clone());
        let body = schema.add_text_field("body", options);
        std::fs::create_dir_all(folder)?;
        let index = Index::create_in_dir(folder, schema.build())?;
        index.tokenizers().register("ours", fieldbook_search::analyser());
        let mut writer =
            index.writer_with_num_threads::<TantivyDocument>(threads, threads * (64 << 20))?;
        for (number, text) in texts.iter().enumerate() {
            writer.add_document(
                doc!(id => number.to_string(), title => text.title.as_str(), body => text.body.as_str()),
            )?;
        }
        writer.commit()?;
        // Merging is work too: ours waits for it as well.
        writer.wait_merging_threads()?;
        Ok(())
    }

    /// Opens what was built.
    pub(crate) fn open(folder: &Path) -> Result<RawTantivy> {
        let index = Index::open_in_dir(folder)?;
        index.tokenizers().register("ours", fieldbook_search::analyser());
        let (title, body) = (index.schema().get_field("title")?, index.schema().get_field("body")?);
        let mut parser = QueryParser::for_index(&index, vec![title, body]);
        parser.set_field_boost(title, 4.0);
        parser.set_conjunction_by_default();
        let searcher = index.reader()?.searcher();
        Ok(RawTantivy { searcher, parser, fields: [title, body] })
    }

    /// The words through the parser; the last one as its prefix query.
    pub(crate) fn search(&self, typed: &str) -> Result<usize> {
        let (words, last) = typed.rsplit_once(' ').unwrap_or(("", typed));
        let mut clauses: Vec<(tantivy::query::Occur, Box<dyn Query>)> = Vec::new();
        if !words.trim().is_empty() {
            let (query, _) = self.parser.parse_query_lenient(words);
            clauses.push((tantivy::query::Occur::Must, query));
        }
        let last = last.to_lowercase();
        if !last.is_empty() {
            let prefixes = self.fields.iter().map(|field| {
                let term = tantivy::Term::from_field_text(*field, &last);
                let prefix: Box<dyn Query> = Box::new(PhrasePrefixQuery::new(vec![term]));
                (tantivy::query::Occur::Should, prefix)
            });
            let prefixes: Vec<_> = prefixes.collect();
            let either = tantivy::query::BooleanQuery::new(prefixes);
            clauses.push((tantivy::query::Occur::Must, Box::new(either)));
        }
        let query = tantivy::query::BooleanQuery::new(clauses);
        let best = TopDocs::with_limit(20).order_by_score();
        Ok(self.searcher.search(&query, &(best, Count))?.1)
    }
}

/// SQLite FTS5 with its Porter stemmer.
pub(crate) struct Fts5(Connection);

impl Fts5 {
    pub(crate) fn build(file: &Path, texts: &[Text]) -> Result<Fts5> {
        let mut connection = Connection::open(file)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; \
             CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize = 'porter unicode61', prefix = '2 3')",
        )?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare("INSERT INTO t (title, body) VALUES (?1, ?2)")?;
            for text in texts {
                insert.execute(params![text.title, text.body])?;
            }
        }
        transaction.commit()?;
        Ok(Fts5(connection))
    }

    /// All words quoted, the last one as a prefix.
    pub(crate) fn search(&self, typed: &str) -> Result<usize> {
        let words: Vec<String> = typed
            .split_whitespace()
            .map(|word| word.replace('"', ""))
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .map(|word| format!("\"{word}\""))
            .collect();
        if words.is_empty() {
            return Ok(0);
        }
        let mut query = words.join(" ");
        if !typed.ends_with(' ') {
            query.push('*');
        }
        let mut statement = self.0.prepare_cached(
            "SELECT rowid FROM t WHERE t MATCH ?1 ORDER BY bm25(t, 4.0, 1.0) LIMIT 20",
        )?;
        let rows = statement.query_map([query], |row| row.get::<_, i64>(0))?;
        Ok(rows.filter_map(Result::ok).count())
    }
}
