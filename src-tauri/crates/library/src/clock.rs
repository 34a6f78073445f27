//! Time as an argument: everything below this crate is told what time it is.

use jiff::civil::Date;

/// Tells the time. The applications use [`SystemClock`]; tests use a [`FixedClock`].
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00Z.
    fn now(&self) -> i64;

    /// Today's date where the user is: ages and due dates are counted from it.
    fn today(&self) -> Date;
}

/// The computer's clock and time zone.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }

    fn today(&self) -> Date {
        jiff::ZonedDateTime::now().date()
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock {
    /// What [`Clock::now`] answers.
    pub now: i64,
    /// What [`Clock::today`] answers.
    pub today: Date,
}

impl Clock for FixedClock {
    fn now(&self) -> i64 {
        self.now
    }

    fn today(&self) -> Date {
        self.today
    }
}
