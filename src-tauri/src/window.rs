//! The windows, and what they may not do.
//!
//! Size and policy are declared in `tauri.conf.json`; here is what can only be said in code: a page never leaves
//! the app's own origin, opens no other window, and downloads nothing.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use tauri::{
    AppHandle, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::{Color, NewWindowResponse},
};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_window_state::StateFlags;
use url::Url;

use crate::log_window;

/// The label of the main window.
pub const LABEL: &str = "main";

// The page background of ui/src/design/tokens.css, so that nothing flashes before the first paint.
const LIGHT: Color = Color(0xf6, 0xf7, 0xf9, 0xff);
const DARK: Color = Color(0x12, 0x14, 0x17, 0xff);

/// Opens the main window, on the start screen or on the record with the id `first`. The app ends with it.
///
/// # Errors
/// Those of the platform's web view.
pub fn open(app: &AppHandle, first: Option<&str>) -> tauri::Result<WebviewWindow> {
    // An address of ui/src/lib/route.svelte.ts; the id is checked by links::record_id.
    let address = first.map(|id| format!("index.html#/record/{id}"));
    let window = build(app, LABEL, address)?;
    let app = app.clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed) {
            log_window::end(&app);
        }
    });
    Ok(window)
}

/// Builds a window of `tauri.conf.json`.
///
/// # Errors
/// Those of the platform's web view, and when there is no such window.
pub fn build(
    app: &AppHandle,
    label: &str,
    address: Option<String>,
) -> tauri::Result<WebviewWindow> {
    let declared = app.config().app.windows.iter().find(|window| window.label == label);
    let mut config = declared.ok_or(tauri::Error::WindowNotFound)?.clone();
    if let Some(address) = address {
        config.url = WebviewUrl::App(address.into());
    }
    let window = WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_document_title_changed(|window, title| {
            window.set_title(&title).ok();
        })
        .devtools(cfg!(debug_assertions))
        .build()?;
    paint(&window, window.theme().unwrap_or(Theme::Light))?;
    #[cfg(target_os = "linux")]
    crate::linux::show_composition_in_place(&window)?;
    Ok(window)
}

/// What is remembered of the window from one start to the next.
pub fn remembered() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED
}

/// True for pages of the app itself. Everything else is denied: a link to the outside goes through
/// [`open_link`](crate::links::open_link), which shows where it leads before anything is opened.
pub fn is_own_page(url: &Url) -> bool {
    if url.port().is_some() || !url.username().is_empty() {
        return false;
    }
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // WebView2 knows no custom scheme as an origin; there tauri serves the app from this name.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Lets a person choose a folder; `None` when they close the dialog.
#[tauri::command]
pub async fn pick_folder(window: WebviewWindow) -> Option<String> {
    // The blocking form must not run on the main thread; async commands do not.
    let chosen = tauri::async_runtime::spawn_blocking(move || {
        window.dialog().file().set_parent(&window).blocking_pick_folder()
    });
    let path = chosen.await.ok().flatten()?.into_path().ok()?;
    Some(path.to_string_lossy().into_owned())
}

/// Lets a person choose a file and writes text, or bytes in base64, into it; its name, or `None` when they close
/// the dialog.
///
/// The window names no place: it proposes a name, and only the person's choice is written.
///
/// # Errors
/// Why the file could not be written, in words of the system.
#[tauri::command]
pub async fn save_file(
    window: WebviewWindow,
    name: String,
    content: String,
    base64: bool,
) -> Result<Option<String>, String> {
    let bytes = match base64 {
        true => BASE64.decode(content).map_err(|error| error.to_string())?,
        false => content.into_bytes(),
    };
    let chosen = tauri::async_runtime::spawn_blocking(move || {
        window.dialog().file().set_parent(&window).set_file_name(plain(&name)).blocking_save_file()
    });
    let Some(path) = chosen.await.ok().flatten().and_then(|chosen| chosen.into_path().ok()) else {
        return Ok(None);
    };
    fieldbook_library::write_atomic(&path, &bytes).map_err(|error| error.to_string())?;
    Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
}

/// A proposed name without anything that would make it a path.
fn plain(name: &str) -> String {
    name.chars().filter(|char| !char.is_control() && !matches!(char, '/' | '\\' | ':')).collect()
}

fn paint(window: &WebviewWindow, theme: Theme) -> tauri::Result<()> {
    window.set_background_color(Some(if theme == Theme::Dark { DARK } else { LIGHT }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_name_is_no_path() {
        assert_eq!(plain("fieldbook-map.csv"), "fieldbook-map.csv");
        assert_eq!(plain("../../etc/passwd\n"), "....etcpasswd");
        assert_eq!(plain("C:\\x.csv"), "Cx.csv");
    }

    #[test]
    fn only_the_apps_own_pages_are_own() {
        let own = |url: &str| is_own_page(&url.parse().unwrap());
        assert!(own("tauri://localhost/"));
        assert!(own("tauri://localhost/index.html#/record/x"));
        for foreign in [
            "https://example.org/",
            "http://localhost/",
            "tauri://evil.localhost/",
            "tauri://localhost.example.org/",
            "tauri://localhost:8080/",
            "tauri://user@localhost/",
            "file:///etc/passwd",
            "data:text/html,<script>alert(1)</script>",
            "javascript:alert(1)",
            "about:blank",
            "blob:tauri://localhost/1",
            "kb-asset://localhost/0",
            "ipc://localhost/rpc",
        ] {
            assert!(!own(foreign), "{foreign}");
        }
    }
}
