//! Hostile remotes.
