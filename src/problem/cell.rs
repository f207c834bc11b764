//! What an alternative gets on a criterion.

use super::quantity::Spread;
use super::record::Kind;
use super::shift::Shift;

/// What an alternative gets on a criterion: its input, shifted, then cut to `limits`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The input: an index into [`super::Problem::inputs`].
    pub input: usize,
    /// The shifts, which add up.
    pub shifts: Vec<Shift>,
    /// What the shifted figure is cut to: the adjustments' limits and the scale.
    pub limits: (f64, f64),
    /// The performance after all that.
    pub spread: Spread,
    /// Whether anything is known.
    pub known: bool,
    /// Where it comes from: `assumed` if it was shifted; `None` if the table gives none or nothing
    /// is known.
    pub kind: Option<Kind>,
}

impl Cell {
    /// The inputs that it follows: its own, and those of the attributes that shift it.
    pub fn inputs(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.input).chain(self.shifts.iter().map(|shift| shift.input))
    }
}
