//! Our bare copy of a remote: fetched into, read blob by blob, written without a work tree.

use std::fs::{File, create_dir_all};
use std::path::{Path, PathBuf};

use crate::error::GitError;
use crate::git::{Git, Limits};
use crate::layout::{self, Sorted, TooBig};
use crate::outcome::Refusal;
use crate::progress::Progress;
use crate::remote::Remote;

/// Branches of proposals begin with it.
pub const PROPOSALS: &str = "fieldbook/";

/// A bare repository beside the store. One process at a time works in it.
#[derive(Debug)]
pub struct Repository {
    dir: PathBuf,
    remote: Remote,
    limits: Limits,
    home: Option<PathBuf>,
    progress: Option<Progress>,
    /// Held while this lives.
    _lock: File,
}

/// What a look at the remote found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    /// The branch that the library's readers get.
    pub branch: String,
    /// Its newest commit; `None` while the remote is empty.
    pub tip: Option<String>,
    /// Branches of proposals with their newest commits.
    pub proposals: Vec<(String, String)>,
}

/// Who made a commit, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Seconds since 1970, as their clock says; nothing is ever ordered by it.
    pub at: i64,
}

/// One file of a new commit; `None` takes it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its path.
    pub path: String,
    /// Its bytes.
    pub bytes: Option<Vec<u8>>,
}

/// A commit to be made.
#[derive(Debug, Clone)]
pub struct NewCommit<'a> {
    /// The commits it follows; the tree of the first is the one that `changes` change.
    pub parents: &'a [&'a str],
    /// Its files.
    pub changes: &'a [FileChange],
    /// Its message.
    pub message: &'a str,
    /// Who.
    pub author: &'a Person,
}

/// A commit as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitInfo {
    /// Its name.
    pub oid: String,
    /// Its parents.
    pub parents: Vec<String>,
    /// Who made it.
    pub author: Person,
    /// Its message.
    pub message: String,
}

/// Git's answer, or the remote's refusal.
pub type Attempt<T> = Result<Result<T, Refusal>, GitError>;

impl Repository {
    /// Opens the repository of a remote in `dir`, which is made if there is none, and waits for other processes.
    ///
    /// # Errors
    /// [`GitError`] if the folder or git fails.
    pub fn open(
        dir: &Path,
        remote: Remote,
        limits: Limits,
        home: Option<PathBuf>,
    ) -> Result<Self, GitError> {
        let io = |source| GitError::Io { source };
        create_dir_all(dir).map_err(io)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(dir.join("fieldbook.lock"))
            .map_err(io)?;
        lock.lock().map_err(io)?;
        let own = dir.to_path_buf();
        let repository = Self { dir: own, remote, limits, home, progress: None, _lock: lock };
        if !dir.join("HEAD").is_file() {
            let git = Git::anywhere(repository.limits.clone()).with_home(repository.home.clone());
            let path = dir
                .to_str()
                .ok_or(GitError::Strange { what: "a folder whose name is not UTF-8" })?;
            // Without the template folder of the installation, which may bring hooks.
            git.run(&[
                "init",
                "--quiet",
                "--bare",
                "--template=",
                "--initial-branch=main",
                "--",
                path,
            ])?;
        }
        Ok(repository)
    }

    /// Tells `progress` how far a fetch is.
    #[must_use]
    pub fn with_progress(mut self, progress: Progress) -> Self {
        self.progress = Some(progress);
        self
    }

    /// The remote.
    pub fn remote(&self) -> &Remote {
        &self.remote
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn git(&self) -> Git {
        Git::in_dir(&self.dir, self.limits.clone())
            .with_file_remotes(self.remote.is_local())
            .with_home(self.home.clone())
    }

    /// Looks at the remote and fetches what is new of its main branch and of the proposals.
    ///
    /// # Errors
    /// [`GitError`] for what is neither the remote's nor the person's doing.
    pub fn fetch(&self) -> Attempt<Heads> {
        let heads = match self.heads()? {
            Ok(heads) => heads,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Some(tip) = &heads.tip else { return Ok(Ok(heads)) };
        let known_tip = self.known(&heads.branch)?;
        let known = self.known_proposals()?;
        if known_tip.as_ref() == Some(tip) && known == heads.proposals {
            return Ok(Ok(heads));
        }
        let main = format!("+refs/heads/{0}:refs/remote/{0}", heads.branch);
        let proposals = format!("+refs/heads/{PROPOSALS}*:refs/remote/{PROPOSALS}*");
        let fetched = self.git().with_progress(self.progress.clone()).run(&[
            "fetch",
            // Said even where nobody listens, so that both are one way of running git.
            "--progress",
            "--prune",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            "--no-auto-gc",
            "--end-of-options",
            self.remote.address(),
            &main,
            &proposals,
        ]);
        if let Err(error) = fetched {
            return refused(error);
        }
        if let Some(old) = known_tip.filter(|old| old != tip)
            && !self.is_ancestor(&old, tip)?
        {
            // Somebody rewrote the history. What was seen once stays readable here.
            self.git().run(&["update-ref", &format!("refs/kept/{old}"), &old])?;
        }
        let tip = self.known(&heads.branch)?;
        let proposals = self.known_proposals()?;
        Ok(Ok(Heads { branch: heads.branch, tip, proposals }))
    }

    fn heads(&self) -> Attempt<Heads> {
        let listed = self.git().run(&[
            "ls-remote",
            "--quiet",
            "--symref",
            "--end-of-options",
            self.remote.address(),
            "HEAD",
            "refs/heads/*",
        ]);
        let listed = match listed {
            Ok(listed) => String::from_utf8_lossy(&listed).into_owned(),
            Err(error) => return refused(error),
        };
        let mut head = None;
        let mut branches: Vec<(String, String)> = Vec::new();
        for line in listed.lines() {
            let Some((left, name)) = line.split_once('\t') else { continue };
            if let Some(target) = left.strip_prefix("ref: ") {
                head = target.strip_prefix("refs/heads/").map(str::to_owned);
            } else if let Some(branch) = name.strip_prefix("refs/heads/")
                && is_branch(branch)
                && is_oid(left)
            {
                branches.push((branch.to_owned(), left.to_owned()));
            }
        }
        let find = |wanted: &str| branches.iter().find(|(branch, _)| branch == wanted).cloned();
        // HEAD may point at a branch that nobody has pushed yet.
        let main =
            head.as_deref().and_then(find).or_else(|| find("main")).or_else(|| find("master"));
        let (branch, tip) = match main {
            Some((branch, tip)) => (branch, Some(tip)),
            None => (
                head.filter(|name| is_branch(name) && !name.starts_with(PROPOSALS))
                    .unwrap_or_else(|| "main".to_owned()),
                None,
            ),
        };
        let mut proposals: Vec<_> =
            branches.into_iter().filter(|(branch, _)| branch.starts_with(PROPOSALS)).collect();
        proposals.sort();
        Ok(Ok(Heads { branch, tip, proposals }))
    }

    /// The newest commit of a branch as last fetched.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn known(&self, branch: &str) -> Result<Option<String>, GitError> {
        self.git().ask(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &format!("refs/remote/{branch}^{{commit}}"),
        ])
    }

