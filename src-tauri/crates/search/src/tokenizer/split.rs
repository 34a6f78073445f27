//! The split of a text into pieces: words, parts of identifiers, CJK characters and pairs.

use super::fold::{Class, class, fold_cjk, fold_letter};

/// Longest token in bytes; longer runs (base64, minified code) are cut there.
const MAX_TOKEN: usize = 96;

/// What a piece is, which decides how it is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word without parts, to be stemmed when it has no digits.
    Word,
    /// A part of a compound word.
    Part,
    /// The whole of a compound word; stands before its parts, `parts` of which follow.
    Whole {
        /// How many parts follow.
        parts: usize,
    },
    /// One CJK character.
    Single,
    /// Two neighbouring CJK characters.
    Pair,
}

/// A token before stemming.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// The folded text.
    pub(crate) text: &'a str,
    /// First byte in the original.
    pub(crate) start: usize,
    /// One past the last byte in the original.
    pub(crate) end: usize,
    /// Place in the text, counted in words and CJK characters.
    pub(crate) position: usize,
    /// What it is.
    pub(crate) kind: Kind,
}

/// Calls `sink` with each piece of `text`, in order.
pub(crate) fn split(text: &str, sink: &mut dyn FnMut(Piece<'_>)) {
    split_by(text, true, sink);
}

/// As [`split`]; `quickly` takes a plain word without a closer look.
fn split_by(text: &str, quickly: bool, sink: &mut dyn FnMut(Piece<'_>)) {
    let mut splitter = Splitter { text, at: 0, position: 0, folded: String::new(), parts: vec![] };
    while let Some(c) = splitter.peek() {
        match class(c) {
            Class::Cjk => splitter.cjk_run(sink),
            Class::Letter | Class::Digit | Class::Joiner => {
                if !(quickly && splitter.plain_word(sink)) {
                    splitter.word_run(sink);
                }
            }
            Class::Mark | Class::Other => splitter.at += c.len_utf8(),
        }
    }
}

/// The comparable form of a whole title or query: its pieces joined by blanks.
pub(crate) fn exact_form(text: &str) -> String {
    let mut form = String::new();
    split(text, &mut |piece| {
        if matches!(piece.kind, Kind::Word | Kind::Whole { .. } | Kind::Single) {
            if !form.is_empty() {
                form.push(' ');
            }
            form.push_str(piece.text);
        }
    });
    let mut end = form.len().min(400);
    while !form.is_char_boundary(end) {
        end -= 1;
    }
    form.truncate(end);
    form
}

/// The terms of a code span: each run without blanks, lower case, without brackets and
/// punctuation at its ends.
pub(crate) fn code_terms(code: &str) -> impl Iterator<Item = String> + '_ {
    code.split_whitespace().filter_map(|chunk| {
        let chunk = chunk.split(['(', '<', '{', '[']).find(|part| !part.is_empty())?;
        let chunk = chunk.trim_matches(|c: char| !(c.is_alphanumeric() || "_./-#@".contains(c)));
        let chunk = chunk.trim_end_matches(['.', '/', '-']);
        ((2..=MAX_TOKEN).contains(&chunk.len())).then(|| chunk.to_lowercase())
    })
}

struct Splitter<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    /// The folded text of the run at hand, reused.
    folded: String,
    /// Parts of the run at hand: range in `folded`, range in `text`.
    parts: Vec<(usize, usize, usize, usize)>,
}

