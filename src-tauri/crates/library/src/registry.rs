//! The registry of agents and models: what exists and since when, so that old evidence is known as old.
//!
//! It is a small text in YAML: the shipped one until a person changes it. A shared library may carry its own as
//! [`REGISTRY_FILE`] at its top; what that names is joined in by name. It holds names, families, days of release
//! with where they were read, and which version follows which; nothing that ranks.

use std::cmp::Ordering;

use fieldbook_record::{Kind, PartialDate, Value, front_matter_value, to_yaml};
use serde::{Deserialize, Serialize};

use crate::{Error, Library};

/// The registry that comes with the app.
const SHIPPED: &str = include_str!("../../../../playbooks/agents-and-models.yaml");

/// Where the text that a person changed is kept; behind a dot and a library's name, what that one carries.
const SETTING: &str = "registry";

/// The file at the top of a shared library.
pub(crate) const REGISTRY_FILE: &str = "agents-and-models.yaml";

/// Most bytes of such a file that are read.
pub(crate) const MOST_BYTES: usize = 64 * 1024;

/// Most agents, and most models, of one text.
const MOST_ENTRIES: usize = 500;

/// Most characters of a name or of a source.
const MOST_CHARACTERS: usize = 300;

/// Agents and models with their days of release.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Registry {
    /// Agents.
    pub agents: Vec<RegistryEntry>,
    /// Models.
    pub models: Vec<RegistryEntry>,
    /// Whether it is the shipped one, unchanged.
    #[serde(default)]
    pub shipped: bool,
    /// The shared libraries that carry one, which is joined in.
    #[serde(default)]
    pub libraries: Vec<String>,
}

/// An agent or model.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct RegistryEntry {
    /// Its full name: `Claude Opus 4.6`.
    pub name: String,
    /// What it is a version of: `claude opus`.
    pub family: String,
    /// When it was released, where that is known: ISO 8601.
    pub released: Option<PartialDate>,
    /// Where that was read: an address, or words.
    pub source: Option<String>,
    /// The version that it follows; orders versions where no day is known.
    pub succeeds: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether evidence from before it should be tried again even where no model is named.
    pub major: bool,
}

impl Registry {
    /// Reads a registry's text; what cannot be read is left out.
    pub fn parse(text: &str) -> Self {
        let root = front_matter_value(&format!("---\n{text}\n---\n")).unwrap_or(Value::Null);
        Self {
            agents: entries(root.get("agents")),
            models: entries(root.get("models")),
            ..Self::default()
        }
    }

    /// Joins another one in, by name: what is here already stays as it is.
    pub fn join(&mut self, other: Self) {
        join(&mut self.agents, other.agents);
        join(&mut self.models, other.models);
    }

    /// Writes it as text.
    pub fn to_text(&self) -> String {
        let list = |entries: &[RegistryEntry]| {
            Value::List(entries.iter().map(RegistryEntry::value).collect())
        };
        let root = Value::Map(vec![
            ("agents".to_owned(), list(&self.agents)),
            ("models".to_owned(), list(&self.models)),
        ]);
        to_yaml(Kind::CaseStudy, &root)
    }

    /// Finds the newest model of a name's family that is not that model and came out after a day, or follows it.
    ///
    /// Without a day of release only the order of versions tells that one is newer; without either, nothing does.
    pub fn newer_than(&self, name: &str, since: Option<PartialDate>) -> Option<&RegistryEntry> {
        // The longest name that fits: "Claude Opus 4.6" over "Claude Opus", and its family over "Claude".
        let named = self.models.iter().filter(|entry| entry.is_named_in(name));
        let own = named.max_by_key(|entry| entry.name.len());
        let families = self.models.iter().filter(|entry| entry.is_family_of(name));
        let family = match own {
            Some(own) => &own.family,
            None => &families.max_by_key(|entry| entry.family.len())?.family,
        };
        self.models
            .iter()
            .filter(|entry| entry.family == *family && !entry.is_named_in(name))
            .filter(|entry| match (entry.released, since) {
                (Some(day), Some(since)) => day.first_day() > since.last_day(),
                _ => own.is_some_and(|own| self.follows(entry, own)),
            })
            .max_by(|one, other| match (self.follows(one, other), self.follows(other, one)) {
                (true, false) => Ordering::Greater,
                (false, true) => Ordering::Less,
                _ => one.released.cmp(&other.released),
            })
    }

    /// Whether a version comes after another, over as many steps as it takes.
    fn follows(&self, later: &RegistryEntry, earlier: &RegistryEntry) -> bool {
        let mut at = later;
        // As many steps as there are models: a circle ends.
        for _ in 0..self.models.len() {
            let Some(before) = &at.succeeds else { return false };
            if earlier.is_called(before) {
                return true;
            }
            let Some(next) = self.models.iter().find(|entry| entry.is_called(before)) else {
                return false;
            };
            at = next;
        }
        false
    }

