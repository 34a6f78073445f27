//! A folder with a store of its own, and the program run in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The day on which these tests count ages: that of the findings' vectors.
pub(crate) const TODAY: &str = "2026-11-23";

/// A world without anything of the one around it.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    empty: bool,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) bytes: Vec<u8>,
}

impl World {
    /// A store with the starter library.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder"), empty: false }
    }

    /// A store with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { empty: true, ..Self::new() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        let mut file = std::fs::File::create(&path).expect("a file");
        file.write_all(text.as_ref()).expect("room for it");
        path
    }

    #[expect(clippy::disallowed_methods, reason = "the program under test is a process")]
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("TMPDIR", self.folder.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("FIELDBOOK_DATA_DIR", self.data())
            .env("FIELDBOOK_TODAY", TODAY)
            .stdin(Stdio::null());
        if self.empty {
            command.env("FIELDBOOK_EMPTY", "1");
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::from(self.command(args).output().expect("the program starts"))
    }

    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin.write_all(input.as_bytes()).expect("the program reads");
        drop(stdin);
        Ran::from(child.wait_with_output().expect("the program ends"))
    }

    /// Runs with `--json` and expects status 0 and one document.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let ran = self.run(&args);
        assert_eq!(ran.status, 0, "{args:?}: {}", ran.err);
        ran.json()
    }

    /// A text with everything that differs from run to run replaced.
    pub(crate) fn normal(&self, text: &str) -> String {
        let text = text.replace(&self.folder.path().display().to_string(), "[FOLDER]");
        let lines = text.lines().map(|line| match line.rsplit_once(" · ") {
            Some((before, time)) if time.ends_with(" ms") => format!("{before} · [TIME]"),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.out.lines().count(), 1, "one document: {}", self.out);
        serde_json::from_str(&self.out).expect("JSON")
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("no signal"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            bytes: output.stdout,
        }
    }
}

/// The shared corpora, if they are here.
pub(crate) fn shared(inside: &str) -> Option<PathBuf> {
    let root = std::env::var_os("FIELDBOOK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
        PathBuf::from,
    );
    let found = root.join(inside);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: {} is not here", found.display());
    None
}

/// The keys of an object, sorted.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().unwrap_or_else(|| panic!("an object: {value}"));
    object.keys().map(String::as_str).collect()
}
