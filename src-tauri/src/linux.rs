//! What only Linux needs: input methods in WebKitGTK, drawing where there is no GPU, and an orderly end when the session ends.
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
//!
//! # Without a GPU
//!
//! Since 2.46 WebKitGTK draws with OpenGL, also where that is a program (Mesa's llvmpipe in virtual machines, remote
//! desktops, containers). That program compiles shaders while a person types, and it puts the whole window together
//! anew for each letter, on the processors that the page needs. So there the CPU draws, and without layers: then only
//! what changed is drawn. Measured without a GPU on two processors, in turns on one build: all rows replaced by a key
//! are on the screen after 78 instead of 106 ms (p95 109 instead of 152), and a frame of scrolling takes 16 instead of
//! 39. WebKit's switches for it are environment variables that its processes read at their start (WebKit/WebKit#45393).

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    os::unix::process::CommandExt as _,
    path::Path,
    process::Command,
    time::Duration,
};

use tauri::{AppHandle, WebviewWindow};
use webkit2gtk::{InputMethodContextExt as _, WebViewExt as _, glib};

const SIGTERM: i32 = 15;

/// Counts the starts of one start, see [`start_again`].
const STARTS: &str = "FIELDBOOK_STARTS";

/// How often a start is tried; with the pause between two, for about five seconds.
const MOST_STARTS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(250);

/// Make WebKit draw by the CPU, and into one picture instead of layers that OpenGL puts together.
const WITHOUT_GPU: [&str; 2] =
    ["WEBKIT_SKIA_ENABLE_CPU_RENDERING", "WEBKIT_DISABLE_COMPOSITING_MODE"];

/// Makes Mesa draw by the CPU, whatever there is.
const SOFTWARE_GL: &str = "LIBGL_ALWAYS_SOFTWARE";

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
pub fn start_again() {
    let starts = env::var(STARTS).ok().and_then(|starts| starts.parse().ok()).unwrap_or(1_u32);
    if starts < MOST_STARTS {
        std::thread::sleep(PAUSE);
        start_with(&[(STARTS, &(starts + 1).to_string())]);
    }
}

/// Puts a new start that draws by the CPU in the place of this one, if there is no GPU; what somebody chose stays so.
pub fn draw_without_gpu() {
    let undecided = WITHOUT_GPU.iter().filter(|name| env::var_os(name).is_none());
    let undecided: Vec<_> = undecided.map(|name| (*name, "1")).collect();
    if !undecided.is_empty() && lacks_gpu(Path::new("/dev"), env::var_os(SOFTWARE_GL).as_deref()) {
        start_with(&undecided);
    }
}

/// Whether OpenGL is drawn by a program: it was asked to be, or no driver of a GPU shows a device (those of the
/// kernel, NVIDIA's own, and that of Windows' subsystem for Linux).
fn lacks_gpu(devices: &Path, software: Option<&OsStr>) -> bool {
    if software.is_some_and(|value| !["", "0", "false"].iter().any(|no| value == *no)) {
        return true;
    }
    let is_renderer = |name: OsString| name.to_string_lossy().starts_with("renderD");
    let renderers = fs::read_dir(devices.join("dri")).into_iter().flatten().flatten();
    !renderers.into_iter().any(|entry| is_renderer(entry.file_name()))
        && !["nvidiactl", "dxg"].iter().any(|device| devices.join(device).exists())
}

/// Puts a new start with these variables as well in the place of this one. Returns only when that fails, and then going
/// on, or the error there was before, is the better answer.
#[expect(clippy::disallowed_methods, reason = "it starts itself, with what it was started with")]
fn start_with(variables: &[(&str, &str)]) {
    let Ok(program) = env::current_exe() else { return };
    let _failed =
        Command::new(program).args(env::args_os().skip(1)).envs(variables.iter().copied()).exec();
}

/// Turns SIGTERM (log-out, shut-down, `kill`) into an orderly end: the window's place is kept, the store closed.
///
/// Without it the process is simply gone, which loses no record, but the size and place of the window.
pub fn end_in_order(app: &AppHandle) {
    let app = app.clone();
    glib::unix_signal_add_once(SIGTERM, move || app.exit(0));
}

#[cfg(test)]
mod tests {
    use std::{ffi::OsStr, fs};

    use super::lacks_gpu;

    #[test]
    fn a_gpu_is_known_by_its_device() {
        let devices = tempfile::tempdir().unwrap();
        assert!(lacks_gpu(devices.path(), None));
        fs::create_dir(devices.path().join("dri")).unwrap();
        fs::create_dir(devices.path().join("dri/card0")).unwrap();
        assert!(lacks_gpu(devices.path(), None), "a screen alone draws nothing");
        fs::create_dir(devices.path().join("dri/renderD128")).unwrap();
        assert!(!lacks_gpu(devices.path(), None));
        for (value, lacks) in
            [("", false), ("0", false), ("false", false), ("1", true), ("true", true)]
        {
            assert_eq!(lacks_gpu(devices.path(), Some(OsStr::new(value))), lacks, "{value}");
        }
    }
}
