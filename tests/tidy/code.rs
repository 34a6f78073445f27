//! What is in the source text itself, where no lint of the compiler reaches.

use fieldbook_tests::tree::{self, SourceFile};

/// Words that name no purpose.
const EMPTY_WORDS: &[&str] =
    &["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Processor"];

const DECLARE: &[&str] =
    &["struct", "enum", "trait", "type", "mod", "class", "interface", "fn", "function"];

#[test]
fn names_say_what_a_thing_is() {
    let mut violations = Vec::new();
    for file in tree::sources(&[".rs", ".ts", ".svelte"]) {
        let stem = file
            .path
            .rsplit('/')
            .next()
            .and_then(|name| name.split('.').next())
            .unwrap_or_default();
        if is_empty_word(stem) {
            violations.push(file.path.clone());
        }
        let mut words = file
            .text
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .filter(|word| !word.is_empty());
        let mut before = words.next().unwrap_or_default();
        for word in words {
            if DECLARE.contains(&before) && is_empty_word(word) {
                violations.push(format!("{}: {before} {word}", file.path));
            }
            before = word;
        }
    }
    crate::none("names that say nothing (Manager, Helper, Util, Service):", &violations);
}

/// `FileManager`, `file_utils` and `helper` are empty; `Utility` and `manage` are not.
fn is_empty_word(name: &str) -> bool {
    EMPTY_WORDS.iter().any(|word| {
        let low = word.to_ascii_lowercase();
        name.ends_with(word)
            || name == low
            || name.ends_with(&format!("_{low}"))
            || name.ends_with(&format!("-{low}"))
    })
}

#[test]
fn exceptions_are_expected_not_allowed() {
    // In halves, so that this file does not contain them itself.
    let allow = [concat!("#[", "allow("), concat!("#![", "allow(")];
    let found = tree::sources(&[".rs"])
        .into_iter()
        .filter(|file| allow.iter().any(|word| code(file).contains(word)));
    let found: Vec<String> = found.map(|file| file.path).collect();
    crate::none(
        "use #[expect(lint, reason = \"...\")], which fails when it is needed no more:",
        &found,
    );
}

#[test]
fn only_tests_unwrap() {
    let unwrap = concat!(".unwrap", "()");
    let mut violations = Vec::new();
    for file in tree::sources(&[".rs"]).iter().filter(|file| !is_test(&file.path)) {
        let lines =
            code(file).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        let lines = lines.filter(|(_, line)| line.contains(unwrap));
        violations.extend(lines.map(|(number, _)| format!("{}:{}", file.path, number + 1)));
    }
    crate::none("say why it holds with expect, or return the error:", &violations);
}

#[test]
fn every_crate_opens_with_an_essay() {
    let mut violations = Vec::new();
    for file in tree::sources(&["src/lib.rs", "src/main.rs"]) {
        let essay: Vec<&str> =
            file.text.lines().take_while(|line| line.starts_with("//!")).collect();
        // A program whose library has the essay says so in a line.
        let has_library = file.path.ends_with("main.rs")
            && tree::root().join(file.path.replace("main.rs", "lib.rs")).is_file();
        let is_library = file.path.ends_with("lib.rs");
        if essay.len() < 5 && !has_library {
            violations.push(format!("{}: an essay of {} lines", file.path, essay.len()));
        } else if is_library && !essay.iter().any(|line| line.contains("```")) {
            violations.push(format!("{}: an essay without an example", file.path));
        }
    }
    crate::none("the first thing a newcomer reads in a crate:", &violations);
}

#[test]
fn only_the_host_folder_knows_tauri() {
    let tauri = concat!("@tauri", "-apps");
    let sources = tree::sources(&[".ts", ".svelte", ".js"]).into_iter();
    let knowing = sources
        .filter(|file| file.path.starts_with("ui/src/") && !file.path.starts_with("ui/src/host/"));
    let knowing: Vec<String> =
        knowing.filter(|file| file.text.contains(tauri)).map(|file| file.path).collect();
    crate::none("the interface reaches the shell only through ui/src/host:", &knowing);
}

/// The text of a file down to its unit tests.
fn code(file: &SourceFile) -> &str {
    file.text.split("\n#[cfg(test)]\n").next().unwrap_or_default()
}

fn is_test(path: &str) -> bool {
    let folders = ["/tests/", "/benches/", "/examples/"];
    path.starts_with("tests/")
        || path.ends_with("/tests.rs")
        || folders.iter().any(|folder| path.contains(folder))
}
