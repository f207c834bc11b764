//! Methods that add or multiply a value per criterion.

pub mod full_multiplicative;
pub mod moora_ratio;
pub mod multimoora;
mod product;
pub mod waspas;
pub mod weighted_product;
pub mod weighted_sum;
