//! Hostile addresses, environments, configurations and folders: no side effect.
//!
//! Where an attack has a plain git that falls for it, that is tried first: a canary that never sings proves nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use fieldbook_share::{FileChange, Limits, NewCommit, RefusedUrl, Remote, Repository};

use crate::world::{World, file, person, program, sang};

#[test]
fn addresses_that_could_be_an_option_or_a_program_are_refused() {
    let cases: &[(&str, RefusedUrl)] = &[
        ("", RefusedUrl::Empty),
        ("  ", RefusedUrl::Empty),
        ("--upload-pack=touch canary", RefusedUrl::Option),
        ("-oProxyCommand=touch canary", RefusedUrl::Option),
        ("ssh://-oProxyCommand=touch%20canary/x", RefusedUrl::Option),
        ("ssh://-oProxyCommand=touch canary/x", RefusedUrl::Malformed),
        ("ssh://git@-oProxyCommand=x/y", RefusedUrl::Option),
        ("ssh://-l@host/y", RefusedUrl::Option),
        ("ssh://host/-y", RefusedUrl::Option),
        ("ssh://host/~-y", RefusedUrl::Option),
        ("-host:path", RefusedUrl::Option),
        ("git@-host:path", RefusedUrl::Option),
        ("git@host:-path", RefusedUrl::Option),
        ("ext::sh -c 'touch canary'", RefusedUrl::Helper),
        ("ext::touch", RefusedUrl::Helper),
        ("fd::17", RefusedUrl::Helper),
        ("https::x", RefusedUrl::Helper),
        ("file:///etc", RefusedUrl::Protocol),
        ("FILE:///etc", RefusedUrl::Protocol),
        ("http://example.org/a.git", RefusedUrl::Protocol),
        ("git://example.org/a.git", RefusedUrl::Protocol),
        ("ftp://example.org/a.git", RefusedUrl::Protocol),
        ("ssh+git://example.org/a.git", RefusedUrl::Protocol),
        ("https://ann:secret@example.org/a.git", RefusedUrl::Password),
        ("https://example.org", RefusedUrl::Malformed),
        ("https:///a.git", RefusedUrl::Malformed),
        ("https://example.org:80x/a.git", RefusedUrl::Malformed),
        ("https://exa\nmple.org/a.git", RefusedUrl::Malformed),
        ("https://example.org/a.git\rhost=evil", RefusedUrl::Malformed),
        ("https://example.org/\u{202e}tig.a", RefusedUrl::Malformed),
        ("https://host%0d%0ahost=evil@example.org/a.git", RefusedUrl::Malformed),
        ("https://example.org%0a/a.git", RefusedUrl::Malformed),
        ("https://\u{1b}[31mexample.org/a.git", RefusedUrl::Malformed),
        ("https://$(touch canary)/a", RefusedUrl::Malformed),
        ("https://`id`/a", RefusedUrl::Malformed),
        ("https://host;id/a", RefusedUrl::Malformed),
        ("https://host/a\\b", RefusedUrl::Malformed),
        ("../a.git", RefusedUrl::Malformed),
        ("a.git", RefusedUrl::Malformed),
        ("./-x:y", RefusedUrl::Malformed),
        ("user name@host:path", RefusedUrl::Malformed),
    ];
    for (address, refused) in cases {
        assert_eq!(Remote::parse(address), Err(*refused), "{address:?}");
    }
    println!("{} hostile addresses refused", cases.len());
    for (address, taken) in [
        ("https://git.example.org/team/a.git", "https://git.example.org/team/a.git"),
        ("HTTPS://Git.Example.org:8443/a.git", "https://git.example.org:8443/a.git"),
        ("ssh://git@git.example.org:2222/a.git", "ssh://git@git.example.org:2222/a.git"),
        ("git@git.example.org:team/a.git", "ssh://git@git.example.org/~/team/a.git"),
        ("git@git.example.org:/srv/a.git", "ssh://git@git.example.org/srv/a.git"),
        ("/srv/git/a.git", "/srv/git/a.git"),
    ] {
        assert_eq!(Remote::parse(address).unwrap().address(), taken);
    }
    let remote = Remote::parse("https://git.example.org/team/a.git").unwrap();
    assert_eq!(
        remote.compare_url("fieldbook/pb-a-1").as_deref(),
        Some("https://git.example.org/team/a/compare/fieldbook/pb-a-1?expand=1")
    );
    assert_eq!(remote.compare_url("a?b"), None);
}

