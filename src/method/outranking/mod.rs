//! Methods that compare pairs of alternatives.

pub(crate) mod concordance;
pub mod distillation;
pub mod electre_i;
pub mod electre_ii;
pub mod electre_iii;
pub mod electre_is;
pub(crate) mod graph;
pub(crate) mod plane;
pub(crate) mod preference;
pub(crate) mod promethee;
pub mod promethee_i;
pub mod promethee_ii;
pub mod promethee_iii;
pub(crate) mod promethee_sums;
pub mod todim;
