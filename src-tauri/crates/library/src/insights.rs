//! Insights: outcomes over time, leverage, age and coverage, each number with the query behind it.
//!
//! Factors are never averaged: a strip of points shows what each rests on, and the only summary is
//! the median of the measured ones.

use std::collections::BTreeMap;
use std::time::Instant;

use fieldbook_record::leverage::{Badge, Baseline, Quantity};
use fieldbook_record::vocabulary::{Certainty, TASK_TYPES};
use fieldbook_record::{Attempts, leverage};
use fieldbook_search::{self as search, Field, Match, Names};
use serde::Serialize;

use crate::documents::Key;
use crate::inbox::OpenAttempt;
use crate::indexing::day_of;
use crate::map::Sample;
use crate::tally::{self, Counted, narrowed};
use crate::{Error, Library, SearchInput};

/// The most points of the strip.
const POINTS: u32 = 200;

/// What the records say in sum.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Insights {
    /// Which records were counted.
    pub query: String,
    /// Microseconds that it took.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub took_us: u64,
    /// The day of it: ISO 8601.
    pub as_of: String,
    /// How the sample came about.
    pub sample: Sample,
    /// All attempts.
    pub attempts: Attempts,
    /// Outcomes by quarter, the oldest first; quarters without a record are in between.
    pub outcomes: Vec<OutcomePeriod>,
    /// Case studies without a date: in no quarter.
    pub undated: u32,
    /// Leverage, a point a case study.
    pub leverage: LeverageStrip,
    /// Ages of the evidence.
    pub ages: Vec<AgeBucket>,
    /// A row for each task type.
    pub coverage: Vec<CoverageRow>,
    /// Attempts that have not ended.
    pub open: Vec<OpenAttempt>,
}

/// How attempts of a quarter ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OutcomePeriod {
    /// `2025-Q1`.
    pub period: String,
    /// How they ended.
    pub attempts: Attempts,
    /// The query that lists them.
    pub query: String,
}

/// Factors with what they rest on.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LeverageStrip {
    /// A point a case study, the newest first.
    pub points: Vec<LeveragePoint>,
    /// Case studies with a factor beyond these.
    pub left_out: u32,
    /// The median of the measured person-effort factors; never of the others.
    pub median_measured: Option<f64>,
    /// How many those are.
    pub measured: u32,
    /// The query that lists all case studies with a factor.
    pub query: String,
}

/// A factor.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LeveragePoint {
    /// The case study as `<library>/<id>`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Task type.
    pub task_type: Option<String>,
    /// Organisation.
    pub organisation: Option<String>,
    /// Which quantity.
    pub of: Quantity,
    /// Lowest reading.
    pub min: f64,
    /// Highest reading.
    pub max: f64,
    /// A study's own estimate.
    pub point: Option<f64>,
    /// The lowest and highest reading under all conventions: the grey band.
    pub band: (f64, f64),
    /// Where the baseline comes from.
    pub baseline: Option<Baseline>,
    /// What to show beside it.
    pub badges: Vec<Badge>,
    /// Whether the factor lies wholly below 1.
    pub slower: bool,
    /// Certainty of the case.
    pub certainty: Option<Certainty>,
    /// When it happened.
    pub date: Option<String>,
}

/// Case studies of an age.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AgeBucket {
    /// At least this many months.
    pub from_months: u32,
    /// Less than this many; `None`: any older.
    pub to_months: Option<u32>,
    /// How many.
    pub records: u32,
    /// The query that lists them.
    pub query: String,
}

/// What is known of a task type.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CoverageRow {
    /// The task type.
    pub task_type: String,
    /// How attempts ended.
    pub attempts: Attempts,
    /// Age in months of the newest.
    pub newest_months: Option<f64>,
    /// Where the record is thin or one-sided.
    pub gaps: Vec<CoverageGap>,
    /// The query that lists them.
    pub query: String,
}

/// Where a record of attempts is thin or one-sided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CoverageGap {
    /// Nobody is known to have tried.
    Unknown,
    /// One attempt.
    OneRecord,
    /// No failure is on record.
    NoFailure,
    /// No success is on record.
    NoSuccess,
    /// The newest is older than a year.
    Old,
}

