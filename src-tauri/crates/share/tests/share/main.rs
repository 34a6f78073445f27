//! Every test of the crate that needs files or processes.

mod attacks;
mod plans;
mod reading;
mod secrets;
mod world;
