//! Methods that add or multiply a value per criterion.

pub mod aggregate;
pub mod ahp;
pub mod aras;
pub mod choquet;
pub mod cocoso;
pub mod copras;
pub mod full_multiplicative;
pub mod hierarchical;
mod hierarchy;
pub mod lmaw;
pub mod marcos;
pub mod moora_ratio;
pub mod multimoora;
pub mod ocra;
mod over_all;
pub mod owa;
pub mod power_mean;
mod product;
pub mod rafsi;
pub mod ram;
pub mod rule_tree;
pub mod waspas;
pub mod weighted_product;
pub mod weighted_sum;
