//! What is wrong with what a builder was told, all of it.

use crate::error::{Error, Fault, Result, Said};

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
