//! What the tests over several crates share.
