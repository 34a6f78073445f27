//! A remote and the people around it, in a temporary folder with a home of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use fieldbook_share::{Limits, Person, Remote, Repository};
use tempfile::TempDir;

/// A folder in which nothing of the real user's configuration is seen.
pub(crate) struct World {
    pub(crate) folder: TempDir,
}

impl World {
    /// An empty bare remote.
    pub(crate) fn new() -> Self {
        let world = Self { folder: TempDir::new().unwrap() };
        std::fs::create_dir_all(world.home()).unwrap();
        world.git(world.folder.path(), &["init", "-q", "--bare", "-b", "main", "remote.git"]);
        world
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn remote(&self) -> PathBuf {
        self.folder.path().join("remote.git")
    }

    /// Runs the plain git of an ordinary user, and expects it to succeed.
    pub(crate) fn git(&self, dir: &Path, args: &[&str]) -> String {
        self.git_with(dir, args, b"")
    }

    pub(crate) fn git_with(&self, dir: &Path, args: &[&str], input: &[u8]) -> String {
        let (ok, out, err) = self.try_git(dir, args, input);
        assert!(ok, "git {args:?}: {err}");
        out
    }

    #[expect(clippy::disallowed_methods, reason = "tests start processes")]
    pub(crate) fn try_git(
        &self,
        dir: &Path,
        args: &[&str],
        input: &[u8],
    ) -> (bool, String, String) {
        use std::io::Write as _;
        let mut child = Command::new("git")
            .args(args)
            .current_dir(dir)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home())
            .envs([
                ("GIT_AUTHOR_NAME", "a"),
                ("GIT_AUTHOR_EMAIL", "a@example.org"),
                ("GIT_COMMITTER_NAME", "a"),
                ("GIT_COMMITTER_EMAIL", "a@example.org"),
            ])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        // A git that reads nothing closes its end.
        let _ = child.stdin.take().unwrap().write_all(input);
        let done = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim_end().to_owned();
        (done.status.success(), text(done.stdout), text(done.stderr))
    }

    /// Puts a tree of plain files on a branch of the remote, on top of what is there.
    pub(crate) fn push(&self, branch: &str, files: &[(&str, &str)]) -> String {
        let dir = self.remote();
        let (known, parent, _) = self.try_git(
            &dir,
            &["rev-parse", "--verify", "-q", &format!("refs/heads/{branch}")],
            b"",
        );
        let mut stream = format!(
            "commit refs/heads/{branch}\ncommitter a <a@example.org> 1700000000 +0000\ndata 1\nx\n"
        );
        if known {
            stream.push_str(&format!("from {parent}\n"));
        }
        for (path, text) in files {
            stream.push_str(&format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len()));
        }
        self.git_with(&dir, &["fast-import", "--quiet"], stream.as_bytes());
        self.git(&dir, &["rev-parse", &format!("refs/heads/{branch}")])
    }

    /// Our own copy of the remote, of whoever `name` is.
    pub(crate) fn ours(&self, name: &str) -> Repository {
        self.ours_of(name, self.remote().to_str().unwrap(), Limits::default())
    }

    pub(crate) fn ours_of(&self, name: &str, address: &str, limits: Limits) -> Repository {
        let dir = self.folder.path().join(name);
        Repository::open(&dir, Remote::parse(address).unwrap(), limits, Some(self.home())).unwrap()
    }
}

pub(crate) fn person() -> Person {
    Person { name: "Ada".into(), email: "ada@example.org".into(), at: 1_700_000_000 }
}

/// A file that an attack would make.
pub(crate) fn canary(world: &World) -> PathBuf {
    world.folder.path().join("canary")
}

/// Whether the canary sang; it is silent afterwards.
pub(crate) fn sang(world: &World) -> bool {
    std::fs::remove_file(canary(world)).is_ok()
}

pub(crate) fn file(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), text.as_bytes()).unwrap();
}

/// A program that makes the canary.
pub(crate) fn program(world: &World, name: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = world.folder.path().join(name);
    file(&path, &format!("#!/bin/sh\ntouch '{}'\nexit 1\n", canary(world).display()));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// What lies in the world besides our repository, the remote and the canary.
pub(crate) fn strays(world: &World) -> Vec<String> {
    let names = std::fs::read_dir(world.folder.path()).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !matches!(name.as_str(), "home" | "remote.git" | "ours"));
    names
}
