//! The computed views as CSV: the same numbers as on the screen, with scope and day in every file.

use fieldbook_record::Attempts;
use serde::{Deserialize, Serialize};

use crate::insights::Insights;
use crate::map::{CapabilityMap, MapInput};
use crate::{Error, Library};

/// What to write as a table.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CsvInput {
    /// Which view.
    pub view: CsvView,
    /// Which records count.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(as = "Option<String>", optional))]
    pub query: String,
    /// The columns of the map.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(as = "Option<crate::map::MapBy>", optional))]
    pub by: crate::map::MapBy,
    /// The records to compare.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<String>>", optional))]
    pub ids: Vec<String>,
}

/// A view that can be written as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CsvView {
    /// The capability map.
    Map,
    /// Outcomes over time.
    Outcomes,
    /// The strip of factors.
    Leverage,
    /// Ages of the evidence.
    Ages,
    /// What is known by task type.
    Coverage,
    /// Attempts that have not ended.
    Open,
    /// Records side by side.
    Compare,
}

/// A table as CSV.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CsvTable {
    /// A name for the file.
    pub name: String,
    /// Its content.
    pub text: String,
}

impl Library {
    /// Writes a view as CSV.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn export_csv(&self, input: &CsvInput) -> Result<CsvTable, Error> {
        let today = self.clock.today().to_string();
        let (what, rows) = match input.view {
            CsvView::Map => {
                let asked = MapInput { by: input.by, query: input.query.clone(), ids: 0 };
                ("map", map(&self.capability_map(&asked)?))
            }
            CsvView::Compare => ("compare", self.compared(&input.ids)?),
            view => {
                let insights = self.insights(&input.query)?;
                match view {
                    CsvView::Leverage => ("leverage", leverage(&insights)),
                    CsvView::Ages => ("ages", ages(&insights)),
                    CsvView::Coverage => ("coverage", coverage(&insights)),
                    CsvView::Open => ("open", open(&insights)),
                    _ => ("outcomes", outcomes(&insights)),
                }
            }
        };
        let mut text =
            line(&[format!("# Fieldbook {what}, as of {today}, query: {}", input.query)]);
        rows.iter().for_each(|row| text.push_str(&line(row)));
        Ok(CsvTable { name: format!("fieldbook-{what}-{today}.csv"), text })
    }

    fn compared(&self, ids: &[String]) -> Result<Vec<Vec<String>>, Error> {
        let comparison = self.compare(ids)?;
        let mut head = vec!["field".to_owned(), "differs".to_owned()];
        head.extend(comparison.records.iter().map(|record| record.id.clone()));
        let mut rows = vec![head];
        for row in comparison.rows {
            let mut cells = vec![row.field, row.differs.to_string()];
            cells.extend(row.values.into_iter().map(Option::unwrap_or_default));
            rows.push(cells);
        }
        Ok(rows)
    }
}

fn head(first: &[&'static str], last: &[&'static str]) -> Vec<String> {
    let names = first.iter().copied().chain(Attempts::names()).chain(last.iter().copied());
    names.map(str::to_owned).collect()
}

fn attempts(attempts: &Attempts) -> impl Iterator<Item = String> {
    Attempts::names().map(|name| attempts.get(name).to_string())
}

fn map(map: &CapabilityMap) -> Vec<Vec<String>> {
    let last = ["newest", "newest_months", "low", "high", "findings", "query"];
    let mut rows = vec![head(&["task_type", "column", "basis", "verdict"], &last)];
    for row in &map.rows {
        for cell in &row.cells {
            let findings: Vec<&str> = cell.findings.iter().map(|one| one.id.as_str()).collect();
            let mut cells = vec![
                row.task_type.clone(),
                cell.column.clone(),
                cell.basis.as_str().to_owned(),
                cell.verdict.map_or("unknown", crate::computed::word).to_owned(),
            ];
            cells.extend(attempts(&cell.attempts));
            cells.push(cell.newest.clone().unwrap_or_default());
            cells.extend([cell.newest_months, cell.low, cell.high].map(number));
            cells.extend([findings.join(" "), cell.query.clone()]);
            rows.push(cells);
        }
    }
    rows
}

