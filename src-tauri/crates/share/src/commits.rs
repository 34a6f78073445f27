//! Making commits and sending them: without a work tree, and never by force.

use std::io::Write as _;

use crate::error::GitError;
use crate::repository::{Attempt, CommitInfo, NewCommit, Person, Repository, is_branch, refused};

/// The other end of a push to a folder runs here, as this user: the folder's hooks and helper programs do not.
const RECEIVE: &str = "--receive-pack=git -c core.hooksPath=/dev/null -c core.fsmonitor=false \
     -c core.alternateRefsCommand=true -c gc.auto=0 -c receive.autogc=false receive-pack";

impl Repository {
    /// Makes a commit and returns its name. Files that it does not name stay as in the first parent.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn commit(&self, new: &NewCommit<'_>) -> Result<String, GitError> {
        let input = stream(new).map_err(|source| GitError::Io { source })?;
        // The reference is ours alone and only keeps git from calling the commit unreachable: the force is local.
        let out = self.git().run_with(
            &["fast-import", "--quiet", "--force", "--done", "--date-format=raw"],
            &[],
            Some(input),
        )?;
        let oid = String::from_utf8_lossy(&out).trim().to_owned();
        if oid.len() < 40 {
            return Err(GitError::Strange { what: "no name for a new commit" });
        }
        Ok(oid)
    }

    /// Sends a commit to a branch of the remote, if that only adds to the branch.
    ///
    /// # Errors
    /// [`GitError`] for what is neither the remote's nor the person's doing.
    pub fn push(&self, commit: &str, branch: &str) -> Attempt<()> {
        let sent = self.send(&format!("{commit}:refs/heads/{branch}"), branch)?;
        if sent.is_ok() {
            self.git().run(&["update-ref", &format!("refs/remote/{branch}"), commit])?;
        }
        Ok(sent)
    }

    /// Takes a branch away from the remote: a proposal that is in the library, or that its author withdrew.
    ///
    /// # Errors
    /// As [`Repository::push`].
    pub fn remove_branch(&self, branch: &str) -> Attempt<()> {
        let sent = self.send(&format!(":refs/heads/{branch}"), branch)?;
        if sent.is_ok() {
            self.git().run(&["update-ref", "-d", &format!("refs/remote/{branch}")])?;
        }
        Ok(sent)
    }

    fn send(&self, refspec: &str, branch: &str) -> Attempt<()> {
        if !is_branch(branch) {
            return Err(GitError::Strange { what: "a branch with an impossible name" });
        }
        let mut args = vec!["push", "--quiet", "--porcelain", "--no-verify"];
        if self.remote().is_local() {
            args.push(RECEIVE);
        }
        args.extend(["--end-of-options", self.remote().address(), refspec]);
        let pushed = self.git().run(&args);
        match pushed {
            Ok(_) => Ok(Ok(())),
            Err(error) => refused(error),
        }
    }

    /// Reads commits: those of `new` that are not in `old`, the newest first, at most `limit`.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn log(
        &self,
        old: Option<&str>,
        new: &str,
        paths: &[&str],
        limit: u32,
    ) -> Result<Vec<CommitInfo>, GitError> {
        let limit = format!("--max-count={limit}");
        let range = old.map_or_else(|| new.to_owned(), |old| format!("{old}..{new}"));
        let mut args = vec![
            "log",
            "--topo-order",
            "--no-show-signature",
            "--no-notes",
            &limit,
            "--format=%H%x1f%P%x1f%an%x1f%ae%x1f%at%x1f%B%x00",
            "--end-of-options",
            &range,
            "--",
        ];
        args.extend(paths);
        let out = self.git().run(&args)?;
        Ok(String::from_utf8_lossy(&out).split('\0').filter_map(read_commit).collect())
    }

    /// The name and address that the user's own git would write, where it knows them.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn person(&self) -> Result<(Option<String>, Option<String>), GitError> {
        let git = self.git();
        Ok((
            git.ask(&["config", "--get", "user.name"])?,
            git.ask(&["config", "--get", "user.email"])?,
        ))
    }
}

fn read_commit(text: &str) -> Option<CommitInfo> {
    let mut parts = text.trim_start_matches('\n').splitn(6, '\u{1f}');
    let mut next = || parts.next().map(str::to_owned);
    let (oid, parents, name, email, at, message) =
        (next()?, next()?, next()?, next()?, next()?, next()?);
    Some(CommitInfo {
        oid,
        parents: parents.split_whitespace().map(str::to_owned).collect(),
        author: Person { name, email, at: at.parse().unwrap_or(0) },
        message,
    })
}

/// Writes what `git fast-import` reads: one process for a commit of any size.
fn stream(new: &NewCommit<'_>) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let person = |person: &Person| {
        let clean = |text: &str| {
            text.chars()
                .filter(|sign| !sign.is_control() && !matches!(sign, '<' | '>'))
                .collect::<String>()
        };
        // A clock before 1970 is no date for git.
        format!(
            "{} <{}> {} +0000",
            clean(&person.name),
            clean(&person.email),
            person.at.clamp(0, 4_000_000_000)
        )
    };
    writeln!(out, "commit refs/made/tip\nmark :1\nauthor {0}\ncommitter {0}", person(new.author))?;
    data(&mut out, new.message.as_bytes())?;
    for (index, parent) in new.parents.iter().enumerate() {
        writeln!(out, "{} {parent}", if index == 0 { "from" } else { "merge" })?;
    }
    if new.parents.is_empty() {
        out.extend_from_slice(b"deleteall\n");
    }
    for change in new.changes {
        if !crate::layout::is_safe_path(&change.path) {
            return Err(std::io::Error::other("a path that no library may have"));
        }
        match &change.bytes {
            Some(bytes) => {
                writeln!(out, "M 100644 inline {}", change.path)?;
                data(&mut out, bytes)?;
            }
            None => writeln!(out, "D {}", change.path)?,
        }
    }
    out.extend_from_slice(b"\nget-mark :1\ndone\n");
    Ok(out)
}

fn data(out: &mut Vec<u8>, bytes: &[u8]) -> std::io::Result<()> {
    writeln!(out, "data {}", bytes.len())?;
    out.extend_from_slice(bytes);
    out.push(b'\n');
    Ok(())
}
