//! Hostile addresses, remotes and configurations: no side effect, no file outside our repository, no process left.
//!
//! Where an attack has a plain git that falls for it, that is tried first: a canary that never sings proves nothing.

use std::io::Read as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fieldbook_share::layout::{FileRefusal, TreeEntry, is_safe_path, sort};
use fieldbook_share::{
    FileChange, GitError, Limits, NewCommit, Person, Refusal, RefusedUrl, Remote, Repository,
};

use crate::world::World;

fn person() -> Person {
    Person { name: "Ada".into(), email: "ada@example.org".into(), at: 1_700_000_000 }
}

/// A file that an attack would make.
fn canary(world: &World) -> PathBuf {
    world.folder.path().join("canary")
}

/// Whether the canary sang; it is silent afterwards.
fn sang(world: &World) -> bool {
    std::fs::remove_file(canary(world)).is_ok()
}

fn file(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), text.as_bytes()).unwrap();
}

/// A program that makes the canary.
fn program(world: &World, name: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let path = world.folder.path().join(name);
    file(&path, &format!("#!/bin/sh\ntouch '{}'\nexit 1\n", canary(world).display()));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// What lies in the world besides our repository, the remote and the canary.
fn strays(world: &World) -> Vec<String> {
    let names = std::fs::read_dir(world.folder.path()).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !matches!(name.as_str(), "home" | "remote.git" | "ours"));
    names
}

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

