//! Which backups to keep: many of the last days, fewer of the last weeks and months.

const DAY: i64 = 24 * 60 * 60 * 1000;

/// The newest ones are kept whatever their age: a person may notice a mistake only after the next backups.
const NEWEST: usize = 4;
const DAYS: usize = 12;
const WEEKS: usize = 10;
const MONTHS: usize = 9;

/// Which of the backups, taken at these times (Unix milliseconds), are no longer needed.
///
/// Kept are the newest four, and the last one of each of the newest twelve days, ten weeks and nine months
/// that have one (UTC). Those that claim to be from the future are kept and stand in for nothing: some clock
/// was wrong.
pub(crate) fn superfluous(taken: &[i64], now: i64) -> Vec<i64> {
    let mut past: Vec<i64> = taken.iter().copied().filter(|time| *time <= now + DAY).collect();
    past.sort_unstable_by(|a, b| b.cmp(a));
    past.dedup();
    let mut kept: Vec<i64> = past.iter().copied().take(NEWEST).collect();
    for (many, period) in [(DAYS, day as Period), (WEEKS, week), (MONTHS, month)] {
        let mut seen = Vec::new();
        for time in &past {
            let this = period(*time);
            if !seen.contains(&this) {
                if seen.len() == many {
                    break;
                }
                seen.push(this);
                kept.push(*time);
            }
        }
    }
    past.retain(|time| !kept.contains(time));
    past
}

/// Numbers the period that a time falls into.
type Period = fn(i64) -> i64;

/// A UTC time as it stands in a file name: `20261124T035700.123Z`.
pub(crate) fn stamp(time: i64) -> String {
    let (year, month, day) = civil(time.div_euclid(DAY));
    let rest = time.rem_euclid(DAY);
    let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60);
    let (second, milli) = (rest / 1000 % 60, rest % 1000);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}.{milli:03}Z")
}

/// The time of a [`stamp`], if it is one.
pub(crate) fn parse_stamp(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    if text.len() != 20
        || text.get(8..9)? != "T"
        || text.get(15..16)? != "."
        || !text.ends_with('Z')
    {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let seconds = number(9, 11)? * 3600 + number(11, 13)? * 60 + number(13, 15)?;
    let time = days_from_civil(year, month, day) * DAY + seconds * 1000 + number(16, 19)?;
    (stamp(time) == text).then_some(time)
}

fn day(time: i64) -> i64 {
    time.div_euclid(DAY)
}

/// Weeks begin on Monday; 1970-01-01 was a Thursday.
fn week(time: i64) -> i64 {
    (day(time) + 3).div_euclid(7)
}

fn month(time: i64) -> i64 {
    let (year, month, _) = civil(day(time));
    year * 12 + month
}

/// Year, month and day of a day number since 1970-01-01 in the Gregorian calendar.
///
/// Counts in years that begin in March, so that the leap day is the last one.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_795_492_620_000; // 2026-11-24T03:57:00Z

    fn kept(taken: &[i64], now: i64) -> Vec<i64> {
        let gone = superfluous(taken, now);
        let mut kept: Vec<i64> = taken.iter().copied().filter(|t| !gone.contains(t)).collect();
        kept.sort_unstable();
        kept
    }

    #[test]
    fn times_are_written_so_that_people_and_sorting_understand_them() {
        for (time, text) in [
            (0, "19700101T000000.000Z"),
            (NOW, "20261124T035700.000Z"),
            (951_782_400_123, "20000229T000000.123Z"),
            (4_107_542_399_999, "21000228T235959.999Z"),
            (4_107_542_400_000, "21000301T000000.000Z"),
        ] {
            assert_eq!(stamp(time), text);
            assert_eq!(parse_stamp(text), Some(time));
        }
        for not_one in ["", "20261324T035700.000Z", "20261124T035700.000", "2026112éT03570.000Z"] {
            assert_eq!(parse_stamp(not_one), None, "{not_one}");
        }
    }

    #[test]
    fn a_few_backups_are_all_kept() {
        let taken: Vec<i64> = (0..4).map(|n| NOW - n * 1000).collect();
        assert!(superfluous(&taken, NOW).is_empty());
    }

    #[test]
    fn of_many_in_one_hour_the_newest_four_stay() {
        let taken: Vec<i64> = (0..50).map(|n| NOW - n * 1000).collect();
        assert_eq!(kept(&taken, NOW), [NOW - 3000, NOW - 2000, NOW - 1000, NOW]);
    }

    #[test]
    fn one_a_day_for_two_years_thins_to_days_weeks_and_months() {
        let taken: Vec<i64> = (0..730).map(|n| NOW - n * DAY).collect();
        let kept = kept(&taken, NOW);
        assert!((20..=31).contains(&kept.len()), "{}", kept.len());
        for n in 0..12 {
            assert!(kept.contains(&(NOW - n * DAY)), "day {n}");
        }
        let oldest = kept[0];
        assert!(NOW - oldest >= 230 * DAY, "the oldest is {} days old", (NOW - oldest) / DAY);
    }

    #[test]
    fn a_backup_from_the_future_stays_and_displaces_nothing() {
        let future = NOW + 3650 * DAY;
        let mut taken: Vec<i64> = (0..4).map(|n| NOW - n * 1000).collect();
        taken.push(future);
        assert!(superfluous(&taken, NOW).is_empty());
    }

    proptest! {
        #[test]
        fn the_newest_backup_is_never_superfluous(
            ages in prop::collection::vec(0_i64..800 * DAY, 1..200),
        ) {
            let taken: Vec<i64> = ages.iter().map(|age| NOW - age).collect();
            let gone = superfluous(&taken, NOW);
            let newest = taken.iter().max().copied().unwrap_or_default();
            prop_assert!(!gone.contains(&newest));
            // Thinning what is left changes nothing, and the number stays bounded.
            let kept = kept(&taken, NOW);
            prop_assert!(superfluous(&kept, NOW).is_empty());
            prop_assert!(kept.len() <= NEWEST + DAYS + WEEKS + MONTHS);
        }

        #[test]
        fn every_time_survives_its_file_name(time in 0_i64..253_402_300_800_000) {
            prop_assert_eq!(parse_stamp(&stamp(time)), Some(time));
        }
    }
}
