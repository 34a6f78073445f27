//! The values of a segment's records, in memory: what filters test and facets count.
//!
//! Read once per segment out of tantivy's fast columns. A value costs four bytes a record, and a
//! test of a filter becomes a test of the few distinct values followed by one look per record.

use std::{cmp::Ordering, collections::HashMap};

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
    keys: Keys,
}

/// One field: its distinct values and which a record has.
struct Column {
    values: Vec<String>,
    ords: Ords,
    /// The records of each value, where there are few values.
    sets: Vec<Bits>,
}

/// Columns with at most this many values are kept as sets too: whether a record is in one and how many
/// matches are in each is then asked of 64 records at once.
const FEW_VALUES: usize = 64;

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

    /// Those of some records that have one of the accepted values.
    fn having(&self, accepted: &[bool], among: &Bits) -> Bits {
        let mut bits = Bits::none(among.size());
        if !self.sets.is_empty() {
            let sets = self.sets.iter().zip(accepted).filter(|(_, accepted)| **accepted);
            sets.for_each(|(set, _)| bits.or(set));
            bits.and(among);
        } else if accepted.contains(&true) {
            let has = |doc: &u32| self.of(*doc).iter().any(|ord| accepted[*ord as usize]);
            among.iter().filter(has).for_each(|doc| bits.insert(doc));
        }
        bits
    }

    /// How many of the records have each value; there may be a number too many at the end.
    fn count(&self, records: &Bits) -> Vec<u32> {
        // A few records are looked at one by one.
        if records.count() > self.sets.len() * 8 && !self.sets.is_empty() {
            return self.sets.iter().map(|set| set.count_common(records)).collect();
        }
        // One slot more for records without a value, so that the loop needs no test.
        let none = self.values.len();
        let mut by_ord = vec![0u32; none + 1];
        match &self.ords {
            Ords::One(ords) => {
                records.iter().for_each(|doc| by_ord[(ords[doc as usize] as usize).min(none)] += 1);
            }
            Ords::Many { .. } => {
                for doc in records.iter() {
                    self.of(doc).iter().for_each(|ord| by_ord[*ord as usize] += 1);
                }
            }
        }
        by_ord
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
        Ok(Columns {
            fields,
            dates,
            leverage,
            certainty,
            keys: Keys::read(fast.str("key")?, reader.max_doc())?,
        })
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
    pub(crate) fn key(&self, doc: u32) -> &str {
        self.keys.of(doc)
    }

    /// Compares the keys of two records, without reading them.
    pub(crate) fn compare_keys(&self, one: u32, other: u32) -> Ordering {
        // The dictionary is in order, so the ordinals are.
        let ord = |doc: u32| self.keys.ords.get(doc as usize);
        ord(one).cmp(&ord(other))
    }

    /// The values of a record's field.
    pub(crate) fn values(&self, field: Field, doc: u32) -> impl Iterator<Item = &str> {
        let column = &self.fields[field.index()];
        column.of(doc).iter().map(|ord| column.values[*ord as usize].as_str())
    }

    /// The values of a field, each once.
    pub(crate) fn distinct(&self, field: Field) -> &[String] {
        &self.fields[field.index()].values
    }

    /// Those of some records that have a value of a field which is accepted.
    pub(crate) fn having(
        &self,
        field: Field,
        among: &Bits,
        accepts: impl Fn(&str) -> bool,
    ) -> Bits {
        let column = &self.fields[field.index()];
        let accepted: Vec<bool> = column.values.iter().map(|value| accepts(value)).collect();
        column.having(&accepted, among)
    }

    /// The newest date among some records.
    pub(crate) fn newest(&self, among: &Bits) -> Option<i32> {
        among.iter().map(|doc| self.dates[doc as usize]).filter(|date| *date != NO_DATE).max()
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
                return column.having(&accepted, &Bits::all(size));
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

    /// Adds the counts of a field's values among `matches` to `counts`.
    pub(crate) fn count<'a>(
        &'a self,
        field: Field,
        matches: &Bits,
        counts: &mut HashMap<&'a str, usize>,
    ) {
        let column = &self.fields[field.index()];
        if column.values.is_empty() {
            return;
        }
        let by_ord = column.count(matches);
        for (value, count) in column.values.iter().zip(by_ord).filter(|(_, count)| *count > 0) {
            *counts.entry(value).or_default() += count as usize;
        }
    }
}

/// The keys of all records in one text: equal scores are put in the order of their keys at every keystroke, and
/// tantivy's own column unpacks a block for each.
#[derive(Default)]
struct Keys {
    text: String,
    /// Where the key of each ordinal ends.
    ends: Vec<u32>,
    ords: Vec<u32>,
}

impl Keys {
    fn read(column: Option<StrColumn>, size: u32) -> tantivy::Result<Keys> {
        let Some(column) = column else { return Ok(Keys::default()) };
        let mut keys = Keys::default();
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            keys.text.push_str(&String::from_utf8_lossy(stream.key()));
            keys.ends.push(u32::try_from(keys.text.len()).unwrap_or(u32::MAX));
        }
        let ord = |doc| column.ords().first(doc).map_or(NONE, |ord| ord as u32);
        keys.ords = (0..size).map(ord).collect();
        Ok(keys)
    }

    fn of(&self, doc: u32) -> &str {
        let ord = self.ords.get(doc as usize).copied().unwrap_or(NONE) as usize;
        let Some(end) = self.ends.get(ord) else { return "" };
        let start = ord.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..*end as usize).unwrap_or_default()
    }
}

fn read_column(reader: &SegmentReader, name: &str) -> tantivy::Result<Column> {
    let size = reader.max_doc();
    let Some(column) = reader.fast_fields().str(name)? else {
        let ords = Ords::One(vec![NONE; size as usize]);
        return Ok(Column { values: Vec::new(), ords, sets: Vec::new() });
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
    let mut column = Column { values, ords, sets: Vec::new() };
    if column.values.len() <= FEW_VALUES {
        let mut sets = vec![Bits::none(size); column.values.len()];
        for doc in 0..size {
            column.of(doc).iter().for_each(|ord| sets[*ord as usize].insert(doc));
        }
        column.sets = sets;
    }
    Ok(column)
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
