//! Facts about a piece of work, read from the history of somebody's own repository; nothing is changed.

use std::path::Path;

use crate::error::GitError;
use crate::git::{Git, Limits};

/// What the commits of a range tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RangeFacts {
    /// How many commits, merges left out.
    pub commits: u32,
    /// How many different authors, by address. Who they are is not told.
    pub authors: u32,
    /// The first commit by the history's order.
    pub first: Option<CommitFact>,
    /// The last one.
    pub last: Option<CommitFact>,
    /// Files that were touched.
    pub files: u32,
    /// Lines added.
    pub added: u64,
    /// Lines removed.
    pub removed: u64,
    /// Commits that take another one back.
    pub reverts: u32,
    /// Agents that trailers such as `Co-authored-by` name, each once, in the order of first mention.
    pub agents: Vec<String>,
    /// Commits that name an agent.
    pub with_agent: u32,
}

/// One end of the range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitFact {
    /// The commit's name.
    pub oid: String,
    /// Seconds since 1970, by its author's clock.
    pub at: i64,
    /// The first line of its message.
    pub subject: String,
}

/// Words in a trailer's name or address by which an agent is known.
const AGENTS: &[(&str, &str)] = &[
    ("claude", "Claude"),
    ("anthropic", "Claude"),
    ("copilot", "GitHub Copilot"),
    ("codex", "Codex"),
    ("openai", "Codex"),
    ("cursor", "Cursor"),
    ("gemini", "Gemini"),
    ("jules", "Jules"),
    ("kiro", "Kiro"),
    ("amazon q", "Amazon Q"),
    ("devin", "Devin"),
    ("aider", "Aider"),
    ("windsurf", "Windsurf"),
    ("opencode", "OpenCode"),
];

/// The trailers in which agents are named.
const TRAILERS: &[&str] =
    &["co-authored-by", "generated-by", "assisted-by", "agent", "ai-assisted-by"];

/// Reads the commits of `range` (such as `main..feature` or `v1..HEAD`) of the repository around `repo`.
///
/// # Errors
/// [`GitError::NoRepository`] and [`GitError::NoRange`] for what is not there; [`GitError::Failed`] with git's words
/// for anything else.
pub fn range_facts(repo: &Path, range: &str) -> Result<RangeFacts, GitError> {
    // The system's word for a folder that is not there is the one for a missing git.
    if !repo.is_dir() {
        return Err(GitError::NoRepository { path: repo.to_owned() });
    }
    let git = Git::beside(repo, Limits::default());
    let out = git.run(&[
        "log",
        "--no-merges",
        "--topo-order",
        "--reverse",
        "--no-show-signature",
        "--no-notes",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        "--numstat",
        "--format=%x1e%H%x1f%at%x1f%ae%x1f%B%x1f",
        "--end-of-options",
        range,
        "--",
    ]);
    let out = out.map_err(|error| explained(error, repo, range))?;
    Ok(facts(&String::from_utf8_lossy(&out)))
}

/// Sorts git's words: our git speaks English.
fn explained(error: GitError, repo: &Path, range: &str) -> GitError {
    let GitError::Failed { words, .. } = &error else { return error };
    let says = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if says(&["not a git repository"]) {
        GitError::NoRepository { path: repo.to_owned() }
    } else if says(&[
        "bad revision",
        "unknown revision",
        "Invalid revision range",
        "ambiguous argument",
    ]) {
        GitError::NoRange { range: range.to_owned() }
    } else {
        error
    }
}

fn facts(log: &str) -> RangeFacts {
    let mut facts = RangeFacts::default();
    let mut authors: Vec<&str> = Vec::new();
    let mut files: Vec<&str> = Vec::new();
    for commit in log.split('\u{1e}').skip(1) {
        let mut parts = commit.splitn(5, '\u{1f}');
        let (Some(oid), Some(at), Some(author), Some(message), Some(changes)) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        facts.commits += 1;
        authors.push(author);
        let subject = message.lines().next().unwrap_or_default().to_owned();
        if message.contains("This reverts commit ") || subject.starts_with("Revert \"") {
            facts.reverts += 1;
        }
        let named = agents_of(message);
        facts.with_agent += u32::from(!named.is_empty());
        for agent in named {
            if !facts.agents.iter().any(|known| known == agent) {
                facts.agents.push(agent.to_owned());
            }
        }
        for line in changes.lines() {
            let mut columns = line.splitn(3, '\t');
            let (Some(added), Some(removed), Some(path)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            // A binary file has hyphens instead of numbers.
            facts.added += added.parse::<u64>().unwrap_or(0);
            facts.removed += removed.parse::<u64>().unwrap_or(0);
            files.push(path);
        }
        let fact = CommitFact { oid: oid.to_owned(), at: at.parse().unwrap_or(0), subject };
        facts.first = facts.first.or_else(|| Some(fact.clone()));
        facts.last = Some(fact);
    }
    facts.authors = distinct(authors);
    facts.files = distinct(files);
    facts
}

fn agents_of(message: &str) -> Vec<&'static str> {
    let trailers = message.lines().rev().filter_map(|line| line.split_once(':'));
    let trailers =
        trailers.filter(|(key, _)| TRAILERS.contains(&key.trim().to_lowercase().as_str()));
    let mut named: Vec<&str> = trailers
        .filter_map(|(_, value)| {
            let value = value.to_lowercase();
            AGENTS.iter().find(|(word, _)| value.contains(word)).map(|(_, agent)| *agent)
        })
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

fn distinct(mut names: Vec<&str>) -> u32 {
    names.sort_unstable();
    names.dedup();
    u32::try_from(names.len()).unwrap_or(u32::MAX)
}
