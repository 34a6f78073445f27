//! The one way to standard output: JSON documents, plain lines, styles on a terminal.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};

use serde::Serialize;

/// Columns where no terminal says how many it has.
const COLUMNS: usize = 100;

/// Standard output.
pub(crate) struct Output {
    out: BufWriter<Stdout>,
    json: bool,
    colour: bool,
    width: usize,
}

/// How a run of text looks on a terminal; nothing elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Bold,
    Dim,
    Green,
    Yellow,
    Red,
    Cyan,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let width = terminal_size::terminal_size_of(&stdout)
            .map_or(COLUMNS, |(width, _)| usize::from(width.0).clamp(40, 120));
        Self { json, colour: terminal && colour_is_wanted(), width, out: BufWriter::new(stdout) }
    }

    /// Whether the answer is to be JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Columns that a line may have.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Writes one JSON document and a line end.
    pub(crate) fn document(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        self.out.write_all(b"\n")
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, text: impl Display) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// Writes bytes as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Hands everything over to whoever reads.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Puts a style around a text, on a terminal only.
    pub(crate) fn paint(&self, style: Style, text: impl Display) -> String {
        if !self.colour {
            return text.to_string();
        }
        let number = match style {
            Style::Bold => 1,
            Style::Dim => 2,
            Style::Red => 31,
            Style::Green => 32,
            Style::Yellow => 33,
            Style::Cyan => 36,
        };
        format!("\u{1b}[{number}m{text}\u{1b}[0m")
    }

    /// Makes the matched parts of a text bold; `ranges` are in UTF-16 units.
    pub(crate) fn highlight(&self, text: &str, ranges: &[(u32, u32)]) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut inside = String::new();
        let mut at = 0_u32;
        for character in text.chars() {
            let character_is_in = ranges.iter().any(|(start, end)| (*start..*end).contains(&at));
            at += u32::try_from(character.len_utf16()).unwrap_or(1);
            if character_is_in {
                inside.push(safe(character));
                continue;
            }
            if !inside.is_empty() {
                shown.push_str(&self.paint(Style::Bold, std::mem::take(&mut inside)));
            }
            shown.push(safe(character));
        }
        if !inside.is_empty() {
            shown.push_str(&self.paint(Style::Bold, inside));
        }
        shown
    }
}

/// Makes a text safe to print: a record must not be able to steer a terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(safe).collect()
}

/// Tells the person who watches something that is no part of the answer.
pub(crate) fn note(text: impl Display) {
    // Nothing is left to be told when even standard error is gone.
    let _ = writeln!(io::stderr(), "{text}");
}

fn safe(character: char) -> char {
    let steers = character.is_control() && !matches!(character, '\n' | '\t');
    // Bidirectional overrides make a text read otherwise than it is.
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if steers || turns { '\u{fffd}' } else { character }
}

fn colour_is_wanted() -> bool {
    let stated = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    stated("NO_COLOR").is_none() && stated("TERM").is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_cannot_steer_a_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\rc\u{202e}d\n\te"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\n\te");
    }

    #[test]
    fn highlights_by_utf_16_units() {
        let output =
            Output { out: BufWriter::new(io::stdout()), json: false, colour: true, width: 80 };
        assert_eq!(
            output.highlight("😀 tests pass", &[(3, 8)]),
            "😀 \u{1b}[1mtests\u{1b}[0m pass",
            "the face is two units long"
        );
    }
}
