//! What a document is: its kind, and the format its text is written in.

use serde::{Deserialize, Serialize};

/// The three kinds of record that people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Kind {
    /// What happened once, somewhere.
    CaseStudy,
    /// What one should do.
    Playbook,
    /// Whether agents can do something under stated conditions.
    Finding,
}

impl Kind {
    /// All kinds, in the order in which people meet them.
    pub const ALL: [Self; 3] = [Self::CaseStudy, Self::Playbook, Self::Finding];

    /// Returns the word used in front matter, queries and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CaseStudy => "case-study",
            Self::Playbook => "playbook",
            Self::Finding => "finding",
        }
    }

    /// Returns the kind that a word names; underscores and plurals of folder names count too.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().replace('_', "-").as_str() {
            "case-study" | "case-studies" | "case" => Some(Self::CaseStudy),
            "playbook" | "playbooks" => Some(Self::Playbook),
            "finding" | "findings" => Some(Self::Finding),
            _ => None,
        }
    }

    /// Returns the folder of a shared library that holds this kind.
    pub fn folder(self) -> &'static str {
        match self {
            Self::CaseStudy => "case-studies",
            Self::Playbook => "playbooks",
            Self::Finding => "findings",
        }
    }

    /// Returns the habitual prefix of ids of this kind, with its hyphen.
    pub fn id_prefix(self) -> &'static str {
        match self {
            Self::CaseStudy => "cs-",
            Self::Playbook => "pb-",
            Self::Finding => "cf-",
        }
    }

    /// Returns the kind that an id's prefix suggests.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| id.starts_with(kind.id_prefix()))
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The convention a document's text follows; it is stored beside the text and never changes it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Format {
    /// Fieldbook's own front matter.
    #[default]
    Fieldbook,
    /// A file of the awesome-agentic-patterns catalogue; mapped when read.
    Pattern,
    /// Markdown with foreign or no front matter.
    Markdown,
}

impl Format {
    /// Returns the word used in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fieldbook => "fieldbook",
            Self::Pattern => "pattern",
            Self::Markdown => "markdown",
        }
    }

    /// Returns the format that a stored word names.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "fieldbook" => Some(Self::Fieldbook),
            "pattern" => Some(Self::Pattern),
            "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// Guesses the format from the front matter's top-level keys.
    ///
    /// `kind` or `schema` means Fieldbook; `title`, `status` and `category` without either means a
    /// pattern; everything else is plain Markdown.
    pub fn detect(text: &str) -> Self {
        let keys = crate::document::top_level_keys(text);
        let has = |name: &str| keys.iter().any(|key| key == name);
        if has("kind") || has("schema") {
            Self::Fieldbook
        } else if has("title") && has("status") && has("category") {
            Self::Pattern
        } else {
            Self::Markdown
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
