//! `fieldbook.toml`: what makes a repository a library, and which one.

use serde::Deserialize;

/// Its path.
pub const MARKER: &str = "fieldbook.toml";

/// The schema that this version reads.
pub const SCHEMA: u32 = 1;

/// Most bytes that are read of it.
const LIMIT: usize = 64 * 1024;

/// What a library says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Marker {
    /// The convention of its files.
    pub schema: u32,
    /// Its identity; never changes, whatever its name and address do.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// Task types beyond the built-in list.
    #[serde(default)]
    pub task_types: Vec<String>,
    /// What publishing asks for.
    #[serde(default)]
    pub publish: PublishRules,
}

/// What publishing to a library asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct PublishRules {
    /// Whether a second person has to approve.
    #[serde(default)]
    pub review: bool,
    /// Who can read the library: `public`, `organisation` or `team`. A record must say that they may.
    #[serde(default)]
    pub visibility: Option<String>,
    /// Words that must not appear: customers, projects, hosts.
    #[serde(default)]
    pub words: Vec<String>,
    /// Endings of host names that are internal, such as `corp.example`.
    #[serde(default)]
    pub internal_hosts: Vec<String>,
    /// Fingerprints of what looks like a secret or personal data and may be published all the same.
    #[serde(default)]
    pub allow: Vec<String>,
}

/// Reads a marker file.
///
/// # Errors
/// Why it cannot be read, in English.
pub fn parse(bytes: &[u8]) -> Result<Marker, String> {
    if bytes.len() > LIMIT {
        return Err(format!("it has more than {LIMIT} bytes"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let marker: Marker = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    if marker.schema > SCHEMA {
        return Err(format!("it is of schema {}; this Fieldbook reads {SCHEMA}", marker.schema));
    }
    let legal = (3..=64).contains(&marker.id.len())
        && marker
            .id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !legal {
        return Err("its id must be 3 to 64 of a-z, 0-9 and hyphens".to_owned());
    }
    if marker.name.trim().is_empty() || marker.name.chars().count() > 120 {
        return Err("its name must have 1 to 120 characters".to_owned());
    }
    Ok(marker)
}

/// Writes the marker of a new library.
pub fn write(id: &str, name: &str, review: bool) -> String {
    let name: String = name.chars().filter(|sign| !sign.is_control()).collect();
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "# A Fieldbook library: a folder of Markdown records.\n\n\
         schema = 1\n\
         # The identity of this library. Its name may change, this may not.\n\
         id = \"{id}\"\n\
         name = \"{name}\"\n\
         description = \"\"\n\n\
         # Task types beyond the built-in list.\n\
         task_types = []\n\n\
         [publish]\n\
         # Whether a second person has to approve a record before it is in the library.\n\
         review = {review}\n\
         # Words that must not be published, such as names of customers.\n\
         words = []\n\
         # Endings of internal host names.\n\
         internal_hosts = []\n\
         # Fingerprints, as `fieldbook check --strict` tells them, of what only looks like a secret.\n\
         allow = []\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let marker = parse(write("team-a", "Team \"A\" \\ practice", true).as_bytes()).unwrap();
        assert_eq!(
            (marker.id.as_str(), marker.name.as_str()),
            ("team-a", "Team \"A\" \\ practice")
        );
        assert!(marker.publish.review);
    }

    #[test]
    fn what_is_no_marker_says_why() {
        for (text, part) in [
            ("", "missing field"),
            ("schema = 1\nid = \"A\"\nname = \"x\"", "its id"),
            ("schema = 9\nid = \"abc\"\nname = \"x\"", "schema 9"),
            ("schema = 1\nid = \"abc\"\nname = \" \"", "its name"),
            ("<html>", ""),
        ] {
            assert!(parse(text.as_bytes()).unwrap_err().contains(part), "{text:?}");
        }
        assert!(parse(&[0xff, 0xfe]).is_err());
        assert!(parse(&vec![b'#'; LIMIT + 1]).is_err());
    }
}
