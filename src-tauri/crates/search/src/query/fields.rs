//! What the query language has, as a table: for help texts, completion and the documentation.

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldHelp {
    /// Its name.
    pub name: &'static str,
    /// What it asks.
    pub about: &'static str,
    /// A filter as one would type it.
    pub example: &'static str,
}

const fn field(name: &'static str, about: &'static str, example: &'static str) -> FieldHelp {
    FieldHelp { name, about, example }
}

/// Every field, in the order in which it is explained.
pub const FIELDS: &[FieldHelp] = &[
    field("title", "words of the title", "title:migration"),
    field("match", "close: only what is about the words", "match:close"),
    field("kind", "case-study, playbook or finding", "kind:finding"),
    field("task", "the type of task", "task:migration"),
    field("outcome", "how an attempt ended", "outcome:failed"),
    field("verdict", "what the evidence says of a finding", "verdict:cannot"),
    field("agent", "an agent; * stands for anything", "agent:claude*"),
    field("model", "a model", "model:\"gpt-5\""),
    field("ring", "how far a playbook is adopted", "ring:adopt"),
    field("certainty", "how sure the evidence is", "certainty:high"),
    field("origin", "internal or external evidence", "origin:external"),
    field("organisation", "where it happened", "organisation:airbnb"),
    field("tag", "a tag", "tag:\"code review\""),
    field("library", "the library that holds it", "library:personal"),
    field("author", "an author, by the exact name only", "author:\"Ada Lovelace\""),
    field("seniority", "how senior the people were", "seniority:senior"),
    field("infra", "what it ran on", "infra:cloud*"),
    field("status", "draft, published or withdrawn", "status:draft"),
    field("has", "what a record has: source, counts, incident, image", "has:incident"),
    field("date", "the day of the evidence: a year, month, day or range", "date:2025-06..2026"),
    field("age", "how old it is: days, weeks, months, years", "age:<90d"),
    field("leverage", "time saved against time spent", "leverage:>2"),
];

/// What else the language has: how it is written, and what it does.
pub const SYNTAX: &[(&str, &str)] = &[
    ("flaky tests", "records with both words; with some of them when none has both"),
    ("\"pull request\"", "these words side by side"),
    ("-review", "not this word, phrase, group or filter"),
    ("java OR kotlin", "at least one of the two neighbours"),
    ("(java OR kotlin) upgrade", "brackets make a group"),
    ("outcome:failed outcome:mixed", "filters of one field are alternatives, of several all hold"),
];
