//! Where weights come from: the spread of the data, or what people say.
//!
//! A weighting works on the items of one set of siblings, as numbers 0 .. n - 1, and knows neither
//! files nor names. There are two families, a file and a sheet each:
//!
//! - [`data`]: from the figures of a group's eligible alternatives. Such weights measure how much
//!   the data differ, not what anybody values.
//! - [`judgement`]: from statements of people. They give the weights, how well these fit the
//!   statements, and the set of all weights that the statements leave open.
//!
//! [`Centre`] is what stands for a set of weights where one vector is needed.

mod centre;
pub mod data;
pub mod judgement;
mod sheet;

pub use centre::{Centre, room};
pub use sheet::{Evidence, WeightingSheet};
