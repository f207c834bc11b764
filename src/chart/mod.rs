//! Pictures of results, as SVG. Knows texts and figures only: `report` says what they are of, and
//! in whose language. Nothing is computed here but places on the sheet.
//!
//! A chart is a plain record of texts and figures, one file each, with a function `picture` that
//! draws it. Every picture states its finding as its title, labels things where they are, says
//! units and sample sizes below, and never rests on colours alone: what is told by a colour is also
//! told by a text, a place or a hatch. Texts that have no room are cut with an ellipsis and stand
//! in full in the mark's hint.

mod acceptability;
pub mod actors;
mod axis;
pub mod central_weights;
#[cfg(test)]
mod checks;
mod contributions;
pub mod evidence;
mod frame;
mod intervals;
pub mod limits_used;
mod matrix;
pub mod measure;
pub mod pairwise;
pub mod palette;
mod panels;
pub mod parallel;
pub mod picture;
pub mod plane;
mod ranking;
mod rows;
pub mod scale;
mod slope;
mod svg;
mod sweep;
pub mod ternary;
pub mod timeline;
mod tornado;
pub mod value_functions;

pub use acceptability::{Acceptability, AcceptabilityPanel, AcceptabilityRow, Segment};
pub use axis::{Axis, DecimalMark};
pub use contributions::{ContributionBar, ContributionPanel, Contributions, Part, Series};
pub use frame::{Caption, EDGE, LABEL, NOTE, TITLE, WIDTH, framed, moved};
pub use intervals::{IntervalPanel, IntervalRow, Intervals};
pub use matrix::{CellState, Matrix, MatrixCell, MatrixHead, MatrixRow};
pub use picture::{Anchor, Colour, Fill, Mark, Picture, Shape};
pub use ranking::{Ranking, RankingPanel, RankingRow, RowStanding};
pub use rows::Legend;
pub use slope::{Slope, SlopeLine, SlopePanel};
pub use svg::{FONT, escaped};
pub use sweep::{Sweep, SweepLine, SweepPanel, SweepSwitch};
pub use tornado::{Tornado, TornadoPanel, TornadoRow};
