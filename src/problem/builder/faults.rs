//! What is wrong with what a builder was told, all of it.

use crate::error::{Error, Fault, Phrase, Result, Said};

/// How faults name the problem as a whole.
pub(super) const THE_PROBLEM: Phrase = Phrase("the problem", "het probleem");

/// Of an id that is no name.
pub(super) const BAD_ID: Phrase = Phrase(
    "an id is not empty, and has no space at either end",
    "een id is niet leeg, en begint of eindigt niet met een spatie",
);

/// Of an id that is there before.
pub(super) const SECOND_ID: Phrase = Phrase(
    "there are two of this id: give each its own",
    "er zijn er twee met deze id: geef elk een eigen id",
);

/// Collects faults, in the order in which they are found.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, at: impl Into<Said>, reason: impl Into<Said>) {
        self.0.push(Fault { at: at.into(), reason: reason.into() });
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The error that holds them, if there are any; then none are left.
    pub(super) fn raise(&mut self) -> Result<()> {
        match std::mem::take(&mut self.0) {
            faults if faults.is_empty() => Ok(()),
            faults => Err(Error::Problem(faults)),
        }
    }
}
