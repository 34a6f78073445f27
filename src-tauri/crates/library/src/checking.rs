//! The checker over files and stored records: what a library's own CI runs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fieldbook_record::{self as record, Check, Format, Kind, Reading, Severity};
use fieldbook_share::{Marker, layout, marker};
use serde::Serialize;

use crate::documents::Key;
use crate::sharing::{FindingCategory, checks};
use crate::{Clock, Error, Library};

/// What the checker found.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckReport {
    /// Documents checked.
    pub checked: u32,
    /// Findings that a publisher must mend.
    pub errors: u32,
    /// Findings that a reader should know.
    pub warnings: u32,
    /// The findings, by path and line.
    pub findings: Vec<CheckedFinding>,
}

/// One thing that the checker found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckedFinding {
    /// The file, for files.
    pub path: Option<String>,
    /// The record's id.
    pub id: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// Stable code.
    pub code: String,
    /// The line in the document, from 1.
    pub line: Option<u32>,
    /// What is wrong and what to do, in English.
    pub message: String,
}

/// A document of the set that is being checked.
struct Document {
    path: Option<PathBuf>,
    id: String,
    text: String,
    reading: Reading,
    /// What other people should not see in it.
    exposed: Vec<CheckedFinding>,
}

impl Document {
    fn found(
        &self,
        severity: &str,
        code: &str,
        line: Option<u32>,
        message: String,
    ) -> CheckedFinding {
        CheckedFinding {
            path: self.path.as_ref().map(|path| path.display().to_string()),
            id: self.reading.record.id.clone(),
            severity: severity.to_owned(),
            code: code.to_owned(),
            line,
            message,
        }
    }
}

/// Checks files and folders as one set: links may go to any document of the set.
///
/// With `strict`, what blocks publishing is an error whatever the status says. Texts of a library (a folder
/// with a `fieldbook.toml`), and with `strict` all texts, are looked through for secrets, personal data and
/// the library's listed words too: somebody may have pushed by other means. `known` tells whether an id that
/// the set does not hold exists elsewhere.
///
/// # Errors
/// [`Error::File`] when a path cannot be read.
pub fn check_files(
    paths: &[PathBuf],
    strict: bool,
    clock: &dyn Clock,
    known: &dyn Fn(&str) -> bool,
) -> Result<CheckReport, Error> {
    let mut documents = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        let marker = marker_around(path)?;
        let look = strict || marker.is_some();
        let marker = marker.and_then(|read| {
            let told = |fault| {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            };
            read.map_err(told).ok()
        });
        for file in markdown_files(path)? {
            let mut document = read_file(&file, clock)?;
            if look {
                document.exposed = exposures(&document, marker.as_ref());
            }
            documents.push(document);
        }
    }
    let mut report = report(&documents, strict, known);
    report.errors += u32::try_from(faults.len()).unwrap_or(u32::MAX);
    report.findings.splice(0..0, faults);
    Ok(report)
}

impl Library {
    /// Checks files together with the records of the store that they may link to.
    ///
    /// # Errors
    /// [`Error::File`] when a path cannot be read.
    pub fn check_files(&self, paths: &[PathBuf], strict: bool) -> Result<CheckReport, Error> {
        check_files(paths, strict, &*self.clock, &|id| self.locate(id).is_ok())
    }

    /// Checks stored records; all of them when `ids` is empty.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for an id; the store's errors.
    pub fn check_stored(&self, ids: &[String], strict: bool) -> Result<CheckReport, Error> {
        let keys: Vec<Key> = if ids.is_empty() {
            self.list("")?
        } else {
            ids.iter().map(|id| self.locate(id)).collect::<Result<_, _>>()?
        };
        let mut all = CheckReport::default();
        for key in keys {
            let Some(stored) = self.store.document(&key.library, &key.id)? else { continue };
            let reading = self.read_document(&stored);
            let document = Document {
                path: None,
                id: stored.id.clone(),
                text: stored.text,
                reading,
                exposed: Vec::new(),
            };
            let known = |id: &str| self.linked(&key.library, id).is_ok_and(|found| found.is_some());
            let one = report(std::slice::from_ref(&document), strict, &known);
            all.checked += one.checked;
            all.errors += one.errors;
            all.warnings += one.warnings;
            all.findings.extend(one.findings);
        }
        Ok(all)
    }
}

fn markdown_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    // Of a whole library only the records count, as in a pull: its README is none.
    if path.join(marker::MARKER).is_file() {
        let folders = layout::FOLDERS.iter().map(|folder| path.join(folder));
        let found: Result<Vec<_>, _> = folders
            .filter(|folder| folder.is_dir())
            .map(|folder| markdown_files(&folder))
            .collect();
        return Ok(found?.concat());
    }
    let mut files = Vec::new();
    let entries = std::fs::read_dir(path).map_err(Error::file(path))?;
    for entry in entries {
        let entry = entry.map_err(Error::file(path))?.path();
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || entry.is_symlink() {
            continue;
        }
        if entry.is_dir() || entry.extension().is_some_and(|ending| ending == "md") {
            files.extend(markdown_files(&entry)?);
        }
    }
    files.sort();
    Ok(files)
}

