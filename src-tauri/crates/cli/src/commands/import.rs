//! `import`: files and folders of Markdown.

use fieldbook_library::{self as library, ImportOptions, ImportReport};
use serde_json::{Value, json};

use crate::args::{Global, Import, ImportFormat};
use crate::failure::{Failure, Status};
use crate::interrupt::Interrupt;
use crate::output::{self, Output, clean};
use crate::{progress, session};

pub(super) fn run(global: &Global, asked: &Import, output: &mut Output) -> Result<Status, Failure> {
    let options = ImportOptions {
        format: format(asked.format)?,
        kind: asked.kind,
        library: asked.library.clone(),
        dry_run: asked.dry_run,
    };
    for path in &asked.paths {
        std::fs::metadata(path).map_err(|error| Failure::file(path, &error))?;
    }
    let library = session::open(global)?;
    let interrupt = Interrupt::listen();
    let counter = progress::counter("importing");
    let report = library.import(&asked.paths, &options, &mut |done| {
        counter.set_position(done);
        !interrupt.is_wanted()
    });
    counter.finish_and_clear();
    let report = report?;
    if !asked.dry_run && !interrupt.is_wanted() {
        // The next search should not have to wait for what is better done here, with a bar to see.
        session::catch_up(&library)?;
    }
    let stopped = interrupt.is_wanted();
    tell(asked, &report, stopped, output)?;
    let nothing_taken = report.seen > 0 && report.skipped.len() as u64 == report.seen;
    Ok(match (stopped, nothing_taken) {
        (true, _) => Status::Environment,
        (false, true) => Status::No,
        (false, false) => Status::Done,
    })
}

fn format(format: ImportFormat) -> Result<library::ImportFormat, Failure> {
    match format {
        ImportFormat::Auto => Ok(library::ImportFormat::Auto),
        ImportFormat::Markdown => Ok(library::ImportFormat::Markdown),
        ImportFormat::Patterns => Ok(library::ImportFormat::Patterns),
        ImportFormat::Atrb => Err(Failure::not_yet("importing atrb")),
        ImportFormat::Madr => Err(Failure::not_yet("importing madr")),
        ImportFormat::Skill => Err(Failure::not_yet("importing skill")),
    }
    .map_err(|failure| failure.hint("auto, markdown and patterns are"))
}

fn tell(
    asked: &Import,
    report: &ImportReport,
    stopped: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    if output.is_json() {
        let skipped: Vec<Value> = report.skipped.iter().map(|file| json!(file)).collect();
        return Ok(output.document(&json!({
            "seen": report.seen,
            "imported": report.imported,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "skipped": skipped,
            "took_us": report.took_us,
            "dry_run": asked.dry_run,
            "stopped": stopped,
        }))?);
    }
    for file in &report.skipped {
        output.line(format!(
            "skipped {}: {} [{}]",
            clean(&file.path),
            clean(&file.message),
            file.code
        ))?;
    }
    let ImportReport { seen, imported, updated, unchanged, skipped, .. } = report;
    let would = if asked.dry_run { "would be: " } else { "" };
    output.line(format!(
        "{seen} files: {would}{imported} imported, {updated} updated, {unchanged} unchanged, {} skipped",
        skipped.len()
    ))?;
    if stopped {
        output::note("stopped: what is reported here is kept; run the import again to go on");
    }
    Ok(())
}
