//! The search crate from outside: what a person types and what comes of it.

mod collections;
mod damage;
mod facets;
mod grammar;
mod quality;
mod ranking;
mod snippets;
mod support;
mod tokens;
mod writers;
