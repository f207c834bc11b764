//! The 0/1 program of a model, and what every question about it starts from.

use super::answer::{ChosenPortfolio, InForce};
use super::chance::chances;
use super::options::Options;
use super::request::PortfolioRequest;
use super::rows::{LimitSide, ModelRows, RowSource, limit_rows};
use super::task::Task;
use super::values::NominalValues;
use crate::binary_program::Chosen;
use crate::problem::{Bound, Limit, PortfolioModel, Problem, RuleSays};
use crate::tolerance::{SUM_ROUNDING, TIE};

/// A model with its 0/1 program at nominal figures.
pub(super) struct Base<'a> {
    pub problem: &'a Problem,
    pub model: &'a PortfolioModel,
    pub request: PortfolioRequest,
    /// Also options that a limit forbids because their figures are not known: a row says so, which
    /// goes with the limit.
    pub options: Options,
    /// All limits and rules that are in force.
    pub task: Task,
}

impl<'a> Base<'a> {
    pub fn new(
        problem: &'a Problem,
        model: &'a PortfolioModel,
        values: &NominalValues,
        request: &PortfolioRequest,
    ) -> Base<'a> {
        let options = Options::valued(problem, model, values);
        let rows = ModelRows::new(model, &options);
        // Every option has a value here.
        let known = |of: Vec<Option<f64>>| of.into_iter().map(Option::unwrap_or_default).collect();
        let task = Task {
            values: options.values(values).into_iter().map(known).collect(),
            bonuses: rows.program_bonuses(),
            rows: rows.rows,
            chances: Vec::new(),
            forced: None,
            most_nodes: request.most_nodes,
        };
        let mut out = Base { problem, model, request: *request, options, task };
        for (at, limit) in model.limits.iter().enumerate() {
            if in_force(limit) == InForce::Enforced {
                out.task.chances.extend(out.chances(at, limit));
            }
        }
        out
    }

    /// The bounds of a limit that are kept with a probability.
    pub fn chances(&self, at: usize, limit: &Limit) -> Vec<super::chance::Chance> {
        let (draws, seed) = (self.request.draws, self.request.seed);
        chances(self.problem, at, limit, &self.options, draws, seed)
    }

    /// A task with other bounds of one limit.
    pub fn with_limit(&self, task: &Task, at: usize, limit: &Limit) -> Task {
        let mut out = task.without(|source| is_of_limit(source, at));
        out.rows.extend(limit_rows(at, limit, &self.options));
        out.chances.extend(self.chances(at, limit));
        out
    }

    /// Bounds of limits and rules that are in force, in their order.
    pub fn sources(&self) -> Vec<RowSource> {
        let mut out = Vec::new();
        for (limit, of) in self.model.limits.iter().enumerate() {
            if in_force(of) != InForce::Enforced {
                continue;
            }
            for part in 0..of.parts.len() {
                let sides = LimitSide::ALL.into_iter().filter(|side| side.bound(of).is_some());
                out.extend(sides.map(|side| RowSource::Limit { limit, part, side }));
            }
        }
        for (at, rule) in self.model.rules.iter().enumerate() {
            let adds = matches!(rule.says, RuleSays::Together(..));
            if rule.active && rule.enforced && !adds {
                out.push(RowSource::Rule(at));
            }
        }
        out
    }

    /// What is chosen, of a set of options of a task (which may have more choices than the model).
    pub fn portfolio(&self, chosen: &Chosen) -> ChosenPortfolio {
        ChosenPortfolio {
            alternatives: self.options.alternatives(&chosen.options),
            value: chosen.value,
        }
    }

    /// The options of what is chosen.
    pub fn options_of(&self, chosen: &ChosenPortfolio) -> Vec<usize> {
        let option = |alternative: &Option<usize>| {
            alternative.and_then(|at| self.options.place(at)).map_or(0, |(_, option)| option)
        };
        chosen.alternatives.iter().map(option).collect()
    }

    /// Values up to this apart from that of a portfolio tie with it.
    pub fn tie(&self, chosen: &ChosenPortfolio) -> f64 {
        let of = self.options_of(chosen);
        let values = self.task.values.iter().zip(&of).map(|(values, option)| values[*option].abs());
        let bonuses = self.task.bonuses.iter().map(|bonus| bonus.value.abs());
        let size: f64 = values.chain(bonuses).sum();
        (TIE * chosen.value.abs()).max(SUM_ROUNDING * size)
    }
}

/// Whether a limit is in force.
pub(super) fn in_force(limit: &Limit) -> InForce {
    match (limit.active, limit.bound == Bound::default(), limit.enforced) {
        (false, _, _) => InForce::Off,
        (true, true, _) => InForce::NoBound,
        (true, false, false) => InForce::Flagged,
        (true, false, true) => InForce::Enforced,
    }
}

/// Whether a row comes from this limit.
pub(super) fn is_of_limit(source: RowSource, at: usize) -> bool {
    matches!(source, RowSource::Limit { limit, .. } if limit == at)
}
