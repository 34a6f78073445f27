//! Text as HTML, with the characters that a reader would not see made visible.
//!
//! A command that a reader copies must be the command that they read: in code every control,
//! bidirectional and zero-width character is replaced by its number, in a marked span. In
//! prose only those that reorder or hide text are; languages need the others.

use crate::limits::push_escaped;

/// The class of the marker that stands for an invisible character.
pub(crate) const HIDDEN: &str = "hl-hidden";

/// Most markers in one piece of text; a text with more is not a text, and each costs 50 bytes.
const MAX_MARKERS: usize = 200;

/// Returns prose as HTML.
pub(crate) fn in_prose(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    Marker::prose().push(text, &mut html);
    html
}

/// Returns code as HTML.
pub(crate) fn in_code(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    Marker::code().push(text, &mut html);
    html
}

/// Escapes text piece by piece and remembers what came before.
pub(crate) struct Marker {
    hides: fn(char) -> bool,
    before: char,
    /// Whether a tag sequence of a flag emoji is under way.
    in_flag: bool,
    left: usize,
}

impl Marker {
    pub(crate) fn code() -> Self {
        Self { hides: hidden_in_code, before: ' ', in_flag: false, left: MAX_MARKERS }
    }

    fn prose() -> Self {
        Self { hides: hidden_in_prose, ..Self::code() }
    }

    /// Appends the next piece of the text to `html`.
    pub(crate) fn push(&mut self, text: &str, html: &mut String) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let allowed = !(self.hides)(c) || self.belongs(c, chars.peek().copied());
            if allowed {
                push_escaped(html, c);
            } else if self.left == 0 {
                html.push('\u{FFFD}');
            } else {
                self.left -= 1;
                let number = u32::from(c);
                html.push_str(&format!("<span class=\"{HIDDEN}\">U+{number:04X}</span>"));
            }
            self.before = c;
        }
    }

    /// Tells whether an invisible character does its proper work inside an emoji.
    fn belongs(&mut self, c: char, next: Option<char>) -> bool {
        self.in_flag = is_tag(c) && (self.in_flag || self.before == '\u{1F3F4}');
        match c {
            '\u{200D}' => joins(self.before) && next.is_some_and(joins),
            '\u{FE0F}' => !self.before.is_ascii_alphabetic() && !self.before.is_whitespace(),
            c if is_tag(c) => self.in_flag,
            _ => false,
        }
    }
}

fn hidden_in_code(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        c if c.is_control() => true,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E01EF}' => true,
        _ => false,
    }
}

fn hidden_in_prose(c: char) -> bool {
    match c {
        '\n' | '\t' | '\r' => false,
        c if c.is_control() => true,
        // Overrides, embeddings and isolates reorder what is read; tags write what is not seen.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E01EF}' => true,
        _ => false,
    }
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}

/// The characters that a joiner connects in emoji; not exact, but nothing ASCII is among them.
fn joins(c: char) -> bool {
    matches!(c, '\u{FE0F}' | '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_shows_what_would_hide_or_reorder() {
        assert_eq!(in_code("a<b>&\"c\t\n"), "a&lt;b&gt;&amp;&quot;c\t\n");
        assert_eq!(in_code("a\u{202E}b"), "a<span class=\"hl-hidden\">U+202E</span>b");
        for hidden in ['\u{200B}', '\u{200D}', '\u{2066}', '\u{1B}', '\r', '\u{E0041}', '\u{FEFF}']
        {
            let html = in_code(&format!("rm{hidden}x"));
            assert!(html.contains(HIDDEN), "{hidden:?} must be marked: {html}");
            assert!(!html.contains(hidden), "{hidden:?} must be gone: {html}");
        }
    }

    #[test]
    fn emoji_stay_whole() {
        for emoji in ["👩‍💻", "❤️", "🏳️‍🌈", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"]
        {
            assert_eq!(in_code(emoji), emoji);
            assert_eq!(in_prose(emoji), emoji);
        }
    }

    #[test]
    fn prose_keeps_what_languages_need() {
        let persian = "می\u{200C}خواهم\u{200F}";
        assert_eq!(in_prose(persian), persian);
        assert!(in_prose("a\u{202E}b").contains("U+202E"));
    }

    #[test]
    fn markers_are_few() {
        let html = in_code(&"\u{200B}".repeat(5000));
        assert_eq!(html.matches(HIDDEN).count(), MAX_MARKERS);
    }
}
