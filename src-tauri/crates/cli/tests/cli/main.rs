//! The command line as people, scripts and CI meet it: the real program in folders of its own.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

mod checking;
mod contract;
mod evidence;
mod importing;
mod pages;
mod saving;
mod several;
mod sharing;
mod world;
