//! What the commands on records ask for.

use std::path::PathBuf;

use fieldbook_record::Kind;

use super::kind;

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
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// Open it in the editor at once
    #[arg(long)]
    pub(crate) edit: bool,
    #[command(flatten)]
    pub(crate) git: super::FromGit,
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
