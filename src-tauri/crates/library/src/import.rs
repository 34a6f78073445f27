//! Taking Markdown files in: plain folders and the agentic-patterns catalogue.
//!
//! A file's bytes become the record's text unchanged, unless both were edited since: then their
//! edits are merged. Files are read one by one and saved in batches of one transaction each, so
//! that 100,000 of them need little memory, a stop loses nothing that was reported, and a second
//! run finds the finished ones unchanged.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use fieldbook_record::{self as record, Format, Kind};
use fieldbook_store::{Base, OperationId, Saved, Write};
use serde::Serialize;

use crate::documents::{self, Key};
use crate::editing::DOCUMENT_LIMIT;
use crate::in_step::Brought;
use crate::{Error, Library, PERSONAL};

/// How many files make one transaction.
const BATCH: usize = 200;

/// How files are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImportFormat {
    /// Each file as its front matter suggests.
    #[default]
    Auto,
    /// As Fieldbook documents or plain Markdown.
    Markdown,
    /// As files of the agentic-patterns catalogue.
    Patterns,
}

/// What to import, and how.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// How files are to be read.
    pub format: ImportFormat,
    /// The kind of files that do not state one; a playbook unless said otherwise.
    pub kind: Option<Kind>,
    /// The library that takes them; the personal one unless said otherwise.
    pub library: Option<String>,
    /// Whether only to say what would happen.
    pub dry_run: bool,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportReport {
    /// Files looked at.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub seen: u64,
    /// New records.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub imported: u64,
    /// Records that got a new revision.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub updated: u64,
    /// Records whose text is already this.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub unchanged: u64,
    /// Files that were not taken, with the reason.
    pub skipped: Vec<SkippedFile>,
    /// Microseconds it took.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub took_us: u64,
}

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SkippedFile {
    /// Its path.
    pub path: String,
    /// Stable code of the reason, such as `not-utf8`.
    pub code: String,
    /// The reason in English.
    pub message: String,
}

impl Library {
    /// Imports files and folders. `progress` hears the number of files done and says whether to
    /// go on.
    ///
    /// # Errors
    /// [`Error::File`] when a path named by the caller cannot be read; the store's errors.
    /// A file inside a folder that cannot be taken is a row of the report instead.
    pub fn import(
        &self,
        paths: &[PathBuf],
        options: &ImportOptions,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<ImportReport, Error> {
        let started = Instant::now();
        let mut files = Vec::new();
        for path in paths {
            collect(path, &mut files)?;
        }
        let operation = match options.dry_run {
            true => None,
            false => {
                let import = self.store.begin_import(
                    files.len() as u64,
                    "import",
                    None,
                    self.clock.now(),
                )?;
                Some(import.operation)
            }
        };
        let mut run = Run::new(self, options, operation);
        for path in &files {
            run.take(path)?;
            if !progress(run.report.seen) {
                break;
            }
        }
        run.flush()?;
        let mut report = run.report;
        report.took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.changed();
        Ok(report)
    }
}

/// One import under way.
struct Run<'a> {
    library: &'a Library,
    options: &'a ImportOptions,
    target: &'a str,
    /// Groups all batches, so that the import can be undone as one.
    operation: Option<OperationId>,
    waiting: Vec<Waiting>,
    /// Which file gave which id, to name both when two would become one record.
    taken: HashMap<String, PathBuf>,
    report: ImportReport,
}

/// A file that was read and not yet saved.
struct Waiting {
    path: PathBuf,
    key: Key,
    kind: Kind,
    format: Format,
    text: String,
}

impl<'a> Run<'a> {
    fn new(
        library: &'a Library,
        options: &'a ImportOptions,
        operation: Option<OperationId>,
    ) -> Self {
        let target = options.library.as_deref().unwrap_or(PERSONAL);
        let report = ImportReport::default();
        Self {
            library,
            options,
            target,
            operation,
            waiting: Vec::new(),
            taken: HashMap::new(),
            report,
        }
    }

    fn take(&mut self, path: &Path) -> Result<(), Error> {
        self.report.seen += 1;
        match self.read(path) {
            Ok(waiting) => self.waiting.push(waiting),
            Err((code, message)) => self.report.skipped.push(SkippedFile {
                path: path.display().to_string(),
                code: code.to_owned(),
                message,
            }),
        }
        if self.waiting.len() >= BATCH {
            self.flush()?;
        }
        Ok(())
    }

