//! The git process: the only place in Fieldbook that starts one.
//!
//! Credentials, proxies and ssh keys are the user's own git's business, so the user's configuration is
//! read. Everything else that could steer git is taken away: the environment is cleared, hooks, file
//! monitors, submodules and protocols that run programs are switched off, there is never a work tree,
//! and a run has a deadline, a cap on its output and a process group of its own that ends with it.

use std::ffi::OsString;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::error::GitError;
use crate::progress::{Progress, listen};

/// Set before every command; see the crate's attack tests for what each of them stops.
const FLAGS: &[&str] = &[
    "protocol.allow=never",
    "protocol.https.allow=always",
    "protocol.ssh.allow=always",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "core.protectNTFS=true",
    "core.protectHFS=true",
    "transfer.fsckObjects=true",
    "fetch.fsckObjects=true",
    "receive.fsckObjects=true",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
    "push.followTags=false",
    "push.gpgSign=false",
    "commit.gpgSign=false",
    "transfer.bundleURI=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "safe.bareRepository=explicit",
    "core.pager=cat",
    "core.quotePath=false",
    "log.showSignature=false",
    "i18n.logOutputEncoding=UTF-8",
];

/// What of the caller's environment git may see. Never `GIT_*`: those can name programs to run.
const ENVIRONMENT: &[&str] =
    &["PATH", "HOME", "SSH_AUTH_SOCK", "XDG_CONFIG_HOME", "SYSTEMROOT", "USERPROFILE"];

/// How long a wait for git sleeps at most between two looks.
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// How long, how much, and whether still: the limits of one run.
#[derive(Clone, Debug)]
pub struct Limits {
    /// After this the process group is ended.
    pub deadline: Duration,
    /// Most bytes of standard output.
    pub output: u64,
    /// Most bytes that the repository may have on the disk while the run lasts.
    pub disk: u64,
    /// Set by whoever wants the run to end.
    pub cancel: Arc<AtomicBool>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(300),
            output: 450 * 1024 * 1024,
            disk: 1024 * 1024 * 1024,
            cancel: Arc::default(),
        }
    }
}

/// A git that works in one bare repository, or in none.
#[derive(Clone, Debug)]
pub struct Git {
    dir: Option<PathBuf>,
    bare: bool,
    file_remotes: bool,
    home: Option<PathBuf>,
    limits: Limits,
    progress: Option<Progress>,
}

impl Git {
    /// Works in the repository of `dir`, under `limits`.
    pub fn in_dir(dir: &Path, limits: Limits) -> Self {
        Self { dir: Some(dir.to_path_buf()), bare: true, ..Self::anywhere(limits) }
    }

    /// Works in no repository.
    pub fn anywhere(limits: Limits) -> Self {
        Self { dir: None, bare: false, file_remotes: false, home: None, limits, progress: None }
    }

    /// Reads the repository around `dir`: somebody's own work, of which nothing is changed.
    pub(crate) fn beside(dir: &Path, limits: Limits) -> Self {
        Self { dir: Some(dir.to_path_buf()), ..Self::anywhere(limits) }
    }

    /// Lets this run speak to a folder: only when a person named that folder as the remote.
    #[must_use]
    pub fn with_file_remotes(mut self, allowed: bool) -> Self {
        self.file_remotes = allowed;
        self
    }

    /// Takes another home folder than the environment's, so that no test reads anybody's configuration.
    #[must_use]
    pub fn with_home(mut self, home: Option<PathBuf>) -> Self {
        self.home = home;
        self
    }

    /// Tells how far git is with what it receives, if the command is given `--progress`.
    #[must_use]
    pub(crate) fn with_progress(mut self, progress: Option<Progress>) -> Self {
        self.progress = progress;
        self
    }

    /// Runs a command and returns what it wrote.
    ///
    /// # Errors
    /// [`GitError::Failed`] with git's words when it ends with another status than 0; the limits' errors.
    pub fn run(&self, args: &[&str]) -> Result<Vec<u8>, GitError> {
        self.run_with(args, &[], None)
    }

    /// Runs a command with `input` on its standard input and `environment` added to the few that pass.
    ///
    /// # Errors
    /// As [`Git::run`].
    pub fn run_with(
        &self,
        args: &[&str],
        environment: &[(&str, &str)],
        input: Option<Vec<u8>>,
    ) -> Result<Vec<u8>, GitError> {
        let (status, out, err) = self.raw(args, environment, input)?;
        if status == Some(0) {
            return Ok(out);
        }
        Err(GitError::Failed {
            command: args.first().copied().unwrap_or_default().to_owned(),
            words: words(&err),
            report: words(&out),
        })
    }

    /// Runs a command and returns its one line.
    ///
    /// # Errors
    /// As [`Git::run`]; [`GitError::Strange`] if what it wrote is no UTF-8.
    pub fn line(&self, args: &[&str]) -> Result<String, GitError> {
        let out = self.run(args)?;
        let text = String::from_utf8(out)
            .map_err(|_| GitError::Strange { what: "an answer that is not UTF-8" })?;
        Ok(text.trim_end_matches('\n').to_owned())
    }

