//! What couples the paths of all choices: rows over where each of them stands in each period.
//!
//! A limit is a row for each of its periods, over where paths stand in that period. A shared capacity
//! is a row for each period t: what is needed in t, less what was built before t, is at most what
//! there was at the start. Limits that are kept with a probability are looked at draw by draw once
//! paths are chosen.

use super::evaluation::PathwayEvaluation;
use super::found::FoundPath;
use super::worth::PathWorth;
use crate::binary_program::ProgramRow;
use crate::problem::Problem;
use crate::study::portfolio::{Chance, Options, chances, limit_rows};

/// What something takes of rows: each with how much.
type Takes = Vec<(usize, f64)>;

/// What couples the paths of all choices.
#[derive(Debug)]
pub(super) struct Coupling {
    /// By row: what the sum is at most.
    pub at_most: Vec<f64>,
    /// By choice, period and option (none, then the positions): rows and their coefficients.
    takes: Vec<Vec<Vec<Takes>>>,
    /// Bounds that are kept with a probability, with their periods.
    pub chances: Vec<(usize, Chance)>,
}

impl Coupling {
    /// What couples the paths; `None` if nothing does. Draws and seed are those of limits that are
    /// kept with a probability.
    pub fn new(evaluation: &PathwayEvaluation, draws: u64, seed: u64) -> Option<Coupling> {
        let model = evaluation.model;
        let limits = || model.limits.iter().filter(|of| of.limit.is_applied() && of.limit.enforced);
        let shared = || model.capacities.iter().filter(|of| of.active && of.shared);
        if limits().all(|limit| limit.periods.is_empty()) && shared().next().is_none() {
            return None;
        }
        let periods = evaluation.periods();
        let of_choice = |alternatives: usize| vec![vec![Vec::new(); alternatives + 1]; periods];
        let takes = model.choices.iter().map(|choice| of_choice(choice.alternatives.len()));
        let mut out = Coupling { at_most: Vec::new(), takes: takes.collect(), chances: Vec::new() };
        let options = options(model.problem(0), model);
        for (at, limit) in model.limits.iter().enumerate() {
            if !(limit.limit.is_applied() && limit.limit.enforced) {
                continue;
            }
            let rows = limit_rows(at, &limit.limit, &options);
            let kept = chances(model.problem(0), at, &limit.limit, &options, draws, seed);
            for period in &limit.periods {
                rows.iter().for_each(|row| out.add(*period, &row.row));
                for chance in &kept {
                    chance.start().iter().for_each(|row| out.add(*period, row));
                    out.chances.push((*period, chance.clone()));
                }
            }
        }
        for capacity in shared() {
            for period in 0..periods {
                let row = out.at_most.len();
                out.at_most.push(capacity.start);
                for (choice, of) in model.choices.iter().enumerate() {
                    for (position, alternative) in of.alternatives.iter().enumerate() {
                        for before in 0..period {
                            out.take(
                                row,
                                (choice, before, position + 1),
                                -capacity.builds[*alternative],
                            );
                        }
                        out.take(row, (choice, period, position + 1), capacity.needs[*alternative]);
                    }
                }
            }
        }
        Some(out)
    }

    /// Adds a row over what is chosen in a period.
    pub fn add(&mut self, period: usize, row: &ProgramRow) {
        let at = self.at_most.len();
        self.at_most.push(row.at_most);
        for (choice, option, coefficient) in &row.terms {
            self.take(at, (*choice, period, *option), *coefficient);
        }
    }

    fn take(&mut self, row: usize, (choice, period, option): (usize, usize, usize), by: f64) {
        if by != 0.0 {
            self.takes[choice][period][option].push((row, by));
        }
    }

    /// By row: what a path of a choice takes.
    pub fn taken(&self, choice: usize, path: &FoundPath) -> Vec<f64> {
        let mut out = vec![0.0; self.at_most.len()];
        for (takes, position) in self.takes[choice].iter().zip(&path.positions) {
            for (row, by) in &takes[option_of(*position)] {
                out[*row] += by;
            }
        }
        out
    }

    /// What a path of a choice earns once it has paid for what it takes, at a price for each row.
    pub fn net(&self, choice: usize, worth: &PathWorth, prices: &[f64]) -> PathWorth {
        let mut out = worth.clone();
        for (period, options) in self.takes[choice].iter().enumerate() {
            for (option, takes) in options.iter().enumerate() {
                // Rows that were added later have no price.
                let price = |row: usize| prices.get(row).copied().unwrap_or(0.0);
                let paid: f64 = takes.iter().map(|(row, by)| price(*row) * by).sum();
                match option.checked_sub(1) {
                    None => out.none[period] -= paid,
                    Some(position) => out.positions[period][position] -= paid,
                }
            }
        }
        out
    }

    /// By row: the largest coefficient; 1 where there is none.
    pub fn sizes(&self) -> Vec<f64> {
        let mut out = vec![0.0_f64; self.at_most.len()];
        for (row, by) in self.takes.iter().flatten().flatten().flatten() {
            out[*row] = out[*row].max(by.abs());
        }
        out.into_iter().map(|size| if size > 0.0 { size } else { 1.0 }).collect()
    }

    /// Rows that rule out these paths where they do not keep bounds with their probability, each with
    /// its period.
    pub fn cuts(&self, paths: &[&FoundPath]) -> Vec<(usize, ProgramRow)> {
        let mut out = Vec::new();
        for (period, chance) in &self.chances {
            let options = chosen_in(*period, paths);
            if !chance.is_kept(&options) {
                out.push((*period, chance.cut(&options)));
            }
        }
        out
    }
}

/// What can be chosen in a period: none, and all positions of each choice.
pub(super) fn options(problem: &Problem, model: &crate::problem::PathwayModel) -> Options {
    let choices = model.choices.iter().map(|choice| &choice.alternatives[..]);
    Options::of_all(problem.alternatives().len(), choices)
}

/// What paths choose in a period, as options.
pub(super) fn chosen_in(period: usize, paths: &[&FoundPath]) -> Vec<usize> {
    paths.iter().map(|path| option_of(path.positions[period])).collect()
}

fn option_of(position: Option<usize>) -> usize {
    position.map_or(0, |position| position + 1)
}