/// Writes a tree with a name that no checkout should meet, and a branch that shows it.
fn evil_tree(world: &World, entries: &[(&str, &[u8])]) {
    let dir = world.remote();
    let blob = world.git_with(&dir, &["hash-object", "-w", "--stdin"], b"evil");
    let raw: Vec<u8> =
        (0..20).map(|at| u8::from_str_radix(&blob[at * 2..at * 2 + 2], 16).unwrap()).collect();
    let mut tree = Vec::new();
    for (mode, name) in entries {
        tree.extend_from_slice(mode.as_bytes());
        tree.push(b' ');
        tree.extend_from_slice(name);
        tree.push(0);
        tree.extend_from_slice(&raw);
    }
    let tree =
        world.git_with(&dir, &["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], &tree);
    let commit = world.git(&dir, &["commit-tree", &tree, "-m", "evil"]);
    world.git(&dir, &["update-ref", "refs/heads/main", &commit]);
}

#[test]
fn trees_made_to_do_harm_are_refused_or_their_files_passed_over() {
    let cases: &[&[(&str, &[u8])]] = &[
        &[("100644", b"..")],
        &[("100644", b".")],
        &[("100644", b".git")],
        &[("100644", b".GIT")],
        &[("100644", b"git~1")],
        &[("100644", b"../../escape")],
        &[("100644", b"/etc/escape")],
        &[("100644", b".git\x20")],
        &[("100644", ".g\u{200c}it".as_bytes())],
        &[("120000", b"link")],
        &[("120000", b".gitmodules")],
        &[("160000", b"module")],
        &[("100644", b"a\\..\\b")],
        &[("100644", b"con.md")],
        &[("100644", b"-rf")],
        &[("100644", b"line\nbreak")],
        &[("100644", b"trailing.")],
        &[("100644", b"name:stream")],
        &[("100644", b"\xff\xfe")],
        &[("100644", "\u{202e}dm.exe".as_bytes())],
        &[("100644", b"README.md"), ("100644", b"readme.MD")],
        &[("100644", "cafe\u{301}.md".as_bytes()), ("100644", "caf\u{e9}.md".as_bytes())],
        &[("100644", b"same.md"), ("100644", b"same.md")],
    ];
    let (mut refused, mut passed_over) = (0, 0);
    for entries in cases {
        let world = World::new();
        evil_tree(&world, entries);
        let ours = world.ours("ours");
        match ours.fetch().unwrap() {
            Err(refusal) => {
                assert_eq!(refusal, Refusal::Damaged, "{entries:?}");
                refused += 1;
            }
            Ok(heads) => {
                let sorted = ours.files(&heads.tip.unwrap()).unwrap().unwrap();
                assert_eq!(sorted.files, [], "{entries:?}");
                assert_eq!(sorted.refused.len(), entries.len());
                assert!(sorted.refused.iter().all(|file| !file.path.contains('\n')));
                passed_over += 1;
            }
        }
        assert_eq!(strays(&world), Vec::<String>::new(), "{entries:?}");
        assert!(
            !world.folder.path().join("../escape").exists() && !Path::new("/etc/escape").exists()
        );
    }
    println!(
        "{} trees: {refused} refused by git's own check, {passed_over} passed over file by file",
        cases.len()
    );
    assert!(refused >= 5 && passed_over >= 10);
}

#[test]
fn submodules_attributes_and_bundles_lead_nowhere() {
    let world = World::new();
    let evil = program(&world, "evil");
    let modules = format!(
        "[submodule \"x\"]\n\tpath = x\n\turl = -u./evil\n[submodule \"y\"]\n\tpath = y\n\turl = ext::{}\n\tupdate = !{0}\n",
        evil.display()
    );
    world.push(
        "main",
        &[(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ./other\n"), ("a.md", "a")],
    );
    world.push(
        "main",
        &[(
            ".gitattributes",
            "* filter=lfs diff=evil merge=evil text eol=crlf working-tree-encoding=UTF-16\n",
        )],
    );
    world.git(&world.remote(), &["config", "uploadpack.advertiseBundleURIs", "true"]);
    world.git(&world.remote(), &["config", "bundle.version", "1"]);
    world.git(&world.remote(), &["config", "bundle.mode", "all"]);
    world.git(&world.remote(), &["config", "bundle.x.uri", &format!("file://{}", evil.display())]);
    let ours = world.ours("ours");
    let tip = ours.fetch().unwrap().unwrap().tip.unwrap();
    let files = ours.files(&tip).unwrap().unwrap();
    assert_eq!(
        files.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
        [".gitattributes", "a.md"]
    );
    assert_eq!(
        ours.file(&tip, "a.md").unwrap().as_deref(),
        Some(b"a".as_slice()),
        "no filter touched it"
    );
    assert!(!sang(&world));
    assert!(!ours.dir().join("modules").exists());
    assert_eq!(world.git(ours.dir(), &["for-each-ref", "refs/bundles"]), "");
    drop(ours);
    // A submodule file made to be an option is refused by git's own check.
    world.push("main", &[(".gitmodules", &modules)]);
    let ours = world.ours("ours");
    assert_eq!(ours.fetch().unwrap(), Err(Refusal::Damaged));
    assert!(!sang(&world));
}

#[test]
fn what_is_too_large_is_cut_off() {
    let world = World::new();
    let noise: String = (0..400_000_u64)
        .map(|at| char::from(33 + (at.wrapping_mul(6_364_136_223_846_793_005) >> 57) as u8 % 90))
        .collect();
    world.push(
        "main",
        &[("playbooks/pb-big.md", &noise.repeat(4)), ("playbooks/pb-fine.md", "fine")],
    );
    let ours = world.ours("ours");
    let tip = ours.fetch().unwrap().unwrap().tip.unwrap();
    let sorted = ours.files(&tip).unwrap().unwrap();
    assert_eq!((sorted.files.len(), sorted.refused.len()), (1, 1));
    assert_eq!(sorted.refused[0].reason, FileRefusal::TooLarge);

    let small_disk = Limits { disk: 1_000, ..Limits::default() };
    let capped = world.ours_of("capped", world.remote().to_str().unwrap(), small_disk);
    assert_eq!(capped.fetch().unwrap(), Err(Refusal::TooLarge));
    let small_output = Limits { output: 20, ..Limits::default() };
    let capped = world.ours_of("quiet", world.remote().to_str().unwrap(), small_output);
    assert_eq!(capped.fetch().unwrap(), Err(Refusal::TooLarge));

    let many: Vec<TreeEntry> = (0..fieldbook_share::layout::MAX_FILES + 1)
        .map(|number| TreeEntry {
            mode: "100644".into(),
            oid: "o".into(),
            size: Some(1),
            path: format!("{number}.md"),
        })
        .collect();
    assert!(sort(many).is_err());
    let claim = TreeEntry {
        mode: "100644".into(),
        oid: "o".into(),
        size: Some(10 << 30),
        path: "a.md".into(),
    };
    assert!(sort(vec![claim]).is_err(), "a claim of 10 GB");
}

/// Processes whose command line names `word`, and are not us.
fn processes_with(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(line) = std::fs::read(entry.path().join("cmdline")) else { continue };
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        if line.contains(word) {
            found.push(line);
        }
    }
    found
}

#[test]
fn a_server_that_never_answers_is_left_and_so_is_a_run_that_is_stopped() {
    let world = World::new();
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    // It takes every connection and says nothing.
    let silent = std::thread::spawn(move || {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = server.accept() {
            let mut first = [0; 4];
            let told_to_end = stream.read(&mut first).is_ok_and(|count| &first[..count] == b"end!");
            if told_to_end {
                break;
            }
            open.push(stream);
        }
    });
    for scheme in ["https", "ssh"] {
        let address = format!("{scheme}://127.0.0.1:{port}/slow-{scheme}-{port}.git");
        let limits = Limits { deadline: Duration::from_millis(700), ..Limits::default() };
        let ours = world.ours_of("ours", &address, limits);
        assert_eq!(ours.fetch().unwrap(), Err(Refusal::Unreachable), "{scheme}");
        drop(ours);
        let limits = Limits::default();
        limits.cancel.store(true, std::sync::atomic::Ordering::SeqCst);
        std::fs::create_dir_all(world.folder.path().join("home")).unwrap();
        let git = fieldbook_share::Git::anywhere(limits).with_home(Some(world.home()));
        let stopped = git.run(&["ls-remote", "--end-of-options", &address]);
        assert!(matches!(stopped, Err(GitError::Cancelled)), "{stopped:?}");
        assert_eq!(
            processes_with(&format!("slow-{scheme}-{port}")),
            Vec::<String>::new(),
            "no process is left"
        );
    }
    std::io::Write::write_all(
        &mut std::net::TcpStream::connect(("127.0.0.1", port)).unwrap(),
        b"end!",
    )
    .unwrap();
    silent.join().unwrap();
    // Where nobody listens at all.
    let ours = world.ours_of("ours", &format!("https://127.0.0.1:{port}/x.git"), Limits::default());
    assert_eq!(ours.fetch().unwrap(), Err(Refusal::Unreachable));
}

#[test]
fn names_that_mean_something_else_on_some_system_are_not_safe() {
    for path in [
        "",
        "/a",
        "a//b",
        "a/../b",
        "./a",
        "a/.",
        "a/.git/b",
        ".git",
        ".Git",
        ".git.",
        "git~1",
        "GIT~2",
        "a/-b",
        "a.",
        "a ",
        "con",
        "CON.md",
        "com1.txt",
        "lpt9",
        "a\\b",
        "a:b",
        "a*b",
        "a\u{7}b",
        "a\u{202e}b",
        "a\u{200b}b",
        "cafe\u{301}",
        "\u{feff}a",
        "a\u{e0041}b",
    ] {
        assert!(!is_safe_path(path), "{path:?}");
    }
    for path in [
        "playbooks/pb-a.md",
        "caf\u{e9}.md",
        "手册/一.md",
        ".gitignore",
        ".github/workflows/x.yml",
        "console.md",
        "com10.md",
    ] {
        assert!(is_safe_path(path), "{path:?}");
    }
}

#[test]
fn damaged_remotes_are_an_outcome() {
    let world = World::new();
    world.push("main", &[("a.md", "a")]);
    // The objects are gone, the reference is there: a truncated copy.
    let objects = world.remote().join("objects");
    std::fs::remove_dir_all(&objects).unwrap();
    std::fs::create_dir_all(&objects).unwrap();
    let ours = world.ours("ours");
    let refused = ours.fetch().unwrap().unwrap_err();
    assert!(
        matches!(refused, Refusal::Damaged | Refusal::NotFound | Refusal::Empty),
        "{refused:?}"
    );
    file(&world.remote().join("HEAD"), "ref: refs/heads/../../evil\n");
    assert!(ours.fetch().unwrap().is_err());
    std::fs::remove_dir_all(world.remote()).unwrap();
    assert_eq!(ours.fetch().unwrap(), Err(Refusal::NotFound));
    file(&world.remote(), "not a folder");
    assert!(ours.fetch().unwrap().is_err());
}
