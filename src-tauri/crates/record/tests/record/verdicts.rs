//! The arithmetic of verdicts: the fifteen vectors, the Wilson table, edge cases and properties.

use fieldbook_record::verdict::{
    Flag, Reason, Stratum, VerdictWord, Z_90, Z_95, playbook_certainty, wilson,
};
use fieldbook_record::vocabulary::{Certainty, EvidenceResult};
use fieldbook_record::{EvidenceRow, PartialDate, Verdict, verdict};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::corpus::shared;
use crate::vectors::vectors;

const AS_OF: Date = date(2026, 11, 23);

pub(crate) fn row(case: &str, result: EvidenceResult) -> EvidenceRow {
    EvidenceRow {
        case: case.to_owned(),
        result,
        supervised: true,
        successes: None,
        trials: None,
        severe: false,
        organisation: Some(case.to_owned()),
        date: PartialDate::parse("2026-11-23"),
        certainty: Some(Certainty::High),
        disputed: false,
        denominator_known: true,
        agent: None,
        model: None,
        origin: None,
        withdrawn: false,
    }
}

/// Rows of different organisations, all supervised unless changed.
fn rows(supports: usize, mixed: usize, refutes: usize) -> Vec<EvidenceRow> {
    let results = [
        (supports, EvidenceResult::Supports),
        (mixed, EvidenceResult::Mixed),
        (refutes, EvidenceResult::Refutes),
    ];
    results
        .into_iter()
        .flat_map(|(count, result)| {
            (0..count).map(move |index| row(&format!("cs-{result}-{index}"), result.clone()))
        })
        .collect()
}

fn unsupervised(mut rows: Vec<EvidenceRow>) -> Vec<EvidenceRow> {
    for row in &mut rows {
        row.supervised = false;
    }
    rows
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap().trim_matches('"').to_owned()
}

fn shown(stratum: Option<Stratum>) -> String {
    stratum.map_or_else(
        || "-".to_owned(),
        |s| {
            let round = |number: f64, digits: i32| {
                let scale = 10_f64.powi(digits);
                format!("{:?}", (number * scale).round() / scale)
            };
            format!(
                "{} {} {} {} {} {} {}",
                round(s.p, 3),
                round(s.n_eff, 1),
                round(s.lo, 3),
                round(s.hi, 3),
                s.organisations,
                s.entries,
                s.not_full_success
            )
        },
    )
}

/// Writes a verdict as the fixture does.
fn line(verdict: &Verdict) -> Vec<String> {
    let flags: Vec<String> = verdict.flags.iter().map(json).collect();
    vec![
        json(&verdict.verdict),
        json(&verdict.certainty),
        shown(verdict.supervised),
        shown(verdict.unsupervised),
        shown(verdict.all),
        verdict.fail_safe_n.map_or_else(|| "-".to_owned(), |n| n.to_string()),
        if flags.is_empty() { "-".to_owned() } else { flags.join(" ") },
        verdict
            .newest_evidence_months
            .map_or_else(|| "-".to_owned(), |age| format!("{:?}", (age * 10.0).round() / 10.0)),
    ]
}

#[test]
fn the_fifteen_vectors() {
    for vector in vectors() {
        let verdict = verdict(&vector.rows, vector.half_life, AS_OF);
        assert_eq!(line(&verdict), vector.expected, "{}", vector.name);
        assert_eq!(
            verdict.reason.is_some(),
            matches!(verdict.verdict, VerdictWord::Contested | VerdictWord::InsufficientEvidence)
        );
    }
}

