//! How a command ends: the four exit statuses, and what went wrong in words and in JSON.
//!
//! What went wrong stands on standard error as `error:` and, where something can be done, `hint:`.
//! With `--json` standard output also gets one document, `{"error": {"code", "message", "args"}}`,
//! so that a script reads one stream only.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;

use fieldbook_api::ApiError;
use fieldbook_library::{Error, Refusal};
use serde_json::json;

use crate::output::{self, Output};

const NO_GIT: &str = "install git; everything but sharing works without it";

/// How a range of commits is written.
pub(crate) const RANGE: &str = "a range is written as `main..feature` or `v1..HEAD`";

/// The four exit statuses of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done.
    Done = 0,
    /// The answer is “no”.
    No = 1,
    /// Bad usage or input.
    Usage = 2,
    /// The environment failed, or the work was stopped.
    Environment = 3,
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) struct Failure {
    status: Status,
    code: String,
    message: String,
    args: BTreeMap<String, String>,
    hint: Option<String>,
}

impl Failure {
    pub(crate) fn new(status: Status, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.into(),
            args: BTreeMap::new(),
            hint: None,
        }
    }

    pub(crate) fn usage(code: &str, message: impl Into<String>) -> Self {
        Self::new(Status::Usage, code, message)
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "values and references read alike in a chain"
    )]
    pub(crate) fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// A file that a person named could not be read or written.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        let status = match error.kind() {
            ErrorKind::NotFound | ErrorKind::IsADirectory | ErrorKind::NotADirectory => {
                Status::Usage
            }
            _ => Status::Environment,
        };
        Self::new(status, "file", format!("{}: {}", path.display(), reason(error)))
            .arg("path", path.display())
            .arg("reason", reason(error))
    }

    /// Says that a format of the contract comes with a later version.
    pub(crate) fn not_yet(what: &str) -> Self {
        Self::usage("not-yet", format!("{what} is not there yet")).arg("what", what)
    }

    /// A remote that did not do what was wished.
    pub(crate) fn refused(refusal: &Refusal, compare_url: Option<&str>) -> Self {
        let hint = match refusal {
            Refusal::NeedsCredentials => "let git itself sign in once: `git ls-remote ADDRESS`",
            Refusal::NotFound => "check the address, and whether you may see what is there",
            Refusal::Unreachable => "everything here goes on without it; try again when it answers",
            Refusal::Empty | Refusal::NotALibrary => "--create makes it a library",
            Refusal::BadMarker { .. } => "somebody who may write to the library puts it right",
            Refusal::TooLarge => {
                "a library holds records only; its owners keep other files elsewhere"
            }
            Refusal::Damaged => "tell the owners of the library; `git fsck` there says more",
            Refusal::AnotherLibrary { .. } => "add the other library under a name of its own",
            Refusal::Rewritten => "ask its owners why before you go on",
            Refusal::MovedOn => "pull, look at what changed, and try again",
            Refusal::Protected { .. } => "publish with --review, or merge on the host's own page",
            Refusal::NoGit => NO_GIT,
            Refusal::Stopped => "nothing was changed here; the same command begins again",
        };
        let status = match refusal {
            Refusal::Empty
            | Refusal::NotALibrary
            | Refusal::MovedOn
            | Refusal::AnotherLibrary { .. } => Status::No,
            _ => Status::Environment,
        };
        let failure = Self::new(status, refusal.code(), refusal.message());
        let failure = match compare_url {
            Some(url) => failure
                .arg("compare_url", url)
                .hint(format!("merge it on the host's own page: {url}")),
            None => failure,
        };
        if failure.hint.is_some() { failure } else { failure.hint(hint) }
    }

    fn is_quiet(&self) -> bool {
        self.status == Status::Done
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Error::File { path, source } = &error {
            return Self::file(path, source);
        }
        let ApiError { code, message, args } = error.into();
        let hint = hint_for(&code, &args);
        Self { status: status_of(&code), code, message, args, hint }
    }
}