    /// Runs a command whose failure is an answer: `None` for another status than 0.
    ///
    /// # Errors
    /// The limits' errors.
    pub fn ask(&self, args: &[&str]) -> Result<Option<String>, GitError> {
        match self.line(args) {
            Ok(line) => Ok(Some(line)),
            Err(GitError::Failed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn raw(
        &self,
        args: &[&str],
        environment: &[(&str, &str)],
        input: Option<Vec<u8>>,
    ) -> Result<Ended, GitError> {
        let mut command = self.command(args, environment);
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let child = command.spawn().map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => GitError::NoGit,
            _ => GitError::Io { source },
        })?;
        let mut running = Running(child);
        let writer = feed(&mut running.0, input);
        let over = Arc::new(AtomicBool::new(false));
        let out = drain(running.0.stdout.take(), self.limits.output, Arc::clone(&over));
        let progress = self.progress.clone();
        let err = running.0.stderr.take();
        let err = err.map(|err| std::thread::spawn(move || listen(err, progress.as_ref())));
        let status = self.wait(&mut running, &over)?;
        let out = collect(out)?;
        let err = collect(err)?;
        if let Some(writer) = writer {
            // A git that ended early has closed its end of the pipe; its status says why.
            let _ = writer.join();
        }
        if over.load(Ordering::SeqCst) {
            return Err(GitError::TooMuch { limit: self.limits.output });
        }
        if self.bytes_on_disk() > self.limits.disk {
            return Err(GitError::TooMuch { limit: self.limits.disk });
        }
        Ok((status, out, err))
    }

    fn wait(&self, running: &mut Running, over: &AtomicBool) -> Result<Option<i32>, GitError> {
        let started = Instant::now();
        let mut pause = Duration::from_micros(300);
        loop {
            if let Some(status) = running.0.try_wait().map_err(|source| GitError::Io { source })? {
                running.end_group();
                return Ok(status.code());
            }
            if over.load(Ordering::SeqCst) {
                running.end();
                return Err(GitError::TooMuch { limit: self.limits.output });
            }
            if self.limits.cancel.load(Ordering::SeqCst) {
                running.end();
                return Err(GitError::Cancelled);
            }
            if started.elapsed() > self.limits.deadline {
                running.end();
                return Err(GitError::TooSlow { seconds: self.limits.deadline.as_secs() });
            }
            if pause >= LONGEST_PAUSE && self.bytes_on_disk() > self.limits.disk {
                running.end();
                return Err(GitError::TooMuch { limit: self.limits.disk });
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// What has been received so far. A remote may announce little and send much, and git has no cap of its own.
    fn bytes_on_disk(&self) -> u64 {
        let Some(dir) = self.dir.as_ref().filter(|_| self.bare) else { return 0 };
        let files = ["objects/pack", "objects"]
            .iter()
            .filter_map(|name| std::fs::read_dir(dir.join(name)).ok());
        let sizes = files.flatten().flatten().filter_map(|file| file.metadata().ok());
        sizes.filter(std::fs::Metadata::is_file).map(|file| file.len()).sum()
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that starts git")]
    fn command(&self, args: &[&str], environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new("git");
        command.env_clear();
        for name in ENVIRONMENT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if let Some(home) = &self.home {
            command.env("HOME", home).env_remove("XDG_CONFIG_HOME");
        }
        command
            .env("LANG", "C.UTF-8")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("SSH_ASKPASS_REQUIRE", "never")
            // Goes before every `protocol.*.allow` that a configuration may have.
            .env(
                "GIT_ALLOW_PROTOCOL",
                if self.file_remotes { "https:ssh:file" } else { "https:ssh" },
            );
        for (name, value) in environment {
            command.env(name, value);
        }
        for flag in FLAGS {
            command.arg("-c").arg(flag);
        }
        if self.file_remotes {
            command.arg("-c").arg("protocol.file.allow=always");
        }
        if let Some(dir) = &self.dir {
            if self.bare {
                let mut option = OsString::from("--git-dir=");
                option.push(dir);
                command.arg(option);
            }
            command.current_dir(dir);
        }
        command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            command.process_group(0);
        }
        command
    }
}

/// How a run ended: its status, what it wrote, what it complained of.
type Ended = (Option<i32>, Vec<u8>, Vec<u8>);

/// A process that never outlives its run.
struct Running(Child);

impl Running {
    fn end(&mut self) {
        self.end_group();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    /// Ends what git left behind: an ssh that hangs, a remote helper.
    fn end_group(&self) {
        #[cfg(unix)]
        if let Ok(id) = i32::try_from(self.0.id())
            && let Some(group) = rustix::process::Pid::from_raw(id)
        {
            // Nobody is left in most cases, which is what the error says.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            self.end();
        }
    }
}

fn feed(child: &mut Child, input: Option<Vec<u8>>) -> Option<JoinHandle<()>> {
    let mut stdin = child.stdin.take()?;
    let input = input?;
    Some(std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    }))
}

type Drained = Option<JoinHandle<std::io::Result<Vec<u8>>>>;

/// Reads a stream on a thread of its own, up to `limit` bytes.
fn drain(stream: Option<impl Read + Send + 'static>, limit: u64, over: Arc<AtomicBool>) -> Drained {
    let stream = stream?;
    Some(std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            over.store(true, Ordering::SeqCst);
        }
        Ok(bytes)
    }))
}

fn collect(drained: Drained) -> Result<Vec<u8>, GitError> {
    let Some(thread) = drained else { return Ok(Vec::new()) };
    let read = thread.join().map_err(|_| GitError::Strange { what: "a reader that stopped" })?;
    read.map_err(|source| GitError::Io { source })
}

/// Returns what git said, without the escape codes that a remote may send along.
fn words(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let plain: String = text
        .chars()
        .map(|sign| if sign.is_control() && sign != '\n' { ' ' } else { sign })
        .collect();
    let mut end = plain.len().min(4_000);
    while !plain.is_char_boundary(end) {
        end -= 1;
    }
    plain[..end].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_a_host_says_cannot_steer_a_terminal() {
        let said = b"fatal: \x1b]0;owned\x07\x1b[31mred\r\nhost=evil\xff\n";
        assert_eq!(words(said), "fatal:  ]0;owned  [31mred \nhost=evil\u{fffd}");
        assert!(words("é".repeat(9_000).as_bytes()).len() <= 4_000);
    }
}
