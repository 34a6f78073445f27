//! What the tests over several crates share.
//!
//! - [`webdriver`]: a small WebDriver client, just what driving our own app needs.
//! - [`app`]: the built desktop app, started in a data directory of its own and driven by that client.
//! - [`tree`]: the repository as a list of files, for the rules of `tests/tidy`.
//! - [`scattered()`]: numbers for made-up data, the same on every machine.
//!
//! ```no_run
//! use fieldbook_tests::app::RunningApp;
//!
//! let app = RunningApp::start(); // FIELDBOOK_APP names the program; `cargo xtask e2e` sets it
//! app.wait_for("h1");
//! assert_eq!(app.title(), "Fieldbook");
//! ```

pub mod app;
mod base64;
mod scattered;
pub mod tree;
pub mod webdriver;

pub use scattered::scattered;
