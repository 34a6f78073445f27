//! The fields that a query can filter by and that are counted as facets.

use std::fmt;

use crate::Entry;

macro_rules! fields {
    ($($variant:ident $name:literal $doc:literal,)*) => {
        /// A field with values: a filter of the query language and a facet of the result page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $(#[doc = $doc] $variant,)* }

        impl Field {
            /// Every field, in the order in which facets are offered.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// The name in the query language, also the name of the column.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)* }
            }
        }
    };
}

fields! {
    Kind "kind" "The kind of record.",
    Task "task" "The type of task.",
    Outcome "outcome" "The outcome of a case study.",
    Verdict "verdict" "The verdict of a finding.",
    Agent "agent" "The agents used.",
    Model "model" "The models used.",
    Ring "ring" "The adoption ring of a playbook.",
    Certainty "certainty" "The certainty of the evidence.",
    Origin "origin" "Internal or external evidence.",
    Organisation "organisation" "The organisation spoken of.",
    Tag "tag" "Tags.",
    Library "library" "The library.",
    Author "author" "Authors, by exact name.",
    Seniority "seniority" "Seniority of the people involved.",
    Infra "infra" "Infrastructure used.",
    Status "status" "Draft, published, withdrawn.",
    Has "has" "What a record has: a source, an image, an incident, counts.",
}

impl Field {
    /// Finds the field of a name of the query language, in any case.
    ///
    /// ```
    /// # use fieldbook_search::Field;
    /// assert_eq!(Field::from_name("Task"), Some(Field::Task));
    /// assert_eq!(Field::from_name("colour"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Field> {
        // Words that people type for the same field.
        let name = match name.to_ascii_lowercase().as_str() {
            "tags" => "tag".to_owned(),
            "authors" => "author".to_owned(),
            "task_type" => "task".to_owned(),
            "organization" | "org" => "organisation".to_owned(),
            "infrastructure" => "infra".to_owned(),
            other => other.to_owned(),
        };
        Field::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// Position in [`Field::ALL`], for tables by field.
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// The values of this field in an entry.
    pub(crate) fn values(self, entry: &Entry) -> Vec<&str> {
        fn opt(value: &Option<String>) -> Vec<&str> {
            value.as_deref().into_iter().collect()
        }
        fn many(values: &[String]) -> Vec<&str> {
            values.iter().map(String::as_str).collect()
        }
        match self {
            Field::Kind => vec![&entry.kind],
            Field::Task => opt(&entry.task_type),
            Field::Outcome => opt(&entry.outcome),
            Field::Verdict => opt(&entry.verdict),
            Field::Agent => many(&entry.agent),
            Field::Model => many(&entry.model),
            Field::Ring => opt(&entry.ring),
            Field::Certainty => opt(&entry.certainty),
            Field::Origin => opt(&entry.origin),
            Field::Organisation => opt(&entry.organisation),
            Field::Tag => many(&entry.tags),
            Field::Library => vec![&entry.library],
            Field::Author => many(&entry.authors),
            Field::Seniority => many(&entry.seniority),
            Field::Infra => many(&entry.infra),
            Field::Status => opt(&entry.status),
            Field::Has => many(&entry.has),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
