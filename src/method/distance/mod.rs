//! Methods that measure from the best and the worst of the group.

pub mod codas;
pub mod edas;
pub mod ervd;
pub mod gra;
mod ideals;
pub mod mabac;
pub mod mairca;
pub mod moora_reference_point;
pub mod probid;
pub mod rim;
pub mod spotis;
pub mod sprobid;
pub mod topsis;
pub mod vikor;
