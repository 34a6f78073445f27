//! Set-up, run, test.
fn main() {}
