//! The use cases over the real engines, in a folder of their own.

mod common;
mod editing;
mod evidence;
mod finding;
mod importing;
mod processes;
mod starter;
