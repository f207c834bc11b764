//! One method on all groups: scores, ranks and exact bounds, tables of them, and why they are so.

pub(crate) mod assignment;
pub(crate) mod dependence;
pub(crate) mod evaluation;
pub(crate) mod evaluations;
pub(crate) mod explain;
pub(crate) mod keys;
pub(crate) mod lead;
mod own_tables;
pub(crate) mod path;
pub(crate) mod ranked_group;
pub(crate) mod size;
pub(crate) mod swings;
pub(crate) mod tables;
pub(crate) mod trade_off;
