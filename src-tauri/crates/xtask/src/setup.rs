//! What the machine must have, and how it gets it.
//!
//! On Debian and its relatives the missing packages are installed; elsewhere the command is named, because
//! package names there are known but not tried on each machine. Nothing is downloaded but by the system's own
//! package tools. When all is there, this prints nothing.

use std::{path::Path, process::ExitCode, time::Duration};

use anyhow::{Context as _, Result, bail};

use crate::shell::{Program, has};

/// What is to be done with the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and starting the app.
    Run,
    /// That, and driving it in a web view without a display.
    Test,
}

const LEAST_NODE: (u32, u32) = (20, 19);

/// Debian's packages, each with the reason that is shown when it is missing.
const TO_RUN: &[(&str, &str)] = &[
    ("build-essential", "the C compiler, for SQLite"),
    ("pkg-config", "finds the libraries below"),
    ("libwebkit2gtk-4.1-dev", "the web view that the window is made of"),
];
const TO_TEST: &[(&str, &str)] = &[
    ("webkit2gtk-driver", "drives the web view in the end-to-end tests"),
    ("xvfb", "a display in memory, for the end-to-end tests"),
    ("xauth", "lets xvfb-run in"),
    ("dbus", "a message bus, for the tests of the single instance"),
    ("fonts-dejavu-core", "letters in the tests' windows"),
    ("git", "lists the files that the rules of tests/tidy read"),
];

pub(crate) fn command(arguments: &[String]) -> Result<ExitCode> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] | ["--for", "test"] => ready(Purpose::Test)?,
        ["--for", "run"] => ready(Purpose::Run)?,
        _ => bail!("usage: cargo xtask setup [--for run|test]"),
    }
    println!("this machine has what Fieldbook needs");
    Ok(ExitCode::SUCCESS)
}

/// Makes the machine ready, or says what a person has to do.
pub(crate) fn ready(purpose: Purpose) -> Result<()> {
    system(purpose)?;
    node()
}

fn system(purpose: Purpose) -> Result<()> {
    if cfg!(target_os = "linux") {
        if has("dpkg-query") && has("apt-get") { debian(purpose) } else { other_linux(purpose) }
    } else if cfg!(target_os = "macos") && !has("cc") {
        bail!("no C compiler. Run: xcode-select --install")
    } else {
        // Windows: the compiler comes with Rust's own set-up, the web view (WebView2) with Windows 10 and 11.
        Ok(())
    }
}

fn debian(purpose: Purpose) -> Result<()> {
    let wanted =
        if purpose == Purpose::Test { [TO_RUN, TO_TEST].concat() } else { TO_RUN.to_vec() };
    let missing = missing_packages(&wanted);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Fieldbook needs packages that this machine does not have yet:");
    for (name, reason) in &missing {
        println!("  {name:24} {reason}");
    }
    let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
    let by_hand = format!("apt-get install {}", names.join(" "));
    let prefix: &[&str] = match (is_root(), has("sudo")) {
        (true, _) => &[],
        (false, true) => &["sudo"],
        (false, false) => bail!("they can only be installed by root. As root, run: {by_hand}"),
    };
    println!("installing them with {}apt-get", if prefix.is_empty() { "" } else { "sudo " });
    let apt = |arguments: &[&str]| {
        let settings = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq"];
        Program::new("env").args(settings).args(arguments).within(prefix).run()
    };
    let install = [&["install", "--no-install-recommends"], &names[..]].concat();
    // Package lists that are missing or old lead to "not found"; newer ones cost a few seconds.
    let fresh = package_lists_are_fresh();
    if !fresh {
        apt(&["update"])?;
    }
    if apt(&install).is_err() {
        if fresh {
            apt(&["update"])?;
        }
        apt(&install).with_context(|| {
            format!("the packages could not be installed; try by hand: {by_hand}")
        })?;
    }
    Ok(())
}

fn missing_packages(wanted: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let installed = |name: &str| {
        let status = Program::new("dpkg-query")
            .args(["--show", "--showformat=${db:Status-Status}", name])
            .answer();
        status.as_deref() == Some("installed")
    };
    wanted.iter().filter(|(name, _)| !installed(name)).copied().collect()
}

