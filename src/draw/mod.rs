//! Weights and inputs drawn, the kernel run over them, and estimates with their errors.

pub(crate) mod counts;
pub(crate) mod distribution;
pub(crate) mod limits;
pub(crate) mod plan;
pub(crate) mod redraw;
pub(crate) mod rows;
pub(crate) mod run;
pub(crate) mod sampled_group;
pub(crate) mod share;
pub(crate) mod size;
pub(crate) mod weight_rows;
