//! What may be asked: every command with its options, its help and an example.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::FalseyValueParser;
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use fieldbook_record::Kind;
use jiff::civil::Date;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "fieldbook",
    about = "Record, find and share what AI agents can and cannot do.",
    version = env!("CARGO_PKG_VERSION"),
    long_version = VERSIONS.as_str(),
    disable_version_flag = true,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "\
Exit status: 0 done; 1 the answer is “no” (nothing found, errors found, a stale base);
2 bad usage or input; 3 the environment failed (disk, lock, permissions) or the work was stopped.

Examples:
  fieldbook search \"migrate tests outcome:failed\"
  fieldbook show cs-airbnb-enzyme-to-rtl --brief
  fieldbook check --strict playbooks/"
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Print the versions of Fieldbook, SQLite and tantivy
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// What every command understands.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Folder of the store, instead of the platform's own
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "FIELDBOOK_DATA_DIR",
        hide_env_values = true
    )]
    pub(crate) data_dir: Option<PathBuf>,
    /// Leave an empty store empty instead of loading the starter library
    #[arg(
        long, global = true, env = "FIELDBOOK_EMPTY", hide_env_values = true,
        action = clap::ArgAction::SetTrue, value_parser = FalseyValueParser::new()
    )]
    pub(crate) empty: bool,
    /// Answer as one JSON document, or as JSON Lines where a command streams
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Count ages and verdicts from this day instead of today: 2026-11-24
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        env = "FIELDBOOK_TODAY",
        hide_env_values = true
    )]
    pub(crate) today: Option<Date>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find records; `-` reads one query a line from standard input
    #[command(after_help = "\
Examples:
  fieldbook search \"flaky tests\"
  fieldbook search \"task:migration outcome:failed\" --facets
  printf 'migration\\nproduction incident\\n' | fieldbook search - --limit 3

In a batch (`-`) every line of input gives one line of JSON.")]
    Search(Search),
    /// Show one record
    #[command(after_help = "\
Examples:
  fieldbook show cs-airbnb-enzyme-to-rtl
  fieldbook show starter/cf-mechanical-migration --brief
  fieldbook show cs-airbnb-enzyme-to-rtl --raw > copy.md")]
    Show(Show),
    /// List every record that a query finds, unranked
    #[command(after_help = "\
Examples:
  fieldbook list
  fieldbook list \"kind:finding\" --json")]
    List(List),
    /// Make a draft from the template of its kind
    #[command(after_help = "\
Examples:
  fieldbook new case-study --title \"Upgrade to Java 25 with an agent\"
  fieldbook new playbook --title \"Review generated migrations\" --edit")]
    New(New),
    /// Edit a record in $VISUAL or $EDITOR
    #[command(after_help = "\
The text is saved when the editor ends, unless somebody else saved meanwhile: then nothing is
overwritten and the file you edited is kept.

Example:
  EDITOR=nano fieldbook edit cs-upgrade-to-java-25")]
    Edit(Id),
    /// Save a text as the newest revision of a record
    #[command(after_help = "\
Examples:
  fieldbook save cs-upgrade-to-java-25 --file draft.md --base 3
  sed 's/open/succeeded/' draft.md | fieldbook save cs-upgrade-to-java-25 --file -

With --base, a save over a newer revision exits with 1 and overwrites nothing.")]
    Save(Save),
    /// List the revisions of a record, the newest first
    #[command(after_help = "\
Example:
  fieldbook history cs-upgrade-to-java-25")]
    History(Id),
    /// Make an old revision the newest one again
    #[command(after_help = "\
Example:
  fieldbook restore cs-upgrade-to-java-25 2")]
    Restore(Restore),
    /// Check files, folders or stored records
    #[command(after_help = "\
Files and folders are checked as one set and need no store: made for the CI of a shared library.
Without a path or id every stored record is checked. Exits with 1 when there are errors.

Examples:
  fieldbook check --strict playbooks/
  fieldbook check cs-upgrade-to-java-25 --json")]
    Check(Check),
    /// Import Markdown files and folders
    #[command(after_help = "\
A file's bytes become the record's text unchanged; importing again updates what changed. Ctrl-C
stops between two files: what was taken is kept and reported, and a second run goes on.
Exits with 1 when every file was skipped, with 3 when it was stopped.

Examples:
  fieldbook import notes/ --kind playbook
  fieldbook import awesome-agentic-patterns/patterns --format patterns --dry-run")]
    Import(Import),
    /// Write records into a folder
    #[command(after_help = "\
