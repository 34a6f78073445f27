//! `rebuild-index`: the index is a cache, made anew from the records.

use serde_json::json;

use crate::args::Global;
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::{progress, session};

pub(super) fn run(global: &Global, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let bar = progress::bar("indexing");
    let rebuilt = library.rebuild_index(&mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    rebuilt?;
    let status = library.status()?;
    if !status.index.ready {
        return Err(Failure::new(
            Status::Environment,
            "busy",
            "another process is writing the index",
        )
        .hint("try again in a moment"));
    }
    let counts = status.counts;
    let records = counts.case_studies + counts.playbooks + counts.findings;
    if output.is_json() {
        output.document(&json!({ "records": records }))?;
    } else {
        output.line(format!("{records} records indexed"))?;
    }
    Ok(Status::Done)
}
