//! Where a record points: links of its front matter, a finding's evidence, and `[[id]]` in the body.

use serde::Serialize;

use crate::body;
use crate::document::MAX_DOCUMENT_BYTES;
use crate::read::Reading;
use crate::vocabulary::Rel;

/// A link from a record to another one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Link {
    /// How it relates.
    pub rel: Rel,
    /// Id of the other record, as written; perhaps `<library>/<id>`.
    pub to: String,
    /// Line in the file, from 1.
    pub line: Option<u32>,
}

/// Returns every link of a document, in the order of the text; each pair of `rel` and `to` once.
///
/// `text` is the text that `reading` was made from.
pub fn links(reading: &Reading, text: &str) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (index, link) in reading.record.links.iter().enumerate() {
        let line = reading.line_of(&format!("links.{index}"));
        add(&mut links, link.rel.clone(), &link.to, line);
    }
    if let Some(finding) = reading.record.finding() {
        for (index, row) in finding.evidence.iter().enumerate() {
            let line = reading.line_of(&format!("evidence.{index}"));
            add(&mut links, Rel::Evidence, &row.case, line);
        }
    }
    let offset = reading.body_offset as usize;
    if text.len() <= MAX_DOCUMENT_BYTES
        && let Some(body) = text.get(offset..)
    {
        for (line, to) in mentions(body) {
            let line = reading.body_line.saturating_add(line);
            add(&mut links, Rel::Mentions, to, Some(line));
        }
    }
    links
}

fn add(links: &mut Vec<Link>, rel: Rel, to: &str, line: Option<u32>) {
    if !links.iter().any(|link| link.rel == rel && link.to == to) {
        links.push(Link { rel, to: to.to_owned(), line });
    }
}

/// Finds `[[id]]`, `[[library/id]]`, `[[id#section]]` and `[[id|label]]` outside code; lines from 0.
fn mentions(body: &str) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    for line in body::lines(body).filter(|line| !line.code) {
        let mut rest = line.text;
        while let Some(at) = rest.find(['[', '`', '\\']) {
            let here = &rest[at..];
            if here.starts_with('\\') {
                let skipped = here.chars().nth(1).map_or(1, |c| 1 + c.len_utf8());
                rest = &here[skipped..];
            } else if here.starts_with('`') {
                rest = after_code_span(here);
            } else if let Some((inside, after)) =
                here.strip_prefix("[[").and_then(|inside| inside.split_once("]]"))
            {
                let target = inside.split(['|', '#']).next().unwrap_or_default().trim();
                if is_target(target) {
                    found.push((line.index, target));
                    rest = after;
                } else {
                    rest = &here[1..];
                }
            } else {
                rest = &here[1..];
            }
        }
    }
    found
}

/// Returns what follows a code span, or the run of backticks if nothing closes it.
fn after_code_span(text: &str) -> &str {
    let length = text.bytes().take_while(|byte| *byte == b'`').count();
    let rest = &text[length..];
    let mut at = 0;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let run = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        if run == length {
            return &rest[start + run..];
        }
        at = start + run;
    }
    rest
}

/// Tells whether a text can name a record: an id, perhaps with a library in front.
fn is_target(text: &str) -> bool {
    let id = text.rsplit_once('/').map_or(text, |(_, id)| id);
    crate::template::is_valid_id(id) && !text.contains(char::is_whitespace) && text.len() <= 200
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_found_outside_code() {
        let body = "See [[cs-one]] and [[team/pb-two|the playbook]], `[[cs-no]]`, ``[[a`cs-no]]``.\n\
                    ```\n[[cs-no]]\n```\n\\[[cs-no]] [[not an id]] [[[cf-three#part]] ` [[cs-four]]\n";
        assert_eq!(
            mentions(body),
            [(0, "cs-one"), (0, "team/pb-two"), (4, "cf-three"), (4, "cs-four")]
        );
    }
}
