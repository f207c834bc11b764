//! Methods that add or multiply a value per criterion.

pub mod aggregate;
pub mod hierarchical;
pub mod weighted_product;
pub mod weighted_sum;
