//! Where a pair changes order along a path.

/// A pair changes order at this weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Switch {
    /// The swept weight.
    pub weight: f64,
    /// Who is ahead just below it: an index into [`RankedGroup::places`](crate::evaluate::ranked_group::RankedGroup::places).
    pub below: usize,
    /// Who is ahead just above it.
    pub above: usize,
    /// Whether first place passes from `below` to `above` here.
    pub first: bool,
}
