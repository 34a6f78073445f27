//! Several people around one bare repository, with real git.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fieldbook_library::{
    AddLibrary, AddOutcome, FixedClock, Library, OpenOptions, Paths, PublishAnswer, PublishOptions,
    PullAnswer, PullOptions, Pulled,
};
use tempfile::TempDir;

/// A bare repository and the people around it.
pub(crate) struct Team {
    pub(crate) folder: TempDir,
}

impl Team {
    pub(crate) fn new() -> Self {
        let team = Self { folder: TempDir::new().unwrap() };
        std::fs::create_dir_all(team.folder.path().join("home")).unwrap();
        team.git(&["init", "-q", "--bare", "-b", "main", "remote.git"]);
        team
    }

    pub(crate) fn remote(&self) -> PathBuf {
        self.folder.path().join("remote.git")
    }

    pub(crate) fn git(&self, args: &[&str]) -> String {
        let (ok, out) = self.try_git(args);
        assert!(ok, "git {args:?}: {out}");
        out
    }

    /// Commits what a stream of `git fast-import` says to the remote.
    pub(crate) fn feed(&self, stream: &str) {
        let file = self.folder.path().join("stream");
        crate::common::write(&file, stream.as_bytes());
        let args = ["--git-dir=remote.git", "fast-import", "--quiet"];
        let (ok, out) = self.try_git_with(&args, std::fs::File::open(&file).unwrap().into());
        assert!(ok, "{out}");
    }

    pub(crate) fn try_git(&self, args: &[&str]) -> (bool, String) {
        self.try_git_with(args, Stdio::null())
    }

    #[expect(clippy::disallowed_methods, reason = "tests start processes")]
    fn try_git_with(&self, args: &[&str], input: Stdio) -> (bool, String) {
        let done = Command::new("git")
            .args(args)
            .stdin(input)
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path().join("home"))
            .envs([
                ("GIT_AUTHOR_NAME", "x"),
                ("GIT_AUTHOR_EMAIL", "x@example.org"),
                ("GIT_COMMITTER_NAME", "x"),
                ("GIT_COMMITTER_EMAIL", "x@example.org"),
            ])
            .output()
            .unwrap();
        (
            done.status.success(),
            String::from_utf8_lossy(&done.stdout).trim_end().to_owned()
                + &String::from_utf8_lossy(&done.stderr),
        )
    }

    /// Git inside the remote.
    pub(crate) fn there(&self, args: &[&str]) -> String {
        let remote = self.remote();
        let dir = format!("--git-dir={}", remote.display());
        self.git(&[&[dir.as_str()], args].concat())
    }

    /// Somebody with an installation of their own, without the library yet.
    pub(crate) fn person(&self, name: &str) -> Library {
        self.person_at(name, 1_795_392_000_000)
    }

    /// Somebody whose clock says something else.
    pub(crate) fn person_at(&self, name: &str, now: i64) -> Library {
        let clock = FixedClock { now, today: crate::common::CLOCK.parse().unwrap() };
        let mut options = OpenOptions::new(Paths::beside(&self.folder.path().join(name)), clock);
        options.starter = false;
        options.git_home = Some(self.folder.path().join("home"));
        let library = Library::open(options).unwrap().0;
        let mut settings = library.settings().unwrap();
        settings.author = name.to_owned();
        library.set_settings(&settings).unwrap();
        library
    }

    pub(crate) fn add(&self, person: &Library, create: bool) -> AddOutcome {
        let url = self.remote().display().to_string();
        person
            .add_library(&AddLibrary { name: "team".into(), url, create, dry_run: false })
            .unwrap()
    }

    /// Two people who share a library with nothing in it.
    pub(crate) fn pair(&self) -> (Library, Library) {
        let (ann, ben) = (self.person("Ann"), self.person("Ben"));
        assert!(matches!(self.add(&ann, true), AddOutcome::Added { created: true, .. }));
        assert!(matches!(self.add(&ben, false), AddOutcome::Added { created: false, .. }));
        (ann, ben)
    }

    /// Writes a record into somebody's personal library.
    pub(crate) fn write(&self, person: &Library, id: &str, text: &str) {
        let file = self.folder.path().join(format!("{id}.md"));
        crate::common::write(&file, text.as_bytes());
        person
            .import(&[file], &fieldbook_library::ImportOptions::default(), &mut |_| true)
            .unwrap();
    }
}

/// A playbook from public sources that has everything publishing asks for.
pub(crate) fn playbook(id: &str, title: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../playbooks/playbooks/pb-background-agents-toil.md");
    let text = std::fs::read_to_string(path).unwrap();
    text.replace("pb-background-agents-toil", id)
        .replace("Background agents for toil with a clear end state", title)
}

/// The same, made here: it needs a reader who is no author.
pub(crate) fn internal(id: &str, title: &str, author: &str) -> String {
    let text = playbook(id, title);
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("reviewed_by:") && !line.starts_with("origin:"));
    let lines = lines.map(|line| match line {
        line if line.starts_with("authors:") => format!("authors: [{author}]"),
        line if line.starts_with("status:") => "status: draft".to_owned(),
        line => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

pub(crate) fn publish(person: &Library, id: &str) -> PublishAnswer {
    person
        .publish(&PublishOptions {
            ids: vec![id.into()],
            library: "team".into(),
            ..PublishOptions::default()
        })
        .unwrap()
}

pub(crate) fn published(person: &Library, id: &str) {
    let answer = publish(person, id);
    assert!(matches!(answer, PublishAnswer::Published { .. }), "{answer:#?}");
}

pub(crate) fn pull(person: &Library) -> PullAnswer {
    person.pull(&PullOptions { library: "team".into(), ..PullOptions::default() }).unwrap()
}

pub(crate) fn pulled(person: &Library) -> Pulled {
    let options = PullOptions { library: "team".into(), confirmed: true, ..PullOptions::default() };
    match person.pull(&options).unwrap() {
        PullAnswer::Pulled { pulled } => pulled,
        other => panic!("{other:#?}"),
    }
}

pub(crate) fn text(person: &Library, id: &str) -> String {
    person.document(&format!("team/{id}")).unwrap().text
}

pub(crate) fn edit(person: &Library, id: &str, from: &str, to: &str) {
    let before = text(person, id);
    let after = before.replace(from, to);
    assert_ne!(before, after, "{from} stands in the text");
    person.save(&format!("team/{id}"), &after, None, None).unwrap();
}
