//! What the pages of this crate must hold, seen from outside.

mod commonmark;
mod dom;
mod hostile;
mod pages;
mod pathological;
mod payloads;
mod shared;
