//! What is chosen at once: one alternative, or none, of each of several choices, within limits.

mod amount;
mod builder;
mod check;
mod limit;
mod model;
mod rule;

pub use amount::Amount;
pub use limit::{Bound, Limit, LimitPart, Measure};
pub use model::{Choice, NoneValue, PortfolioModel, Worth};
pub use rule::{PortfolioRule, RuleSays};
