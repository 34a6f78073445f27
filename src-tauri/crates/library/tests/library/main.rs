//! The use cases over real engines in a folder of their own.
