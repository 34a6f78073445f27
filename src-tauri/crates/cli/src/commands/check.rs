//! `check`: the checker over files, which needs no store, and over stored records.

use std::path::{Path, PathBuf};

use fieldbook_library::{CheckReport, CheckedFinding, check_files};

use crate::args::{Check, Global};
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Check, output: &mut Output) -> Result<Status, Failure> {
    let report = report(global, asked)?;
    if output.is_json() {
        output.document(&report)?;
    } else {
        for finding in &report.findings {
            print(finding, output)?;
        }
        let documents = counted(report.checked, "document");
        let (errors, warnings) =
            (counted(report.errors, "error"), counted(report.warnings, "warning"));
        output.line(format!("{documents} checked: {errors}, {warnings}"))?;
    }
    Ok(if report.errors == 0 { Status::Done } else { Status::No })
}

fn report(global: &Global, asked: &Check) -> Result<CheckReport, Failure> {
    let (paths, ids): (Vec<&String>, Vec<&String>) =
        asked.what.iter().partition(|what| is_path(what));
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    if ids.is_empty() && !paths.is_empty() {
        // No store is opened or made: a library's own CI has none.
        let clock = session::clock(global);
        return Ok(check_files(&paths, asked.strict, &*clock, &|_| false)?);
    }
    let library = session::open_to_find(global)?;
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let mut report = library.check_stored(&ids, asked.strict)?;
    if !paths.is_empty() {
        let files = library.check_files(&paths, asked.strict)?;
        report.checked += files.checked;
        report.errors += files.errors;
        report.warnings += files.warnings;
        report.findings.extend(files.findings);
    }
    Ok(report)
}

/// A name that exists on disk is a path, and so is one that looks like a file: a misspelt file
/// must not be looked for among the records.
fn is_path(what: &str) -> bool {
    let path = Path::new(what);
    let looks_like_one = what.starts_with(['.', '/']) || what.ends_with('/');
    looks_like_one || path.extension().is_some() || path.exists()
}

fn print(finding: &CheckedFinding, output: &mut Output) -> Result<(), Failure> {
    let place = finding.path.as_deref().unwrap_or(&finding.id);
    let line = finding.line.map_or_else(String::new, |line| format!(":{line}"));
    let severity = match finding.severity.as_str() {
        "error" => output.paint(Style::Red, "error"),
        "warning" => output.paint(Style::Yellow, "warning"),
        other => output.paint(Style::Dim, other),
    };
    let (place, message) = (clean(place), clean(&finding.message));
    output.line(format!("{place}{line}: {severity}: {message} [{}]", finding.code))?;
    Ok(())
}

fn counted(number: u32, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
