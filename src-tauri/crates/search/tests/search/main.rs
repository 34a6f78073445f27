//! The search crate from outside: what a person types and what comes of it.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod collections;
mod damage;
mod facets;
mod grammar;
mod meant;
mod quality;
mod ranking;
mod snippets;
mod support;
mod survey;
mod tokens;
mod typing;
mod writers;
