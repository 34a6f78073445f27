//! What only Linux needs: input methods in WebKitGTK, and an orderly end when the session ends.
//!
//! # Chinese, Japanese and Korean input
//!
//! An input method composes: while a person types `nihao`, the unfinished text (the "preedit") belongs at the
//! caret, underlined, and the page gets `compositionstart`, `compositionupdate` and `compositionend`. wry turns
//! this off for every web view (`set_enable_preedit(false)` in wry 0.57.1, `src/webkitgtk/mod.rs`), to work around
//! old WebKitGTK versions that put the candidate window in the wrong place. The price: the input method shows the
//! unfinished text in a window of its own, often in a corner of the screen, and the page hears of no composition,
//! so that its shortcuts fire in the middle of a word. Since WebKitGTK 2.40 or so the candidate window follows the
//! caret with the preedit on, so we turn it on again.
//!
//! Tracked in tauri-apps/tauri#11412 and tauri-apps/wry#1724; when wry has an option for it, this module goes.

use tauri::{AppHandle, WebviewWindow};
use webkit2gtk::{InputMethodContextExt as _, WebViewExt as _, glib};

const SIGTERM: i32 = 15;

/// Lets the web view show the composition of an input method at the caret, and tell the page of it.
///
/// # Errors
/// Those of tauri when the window is already gone.
pub fn show_composition_in_place(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|webview| {
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })
}

/// Turns SIGTERM (log-out, shut-down, `kill`) into an orderly end: the window's place is kept, the store closed.
///
/// Without it the process is simply gone, which loses no record, but the size and place of the window.
pub fn end_in_order(app: &AppHandle) {
    let app = app.clone();
    glib::unix_signal_add_once(SIGTERM, move || app.exit(0));
}
