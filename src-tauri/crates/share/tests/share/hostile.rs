//! Hostile remotes: no file outside our repository, no program run, no process left.
//!
//! What git was attacked with before, and where it is tried here or in `attacks`:
//!
//! | attack | known as | test |
//! |---|---|---|
//! | an address read as an option of ssh or git | CVE-2017-1000117 | `addresses_that_could_be_an_option_…`, `an_option_in_place_of_…` |
//! | a protocol that names a program or a file | ext, fd, file | `addresses_…`, `a_configuration_cannot_bring_back_…` |
//! | a submodule's address read as an option | CVE-2018-17456 | `submodules_attributes_and_bundles_…` |
//! | names that differ in case alone, with filters | CVE-2021-21300 | `trees_made_to_do_harm_…`, `submodules_…` |
//! | a local copy that follows links, or takes objects from elsewhere | CVE-2022-39253, CVE-2024-32020, CVE-2024-32021 | `links_in_a_folder_…`, `a_folder_that_is_pushed_to_…` |
//! | a submodule over a link of the same name | CVE-2024-32002 | `trees_made_to_do_harm_…` |
//! | line ends and escapes for the credential helper or the terminal | CVE-2024-50349, CVE-2024-52006 | `addresses_…`, and beside `Git` itself |
//! | a submodule's path with a carriage return; a bundle's address | CVE-2025-48384, CVE-2025-48385 | `submodules_…` |
//! | four kinds of bad trees: dots, `.git`, slashes, duplicates | | `trees_made_to_do_harm_…` |
//! | too much: files, bytes, output, a claim of 10 GB | | `what_is_too_large_…` |
//! | a server that keeps silent | | `a_server_that_never_answers_…` |
//! | the environment, the configuration, hooks | | `nothing_in_the_environment_…`, `hooks_and_helpers_…` |

use std::io::Read as _;
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use fieldbook_share::layout::{FileRefusal, TreeEntry, is_safe_path, sort};
use fieldbook_share::{GitError, Limits, Refusal};

use crate::world::{World, file, program, sang, strays};

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
        &[("160000", b"A"), ("120000", b"a")],
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
    // A path that a checkout would write without its last character.
    world
        .push("main", &[(".gitmodules", "[submodule \"x\"]\n\tpath = \"x\r\"\n\turl = ./other\n")]);
    let ours = world.ours("ours");
    assert!(matches!(ours.fetch().unwrap(), Ok(_) | Err(Refusal::Damaged)));
    assert!(!sang(&world) && !ours.dir().join("modules").exists());
    drop(ours);
    // A submodule file made to be an option is refused by git's own check.
    world.push("main", &[(".gitmodules", &modules)]);
    let ours = world.ours("ours");
    assert_eq!(ours.fetch().unwrap(), Err(Refusal::Damaged));
    assert!(!sang(&world));
}

#[test]
fn links_in_a_folder_that_is_fetched_from_bring_nothing_along() {
    let world = World::new();
    world.push("main", &[("a.md", "a")]);
    let private = world.home().join("private");
    file(&private, "the key of the house");
    let objects = world.remote().join("objects");
    std::os::unix::fs::symlink(&private, objects.join("pack/pack-private.pack")).unwrap();
    std::os::unix::fs::symlink(world.home(), objects.join("info/home")).unwrap();
    let local = ["clone", "-q", "--bare", "--local", "remote.git", "plain.git"];
    let (copied, _, words) = world.try_git(world.folder.path(), &local, b"");
    let fell = world.folder.path().join("plain.git/objects/pack/pack-private.pack").exists();
    assert!(
        fell || (!copied && words.contains("link")),
        "plain git copies it or sees the link: {words}"
    );
    let _ = std::fs::remove_dir_all(world.folder.path().join("plain.git"));

    let ours = world.ours("ours");
    ours.fetch().unwrap().unwrap();
    let mut folders = vec![ours.dir().to_path_buf()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let kind = entry.file_type().unwrap();
            assert!(!kind.is_symlink(), "{:?}", entry.path());
            if kind.is_dir() {
                folders.push(entry.path());
            } else {
                files += 1;
                let bytes = std::fs::read(entry.path()).unwrap();
                let found = bytes.windows(7).any(|part| part == b"the key");
                assert!(!found, "{:?}", entry.path());
            }
        }
    }
    assert!(files > 3, "the copy is there: {files} files");
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

/// Processes that stay. One that was killed with its group shows until the system has cleared it away, which git
/// being waited for does not tell; one that was forgotten would wait for its silent server for ever.
fn left_of(word: &str) -> Vec<String> {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let left = processes_with(word);
        if left.is_empty() || Instant::now() > deadline {
            return left;
        }
        std::thread::yield_now();
    }
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
        assert_eq!(left_of(&format!("slow-{scheme}-{port}")), Vec::<String>::new());
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