fn outcomes(insights: &Insights) -> Vec<Vec<String>> {
    let mut rows = vec![head(&["period"], &["query"])];
    for period in &insights.outcomes {
        let mut cells = vec![period.period.clone()];
        cells.extend(attempts(&period.attempts));
        cells.push(period.query.clone());
        rows.push(cells);
    }
    rows
}

fn leverage(insights: &Insights) -> Vec<Vec<String>> {
    let names = [
        "id",
        "title",
        "task_type",
        "organisation",
        "quantity",
        "min",
        "max",
        "point",
        "band_low",
        "band_high",
        "baseline",
        "certainty",
        "date",
    ];
    let mut rows = vec![names.map(str::to_owned).to_vec()];
    for point in &insights.leverage.points {
        rows.push(vec![
            point.id.clone(),
            point.title.clone(),
            point.task_type.clone().unwrap_or_default(),
            point.organisation.clone().unwrap_or_default(),
            quantity(point.of).to_owned(),
            number(Some(point.min)),
            number(Some(point.max)),
            number(point.point),
            number(Some(point.band.0)),
            number(Some(point.band.1)),
            point.baseline.map(baseline).unwrap_or_default().to_owned(),
            point.certainty.as_ref().map(ToString::to_string).unwrap_or_default(),
            point.date.clone().unwrap_or_default(),
        ]);
    }
    rows
}

fn ages(insights: &Insights) -> Vec<Vec<String>> {
    let names = ["from_months", "to_months", "records", "query"];
    let mut rows = vec![names.map(str::to_owned).to_vec()];
    for bucket in &insights.ages {
        rows.push(vec![
            bucket.from_months.to_string(),
            bucket.to_months.map(|months| months.to_string()).unwrap_or_default(),
            bucket.records.to_string(),
            bucket.query.clone(),
        ]);
    }
    rows
}

fn coverage(insights: &Insights) -> Vec<Vec<String>> {
    let mut rows = vec![head(&["task_type"], &["newest_months", "gaps", "query"])];
    for row in &insights.coverage {
        let gaps: Vec<&str> = row.gaps.iter().map(|gap| gap.as_str()).collect();
        let mut cells = vec![row.task_type.clone()];
        cells.extend(attempts(&row.attempts));
        cells.extend([number(row.newest_months), gaps.join(" "), row.query.clone()]);
        rows.push(cells);
    }
    rows
}

fn open(insights: &Insights) -> Vec<Vec<String>> {
    let names = ["id", "title", "task_type", "agent", "model", "due", "days_late"];
    let mut rows = vec![names.map(str::to_owned).to_vec()];
    for attempt in &insights.open {
        rows.push(vec![
            attempt.id.clone(),
            attempt.title.clone(),
            attempt.task_type.clone().unwrap_or_default(),
            attempt.agent.clone().unwrap_or_default(),
            attempt.model.clone().unwrap_or_default(),
            attempt.due.clone().unwrap_or_default(),
            attempt.days_late.map(|days| days.to_string()).unwrap_or_default(),
        ]);
    }
    rows
}

fn quantity(quantity: fieldbook_record::leverage::Quantity) -> &'static str {
    use fieldbook_record::leverage::Quantity as Of;
    match quantity {
        Of::PersonEffort => "person_effort",
        Of::ElapsedTime => "elapsed_time",
        Of::TeamRatio => "team_ratio",
        Of::OutputRatio => "output_ratio",
    }
}

fn baseline(baseline: fieldbook_record::leverage::Baseline) -> &'static str {
    use fieldbook_record::leverage::Baseline as Is;
    match baseline {
        Is::Measured => "measured",
        Is::Historical => "historical",
        Is::Estimated => "estimated",
        Is::Felt => "felt",
        Is::Unknown => "unknown",
    }
}

fn number(number: Option<f64>) -> String {
    number.map(|number| format!("{}", (number * 1000.0).round() / 1000.0)).unwrap_or_default()
}

/// Writes a row after RFC 4180; a cell that a spreadsheet would run as a formula is made text.
fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    cells.join(",") + "\r\n"
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || cell.starts_with('-') && cell.parse::<f64>().is_err();
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}
