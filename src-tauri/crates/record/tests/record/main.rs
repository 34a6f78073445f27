//! Tests of the record crate as its users see it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod checks;
mod corpus;
mod editing;
mod leverage;
mod merging;
mod patterns;
mod promise;
mod reading;
mod reference;
mod scrawl;
mod templates;
mod vectors;
mod verdicts;
