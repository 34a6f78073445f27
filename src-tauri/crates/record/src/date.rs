//! Dates known to the year, the month or the day.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date as precise as its source: `2025`, `2025-03` or `2025-03-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct PartialDate {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12, if known.
    pub month: Option<i8>,
    /// Day of the month, if known; never without a month.
    pub day: Option<i8>,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a time after the day is ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = match text.find(['T', ' ']) {
            Some(end) if end == 10 => &text[..end],
            Some(_) => return None,
            None => text,
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        if parts.next().is_some() || year == 0 {
            return None;
        }
        let month = flatten(month)?.map(|month| month as i8);
        let day = flatten(day)?.map(|day| day as i8);
        // The calendar decides whether the parts make a date.
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// Returns the first day that the date can mean; used for sorting.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .expect("parse admitted only dates of the calendar")
    }

    /// Returns the last day that the date can mean; a due date ends with it.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, None) => self.first_day().last_of_year(),
        }
    }

    /// Returns the day that stands for the whole period when an age is computed.
    ///
    /// The middle of the year is 15 July and the middle of a month its 15th, as in the reference
    /// arithmetic of the verdicts.
    pub fn middle(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(7), self.day.unwrap_or(15))
            .expect("parse admitted only dates of the calendar")
    }

    /// Returns the age in months of 30.4375 days on a day, never below 0.
    pub fn age_in_months(self, today: Date) -> f64 {
        (days_between(self.middle(), today) / DAYS_PER_MONTH).max(0.0)
    }
}

/// Length of a month in calendar days: a twelfth of 365.25.
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// Returns the days from one date to another; negative if `to` is earlier.
pub fn days_between(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days())
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a date"))
    }
}

fn digits(part: &str, length: usize) -> Option<i16> {
    (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| part.parse().ok())?
}

/// Turns "absent, unreadable or read" into "unreadable, or perhaps read".
fn flatten(part: Option<Option<i16>>) -> Option<Option<i16>> {
    match part {
        None => Some(None),
        Some(None) => None,
        Some(read) => Some(read),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2025", "2025-03", "2025-03-14"] {
            assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "25", "2025-3", "2025-13", "2025-02-30", "2025-03-14-1", "x", "0000"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        assert_eq!(PartialDate::parse("2025-03-14T10:00:00Z"), PartialDate::parse("2025-03-14"));
    }

    #[test]
    fn ages_are_counted_from_the_middle_of_the_period() {
        let today = date(2026, 11, 23);
        let age = |text| PartialDate::parse(text).unwrap().age_in_months(today);
        assert!((age("2026-04") - 222.0 / 30.4375).abs() < 1e-9);
        assert!((age("2025") - 496.0 / 30.4375).abs() < 1e-9);
        assert_eq!(age("2027"), 0.0);
    }
}
