//! The built desktop app, running in a world of its own and driven by WebDriver.
//!
//! Each [`RunningApp`] has its own data directory, home and settings, its own driver on a free port, and is
//! killed with everything it started when it goes out of scope. The program is the one that `FIELDBOOK_APP`
//! names; `cargo xtask e2e` builds it and provides the display.

use std::{
    ffi::OsString,
    fs::File,
    net::TcpListener,
    ops::Deref,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::webdriver::Session;

/// The built app under test.
///
/// # Panics
/// When `FIELDBOOK_APP` is not set.
pub fn program() -> PathBuf {
    std::env::var_os("FIELDBOOK_APP")
        .expect("FIELDBOOK_APP names the built app: run `cargo xtask e2e`")
        .into()
}

/// A directory for everything that one app (and the starts after it) keeps.
pub struct World(TempDir);

impl World {
    /// An empty world: the first start in it loads the starter library.
    ///
    /// # Panics
    /// When there is no room for a temporary directory.
    pub fn new() -> Self {
        Self(
            tempfile::Builder::new()
                .prefix("fieldbook-e2e-")
                .tempdir()
                .expect("a temporary directory"),
        )
    }

    /// Where its app keeps the records.
    pub fn data_dir(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// A command whose home, settings and data directory are this world.
    ///
    /// Only `fieldbook-desktop` and what shares its store should be run in it.
    #[expect(clippy::disallowed_methods, reason = "tests start processes")]
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(
                ["PATH", "DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS"]
                    .iter()
                    .filter_map(inherited),
            )
            .env("HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.0.path().join("config"))
            .env("XDG_DATA_HOME", self.0.path().join("share"))
            .env("XDG_CACHE_HOME", self.0.path().join("cache"))
            .env("XDG_RUNTIME_DIR", self.0.path())
            .env("FIELDBOOK_DATA_DIR", self.data_dir())
            // No GPU, no accessibility bus, X11 even beside a Wayland session. How the page is drawn then is for
            // the app to say: it is what people without a GPU get.
            .envs([
                ("LIBGL_ALWAYS_SOFTWARE", "1"),
                ("NO_AT_BRIDGE", "1"),
                ("GDK_BACKEND", "x11"),
                ("LANG", "C.UTF-8"),
            ]);
        command
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

fn inherited(name: &&'static str) -> Option<(&'static str, OsString)> {
    std::env::var_os(name).map(|value| (*name, value))
}

/// How an app is started; [`RunningApp::start`] is the short form for the usual one.
#[derive(Default)]
pub struct Start {
    world: Option<World>,
    program: Option<PathBuf>,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
}

impl Start {
    /// Another program with the same web view, to show what happens without our defences.
    pub fn program(mut self, program: &Path) -> Self {
        self.program = Some(program.to_path_buf());
        self
    }

    /// In a world that an earlier app has left, see [`RunningApp::kill`].
    pub fn world(mut self, world: World) -> Self {
        self.world = Some(world);
        self
    }

    /// With this argument, as a deep link.
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// With this in its environment.
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Without the starter library.
    pub fn empty(self) -> Self {
        self.environment("FIELDBOOK_EMPTY", "1")
    }

    /// Starts the app and waits for its page.
    ///
    /// # Panics
    /// When the driver or the app does not come up, with what they printed.
    #[track_caller]
    pub fn open(self) -> RunningApp {
        let world = self.world.unwrap_or_default();
        // A port that was free a moment ago may be taken by another test: then try another.
        for _ in 0..5 {
            let Some((driver, port)) = start_driver(&world, &self.environment) else { continue };
            let program = self.program.clone().unwrap_or_else(program);
            match Session::start(port, &program, &self.arguments) {
                Ok(session) => return RunningApp { session, driver, world: Some(world) },
                Err(error) => {
                    drop(driver);
                    panic!("the app did not start: {error}\n{}", log(&world));
                }
            }
        }
        panic!("WebKitWebDriver did not start (package webkit2gtk-driver):\n{}", log(&world));
    }
}

/// A running app; derefs to the [`Session`] that drives it.
pub struct RunningApp {
    session: Session,
    driver: Group,
    world: Option<World>,
}

impl Deref for RunningApp {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl RunningApp {
    /// Starts the app in a new world.
    #[track_caller]
    pub fn start() -> Self {
        Start::default().open()
    }

    /// The world it runs in.
    ///
    /// # Panics
    /// Never: only [`kill`](Self::kill) and [`close`](Self::close) take the world away, and the app with it.
    pub fn world(&self) -> &World {
        self.world.as_ref().expect("taken only with self")
    }

    /// Calls a command of the backend as the page would; what it rejects with comes as `{"error": ...}`.
    #[track_caller]
    pub fn rpc(&self, name: &str, input: &Value) -> Value {
        self.run_async(
            "return window.__TAURI_INTERNALS__.invoke('rpc', { name: arguments[0], input: arguments[1] })
               .catch(error => ({ error }));",
            &[json!(name), input.clone()],
        )
    }

    /// Runs axe-core on the page and returns its violations, each as one line for people.
    ///
    /// # Panics
    /// When `ui/node_modules` has no axe-core.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        let path = crate::tree::root().join("ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if self.run("return typeof window.axe", &[]) != "object" {
            self.run(&axe, &[]);
        }
        let found = self.run_async(
            "const result = await window.axe.run(document, { resultTypes: ['violations'] });
             return result.violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}) ${n.target.join(' ')}: ${n.failureSummary}`));",
            &[],
        );
        let lines = found.as_array().unwrap_or_else(|| panic!("axe answered {found}"));
        lines.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Kills the app with SIGKILL, as a power cut would, and gives back its world for another start.
    pub fn kill(mut self) -> World {
        self.driver.kill();
        self.world.take().expect("taken only with self")
    }

    /// Ends the app in order, as logging out does, and gives back its world.
    ///
    /// # Panics
    /// When the app is not running, or does not end.
    pub fn close(mut self) -> World {
        let app = self.process();
        rustix::process::kill_process(app, Signal::TERM).expect("the app runs");
        self.wait_until("the app has ended", || has_ended(app));
        self.driver.kill();
        self.world.take().expect("taken only with self")
    }

    /// The process of the app itself; the driver is its parent.
    ///
    /// # Panics
    /// When it has ended.
    pub fn process(&self) -> Pid {
        let children = format!("/proc/{0}/task/{0}/children", self.driver.0.id());
        let children = std::fs::read_to_string(&children).unwrap_or_default();
        let app = children.split_whitespace().find_map(|id| Pid::from_raw(id.parse().ok()?));
        app.expect("the driver's one child is the app")
    }

    /// Starts the program a second time in the same world and waits until that start has ended.
    ///
    /// # Panics
    /// When it cannot be started, or does not end: it should have handed its arguments to the first.
    pub fn start_again(&self, arguments: &[&str]) -> ExitStatus {
        let mut command = self.world().command(&program());
        let second = command.args(arguments).process_group(0).spawn().expect("the app starts");
        let mut second = Group(second);
        let mut status = None;
        self.wait_until("the second start has ended", || {
            status = second.0.try_wait().expect("our child");
            status.is_some()
        });
        status.expect("waited for")
    }

    #[track_caller]
    fn wait_until(&self, what: &str, mut condition: impl FnMut() -> bool) {
        let deadline = Instant::now() + crate::webdriver::PATIENCE;
        while !condition() {
            let late = Instant::now() > deadline;
            assert!(!late, "waited too long until {what}\n{}", log(self.world()));
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A process and all that it starts, killed together.
struct Group(Child);

impl Group {
    fn kill(&mut self) {
        let group = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            rustix::process::kill_process_group(group, Signal::KILL).ok();
        }
        self.0.wait().ok();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Gone, or ended but not yet waited for by its parent, the driver.
fn has_ended(process: Pid) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", process.as_raw_nonzero()));
    stat.map_or(true, |stat| {
        stat.rsplit_once(") ").is_some_and(|(_, state)| state.starts_with('Z'))
    })
}

fn start_driver(world: &World, environment: &[(String, String)]) -> Option<(Group, u16)> {
    let port = TcpListener::bind(("127.0.0.1", 0)).ok()?.local_addr().ok()?.port();
    let log = File::options().create(true).append(true).open(log_path(world)).ok()?;
    let driver = world
        .command(Path::new("WebKitWebDriver"))
        .arg(format!("--port={port}"))
        .arg("--host=127.0.0.1")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .envs(environment.iter().cloned())
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(log.try_clone().ok()?)
        .stderr(log)
        .spawn()
        .ok()?;
    let mut driver = Group(driver);
    let deadline = Instant::now() + Duration::from_secs(10);
    while Instant::now() < deadline && driver.0.try_wait().ok()?.is_none() {
        if Session::is_driver_ready(port) {
            return Some((driver, port));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    None
}

fn log_path(world: &World) -> PathBuf {
    world.0.path().join("output.log")
}

fn log(world: &World) -> String {
    std::fs::read_to_string(log_path(world)).unwrap_or_default()
}
