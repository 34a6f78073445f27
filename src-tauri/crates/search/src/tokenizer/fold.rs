//! Characters folded to what is compared: compatibility forms, case, diacritics.

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

/// What a character is to the tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A letter of a script with words.
    Letter,
    /// A decimal digit, or another character of a number.
    Digit,
    /// `_`, which joins the parts of an identifier.
    Joiner,
    /// A mark that belongs to the letter before it.
    Mark,
    /// A character of Chinese, Japanese or Korean.
    Cjk,
    /// Everything else.
    Other,
}

pub(crate) fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            '_' => Class::Joiner,
            _ => Class::Other,
        };
    }
    if is_cjk(c) {
        Class::Cjk
    } else if c.is_alphabetic() {
        // Some marks (vowel signs of Indic scripts) are alphabetic and must keep their place.
        Class::Letter
    } else if c.is_numeric() {
        Class::Digit
    } else if is_combining_mark(c) || c == '\u{200d}' || c == '\u{ad}' {
        Class::Mark
    } else if c == '\u{ff3f}' {
        Class::Joiner
    } else {
        Class::Other
    }
}

/// Whether a character belongs to a script written without blanks between words (or, as Korean,
/// best searched as if it were).
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x11ff      // Hangul jamo
        | 0x2e80..=0x2fdf    // radicals
        | 0x3005..=0x3007    // 々〆〇
        | 0x3021..=0x3029
        | 0x3031..=0x3035
        | 0x303b
        | 0x3041..=0x3096    // hiragana
        | 0x3099..=0x309a    // voicing marks
        | 0x309d..=0x309f
        | 0x30a1..=0x30fa    // katakana
        | 0x30fc..=0x30ff
        | 0x3105..=0x318e    // bopomofo, Hangul compatibility jamo
        | 0x31a0..=0x31bf
        | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xa960..=0xa97f
        | 0xac00..=0xd7ff
        | 0xf900..=0xfaff
        | 0xff66..=0xff9f    // half-width katakana
        | 0xffa1..=0xffdc    // half-width Hangul
        | 0x1aff0..=0x1b16f
        | 0x20000..=0x3ffff
    )
}

/// Appends the folded form of a letter or digit.
pub(crate) fn fold_letter(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    decompose_compatible(c, |part| {
        // U+0300..U+036F are the diacritics of Latin, Greek and Cyrillic. Marks of other scripts
        // are vowels and stay.
        if ('\u{300}'..='\u{36f}').contains(&part) {
            return;
        }
        for lower in part.to_lowercase() {
            match lower {
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'ø' => out.push('o'),
                'đ' | 'ð' => out.push('d'),
                'ł' => out.push('l'),
                'þ' => out.push_str("th"),
                'ı' => out.push('i'),
                'ς' => out.push('σ'),
                '\u{300}'..='\u{36f}' => {}
                lower => out.push(lower),
            }
        }
    });
}

/// The folded form of a CJK character, joined with the one after it where the two make one (a
/// voicing mark, decomposed Hangul). `true` when the second was used up.
pub(crate) fn fold_cjk(c: char, next: Option<char>) -> (char, bool) {
    let first = widen(c);
    match next.and_then(|next| compose(first, widen(next))) {
        Some(joined) => (joined, true),
        None => (first, false),
    }
}

/// Half-width and compatibility forms to their ordinary character.
fn widen(c: char) -> char {
    if !matches!(c as u32, 0xff66..=0xffdc | 0xf900..=0xfaff | 0x2e80..=0x2fdf | 0x2f800..=0x2fa1f)
    {
        return c;
    }
    let mut folded = None;
    let mut parts = 0;
    decompose_compatible(c, |part| {
        parts += 1;
        folded.get_or_insert(part);
    });
    match folded {
        Some(part) if parts == 1 => part,
        _ => c,
    }
}