#[test]
fn an_option_in_place_of_an_address_runs_only_in_plain_git() {
    let world = World::new();
    let evil = program(&world, "evil");
    let option = format!("--upload-pack={}", evil.display());
    world.try_git(world.folder.path(), &["clone", &option, "remote.git", "x"], b"");
    assert!(sang(&world), "plain git falls for it");
    assert_eq!(Remote::parse(&option), Err(RefusedUrl::Option));
}

/// What a program that starts Fieldbook may have in its environment.
const VARIABLES: &[&str] = &[
    "GIT_SSH_COMMAND",
    "GIT_SSH",
    "GIT_PROXY_COMMAND",
    "GIT_ASKPASS",
    "SSH_ASKPASS",
    "GIT_EXTERNAL_DIFF",
    "GIT_PAGER",
    "GIT_EDITOR",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_GLOBAL",
    "GIT_TEMPLATE_DIR",
    "GIT_EXEC_PATH",
    "GIT_DIR",
];

#[test]
fn nothing_in_the_environment_steers_git() {
    let world = World::new();
    world.push("main", &[("a.md", "a")]);
    let evil = program(&world, "evil");
    let hooks = world.folder.path().join("template/hooks");
    std::fs::create_dir_all(&hooks).unwrap();
    std::fs::copy(&evil, hooks.join("reference-transaction")).unwrap();
    let exec = world.folder.path().join("exec");
    std::fs::create_dir_all(&exec).unwrap();
    for name in ["git-remote-https", "git-upload-pack", "git-fetch", "git-init", "git"] {
        std::fs::copy(&evil, exec.join(name)).unwrap();
    }
    let global = world.folder.path().join("evil.gitconfig");
    file(
        &global,
        &format!("[core]\nsshCommand = {0}\nhooksPath = {1}\n", evil.display(), hooks.display()),
    );
    let mut sung = 0;
    for variable in VARIABLES {
        let value = match *variable {
            "GIT_CONFIG_COUNT" => "1".into(),
            "GIT_CONFIG_PARAMETERS" => format!("'core.sshCommand={}'", evil.display()),
            "GIT_CONFIG_GLOBAL" => global.display().to_string(),
            "GIT_TEMPLATE_DIR" => world.folder.path().join("template").display().to_string(),
            "GIT_EXEC_PATH" => exec.display().to_string(),
            "GIT_DIR" => "/nowhere".into(),
            _ => evil.display().to_string(),
        };
        // The control: the same environment with plain git, over ssh and over a folder.
        plain(&world, variable, &value, &evil);
        sung += u32::from(sang(&world));
        child(&world, variable, &value, &evil);
        assert!(!sang(&world), "{variable} ran a program");
    }
    println!("{} variables tried, {sung} of them run a program in plain git", VARIABLES.len());
    assert!(sung >= 5, "only {sung} controls sang");
}

#[expect(clippy::disallowed_methods, reason = "tests start processes")]
fn plain(world: &World, variable: &str, value: &str, evil: &Path) {
    let run = |args: &[&str]| {
        let mut git = Command::new("git");
        git.args(args)
            .current_dir(world.folder.path())
            .env("HOME", world.home())
            .env(variable, value);
        git.env("GIT_CONFIG_KEY_0", "core.sshCommand")
            .env("GIT_CONFIG_VALUE_0", evil)
            .env("GIT_TERMINAL_PROMPT", "0");
        git.output().unwrap()
    };
    run(&["ls-remote", "ssh://nobody@127.0.0.1:9/x"]);
    run(&["init", "-q", "--bare", "plain.git"]);
    run(&["--git-dir=plain.git", "fetch", "-q", "remote.git", "+refs/heads/*:refs/heads/*"]);
    let _ = std::fs::remove_dir_all(world.folder.path().join("plain.git"));
}

