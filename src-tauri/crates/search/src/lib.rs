//! Full-text search with tantivy: schema, tokenizer, query language, ranking, snippets, facets.
