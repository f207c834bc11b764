//! A group in a study that draws.

use crate::problem::PlaceInGroup;
use std::ops::Range;

/// A group in a study that draws.
pub(crate) struct SampledGroup {
    /// The group: an index into [`Problem::groups`].
    pub(crate) group: usize,
    /// Its eligible alternatives, as places in the group.
    pub(crate) places: Vec<PlaceInGroup>,
    /// Its ranked rows, if it has no sets (or sets are drawn).
    pub(crate) ranked: Option<Range<usize>>,
    /// Whether any of its inputs is a set.
    pub(crate) has_sets: bool,
    /// Whether any input is drawn.
    pub(crate) has_draws: bool,
}