impl CoverageGap {
    /// Returns the word of tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::OneRecord => "one_record",
            Self::NoFailure => "no_failure",
            Self::NoSuccess => "no_success",
            Self::Old => "old",
        }
    }
}

/// A quarter as a number that counts on from year to year.
type Quarter = i32;

#[derive(Default)]
struct Gathered {
    sample: Sample,
    attempts: Attempts,
    quarters: BTreeMap<Quarter, Attempts>,
    undated: u32,
    ages: [u32; BUCKETS.len()],
    tasks: BTreeMap<String, (Attempts, Option<i32>)>,
}

/// Ages in months, the last without an end; a month has 30 days in the query language.
const BUCKETS: [(u32, Option<u32>); 6] =
    [(0, Some(3)), (3, Some(6)), (6, Some(12)), (12, Some(24)), (24, Some(36)), (36, None)];
const DAYS: i32 = 30;

impl Library {
    /// Sums up what a query finds.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn insights(&self, query: &str) -> Result<Insights, Error> {
        let started = Instant::now();
        let asked = query;
        let Counted { query, withdrawn } = self.counted(asked)?;
        let query = query.as_str();
        let parsed = search::parse(query, &Names::default());
        let today = self.today_days();
        let mut gathered = Gathered::default();
        self.each_case(&parsed, &mut |found| gathered.add(found, today))?;
        let leverage = self.leverage_strip(query)?;
        let cases = narrowed(query, &[("kind", "case-study")]);
        let Gathered { sample, attempts, quarters, undated, ages, tasks } = gathered;
        let sample = Sample { withdrawn, ..sample };
        Ok(Insights {
            query: asked.to_owned(),
            as_of: self.clock.today().to_string(),
            sample,
            attempts,
            outcomes: periods(&quarters, &cases),
            undated,
            leverage,
            ages: BUCKETS
                .into_iter()
                .zip(ages)
                .map(|((from, to), records)| AgeBucket {
                    from_months: from,
                    to_months: to,
                    records,
                    query: narrowed(&cases, &[("age", &age_filter(from, to))]),
                })
                .collect(),
            coverage: coverage(&tasks, &cases, today),
            open: self.open_attempts(query)?,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }

    fn leverage_strip(&self, query: &str) -> Result<LeverageStrip, Error> {
        let query = narrowed(query, &[("kind", "case-study"), ("has", "leverage")]);
        let input = SearchInput { sort: crate::Sort::Date, ..SearchInput::words(&query, POINTS) };
        let (documents, total) = self.hits(&input)?;
        let mut strip = LeverageStrip { query, ..LeverageStrip::default() };
        strip.left_out = u32::try_from(total.saturating_sub(documents.len())).unwrap_or(u32::MAX);
        let mut measured = Vec::new();
        for document in &documents {
            let record = self.read_document(document).record;
            let Some(case) = record.case_study() else { continue };
            let computed = leverage(case);
            let of = computed.headline_of;
            let factor = match of {
                Some(Quantity::PersonEffort) => computed.person_effort,
                Some(Quantity::ElapsedTime) => computed.time_ratio,
                Some(Quantity::TeamRatio) => computed.team_ratio,
                Some(Quantity::OutputRatio) => computed.output_ratio,
                None => None,
            };
            let (Some(of), Some(factor)) = (of, factor) else { continue };
            let middle = factor.point.unwrap_or_else(|| (factor.min * factor.max).sqrt());
            if computed.baseline == Some(Baseline::Measured)
                && of == Quantity::PersonEffort
                && computed.countable
            {
                measured.push(middle);
            }
            // The conventions are those of person-effort.
            let readings = computed.assumptions.iter().map(|assumed| assumed.factor);
            let readings = readings.filter(|_| of == Quantity::PersonEffort);
            let band = readings.fold((factor.min, factor.max), |(low, high), reading| {
                (low.min(reading.min), high.max(reading.max))
            });
            strip.points.push(LeveragePoint {
                id: Key::of(document).to_string(),
                title: record.title.clone(),
                task_type: record.task_type.clone(),
                organisation: case.organisation.clone(),
                of,
                min: factor.min,
                max: factor.max,
                point: factor.point,
                band,
                baseline: computed.baseline,
                badges: computed.badges.clone(),
                slower: computed.slower,
                certainty: case.evidence.certainty.clone(),
                date: case.date.map(|date| date.to_string()),
            });
        }
        strip.measured = u32::try_from(measured.len()).unwrap_or(u32::MAX);
        strip.median_measured = median(measured);
        Ok(strip)
    }
}

impl Gathered {
    fn add(&mut self, found: &Match<'_>, today: i32) {
        self.sample.add(found);
        tally::count(&mut self.attempts, found);
        let task = found.value(Field::Task).unwrap_or_default();
        if !self.tasks.contains_key(task) {
            self.tasks.insert(task.to_owned(), Default::default());
        }
        if let Some((attempts, newest)) = self.tasks.get_mut(task) {
            tally::count(attempts, found);
            *newest = (*newest).max(found.date());
        }
        let Some(date) = found.date() else {
            self.undated += 1;
            return;
        };
        tally::count(self.quarters.entry(quarter(date)).or_default(), found);
        // As `age:` of the query language counts, so that a bar opens into its own records.
        let months = u32::try_from((today - date).max(0) / DAYS).unwrap_or(u32::MAX);
        let bucket = BUCKETS.iter().position(|(_, to)| to.is_none_or(|to| months < to));
        self.ages[bucket.unwrap_or(BUCKETS.len() - 1)] += 1;
    }
}

fn periods(quarters: &BTreeMap<Quarter, Attempts>, cases: &str) -> Vec<OutcomePeriod> {
    let (Some(first), Some(last)) = (quarters.keys().next(), quarters.keys().next_back()) else {
        return Vec::new();
    };
    // A mistyped year must not draw ten thousand empty quarters.
    let first = (*first).max(last - 80);
    (first..=*last)
        .map(|quarter| {
            let (year, number) = (quarter.div_euclid(4), quarter.rem_euclid(4));
            let months = format!("{year}-{:02}..{year}-{:02}", number * 3 + 1, number * 3 + 3);
            OutcomePeriod {
                period: format!("{year}-Q{}", number + 1),
                attempts: quarters.get(&quarter).copied().unwrap_or_default(),
                query: narrowed(cases, &[("date", &months)]),
            }
        })
        .collect()
}

fn coverage(
    tasks: &BTreeMap<String, (Attempts, Option<i32>)>,
    cases: &str,
    today: i32,
) -> Vec<CoverageRow> {
    let known = TASK_TYPES.iter().map(|word| (*word).to_owned());
    let others = tasks.keys().filter(|task| !TASK_TYPES.contains(&task.as_str())).cloned();
    known
        .chain(others)
        .map(|task_type| {
            let (attempts, newest) = tasks.get(&task_type).copied().unwrap_or_default();
            let newest_months = tally::age_months(newest, today);
            CoverageRow {
                gaps: gaps(&attempts, newest_months),
                query: narrowed(
                    cases,
                    &[("task", if task_type.is_empty() { "*" } else { &task_type })],
                ),
                task_type,
                attempts,
                newest_months,
            }
        })
        .collect()
}

fn gaps(attempts: &Attempts, newest_months: Option<f64>) -> Vec<CoverageGap> {
    let reported = attempts.succeeded + attempts.mixed + attempts.failed + attempts.abandoned;
    let facts = [
        (CoverageGap::Unknown, attempts.total == 0),
        (CoverageGap::OneRecord, attempts.total == 1),
        (CoverageGap::NoFailure, reported > 0 && attempts.failed + attempts.abandoned == 0),
        (CoverageGap::NoSuccess, reported > 0 && attempts.succeeded == 0),
        (CoverageGap::Old, newest_months.is_some_and(|months| months > 12.0)),
    ];
    facts.into_iter().filter(|(_, holds)| *holds).map(|(gap, _)| gap).collect()
}

fn age_filter(from: u32, to: Option<u32>) -> String {
    // `..` includes both ends, in days; what lies in the future is new.
    match to {
        Some(to) if from == 0 => format!("<{}d", to * 30),
        Some(to) => format!("{}d..{}d", from * 30, to * 30 - 1),
        None => format!(">={}d", from * 30),
    }
}

fn quarter(days: i32) -> Quarter {
    let day = day_of(days).unwrap_or_default();
    i32::from(day.year()) * 4 + (i32::from(day.month()) - 1) / 3
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(numbers[middle]),
        _ => Some((numbers[middle - 1] + numbers[middle]) / 2.0),
    }
}
