//! Weights that meet linear constraints: points drawn evenly from a polytope, and shares of the
//! simplex computed exactly.
//!
//! Numbers only. [`Polytope`] prepares a set of weights, [`Walk`] draws from it by hit-and-run,
//! [`Stored`] hands what was drawn to the loop of the kernel, and [`Mixing`] says how much the
//! points are worth. Where nothing need be drawn, [`half_space`] gives the share of the simplex on
//! one side of a plane for any number of weights, and [`polygon`] the rank acceptabilities for
//! three. [`centroid`] is the mean of all weights of a set, exact where the set has few corners.

pub mod centroid;
pub mod half_space;
pub mod pieces;
pub mod polygon;

pub(crate) mod mixing;
pub(crate) mod moves;
pub(crate) mod null_space;
pub(crate) mod prepare;
pub(crate) mod stored;
pub(crate) mod walk;

pub use crate::polytope::moves::CHAINS;
pub use mixing::{Estimate, Mixing};
pub use prepare::{Polytope, Row};
pub use stored::Stored;
pub use walk::Walk;
