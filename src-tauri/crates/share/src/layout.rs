//! Which files of a stranger's tree are read, and why the others are not.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

/// Most bytes of one file.
pub const MAX_FILE: u64 = 1024 * 1024;
/// Most files of a library.
pub const MAX_FILES: usize = 40_000;
/// Most bytes of all files.
pub const MAX_BYTES: u64 = 400 * 1024 * 1024;

/// One line of `git ls-tree -r -l -z`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeEntry {
    /// Octal mode, such as `100644`.
    pub mode: String,
    /// Object name of the blob.
    pub oid: String,
    /// Bytes of the blob, where git knows.
    pub size: Option<u64>,
    /// Path from the top.
    pub path: String,
}

/// A file that is not read, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedFile {
    /// Its path; made printable.
    pub path: String,
    /// Why.
    pub reason: FileRefusal,
}

/// Why a file of a library is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefusal {
    /// A symbolic link.
    Link,
    /// A repository in the repository.
    Submodule,
    /// A mode that no file of ours has.
    Mode,
    /// Larger than [`MAX_FILE`].
    TooLarge,
    /// A name that some system would read as something else.
    Name,
    /// Another file has the same name on some system: only case or the form of an accent differs.
    Clash,
}

impl FileRefusal {
    /// The code by which the interface finds the words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Link => "symbolic-link",
            Self::Submodule => "submodule",
            Self::Mode => "mode",
            Self::TooLarge => "too-large",
            Self::Name => "name",
            Self::Clash => "name-clash",
        }
    }
}

/// What of a tree is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sorted {
    /// The files that are read.
    pub files: Vec<TreeEntry>,
    /// The files that are not.
    pub refused: Vec<RefusedFile>,
}

/// The whole tree is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooBig {
    /// Files it has.
    pub files: usize,
    /// Bytes they have.
    pub bytes: u64,
}

/// Parses what `git ls-tree -r -l -z` writes; names that are no UTF-8 come with replacement characters.
pub(crate) fn parse(listing: &[u8]) -> Vec<TreeEntry> {
    let lines = listing.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    lines
        .filter_map(|line| {
            let line = String::from_utf8_lossy(line).into_owned();
            let (facts, path) = line.split_once('\t')?;
            let mut facts = facts.split_whitespace();
            let mode = facts.next()?.to_owned();
            let _kind = facts.next()?;
            let oid = facts.next()?.to_owned();
            let size = facts.next().and_then(|size| size.parse().ok());
            Some(TreeEntry { mode, oid, size, path: path.to_owned() })
        })
        .collect()
}

/// Sorts a tree into what is read and what is not.
///
/// # Errors
/// [`TooBig`] if there is more than Fieldbook takes from one library.
pub fn sort(entries: Vec<TreeEntry>) -> Result<Sorted, TooBig> {
    let bytes = entries.iter().filter_map(|entry| entry.size).fold(0_u64, u64::saturating_add);
    if entries.len() > MAX_FILES || bytes > MAX_BYTES {
        return Err(TooBig { files: entries.len(), bytes });
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entry in &entries {
        *seen.entry(folded(&entry.path)).or_default() += 1;
    }
    let mut sorted = Sorted::default();
    for entry in entries {
        let refusal = refusal(&entry).or_else(|| {
            let clash = seen.get(&folded(&entry.path)).is_some_and(|count| *count > 1);
            clash.then_some(FileRefusal::Clash)
        });
        match refusal {
            None => sorted.files.push(entry),
            Some(reason) => {
                sorted.refused.push(RefusedFile { path: printable(&entry.path), reason });
            }
        }
    }
    Ok(sorted)
}

fn refusal(entry: &TreeEntry) -> Option<FileRefusal> {
    match entry.mode.as_str() {
        "100644" | "100755" => {}
        "120000" => return Some(FileRefusal::Link),
        "160000" => return Some(FileRefusal::Submodule),
        _ => return Some(FileRefusal::Mode),
    }
    if !is_safe_path(&entry.path) {
        return Some(FileRefusal::Name);
    }
    // A blob whose size git does not tell is not there.
    (entry.size.is_none_or(|size| size > MAX_FILE)).then_some(FileRefusal::TooLarge)
}

/// Tells whether a path means the same file, and only that, on every system.
pub fn is_safe_path(path: &str) -> bool {
    let composed: String = path.nfc().collect();
    !path.is_empty()
        && path.len() <= 400
        && composed == path
        && !path.starts_with('/')
        && path.split('/').all(is_safe_name)
}

fn is_safe_name(name: &str) -> bool {
    let bad = |sign: char| {
        sign.is_control()
            || crate::remote::is_bidi(sign)
            || matches!(
                sign,
                '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{fffd}' | '\u{feff}'
            )
            || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{e0000}'..='\u{e007f}')
    };
    let lower = name.to_ascii_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let device =
        matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    // `git~1` is the short name of `.git` on Windows.
    let git = lower.starts_with(".git")
        && !matches!(
            lower.as_str(),
            ".gitignore" | ".gitattributes" | ".github" | ".gitlab-ci.yml" | ".gitkeep"
        )
        || lower.starts_with("git~");
    !(name.is_empty()
        || name == "."
        || name == ".."
        || name.starts_with('-')
        || name.ends_with(['.', ' '])
        || name.chars().any(bad)
        || device
        || git)
}

/// Two paths that fold to the same text are one file on some system.
fn folded(path: &str) -> String {
    path.nfkc().flat_map(char::to_lowercase).collect()
}

fn printable(path: &str) -> String {
    path.chars()
        .map(
            |sign| {
                if sign.is_control() || crate::remote::is_bidi(sign) { '\u{fffd}' } else { sign }
            },
        )
        .take(400)
        .collect()
}

/// The folders of records, in the order in which they are looked for.
pub const FOLDERS: [&str; 3] = ["case-studies", "playbooks", "findings"];

/// The id that a path stands for, if it is a record's: a Markdown file in one of the record folders.
pub fn id_of(path: &str) -> Option<&str> {
    let (folder, name) = path.split_once('/')?;
    let stem = name.strip_suffix(".md")?;
    let legal = stem.len() >= 3
        && stem.len() <= 64
        && stem
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (FOLDERS.contains(&folder) && legal).then_some(stem)
}

/// The path of a new record.
pub fn path_of(kind: &str, id: &str) -> String {
    let folder = match kind {
        "playbook" => "playbooks",
        "finding" => "findings",
        _ => "case-studies",
    };
    format!("{folder}/{id}.md")
}
