//! Links into the app and out of it.
//!
//! Into it: `fieldbook://record/<id>` shows a record and can do nothing else. Any web page may hold such a
//! link, so it never writes, fetches, installs or adds anything.
//! Out of it: the window may not open anything by itself. It asks [`open_link`], gets the true host to show,
//! and asks again once the person has confirmed.

use serde::Serialize;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_deep_link::DeepLinkExt as _;
use url::Url;

use crate::{events, launch, log_window, window};

/// The id of the record that a deep link leads to; `None` for anything but `fieldbook://record/<id>`.
///
/// Ids are `[a-z0-9-]`, 3 to 64 characters, as RECORD.md defines them. Query and fragment are refused rather
/// than ignored, to keep them free for a later meaning.
pub fn record_id(link: &str) -> Option<String> {
    let id = link.strip_prefix("fieldbook://record/")?;
    let id = id.strip_suffix('/').unwrap_or(id);
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    ((3..=64).contains(&id.len()) && id.bytes().all(legal)).then(|| id.to_owned())
}

/// Hears of deep links that the system hands to the running app (macOS; elsewhere they come as arguments).
pub fn listen(app: &AppHandle) {
    let handle = app.clone();
    app.deep_link().on_open_url(move |event| {
        for id in event.urls().iter().filter_map(|url| record_id(url.as_str())) {
            show(&handle, &id);
        }
    });
}

/// Takes over from a second start of the app: shows its record and this window, or the quick log.
pub fn from_second_start(app: &AppHandle, arguments: &[String]) {
    if arguments.iter().skip(1).any(|argument| argument == launch::LOG) {
        log_window::show(app).ok();
        return;
    }
    if let Some(id) = arguments.iter().skip(1).find_map(|argument| record_id(argument)) {
        show(app, &id);
    }
    if let Some(window) = app.get_webview_window(window::LABEL) {
        window.unminimize().ok();
        window.show().ok();
        window.set_focus().ok();
    }
}

fn show(app: &AppHandle, id: &str) {
    events::forward(app, &json!({ "type": "open", "id": id }));
}

/// What became of a link that the window wants opened.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct OpenedLink {
    /// True once it was handed to the system.
    pub opened: bool,
    /// The link as it would be opened, in ASCII.
    pub url: String,
    /// Its host (for `mailto`, the address) in ASCII: look-alike letters show up as `xn--`.
    pub host: String,
}

/// Why a link is not opened, in the form of all errors that the window hears.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct LinkError {
    /// `link-refused` or `link-not-opened`.
    pub code: &'static str,
    /// For people who read logs.
    pub message: String,
    /// `reason`: what was wrong.
    pub args: Value,
}

/// Says where a link leads and, if `confirmed`, hands it to the system's own browser or mail program.
///
/// # Errors
/// `link-refused` for anything but `https`, `http` and `mailto`, and for links with a user name (they serve
/// to show another host than they lead to); `link-not-opened` if the system knows no program for it.
#[tauri::command]
pub async fn open_link(url: String, confirmed: bool) -> Result<OpenedLink, LinkError> {
    let link = examine(&url)?;
    if !confirmed {
        return Ok(link);
    }
    match open::that_detached(&link.url) {
        Ok(()) => Ok(OpenedLink { opened: true, ..link }),
        Err(error) => Err(LinkError {
            code: "link-not-opened",
            message: format!("{}: {error}", link.url),
            args: json!({ "reason": error.to_string() }),
        }),
    }
}

fn examine(link: &str) -> Result<OpenedLink, LinkError> {
    let refused = |reason: &str| LinkError {
        code: "link-refused",
        message: format!("refused to open a link: {reason}"),
        args: json!({ "reason": reason }),
    };
    let url = Url::parse(link).map_err(|error| refused(&error.to_string()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("user name in the link"));
    }
    let host = match url.scheme() {
        "http" | "https" => url.host_str().ok_or_else(|| refused("no host"))?.to_owned(),
        "mailto" => url.path().to_owned(),
        scheme => return Err(refused(&format!("scheme {scheme}"))),
    };
    Ok(OpenedLink { opened: false, url: url.into(), host })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deep_link_is_a_record_or_nothing() {
        assert_eq!(record_id("fieldbook://record/pb-1").as_deref(), Some("pb-1"));
        assert_eq!(record_id("fieldbook://record/pb-1/").as_deref(), Some("pb-1"));
        let long = format!("fieldbook://record/{}", "a".repeat(65));
        for bad in [
            "fieldbook://record/",
            "fieldbook://record/ab",
            "fieldbook://record/../x",
            "fieldbook://record/%2e%2e",
            "fieldbook://record/PB-1",
            "fieldbook://record/pb-1?go=now",
            "fieldbook://record/pb-1#x",
            "fieldbook://record/pb-1/delete",
            "fieldbook://library/add/https://example.org",
            "https://record/pb-1",
            " fieldbook://record/pb-1",
            &long,
        ] {
            assert_eq!(record_id(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_true_host_is_told() {
        let host = |link: &str| examine(link).map(|link| link.host);
        assert_eq!(host("https://example.org/path").as_deref(), Ok("example.org"));
        // The first letter is a Cyrillic а.
        assert_eq!(host("https://аpple.com/").as_deref(), Ok("xn--pple-43d.com"));
        assert_eq!(host("mailto:a@example.org").as_deref(), Ok("a@example.org"));
        assert!(!examine("https://example.org").unwrap().opened);
    }

    #[test]
    fn other_schemes_and_disguises_are_refused() {
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "vbscript:x",
            "data:text/html,x",
            "ssh://example.org",
            "fieldbook://record/pb-1",
            "https://bank.example@evil.example/",
            "/etc/passwd",
            "--help",
            "",
        ] {
            assert_eq!(examine(bad).unwrap_err().code, "link-refused", "{bad}");
        }
    }
}
