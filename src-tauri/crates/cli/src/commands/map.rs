//! `map`: the capability map.

use fieldbook_library::{CapabilityMap, CellBasis, CsvInput, CsvView, MapBy, MapCell, MapInput};
use serde_json::{Value, json};

use super::answer::ended;
use crate::args::{By, Global, Map};
use crate::failure::{Failure, Status};
use crate::output::{Output, Style, clean};
use crate::session;

pub(super) fn run(global: &Global, asked: &Map, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open_to_find(global)?;
    let by = match asked.by {
        By::All => MapBy::All,
        By::Agent => MapBy::Agent,
        By::Model => MapBy::Model,
    };
    let query = asked.query.clone().unwrap_or_default();
    if asked.csv {
        let input = CsvInput { view: CsvView::Map, query, by, ids: Vec::new() };
        output.raw(library.export_csv(&input)?.text.as_bytes())?;
        return Ok(Status::Done);
    }
    let map = library.capability_map(&MapInput { by, query, ids: u32::MAX })?;
    if output.is_json() {
        output.document(&document(&map))?;
    } else {
        page(&map, output)?;
    }
    Ok(Status::Done)
}

fn document(map: &CapabilityMap) -> Value {
    let rows = map.rows.iter().map(|row| {
        let cells = row.cells.iter().map(cell).collect::<Vec<_>>();
        json!({ "task_type": row.task_type, "cells": cells })
    });
    json!({
        "by": map.by,
        "query": map.query,
        "took_us": map.took_us,
        "rows": rows.collect::<Vec<_>>(),
        "columns_left_out": map.columns_left_out,
        "not_named": map.not_named,
        "sample": map.sample,
    })
}

fn cell(cell: &MapCell) -> Value {
    json!({
        "column": cell.column,
        "verdict": word(cell),
        "basis": cell.basis,
        "n": cell.n,
        "attempts": cell.attempts,
        "newest": cell.newest,
        "newest_months": cell.newest_months,
        "low": cell.low,
        "high": cell.high,
        "findings": cell.findings.iter().map(|finding| json!({
            "id": finding.id,
            "title": finding.title,
            "verdict": finding.verdict.verdict,
        })).collect::<Vec<_>>(),
        "ids": cell.ids,
        "query": cell.query,
    })
}

/// The verdict's word; unknown is said, and several findings are listed, never merged.
fn word(cell: &MapCell) -> Value {
    match (cell.verdict, cell.basis) {
        (Some(verdict), _) => json!(verdict),
        (None, CellBasis::Findings) => json!("several_findings"),
        (None, _) => json!("unknown"),
    }
}

fn page(map: &CapabilityMap, output: &mut Output) -> Result<(), Failure> {
    for row in &map.rows {
        output.line(output.paint(Style::Bold, clean(&row.task_type)))?;
        for cell in &row.cells {
            let unknown = cell.basis == CellBasis::Unknown;
            // In a list a column of unknown cells says less than the row's first line does.
            if unknown && cell.column != "all" {
                continue;
            }
            let verdict = word(cell);
            let verdict = verdict.as_str().unwrap_or_default().replace('_', " ");
            let age = cell
                .newest_months
                .map_or_else(String::new, |months| format!(", newest {months:.0} months"));
            let interval = match (cell.low, cell.high) {
                (Some(low), Some(high)) => format!(" [{low:.2}-{high:.2}]"),
                _ => String::new(),
            };
            let ended = ended(&cell.attempts);
            let ended = if ended.is_empty() { String::new() } else { format!(": {ended}") };
            let column = clean(&cell.column);
            output.line(format!("  {column}: {verdict}{interval}, n {}{age}{ended}", cell.n))?;
            for finding in &cell.findings {
                output.line(format!("    {}", output.paint(Style::Cyan, &finding.id)))?;
            }
        }
    }
    let sample = &map.sample;
    output.line(format!(
        "\n{} case studies: {} made here, {} from public sources, {} imported; {} say how many attempts there were.",
        sample.records, sample.internal, sample.external, sample.imported, sample.denominator_known
    ))?;
    output
        .line("Not a random sample: those who finish publish more often than those who give up.")?;
    Ok(())
}
