//! Generates what tauri needs from `tauri.conf.json` and the capabilities, and closes its default openness.

use std::path::Path;

fn main() {
    // generate_context! embeds the built UI, but tells cargo about none of its files.
    println!("cargo:rerun-if-changed=../ui/dist");
    if std::env::var_os("TAURI_CONFIG").is_none() && !Path::new("../ui/dist/index.html").is_file() {
        println!("cargo:warning=the UI is not built yet: run `cargo xtask ui` first");
    }
    // Without this list, tauri lets every window call every command that is registered.
    let commands = tauri_build::AppManifest::new().commands(&[
        "rpc",
        "open_link",
        "pick_folder",
        "save_file",
        "log_window",
        "log_shortcut",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json and the capabilities are valid");
}