fn package_lists_are_fresh() -> bool {
    let Ok(lists) = std::fs::read_dir("/var/lib/apt/lists") else { return false };
    let newest = lists
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
        .filter_map(|entry| entry.metadata().ok()?.modified().ok()?.elapsed().ok())
        .min();
    newest.is_some_and(|age| age < Duration::from_secs(24 * 60 * 60))
}

fn is_root() -> bool {
    Program::new("id").arg("-u").answer().as_deref() == Some("0")
}

fn other_linux(purpose: Purpose) -> Result<()> {
    let testing = purpose == Purpose::Test;
    let web_view =
        Program::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]).answer().is_some();
    let driver = !testing || (has("WebKitWebDriver") && has("xvfb-run"));
    if web_view && driver {
        return Ok(());
    }
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    bail!(
        "Fieldbook needs packages that this machine does not have yet. Run:\n\n    {}\n",
        install_hint(&release, testing)
    )
}

/// The command that installs what is needed on the system whose `/etc/os-release` this is.
fn install_hint(release: &str, testing: bool) -> String {
    let family: Vec<&str> = release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|names| names.trim_matches('"').split(' '))
        .collect();
    let is = |name: &str| family.iter().any(|member| member.starts_with(name));
    let (command, run, test) = if is("fedora") || is("rhel") {
        (
            "sudo dnf install",
            "gcc pkgconf webkit2gtk4.1-devel",
            "webkit2gtk-driver xorg-x11-server-Xvfb dbus-daemon",
        )
    } else if is("arch") {
        ("sudo pacman -S --needed", "base-devel pkgconf webkit2gtk-4.1", "xorg-server-xvfb dbus")
    } else if is("opensuse") || is("suse") {
        (
            "sudo zypper install",
            "gcc pkg-config webkit2gtk3-devel",
            "webkit2gtk-4_1-webdriver xvfb-run dbus-1-daemon",
        )
    } else {
        return "(your system's packages for: a C compiler, pkg-config, WebKitGTK 4.1 with headers; \
                to test also WebKitWebDriver, xvfb-run, dbus-run-session)"
            .into();
    };
    if testing { format!("{command} {run} {test}") } else { format!("{command} {run}") }
}

fn node() -> Result<()> {
    let (major, minor) = LEAST_NODE;
    let version = Program::new("node").arg("--version").answer();
    match version.as_deref().and_then(read_version) {
        Some(found) if found >= LEAST_NODE => {}
        Some((found, _)) => bail!(
            "the interface needs Node {major}.{minor} or newer to be built; this machine has Node {found}. \
             Newer ones are at https://nodejs.org or in your version manager (nvm, fnm, mise)"
        ),
        None => bail!(
            "the interface needs Node {major}.{minor} or newer to be built, and there is no `node` on the path. \
             It is at https://nodejs.org or in your version manager (nvm, fnm, mise)"
        ),
    }
    if !has(if cfg!(windows) { "npm.cmd" } else { "npm" }) {
        bail!(
            "there is Node but no `npm` on the path; Debian has it in a package of its own: apt-get install npm"
        );
    }
    Ok(())
}

fn read_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// True when a window can be shown.
pub(crate) fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux")
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || Path::new("/mnt/wslg").exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert_eq!(read_version("v20.20.2"), Some((20, 20)));
        assert!(read_version("v18.19.0").unwrap() < LEAST_NODE);
        assert!(read_version("v100.0.0").unwrap() > LEAST_NODE);
        assert_eq!(read_version("20"), None);
    }

    #[test]
    fn other_systems_are_told_their_own_command() {
        assert!(install_hint("NAME=x\nID=fedora\n", false).starts_with("sudo dnf install"));
        assert!(
            install_hint("ID=endeavouros\nID_LIKE=\"arch\"\n", true).starts_with("sudo pacman")
        );
        assert!(install_hint("ID=\"opensuse-leap\"\n", true).contains("webdriver"));
        assert!(install_hint("ID=plan9\n", false).contains("WebKitGTK 4.1"));
    }
}
