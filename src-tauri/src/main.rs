//! The desktop program. Everything is in the library, so that tests can reach it.

// A release build on Windows opens no console window beside the app.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    fieldbook_desktop::run(std::env::args_os().skip(1))
}
