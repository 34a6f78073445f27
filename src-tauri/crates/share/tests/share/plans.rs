//! The pure plan, over random histories.