/// The vectors of the shared folder itself, so that the fixture cannot drift from them unseen.
#[test]
fn the_fifteen_vectors_of_the_content() {
    let (Some(findings), Some(cases)) =
        (shared("content/findings.json"), shared("content/cases.json"))
    else {
        return;
    };
    let load = |path| -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let (findings, cases) = (load(findings), load(cases));
    let mut seen = 0;
    for finding in findings["findings"].as_array().unwrap() {
        let rows: Vec<EvidenceRow> = finding["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .map(|evidence| content_row(evidence, &cases))
            .collect();
        let verdict = verdict(&rows, finding["half_life_months"].as_f64(), AS_OF);
        let derived = &finding["derived"];
        let stratum = |name: &str| {
            let s = &derived[name];
            if s.is_null() {
                return "-".to_owned();
            }
            let keys = ["p", "n_eff", "lo", "hi", "organisations", "entries", "not_full_success"];
            keys.map(|key| s[key].to_string()).join(" ")
        };
        let flags: Vec<&str> = derived["flags"]
            .as_array()
            .unwrap()
            .iter()
            .map(|flag| flag.as_str().unwrap())
            .collect();
        let expected = vec![
            derived["verdict"].as_str().unwrap().to_owned(),
            derived["certainty"].as_str().unwrap().to_owned(),
            stratum("supervised"),
            stratum("unsupervised"),
            stratum("all"),
            derived["fail_safe_n"].as_u64().map_or_else(|| "-".to_owned(), |n| n.to_string()),
            if flags.is_empty() { "-".to_owned() } else { flags.join(" ") },
            derived["newest_evidence_months"].to_string(),
        ];
        assert_eq!(line(&verdict), expected, "{}", finding["id"]);
        seen += 1;
    }
    assert_eq!(seen, 15);
}

fn content_row(evidence: &serde_json::Value, cases: &serde_json::Value) -> EvidenceRow {
    let id = evidence["ref"].as_str().unwrap();
    let case = cases.as_array().unwrap().iter().find(|case| case["id"] == id).unwrap();
    let count = |key: &str| evidence[key].as_u64().map(|count| count as u32);
    EvidenceRow {
        supervised: evidence["supervised"].as_bool().unwrap(),
        successes: count("successes"),
        trials: count("trials"),
        severe: evidence["severe"].as_bool().unwrap(),
        organisation: case["organisation"].as_str().map(str::to_owned),
        date: PartialDate::parse(case["date"].as_str().unwrap()),
        certainty: case["certainty"].as_str().map(Certainty::from),
        disputed: case["disputed"].as_bool().unwrap(),
        denominator_known: case["denominator_known"].as_bool().unwrap(),
        ..row(id, EvidenceResult::from(evidence["result"].as_str().unwrap()))
    }
}

#[test]
fn the_wilson_table() {
    for (k, n, low_90, high_90, low_95, high_95) in [
        (3.0, 20.0, 0.0616, 0.3218, 0.0524, 0.3604),
        (535.0, 788.0, 0.6510, 0.7056, 0.6455, 0.7106),
        (38.0, 335.0, 0.0880, 0.1451, 0.0838, 0.1519),
        (3.0, 3.0, 0.5258, 1.0, 0.4385, 1.0),
        (5.0, 5.0, 0.6488, 1.0, 0.5655, 1.0),
        (53.0, 175.0, 0.2491, 0.3626, 0.2396, 0.3746),
    ] {
        for (z, low, high) in [(Z_90, low_90, high_90), (Z_95, low_95, high_95)] {
            let (lo, hi) = wilson(k, n, z);
            assert!((lo - low).abs() < 5e-5 + 1e-9, "{k}/{n}: {lo} is not {low}");
            assert!((hi - high).abs() < 5e-5 + 1e-9, "{k}/{n}: {hi} is not {high}");
        }
    }
    assert_eq!(wilson(0.0, 0.0, Z_90), (0.0, 1.0));
}

#[test]
fn little_or_no_evidence_is_not_enough() {
    let none = verdict(&[], Some(12.0), AS_OF);
    assert_eq!(none.verdict, VerdictWord::InsufficientEvidence);
    assert_eq!((none.reason, none.certainty), (Some(Reason::NoEvidence), Certainty::VeryLow));
    assert!(none.flags.is_empty() && none.all.is_none());

    let listed = verdict(&[row("cs-a", EvidenceResult::None)], None, AS_OF);
    assert_eq!((listed.reason, listed.counts.none), (Some(Reason::NoEvidence), 1));

    let one = verdict(&rows(1, 0, 0), None, AS_OF);
    assert_eq!(one.reason, Some(Reason::OneOrganisation));
    let mut same = rows(5, 0, 0);
    for (index, row) in same.iter_mut().enumerate() {
        row.organisation = [Some(" Acme"), Some("acme ")][index % 2].map(str::to_owned);
    }
    assert_eq!(verdict(&same, None, AS_OF).reason, Some(Reason::OneOrganisation));
    let two = verdict(&rows(2, 0, 0), None, AS_OF);
    assert_eq!(two.reason, Some(Reason::TooFewTrials));
    assert_ne!(verdict(&rows(3, 0, 0), None, AS_OF).verdict, VerdictWord::InsufficientEvidence);
}

#[test]
fn a_plain_yes_needs_a_failure_on_record() {
    let mut perfect = verdict(&unsupervised(rows(9, 0, 0)), None, AS_OF);
    assert_eq!(perfect.verdict, VerdictWord::CanWithSupervision);
    assert_eq!(perfect.flags, [Flag::ReportedOnlySuccesses]);
    assert_eq!(perfect.certainty, Certainty::Moderate);
    perfect = verdict(&unsupervised(rows(9, 1, 0)), None, AS_OF);
    assert_eq!((perfect.verdict, perfect.certainty), (VerdictWord::Can, Certainty::High));
    assert!(perfect.fail_safe_n.unwrap() > 2 && !perfect.fragile);

    let mut severe = unsupervised(rows(9, 1, 0));
    severe[0].severe = true;
    let stopped = verdict(&severe, None, AS_OF);
    assert_eq!(stopped.verdict, VerdictWord::Contested);
    assert_eq!(stopped.reason, Some(Reason::SevereIncident));
    severe[0].date = PartialDate::parse("2024-10");
    assert_eq!(verdict(&severe, None, AS_OF).verdict, VerdictWord::Can);
}

#[test]
fn all_failures_say_cannot_and_say_how_they_were_found() {
    let cannot = verdict(&rows(0, 0, 6), None, AS_OF);
    assert_eq!(cannot.verdict, VerdictWord::Cannot);
    assert_eq!(cannot.flags, [Flag::ReportedOnlyFailures]);
    assert_eq!((cannot.fail_safe_n, cannot.newest_support), (None, None));
    assert!(cannot.newest_against.is_some() && !cannot.retest);
}

#[test]
fn old_evidence_weighs_less_keeps_its_interval_and_asks_for_a_retest() {
    let mut old = rows(8, 1, 0);
    for row in &mut old {
        row.date = PartialDate::parse("2020");
    }
    let (aged, ageless) = (verdict(&old, Some(12.0), AS_OF), verdict(&old, None, AS_OF));
    assert!(aged.rows.iter().all(|row| row.recency == 0.25 && row.weight == 0.25));
    assert!((aged.all.unwrap().lo - ageless.all.unwrap().lo).abs() < 1e-9);
    assert!(aged.flags.contains(&Flag::Stale) && aged.retest);
    assert!(!ageless.flags.contains(&Flag::Stale) && !ageless.retest);
    assert_eq!(aged.certainty, Certainty::Moderate);

    for row in &mut old {
        row.date = None;
    }
    let undated = verdict(&old, Some(12.0), AS_OF);
    assert_eq!(undated.newest_evidence_months, None);
    assert!(undated.flags.contains(&Flag::Stale) && undated.retest);
}

#[test]
fn disputed_and_unstated_certainty_count_low() {
    let mut one = rows(1, 0, 0);
    let weight = |rows: &[EvidenceRow]| verdict(rows, None, AS_OF).rows[0].weight;
    assert_eq!(weight(&one), 1.0);
    one[0].disputed = true;
    assert_eq!(weight(&one), 0.75);
    one[0].certainty = Some(Certainty::VeryLow);
    assert_eq!(weight(&one), 0.25);
    one[0].certainty = Some(Certainty::Other("sure".into()));
    assert_eq!(weight(&one), 0.25);
    one[0].certainty = None;
    assert_eq!(weight(&one), 0.25);
}

#[test]
fn a_benchmark_counts_ten_trials_at_most() {
    let mut benchmark = row("cs-b", EvidenceResult::Mixed);
    benchmark.successes = Some(250);
    benchmark.trials = Some(500);
    let one = &verdict(&[benchmark], None, AS_OF).rows[0];
    assert_eq!((one.score, one.size), (Some(0.5), 10.0));
}

#[test]
fn counts_and_organisations_are_those_of_the_rows() {
    let mut all = rows(6, 2, 1);
    all.push(row("cs-x", EvidenceResult::None));
    let verdict = verdict(&all, None, AS_OF);
    let counts = verdict.counts;
    assert_eq!((counts.supports, counts.mixed, counts.refutes, counts.none), (6, 2, 1, 1));
    assert_eq!((verdict.organisations, verdict.rows.len()), (9, 10));
}

#[test]
fn a_playbook_uses_the_same_arithmetic() {
    let rows = rows(5, 1, 0);
    let playbook = playbook_certainty(&rows, AS_OF);
    assert_eq!(playbook.certainty, Certainty::High);
    assert_eq!(playbook.all, verdict(&rows, Some(12.0), AS_OF).all);
}

prop_compose! {
    fn any_row()(
        result in 0..4_usize, supervised: bool, severe: bool, disputed: bool, known: bool,
        counts in proptest::option::of((0..600_u32, 0..600_u32)),
        organisation in 0..6_u32, certainty in 0..5_usize,
        date in proptest::option::of((2018..2028_i32, 1..13_u32)),
    ) -> EvidenceRow {
        let results = [EvidenceResult::Supports, EvidenceResult::Mixed, EvidenceResult::Refutes, EvidenceResult::None];
        EvidenceRow {
            supervised, severe, disputed,
            denominator_known: known,
            successes: counts.map(|(successes, _)| successes),
            trials: counts.map(|(_, trials)| trials),
            organisation: (organisation > 0).then(|| format!("org {organisation}")),
            certainty: Certainty::WORDS.get(certainty).map(|word| Certainty::from(*word)),
            date: date.and_then(|(year, month)| PartialDate::parse(&format!("{year}-{month:02}"))),
            ..row("cs-any", results[result].clone())
        }
    }
}

#[test]
fn a_withdrawn_row_stays_in_sight_and_counts_for_nothing() {
    let without = rows(5, 1, 0);
    let mut with = without.clone();
    with.push(EvidenceRow {
        withdrawn: true,
        severe: true,
        ..row("cs-gone", EvidenceResult::Refutes)
    });
    let (before, after) = (verdict(&without, None, AS_OF), verdict(&with, None, AS_OF));
    assert_eq!(after.rows.len(), 7);
    assert_eq!(after.rows[6].score, None);
    assert_eq!(after.counts.none, 1);
    assert_eq!(
        (
            before.verdict,
            &before.supervised,
            before.organisations,
            &before.flags,
            before.fail_safe_n
        ),
        (after.verdict, &after.supervised, after.organisations, &after.flags, after.fail_safe_n)
    );
    // Control: not withdrawn, it decides.
    with[6].withdrawn = false;
    assert_ne!(verdict(&with, None, AS_OF).supervised, before.supervised);
}

proptest! {
    #[test]
    fn a_failure_never_raises_a_bound(k in 0.0..50.0_f64, more in 0.0..50.0_f64, failures in 0.0..50.0_f64) {
        prop_assume!(k + more > 0.0);
        let before = wilson(k, k + more, Z_90);
        let after = wilson(k, k + more + failures, Z_90);
        prop_assert!(after.0 <= before.0 + 1e-12 && after.1 <= before.1 + 1e-12);
    }

    #[test]
    fn a_failing_row_never_raises_a_lower_bound(supports in 0..12_usize, mixed in 0..12_usize, refutes in 0..12_usize) {
        prop_assume!(supports + mixed + refutes > 0);
        let lo = |refutes| verdict(&rows(supports, mixed, refutes), None, AS_OF).all.unwrap().lo;
        prop_assert!(lo(refutes + 1) <= lo(refutes) + 1e-12);
    }

    #[test]
    fn any_rows_give_a_sound_verdict(rows in proptest::collection::vec(any_row(), 0..20), ages: bool) {
        let verdict = verdict(&rows, ages.then_some(12.0), AS_OF);
        for stratum in [verdict.all, verdict.supervised, verdict.unsupervised].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&stratum.p));
            prop_assert!(0.0 <= stratum.lo && stratum.lo <= stratum.hi && stratum.hi <= 1.0);
            prop_assert!(stratum.lo <= stratum.p + 1e-9 && stratum.p <= stratum.hi + 1e-9);
            prop_assert!(stratum.n_eff > 0.0 && stratum.entries as usize <= rows.len());
        }
        if verdict.verdict == VerdictWord::Can {
            prop_assert!(!verdict.flags.contains(&Flag::ReportedOnlySuccesses));
        }
        prop_assert_eq!(verdict.rows.len(), rows.len());
        // The order of rows does not matter, up to the last bits of the sums.
        let mut reversed = rows.clone();
        reversed.reverse();
        let other = fieldbook_record::verdict(&reversed, ages.then_some(12.0), AS_OF);
        prop_assert_eq!(other.certainty, verdict.certainty);
        prop_assert!((other.all.map_or(0.0, |all| all.lo) - verdict.all.map_or(0.0, |all| all.lo)).abs() < 1e-9);
    }
}
