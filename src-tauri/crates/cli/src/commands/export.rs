//! `export`: records as files.

use crate::args::{Export, ExportFormat, Global};
use crate::failure::{Failure, Status};
use crate::interrupt::Interrupt;
use crate::output::{Output, clean};
use crate::{progress, session};

pub(super) fn run(global: &Global, asked: &Export, output: &mut Output) -> Result<Status, Failure> {
    let later = match asked.format {
        ExportFormat::Markdown => None,
        ExportFormat::Site => Some("exporting a site"),
        ExportFormat::Csv => Some("exporting csv"),
        ExportFormat::Json => Some("exporting json"),
    };
    if let Some(what) = later {
        return Err(Failure::not_yet(what).hint("markdown is"));
    }
    let library = session::open_to_find(global)?;
    let interrupt = Interrupt::listen();
    let counter = progress::counter("writing");
    let exported = library.export_markdown(
        &asked.dir,
        asked.query.as_deref().unwrap_or_default(),
        &mut |done| {
            counter.set_position(done);
            !interrupt.is_wanted()
        },
    );
    counter.finish_and_clear();
    let exported = exported?;
    if output.is_json() {
        output.document(&exported)?;
    } else {
        let (written, unchanged) = (exported.written, exported.unchanged);
        output.line(format!(
            "{written} records in {}, {unchanged} of them unchanged",
            asked.dir.display()
        ))?;
        for path in &exported.kept {
            output.line(format!("  kept {}: edited there since; import it first", clean(path)))?;
        }
    }
    Ok(if exported.kept.is_empty() { Status::Done } else { Status::No })
}
