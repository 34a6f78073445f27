//! Running programs: what they print is shown as it comes, and can be read afterwards.

use std::{
    ffi::{OsStr, OsString},
    io::{BufRead as _, BufReader, IsTerminal as _, Read, Write as _},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
};

use anyhow::{Context as _, Result, bail};

/// A program that is about to be run, in the repository's top folder if nothing else is said.
pub(crate) struct Program(Command);

/// What is left of a program that ran.
pub(crate) struct Ended {
    /// How it ended.
    pub(crate) status: ExitStatus,
    /// What it printed to both streams, without colours.
    pub(crate) text: String,
}

impl Program {
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Self {
        #[expect(clippy::disallowed_methods, reason = "running programs is what xtask is for")]
        let mut command = Command::new(name);
        command.current_dir(crate::root());
        Self(command)
    }

    /// The cargo that runs this program.
    pub(crate) fn cargo<const N: usize>(arguments: [&str; N]) -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).args(arguments)
    }

    pub(crate) fn npm<const N: usize>(arguments: [&str; N]) -> Self {
        // On Windows npm is a script, which is found only by its full name.
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Self::new(npm).args(arguments).folder(&crate::root().join("ui"))
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    pub(crate) fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.0.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.0.current_dir(folder);
        self
    }

    /// The same program, run by the program that `outer` begins (`xvfb-run`, `sudo`).
    pub(crate) fn within(self, outer: &[&str]) -> Self {
        let Some((first, rest)) = outer.split_first() else { return self };
        let mut wrapped =
            Self::new(first).args(rest).arg(self.0.get_program()).args(self.0.get_args());
        if let Some(folder) = self.0.get_current_dir() {
            wrapped.0.current_dir(folder);
        }
        for (name, value) in self.0.get_envs() {
            if let Some(value) = value {
                wrapped.0.env(name, value);
            }
        }
        wrapped
    }

    /// Runs it to its end with our own input and output.
    pub(crate) fn run(mut self) -> Result<()> {
        let status = self.0.status().with_context(|| format!("{self} cannot be started"))?;
        if !status.success() {
            bail!("{self} ended with {status}");
        }
        Ok(())
    }

    /// What it prints to its standard output; `None` if it cannot be started or says no.
    pub(crate) fn answer(mut self) -> Option<String> {
        let output = self.0.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Runs it to its end, shows what it prints, and hands it back.
    pub(crate) fn watch(mut self) -> Result<Ended> {
        if std::io::stdout().is_terminal() {
            // Our pipe would make them print in black and white.
            self.0.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
        }
        let mut child = self
            .0
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{self} cannot be started"))?;
        let text = Arc::new(Mutex::new(String::new()));
        let stdout = child.stdout.take().expect("piped above");
        let stderr = child.stderr.take().expect("piped above");
        let other = std::thread::spawn({
            let text = Arc::clone(&text);
            move || copy(stderr, &text)
        });
        copy(stdout, &text);
        other.join().expect("copying does not panic");
        let status = child.wait()?;
        let text = std::mem::take(&mut *text.lock().expect("nobody panics holding it"));
        Ok(Ended { status, text })
    }
}

impl std::fmt::Display for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<OsString> = std::iter::once(self.0.get_program())
            .chain(self.0.get_args())
            .map(Into::into)
            .collect();
        let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
        write!(f, "`{}`", words.join(" "))
    }
}

/// True when a program of this name is on the path.
pub(crate) fn has(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn copy(from: impl Read, text: &Mutex<String>) {
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
        // One stream for both, so that the order is kept; a closed terminal is no reason to stop.
        std::io::stdout().write_all(&line).ok();
        text.lock()
            .expect("nobody panics holding it")
            .push_str(&without_colours(&String::from_utf8_lossy(&line)));
        line.clear();
    }
    std::io::stdout().flush().ok();
}

/// Takes out the terminal's control sequences: ESC [ ... letter.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().skip(1).find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #[test]
    fn colours_are_taken_out() {
        assert_eq!(
            super::without_colours("\u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m | x"),
            "12 passed | x"
        );
        assert_eq!(super::without_colours("plain [text]"), "plain [text]");
    }
}
