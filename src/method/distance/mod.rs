//! Methods that measure from the best and the worst of the group.

pub mod topsis;
pub mod vikor;
