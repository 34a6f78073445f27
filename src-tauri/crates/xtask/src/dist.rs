//! Packages to install, made by tauri's own bundler.
//!
//! The bundler is fetched by npm when it is needed, not kept in `package.json`: nobody who only builds or tests
//! should have to download it.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;

use crate::{
    run,
    setup::{self, Purpose},
    shell::Program,
    ui,
};

const BUNDLER: &str = "@tauri-apps/cli@2.12.5";

pub(crate) fn dist() -> Result<ExitCode> {
    setup::ready(Purpose::Run)?;
    ui::build()?;
    let kinds: &[&str] = if cfg!(target_os = "linux") {
        &["deb", "appimage"]
    } else if cfg!(target_os = "macos") {
        &["app", "dmg"]
    } else {
        &["nsis"]
    };
    let mut missing = Vec::new();
    for kind in kinds {
        println!("\n== {kind}");
        if let Err(error) = bundle(kind) {
            missing.push(format!("{kind}: {error}"));
        }
    }
    println!("\n== sizes");
    let app = run::program(true);
    size(&app);
    if let Some(release) = app.parent() {
        packages(&release.join("bundle")).iter().for_each(|path| size(path));
    }
    for problem in &missing {
        println!("not made: {problem}");
        if problem.starts_with("appimage") {
            println!(
                "          the bundler downloads linuxdeploy and the AppImage runtime from GitHub on first use; \
                 without that connection, or without FUSE, only the other packages can be made"
            );
        }
    }
    // An AppImage is extra; the machine's own kind of package is not.
    let ok = !missing.iter().any(|problem| !problem.starts_with("appimage"));
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn bundle(kind: &str) -> Result<()> {
    Program::npm(["exec", "--yes", "--ignore-scripts"])
        .arg(format!("--package={BUNDLER}"))
        .args(["--", "tauri", "build", "--ci", "--bundles", kind])
        .folder(&crate::root())
        .run()
}

fn packages(folder: &Path) -> Vec<PathBuf> {
    const ENDINGS: [&str; 4] = ["deb", "AppImage", "dmg", "exe"];
    let Ok(kinds) = folder.read_dir() else { return Vec::new() };
    let files = kinds.flatten().filter_map(|kind| kind.path().read_dir().ok()).flatten().flatten();
    files
        .map(|file| file.path())
        .filter(|path| {
            path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
        })
        .collect()
}

fn size(path: &Path) {
    if let Ok(file) = path.metadata() {
        println!("{:8.1} MB  {}", file.len() as f64 / 1e6, path.display());
    }
}
