//! Numbers as the interface counts them.

/// A count in 32 bits; what is more than they hold, which no library reaches, is cut there.
pub(crate) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
