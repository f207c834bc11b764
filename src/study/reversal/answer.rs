//! What a reversal study found.

use crate::study::reversal::order::ScoreOrder;

/// A test of rank reversal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReversalTest {
    /// One alternative is taken out.
    Drop,
    /// A copy of one more.
    Clone,
    /// A loser made worse.
    Worsen,
    /// Two alternatives stand alone.
    Pairs,
}

impl ReversalTest {
    /// Every test there is.
    pub const ALL: [ReversalTest; 4] =
        [ReversalTest::Drop, ReversalTest::Clone, ReversalTest::Worsen, ReversalTest::Pairs];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            ReversalTest::Drop => "drop",
            ReversalTest::Clone => "clone",
            ReversalTest::Worsen => "worsen",
            ReversalTest::Pairs => "pairs",
        }
    }
}

/// Two alternatives whose order changed though nothing about them did, or one that rose by getting
/// worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reversed {
    /// The method, as an index into [`Ranked::evaluations`](crate::study::Ranked::evaluations).
    pub evaluation: usize,
    /// The group, as an index into the problem's.
    pub group: usize,
    /// The test in which the order changed.
    pub test: ReversalTest,
    /// The alternative dropped, cloned or made worse; `None` where a pair stood alone.
    pub changed: Option<usize>,
    /// The criterion on which it was made worse.
    pub leaf: Option<usize>,
    /// One of the two whose order changed.
    pub a: usize,
    /// The other; `None` for the clone of `a`.
    pub b: Option<usize>,
    /// How `a` stood to `b`.
    pub before: ScoreOrder,
    /// How it stands after the change.
    pub after: ScoreOrder,
}

/// Three alternatives whose orders two by two do not fit together: `a` is not behind `b`, `b` is
/// not behind `c`, and `a` is behind `c`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cycle {
    /// The method, as an index into [`Ranked::evaluations`](crate::study::Ranked::evaluations).
    pub evaluation: usize,
    /// The group, as an index into the problem's.
    pub group: usize,
    /// a, b and c.
    pub alternatives: [usize; 3],
}
