//! The use cases over the real engines, in a folder of their own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "figures are told")]

mod answers;
mod capturing;
mod common;
mod editing;
mod evidence;
mod finding;
mod importing;
mod indexing;
mod looking_again;
mod processes;
mod pulling;
mod redacting;
mod registry;
mod scenarios;
mod several;
mod sharing;
mod starter;
mod team;
mod withdrawn;
