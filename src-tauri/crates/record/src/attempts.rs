//! Attempts counted by how they ended: the denominator that success stories lack.

use serde::Serialize;

/// Attempts by outcome; each is in exactly one of the numbers below `total`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Attempts {
    /// All case studies.
    pub total: u32,
    /// Did what was hoped for.
    pub succeeded: u32,
    /// In part.
    pub mixed: u32,
    /// Did not.
    pub failed: u32,
    /// Given up before an end.
    pub abandoned: u32,
    /// Nobody can tell.
    pub inconclusive: u32,
    /// Nobody said how it ended: long overdue, not reported by the source, or not stated.
    pub unreported: u32,
    /// Running, not long overdue; no part of any rate.
    pub open: u32,
    /// There was nothing to succeed at; no part of any rate.
    pub not_applicable: u32,
}

impl Attempts {
    /// The numbers' names, in the order in which they are shown.
    pub const OUTCOMES: [&'static str; 8] = [
        "succeeded",
        "mixed",
        "failed",
        "abandoned",
        "inconclusive",
        "unreported",
        "open",
        "not_applicable",
    ];

    /// Lists the names of all numbers: `total`, then the outcomes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ["total"].into_iter().chain(Self::OUTCOMES)
    }

    /// Returns the number under which an outcome's word counts.
    ///
    /// A word that nobody knows tells no more than silence.
    pub fn slot(outcome: Option<&str>) -> &'static str {
        let known = Self::OUTCOMES.into_iter().find(|name| Some(*name) == outcome);
        known.unwrap_or("unreported")
    }

    /// Counts an attempt by its outcome's word as counted on a day (`unreported` when overdue).
    pub fn add(&mut self, outcome: Option<&str>) {
        self.add_several(outcome, 1);
    }

    /// Counts several attempts that ended alike.
    pub fn add_several(&mut self, outcome: Option<&str>, several: u32) {
        self.total += several;
        *match Self::slot(outcome) {
            "succeeded" => &mut self.succeeded,
            "mixed" => &mut self.mixed,
            "failed" => &mut self.failed,
            "abandoned" => &mut self.abandoned,
            "inconclusive" => &mut self.inconclusive,
            "open" => &mut self.open,
            "not_applicable" => &mut self.not_applicable,
            _ => &mut self.unreported,
        } += several;
    }

    /// Returns one of the numbers by its name.
    pub fn get(&self, name: &str) -> u32 {
        match name {
            "succeeded" => self.succeeded,
            "mixed" => self.mixed,
            "failed" => self.failed,
            "abandoned" => self.abandoned,
            "inconclusive" => self.inconclusive,
            "unreported" => self.unreported,
            "open" => self.open,
            "not_applicable" => self.not_applicable,
            _ => self.total,
        }
    }

    /// Returns the denominator of every rate: all registered attempts but those still running.
    pub fn registered(&self) -> u32 {
        self.total - self.open - self.not_applicable
    }

    /// Returns succeeded over registered; `None` without a registered attempt.
    pub fn success_rate(&self) -> Option<f64> {
        let registered = self.registered();
        (registered > 0).then(|| f64::from(self.succeeded) / f64::from(registered))
    }
}

/// Returns the score of an outcome as evidence about a task type; `None` is listed, not scored.
pub fn score_of(outcome: Option<&str>) -> Option<f64> {
    match outcome? {
        "succeeded" => Some(1.0),
        "mixed" => Some(0.5),
        "failed" | "abandoned" => Some(0.0),
        _ => None,
    }
}
