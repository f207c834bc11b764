//! Questions about a case: what is best under these weights, and why. A study asks methods and answers in tables.

mod evaluate;
mod evaluate_tables;
mod explain;
mod swings;

pub use evaluate::{Comparison, Evaluation, GroupResult, Run, Standing, Verdict, evaluate};
pub use evaluate_tables::MOST_ORDER_ROWS;
pub use explain::{Explanation, Line, explain};
pub use swings::{Swing, swings};