/// Runs this program again, with the variable, as whoever starts Fieldbook might.
#[expect(clippy::disallowed_methods, reason = "tests start processes")]
fn child(world: &World, variable: &str, value: &str, evil: &Path) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "attacks::fetches_when_told_to", "--nocapture"])
        .env("FIELDBOOK_ATTACKED", world.folder.path())
        .env("GIT_CONFIG_KEY_0", "core.sshCommand")
        .env("GIT_CONFIG_VALUE_0", evil)
        .env(variable, value)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("the attacked has fetched"),
        "{variable}: {said}"
    );
}

/// Not a check by itself: the child of the test above.
#[test]
fn fetches_when_told_to() {
    let Some(folder) = std::env::var_os("FIELDBOOK_ATTACKED").map(PathBuf::from) else { return };
    let home = Some(folder.join("home"));
    let ours = folder.join("ours");
    let _ = std::fs::remove_dir_all(&ours);
    let remote = Remote::parse(folder.join("remote.git").to_str().unwrap()).unwrap();
    let repository = Repository::open(&ours, remote, Limits::default(), home.clone()).unwrap();
    assert!(repository.fetch().unwrap().unwrap().tip.is_some());
    drop(repository);
    let ssh = Remote::parse("ssh://nobody@127.0.0.1:9/x").unwrap();
    let repository = Repository::open(&ours, ssh, Limits::default(), home).unwrap();
    assert!(repository.fetch().unwrap().is_err());
    println!("the attacked has fetched");
}

#[test]
fn hooks_and_helpers_of_a_configuration_do_not_run() {
    let world = World::new();
    world.push("main", &[("a.md", "a"), (".gitattributes", "* filter=evil\n")]);
    let evil = program(&world, "evil");
    let hooks = world.folder.path().join("hooks");
    std::fs::create_dir_all(&hooks).unwrap();
    for name in ["reference-transaction", "post-checkout", "pre-push", "pre-auto-gc"] {
        std::fs::copy(&evil, hooks.join(name)).unwrap();
    }
    let evil = evil.display();
    let cases = [
        format!("[core]\nhooksPath = {}\n", hooks.display()),
        format!("[core]\nfsmonitor = {evil}\n"),
        format!("[filter \"evil\"]\nsmudge = {evil}\nclean = {evil}\nrequired = true\n"),
        format!("[core]\npager = {evil}\n[pager]\nlog = {evil}\n"),
        format!(
            "[gpg]\nprogram = {evil}\n[commit]\ngpgSign = true\n[log]\nshowSignature = true\n[push]\ngpgSign = if-asked\n"
        ),
        format!("[init]\ntemplateDir = {}\n", world.folder.path().join("template").display()),
    ];
    std::fs::create_dir_all(world.folder.path().join("template/hooks")).unwrap();
    std::fs::copy(
        hooks.join("pre-push"),
        world.folder.path().join("template/hooks/reference-transaction"),
    )
    .unwrap();
    let mut sung = 0;
    for (number, config) in cases.iter().enumerate() {
        file(&world.home().join(".gitconfig"), config);
        world.try_git(world.folder.path(), &["clone", "-q", "remote.git", "plain"], b"");
        let plain = world.folder.path().join("plain");
        // A filter or hook that fails leaves no clone behind.
        if plain.is_dir() {
            world.try_git(&plain, &["status"], b"");
            world.try_git(&plain, &["commit", "-q", "--allow-empty", "-m", "x"], b"");
        }
        sung += u32::from(sang(&world));
        let _ = std::fs::remove_dir_all(plain);

        let ours = world.ours(&format!("ours{number}"));
        let tip = ours.fetch().unwrap().unwrap().tip.unwrap();
        ours.files(&tip).unwrap().unwrap();
        ours.log(None, &tip, &[], 5).unwrap();
        let changes =
            [FileChange { path: "b.md".into(), bytes: Some(number.to_string().into_bytes()) }];
        let commit = ours
            .commit(&NewCommit {
                parents: &[&tip],
                changes: &changes,
                message: "m",
                author: &person(),
            })
            .unwrap();
        ours.push(&commit, "main").unwrap().unwrap();
        assert!(!sang(&world), "{config}");
    }
    println!("{} configurations tried, {sung} of them run a program in plain git", cases.len());
    assert!(sung >= 4, "only {sung} controls sang");
}

