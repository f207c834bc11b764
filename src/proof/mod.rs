//! What linear programs show: admissible weights, leads, least and most, joint ranks, challengers,
//! certificates.

pub(crate) mod alone;
pub(crate) mod cell;
pub(crate) mod cells;
pub(crate) mod certificate;
pub(crate) mod challenger;
pub(crate) mod contradiction;
pub(crate) mod joint;
pub(crate) mod lead;
pub(crate) mod least;
pub(crate) mod model;
pub(crate) mod most;
pub(crate) mod ranks;
pub(crate) mod search;
pub(crate) mod steps;
