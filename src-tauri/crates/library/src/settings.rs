//! What a person has chosen for this installation.

use fieldbook_store::Store;
use serde::{Deserialize, Serialize};

use crate::Error;

/// The settings of this installation; they never travel with a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Settings {
    /// Colours of the interface.
    pub theme: Theme,
    /// Language of the interface.
    pub language: Language,
    /// The name that new records get as their author; may be empty.
    pub author: String,
    /// Whether single letters act as shortcuts while no text field has the focus.
    pub single_keys: bool,
    /// Whether Find shows its preview pane.
    pub preview: bool,
    /// The keys that open the quick log from anywhere, as `Ctrl+Alt+Shift+L`; empty for none.
    pub log_shortcut: String,
}

/// Colours of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the desktop says.
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// As the desktop says.
    System,
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            language: Language::System,
            author: String::new(),
            single_keys: true,
            preview: true,
            // Three modifiers: no desktop and no common program has this one already.
            log_shortcut: "Ctrl+Alt+Shift+L".to_owned(),
        }
    }
}

impl Settings {
    /// Reads the settings; what is missing or unreadable has its default.
    pub(crate) fn load(store: &Store) -> Result<Self, Error> {
        let default = Self::default();
        Ok(Self {
            theme: match store.setting("theme")?.as_deref() {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                _ => default.theme,
            },
            language: match store.setting("language")?.as_deref() {
                Some("en") => Language::En,
                Some("zh") => Language::Zh,
                _ => default.language,
            },
            author: store.setting("author")?.unwrap_or(default.author),
            single_keys: flag(store, "single_keys", default.single_keys)?,
            preview: flag(store, "preview", default.preview)?,
            log_shortcut: store.setting("log_shortcut")?.unwrap_or(default.log_shortcut),
        })
    }

    /// Stores the settings.
    pub(crate) fn save(&self, store: &Store, now: i64) -> Result<(), Error> {
        let theme = match self.theme {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let language = match self.language {
            Language::System => "system",
            Language::En => "en",
            Language::Zh => "zh",
        };
        store.set_setting("theme", Some(theme), now)?;
        store.set_setting("language", Some(language), now)?;
        store.set_setting("author", Some(self.author.trim()), now)?;
        store.set_setting("single_keys", Some(if self.single_keys { "yes" } else { "no" }), now)?;
        store.set_setting("preview", Some(if self.preview { "yes" } else { "no" }), now)?;
        store.set_setting("log_shortcut", Some(self.log_shortcut.trim()), now)?;
        Ok(())
    }
}

fn flag(store: &Store, key: &str, default: bool) -> Result<bool, Error> {
    Ok(store.setting(key)?.map_or(default, |value| value == "yes"))
}
