//! Markdown to safe HTML, outline, and plain text for the index.
