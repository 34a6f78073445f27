//! The capability map: task types by agents, by models, or all together.
//!
//! Unknown is a value: every task type has a row and every column a cell, also where nothing is
//! known. Columns stand in the order of their names; nothing here ranks agents.

mod views;

use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

use fieldbook_record::Attempts;
use fieldbook_record::verdict::{Body, VerdictWord};
use fieldbook_record::vocabulary::TASK_TYPES;
use fieldbook_search::{self as search, Field, Match, Names};

use crate::answer::VerdictBrief;
use crate::documents::Key;
use crate::indexing::day_of;
use crate::tally::{self, Organisations};
use crate::{Error, Library};

pub use views::{
    CapabilityMap, CellBasis, MapBy, MapCell, MapColumn, MapFinding, MapInput, MapRow, Sample,
};

/// The most columns beside "all": those with most records, shown by name.
const COLUMNS: usize = 12;

/// Findings named in a cell.
const FINDINGS: usize = 5;

/// The column for everything.
const ALL: &str = "all";
/// The row of records that state no task type.
const NOT_STATED: &str = "not-stated";

/// A cell being summed up.
struct Sums {
    attempts: Attempts,
    body: Body,
    newest: Vec<(i32, String)>,
}

impl Sums {
    fn new() -> Self {
        Self { attempts: Attempts::default(), body: Body::new(true), newest: Vec::new() }
    }

    fn add(&mut self, found: &Match<'_>, organisation: u32, today: i32, ids: usize) {
        tally::count(&mut self.attempts, found);
        self.body.add(&tally::weighed(found, organisation, today));
        let date = found.date().unwrap_or(i32::MIN);
        let place = self.newest.partition_point(|(other, _)| *other >= date);
        // Names cost a look-up: only for those that stay.
        if place < ids.max(1) {
            let (library, id) = found.key();
            self.newest.insert(place, (date, Key { library, id }.to_string()));
            self.newest.truncate(ids.max(1));
        }
    }
}

/// What one pass over the matches gathers.
#[derive(Default)]
struct Gathered {
    cells: HashMap<(String, String), Sums>,
    columns: BTreeMap<String, u32>,
    findings: BTreeMap<String, Vec<Key>>,
    not_named: u32,
    sample: Sample,
}

