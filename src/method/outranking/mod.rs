//! Methods that compare pairs of alternatives.

pub(crate) mod plane;
pub(crate) mod preference;
pub(crate) mod promethee;
pub mod promethee_i;
pub mod promethee_ii;
pub(crate) mod promethee_sums;
pub mod todim;
