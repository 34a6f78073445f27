//! Where a passage may begin and end.

pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The byte `chars` characters after `from`.
pub(super) fn forward(text: &str, from: usize, chars: usize) -> usize {
    text[from..].char_indices().nth(chars).map_or(text.len(), |(at, _)| from + at)
}

/// The byte `chars` characters before `from`.
pub(super) fn backward(text: &str, from: usize, chars: usize) -> usize {
    match chars.checked_sub(1) {
        None => from,
        Some(nth) => text[..from].char_indices().nth_back(nth).map_or(0, |(at, _)| at),
    }
}

/// Where a sentence or line begins between the two, else a word.
pub(super) fn sentence_start(text: &str, earliest: usize, latest: usize) -> usize {
    let between = &text[earliest..latest];
    let ends = |c: char| matches!(c, '\n' | '。' | '！' | '？');
    let after = between.rfind(ends).map(|at| {
        let rest = &between[at..];
        at + rest.chars().next().map_or(0, char::len_utf8)
    });
    let dot = [". ", "! ", "? "].iter().filter_map(|end| between.rfind(end)).max();
    match after.max(dot.map(|at| at + 2)) {
        Some(at) => {
            let at = earliest + at;
            at + (text[at..latest].len() - text[at..latest].trim_start().len())
        }
        None => word_start(text, earliest, latest),
    }
}

/// The first beginning of a word between the two.
pub(super) fn word_start(text: &str, earliest: usize, latest: usize) -> usize {
    if earliest == 0 {
        return 0;
    }
    let before = text[..earliest].chars().next_back();
    if before.is_none_or(is_boundary) {
        return earliest;
    }
    let between = &text[earliest..latest];
    match between.char_indices().find(|(_, c)| is_boundary(*c)) {
        // A character of its own (CJK) may begin a passage, a blank may not.
        Some((at, c)) if c.is_whitespace() => earliest + at + c.len_utf8(),
        Some((at, _)) => earliest + at,
        None => latest,
    }
}

/// The last end of a word at or before `at`.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let cuts_word = text[at..].chars().next().is_some_and(|c| !is_boundary(c));
    if !cuts_word {
        return at;
    }
    // Not farther back than a long word: text without blanks is cut where it stands.
    match text[..at].char_indices().rev().take(40).find(|(_, c)| is_boundary(*c)) {
        Some((start, c)) if start > 0 => start + if c.is_whitespace() { 0 } else { c.len_utf8() },
        _ => at,
    }
}

fn is_boundary(c: char) -> bool {
    !c.is_alphanumeric() && c != '_' || crate::tokenizer::is_cjk(c)
}
