//! The definition sheet of a weighting.

use crate::error::Phrase;
use crate::method::Parameter;
use crate::value::ScaleNeeded;

/// What a weighting is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// The figures of a group; they must carry this scale.
    Data(ScaleNeeded),
    /// What people say. The text shows the form of a statement.
    Judgements(Phrase),
}

/// The definition sheet of a weighting: what `list weightings NAME` prints.
#[derive(Debug, Clone, Copy)]
pub struct WeightingSheet {
    /// Its name.
    pub name: &'static str,
    /// What it does, with the formula in plain text.
    pub idea: Phrase,
    /// When it is the right tool.
    pub use_when: Phrase,
    /// When it is not.
    pub avoid_when: Phrase,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// What it is made from.
    pub evidence: Evidence,
    /// What it does with constant columns, ties, zeros and other degenerate input.
    pub degenerate: Phrase,
    /// Where it is defined.
    pub reference: &'static str,
    /// Where packages are known to give other numbers, and why.
    pub disagreements: Phrase,
}