fn read_file(path: &Path, clock: &dyn Clock) -> Result<Document, Error> {
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folder =
        path.parent().and_then(|folder| folder.file_name()).map(|name| name.to_string_lossy());
    let mut context = record::Context::new(&stem, clock.today());
    context.format = match Format::detect(&text) {
        // A file that is being checked is meant as a record, unless it is plainly a pattern.
        Format::Markdown => Format::Fieldbook,
        other => other,
    };
    context.kind = folder.and_then(|folder| Kind::from_word(&folder));
    let reading = record::read(&text, &context);
    Ok(Document { path: Some(path.to_path_buf()), id: stem, text, reading, exposed: Vec::new() })
}

/// What the library says of itself that a file or folder is, or is in: its records lie one folder below it.
fn marker_around(path: &Path) -> Result<Option<Result<Marker, CheckedFinding>>, Error> {
    let whole = std::path::absolute(path).map_err(Error::file(path))?;
    for folder in whole.ancestors().take(3) {
        if let Some(found) = marker_of(folder)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// What a folder says of itself, if it is a library; or what is wrong with how it says so.
fn marker_of(folder: &Path) -> Result<Option<Result<Marker, CheckedFinding>>, Error> {
    let path = folder.join(marker::MARKER);
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(&path).map_err(Error::file(&path))?;
    Ok(Some(marker::parse(&bytes).map_err(|detail| CheckedFinding {
        path: Some(path.display().to_string()),
        id: String::new(),
        severity: "error".to_owned(),
        code: "library-marker".to_owned(),
        line: None,
        message: format!("This does not describe a library: {detail}"),
    })))
}

/// What other people should not see. A secret or a listed word stops a library's CI; an address may be meant.
fn exposures(document: &Document, marker: Option<&Marker>) -> Vec<CheckedFinding> {
    checks::findings(&document.text, marker, &[])
        .into_iter()
        .filter(|found| found.excepted.is_none())
        .map(|found| {
            let (severity, code, what) = match found.category {
                FindingCategory::Secret => ("error", "secret", "This looks like a secret"),
                FindingCategory::Word => ("error", "listed-word", "The library lists this word"),
                FindingCategory::Personal => ("warning", "personal-data", "This may tell too much"),
            };
            let message = format!(
                "{what} ({}: {}): remove it, or allow it in fieldbook.toml as {}",
                found.rule, found.shown, found.fingerprint
            );
            document.found(severity, code, Some(found.line), message)
        })
        .collect()
}

fn report(documents: &[Document], strict: bool, known: &dyn Fn(&str) -> bool) -> CheckReport {
    let mut ids: BTreeMap<&str, u32> = BTreeMap::new();
    for document in documents {
        *ids.entry(document.reading.record.id.as_str()).or_default() += 1;
        for alias in &document.reading.record.aliases {
            ids.entry(alias).or_insert(1);
        }
    }
    let mut report = CheckReport {
        checked: u32::try_from(documents.len()).unwrap_or(u32::MAX),
        ..Default::default()
    };
    for document in documents {
        let mut findings: Vec<CheckedFinding> =
            document.reading.checks.iter().map(|check| finding(document, check, strict)).collect();
        findings.extend(identity(document, &ids));
        let resolves = |id: &str| {
            let bare = id.rsplit('/').next().unwrap_or(id);
            ids.contains_key(bare) || known(id)
        };
        findings.extend(dangling(document, &resolves));
        findings.extend(document.exposed.iter().cloned());
        findings.sort_by_key(|finding| finding.line);
        report.findings.append(&mut findings);
    }
    let count = |severity: &str| {
        let matching = report.findings.iter().filter(|finding| finding.severity == severity);
        u32::try_from(matching.count()).unwrap_or(u32::MAX)
    };
    (report.errors, report.warnings) = (count("error"), count("warning"));
    report
}

fn finding(document: &Document, check: &Check, strict: bool) -> CheckedFinding {
    let severity = match check.severity {
        Severity::Error => "error",
        _ if strict && check.blocks_publishing => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    document.found(severity, check.code.as_str(), check.line, check.message())
}

/// In a folder the file's name is the id, and one id is one record.
fn identity(document: &Document, ids: &BTreeMap<&str, u32>) -> Vec<CheckedFinding> {
    let id = document.reading.record.id.as_str();
    let field = document.reading.fields.iter().find(|field| field.path == "id");
    let line = field.map(|field| field.first_line);
    let error = |code: &str, message: String| document.found("error", code, line, message);
    let mut findings = Vec::new();
    if document.path.is_some() && id != document.id {
        let message =
            format!("The file is called {}.md, but its id is “{id}”: make them equal", document.id);
        findings.push(error("id-not-file-name", message));
    }
    if ids.get(id).is_some_and(|count| *count > 1) {
        findings.push(error("duplicate-id", format!("Another document has the id “{id}” too")));
    }
    findings
}

fn dangling(document: &Document, resolves: &dyn Fn(&str) -> bool) -> Vec<CheckedFinding> {
    let mut told = BTreeSet::new();
    record::links(&document.reading, &document.text)
        .into_iter()
        .filter(|link| !resolves(&link.to) && told.insert(link.to.clone()))
        .map(|link| {
            let message =
                format!("There is no record called “{}”: correct the link or remove it", link.to);
            document.found("warning", "dangling-link", link.line, message)
        })
        .collect()
}
