//! A path that somebody names, to be looked at.

/// A path that somebody names, to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPath {
    /// Of which choice: an index into [`super::PathwayModel::choices`].
    pub choice: usize,
    /// The number of the line where it ends, in the file that names it.
    pub line: usize,
    /// Where it stands.
    pub stands: GivenStands,
}

/// Where a path that is named stands, by positions in
/// [`PathChoice::alternatives`](super::PathChoice::alternatives); `None` is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenStands {
    /// Period by period.
    Periods(Vec<Option<usize>>),
    /// One after the other at whatever time; the first is where it starts.
    Order(Vec<Option<usize>>),
}