    /// The proposals' branches as last fetched, with their newest commits.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn known_proposals(&self) -> Result<Vec<(String, String)>, GitError> {
        let listed = self.git().line(&[
            "for-each-ref",
            "--format=%(refname) %(objectname)",
            &format!("refs/remote/{PROPOSALS}"),
        ])?;
        let mut found: Vec<(String, String)> = listed
            .lines()
            .filter_map(|line| line.strip_prefix("refs/remote/")?.split_once(' '))
            .map(|(branch, oid)| (branch.to_owned(), oid.to_owned()))
            .collect();
        found.sort();
        Ok(found)
    }

    /// Whether `old` is part of the history of `new`.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn is_ancestor(&self, old: &str, new: &str) -> Result<bool, GitError> {
        Ok(self.git().ask(&["merge-base", "--is-ancestor", old, new])?.is_some())
    }

    /// The newest commit that both histories have.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn merge_base(&self, one: &str, other: &str) -> Result<Option<String>, GitError> {
        self.git().ask(&["merge-base", one, other])
    }

    /// The first commit of a history, along first parents: part of a library's identity.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn root(&self, tip: &str) -> Result<String, GitError> {
        let roots = self.git().line(&["rev-list", "--first-parent", "--max-parents=0", tip])?;
        roots
            .lines()
            .last()
            .map(str::to_owned)
            .ok_or(GitError::Strange { what: "a history without a beginning" })
    }

    /// The files of a commit that may be read.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn files(&self, commit: &str) -> Result<Result<Sorted, TooBig>, GitError> {
        let listing = self.git().run(&["ls-tree", "-r", "-l", "-z", "--full-tree", commit])?;
        Ok(layout::sort(layout::parse(&listing)))
    }

    /// The bytes of blobs, in the order asked for; `None` for one that is not there.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn read(&self, oids: &[&str]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        if oids.is_empty() {
            return Ok(Vec::new());
        }
        let input = oids.join("\n") + "\n";
        let out = self.git().run_with(&["cat-file", "--batch"], &[], Some(input.into_bytes()))?;
        let strange = GitError::Strange { what: "an object that ends too early" };
        let mut blobs = Vec::with_capacity(oids.len());
        let mut rest = out.as_slice();
        for _ in oids {
            let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
                return Err(strange);
            };
            let header = String::from_utf8_lossy(&rest[..end]).into_owned();
            rest = &rest[end + 1..];
            let mut parts = header.split(' ').skip(1);
            let kind = parts.next().unwrap_or_default();
            let Some(size) = parts.next().and_then(|size| size.parse::<usize>().ok()) else {
                blobs.push(None);
                continue;
            };
            if rest.len() <= size {
                return Err(strange);
            }
            blobs.push((kind == "blob").then(|| rest[..size].to_vec()));
            rest = &rest[size + 1..];
        }
        Ok(blobs)
    }

    /// The bytes of one file of a commit.
    ///
    /// # Errors
    /// [`GitError`].
    pub fn file(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, GitError> {
        let Ok(sorted) = self.files(commit)? else { return Ok(None) };
        let Some(entry) = sorted.files.iter().find(|entry| entry.path == path) else {
            return Ok(None);
        };
        Ok(self.read(&[&entry.oid])?.pop().flatten())
    }
}

/// Turns what is the remote's doing into data.
pub(crate) fn refused<T>(error: GitError) -> Attempt<T> {
    match Refusal::of(&error) {
        Some(refusal) => Ok(Err(refusal)),
        None => Err(error),
    }
}

pub(crate) fn is_branch(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with(['-', '/', '.'])
        && !name.ends_with(['/', '.'])
        && !name.contains("..")
        && !name.contains("//")
        && !name.ends_with(".lock")
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/'))
}

fn is_oid(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
