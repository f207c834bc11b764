//! Methods that measure from the best and the worst of the group.

pub mod mairca;
pub mod moora_reference_point;
pub mod topsis;
pub mod vikor;
