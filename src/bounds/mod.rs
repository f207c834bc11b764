//! Exact bounds of additive scores, and of their differences, over inputs that cells share.

pub(crate) mod additive;
pub(crate) mod component;
pub(crate) mod input_cluster;
pub(crate) mod input_ranges;
pub(crate) mod interval;
pub(crate) mod least;
pub(crate) mod sharing;
pub(crate) mod term;
pub(crate) mod uncertain_cell;
