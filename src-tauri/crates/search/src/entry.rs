//! What the index is told about one record.

/// One record as the index sees it: plain values, taken out of the document by the caller.
///
/// Nothing of it can be read back from the index except library and id: the body is not stored,
/// so whoever shows a result reads the record from the database.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The library the record belongs to; with `id` the identity of the entry.
    pub library: String,
    /// The record's id within its library.
    pub id: String,
    /// `case-study`, `playbook` or `finding`; any other word is kept as it is.
    pub kind: String,
    /// The title, weighed highest. A query equal to it puts the record first.
    pub title: String,
    /// The summary in a sentence or two.
    pub summary: String,
    /// Free tags: searched as words and offered as a facet.
    pub tags: Vec<String>,
    /// Other leading facts: claim, problem, organisation, domain, task in words.
    pub lead: Vec<String>,
    /// What worked and what failed, failure modes, signals, caveats.
    pub lessons: Vec<String>,
    /// The body as `(heading, plain text)`; the heading is empty for text before the first one.
    pub sections: Vec<(String, String)>,
    /// Code spans and identifiers, each findable as one term (`git2::Repository`, `AGENTS.md`).
    pub code: Vec<String>,
    /// Filter and facet `task:`.
    pub task_type: Option<String>,
    /// Filter and facet `outcome:`.
    pub outcome: Option<String>,
    /// Filter and facet `verdict:`.
    pub verdict: Option<String>,
    /// Filter and facet `agent:`; a playbook or a finding may speak of several.
    pub agent: Vec<String>,
    /// Filter and facet `model:`.
    pub model: Vec<String>,
    /// Filter and facet `ring:`.
    pub ring: Option<String>,
    /// Filter and facet `certainty:`; `very_low`, `low`, `moderate`, `high` order the sort.
    pub certainty: Option<String>,
    /// Filter and facet `origin:`.
    pub origin: Option<String>,
    /// Filter and facet `status:`.
    pub status: Option<String>,
    /// Filter and facet `organisation:`.
    pub organisation: Option<String>,
    /// Filter and facet `author:`, matched by the exact name only.
    pub authors: Vec<String>,
    /// Filter and facet `seniority:` of the people involved.
    pub seniority: Vec<String>,
    /// Filter and facet `infra:` (hosting, provider, accelerator).
    pub infra: Vec<String>,
    /// Filter and facet `has:` (`source`, `image`, `incident`, `counts`, ...).
    pub has: Vec<String>,
    /// The day of the newest evidence, in days since 1970-01-01.
    pub date: Option<i32>,
    /// When the record was last saved; the unit is the caller's, it only has to grow.
    pub updated: i64,
    /// Expected leverage (human time saved / spent), for `leverage:` ranges.
    pub leverage: Option<f64>,
}