Example:
  fieldbook export ~/records \"kind:playbook ring:adopt\"")]
    Export(Export),
    /// Compute a finding's verdict and show its arithmetic
    #[command(after_help = "\
Example:
  fieldbook verdict cf-mechanical-migration")]
    Verdict(Id),
    /// Move a record to the trash
    #[command(after_help = "\
Example:
  fieldbook trash cs-upgrade-to-java-25")]
    Trash(Id),
    /// Take a record back out of the trash
    #[command(after_help = "\
Example:
  fieldbook untrash cs-upgrade-to-java-25")]
    Untrash(Id),
    /// Look at the health of the store and the index
    #[command(after_help = "\
Examples:
  fieldbook doctor
  fieldbook doctor --repair --json")]
    Doctor(Doctor),
    /// Throw the search index away and make it anew
    #[command(after_help = "\
Example:
  fieldbook rebuild-index")]
    RebuildIndex,
    /// Write a verified backup of the whole store
    #[command(after_help = "\
Example:
  fieldbook backup ~/fieldbook-backup.db")]
    Backup(BackupFile),
    /// Make the store what it was in a backup; what it is now is backed up first
    #[command(after_help = "\
Example:
  fieldbook restore-backup ~/fieldbook-backup.db")]
    RestoreBackup(BackupFile),
    /// Count records and say where they are kept
    #[command(after_help = "\
Example:
  fieldbook stats --json")]
    Stats,
    /// Print a completion script for a shell
    #[command(after_help = "\
Example:
  fieldbook completions bash > ~/.local/share/bash-completion/completions/fieldbook")]
    Completions(Completions),
}

/// `search`
#[derive(Debug, clap::Args)]
pub(crate) struct Search {
    /// Words and filters, such as `migration outcome:failed`; `-` reads queries from standard input
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: String,
    /// More words of the query
    #[arg(value_name = "WORD", hide = true)]
    pub(crate) more: Vec<String>,
    /// Most records to answer, up to 200
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(0..=200))]
    pub(crate) limit: u32,
    /// How many of the best to leave out
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: u32,
    /// Only records of this kind: case-study, playbook, finding
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<Kind>,
    /// Also count the values that one could filter by
    #[arg(long)]
    pub(crate) facets: bool,
    /// Also say how the query was understood
    #[arg(long)]
    pub(crate) explain: bool,
}

/// `show`
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) id: Id,
    /// Print the stored text, byte for byte
    #[arg(long, conflicts_with_all = ["html", "brief", "json"])]
    pub(crate) raw: bool,
    /// Print the body as safe HTML
    #[arg(long, conflicts_with_all = ["brief", "json"])]
    pub(crate) html: bool,
    /// Print the page without its prose: outcome or verdict, numbers, caveats, links
    #[arg(long)]
    pub(crate) brief: bool,
}

/// `list`
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// Words and filters; everything when left out
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
}

/// `new`
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// What to make: case-study, playbook, finding
    #[arg(value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Kind,
    /// Its title
    #[arg(long, value_name = "TITLE", default_value = "Untitled")]
    pub(crate) title: String,
    /// Open it in the editor at once
    #[arg(long)]
    pub(crate) edit: bool,
}

/// A record by name.
#[derive(Debug, clap::Args)]
pub(crate) struct Id {
    /// An id, `<library>/<id>`, a former id, or the first four or more characters of an id
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

/// `save`
#[derive(Debug, clap::Args)]
pub(crate) struct Save {
    #[command(flatten)]
    pub(crate) id: Id,
    /// The file with the whole text; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The revision that the text started from; without it whatever is there is replaced
    #[arg(long, value_name = "REV")]
    pub(crate) base: Option<u32>,
    /// A name for the revision
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// `restore`
#[derive(Debug, clap::Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) id: Id,
    /// The revision to bring back
    #[arg(value_name = "REV")]
    pub(crate) revision: u32,
    /// The newest revision you have seen; without it whatever is there is replaced
    #[arg(long, value_name = "REV")]
    pub(crate) base: Option<u32>,
}

/// `check`
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Files, folders or ids; every stored record when left out
    #[arg(value_name = "PATH|ID")]
    pub(crate) what: Vec<String>,
    /// Count whatever blocks publishing as an error, drafts included
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

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_word(word).ok_or_else(|| "use case-study, playbook or finding".to_owned())
}

/// The versions of everything that reads or writes a store.
static VERSIONS: LazyLock<String> = LazyLock::new(|| {
    let engines = fieldbook_library::engines();
    format!("{}\nSQLite {}\ntantivy {}", env!("CARGO_PKG_VERSION"), engines.sqlite, engines.tantivy)
});