    fn read(&mut self, path: &Path) -> Result<Waiting, (&'static str, String)> {
        let is_markdown = path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
        });
        if !is_markdown {
            return Err(("not-markdown", "only .md and .markdown files are imported".to_owned()));
        }
        let unreadable = |error: std::io::Error| ("unreadable", error.to_string());
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if size > DOCUMENT_LIMIT as u64 {
            return Err(("too-large", format!("{size} bytes; the limit is {DOCUMENT_LIMIT}")));
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            ("not-utf8", format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))
        })?;
        let format = match self.options.format {
            ImportFormat::Auto => Format::detect(&text),
            ImportFormat::Patterns => Format::Pattern,
            ImportFormat::Markdown => match Format::detect(&text) {
                Format::Fieldbook => Format::Fieldbook,
                Format::Pattern | Format::Markdown => Format::Markdown,
            },
        };
        if format == Format::Pattern && path.file_stem().is_some_and(|stem| stem == "TEMPLATE") {
            return Err(("template", "the catalogue's template is not a pattern".to_owned()));
        }
        let kind = self.options.kind.unwrap_or(Kind::Playbook);
        let (id, kind) = self.identify(path, &text, format, kind);
        if let Some(other) = self.taken.insert(id.clone(), path.to_path_buf())
            && other != path
        {
            let message = format!("{} already became “{id}”", other.display());
            self.taken.insert(id, other);
            return Err(("duplicate-id", message));
        }
        let key = Key { library: self.target.to_owned(), id };
        Ok(Waiting { path: path.to_path_buf(), key, kind, format, text })
    }

    /// Decides the id (stated, else the file's name, else a slug of it) and the kind.
    fn identify(&self, path: &Path, text: &str, format: Format, kind: Kind) -> (String, Kind) {
        let stem =
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if format == Format::Fieldbook {
            let mut context = record::Context::new("", self.library.clock.today());
            context.kind = self.options.kind;
            let stated = record::read(text, &context).record;
            let id =
                if record::is_valid_id(&stated.id) { stated.id } else { legal(&stem, stated.kind) };
            return (id, stated.kind);
        }
        (legal(&stem, kind), kind)
    }

    fn flush(&mut self) -> Result<(), Error> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut brought: Vec<(&Waiting, Option<String>)> = Vec::with_capacity(waiting.len());
        for file in &waiting {
            match self.library.brought(&file.key, &file.text)? {
                Brought::Nothing => self.report.unchanged += 1,
                Brought::Itself => brought.push((file, None)),
                Brought::Merged(text) => brought.push((file, Some(text))),
                Brought::Apart => self.report.skipped.push(SkippedFile {
                    path: file.path.display().to_string(),
                    code: "edited-apart".to_owned(),
                    message: "the same was edited here and in the file: both stay as they are \
                              until one of them is made like the other"
                        .to_owned(),
                }),
            }
        }
        if self.options.dry_run {
            for (file, _) in &brought {
                match self.library.store.document(self.target, &file.key.id)? {
                    None => self.report.imported += 1,
                    Some(_) => self.report.updated += 1,
                }
            }
            return Ok(());
        }
        // Of two texts that were merged, the file's becomes a revision too: an export knows it then.
        let merged = brought.iter().filter_map(|(file, text)| Some((*file, text.as_deref()?)));
        let writes: Vec<Write<'_>> = brought
            .iter()
            .map(|(file, _)| (*file, file.text.as_str()))
            .chain(merged)
            .map(|(file, text)| self.write(file, text))
            .collect();
        let saved = self.library.store.save_batch(self.operation, &writes)?;
        for saved in saved.into_iter().take(brought.len()) {
            match saved {
                Saved::Created { .. } => self.report.imported += 1,
                Saved::Updated { .. } => self.report.updated += 1,
                Saved::Unchanged { .. } | Saved::Stale { .. } | Saved::Exists { .. } => {
                    self.report.unchanged += 1;
                }
            }
        }
        Ok(())
    }

    fn write<'w>(&self, file: &'w Waiting, text: &'w str) -> Write<'w> {
        let reading = self.library.read(&file.key, file.kind, file.format, text);
        Write {
            base: Base::Any,
            actor: "import",
            now: self.library.clock.now(),
            ..documents::write(&file.key, file.format, text, &reading)
        }
    }
}

/// Returns the file's name as an id: itself where legal, a slug of it otherwise.
fn legal(stem: &str, kind: Kind) -> String {
    if record::is_valid_id(stem) { stem.to_owned() } else { record::slug(kind, stem) }
}

/// Lists the files under a path in a fixed order; hidden files and folders are passed over.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if !path.is_dir() {
        std::fs::metadata(path).map_err(Error::file(path))?;
        files.push(path.to_path_buf());
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(Error::file(path))?;
    let mut inside: Vec<PathBuf> =
        entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    inside.sort();
    for entry in inside {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // A link out of the folder could name anything on this computer: it is not followed.
        if hidden || entry.is_symlink() {
            continue;
        }
        collect(&entry, files)?;
    }
    Ok(())
}
