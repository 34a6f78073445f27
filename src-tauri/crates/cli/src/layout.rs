//! Text in columns: widths as a terminal counts them, wrapping, padding.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Breaks a text into lines of at most `width` columns, at spaces and between wide characters.
///
/// An address is never broken, since half of it opens nothing: it sticks out instead.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(10);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split_whitespace() {
        for (number, piece) in pieces(word, width).into_iter().enumerate() {
            let space = usize::from(number == 0 && !line.is_empty());
            let needs = piece.width();
            if columns + space + needs > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            } else if space == 1 {
                line.push(' ');
                columns += 1;
            }
            line.push_str(&piece);
            columns += needs;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Cuts a text to `width` columns, with an ellipsis where something is missing.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut columns = 0;
    for character in text.chars() {
        let needs = character.width().unwrap_or(0);
        if columns + needs + 1 > width {
            break;
        }
        columns += needs;
        shown.push(character);
    }
    shown.truncate(shown.trim_end().len());
    shown.push('…');
    shown
}

/// Fills a text up to `width` columns with spaces.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// Cuts a word where a line may end inside it: around wide characters, or anywhere if it is too long.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last_was_wide = true;
    let is_address = word.contains("://");
    for character in word.chars() {
        let is_wide = character.width() == Some(2);
        let full = !is_address && pieces.last().is_some_and(|piece| piece.width() >= width);
        match pieces.last_mut() {
            Some(piece) if !is_wide && !last_was_wide && !full => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
        last_was_wide = is_wide;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_words_and_wide_characters() {
        assert_eq!(wrap("one two three four", 10), ["one two", "three four"]);
        assert_eq!(wrap("中文没有空格可以换行", 10), ["中文没有空", "格可以换行"]);
        assert_eq!(wrap("aaaaaaaaaaaaaaa b", 10), ["aaaaaaaaaa", "aaaaa b"]);
        assert_eq!(wrap("see https://example.org/a b", 10), ["see", "https://example.org/a", "b"]);
    }

    #[test]
    fn cuts_with_an_ellipsis() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abc def", 5), "abc…");
        assert_eq!(pad("中", 4), "中  ");
    }
}
