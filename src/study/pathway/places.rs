//! Why a path can or cannot stand in an alternative in a period, as far as the alternative goes.

/// Whether a path can stand in an alternative in a period, as far as the alternative goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceState {
    /// It can.
    Open,
    /// Requirements of that period's problem exclude it: indices into
    /// [`Problem::requirements`](crate::problem::Problem::requirements).
    Excluded(Vec<usize>),
    /// It needs facts that do not hold yet: indices into
    /// [`PathwayModel::readiness`](crate::problem::PathwayModel::readiness).
    NotReady(Vec<usize>),
    /// It has no score: too little is known of it.
    NoScore,
}
