//! What deciding later costs: the value of the best path that stays where it starts until a period,
//! and is free from then on.

use super::evaluation::ChoicePaths;

/// What deciding later costs a choice, looked at by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// By period: the value of the best path that makes no move before it; last that of the path
    /// that never moves. `None`: a path cannot stay so long where it starts.
    pub values: Vec<Option<f64>>,
}

impl Waiting {
    /// What deciding later costs a choice.
    pub fn new(choice: &ChoicePaths) -> Waiting {
        let (graph, worth) = (&choice.graph, &choice.worth);
        let value = |period: usize| graph.best_value_moving_from(worth, period);
        Waiting { values: (0..=graph.periods()).map(value).collect() }
    }

    /// What is lost if no move is made before a period; `None`: it cannot wait so long.
    pub fn loss(&self, period: usize) -> Option<f64> {
        Some((self.values[0]? - self.values[period]?).max(0.0))
    }
}
