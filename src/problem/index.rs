//! What an index points into, where two kinds of them meet.

/// The place of an alternative in its group: an index into [`Group::members`](super::Group::members).
///
/// Results of a group are in the same order. It is not the alternative itself, which is an index
/// into [`Problem::alternatives`](super::Problem::alternatives), and not the position among those of
/// a group that a study looks at (as in [`RankedGroup`](crate::study::RankedGroup)), or the row of a
/// matrix.
///
/// ```
/// use afweging::problem::{Direction, PlaceInGroup, Problem};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .alternative("A", [100.0])
///     .alternative("B", [120.0])
///     .build()?;
/// let second = problem.groups()[0].member(PlaceInGroup::new(1));
/// assert_eq!(problem.full_name(second), "B");
/// # Ok::<(), afweging::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceInGroup(usize);

impl PlaceInGroup {
    /// The place after so many others in key order: 0 is the first of the group.
    pub const fn new(index: usize) -> PlaceInGroup {
        PlaceInGroup(index)
    }

    /// How many of the group come before it.
    pub const fn index(self) -> usize {
        self.0
    }
}
