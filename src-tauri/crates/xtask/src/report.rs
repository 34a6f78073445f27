//! The totals that the test runners print, read from their own last words.

use std::ops::AddAssign;

/// Numbers of tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl std::fmt::Display for Totals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Adds up the closing lines of all runners in `text`: cargo test, cargo nextest, vitest.
///
/// Nextest shows what a failed test printed, and with it the closing line of the harness inside:
/// where nextest sums up, those lines are its tests seen twice.
pub(crate) fn totals(text: &str) -> Totals {
    let mut sum = Totals::default();
    let summed_up = text.lines().any(|line| line.trim().starts_with("Summary ["));
    for line in text.lines().map(str::trim) {
        if summed_up && line.starts_with("test result: ") {
            continue;
        }
        if let Some(counts) = closing_counts(line) {
            sum += read_counts(counts);
        }
    }
    sum
}

/// The part of a runner's closing line that holds the counts; `None` for every other line.
fn closing_counts(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("test result: ") {
        return rest.split_once(". ").map(|(_, counts)| counts);
    }
    if line.starts_with("Summary [") {
        return line
            .split_once(" tests run: ")
            .or_else(|| line.split_once(" test run: "))
            .map(|(_, counts)| counts);
    }
    let counts = line.strip_prefix("Tests ")?.trim();
    counts.starts_with(|first: char| first.is_ascii_digit()).then_some(counts)
}

/// Reads `12 passed (1 slow), 2 failed | 3 ignored`: numbers with a word after them, in any order.
fn read_counts(counts: &str) -> Totals {
    let mut totals = Totals::default();
    for item in counts.split([',', ';', '|']) {
        let mut words = item.split_whitespace();
        let (Some(Ok(number)), Some(word)) = (words.next().map(str::parse::<u64>), words.next())
        else {
            continue;
        };
        match word {
            "passed" => totals.passed += number,
            "failed" | "timed" | "exec" => totals.failed += number,
            "skipped" | "ignored" | "todo" => totals.skipped += number,
            _ => {}
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, passed: u64, failed: u64, skipped: u64) {
        assert_eq!(totals(text), Totals { passed, failed, skipped });
    }

    #[test]
    fn cargo_test_is_read() {
        check(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s",
            3,
            0,
            1,
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            3,
            2,
            0,
        );
    }

    #[test]
    fn nextest_is_read() {
        check(
            "     Summary [  12.345s] 120 tests run: 118 passed (1 slow), 2 failed, 3 skipped",
            118,
            2,
            3,
        );
        check("     Summary [   0.016s] 1 test run: 1 passed, 0 skipped", 1, 0, 0);
        check(
            "  Summary [ 1.0s] 5/9 tests run: 3 passed, 1 failed, 1 timed out, 4 skipped",
            3,
            2,
            4,
        );
    }

    #[test]
    fn a_failure_shown_by_nextest_counts_once() {
        check(
            "test result: FAILED. 0 passed; 1 failed; 0 ignored\n Summary [ 1.0s] 2 tests run: 1 passed, 1 failed, 0 skipped",
            1,
            1,
            0,
        );
    }

    #[test]
    fn vitest_is_read() {
        check(
            " Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 12 passed | 2 skipped (15)",
            12,
            1,
            2,
        );
        check("      Tests  12 passed (12)", 12, 0, 0);
    }

    #[test]
    fn all_lines_are_added_and_others_are_none_of_them() {
        check(
            "Tests of the summary\ntest result: ok. 1 passed; 0 failed; 0 ignored\n 4 passed\ntest result: ok. 2 passed; 0 failed; 0 ignored",
            3,
            0,
            0,
        );
    }
}
