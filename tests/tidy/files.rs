//! What files there are, how long they are, and what must be in none of them.

use fieldbook_tests::tree;

/// The top level, fixed; files whose name begins with a dot come beside.
const TOP: &[&str] =
    &["Cargo.toml", "Cargo.lock", "LICENSE", "README.md", "src-tauri", "ui", "playbooks", "tests"];

/// The most lines that a source file has, its unit tests not counted.
const LONGEST: usize = 400;

/// Files that are longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

/// Endings of the files that people write.
const WRITTEN: &[&str] = &[".rs", ".ts", ".svelte"];

#[test]
fn the_top_level_is_fixed() {
    let top = |path: &String| path.split('/').next().unwrap_or_default().to_owned();
    let mut stray: Vec<String> = tree::paths().iter().map(top).collect();
    stray.retain(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()));
    stray.dedup();
    crate::none("at the top there is only what the README names:", &stray);
}

#[test]
fn files_are_short() {
    let mut violations = Vec::new();
    for file in tree::sources(WRITTEN) {
        let lines = lines_of_code(&file.text);
        let reason = LONGER.iter().find(|(path, _)| *path == file.path);
        let generated = file.path == "ui/src/api/bindings.ts";
        match (lines > LONGEST, reason) {
            (true, None) if !generated => violations.push(format!("{}: {lines} lines", file.path)),
            (false, Some(_)) => {
                violations.push(format!("{}: {lines} lines, an exception no more", file.path));
            }
            _ => {}
        }
    }
    let paths = tree::paths();
    let gone = LONGER.iter().filter(|(path, _)| !paths.iter().any(|known| known == path));
    violations.extend(gone.map(|(path, _)| format!("{path}: is no more")));
    crate::none(
        &format!("files of more than {LONGEST} lines (split, or give the reason):"),
        &violations,
    );
}

/// Lines down to the unit tests at the foot.
fn lines_of_code(text: &str) -> usize {
    text.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

#[test]
fn nothing_tells_of_the_machine_it_was_made_on() {
    // In halves, so that this file does not contain them itself.
    let traces = [
        concat!("/work", "/main"),
        concat!("/work", "/shared"),
        concat!("/work", "/.library"),
        concat!("/root", "/."),
        concat!("registry", ".npmjs.org"),
        concat!("index", ".crates.io"),
        concat!("static", ".crates.io"),
        concat!("deb", ".debian.org"),
        concat!("files", ".pythonhosted.org"),
    ];
    let mut violations = Vec::new();
    for path in tree::paths() {
        // Pictures and other binary files are no text.
        let Ok(text) = std::fs::read_to_string(tree::root().join(&path)) else { continue };
        violations.extend(
            traces
                .iter()
                .filter(|trace| text.contains(**trace))
                .map(|trace| format!("{path}: {trace}")),
        );
    }
    crate::none("paths and hosts of some machine:", &violations);
}

#[test]
fn there_is_something_to_look_at() {
    assert!(tree::sources(&[".rs"]).len() > 20, "the list of files is not what it seems");
}