impl Library {
    /// Draws the map from the index; only the findings named in it are read.
    ///
    /// # Errors
    /// The engines' errors.
    pub fn capability_map(&self, input: &MapInput) -> Result<CapabilityMap, Error> {
        let started = Instant::now();
        let counted = self.counted(&input.query)?;
        let asked = input.query.clone();
        let input = &MapInput { query: counted.query, ..input.clone() };
        let mut gathered = self.gather(input)?;
        gathered.sample.withdrawn = counted.withdrawn;
        let mut names: Vec<(&String, u32)> =
            gathered.columns.iter().map(|(name, records)| (name, *records)).collect();
        names.sort_by_key(|(_, records)| std::cmp::Reverse(*records));
        let left_out = names.len().saturating_sub(COLUMNS);
        names.truncate(COLUMNS);
        names.sort_by_key(|(name, _)| name.to_lowercase());
        let mut columns =
            vec![MapColumn { name: ALL.to_owned(), records: gathered.sample.records }];
        columns.extend(
            names
                .iter()
                .map(|(name, records)| MapColumn { name: (*name).clone(), records: *records }),
        );
        let mut rows = Vec::new();
        for task_type in task_types(&gathered) {
            let mut cells = Vec::with_capacity(columns.len());
            for column in &columns {
                cells.push(self.cell(input, &gathered, &task_type, &column.name)?);
            }
            rows.push(MapRow { task_type, cells });
        }
        Ok(CapabilityMap {
            by: input.by,
            query: asked,
            columns,
            columns_left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
            not_named: gathered.not_named,
            rows,
            sample: gathered.sample,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }

    fn gather(&self, input: &MapInput) -> Result<Gathered, Error> {
        let query = search::parse(&input.query, &Names::default());
        let (today, ids) = (self.today_days(), input.ids as usize);
        let mut organisations = Organisations::default();
        let mut gathered = Gathered::default();
        let by = match input.by {
            MapBy::All => None,
            MapBy::Agent => Some(Field::Agent),
            MapBy::Model => Some(Field::Model),
        };
        self.each_match(&query, &mut |found| {
            let task = found.value(Field::Task).unwrap_or(NOT_STATED);
            match found.value(Field::Kind) {
                Some("case-study") => {}
                Some("finding") if found.value(Field::Status) == Some("published") => {
                    let (library, id) = found.key();
                    let list = gathered.findings.entry(task.to_owned()).or_default();
                    list.push(Key { library, id });
                    return;
                }
                _ => return,
            }
            gathered.sample.add(found);
            let organisation = organisations.number(found.value(Field::Organisation));
            let mut add = |column: &str| {
                let at = (task.to_owned(), column.to_owned());
                let sums = gathered.cells.entry(at).or_insert_with(Sums::new);
                sums.add(found, organisation, today, ids);
            };
            add(ALL);
            let Some(by) = by else { return };
            let mut named = false;
            for name in found.values(by) {
                add(name);
                named = true;
                *gathered.columns.entry(name.to_owned()).or_default() += 1;
            }
            gathered.not_named += u32::from(!named);
        })?;
        Ok(gathered)
    }

    fn cell(
        &self,
        input: &MapInput,
        gathered: &Gathered,
        task_type: &str,
        column: &str,
    ) -> Result<MapCell, Error> {
        let sums = gathered.cells.get(&(task_type.to_owned(), column.to_owned()));
        let cases = sums.map(|sums| VerdictBrief::of(&sums.body.verdict()));
        let findings = match gathered.findings.get(task_type) {
            Some(keys) if column == ALL => self.map_findings(keys)?,
            _ => Vec::new(),
        };
        let (basis, brief) = match findings.as_slice() {
            [] => (
                if cases.is_some() { CellBasis::Cases } else { CellBasis::Unknown },
                cases.as_ref(),
            ),
            [one] => (CellBasis::Finding, Some(&one.verdict)),
            _ => (CellBasis::Findings, None),
        };
        let newest = sums.and_then(|sums| sums.newest.first()).map(|(date, _)| *date);
        let newest = newest.filter(|date| *date != i32::MIN);
        let ids = sums.map(|sums| sums.newest.iter().map(|(_, id)| id.clone())).into_iter();
        Ok(MapCell {
            column: column.to_owned(),
            basis,
            verdict: brief.map(|brief| brief.verdict),
            low: brief.and_then(|brief| brief.low),
            high: brief.and_then(|brief| brief.high),
            n: sums.map_or(0, |sums| sums.attempts.total),
            attempts: sums.map_or_else(Attempts::default, |sums| sums.attempts),
            newest: newest.map(iso),
            newest_months: tally::age_months(newest, self.today_days()),
            query: cell_query(input, task_type, column),
            ids: ids.flatten().take(input.ids as usize).collect(),
            cases,
            findings,
        })
    }

    fn map_findings(&self, keys: &[Key]) -> Result<Vec<MapFinding>, Error> {
        let mut findings = Vec::new();
        let sequence = self.store.last_sequence()?;
        for key in keys.iter().take(FINDINGS) {
            let Some(document) = self.store.document(&key.library, &key.id)? else { continue };
            let Some(computed) = self.computed_of(&document, sequence)? else { continue };
            findings.push(MapFinding {
                id: key.to_string(),
                title: document.columns.title.clone().unwrap_or_else(|| key.id.clone()),
                verdict: VerdictBrief::of(&computed),
            });
        }
        Ok(findings)
    }
}

/// The closed list, then what else occurs.
fn task_types(gathered: &Gathered) -> Vec<String> {
    let mut types: Vec<String> = TASK_TYPES.iter().map(|word| (*word).to_owned()).collect();
    let cells = gathered.cells.keys().map(|(task_type, _)| task_type);
    let mut others: Vec<&String> = cells.chain(gathered.findings.keys()).collect();
    others.sort();
    others.dedup();
    for other in others {
        if !types.contains(other) {
            types.push(other.clone());
        }
    }
    types
}

fn cell_query(input: &MapInput, task_type: &str, column: &str) -> String {
    let mut filters = vec![("kind", "case-study")];
    if task_type != NOT_STATED {
        filters.push(("task", task_type));
    }
    match input.by {
        _ if column == ALL => {}
        MapBy::All => {}
        MapBy::Agent => filters.push(("agent", column)),
        MapBy::Model => filters.push(("model", column)),
    }
    let query = tally::narrowed(&input.query, &filters);
    if task_type == NOT_STATED { format!("{query} -task:*") } else { query }
}

/// Writes a day counted from 1970 as ISO 8601.
pub(crate) fn iso(days: i32) -> String {
    day_of(days).map(|day| day.to_string()).unwrap_or_default()
}
