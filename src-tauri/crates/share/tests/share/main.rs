//! Every test of the crate that needs files or processes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "figures and skipped corpora are told")]

mod attacks;
mod hostile;
mod plans;
mod reading;
mod secrets;
mod world;
