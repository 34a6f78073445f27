//! The arithmetic against the reference, on bodies of evidence that nobody picked.

use fieldbook_record::verdict::{Flag, Selection, Stratum, VerdictWord, select};
use fieldbook_record::vocabulary::{Certainty, EvidenceResult};
use fieldbook_record::{EvidenceRow, PartialDate, Verdict, verdict};
use jiff::civil::date;
use proptest::prelude::*;

const SEED: u64 = 20_261_123;
const BODIES: usize = 1000;

/// The generator of reference.py, number by number.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn small(&mut self, n: u64) -> u32 {
        u32::try_from(self.below(n)).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

fn bodies() -> Vec<(Option<f64>, Vec<EvidenceRow>)> {
    let mut numbers = Numbers(SEED);
    (0..BODIES).map(|body| one_body(&mut numbers, body)).collect()
}

fn one_body(numbers: &mut Numbers, body: usize) -> (Option<f64>, Vec<EvidenceRow>) {
    let half_life = numbers.pick(&[Some(12.0), Some(12.0), Some(6.0), Some(24.0), None]);
    let lean = numbers.below(4) as usize;
    let leaning: [[usize; 6]; 4] =
        [[0, 0, 1, 2, 0, 3], [2, 2, 1, 0, 2, 3], [0, 1, 2, 0, 1, 2], [0, 0, 0, 0, 0, 0]];
    let rows = 1 + numbers.below(12);
    let rows = (0..rows).map(|row| {
        let result = ["supports", "mixed", "refutes", "none"][numbers.pick(&leaning[lean])];
        let some = numbers.small(40) + 1;
        let trials = numbers.pick(&[None, None, None, Some(some)]);
        let successes = trials.map(|trials| numbers.small(u64::from(trials) + 1));
        let supervised = numbers.below(3) > 0;
        let severe = numbers.below(10) == 0;
        let organisation = Some(format!("org {}", numbers.below(6)));
        let (year, month) = (2023 + numbers.below(4), 1 + numbers.below(11));
        let certainty = numbers.pick(&["very_low", "low", "moderate", "high"]);
        EvidenceRow {
            case: format!("cs-{body}-{row}"),
            result: EvidenceResult::from(result),
            supervised,
            successes,
            trials,
            severe,
            organisation,
            date: PartialDate::parse(&format!("{year}-{month:02}")),
            certainty: Some(Certainty::from(certainty)),
            disputed: numbers.below(8) == 0,
            denominator_known: numbers.below(4) > 0,
            agent: None,
            model: None,
            origin: None,
            withdrawn: false,
        }
    });
    (half_life, rows.collect())
}

fn group(stratum: Option<Stratum>) -> String {
    stratum.map_or_else(
        || "-".to_owned(),
        |s| {
            format!(
                "{:.3} {:.1} {:.3} {:.3} {} {} {}",
                s.p, s.n_eff, s.lo, s.hi, s.organisations, s.entries, s.not_full_success
            )
        },
    )
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn line(verdict: &Verdict) -> String {
    // The reference names no number of failures for a plain yes.
    let fail_safe = verdict.fail_safe_n.filter(|_| verdict.verdict != VerdictWord::Can);
    let flags: Vec<String> = verdict.flags.iter().map(word::<Flag>).collect();
    [
        word(&verdict.verdict),
        word(&verdict.certainty),
        group(verdict.supervised),
        group(verdict.unsupervised),
        group(verdict.all),
        fail_safe.map_or_else(|| "-".to_owned(), |n| n.to_string()),
        flags.join(" "),
        format!("{:.1}", verdict.newest_evidence_months.unwrap()),
    ]
    .join("|")
}

#[test]
fn agrees_with_the_reference_on_a_thousand_bodies_of_evidence() {
    let expected: Vec<&str> =
        include_str!("reference.txt").lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(expected.len(), BODIES);
    let as_of = date(2026, 11, 23);
    let mut differing = Vec::new();
    for ((half_life, rows), expected) in bodies().iter().zip(&expected) {
        let got = line(&verdict(rows, *half_life, as_of));
        if got != *expected {
            differing.push(format!("{got}\n{expected}"));
        }
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n\n"));
}

#[test]
fn the_vectors_hold_every_word_and_flag() {
    let text = include_str!("reference.txt");
    for word in
        ["\ncan|", "\ncan_with_supervision|", "\ncannot|", "\ncontested|", "\ninsufficient_"]
    {
        assert!(text.contains(word), "{word} occurs");
    }
    for flag in ["reported_only_successes", "reported_only_failures", "stale", "imprecision"] {
        assert!(text.contains(flag), "{flag} occurs");
    }
}

#[test]
fn a_selection_is_a_shorter_list_of_rows() {
    let (half_life, mut rows) = bodies().into_iter().find(|(_, rows)| rows.len() > 8).unwrap();
    for (at, row) in rows.iter_mut().enumerate() {
        row.model = Some(if at % 2 == 0 { "Claude Opus 4" } else { "GPT-5" }.to_owned());
        row.agent = (at % 3 == 0).then(|| "Claude Code".to_owned());
    }
    let as_of = date(2026, 11, 23);
    let everything = select(&rows, &Selection::default(), as_of);
    assert!(everything.left_out.is_empty() && Selection::default().is_everything());
    let claude = Selection { model: Some(" CLAUDE ".to_owned()), ..Selection::default() };
    let chosen = select(&rows, &claude, as_of);
    assert_eq!(chosen.rows.len() + chosen.left_out.len(), rows.len());
    assert!(chosen.rows.iter().all(|row| row.model.as_deref() == Some("Claude Opus 4")));
    let young = Selection { last_months: Some(12.0), ..Selection::default() };
    let chosen = select(&rows, &young, as_of).rows;
    assert!(chosen.iter().all(|row| row.date.unwrap().age_in_months(as_of) <= 12.0));
    let newest = verdict(&chosen, half_life, as_of).newest_evidence_months;
    assert!(newest.is_none_or(|months| months <= 12.0));
    let agent = Selection { agent: Some("code".to_owned()), ..young };
    assert!(select(&rows, &agent, as_of).rows.len() <= chosen.len());
}

proptest! {
    /// Whatever is known already: one more failure, however weighty, raises no lower bound.
    #[test]
    fn a_failure_added_to_any_body_raises_no_lower_bound(
        body in 0..BODIES, certainty in 0..4_usize, supervised: bool, year in 2020..2027_i32, trials in 0..30_u32,
    ) {
        let (half_life, mut rows) = bodies().swap_remove(body);
        let as_of = date(2026, 11, 23);
        let before = verdict(&rows, half_life, as_of);
        let mut failure = rows[0].clone();
        failure.result = EvidenceResult::Refutes;
        failure.successes = (trials > 0).then_some(0);
        failure.trials = (trials > 0).then_some(trials);
        failure.supervised = supervised;
        failure.organisation = Some("another".to_owned());
        failure.date = PartialDate::parse(&year.to_string());
        failure.certainty = Some(["very_low", "low", "moderate", "high"].map(Certainty::from)[certainty].clone());
        rows.push(failure);
        let after = verdict(&rows, half_life, as_of);
        for (before, after) in [
            (before.supervised, after.supervised),
            (before.unsupervised, after.unsupervised),
            (before.all, after.all),
        ] {
            let (low, lower) = (before.map_or(0.0, |s| s.lo), after.map_or(0.0, |s| s.lo));
            prop_assert!(lower <= low + 1e-12, "{low} became {lower}");
        }
    }
}
