//! What of an index takes the room: its files by field.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use tantivy::{Index, space_usage::PerFieldSpaceUsage};

/// How many parts are printed.
const LARGEST: usize = 12;

/// Prints the largest parts of the index in a data folder of ours, and what share of the text each is.
pub(crate) fn report(folder: &Path, bytes: usize) -> Result<()> {
    let index = Index::open_in_dir(folder.join("index"))?;
    let usage = index.reader()?.searcher().space_usage()?;
    let mut parts: BTreeMap<String, u64> = BTreeMap::new();
    let mut add = |what: &str, usage: &PerFieldSpaceUsage| {
        for field in usage.fields() {
            let name = field.field_name();
            *parts.entry(format!("{what} of {name}")).or_default() += field.total().get_bytes();
        }
    };
    for segment in usage.segments() {
        add("words", segment.termdict());
        add("records", segment.postings());
        add("positions", segment.positions());
        add("lengths", segment.fieldnorms());
        add("columns", segment.fast_fields());
    }
    let mut parts: Vec<(String, u64)> = parts.into_iter().collect();
    parts.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    for (what, size) in parts.iter().take(LARGEST) {
        println!(
            "  {what:28} {:6.1} MB {:5.2} %",
            *size as f64 / 1e6,
            *size as f64 * 100.0 / bytes as f64
        );
    }
    Ok(())
}
