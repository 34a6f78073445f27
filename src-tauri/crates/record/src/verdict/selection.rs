//! Part of the evidence, chosen by age, agent or model: what a reader may ask and nobody stores.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::EvidenceRow;

/// Which rows count.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "EvidenceSelection", optional_fields = nullable))]
#[serde(default)]
pub struct Selection {
    /// Only rows at most this many months old; undated rows then do not count.
    pub last_months: Option<f64>,
    /// Only rows whose agent has this in its name, in any case.
    pub agent: Option<String>,
    /// Only rows whose model has this in its name, in any case: a family such as `claude`.
    pub model: Option<String>,
}

/// The rows that count, and what was left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selected {
    /// The rows that count.
    pub rows: Vec<EvidenceRow>,
    /// The case ids of the rows that do not.
    pub left_out: Vec<String>,
}

impl Selection {
    /// Tells whether everything counts.
    pub fn is_everything(&self) -> bool {
        self.last_months.is_none() && stated(&self.agent).is_none() && stated(&self.model).is_none()
    }

    fn takes(&self, row: &EvidenceRow, as_of: Date) -> bool {
        let young = self
            .last_months
            .is_none_or(|months| row.date.is_some_and(|date| date.age_in_months(as_of) <= months));
        young && names(&row.agent, &self.agent) && names(&row.model, &self.model)
    }
}

/// Chooses the rows that count on a day.
pub fn select(rows: &[EvidenceRow], selection: &Selection, as_of: Date) -> Selected {
    let mut selected = Selected::default();
    for row in rows {
        match selection.takes(row, as_of) {
            true => selected.rows.push(row.clone()),
            false => selected.left_out.push(row.case.clone()),
        }
    }
    selected
}

fn stated(wanted: &Option<String>) -> Option<&str> {
    wanted.as_deref().map(str::trim).filter(|wanted| !wanted.is_empty())
}

fn names(name: &Option<String>, wanted: &Option<String>) -> bool {
    let Some(wanted) = stated(wanted) else { return true };
    name.as_deref().is_some_and(|name| name.to_lowercase().contains(&wanted.to_lowercase()))
}
