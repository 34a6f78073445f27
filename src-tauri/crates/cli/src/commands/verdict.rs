//! `verdict`: what a body of evidence says about a claim, with every number.

use fieldbook_record::verdict::{Flag, Stratum, Verdict, VerdictWord};
use fieldbook_record::vocabulary::Certainty;
use serde::Serialize;

use crate::args::{Global, Id};
use crate::brief;
use crate::failure::{Failure, Status};
use crate::output::Output;
use crate::session;

/// A verdict with the digits that people compare: three for shares, one for trials and months.
#[derive(Debug, Serialize)]
pub(super) struct Rounded {
    verdict: VerdictWord,
    certainty: Certainty,
    supervised: Option<RoundedStratum>,
    unsupervised: Option<RoundedStratum>,
    all: Option<RoundedStratum>,
    fail_safe_n: Option<u32>,
    flags: Vec<Flag>,
    newest_evidence_months: Option<f64>,
}

#[derive(Debug, Serialize)]
struct RoundedStratum {
    p: f64,
    n_eff: f64,
    lo: f64,
    hi: f64,
    organisations: u32,
    entries: u32,
    not_full_success: u32,
}

pub(super) fn run(global: &Global, asked: &Id, output: &mut Output) -> Result<Status, Failure> {
    let library = session::open(global)?;
    let view = library.record(&asked.id)?;
    let Some(verdict) = &view.verdict else {
        let kind = view.kind.as_str().replace('-', " ");
        return Err(Failure::usage(
            "not-a-finding",
            format!("{} is a {kind}; only findings have a verdict", view.id),
        )
        .arg("id", &view.id)
        .hint(format!("`fieldbook show {} --brief` shows what its evidence says", view.id)));
    };
    if output.is_json() {
        output.document(&Rounded::from(verdict))?;
    } else {
        brief::verdict(&view, verdict, output)?;
    }
    Ok(Status::Done)
}

impl From<&Verdict> for Rounded {
    fn from(verdict: &Verdict) -> Self {
        let stratum = |stratum: &Stratum| RoundedStratum {
            p: to_digits(stratum.p, 3),
            n_eff: to_digits(stratum.n_eff, 1),
            lo: to_digits(stratum.lo, 3),
            hi: to_digits(stratum.hi, 3),
            organisations: stratum.organisations,
            entries: stratum.entries,
            not_full_success: stratum.not_full_success,
        };
        Self {
            verdict: verdict.verdict,
            certainty: verdict.certainty.clone(),
            supervised: verdict.supervised.as_ref().map(stratum),
            unsupervised: verdict.unsupervised.as_ref().map(stratum),
            all: verdict.all.as_ref().map(stratum),
            fail_safe_n: verdict.fail_safe_n,
            flags: verdict.flags.clone(),
            newest_evidence_months: verdict
                .newest_evidence_months
                .map(|months| to_digits(months, 1)),
        }
    }
}

fn to_digits(number: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (number * scale).round() / scale
}
