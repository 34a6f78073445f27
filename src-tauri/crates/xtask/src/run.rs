//! Builds the app and starts it.
//!
//! In the `dev` profile: from nothing it is there in a fraction of the time of a release build, its heavy
//! dependencies are optimised even so (see `[profile.dev.package]` in Cargo.toml), and the tests use the same
//! artefacts. `--release` is for those who measure.
//!
//! All programs of the workspace are built, not the app alone: cargo unifies the features of what it is asked to
//! build, and with another selection than that of the tests it would compile tauri a second time. The command line
//! comes with it.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Result, bail};

use crate::{
    setup::{self, Purpose},
    shell::Program,
    ui,
};

const NO_DISPLAY: &str = "\
there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be shown.

  The command line works on the same records:   cargo run -p fieldbook-cli -- search migration
  The app on a display in memory, to try it:    xvfb-run -a cargo xtask run   (package xvfb)";

pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let (ours, apps) = match arguments.iter().position(|argument| argument == "--") {
        Some(at) => (&arguments[..at], &arguments[at + 1..]),
        None => (arguments, &[][..]),
    };
    let release = match ours {
        [] => false,
        [only] if only == "--release" => true,
        _ => bail!("usage: cargo xtask run [--release] [-- ARGUMENTS OF THE APP]"),
    };
    if !setup::has_display() {
        bail!("{NO_DISPLAY}");
    }
    setup::ready(Purpose::Run)?;
    ui::build()?;
    println!("building the app (from nothing this takes some minutes, later seconds)");
    let app = build_app(release)?;
    println!("starting {}", app.display());
    Program::new(&app).args(apps).run()?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the app; the result is the program's path.
pub(crate) fn build_app(release: bool) -> Result<PathBuf> {
    let build = Program::cargo(["build", "--workspace", "--bins"]);
    build.args(release.then_some("--release")).run()?;
    Ok(program(release))
}

/// Where cargo leaves the app.
pub(crate) fn program(release: bool) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| crate::root().join("target"), PathBuf::from);
    let profile = if release { "release" } else { "debug" };
    crate::root()
        .join(target)
        .join(profile)
        .join(format!("fieldbook-desktop{}", std::env::consts::EXE_SUFFIX))
}
