//! People who share a library through a bare repository in a folder.

#![expect(clippy::unwrap_used, reason = "a journey fails by panicking")]

use std::path::Path;

use fieldbook_library::{
    AddLibrary, AddOutcome, ImportOptions, Library, OpenOptions, Paths, PublishAnswer,
    PublishOptions, PullAnswer, PullOptions, ReviewVerdict, SystemClock,
};
use fieldbook_tests::{app::RunningApp, tree};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The name that everybody here gives the shared library.
pub(crate) const LIBRARY: &str = "team";

/// A bare repository, and room for what its people bring.
pub(crate) struct Team(TempDir);

impl Team {
    #[expect(clippy::disallowed_methods, reason = "tests start processes")]
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("fieldbook-team-").tempdir().unwrap();
        let remote = folder.path().join("team.git");
        let made = std::process::Command::new("git")
            .args(["init", "-q", "--bare", "-b", "main"])
            .arg(&remote)
            .status();
        assert!(made.unwrap().success());
        Self(folder)
    }

    /// The address of the shared library.
    pub(crate) fn address(&self) -> String {
        self.0.path().join("team.git").display().to_string()
    }

    /// A file with a record, to be imported.
    #[expect(clippy::disallowed_methods, reason = "a file of a folder that goes away again")]
    pub(crate) fn file(&self, id: &str, text: &str) -> String {
        let file = self.0.path().join(format!("{id}.md"));
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    }

    /// Writes a record into the personal library of an app.
    pub(crate) fn write(&self, app: &RunningApp, id: &str, text: &str) {
        let report = app.rpc("import_paths", &json!({ "paths": [self.file(id, text)] }));
        assert_eq!(report["imported"], 1, "{report}");
    }

    /// Somebody who works without the app: an installation in this process.
    pub(crate) fn colleague(&self, name: &str) -> Colleague {
        let home = self.0.path().join("home");
        std::fs::create_dir_all(&home).unwrap();
        let paths = Paths::beside(&self.0.path().join(name));
        let mut options = OpenOptions::new(paths, SystemClock);
        options.starter = false;
        options.git_home = Some(home);
        let library = Library::open(options).unwrap().0;
        let mut settings = library.settings().unwrap();
        name.clone_into(&mut settings.author);
        library.set_settings(&settings).unwrap();
        let added = library
            .add_library(&AddLibrary {
                name: LIBRARY.into(),
                url: self.address(),
                create: false,
                dry_run: false,
            })
            .unwrap();
        assert!(matches!(added, AddOutcome::Added { .. }), "{added:?}");
        let colleague = Colleague(library);
        colleague.pull();
        colleague
    }
}

/// A person who works without the app.
pub(crate) struct Colleague(Library);

impl Colleague {
    pub(crate) fn pull(&self) {
        let answer = self
            .0
            .pull(&PullOptions {
                library: LIBRARY.into(),
                confirmed: true,
                ..PullOptions::default()
            })
            .unwrap();
        assert!(!matches!(answer, PullAnswer::Refused { .. }), "{answer:?}");
    }

    /// Writes a record into the personal library.
    pub(crate) fn write(&self, team: &Team, id: &str, text: &str) {
        let file = team.file(id, text).into();
        self.0.import(&[file], &ImportOptions::default(), &mut |_| true).unwrap();
    }

    pub(crate) fn edit(&self, id: &str, from: &str, to: &str) {
        let id = format!("{LIBRARY}/{id}");
        let text = self.0.document(&id).unwrap().text;
        assert!(text.contains(from), "{id} says {from:?}");
        self.0.save(&id, &text.replace(from, to), None, None).unwrap();
    }

    /// Publishes a record, or proposes it.
    pub(crate) fn send(&self, id: &str, review: bool) {
        let answer = self
            .0
            .publish(&PublishOptions {
                ids: vec![id.into()],
                library: LIBRARY.into(),
                review,
                ..PublishOptions::default()
            })
            .unwrap();
        let sent =
            matches!(answer, PublishAnswer::Published { .. } | PublishAnswer::Proposed { .. });
        assert!(sent, "{answer:#?}");
    }

    pub(crate) fn ask_for_changes(&self, proposal: &str, note: &str) {
        self.pull();
        let verdict = ReviewVerdict::RequestChanges { note: note.into() };
        self.0.review(LIBRARY, proposal, &verdict, false).unwrap();
    }
}