impl Splitter<'_> {
    fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        if byte < 128 { Some(byte as char) } else { self.text[self.at..].chars().next() }
    }

    fn cjk_run(&mut self, sink: &mut dyn FnMut(Piece<'_>)) {
        // The character before, for pairs: itself and where it began.
        let mut before: Option<(char, usize)> = None;
        let mut buffer = String::with_capacity(8);
        while let Some(c) = self.peek().filter(|c| class(*c) == Class::Cjk) {
            let start = self.at;
            self.at += c.len_utf8();
            let (folded, used_next) = fold_cjk(c, self.peek());
            if used_next {
                self.at += self.peek().map_or(0, char::len_utf8);
            }
            let end = self.at;
            if let Some((previous, previous_start)) = before {
                buffer.clear();
                buffer.push(previous);
                buffer.push(folded);
                let position = self.position - 1;
                let kind = Kind::Pair;
                sink(Piece { text: &buffer, start: previous_start, end, position, kind });
            }
            buffer.clear();
            buffer.push(folded);
            let kind = Kind::Single;
            sink(Piece { text: &buffer, start, end, position: self.position, kind });
            before = Some((folded, start));
            self.position += 1;
        }
    }

    /// Most words of most texts: ASCII letters, none upper-case but the first, with nothing beside them that could
    /// belong to them. They are their own folded form, and are taken as they stand; says whether this was one.
    fn plain_word(&mut self, sink: &mut dyn FnMut(Piece<'_>)) -> bool {
        let (start, text) = (self.at, self.text);
        let rest = &text.as_bytes()[start..];
        let lower = |from: usize| rest[from..].iter().take_while(|byte| byte.is_ascii_lowercase());
        let capital = usize::from(rest[0].is_ascii_uppercase());
        let length = capital + lower(capital).count();
        let next = rest.get(length).copied().unwrap_or(b' ');
        if length == 0
            || length > MAX_TOKEN / 2
            || !next.is_ascii()
            || class(char::from(next)) != Class::Other
        {
            return false;
        }
        let end = start + length;
        let (position, kind) = (self.position, Kind::Word);
        if capital == 0 {
            sink(Piece { text: &text[start..end], start, end, position, kind });
        } else {
            self.folded.clear();
            self.folded.push_str(&text[start..end]);
            self.folded.make_ascii_lowercase();
            sink(Piece { text: &self.folded, start, end, position, kind });
        }
        self.position += 1;
        self.at = end;
        if next == b'\'' {
            self.skip_possessive();
        }
        true
    }

    /// A run of letters, digits and `_`, with dots between digits.
    fn word_run(&mut self, sink: &mut dyn FnMut(Piece<'_>)) {
        let run_start = self.at;
        self.folded.clear();
        self.parts.clear();
        let mut previous: Option<(Class, bool)> = None;
        while let Some(c) = self.peek() {
            let class = class(c);
            match class {
                Class::Letter | Class::Digit => {}
                Class::Joiner => {
                    previous = None;
                    // Kept in the whole only: `snake_case` is one word, `snake` and `case` two.
                    if self.folded.len() + 8 <= MAX_TOKEN {
                        self.folded.push('_');
                    }
                    self.at += c.len_utf8();
                    continue;
                }
                Class::Mark => {
                    self.at += c.len_utf8();
                    if let Some(last) = self.parts.last_mut() {
                        last.3 = self.at;
                    }
                    continue;
                }
                Class::Other if self.is_point_of_number(c) => {
                    previous = None;
                    self.folded.push('.');
                    self.at += 1;
                    continue;
                }
                Class::Other | Class::Cjk => break,
            }
            if self.folded.len() + 8 > MAX_TOKEN {
                break;
            }
            let upper = if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() };
            let begins = match previous {
                None => true,
                Some((before, _)) if before != class => true,
                Some((_, was_upper)) => upper && (!was_upper || self.lower_follows(c)),
            };
            let (from, start) = (self.folded.len(), self.at);
            fold_letter(c, &mut self.folded);
            self.at += c.len_utf8();
            if begins {
                self.parts.push((from, self.folded.len(), start, self.at));
            } else if let Some(last) = self.parts.last_mut() {
                (last.1, last.3) = (self.folded.len(), self.at);
            }
            previous = Some((class, upper));
        }
        self.emit_run(run_start, sink);
        self.skip_possessive();
    }

    fn emit_run(&mut self, run_start: usize, sink: &mut dyn FnMut(Piece<'_>)) {
        self.parts.retain(|(from, to, ..)| from < to);
        let Some(&(_, _, _, last_end)) = self.parts.last() else { return };
        let compound = self.parts.len() > 1;
        if compound {
            let text = self.folded.trim_matches('_');
            let kind = Kind::Whole { parts: self.parts.len() };
            let position = self.position;
            sink(Piece { text, start: run_start, end: last_end, position, kind });
        }
        for &(from, to, start, end) in &self.parts {
            let kind = if compound { Kind::Part } else { Kind::Word };
            let text = &self.folded[from..to];
            sink(Piece { text, start, end, position: self.position, kind });
            self.position += 1;
        }
    }

    /// `.` between two digits: `0.27`, `1.3.0`.
    fn is_point_of_number(&self, c: char) -> bool {
        let bytes = self.text.as_bytes();
        c == '.'
            && self.at > 0
            && bytes[self.at - 1].is_ascii_digit()
            && bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit)
            && self.folded.len() + 8 <= MAX_TOKEN
    }

    /// Whether the character after `c` is a lower-case letter: the `S` of `HTTPServer`.
    fn lower_follows(&self, c: char) -> bool {
        self.text[self.at + c.len_utf8()..].chars().next().is_some_and(char::is_lowercase)
    }

    /// Skips the `'s` of `agent's`.
    fn skip_possessive(&mut self) {
        let rest = &self.text[self.at..];
        for s in ["'s", "’s", "'S", "’S"] {
            if let Some(after) = rest.strip_prefix(s) {
                let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_');
                if ends {
                    self.at += s.len();
                }
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kind, split, split_by};

    type Pieces = Vec<(String, usize, usize, usize, Kind)>;

    fn pieces(run: impl FnOnce(&mut dyn FnMut(super::Piece<'_>))) -> Pieces {
        let mut pieces = Vec::new();
        run(&mut |piece| {
            pieces.push((
                piece.text.to_owned(),
                piece.start,
                piece.end,
                piece.position,
                piece.kind,
            ));
        });
        pieces
    }

    proptest! {
        #[test]
        fn a_plain_word_is_what_a_closer_look_makes_of_it(text in "([a-cA-C]{0,6}['’s._ 1é代\u{301}-]{0,2}){0,8}[a-z]{0,120}") {
            let quickly = pieces(|sink| split(&text, sink));
            let closely = pieces(|sink| split_by(&text, false, sink));
            prop_assert_eq!(quickly, closely);
        }
    }
}