    /// Finds the newest major model that came out after a day.
    pub fn major_since(&self, since: PartialDate) -> Option<&RegistryEntry> {
        self.models
            .iter()
            .filter(|entry| entry.major)
            .filter(|entry| entry.released.is_some_and(|day| day.first_day() > since.last_day()))
            .max_by_key(|entry| entry.released)
    }
}

impl RegistryEntry {
    /// Tells whether a record's words name this very version.
    pub fn is_named_in(&self, text: &str) -> bool {
        let text = words(text);
        std::iter::once(&self.name).chain(&self.aliases).any(|name| contains(&text, &words(name)))
    }

    /// Whether this is its name, or one of its other names.
    fn is_called(&self, name: &str) -> bool {
        let name = words(name);
        std::iter::once(&self.name).chain(&self.aliases).any(|own| words(own) == name)
    }

    fn is_family_of(&self, text: &str) -> bool {
        !self.family.is_empty() && contains(&words(text), &words(&self.family))
    }

    fn value(&self) -> Value {
        let mut fields = vec![
            ("name".to_owned(), Value::from(self.name.as_str())),
            ("family".to_owned(), Value::from(self.family.as_str())),
        ];
        let day = self.released.map(|day| day.to_string());
        for (key, text) in
            [("released", &day), ("source", &self.source), ("succeeds", &self.succeeds)]
        {
            fields.extend(text.as_deref().map(|text| (key.to_owned(), Value::from(text))));
        }
        if !self.aliases.is_empty() {
            fields.push(("aliases".to_owned(), Value::from(self.aliases.clone())));
        }
        if self.major {
            fields.push(("major".to_owned(), Value::from(true)));
        }
        Value::Map(fields)
    }
}

impl Library {
    /// Returns the registry: what a person wrote here, or the shipped one, and what shared libraries carry.
    ///
    /// # Errors
    /// The store's errors.
    pub fn registry(&self) -> Result<Registry, Error> {
        let own = self.store.setting(SETTING)?;
        let shipped = own.is_none();
        let mut registry = own.map(|text| Registry::parse(&text)).unwrap_or_default();
        for library in self.store.shared_libraries()? {
            if let Some(text) = self.store.setting(&carried(&library.name))? {
                registry.join(Registry::parse(&text));
                registry.libraries.push(library.name);
            }
        }
        // Last: what a library says of a version counts more than what came with the app.
        if shipped {
            registry.join(Registry::parse(SHIPPED));
        }
        Ok(Registry { shipped, ..registry })
    }

    /// Writes the registry; an empty one means the shipped one again.
    ///
    /// # Errors
    /// The store's errors.
    pub fn set_registry(&self, registry: &Registry) -> Result<Registry, Error> {
        let empty = registry.agents.is_empty() && registry.models.is_empty();
        let text = registry.to_text();
        let kept = (!empty).then_some(text.as_str());
        self.store.set_setting(SETTING, kept, self.clock.now())?;
        self.changed();
        self.registry()
    }

    /// Takes in what a shared library carries, or notes that it carries none.
    pub(crate) fn take_registry(&self, library: &str, text: Option<&str>) -> Result<(), Error> {
        if self.store.setting(&carried(library))?.as_deref() != text {
            self.store.set_setting(&carried(library), text, self.clock.now())?;
            self.changed();
        }
        Ok(())
    }
}

/// The setting that holds what a shared library carries.
fn carried(library: &str) -> String {
    format!("{SETTING}.{library}")
}

fn join(own: &mut Vec<RegistryEntry>, others: Vec<RegistryEntry>) {
    for other in others {
        if !own.iter().any(|entry| entry.is_called(&other.name)) {
            own.push(other);
        }
    }
}

fn entries(list: Option<&Value>) -> Vec<RegistryEntry> {
    let Some(Value::List(items)) = list else { return Vec::new() };
    items.iter().filter_map(entry).take(MOST_ENTRIES).collect()
}

fn entry(item: &Value) -> Option<RegistryEntry> {
    let text = |key: &str| item.get(key).and_then(Value::as_text).map(cleaned);
    let name = text("name").filter(|name| !name.is_empty())?;
    let aliases = match item.get("aliases") {
        Some(Value::List(names)) => names.iter().filter_map(Value::as_text).map(cleaned).collect(),
        _ => Vec::new(),
    };
    let filled = |key: &str| text(key).filter(|text| !text.is_empty());
    Some(RegistryEntry {
        family: filled("family").unwrap_or_else(|| name.to_lowercase()),
        released: text("released").as_deref().and_then(PartialDate::parse),
        source: filled("source"),
        succeeds: filled("succeeds"),
        major: item.get("major") == Some(&Value::Bool(true)),
        aliases,
        name,
    })
}

/// One line of a bearable length: the text may come from anybody.
fn cleaned(text: &str) -> String {
    let line: String = text.chars().filter(|sign| !sign.is_control()).collect();
    line.trim().chars().take(MOST_CHARACTERS).collect()
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether all of `part` stands in `whole`, side by side.
fn contains(whole: &[String], part: &[String]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}
