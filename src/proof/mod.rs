//! Bounds proved over all admissible weights and all inputs: at corners or vertices where possible,
//! else by linear programs. Leads and their least and most, ranks, challengers, certificates.

pub(crate) mod alone;
pub(crate) mod certificate;
pub(crate) mod challenger;
pub(crate) mod contradiction;
pub(crate) mod joint;
pub(crate) mod least;
pub(crate) mod model;
pub(crate) mod most;
pub(crate) mod ranks;
pub(crate) mod score_difference;
pub(crate) mod search;
pub(crate) mod simplex;
pub(crate) mod simplices;
pub(crate) mod steps;
