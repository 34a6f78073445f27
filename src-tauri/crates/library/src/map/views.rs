//! The capability map as it is shown.

use serde::{Deserialize, Serialize};

use super::*;

/// What the map is asked for.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MapInput {
    /// What the columns are.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(as = "Option<MapBy>", optional))]
    pub by: MapBy,
    /// Which records count, in the query language; empty: all.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>", optional))]
    pub query: String,
    /// How many ids a cell names at most, the newest first.
    #[serde(default = "twenty")]
    #[cfg_attr(feature = "typescript", ts(as = "Option<u32>", optional))]
    pub ids: u32,
}

/// What the columns of the map are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MapBy {
    /// One column for everything.
    All,
    /// A column an agent.
    #[default]
    Agent,
    /// A column a model.
    Model,
}

/// The map.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CapabilityMap {
    /// What the columns are.
    pub by: MapBy,
    /// Which records were counted.
    pub query: String,
    /// Microseconds that it took.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub took_us: u64,
    /// The columns in order, first `all`.
    pub columns: Vec<MapColumn>,
    /// Columns there would be beyond these, the ones with fewest records.
    pub columns_left_out: u32,
    /// Case studies that name no agent or model: counted under `all` alone.
    pub not_named: u32,
    /// A row for every task type.
    pub rows: Vec<MapRow>,
    /// How the sample came about.
    pub sample: Sample,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MapColumn {
    /// The agent's or model's name; `all` for the first.
    pub name: String,
    /// Case studies that name it.
    pub records: u32,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MapRow {
    /// The task type; `not-stated` for records without one.
    pub task_type: String,
    /// A cell a column.
    pub cells: Vec<MapCell>,
}

/// A cell.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MapCell {
    /// Its column.
    pub column: String,
    /// What its verdict rests on.
    pub basis: CellBasis,
    /// The verdict: of the one finding that covers it, or of its case studies.
    pub verdict: Option<VerdictWord>,
    /// Case studies in it.
    pub n: u32,
    /// How they ended.
    pub attempts: Attempts,
    /// The day of the newest: ISO 8601; the middle where only a month or year is known.
    pub newest: Option<String>,
    /// Its age in months.
    pub newest_months: Option<f64>,
    /// Lower end of the interval behind the verdict.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// What the case studies alone say, by the same arithmetic; `None` without one.
    pub cases: Option<VerdictBrief>,
    /// The published findings that cover it; in `all` alone.
    pub findings: Vec<MapFinding>,
    /// The newest of its case studies, as `<library>/<id>`.
    pub ids: Vec<String>,
    /// The query that lists them all.
    pub query: String,
}

/// What a cell's verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CellBasis {
    /// Nothing is known.
    Unknown,
    /// The arithmetic over its case studies.
    Cases,
    /// One published finding, which takes precedence.
    Finding,
    /// Several published findings: listed, never merged, so there is no one word.
    Findings,
}

impl CellBasis {
    /// Returns the word of the command line and of tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Cases => "cases",
            Self::Finding => "finding",
            Self::Findings => "findings",
        }
    }
}

/// A published finding that covers a cell.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MapFinding {
    /// Its id as `<library>/<id>`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its verdict.
    pub verdict: VerdictBrief,
}

/// How a sample came about: what stands beside every aggregate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Sample {
    /// Case studies counted.
    pub records: u32,
    /// Made here.
    pub internal: u32,
    /// Written up from public sources.
    pub external: u32,
    /// Taken over from other collections.
    pub imported: u32,
    /// Cases that say how many attempts there were in all.
    pub denominator_known: u32,
    /// Matching cases that were withdrawn: in none of the numbers.
    pub withdrawn: u32,
}

impl Sample {
    /// Takes in a case study.
    pub(crate) fn add(&mut self, found: &Match<'_>) {
        self.records += 1;
        match found.value(Field::Origin) {
            Some("external") => self.external += 1,
            Some("imported") => self.imported += 1,
            _ => self.internal += 1,
        }
        self.denominator_known += u32::from(found.has(Field::Has, "denominator"));
    }
}

fn twenty() -> u32 {
    20
}
