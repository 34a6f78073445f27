//! What the checker says about a document: stable codes, and the author's words for them.

use std::collections::BTreeMap;

use serde::Serialize;

/// How much a check matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Severity {
    /// Must be put right; a published record with one is refused.
    Error,
    /// Likely a mistake.
    Warning,
    /// Good to know, or missing only for publishing.
    Hint,
}

/// One thing the checker says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Check {
    /// What it is about, in a stable word.
    pub code: CheckCode,
    /// How much it matters now.
    pub severity: Severity,
    /// It must be put right before the record can be published; `--strict` counts it as an error.
    pub blocks_publishing: bool,
    /// Path of the field, such as `effort.planned.people` or `what_failed.0`.
    pub field: Option<String>,
    /// Line in the file, from 1; for something missing, the line of what should contain it.
    pub line: Option<u32>,
    /// What the message speaks of, by name.
    pub args: BTreeMap<String, String>,
}

impl Check {
    pub(crate) fn new(code: CheckCode, severity: Severity) -> Self {
        Self {
            code,
            severity,
            blocks_publishing: severity == Severity::Error,
            field: None,
            line: None,
            args: BTreeMap::new(),
        }
    }

    pub(crate) fn arg(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// Tells whether the document was too large to be read at all.
    ///
    /// Nothing of such a document is in the record; it may be kept, but not saved as a record.
    pub fn refuses(&self) -> bool {
        matches!(self.code, CheckCode::DocumentTooLarge | CheckCode::FrontMatterTooLarge)
    }

    /// Returns the sentence for the author, in English.
    pub fn message(&self) -> String {
        crate::message::message(self)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)+) => {
        /// Stable words for what the checker finds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum CheckCode {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)+
        }

        impl CheckCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the stable word.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }
    };
}

codes! {
    /// The document is larger than 2 MB; refused.
    DocumentTooLarge = "document-too-large",
    /// The front matter is larger than 64 kB; refused.
    FrontMatterTooLarge = "front-matter-too-large",
    /// The front matter nests deeper than 16 levels.
    FrontMatterTooDeep = "front-matter-too-deep",
    /// The front matter has more than 5,000 keys and values.
    FrontMatterTooManyValues = "front-matter-too-many-values",
    /// The front matter is no YAML; what could be read was read.
    FrontMatterBroken = "front-matter-broken",
    /// The front matter begins and never ends.
    FrontMatterUnclosed = "front-matter-unclosed",
    /// There is no front matter.
    FrontMatterMissing = "front-matter-missing",
    /// The front matter is a list or a text, not keys with values.
    FrontMatterNotKeys = "front-matter-not-keys",
    /// An anchor, an alias or a tag stands in the front matter.
    YamlFeatureRefused = "yaml-feature-refused",
    /// A key stands twice; the first counts.
    DuplicateKey = "duplicate-key",
    /// A key that Fieldbook does not know; kept.
    UnknownKey = "unknown-key",
    /// A value of another shape than the field's.
    WrongType = "wrong-type",
    /// A word that is not in the field's list; kept.
    UnknownValue = "unknown-value",
    /// A task type that is not in the list; kept.
    UnknownTaskType = "unknown-task-type",
    /// A date that is none.
    DateUnreadable = "date-unreadable",
    /// A date that has not come yet.
    DateInFuture = "date-in-future",
    /// `min` is larger than `max`.
    IntervalReversed = "interval-reversed",
    /// The id has other characters or another length than an id.
    InvalidId = "invalid-id",
    /// The id is not the name under which the document is stored.
    IdDiffers = "id-differs",
    /// A tag is not a slug.
    InvalidTag = "invalid-tag",
    /// The document was written for a newer Fieldbook.
    SchemaNewer = "schema-newer",
    /// A text is longer than its field allows.
    TooLong = "too-long",
    /// A list is longer than its field allows.
    TooMany = "too-many",
    /// A field that publishing asks for is empty.
    MissingField = "missing-field",
    /// Nothing stands under what failed.
    WhatFailedMissing = "what-failed-missing",
    /// Only successes are known.
    OnlySuccessesReported = "only-successes-reported",
    /// Nobody has read it.
    ReviewerMissing = "reviewer-missing",
    /// Only its authors have read it.
    ReviewerIsAuthor = "reviewer-is-author",
    /// No source, or none with a tier, on a record from elsewhere.
    SourceTierMissing = "source-tier-missing",
    /// A fact names a source that the record does not have.
    SourceUnknown = "source-unknown",
    /// A fact names no source.
    FactWithoutSource = "fact-without-source",
    /// A fact is marked unverified.
    FactUnverified = "fact-unverified",
    /// Only one side of the effort allows a factor.
    EffortOneSided = "effort-one-sided",
    /// Both sides of the effort stand, and nobody says whether the scope was the same.
    ScopeMatchMissing = "scope-match-missing",
    /// A figure is a feeling.
    FeltNumber = "felt-number",
    /// The stated rate is not successes over trials.
    RateDiffers = "rate-differs",
    /// More successes than trials, or one without the other.
    CountsUnusable = "counts-unusable",
    /// Major or critical harm without an incident block.
    IncidentMissing = "incident-missing",
    /// Disputed evidence, and no caveat says by whom and why.
    DisputedWithoutCaveat = "disputed-without-caveat",
    /// An open attempt is past its due day.
    AttemptOverdue = "attempt-overdue",
    /// An open attempt is so long past its due day that it counts as unreported.
    AttemptUnreported = "attempt-unreported",
    /// Fewer than three or more than nine steps.
    StepsOutOfRange = "steps-out-of-range",
    /// Fewer than two failure modes.
    FailureModesTooFew = "failure-modes-too-few",
    /// A rule does not say what enforces it.
    RuleWithoutEnforcement = "rule-without-enforcement",
    /// The review day has passed.
    ReviewOverdue = "review-overdue",
    /// A link does not say where it leads.
    LinkWithoutTarget = "link-without-target",
    /// A link leads to its own record.
    LinkToItself = "link-to-itself",
    /// An imported document is shown as it stands; as a record of one's own it lacks fields.
    ImportedAsClaims = "imported-as-claims",
}
