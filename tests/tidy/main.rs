//! The rules of the repository, as tests: what a reviewer would otherwise have to remember.
//!
//! Each module holds a table that says what is allowed, and a test that compares the tree with it. To make an
//! exception, add it to the table with its reason; an exception that is no longer needed fails too.

mod code;
mod files;
mod layers;
mod migrations;
mod reachable;

/// Fails with every violation at once, one a line.
#[track_caller]
fn none(rule: &str, violations: &[String]) {
    assert!(violations.is_empty(), "{rule}\n  {}\n", violations.join("\n  "));
}
