//! Pictures of results, as SVG. Knows texts and figures only: `report` says what they are of, and
//! in whose language. Nothing is computed here but places on the sheet.
//!
//! A chart is a plain record of texts and figures, one file each, with a function `picture` that
//! draws it. Every picture states its finding as its title, labels things where they are, says
//! units and sample sizes below, and never rests on colours alone: what is told by a colour is also
//! told by a text, a place or a hatch. Texts that have no room are cut with an ellipsis and stand
//! in full in the mark's hint.

#[cfg(test)]
mod checks;
mod frame;
pub mod measure;
pub mod palette;
pub mod picture;
pub mod scale;
mod svg;

mod panels;

pub mod actors;
pub mod central_weights;
pub mod evidence;
pub mod limits_used;
pub mod pairwise;
pub mod parallel;
pub mod plane;
pub mod ternary;
pub mod timeline;
pub mod value_functions;

pub use frame::{Caption, EDGE, LABEL, NOTE, TITLE, WIDTH, framed, moved};
pub use picture::{Anchor, Colour, Fill, Mark, Picture, Shape};
pub use svg::{FONT, escaped};
