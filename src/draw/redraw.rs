//! Scores of a method whose values depend on the whole column of figures: in each draw the figures
//! are set and the method is prepared anew. Slow beside the additive path, and right for any
//! method.

use crate::draw::distribution::distribution;
use crate::error::Said;
use crate::evaluate::evaluation::Evaluation;
use crate::kernel::{Distribution, Scorer, rng};
use crate::method::Method;
use crate::problem::{Group, Problem, Spread};
use std::sync::{Arc, Mutex};

/// The scorer of one group.
pub(crate) struct Redraw {
    problem: Problem,
    group: Group,
    method: Method,
    rows: Vec<usize>,
    /// The inputs that are drawn.
    inputs: Vec<(usize, Distribution)>,
    seed: u64,
    fault: Arc<UndefinedDraw>,
}

/// The earliest draw in which a method was not defined, and why.
#[derive(Debug, Default)]
pub(crate) struct UndefinedDraw(Mutex<Option<(u64, Said)>>);

impl UndefinedDraw {
    fn tell(&self, draw: u64, why: Said) {
        let Ok(mut known) = self.0.lock() else { return };
        // The earliest, so that threads do not show.
        if known.as_ref().is_none_or(|(earlier, _)| draw < *earlier) {
            *known = Some((draw, why));
        }
    }

    /// Whether the method was defined in all draws so far.
    pub(crate) fn is_none(&self) -> bool {
        self.0.lock().is_ok_and(|known| known.is_none())
    }

    pub(crate) fn take(&self) -> Option<(u64, Said)> {
        self.0.lock().ok().and_then(|mut known| known.take())
    }
}

impl Redraw {
    /// The rows of a group whose inputs are drawn.
    pub(crate) fn new(
        problem: &Problem,
        evaluation: &Evaluation,
        group: usize,
        rows: Vec<usize>,
        seed: u64,
        fault: Arc<UndefinedDraw>,
    ) -> Redraw {
        let members = &problem.groups[group].members;
        let mut used: Vec<usize> = members
            .iter()
            .flat_map(|member| problem.cells_of(*member))
            .flat_map(|cell| cell.inputs())
            .filter(|input| !problem.inputs[*input].spread.is_crisp())
            .collect();
        used.sort_unstable();
        used.dedup();
        Redraw {
            group: problem.groups[group].clone(),
            method: evaluation.method.clone(),
            rows,
            inputs: used.into_iter().map(|input| (input, distribution(problem, input))).collect(),
            problem: problem.clone(),
            seed,
            fault,
        }
    }

    fn set(&self, drawn: &mut Problem, figures: &mut [f64], draw: u64) {
        for (input, distribution) in &self.inputs {
            let u = rng::uniform(rng::value(self.seed, draw, rng::INPUTS + *input as u64, 0));
            figures[*input] = distribution.quantile(u);
        }
        let leaves = drawn.tree.leaves.len();
        for member in &self.group.members {
            for cell in &mut drawn.cells[member * leaves..(member + 1) * leaves] {
                let shift = |shift: &crate::problem::Shift| match self.problem.inputs[shift.input]
                    .spread
                    .is_crisp()
                {
                    true => shift.nominal,
                    false => shift.curve.at(figures[shift.input]),
                };
                let figure = figures[cell.input] + cell.shifts.iter().map(shift).sum::<f64>();
                cell.spread = Spread::crisp(figure).cut(cell.limits.0, cell.limits.1);
            }
        }
    }
}

impl Scorer for Redraw {
    fn alternatives(&self) -> usize {
        self.rows.len()
    }

    /// At nominal figures.
    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.score_with(&self.problem, weights, block, 0, scores);
    }

    fn score_draws(&self, first: u64, weights: &[f64], block: usize, scores: &mut [f64]) {
        let mut drawn = self.problem.clone();
        let mut figures: Vec<f64> =
            self.problem.inputs.iter().map(|input| input.spread.nominal).collect();
        let mut one = vec![0.0; weights.len() / block.max(1)];
        let mut own = vec![0.0; self.rows.len()];
        for d in 0..block {
            self.set(&mut drawn, &mut figures, first + d as u64);
            one.iter_mut().enumerate().for_each(|(j, weight)| *weight = weights[j * block + d]);
            self.score_with(&drawn, &one, 1, first + d as u64, &mut own);
            own.iter().enumerate().for_each(|(i, score)| scores[i * block + d] = *score);
        }
    }
}

impl Redraw {
    fn score_with(
        &self,
        problem: &Problem,
        weights: &[f64],
        block: usize,
        draw: u64,
        scores: &mut [f64],
    ) {
        scores.fill(0.0);
        match self.method.prepare(problem, &self.group) {
            Ok(prepared) => {
                let Some(scorer) = prepared.scorer else { return };
                let mut all = vec![0.0; prepared.members.len() * block];
                scorer.score(weights, block, &mut all);
                for (row, scores) in self.rows.iter().zip(scores.chunks_exact_mut(block)) {
                    scores.copy_from_slice(&all[row * block..][..block]);
                }
            }
            Err(error) => self.fault.tell(draw, error.said()),
        }
    }
}
