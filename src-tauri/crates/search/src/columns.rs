//! The values of a segment's records, in memory: what filters test and facets count.
//!
//! Read once per segment out of tantivy's fast columns. A value costs four bytes a record, and a
//! test of a filter becomes a test of the few distinct values followed by one look per record.

use std::collections::HashMap;

use tantivy::{SegmentReader, columnar::StrColumn};

use crate::{
    Field, FilterField, Test,
    bits::Bits,
    schema::{self},
};

/// No value.
const NONE: u32 = u32::MAX;
/// A record without a date.
const NO_DATE: i32 = i32::MIN;

/// All values of one segment.
pub(crate) struct Columns {
    fields: Vec<Column>,
    dates: Vec<i32>,
    leverage: Vec<f64>,
    /// 0 (unknown) to 4 (high).
    certainty: Vec<u8>,
    keys: Option<StrColumn>,
}

/// One field: its distinct values and which a record has.
struct Column {
    values: Vec<String>,
    ords: Ords,
}

enum Ords {
    /// At most one value a record.
    One(Vec<u32>),
    /// Values of record `d` are `ords[starts[d]..starts[d + 1]]`.
    Many { starts: Vec<u32>, ords: Vec<u32> },
}

impl Column {
    fn of(&self, doc: u32) -> &[u32] {
        let doc = doc as usize;
        match &self.ords {
            Ords::One(ords) if ords[doc] == NONE => &[],
            Ords::One(ords) => &ords[doc..=doc],
            Ords::Many { starts, ords } => &ords[starts[doc] as usize..starts[doc + 1] as usize],
        }
    }
}

impl Columns {
    pub(crate) fn read(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let fields = Field::ALL
            .iter()
            .map(|field| read_column(reader, &schema::column(*field)))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let fast = reader.fast_fields();
        let docs = 0..reader.max_doc();
        let date = fast.i64("date")?;
        let dates = docs
            .clone()
            .map(|doc| date.first(doc).map_or(NO_DATE, |day| i32::try_from(day).unwrap_or(NO_DATE)))
            .collect();
        let number = fast.f64("leverage")?;
        let leverage = docs.clone().map(|doc| number.first(doc).unwrap_or(f64::NAN)).collect();
        let column = &fields[Field::Certainty.index()];
        let ranks: Vec<u8> = column.values.iter().map(|value| certainty_rank(value)).collect();
        let certainty =
            docs.map(|doc| column.of(doc).first().map_or(0, |ord| ranks[*ord as usize])).collect();
        Ok(Columns { fields, dates, leverage, certainty, keys: fast.str("key")? })
    }

    /// Days since 1970, `i32::MIN` when unknown.
    pub(crate) fn date(&self, doc: u32) -> i32 {
        self.dates[doc as usize]
    }

    /// 0 (unknown) to 4 (high).
    pub(crate) fn certainty(&self, doc: u32) -> u8 {
        self.certainty[doc as usize]
    }

    /// The key of a record, see [`schema::key`].
    pub(crate) fn key(&self, doc: u32) -> String {
        let mut key = String::new();
        if let Some(keys) = &self.keys
            && let Some(ord) = keys.ords().first(doc)
            && keys.ord_to_str(ord, &mut key).is_err()
        {
            key.clear();
        }
        key
    }

    /// The values of a record's field.
    pub(crate) fn values(&self, field: Field, doc: u32) -> impl Iterator<Item = &str> {
        let column = &self.fields[field.index()];
        column.of(doc).iter().map(|ord| column.values[*ord as usize].as_str())
    }

    /// The records that pass a filter.
    pub(crate) fn matching(&self, field: FilterField, test: &Test, today: i32) -> Bits {
        let size = self.dates.len() as u32;
        let mut bits = Bits::none(size);
        match (field, test) {
            (FilterField::Value(field), test) => {
                let column = &self.fields[field.index()];
                let accepted: Vec<bool> =
                    column.values.iter().map(|value| test.accepts(value)).collect();
                if accepted.contains(&true) {
                    for doc in 0..size {
                        if column.of(doc).iter().any(|ord| accepted[*ord as usize]) {
                            bits.insert(doc);
                        }
                    }
                }
            }
            (FilterField::Leverage, Test::Number { from, from_included, to, to_included }) => {
                for (doc, value) in (0..size).zip(&self.leverage) {
                    let above = if *from_included { value >= from } else { value > from };
                    let below = if *to_included { value <= to } else { value < to };
                    if above && below {
                        bits.insert(doc);
                    }
                }
            }
            (FilterField::Date | FilterField::Age, test) => {
                let (from, to) = match test {
                    Test::Days { from, to } => (*from, *to),
                    // An age of at most n days is a date of at least today - n.
                    Test::Age { from, to } => {
                        (today.saturating_sub(*to), today.saturating_sub(*from))
                    }
                    Test::Is { .. } | Test::Number { .. } => return bits,
                };
                for (doc, date) in (0..size).zip(&self.dates) {
                    if *date != NO_DATE && (from..=to).contains(date) {
                        bits.insert(doc);
                    }
                }
            }
            (FilterField::Leverage, _) => {}
        }
        bits
    }

    /// Adds the counts of a field's values among `docs` to `counts`.
    pub(crate) fn count(&self, field: Field, docs: &[u32], counts: &mut HashMap<String, usize>) {
        let column = &self.fields[field.index()];
        if column.values.is_empty() {
            return;
        }
        // One slot more for records without a value, so that the loop needs no test.
        let mut by_ord = vec![0u32; column.values.len() + 1];
        let none = column.values.len();
        match &column.ords {
            Ords::One(ords) => {
                for doc in docs {
                    by_ord[(ords[*doc as usize] as usize).min(none)] += 1;
                }
            }
            Ords::Many { .. } => {
                for doc in docs {
                    for ord in column.of(*doc) {
                        by_ord[*ord as usize] += 1;
                    }
                }
            }
        }
        for (value, count) in column.values.iter().zip(by_ord).filter(|(_, count)| *count > 0) {
            *counts.entry(value.clone()).or_default() += count as usize;
        }
    }
}

fn read_column(reader: &SegmentReader, name: &str) -> tantivy::Result<Column> {
    let size = reader.max_doc();
    let Some(column) = reader.fast_fields().str(name)? else {
        return Ok(Column { values: Vec::new(), ords: Ords::One(vec![NONE; size as usize]) });
    };
    let mut values = Vec::with_capacity(column.num_terms());
    let mut value = String::new();
    for ord in 0..column.num_terms() as u64 {
        column.ord_to_str(ord, &mut value)?;
        values.push(value.clone());
    }
    let mut starts = Vec::with_capacity(size as usize + 1);
    let mut ords: Vec<u32> = Vec::with_capacity(size as usize);
    let mut many = false;
    for doc in 0..size {
        let start = ords.len();
        starts.push(start as u32);
        for ord in column.term_ords(doc) {
            let ord = ord as u32;
            // A value given twice counts once.
            if !ords[start..].contains(&ord) {
                ords.push(ord);
            }
        }
        many |= ords.len() - start > 1;
    }
    starts.push(ords.len() as u32);
    let ords = if many {
        Ords::Many { starts, ords }
    } else {
        let one = |doc: usize| {
            if starts[doc] < starts[doc + 1] { ords[starts[doc] as usize] } else { NONE }
        };
        Ords::One((0..size as usize).map(one).collect())
    };
    Ok(Column { values, ords })
}

fn certainty_rank(value: &str) -> u8 {
    match value {
        "very_low" => 1,
        "low" => 2,
        "moderate" => 3,
        "high" => 4,
        _ => 0,
    }
}
