//! Methods that add or multiply a value per criterion.

pub mod aggregate;
pub mod ahp;
pub mod aras;
pub mod cocoso;
pub mod copras;
pub mod full_multiplicative;
pub mod hierarchical;
pub mod lmaw;
pub mod marcos;
pub mod moora_ratio;
pub mod multimoora;
pub mod ocra;
mod product;
pub mod rafsi;
pub mod ram;
pub mod rule_tree;
pub mod waspas;
pub mod weighted_product;
pub mod weighted_sum;
