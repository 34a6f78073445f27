//! The body as lines that know whether they are code; enough Markdown to find headings and links.

/// A line of the body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Position in the body, from 0.
    pub(crate) index: u32,
    pub(crate) text: &'a str,
    /// Inside a fenced or indented code block, or a fence itself.
    pub(crate) code: bool,
}

impl<'a> Line<'a> {
    /// Returns level and text, if the line is an ATX heading.
    pub(crate) fn heading(&self) -> Option<(usize, &'a str)> {
        if self.code {
            return None;
        }
        let text = self.text.trim_start();
        let level = text.bytes().take_while(|byte| *byte == b'#').count();
        let rest = &text[level..];
        if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
            return None;
        }
        let title = rest.trim();
        let without_closing = title.trim_end_matches('#');
        let title = if without_closing.is_empty() || without_closing.ends_with([' ', '\t']) {
            without_closing.trim_end()
        } else {
            title
        };
        Some((level, title))
    }
}

/// Splits a body into lines and marks those that are code.
pub(crate) fn lines(body: &str) -> impl Iterator<Item = Line<'_>> {
    let mut fence: Option<(u8, usize)> = None;
    let mut in_list = false;
    let mut after_blank = true;
    let mut indented = false;
    (0_u32..).zip(body.lines()).map(move |(index, text)| {
        let inner = without_quote(text);
        let marker = fence_marker(inner);
        if let Some((sign, length)) = fence {
            let closes = marker.is_some_and(|(other, count, info)| {
                other == sign && count >= length && info.trim().is_empty()
            });
            if closes {
                fence = None;
            }
            return Line { index, text, code: true };
        }
        if let Some((sign, count, info)) = marker
            && (sign == b'~' || !info.contains('`'))
        {
            fence = Some((sign, count));
            return Line { index, text, code: true };
        }
        let blank = inner.trim().is_empty();
        let deep = inner.starts_with("    ") || inner.starts_with('\t');
        if !blank && !deep {
            in_list = is_list_item(inner) || (in_list && inner.starts_with(' '));
        }
        // An indented block begins after a blank line; inside a list indentation is nesting.
        indented = deep && !in_list && (after_blank || indented) && !blank;
        after_blank = blank;
        Line { index, text, code: indented }
    })
}

/// Returns the text of the first heading; a first-level one goes before others.
pub(crate) fn first_heading(body: &str) -> Option<String> {
    let mut first = None;
    for line in lines(body) {
        if let Some((level, title)) = line.heading().filter(|(_, title)| !title.is_empty()) {
            if level == 1 {
                return Some(plain(title));
            }
            first = first.or(Some(title));
        }
    }
    first.map(plain)
}

/// Returns the lines under a heading, up to the next one of the same or a higher level.
pub(crate) fn section<'a>(body: &'a str, title: &str) -> Vec<Line<'a>> {
    let mut level = None;
    let mut out = Vec::new();
    for line in lines(body) {
        match (line.heading(), level) {
            (Some((found, text)), None) if text.eq_ignore_ascii_case(title) => level = Some(found),
            (Some((found, _)), Some(open)) if found <= open => break,
            (_, Some(_)) => out.push(line),
            (_, None) => {}
        }
    }
    out
}

/// Returns the first paragraph of lines as one line of plain text.
pub(crate) fn first_paragraph(lines: &[Line<'_>]) -> Option<String> {
    let prose: Vec<&str> = lines
        .iter()
        .skip_while(|line| line.code || line.text.trim().is_empty() || line.heading().is_some())
        .take_while(|line| !line.code && !line.text.trim().is_empty())
        .map(|line| line.text.trim())
        .collect();
    (!prose.is_empty()).then(|| plain(&prose.join(" ")))
}

/// Returns the first sentence of a text.
pub(crate) fn first_sentence(text: &str) -> String {
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let next = text[end..].chars().next();
        let ends = match c {
            '。' | '！' | '？' => true,
            // "e.g. ", "i.e. " and initials end no sentence.
            '.' => next.is_some_and(char::is_whitespace) && !abbreviation(&text[..at], previous),
            '!' | '?' => next.is_some_and(char::is_whitespace),
            _ => false,
        };
        if ends {
            return text[..end].to_owned();
        }
        previous = c;
    }
    text.to_owned()
}

fn abbreviation(before: &str, last: char) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    (last.is_uppercase() && word.chars().count() == 1)
        || matches!(word.trim_start_matches('('), "e.g" | "i.e" | "vs" | "etc" | "cf" | "Dr" | "al")
}

/// Removes inline Markdown: emphasis, code marks, and links but for their text.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '[' | '!' if c == '[' || after.starts_with('[') => {
                let open = if c == '[' { after } else { &after[1..] };
                if let Some((label, tail)) = open.split_once("](")
                    && !label.contains(['[', ']'])
                    && let Some(close) = tail.find(')')
                {
                    out.push_str(&plain(label));
                    rest = &tail[close + 1..];
                    continue;
                }
                out.push(c);
            }
            '*' | '`' => {}
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.push_str(&after[..1]);
                rest = &after[1..];
                continue;
            }
            _ => out.push(c),
        }
        rest = after;
    }
    out.trim().to_owned()
}

fn without_quote(text: &str) -> &str {
    let mut inner = text;
    while let Some(rest) = inner.trim_start_matches(' ').strip_prefix('>') {
        if inner.len() - inner.trim_start_matches(' ').len() > 3 {
            break;
        }
        inner = rest.strip_prefix(' ').unwrap_or(rest);
    }
    inner
}

/// Returns sign, length and the rest, if the line opens or closes a fence.
fn fence_marker(line: &str) -> Option<(u8, usize, &str)> {
    // Fences inside list items are indented as deep as the item's text.
    let text = line.trim_start();
    let sign = *text.as_bytes().first()?;
    if !matches!(sign, b'`' | b'~') {
        return None;
    }
    let count = text.bytes().take_while(|byte| *byte == sign).count();
    (count >= 3).then(|| (sign, count, &text[count..]))
}

fn is_list_item(line: &str) -> bool {
    let text = line.trim_start();
    if let Some(rest) = text.strip_prefix(['-', '*', '+']) {
        return rest.starts_with([' ', '\t']) || rest.is_empty();
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_prose() {
        let body = "# A `b` *c*\n\n    indented\n\n- item\n\n    nested\n\n```rust\n# no\n````\n\n~~~\n```\n~~~\n> ```\n> # no\n> ```\nend\n";
        let code: Vec<&str> = lines(body).filter(|line| line.code).map(|line| line.text).collect();
        assert_eq!(
            code,
            [
                "    indented",
                "```rust",
                "# no",
                "````",
                "~~~",
                "```",
                "~~~",
                "> ```",
                "> # no",
                "> ```"
            ]
        );
        assert_eq!(first_heading(body).as_deref(), Some("A b c"));
        assert_eq!(first_heading("```\n# no\n```\n## Two ##\n"), Some("Two".into()));
    }

    #[test]
    fn sentences_end_at_their_end() {
        assert_eq!(first_sentence("Use it, e.g. here. Then stop."), "Use it, e.g. here.");
        assert_eq!(first_sentence("v1.2 is out"), "v1.2 is out");
        assert_eq!(first_sentence("第一句。第二句。"), "第一句。");
        assert_eq!(
            plain("See [the **docs**](http://x) and ![i](y) \\* a_b"),
            "See the docs and i * a_b"
        );
    }
}
