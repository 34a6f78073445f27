//! Values of filters: words with wildcards, dates, ages and numbers, each possibly a range.

/// What a filter asks of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// The value equals `pattern` (lower case); with `wildcard`, `*` stands for any characters.
    Is {
        /// The value in lower case.
        pattern: String,
        /// Whether `*` is a wildcard.
        wildcard: bool,
    },
    /// The day lies within, both ends included (days since 1970-01-01).
    Days {
        /// First day.
        from: i32,
        /// Last day.
        to: i32,
    },
    /// The age in days lies within, both ends included.
    Age {
        /// Youngest.
        from: i32,
        /// Oldest.
        to: i32,
    },
    /// The number lies within.
    Number {
        /// Lower end.
        from: f64,
        /// Whether the lower end itself counts.
        from_included: bool,
        /// Upper end.
        to: f64,
        /// Whether the upper end itself counts.
        to_included: bool,
    },
}

impl Test {
    /// Whether a value passes an [`Test::Is`]; other tests pass nothing here.
    #[must_use]
    pub fn accepts(&self, value: &str) -> bool {
        match self {
            Test::Is { pattern, wildcard: false } => {
                value == pattern || value.to_lowercase() == *pattern
            }
            Test::Is { pattern, wildcard: true } => {
                wildcard_match(pattern.as_bytes(), value.to_lowercase().as_bytes())
            }
            Test::Days { .. } | Test::Age { .. } | Test::Number { .. } => false,
        }
    }
}

/// `*` matches any run of bytes. Linear in practice: only the last star is ever retried.
fn wildcard_match(pattern: &[u8], value: &[u8]) -> bool {
    let (mut p, mut v) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while v < value.len() {
        if p < pattern.len() && pattern[p] == b'*' {
            star = Some((p + 1, v));
            p += 1;
        } else if p < pattern.len() && pattern[p] == value[v] {
            p += 1;
            v += 1;
        } else if let Some((after, from)) = star {
            star = Some((after, from + 1));
            p = after;
            v = from + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

pub(super) fn parse_days(text: &str) -> Option<Test> {
    let (from, to) = if let Some((from, to)) = text.split_once("..") {
        let from = if from.is_empty() { i32::MIN } else { day_range(from)?.0 };
        let to = if to.is_empty() { i32::MAX } else { day_range(to)?.1 };
        (from, to)
    } else {
        let (sign, rest) = comparison(text);
        let (first, last) = day_range(rest)?;
        match sign {
            "<" => (i32::MIN, first - 1),
            "<=" => (i32::MIN, last),
            ">" => (last + 1, i32::MAX),
            ">=" => (first, i32::MAX),
            _ => (first, last),
        }
    };
    Some(Test::Days { from, to })
}

pub(super) fn parse_age(text: &str) -> Option<Test> {
    let (from, to) = if let Some((from, to)) = text.split_once("..") {
        let from = if from.is_empty() { i32::MIN } else { age(from)? };
        let to = if to.is_empty() { i32::MAX } else { age(to)? };
        (from, to)
    } else {
        let (sign, rest) = comparison(text);
        let days = age(rest)?;
        match sign {
            "<" => (i32::MIN, days - 1),
            ">" => (days + 1, i32::MAX),
            ">=" => (days, i32::MAX),
            // A bare age is an upper bound: `age:90d` is "within the last 90 days".
            _ => (i32::MIN, days),
        }
    };
    Some(Test::Age { from, to })
}

pub(super) fn parse_number(text: &str) -> Option<Test> {
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let test = |from, from_included, to, to_included| {
        Some(Test::Number { from, from_included, to, to_included })
    };
    if let Some((from, to)) = text.split_once("..") {
        let from = if from.is_empty() { f64::NEG_INFINITY } else { number(from)? };
        let to = if to.is_empty() { f64::INFINITY } else { number(to)? };
        return test(from, true, to, true);
    }
    let (sign, rest) = comparison(text);
    let value = number(rest)?;
    match sign {
        "<" => test(f64::NEG_INFINITY, true, value, false),
        "<=" => test(f64::NEG_INFINITY, true, value, true),
        ">" => test(value, false, f64::INFINITY, true),
        ">=" => test(value, true, f64::INFINITY, true),
        _ => test(value, true, value, true),
    }
}

/// Splits a leading comparison off. Signs of Chinese keyboards count too.
fn comparison(text: &str) -> (&'static str, &str) {
    const SIGNS: [(&str, &str); 10] = [
        ("<=", "<="),
        (">=", ">="),
        ("≤", "<="),
        ("≥", ">="),
        ("＜=", "<="),
        ("＞=", ">="),
        ("<", "<"),
        (">", ">"),
        ("＜", "<"),
        ("＞", ">"),
    ];
    SIGNS
        .iter()
        .find_map(|(typed, sign)| text.strip_prefix(typed).map(|rest| (*sign, rest)))
        .unwrap_or(("", text))
}

/// First and last day of `2025`, `2025-06` or `2025-06-30`.
fn day_range(text: &str) -> Option<(i32, i32)> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |m| m.map(Some))?;
    let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |d| d.map(Some))?;
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((civil_day(year, 1, 1), civil_day(year + 1, 1, 1) - 1)),
        (Some(month @ 1..=12), None) => {
            let first = civil_day(year, month, 1);
            Some((first, first_of_next_month(year, month) - 1))
        }
        (Some(month @ 1..=12), Some(day)) => {
            let first = civil_day(year, month, 1);
            let date = first + day - 1;
            (day >= 1 && date < first_of_next_month(year, month)).then_some((date, date))
        }
        _ => None,
    }
}

fn first_of_next_month(year: i32, month: i32) -> i32 {
    if month == 12 { civil_day(year + 1, 1, 1) } else { civil_day(year, month + 1, 1) }
}

fn digits(text: &str, at_most: usize) -> Option<i32> {
    let fits = (1..=at_most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// `90d`, `2w`, `6m` (of 30 days), `1y` (of 365 days), or a bare number of days.
fn age(text: &str) -> Option<i32> {
    let (number, days) = match text.char_indices().next_back()? {
        (at, 'd' | 'D') => (&text[..at], 1),
        (at, 'w' | 'W') => (&text[..at], 7),
        (at, 'm' | 'M') => (&text[..at], 30),
        (at, 'y' | 'Y') => (&text[..at], 365),
        _ => (text, 1),
    };
    Some(digits(number, 5)? * days)
}

/// Days since 1970-01-01 of a date of the Gregorian calendar, also before 1970.
///
/// ```
/// assert_eq!(fieldbook_search::civil_day(1970, 1, 1), 0);
/// assert_eq!(fieldbook_search::civil_day(2026, 11, 24), 20_781);
/// ```
#[must_use]
pub fn civil_day(year: i32, month: i32, day: i32) -> i32 {
    // Years begin in March, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
