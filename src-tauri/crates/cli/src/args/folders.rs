//! What the commands on files, folders and the whole store ask for.

use std::path::PathBuf;

use clap::ValueEnum;
use clap_complete::Shell;
use fieldbook_record::Kind;

use super::kind;

/// `check`
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Files, folders or ids; every stored record when left out
    #[arg(value_name = "PATH|ID")]
    pub(crate) what: Vec<String>,
    /// Count whatever blocks publishing as an error, drafts included, and look for secrets and personal data
    #[arg(long)]
    pub(crate) strict: bool,
}

/// `import`
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// Files and folders
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How to read them
    #[arg(long, value_enum, default_value_t = ImportFormat::Auto)]
    pub(crate) format: ImportFormat,
    /// The kind of files that state none; a playbook unless said otherwise
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<Kind>,
    /// Only say what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The library that takes them; `personal` unless said otherwise
    #[arg(long, value_name = "LIBRARY")]
    pub(crate) library: Option<String>,
}

/// How files to import are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Each file as its front matter suggests
    Auto,
    /// Fieldbook documents and plain Markdown
    Markdown,
    /// Files of the agentic-patterns catalogue
    Patterns,
    /// Promised by the contract; answers “not yet”
    #[value(hide = true)]
    Atrb,
    /// Promised by the contract; answers “not yet”
    #[value(hide = true)]
    Madr,
    /// Promised by the contract; answers “not yet”
    #[value(hide = true)]
    Skill,
}

/// `export`
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// The folder to write into
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Which records; everything when left out
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = ExportFormat::Markdown)]
    pub(crate) format: ExportFormat,
}

/// What an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// `<kind folder>/<id>.md`, byte for byte
    Markdown,
    /// Promised by the contract; answers “not yet”
    #[value(hide = true)]
    Site,
    /// Promised by the contract; answers “not yet”
    #[value(hide = true)]
    Csv,
    /// Promised by the contract; answers “not yet”
    #[value(hide = true)]
    Json,
}

/// `doctor`
#[derive(Debug, clap::Args)]
pub(crate) struct Doctor {
    /// Put right what can be put right: a damaged store from its backup, a damaged index anew
    #[arg(long)]
    pub(crate) repair: bool,
}

/// `backup` and `restore-backup`
#[derive(Debug, clap::Args)]
pub(crate) struct BackupFile {
    /// The backup
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// `completions`
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}
