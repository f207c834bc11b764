//! Whose judgement a row of a table is.

/// Whose judgement a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Nobody is named: everybody starts from it.
    Everybody,
    /// An actor, by its place in the criteria file.
    Actor(usize),
    /// Somebody who is no actor. The case is refused, and nothing else should be said of the row.
    Unknown,
}
