//! The registry of agents and models: what exists and since when, so that old evidence is known as old.
//!
//! It is a file of the library in YAML; where the library has none, the shipped one counts. It holds
//! names, families and days of release, nothing that ranks.

use fieldbook_record::{Kind, PartialDate, Value, front_matter_value, to_yaml};
use serde::{Deserialize, Serialize};

use crate::{Error, Library};

/// The registry that comes with the app.
const SHIPPED: &str = include_str!("../../../../playbooks/agents-and-models.yaml");

/// Where the text of the library's own is kept.
const SETTING: &str = "registry";

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
            shipped: false,
        }
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

    /// Finds the newest model of a name's family that came out after a day and is not that model.
    pub fn newer_than(&self, name: &str, since: PartialDate) -> Option<&RegistryEntry> {
        let own = self.models.iter().filter(|entry| entry.is_named_in(name));
        // The longest name that fits: "Claude Opus 4.6" over "Claude Opus".
        let family = match own.max_by_key(|entry| entry.name.len()) {
            Some(own) => &own.family,
            None => &self.models.iter().find(|entry| entry.is_family_of(name))?.family,
        };
        self.models
            .iter()
            .filter(|entry| entry.family == *family && !entry.is_named_in(name))
            .filter(|entry| entry.released.is_some_and(|day| day.first_day() > since.last_day()))
            .max_by_key(|entry| entry.released)
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

    fn is_family_of(&self, text: &str) -> bool {
        !self.family.is_empty() && contains(&words(text), &words(&self.family))
    }

    fn value(&self) -> Value {
        Value::Map(vec![
            ("name".to_owned(), Value::from(self.name.as_str())),
            ("family".to_owned(), Value::from(self.family.as_str())),
            (
                "released".to_owned(),
                self.released.map_or(Value::Null, |day| day.to_string().into()),
            ),
            ("aliases".to_owned(), Value::from(self.aliases.clone())),
            ("major".to_owned(), Value::from(self.major)),
        ])
    }
}

impl Library {
    /// Returns the registry: the library's own, or the shipped one.
    ///
    /// # Errors
    /// The store's errors.
    pub fn registry(&self) -> Result<Registry, Error> {
        Ok(match self.store.setting(SETTING)? {
            Some(text) => Registry::parse(&text),
            None => Registry { shipped: true, ..Registry::parse(SHIPPED) },
        })
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
}

fn entries(list: Option<&Value>) -> Vec<RegistryEntry> {
    let Some(Value::List(items)) = list else { return Vec::new() };
    items.iter().filter_map(entry).collect()
}

fn entry(item: &Value) -> Option<RegistryEntry> {
    let text = |key: &str| item.get(key).and_then(Value::as_text).map(str::to_owned);
    let name = text("name").filter(|name| !name.trim().is_empty())?;
    let aliases = match item.get("aliases") {
        Some(Value::List(names)) => {
            names.iter().filter_map(Value::as_text).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    Some(RegistryEntry {
        family: text("family").unwrap_or_else(|| name.to_lowercase()),
        released: text("released").as_deref().and_then(PartialDate::parse),
        major: item.get("major") == Some(&Value::Bool(true)),
        aliases,
        name,
    })
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
