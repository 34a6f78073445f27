//! Personal data and inside knowledge: addresses, telephone numbers, hosts, home folders, words of a list.

use crate::secrets::Found;

/// What a library calls its own: its words and the endings of its hosts.
#[derive(Debug, Clone, Default)]
pub struct Own<'a> {
    /// Words that must not be published.
    pub words: &'a [String],
    /// Endings of internal host names.
    pub hosts: &'a [String],
}

/// Endings of host names that no public network has.
const INTERNAL: &[&str] =
    &[".internal", ".corp", ".intranet", ".lan", ".home.arpa", ".localdomain"];

/// Domains that stand in documents for no one.
const NOBODY: &[&str] = &[
    "example.com",
    "example.org",
    "example.net",
    "example",
    "test",
    "invalid",
    "localhost",
    "users.noreply.github.com",
];

/// Looks for personal data in a text; what is found comes in order.
pub fn scan(text: &str, own: &Own<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    emails(text, &mut found);
    telephones(text, &mut found);
    hosts(text, own, &mut found);
    homes(text, &mut found);
    words(text, own, &mut found);
    found.sort_by_key(|one| one.start);
    found
}

fn emails(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('@') {
        let local = bytes[..at]
            .iter()
            .rev()
            .take(64)
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
            })
            .count();
        let domain = bytes[at + 1..]
            .iter()
            .take(253)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
            .count();
        let name = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
        let ending = name.rsplit('.').next().unwrap_or_default();
        // `git@host:path` is an address of a repository, a word after a colon or slash part of a URL, and one after
        // another @ the handle of a federated account.
        let before = at.checked_sub(local + 1).map(|before| bytes[before]);
        let shape = local > 0
            && name.contains('.')
            && ending.len() >= 2
            && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
        let somebody = !NOBODY.iter().any(|nobody| {
            name.eq_ignore_ascii_case(nobody)
                || name.to_ascii_lowercase().ends_with(&format!(".{nobody}"))
        });
        let role = matches!(&text[at - local..at], "git" | "noreply" | "no-reply");
        if shape && somebody && !role && !matches!(before, Some(b':' | b'/' | b'@')) {
            found.push(Found::new("email", text, at - local, at + 1 + name.len(), 2));
        }
    }
}

/// `+49 30 1234567` and the like: only with the plus sign, since figures are what records are full of.
fn telephones(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    for (at, _) in text.match_indices('+') {
        if at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'+') {
            continue;
        }
        let length = bytes[at + 1..]
            .iter()
            .take(24)
            .take_while(|byte| {
                byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'(' | b')' | b'/')
            })
            .count();
        let number =
            text[at + 1..at + 1 + length].trim_end_matches(|sign: char| !sign.is_ascii_digit());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let grouped = number.bytes().any(|byte| !byte.is_ascii_digit());
        let starts = number.starts_with(|sign: char| matches!(sign, '1'..='9'));
        if starts && (10..=15).contains(&digits) && (grouped || digits >= 11) {
            found.push(Found::new("telephone", text, at, at + 1 + number.len(), 4));
        }
    }
}

fn hosts(text: &str, own: &Own<'_>, found: &mut Vec<Found>) {
    let mut start = None;
    let ends = text.char_indices().map(|(at, sign)| (at, Some(sign))).chain([(text.len(), None)]);
    for (at, sign) in ends {
        if sign.is_some_and(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-')) {
            start.get_or_insert(at);
            continue;
        }
        let Some(begin) = start.take() else { continue };
        let word = text[begin..at].trim_end_matches(['.', '-']);
        if private_address(word) {
            found.push(Found::new("private-address", text, begin, begin + word.len(), 3));
        } else if internal_host(word, own) {
            found.push(Found::new("internal-host", text, begin, begin + word.len(), 3));
        }
    }
}

fn private_address(word: &str) -> bool {
    let parts: Vec<Option<u8>> = word.split('.').map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [Some(10), Some(b), Some(c), Some(d)] => (*b, *c, *d) != (0, 0, 0),
        [Some(172), Some(16..=31), Some(_), Some(_)] | [Some(192), Some(168), Some(_), Some(_)] => {
            true
        }
        _ => false,
    }
}

fn internal_host(word: &str, own: &Own<'_>) -> bool {
    let lower = word.to_ascii_lowercase();
    let labels = lower.split('.').filter(|label| !label.is_empty()).count();
    let builtin = labels >= 2
        && !lower.starts_with('.')
        && INTERNAL.iter().any(|ending| lower.ends_with(ending));
    let owned = own.hosts.iter().any(|ending| {
        let ending = ending.trim_start_matches('.').to_ascii_lowercase();
        !ending.is_empty() && (lower == ending || lower.ends_with(&format!(".{ending}")))
    });
    builtin || owned
}

/// `/home/name`, `/Users/name`, `C:\Users\name`: who worked there, and on what.
fn homes(text: &str, found: &mut Vec<Found>) {
    const NOBODYS: &[&str] = &[
        "user", "username", "name", "you", "me", "runner", "ubuntu", "shared", "public", "node",
        "app", "vscode",
    ];
    for root in ["/home/", "/Users/", "\\Users\\"] {
        for (at, _) in text.match_indices(root) {
            let from = at + root.len();
            let length = text[from..]
                .bytes()
                .take(64)
                .take_while(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
                })
                .count();
            let name = &text[from..from + length];
            let inside = at > 0 && text.as_bytes()[at - 1].is_ascii_alphanumeric();
            if length > 1 && !inside && !NOBODYS.contains(&name.to_ascii_lowercase().as_str()) {
                found.push(Found::new("home-folder", text, at, from + length, root.len()));
            }
        }
    }
}

fn words(text: &str, own: &Own<'_>, found: &mut Vec<Found>) {
    if own.words.is_empty() {
        return;
    }
    let lower = text.to_lowercase();
    // Lower case may have another length; then the words are looked for as they are written.
    let searched = if lower.len() == text.len() { &lower } else { text };
    for word in own.words.iter().filter(|word| !word.trim().is_empty()) {
        let wanted = if lower.len() == text.len() {
            word.trim().to_lowercase()
        } else {
            word.trim().to_owned()
        };
        for (at, _) in searched.match_indices(&wanted) {
            let end = at + wanted.len();
            let edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
            let latin = wanted.is_ascii();
            let alone = !latin
                || (edge(searched[..at].chars().next_back())
                    && edge(searched[end..].chars().next()));
            if alone && text.is_char_boundary(at) && text.is_char_boundary(end) {
                found.push(Found::new("listed-word", text, at, end, 64));
            }
        }
    }
}
