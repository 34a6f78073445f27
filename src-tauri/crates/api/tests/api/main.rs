//! The boundary: the list, the generated types, errors as codes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bindings;
mod dispatch;
