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

use std::{env, os::unix::process::CommandExt as _, process::Command, time::Duration};

use tauri::{AppHandle, WebviewWindow};
use webkit2gtk::{InputMethodContextExt as _, WebViewExt as _, glib};

const SIGTERM: i32 = 15;

/// Counts the starts of one start, see [`start_again`].
const STARTS: &str = "FIELDBOOK_STARTS";

/// How often a start is tried; with the pause between two, for about five seconds.
const MOST_STARTS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(250);

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

/// Puts a new start in the place of one that could not hand its arguments over to the first start.
///
/// When that first start was killed a moment ago, the message bus still knows its name, and the hand-over gets no
/// answer. A little later the name is free and this start is the first. Returns when it was tried often enough.
#[expect(clippy::disallowed_methods, reason = "it starts itself, with what it was started with")]
pub fn start_again() {
    let starts = env::var(STARTS).ok().and_then(|starts| starts.parse().ok()).unwrap_or(1_u32);
    let Ok(program) = env::current_exe() else { return };
    if starts < MOST_STARTS {
        std::thread::sleep(PAUSE);
        // Does not return unless it fails, and then the first error is the one to tell.
        let _failed = Command::new(program)
            .args(env::args_os().skip(1))
            .env(STARTS, (starts + 1).to_string())
            .exec();
    }
}

/// Turns SIGTERM (log-out, shut-down, `kill`) into an orderly end: the window's place is kept, the store closed.
///
/// Without it the process is simply gone, which loses no record, but the size and place of the window.
pub fn end_in_order(app: &AppHandle) {
    let app = app.clone();
    glib::unix_signal_add_once(SIGTERM, move || app.exit(0));
}
