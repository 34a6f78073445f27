//! Journeys through the built app, in the real web view.
//!
//! `cargo xtask e2e` builds the app, gives it a display and a message bus of its own, and runs these.
//! `cargo xtask e2e NAME` runs those whose name contains NAME.
//!
//! To add a journey: a module here, named for what a person does in it, and in it
//!
//! ```ignore
//! #[test]
//! fn a_draft_survives_a_kill() {
//!     let app = RunningApp::start();              // new data directory with the starter library
//!     app.click(&app.wait_for("#new-record"));    // waits, never sleeps
//!     app.type_text("A title");
//!     app.wait_for_text("[data-saved]", "Saved");
//!     let app = Start::default().world(app.kill()).open();
//!     app.wait_for_text("h1", "A title");
//! }
//! ```
//!
//! A journey proves wiring, not rules: what a crate can show alone belongs in that crate's tests, which are a
//! hundred times faster. Select by role, label or `data-` attributes, not by styling.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

mod evidence;
mod finding;
mod hostile;
mod keys;
mod looks;
mod losing;
mod quick_log;
mod reading;
mod security;
mod sharing;
mod shell;
mod team;
mod writing;
