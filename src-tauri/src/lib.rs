//! The desktop shell: a window and a small one, their plugins, and the single `rpc` command.
//!
//! The shell carries questions from the window to [`fieldbook_api`] and answers and events back. It contains
//! no rule of the domain, and it gives the window no power of its own: no file system, no process, no network.
//! What it adds, and why it is needed:
//!
//! | module | adds |
//! |---|---|
//! | [`launch`] | the command line of the app: a data directory, a deep link |
//! | [`backend`] | opens the store on a thread of its own, so that the window never waits for it |
//! | [`rpc`] | the one command through which the window asks anything |
//! | [`events`] | the one event through which it is told |
//! | [`window`] | the windows, and what they may not do: leave the app, open others |
//! | [`log_window`] | the quick log in a small window, and the key that opens it from anywhere |
//! | [`assets`] | `kb-asset:`, images by content hash and drawn diagrams |
//! | [`links`] | deep links (they only navigate) and links to the outside (only after a confirmation) |
//! | [`linux`] | what WebKitGTK needs for Chinese, Japanese and Korean input and without a GPU; an orderly end |
//!
//! ```
//! use fieldbook_desktop::links::record_id;
//! assert_eq!(record_id("fieldbook://record/cs-airbnb-enzyme-to-rtl"), Some("cs-airbnb-enzyme-to-rtl".into()));
//! assert_eq!(record_id("fieldbook://delete/everything"), None);
//! ```

pub mod assets;
pub mod backend;
pub mod events;
pub mod launch;
pub mod links;
pub mod log_window;
pub mod rpc;
pub mod window;

#[cfg(target_os = "linux")]
pub mod linux;

use std::{ffi::OsString, process::ExitCode};

use anyhow::Context as _;
use tauri::Manager as _;

use crate::{backend::Backend, launch::Launch};

/// Starts the app and returns when its window is closed.
///
/// `arguments` are the words after the program's name. Usage errors are told on the terminal, with status 2;
/// a desktop that cannot show a window gives status 3.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Launch::parse(arguments) {
        Ok(launch) => match start(launch) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                #[cfg(target_os = "linux")]
                if is_hand_over(&error) {
                    linux::start_again();
                }
                complain(&format!("error: {error:#}"));
                ExitCode::from(3)
            }
        },
        Err(launch::Stop::Show(text)) => {
            #[expect(clippy::print_stdout, reason = "the answer to --help and --version")]
            {
                println!("{text}");
            }
            ExitCode::SUCCESS
        }
        Err(launch::Stop::Usage(problem)) => {
            complain(&format!("error: {problem}\nhint: fieldbook-desktop --help"));
            ExitCode::from(2)
        }
    }
}

fn start(launch: Launch) -> anyhow::Result<()> {
    // First of all: it may put another start in the place of this one.
    #[cfg(target_os = "linux")]
    linux::draw_without_gpu();
    let identity = launch.identity();
    let Launch { data_dir, link, log } = launch;
    tauri::Builder::default()
        // First, so that a second start hands its arguments over before it touches anything.
        .plugin(
            tauri_plugin_single_instance::Builder::new()
                .dbus_id(identity)
                .callback(|app, arguments, _| links::from_second_start(app, &arguments))
                .build(),
        )
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(window::remembered())
                .build(),
        )
        .register_asynchronous_uri_scheme_protocol(assets::SCHEME, assets::serve)
        .invoke_handler(tauri::generate_handler![
            rpc::rpc,
            links::open_link,
            log_window::log_window,
            log_window::log_shortcut,
            window::pick_folder,
            window::save_file
        ])
        .setup(move |app| {
            let handle = app.handle().clone();
            app.manage(Backend::open(data_dir, move |event| events::forward(&handle, &event)));
            window::open(app.handle(), link.as_deref())?;
            links::listen(app.handle());
            if log {
                log_window::show(app.handle())?;
            }
            #[cfg(target_os = "linux")]
            linux::end_in_order(app.handle());
            Ok(())
        })
        .run(tauri::generate_context!())
        .context("the window could not be opened")
}

/// Whether handing over to a first start failed.
#[cfg(target_os = "linux")]
fn is_hand_over(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<tauri::Error>(),
        Some(tauri::Error::PluginInitialization(plugin, _)) if plugin == "single-instance"
    )
}

#[expect(
    clippy::print_stderr,
    reason = "before there is a window, the terminal is the only place to tell"
)]
fn complain(text: &str) {
    eprintln!("{text}");
}
