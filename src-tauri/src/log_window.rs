//! The quick-log window: small, and there at once from anywhere.
//!
//! It is made when it is first asked for and only hidden after that, so that the second time takes no time. It is
//! opened by a key that the whole desktop hears, by the main window, or by starting the app again with `--log`,
//! which is what a desktop that gives no application such keys can be told to do.
//!
//! There is no tray icon: on Linux it needs libappindicator at run time, and the app must start without it.

use std::str::FromStr as _;

use serde::Serialize;
use tauri::{AppHandle, Manager as _, WindowEvent, Wry};
use tauri_plugin_global_shortcut::{
    Builder, GlobalShortcut, GlobalShortcutExt as _, Shortcut, ShortcutState,
};

use crate::window;

/// The label of the window.
pub const LABEL: &str = "log";

/// Shows the window and gives it the focus.
///
/// # Errors
/// Those of the platform's web view.
pub fn show(app: &AppHandle) -> tauri::Result<()> {
    let window = match app.get_webview_window(LABEL) {
        Some(window) => window,
        None => {
            let window = window::build(app, LABEL, None)?;
            let hidden = window.clone();
            window.on_window_event(move |event| {
                if let WindowEvent::CloseRequested { api, .. } = event {
                    // What was typed stays in the page for the next time.
                    api.prevent_close();
                    hidden.hide().ok();
                }
            });
            window
        }
    };
    window.show()?;
    window.unminimize().ok();
    window.set_focus()
}

/// Ends the window with the main one: a hidden window must not keep the app alive.
pub fn end(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        window.destroy().ok();
    }
}

/// Opens the quick-log window, or puts it away.
///
/// # Errors
/// Why the platform shows no window, in its own words.
#[tauri::command]
pub async fn log_window(app: AppHandle, open: bool) -> Result<(), String> {
    let done = match (open, app.get_webview_window(LABEL)) {
        (true, _) => show(&app),
        (false, Some(window)) => window.hide(),
        (false, None) => Ok(()),
    };
    done.map_err(|error| error.to_string())
}

/// What became of the key that opens the window from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GlobalKey {
    /// It works.
    On,
    /// None is wanted.
    Off,
    /// These are no keys that a desktop can listen for.
    Unreadable,
    /// Another program has them.
    Taken,
    /// This desktop gives them to no application.
    Wayland,
    /// The desktop cannot be asked at all.
    Failed,
}

/// Lets the whole desktop hear the keys, in the place of those from before; empty keys mean none.
///
/// It never fails: an app without the key is as good as before, and the settings say what became of it.
#[tauri::command]
pub async fn log_shortcut(app: AppHandle, keys: String) -> GlobalKey {
    // Waits for the main thread, so it must not run on one of those that carry the other commands.
    let task = tauri::async_runtime::spawn_blocking(move || listen_for(&app, keys.trim()));
    task.await.unwrap_or(GlobalKey::Failed)
}

fn listen_for(app: &AppHandle, keys: &str) -> GlobalKey {
    let listens = app.try_state::<GlobalShortcut<Wry>>();
    if listens.as_ref().is_some_and(|listener| listener.unregister_all().is_err()) {
        return GlobalKey::Failed;
    }
    if keys.is_empty() {
        return GlobalKey::Off;
    }
    let Ok(shortcut) = Shortcut::from_str(keys) else { return GlobalKey::Unreadable };
    if is_wayland() {
        return GlobalKey::Wayland;
    }
    // Only now, not at the start: there it would end the app on a desktop that cannot be asked.
    if listens.is_none() && app.plugin(Builder::new().build()).is_err() {
        return GlobalKey::Failed;
    }
    let heard = app.global_shortcut().on_shortcut(shortcut, |app, _, event| {
        if event.state == ShortcutState::Pressed {
            let app = app.clone();
            tauri::async_runtime::spawn_blocking(move || show(&app).ok());
        }
    });
    if heard.is_ok() { GlobalKey::On } else { GlobalKey::Taken }
}

/// Under Wayland the keys could be asked of Xwayland, which hears them only while one of its own windows has the
/// focus: a promise that would not be kept.
fn is_wayland() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux")
        && (std::env::var_os("XDG_SESSION_TYPE").is_some_and(|kind| kind == "wayland")
            || set("WAYLAND_DISPLAY"))
}
