//! Pictures of results, as SVG. Knows texts and figures only: `report` says what they are of, and
//! in whose language. Nothing is computed here but places on the sheet.
//!
//! A chart is a plain record of texts and figures, one file each, with a function `picture` that
//! draws it. Every picture states its finding as its title, labels things where they are, says
//! units and sample sizes below, and never rests on colours alone: what is told by a colour is also
//! told by a text, a place or a hatch. Texts that have no room are cut with an ellipsis and stand
//! in full in the mark's hint.
//!
//! Everything is named at the root of this module, except colours, which are in [`palette`].

mod acceptability;
mod actors;
mod axis;
mod central_weights;
#[cfg(test)]
mod checks;
mod contributions;
mod evidence;
mod frame;
mod intervals;
mod limits_used;
mod matrix;
mod measure;
mod pairwise;
pub mod palette;
mod panels;
mod parallel;
mod picture;
mod plane;
mod ranking;
mod rows;
mod scale;
mod slope;
mod svg;
mod sweep;
mod ternary;
mod timeline;
mod tornado;
mod value_functions;

pub use acceptability::{Acceptability, AcceptabilityPanel, AcceptabilityRow, Segment};
pub use actors::{Accepts, Actors, ActorsCell, ActorsGroup, ActorsRow};
pub use axis::{Axis, DecimalMark};
pub use central_weights::{CentralWeight, CentralWeights, CentralWeightsGroup, CentralWeightsRow};
pub use contributions::{ContributionBar, ContributionPanel, Contributions, Part, Series};
pub use evidence::{Evidence, EvidenceGroup, EvidenceKind, EvidenceRow};
pub use frame::Caption;
pub use intervals::{IntervalPanel, IntervalRow, Intervals};
pub use limits_used::{LimitsUsed, LimitsUsedRow};
pub use matrix::{CellState, Matrix, MatrixCell, MatrixHead, MatrixRow};
pub use pairwise::{Pairwise, PairwiseCell, PairwiseGroup, PairwiseIs};
pub use parallel::{Parallel, ParallelGroup, ParallelLine};
pub use picture::{Anchor, Colour, Fill, Mark, Picture, Shape};
pub use plane::{Plane, PlaneGroup, PlanePoint};
pub use ranking::{Ranking, RankingPanel, RankingRow, RowStanding};
pub use rows::Legend;
pub use slope::{Slope, SlopeLine, SlopePanel};
pub use svg::escaped;
pub use sweep::{Sweep, SweepLine, SweepPanel, SweepSwitch};
pub use ternary::{Ternary, TernaryGroup, TernaryRegion};
pub use timeline::{Stretch, Timeline, TimelineRow};
pub use tornado::{Tornado, TornadoPanel, TornadoRow};
pub use value_functions::{ValueFunction, ValueFunctions};