#[test]
fn a_configuration_cannot_bring_back_a_protocol() {
    let world = World::new();
    let evil = program(&world, "evil");
    let config = format!(
        "[protocol \"ext\"]\nallow = always\n[protocol \"file\"]\nallow = always\n[protocol]\nallow = always\n[url \"ext::{} \"]\ninsteadOf = https://evil.example/\n[url \"{}\"]\ninsteadOf = https://local.example/x\n",
        evil.display(),
        world.remote().display()
    );
    file(&world.home().join(".gitconfig"), &config);
    world.try_git(world.folder.path(), &["ls-remote", "https://evil.example/x"], b"");
    assert!(sang(&world), "plain git runs it");
    let ours = world.ours_of("ours", "https://evil.example/x", Limits::default());
    let refused = ours.fetch();
    assert!(matches!(refused, Ok(Err(_))), "{refused:?}");
    assert!(!sang(&world));
    drop(ours);
    let ours = world.ours_of("ours", "https://local.example/x", Limits::default());
    assert!(matches!(ours.fetch(), Ok(Err(_))), "an https address does not become a folder");
}

#[test]
fn a_folder_that_is_pushed_to_runs_nothing_here() {
    let world = World::new();
    let tip = world.push("main", &[("a.md", "a")]);
    let evil = program(&world, "evil");
    for name in [
        "pre-receive",
        "update",
        "post-receive",
        "post-update",
        "reference-transaction",
        "proc-receive",
    ] {
        std::fs::copy(&evil, world.remote().join("hooks").join(name)).unwrap_or_else(|_| {
            std::fs::create_dir_all(world.remote().join("hooks")).unwrap();
            std::fs::copy(&evil, world.remote().join("hooks").join(name)).unwrap()
        });
    }
    for (key, value) in [
        ("core.fsmonitor", evil.to_str().unwrap()),
        ("core.alternateRefsCommand", evil.to_str().unwrap()),
        ("uploadpack.packObjectsHook", evil.to_str().unwrap()),
    ] {
        world.git(&world.remote(), &["config", key, value]);
    }
    let other = World::new();
    file(
        &world.remote().join("objects/info/alternates"),
        &format!("{}\n", other.remote().join("objects").display()),
    );
    world.git(world.folder.path(), &["init", "-q", "plain"]);
    let plain = world.folder.path().join("plain");
    world.git(&plain, &["commit", "-q", "--allow-empty", "-m", "x"]);
    world.try_git(
        &plain,
        &["push", "-q", world.remote().to_str().unwrap(), "HEAD:refs/heads/plain"],
        b"",
    );
    assert!(sang(&world), "plain git runs the folder's hooks");

    let ours = world.ours("ours");
    ours.fetch().unwrap().unwrap();
    let changes = [FileChange { path: "b.md".into(), bytes: Some(b"b".to_vec()) }];
    let commit = ours
        .commit(&NewCommit { parents: &[&tip], changes: &changes, message: "m", author: &person() })
        .unwrap();
    ours.push(&commit, "main").unwrap().unwrap();
    assert!(!sang(&world));
    assert_eq!(ours.fetch().unwrap().unwrap().tip.as_deref(), Some(commit.as_str()));
}
