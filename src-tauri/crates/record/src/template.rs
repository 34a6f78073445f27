//! New documents: templates per kind, ids from titles, and copies.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::edit::{Edit, edit};
use crate::kind::Kind;
use crate::read::review_months;

/// Longest id.
pub const MAX_ID: usize = 64;

/// What a new document starts with.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// Its id; see [`slug`].
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// `created` and `updated`; `review_by` follows from it.
    pub today: Date,
    /// First author and owner, if known.
    pub author: Option<&'a str>,
}

/// Returns a new draft of a kind: every field that publishing asks for, empty, in the usual order.
pub fn template(kind: Kind, template: &Template<'_>) -> String {
    let text = match kind {
        Kind::CaseStudy => CASE_STUDY,
        Kind::Playbook => PLAYBOOK,
        Kind::Finding => FINDING,
    };
    let today = template.today.to_string();
    let review_by =
        template.today.checked_add(review_months(kind).months()).unwrap_or(template.today);
    let mut edits = vec![
        Edit::set("id", template.id),
        Edit::set("title", template.title),
        Edit::set("created", today.as_str()),
        Edit::set("updated", today.as_str()),
        Edit::set("review_by", review_by.to_string()),
    ];
    if let Some(author) = template.author {
        edits.push(Edit::set("authors", vec![author]));
        edits.push(Edit::set("owner", author));
    }
    if kind == Kind::Finding {
        edits.push(Edit::set("claim", template.title));
    }
    edit(text, &edits).expect("the templates are well-formed and the edits plain texts")
}

/// Returns a copy of a document under another id and title, as a draft that nobody has reviewed.
///
/// Where the front matter cannot be edited the text is returned as it stands: the copy then has the
/// old title, and the checker says what is wrong with both.
pub fn duplicate(text: &str, new_id: &str, new_title: &str, today: Date) -> String {
    let today = today.to_string();
    let edits = [
        Edit::set("id", new_id),
        Edit::set("title", new_title),
        Edit::set("status", "draft"),
        Edit::remove("status_reason"),
        Edit::remove("reviewed_by"),
        Edit::remove("verified"),
        Edit::remove("aliases"),
        Edit::set("created", today.as_str()),
        Edit::set("updated", today.as_str()),
    ];
    edit(text, &edits).unwrap_or_else(|_| text.to_owned())
}

/// Makes an id out of a title: the kind's prefix and the title's ASCII words in lower case.
///
/// Letters with accents lose them. A title without two ASCII letters or digits, such as a Chinese
/// one, gives the prefix and a short hash of the title, so that the same title gives the same id.
/// The caller makes it unique by adding a number.
pub fn slug(kind: Kind, title: &str) -> String {
    let prefix = kind.id_prefix();
    let mut words = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match ascii(c) {
            Some(letters) => words.push_str(letters),
            None if c.is_ascii_alphanumeric() => words.push(c),
            // "don't" is one word, "a/b" two.
            None if matches!(c, '\'' | '\u{2019}') => {}
            None if words.ends_with('-') => {}
            None => words.push('-'),
        }
    }
    let words = words.trim_matches('-');
    let words = words.strip_prefix(prefix).unwrap_or(words);
    let letters = words.bytes().filter(u8::is_ascii_alphanumeric).count();
    let kept = title.chars().filter(|c| c.is_alphanumeric()).count();
    // A title that is mostly in another script would keep only its scraps: "用 AI 迁移" is not "ai".
    if letters < 2 || letters * 2 < kept {
        return format!("{prefix}{:08x}", hash(title));
    }
    let limit = MAX_ID - prefix.len();
    let words = if words.len() <= limit {
        words
    } else {
        // Cut at a word, unless that loses half of it.
        let cut = &words[..limit];
        match cut.rfind('-') {
            Some(at) if at > limit / 2 => &cut[..at],
            _ => cut,
        }
    };
    format!("{prefix}{}", words.trim_matches('-'))
}

/// Tells whether a word may be an id: 3 to 64 characters of `a-z`, `0-9` and `-`, no hyphen at an end.
pub fn is_valid_id(id: &str) -> bool {
    (3..=MAX_ID).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-')
}

/// FNV-1a; it only has to be stable and short, nothing depends on it being hard to collide.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The usual ASCII spelling of letters of European languages.
fn ascii(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' => "o",
        'ö' | 'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        // What is left of a lower-cased 'İ'.
        '\u{307}' => "",
        _ => return None,
    })
}

const CASE_STUDY: &str = r#"---
schema: 1
id: ""
kind: case-study
title: ""
status: draft
summary: ""
organisation: ""
date: ""
task_type: ""
domain: ""
tags: []
agent: {name: "", version: null, harness: null}
model: {name: null, version: null}
autonomy_level: null
supervision: []
ground_rules: []
effort:
  planned: {people: null, duration: null, basis: null}
  actual: {people: null, duration: null, basis: null}
  learning: {value: null, unit: weeks, included: unknown}
  scope_match: null
  agent_cost: {usd: null, tokens: null}
counts: null
outcome: null
harm: null
measured_result: ""
what_worked: []
what_failed: []
caveats: []
evidence:
  study_design: null
  independence: null
  certainty: null
  downgraded_for: []
  denominator_known: null
  disputed: null
sources: []
facts: []
links: []
authors: []
reviewed_by: []
owner: ""
visibility: organisation
origin: internal
created: ""
updated: ""
review_by: ""
---
## Situation

## What was done

## Result

## What worked

## What failed

## How far this carries over
"#;

const PLAYBOOK: &str = r#"---
schema: 1
id: ""
kind: playbook
title: ""
status: draft
summary: ""
task_type: ""
tags: []
ring: null
ring_reason: ""
ring_decided_by: ""
ring_decided_on: ""
problem: ""
context: ""
forces: []
signals: []
anti_signals: []
preconditions: []
steps: []
ground_rules: []
supervision:
  autonomy_level: null
  gates: []
  stop_conditions: []
failure_modes: []
measures: []
confirmation: ""
links: []
caveats: []
sources: []
authors: []
reviewed_by: []
owner: ""
visibility: organisation
origin: internal
created: ""
updated: ""
review_by: ""
---
## Problem

## Forces

## Solution

## Consequences

## Known uses
"#;

const FINDING: &str = r#"---
schema: 1
id: ""
kind: finding
title: ""
status: draft
summary: ""
task_type: ""
tags: []
claim: ""
conditions: ""
out_of_scope: []
half_life_months: 12
evidence: []
caveats: []
sources: []
links: []
authors: []
reviewed_by: []
owner: ""
visibility: organisation
origin: internal
created: ""
updated: ""
review_by: ""
---
## What the evidence says

## What it does not say

## How to test it yourself
"#;
