//! Code blocks: their language, and their text highlighted or plain.

use crate::highlight::{self, Budget};
use crate::visible;

/// Returns the first word of an info string, lower case: `Rust,ignore` is `rust`.
pub(crate) fn language(info: &str) -> String {
    let word = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{')).next();
    word.unwrap_or_default().to_lowercase()
}

/// Returns a code block as HTML.
pub(crate) fn block(language: &str, code: &str, budget: &mut Budget) -> String {
    let text =
        highlight::highlight(language, code, budget).unwrap_or_else(|| visible::in_code(code));
    let mut html = String::with_capacity(text.len() + 64);
    html.push_str("<pre><code");
    if is_name(language) {
        html.push_str(" class=\"language-");
        html.push_str(language);
        html.push('"');
    }
    html.push('>');
    html.push_str(&text);
    html.push_str("</code></pre>");
    html
}

/// Tells whether a language may become part of a class.
fn is_name(language: &str) -> bool {
    (1..=32).contains(&language.len())
        && language.chars().all(|c| c.is_alphanumeric() || "+#-_.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_word() {
        let cases =
            [("rust", "rust"), ("Rust,ignore", "rust"), ("js {1,2}", "js"), ("", ""), ("  ", "")];
        for (info, expected) in cases {
            assert_eq!(language(info), expected, "{info}");
        }
    }

    #[test]
    fn an_info_string_never_becomes_markup() {
        let html = block("\"><img", "x", &mut Budget::default());
        assert_eq!(html, "<pre><code>x</code></pre>");
    }
}
