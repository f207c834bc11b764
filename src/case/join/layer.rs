//! For whom, or for when, a row of a table holds.

/// Rows that hold for one actor or for one period. Their figures stand in the place of those that
/// hold for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// What an actor says, by its place in the criteria file.
    Actor(usize),
    /// What holds in a period, by its place among the periods of the pathway.
    Period(usize),
}

/// What a row holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowHolds {
    /// For all: everybody starts from it, in every period.
    ForAll,
    /// For one actor or period.
    For(Layer),
    /// For something that is not known. The case is refused, and nothing else should be said of the
    /// row.
    Unknown,
}
