//! The use cases: capture, find, read, import, starter content, health.
