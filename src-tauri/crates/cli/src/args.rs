//! What may be asked: every command with its options, its help and an example.

mod evidence;
mod folders;
mod records;
mod sharing;

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::FalseyValueParser;
use clap::{Parser, Subcommand};
use fieldbook_record::Kind;
use jiff::civil::Date;

pub(crate) use evidence::{Answer, By, Close, FromGit, Log, Map};
pub(crate) use folders::{
    BackupFile, Check, Completions, Doctor, Export, ExportFormat, Import, ImportFormat,
};
pub(crate) use records::{Id, List, New, Restore, Save, Search, Show};
pub(crate) use sharing::{
    InLibrary, Libraries, LibraryCommand, Proposal, Publish, Pull, Resolve, Review, ReviewCommand,
    Side, part_and_file,
};

/// The query language is explained where queries are typed, from the same table as in the app.
static SEARCH_HELP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "\
Examples:
  fieldbook search \"flaky tests\"
  fieldbook search \"task:migration outcome:failed\" --facets
  printf 'migration\\nproduction incident\\n' | fieldbook search - --limit 3

In a batch (`-`) every line of input gives one line of JSON.

A query is words and filters; whatever does not read as a filter is searched as words:
{}",
        fieldbook_library::query_help()
    )
});

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
    #[command(after_help = SEARCH_HELP.as_str())]
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
  fieldbook new playbook --title \"Review generated migrations\" --edit
  fieldbook new case-study --from-git main..feature --repo ~/src/billing

From git come days, counts and agents' trailers; authors are a number, never names.")]
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
Files and folders are checked as one set and need no store: made for the CI of a shared library. Of a
folder with a fieldbook.toml only the records are checked.
Without a path or id every stored record is checked. Exits with 1 when there are errors.

Examples:
  fieldbook check --strict playbooks/
  fieldbook check cs-upgrade-to-java-25 --json")]
    Check(Check),
    /// Import Markdown files and folders
    #[command(after_help = "\
A file's bytes become the record's text unchanged; importing again updates what changed. What was
edited here and in the file is merged; where both edited the same, both stay and are named. Ctrl-C
stops between two files: what was taken is kept and reported, and a second run goes on.
Exits with 1 when every file was skipped, with 3 when it was stopped.

Examples:
  fieldbook import notes/ --kind playbook
  fieldbook import awesome-agentic-patterns/patterns --format patterns --dry-run")]
    Import(Import),
    /// Write records into a folder
    #[command(after_help = "\
A file that somebody edited in the folder is kept and named, with exit status 1: import it first.

Example:
  fieldbook export ~/records \"kind:playbook ring:adopt\"")]
    Export(Export),
    /// Compute a finding's verdict and show its arithmetic
    #[command(after_help = "\
Example:
  fieldbook verdict cf-mechanical-migration")]
    Verdict(Id),
    /// Say what is known about something one is about to try
    #[command(after_help = "\
Exits with 1 when nobody is known to have tried. Filters for outcome and model are left out: nobody
can filter a failure out of the answer.

Examples:
  fieldbook answer \"migrate test files to another library\"
  fieldbook answer task:migration --json")]
    Answer(Answer),
    /// Draw the capability map: task types by agents, by models, or all
    #[command(after_help = "\
Examples:
  fieldbook map
  fieldbook map --by model \"age:<12m\"
  fieldbook map --by all --csv > map.csv")]
    Map(Map),
    /// Log an attempt, or register one before its outcome is known
    #[command(after_help = "\
Examples:
  fieldbook log \"Move 40 cron jobs\" --task migration --outcome failed --note \"Two lost their retries\"
  fieldbook log \"Contract tests for the ledger\" --open --due 2026-12-07 --expect \"200 tests kept\"
  fieldbook log \"Our migration\" --outcome succeeded --supervised --applies pb-migrations-as-pipelines")]
    Log(Log),
    /// Close an open attempt
    #[command(after_help = "\
Example:
  fieldbook close cs-contract-tests-for-the-ledger --outcome mixed --note \"60 of 200 kept\"")]
    Close(Close),
    /// List what needs a person
    #[command(after_help = "\
Example:
  fieldbook inbox --json")]
    Inbox,
    /// Add, list or remove shared libraries
    #[command(after_help = "\
Examples:
  fieldbook library add practice git@git.example.org:team/practice.git
  fieldbook library list")]
    Library(Libraries),
    /// Take in what is new in shared libraries
    #[command(after_help = "\
A plan that withdraws, shrinks or conflicts is shown and not carried out, with exit status 1, until
it is asked for with --yes. Where conflicts came, the status is 1 with --yes too: `fieldbook resolve`
decides them, and until then what is here stays. Nothing is deleted because it is missing over there.
Ctrl-C stops it with nothing half done.

Examples:
  fieldbook pull
  fieldbook pull practice --dry-run --json")]
    Pull(Pull),
    /// Publish records to a shared library, or propose them for review
    #[command(after_help = "\
Secrets, personal data, words of the library's list and missing fields stop it, with exit status 1.

Examples:
  fieldbook publish pb-small-batches --library practice --dry-run
  fieldbook publish pb-small-batches --library practice --review
  fieldbook publish cs-a --library practice --except 1f0c22aa=\"a public address\"")]
    Publish(Publish),
    /// List and decide about proposals
    #[command(after_help = "\
Examples:
  fieldbook review list
  fieldbook review approve pb-small-batches-1")]
    Review(Review),
    /// Decide what a pull could not merge
    #[command(after_help = "\
Shows each part that both sides changed as it was agreed, as it is here, as it is there, and as it
will be. Exit status 1 while something is to be decided. Both versions stay as revisions.

Examples:
  fieldbook resolve
  fieldbook resolve pb-small-batches --dry-run
  fieldbook resolve pb-small-batches --choose title=theirs --choose Problem=both --rest mine")]
    Resolve(Resolve),
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

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_word(word).ok_or_else(|| "use case-study, playbook or finding".to_owned())
}

/// The versions of everything that reads or writes a store.
static VERSIONS: LazyLock<String> = LazyLock::new(|| {
    let engines = fieldbook_library::engines();
    format!("{}\nSQLite {}\ntantivy {}", env!("CARGO_PKG_VERSION"), engines.sqlite, engines.tantivy)
});
