//! Where a link or an image may lead: parsed, never matched by its look.

use url::Url;

/// What the address of a link turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination<'a> {
    /// A place in the same document, without its `#`.
    Fragment(&'a str),
    /// The web or a mailbox; the application asks before it opens one.
    External,
    /// A record, by id.
    Record(&'a str),
    /// Anything else: other schemes, paths, an empty address.
    Nowhere,
}

/// Decides what a link's address is.
pub(crate) fn destination(address: &str) -> Destination<'_> {
    if let Some(fragment) = address.strip_prefix('#') {
        return Destination::Fragment(fragment);
    }
    // The same parser for what we decide and, being the WHATWG one, for what the web view does.
    let Ok(url) = Url::parse(address) else { return Destination::Nowhere };
    match url.scheme() {
        "http" | "https" if url.host_str().is_some_and(|host| !host.is_empty()) => {
            Destination::External
        }
        "mailto" => Destination::External,
        "fieldbook" => match address.strip_prefix("fieldbook://record/") {
            Some(id) if is_record_id(id) => Destination::Record(id),
            _ => Destination::Nowhere,
        },
        _ => Destination::Nowhere,
    }
}

/// What the address of an image turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Picture<'a> {
    /// An attachment of the store, by the hash of its bytes.
    Asset(&'a str),
    /// An image on another host, with the host's name.
    Remote(String),
    /// Anything else.
    Nowhere,
}

/// Decides what an image's address is.
pub(crate) fn picture(address: &str) -> Picture<'_> {
    if let Some(hash) = address.strip_prefix("asset:") {
        return if is_hash(hash) { Picture::Asset(hash) } else { Picture::Nowhere };
    }
    match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => match url.host_str() {
            Some(host) if !host.is_empty() => Picture::Remote(host.to_owned()),
            _ => Picture::Nowhere,
        },
        _ => Picture::Nowhere,
    }
}

/// Tells whether a text is a hash as the store writes them.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Tells whether a text has the form of a record id: a slug, or `library/slug`.
pub(crate) fn is_record_id(text: &str) -> bool {
    text.len() <= 200
        && text.split('/').count() <= 2
        && text.split('/').all(|part| {
            part.starts_with(|c: char| c.is_ascii_alphanumeric())
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_mail_and_records_lead_somewhere() {
        let external = ["https://a.example/x", "HTTP://a.example", "mailto:a@b.example"];
        for address in external {
            assert_eq!(destination(address), Destination::External, "{address}");
        }
        let nowhere = [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "fieldbook://open/x",
            "fieldbook://record/../x",
            "fieldbook://record/a b",
            "vscode://x",
            "//host/x",
            "/x",
            "x.md",
            "",
        ];
        for address in nowhere {
            assert_eq!(destination(address), Destination::Nowhere, "{address}");
        }
        assert_eq!(destination("#a"), Destination::Fragment("a"));
        assert_eq!(destination("fieldbook://record/cs-a"), Destination::Record("cs-a"));
    }

    #[test]
    fn record_ids_are_slugs_with_or_without_their_library() {
        for id in ["cs-airbnb-enzyme", "team/cs-a", "A1", "x.y_z"] {
            assert!(is_record_id(id), "{id}");
        }
        for id in ["", "/a", "a/", "a/b/c", "..", "a//b", "a b", "-a", "é", "a\"b", "a?b"] {
            assert!(!is_record_id(id), "{id}");
        }
    }
}
