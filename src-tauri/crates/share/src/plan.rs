//! What an exchange would do with one record, from the three texts that matter; pure.
//!
//! `base` is the text that both sides last agreed on, `mine` what is here, `theirs` what the library has.
//! Three rules decide everything else: absence is never a deletion, an edit beats a deletion, and nothing
//! that somebody wrote is put aside without another revision or a conflict that shows it.

/// What is here of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side<'a> {
    /// It never was here.
    Never,
    /// It lies in the trash.
    Trashed,
    /// It is here.
    Text(&'a str),
}

/// What a pull would do with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Nothing: both sides are as agreed.
    Unchanged,
    /// Both sides have the same text; it becomes the agreed one.
    Agree,
    /// Their text is taken.
    Take,
    /// Their text is taken; it withdraws the record.
    Withdraw,
    /// What is here stays; there is nothing new over there.
    Keep,
    /// Both changed: merged by field and section, or shown as a conflict where that fails.
    Merge,
    /// It withdraws a record that was edited here: a person decides.
    WithdrawEdited,
    /// The library has it no more. What is here stays; nothing is deleted.
    Missing,
    /// Gone on both sides; what was agreed is forgotten.
    Forget,
}

/// Decides about one record. `withdraws` says that their text withdraws it and the agreed one did not.
pub fn plan(base: Option<&str>, mine: Side<'_>, theirs: Option<&str>, withdraws: bool) -> Action {
    let take = if withdraws { Action::Withdraw } else { Action::Take };
    match (base, mine, theirs) {
        (None, _, None) => Action::Unchanged,
        (None, Side::Never | Side::Trashed, Some(_)) => take,
        (None, Side::Text(mine), Some(theirs)) => {
            if mine == theirs {
                Action::Agree
            } else {
                Action::Merge
            }
        }
        (Some(_), Side::Never | Side::Trashed, None) => Action::Forget,
        (Some(_), Side::Text(_), None) => Action::Missing,
        // Thrown away here and unchanged there: it stays thrown away. Never here: an older store came back.
        (Some(base), Side::Trashed, Some(theirs)) => {
            if base == theirs {
                Action::Keep
            } else {
                take
            }
        }
        (Some(_), Side::Never, Some(_)) => take,
        (Some(base), Side::Text(mine), Some(theirs)) => match (mine == base, theirs == base) {
            (true, true) => Action::Unchanged,
            (false, true) => Action::Keep,
            (true, false) => take,
            (false, false) if mine == theirs => Action::Agree,
            (false, false) if withdraws => Action::WithdrawEdited,
            (false, false) => Action::Merge,
        },
    }
}

/// How much a record loses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing to speak of.
    Fine,
    /// More than half of its text goes.
    Shrinks,
    /// It goes, or is withdrawn.
    Goes,
}

impl Weight {
    /// Weighs taking `theirs` over `mine`.
    pub fn of(mine: &str, theirs: &str) -> Self {
        if mine.len() >= 200 && theirs.len() * 2 < mine.len() { Self::Shrinks } else { Self::Fine }
    }
}

/// Stops an exchange that takes away too much at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Breaker {
    /// Records that were agreed on.
    pub agreed: usize,
    /// Records that would go, be withdrawn or shrink.
    pub losing: usize,
}

impl Breaker {
    /// Most records that may lose something in one exchange.
    pub const MOST: usize = 20;

    /// Counts one record.
    pub fn count(&mut self, agreed: bool, weight: Weight) {
        self.agreed += usize::from(agreed);
        self.losing += usize::from(weight != Weight::Fine);
    }

    /// Whether a person has to look first: more than 20 records, or more than a tenth of all.
    pub fn trips(&self) -> bool {
        self.losing > Self::MOST || self.losing * 10 > self.agreed.max(self.losing)
    }
}