/// Only writing to standard output gives a bare I/O error.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        // `fieldbook list | head` has what it wanted: the reader left, and that is no error.
        let status = match error.kind() {
            ErrorKind::BrokenPipe => Status::Done,
            _ => Status::Environment,
        };
        Self::new(status, "output", format!("standard output: {}", reason(&error)))
    }
}

/// Ends the program.
pub(crate) fn exit(result: Result<Status, Failure>, output: &mut Output) -> ExitCode {
    let result = result.and_then(|status| {
        output.flush()?;
        Ok(status)
    });
    let failure = match result {
        Ok(status) => return ExitCode::from(status as u8),
        Err(failure) => failure,
    };
    if failure.is_quiet() {
        return ExitCode::from(Status::Done as u8);
    }
    let mut lines = format!("error: {}\n", output::clean(&failure.message));
    if let Some(hint) = &failure.hint {
        lines.push_str(&format!("hint: {}\n", output::clean(hint)));
    }
    // Nothing is left to be told when even standard error is gone.
    let _ = std::io::stderr().write_all(lines.as_bytes());
    if output.is_json() {
        let document = json!({ "error": { "code": failure.code, "message": failure.message, "args": failure.args } });
        let _ = output.document(&document).and_then(|()| output.flush());
    }
    ExitCode::from(failure.status as u8)
}

/// Ends the program after a command line that could not be understood, or after `--help`.
pub(crate) fn exit_from_usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::from(Status::Done as u8);
    }
    let _ = error.print();
    if std::env::args_os().any(|argument| argument == "--json") {
        let text = error.to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let document = json!({ "error": { "code": "usage", "message": message, "args": {} } });
        let mut output = Output::new(true);
        let _ = output.document(&document).and_then(|()| output.flush());
    }
    ExitCode::from(Status::Usage as u8)
}

/// What the system said, without Rust's “(os error 2)”.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" (os error").next().unwrap_or_default();
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn status_of(code: &str) -> Status {
    match code {
        "not-found" | "not-open" => Status::No,
        "ambiguous"
        | "bad-id"
        | "exists"
        | "too-large"
        | "bad-outcome"
        | "bad-date"
        | "no-verdict"
        | "front-matter-broken"
        | "edit-refused"
        | "front-matter-too-large"
        | "not-an-image"
        | "bad-backup"
        | "not-fieldbook"
        | "bad-url"
        | "no-repository"
        | "no-range" => Status::Usage,
        _ => Status::Environment,
    }
}

fn hint_for(code: &str, args: &BTreeMap<String, String>) -> Option<String> {
    let hint = match code {
        "not-found" => {
            let id = args.get("id").map_or("", String::as_str);
            format!("`fieldbook search {id}` looks for it; ids may be shortened to four characters")
        }
        "ambiguous" => "write more of the id, or `<library>/<id>`".to_owned(),
        "not-open" => "`fieldbook edit` changes an attempt that has ended".to_owned(),
        "bad-outcome" => "succeeded, mixed, failed, abandoned or inconclusive".to_owned(),
        "no-git" => NO_GIT.to_owned(),
        "no-repository" => "--repo names a folder inside a git repository".to_owned(),
        "no-range" => RANGE.to_owned(),
        "no-library" => "`fieldbook library list` lists those there are".to_owned(),
        "exists" => "give the record another id".to_owned(),
        "disk-full" => "free some space; nothing that was saved is lost".to_owned(),
        "busy" => "another process is writing; try again in a moment".to_owned(),
        "in-use" => "close the app and other commands, then try again".to_owned(),
        "read-only" => {
            "the store can be read and exported; check the permissions of its folder".to_owned()
        }
        "newer-schema" => "a newer Fieldbook wrote this store: update this one".to_owned(),
        "damaged" => "`fieldbook doctor --repair` puts right what can be put right".to_owned(),
        "bad-backup" => "choose another backup; nothing was changed".to_owned(),
        "network-file-system" => "choose a folder on this computer with --data-dir".to_owned(),
        "index" => {
            "`fieldbook rebuild-index` makes the index anew; no record is in danger".to_owned()
        }
        _ => return None,
    };
    Some(hint)
}