/// Shares a library between the app and a colleague, and brings about something of everything: what would
/// come and go, proposals from both sides, a conflict. The team has to be kept for as long as the app asks it.
pub(crate) fn prepare(app: &RunningApp) -> Team {
    let team = Team::new();
    call_oneself(app, "Ann Beck");
    let added = app.rpc(
        "add_library",
        &json!({ "name": LIBRARY, "url": team.address(), "create": true, "dry_run": false }),
    );
    assert_eq!(added["type"], "added", "{added}");
    let send = |id: &str, review: bool| {
        let sent = app.rpc(
            "publish",
            &json!({ "ids": [id], "library": LIBRARY, "review": review, "exceptions": [], "message": null, "dry_run": false }),
        );
        assert_eq!(sent["type"], if review { "proposed" } else { "published" }, "{sent}");
    };
    for (id, title) in [
        ("pb-flaky-tests", "Find the cause of a flaky test before it is retried"),
        ("pb-dependency-moves", "Move one dependency at a time"),
        ("pb-dead-flags", "Remove dead flags every month"),
        ("pb-old-prompts", "One long prompt for everything"),
        ("pb-schema-change", "Change a schema in four steps"),
        ("pb-lint-rules", "New lint rules come with their fixes"),
    ] {
        team.write(app, id, &playbook(id, title));
        send(id, false);
    }
    let ben = team.colleague("Ben Okafor");

    // Both change the same parts of one record.
    ben.edit("pb-dependency-moves", "Move one dependency at a time", "Move one dependency a week");
    ben.edit("pb-dependency-moves", "Cap time, money and CI rounds;", "Cap time and money;");
    ben.edit(
        "pb-dependency-moves",
        "A steady trickle of small, checked changes",
        "A trickle of small changes",
    );
    ben.send("pb-dependency-moves", false);
    edit(
        app,
        "pb-dependency-moves",
        "Move one dependency at a time",
        "Move dependencies one by one",
    );
    edit(
        app,
        "pb-dependency-moves",
        "Cap time, money and CI rounds;",
        "Cap time, money and rounds;",
    );
    edit(
        app,
        "pb-dependency-moves",
        "A steady trickle of small, checked changes",
        "A steady stream of small changes",
    );
    edit(app, "pb-dependency-moves", "Limit open changes\"", "Limit open changes to three\"");
    let pulled = app.rpc(
        "pull",
        &json!({ "library": LIBRARY, "tip": null, "confirmed": true, "leave_out": [] }),
    );
    assert_eq!(pulled["type"], "pulled", "{pulled}");

    // Proposals: hers, with a note on it; his, one of them new.
    team.write(
        app,
        "pb-first-week",
        &draft("pb-first-week", "The first week with an agent", "Ann Beck"),
    );
    send("pb-first-week", true);
    ben.ask_for_changes("pb-first-week-1", "Say how many people tried it, and for how long.");
    ben.edit("pb-flaky-tests", "ring: trial", "ring: adopt");
    ben.edit(
        "pb-flaky-tests",
        "Starting ten agents takes a minute, reviewing ten results takes a day.",
        "Starting ten agents takes a minute, reviewing ten results takes **two days**.",
    );
    ben.edit("pb-flaky-tests", "  - \"Watch merge rate per class; drop classes under 50%\"\n", "");
    ben.send("pb-flaky-tests", true);
    ben.write(
        &team,
        "pb-on-call",
        &draft("pb-on-call", "An agent reads the alert first", "Ben Okafor"),
    );
    ben.send("pb-on-call", true);

    // What would come: new, changed, much shorter, withdrawn.
    ben.write(
        &team,
        "pb-small-batches",
        &playbook("pb-small-batches", "Small batches for large migrations"),
    );
    ben.send("pb-small-batches", false);
    ben.edit(
        "pb-dead-flags",
        "A class that merges less than half for a month is dropped.",
        "A class that merges less than a third for a month is dropped.",
    );
    ben.send("pb-dead-flags", false);
    ben.edit(
        "pb-old-prompts",
        "status: published",
        "status: withdrawn\nstatus_reason: \"Newer models do better with several short ones.\"",
    );
    ben.send("pb-old-prompts", false);

    // What would go: an edit, and a new record with an address in it.
    edit(app, "pb-lint-rules", "ring: trial", "ring: adopt");
    team.write(
        app,
        "pb-release-notes",
        &playbook("pb-release-notes", "Release notes from merged changes").replace(
            "## Forces",
            "Ask rosa.diaz@fabrikam.com, or call +49 30 901820.\n\n## Forces",
        ),
    );
    team
}

/// Gives the person at the app a name.
pub(crate) fn call_oneself(app: &RunningApp, name: &str) {
    let mut settings = app.rpc("settings", &Value::Null);
    settings["author"] = json!(name);
    app.rpc("set_settings", &settings);
}

/// Changes a shared record as the editor does.
pub(crate) fn edit(app: &RunningApp, id: &str, from: &str, to: &str) {
    let id = format!("{LIBRARY}/{id}");
    let text = text_of(app, &id);
    assert!(text.contains(from), "{id} says {from:?}");
    let saved = app.rpc(
        "save_record",
        &json!({ "id": id, "text": text.replace(from, to), "base_revision": null, "note": null }),
    );
    assert!(saved["error"].is_null(), "{saved}");
}

/// The stored text of a record.
pub(crate) fn text_of(app: &RunningApp, id: &str) -> String {
    let state = app.rpc("open_editor", &json!({ "id": id }));
    state["text"].as_str().unwrap_or_else(|| panic!("{id}: {state}")).to_owned()
}

/// A playbook from public sources, with all that publishing asks for.
pub(crate) fn playbook(id: &str, title: &str) -> String {
    let path: &Path = &tree::root().join("playbooks/playbooks/pb-background-agents-toil.md");
    let text = std::fs::read_to_string(path).unwrap();
    text.replace("pb-background-agents-toil", id)
        .replace("Background agents for toil with a clear end state", title)
}

/// The same as somebody's own draft: before it is published, somebody else has to read it.
pub(crate) fn draft(id: &str, title: &str, author: &str) -> String {
    let text = playbook(id, title);
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("reviewed_by:") && !line.starts_with("origin:"))
        .map(|line| match line {
            line if line.starts_with("authors:") => format!("authors: [{author}]"),
            line if line.starts_with("status:") => "status: draft".to_owned(),
            line => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
