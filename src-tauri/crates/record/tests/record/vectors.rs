//! The fifteen vectors, read from `vectors.txt`.

use fieldbook_record::vocabulary::{Certainty, EvidenceResult};
use fieldbook_record::{EvidenceRow, PartialDate};

use crate::verdicts::row;

/// A vector: name, half-life, rows, and the expected line split at its bars.
pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) half_life: Option<f64>,
    pub(crate) rows: Vec<EvidenceRow>,
    pub(crate) expected: Vec<String>,
}

pub(crate) fn vectors() -> Vec<Vector> {
    let mut vectors: Vec<Vector> = Vec::new();
    for line in include_str!("vectors.txt").lines() {
        let Some((what, rest)) = line.split_once(": ").filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let parts: Vec<String> = rest.split(" | ").map(str::to_owned).collect();
        match what {
            "finding" => vectors.push(Vector {
                name: parts[0].clone(),
                half_life: parts[1].parse().ok(),
                rows: Vec::new(),
                expected: Vec::new(),
            }),
            "row" => vectors.last_mut().unwrap().rows.push(vector_row(&parts)),
            "expect" => vectors.last_mut().unwrap().expected = parts,
            _ => panic!("unknown line: {line}"),
        }
    }
    assert_eq!(vectors.len(), 15);
    vectors
}

pub(crate) fn vector_row(parts: &[String]) -> EvidenceRow {
    let counts = parts[3].split_once('/');
    EvidenceRow {
        successes: counts.map(|(successes, _)| successes.parse().unwrap()),
        trials: counts.map(|(_, trials)| trials.parse().unwrap()),
        supervised: parts[2] == "yes",
        severe: parts[4] == "yes",
        organisation: Some(parts[5].clone()),
        date: PartialDate::parse(&parts[6]),
        certainty: Some(Certainty::from(parts[7].as_str())),
        disputed: parts[8] == "yes",
        denominator_known: parts[9] == "yes",
        ..row(&parts[0], EvidenceResult::from(parts[1].as_str()))
    }
}
