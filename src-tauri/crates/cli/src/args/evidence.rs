//! What the commands on evidence ask for.

use std::path::PathBuf;

use clap::ValueEnum;

/// `answer`
#[derive(Debug, clap::Args)]
pub(crate) struct Answer {
    /// What one is about to try, in words or as a query
    #[arg(value_name = "TASK", allow_hyphen_values = true)]
    pub(crate) task: String,
    /// More words
    #[arg(value_name = "WORD", hide = true)]
    pub(crate) more: Vec<String>,
}

/// `map`
#[derive(Debug, clap::Args)]
pub(crate) struct Map {
    /// What the columns are
    #[arg(long, value_enum, value_name = "BY", default_value = "agent")]
    pub(crate) by: By,
    /// Which records count, in the query language
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
    /// Write it as CSV
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

/// What the columns of the map are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// One column for everything
    All,
    /// A column an agent
    Agent,
    /// A column a model
    Model,
}

/// `log`
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("who_checked").args(["supervised", "unsupervised"]))]
pub(crate) struct Log {
    /// What was tried, or will be
    #[arg(value_name = "TITLE")]
    pub(crate) title: String,
    /// Task type
    #[arg(long, value_name = "T")]
    pub(crate) task: Option<String>,
    /// Agent; as last time when left out
    #[arg(long, value_name = "A")]
    pub(crate) agent: Option<String>,
    /// Model; as last time, with the agent, when left out
    #[arg(long, value_name = "M")]
    pub(crate) model: Option<String>,
    /// How it ended: succeeded, mixed, failed, abandoned, inconclusive
    #[arg(long, value_name = "O", conflicts_with = "open")]
    pub(crate) outcome: Option<String>,
    /// A person checked
    #[arg(long)]
    pub(crate) supervised: bool,
    /// Nobody checked
    #[arg(long)]
    pub(crate) unsupervised: bool,
    /// Minutes of your own
    #[arg(long, value_name = "N", conflicts_with = "open")]
    pub(crate) minutes: Option<f64>,
    /// One line; what failed, if anything did
    #[arg(long, value_name = "N", conflicts_with = "open")]
    pub(crate) note: Option<String>,
    /// The playbook or finding that was tried
    #[arg(long, value_name = "ID")]
    pub(crate) applies: Option<String>,
    /// Whose experience it is: a team or an organisation
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: Option<String>,
    /// Register it before the outcome is known
    #[arg(long)]
    pub(crate) open: bool,
    /// The day to ask on; in two weeks when left out
    #[arg(long, value_name = "DATE", requires = "open")]
    pub(crate) due: Option<String>,
    /// What is hoped for
    #[arg(long, value_name = "TEXT", requires = "open")]
    pub(crate) expect: Option<String>,
}

/// `close`
#[derive(Debug, clap::Args)]
pub(crate) struct Close {
    #[command(flatten)]
    pub(crate) id: super::Id,
    /// How it ended: succeeded, mixed, failed, abandoned, inconclusive
    #[arg(long, value_name = "O")]
    pub(crate) outcome: String,
    /// One line; what failed, if anything did
    #[arg(long, value_name = "N")]
    pub(crate) note: Option<String>,
}

/// Where `new` finds the history of the work.
#[derive(Debug, clap::Args)]
pub(crate) struct FromGit {
    /// Fill a case study from these commits, such as `main..feature`
    #[arg(long, value_name = "RANGE", requires = "repo")]
    pub(crate) from_git: Option<String>,
    /// The repository of those commits
    #[arg(long, value_name = "DIR", requires = "from_git")]
    pub(crate) repo: Option<PathBuf>,
}
