//! `stats`: how many records there are and where they are kept.

use std::path::Path;

use serde_json::json;

use crate::args::Global;
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::session;

pub(super) fn run(global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open_to_find(global)?;
    let status = library.status()?;
    let counts = status.counts;
    let records = counts.case_studies + counts.playbooks + counts.findings;
    let paths = library.paths();
    let index_bytes = size_of(&paths.index());
    let store_bytes = size_of(&paths.data).saturating_sub(index_bytes);
    if output.is_json() {
        output.document(&json!({
            "records": records,
            "case_studies": counts.case_studies,
            "playbooks": counts.playbooks,
            "findings": counts.findings,
            "drafts": counts.drafts,
            "trashed": counts.trashed,
            "changes": status.sequence,
            "index": status.index,
            "data_dir": status.data_dir,
            "backups_dir": status.backups_dir,
            "store_bytes": store_bytes,
            "index_bytes": index_bytes,
            "read_only": status.read_only,
            "version": status.version,
            "sqlite": status.sqlite,
            "tantivy": status.tantivy,
        }))?;
        return Ok(Status::Done);
    }
    output.line(format!(
        "records   {records}: {} case studies, {} playbooks, {} findings",
        counts.case_studies, counts.playbooks, counts.findings
    ))?;
    output.line(format!("drafts    {}", counts.drafts))?;
    output.line(format!("trash     {}", counts.trashed))?;
    output.line(format!("changes   {}", status.sequence))?;
    output.line(format!("store     {} ({})", status.data_dir, bytes(store_bytes)))?;
    output.line(format!("index     {}", bytes(index_bytes)))?;
    output.line(format!("backups   {}", status.backups_dir))?;
    Ok(Status::Done)
}

/// Adds up the files of a folder; what cannot be read counts nothing.
fn size_of(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(found) if found.is_dir() => size_of(&entry.path()),
            Ok(found) => found.len(),
            Err(_) => 0,
        })
        .sum()
}

fn bytes(number: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
    let megabytes = number as f64 / 1_000_000.0;
    format!("{megabytes:.1} MB")
}
