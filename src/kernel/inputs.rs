//! Additive values of inputs that are drawn too.

use super::curve::Curve;
use super::dispatch::{Level, Task};
use super::rng::{self, uniform};
use super::{Linear, Scorer};

/// How an input is spread.
pub enum Distribution {
    /// Uniform from `low` to `high`.
    Uniform {
        /// The least.
        low: f64,
        /// The greatest.
        high: f64,
    },
    /// Any other, by its quantile function: the value that a share u in (0, 1) lies below.
    Quantile(Box<dyn Fn(f64) -> f64 + Send + Sync>),
}

impl Distribution {
    /// The value that a share `u` lies below.
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Distribution::Uniform { low, high } => low + (high - low) * u,
            Distribution::Quantile(quantile) => quantile(u),
        }
    }
}

/// The value of an alternative on a criterion.
pub enum DrawnCell {
    /// The same in every draw.
    Crisp(f64),
    /// `value` of the input plus `offset` plus the sum of `shifts`, each a curve of another input.
    Drawn {
        /// Which input.
        input: usize,
        /// What is added to it.
        offset: f64,
        /// Other inputs and what they add.
        shifts: Vec<(usize, Curve)>,
        /// The value function.
        value: Curve,
    },
}

/// score(a) = sum over criteria of weight times the value of a cell, the values following from
/// inputs that each draw gives one value.
///
/// Input k has in draw d the quantile of the uniform number at stream `rng::INPUTS + k`, counter 0,
/// whatever cells use it.
pub struct Inputs {
    /// By alternative, then criterion.
    terms: Vec<Term>,
    criteria: usize,
    alternatives: usize,
    general: General,
    median: Linear,
}

/// A cell, as far as it can be worked out beforehand.
#[derive(Clone, Copy)]
enum Term {
    Constant(f64),
    /// `base + slope * u`, u the uniform number of an input.
    Straight {
        branch: u64,
        base: f64,
        slope: f64,
    },
    /// A cell of [`General`].
    General(usize),
}

/// Cells with bends, shifts or other distributions.
struct General {
    /// The inputs they use: distribution and generator branch.
    inputs: Vec<(Distribution, u64)>,
    cells: Vec<GeneralCell>,
}

struct GeneralCell {
    input: usize,
    offset: f64,
    shifts: Vec<(usize, Curve)>,
    value: Curve,
}

impl Inputs {
    /// `cells[j * alternatives + i]` is alternative i on criterion j. Inputs that no cell uses cost
    /// nothing.
    ///
    /// # Panics
    ///
    /// If a cell names an input that is not there.
    pub fn new(
        seed: u64,
        inputs: Vec<Distribution>,
        cells: Vec<DrawnCell>,
        alternatives: usize,
    ) -> Inputs {
        assert!(
            cells.len().is_multiple_of(alternatives.max(1)),
            "cells must be criteria x alternatives"
        );
        let criteria = cells.len() / alternatives.max(1);
        let branch = |input: usize| rng::branch(seed, rng::INPUTS + input as u64);
        let mut terms = vec![Term::Constant(0.0); cells.len()];
        let mut median = Vec::with_capacity(cells.len());
        let mut general = Vec::new();
        for (k, cell) in cells.into_iter().enumerate() {
            let term = &mut terms[k % alternatives * criteria + k / alternatives];
            let (input, offset, shifts, value) = match cell {
                DrawnCell::Crisp(value) => {
                    *term = Term::Constant(value);
                    median.push(value);
                    continue;
                }
                DrawnCell::Drawn { input, offset, shifts, value } => (input, offset, shifts, value),
            };
            let shift: f64 =
                shifts.iter().map(|(other, curve)| curve.at(inputs[*other].quantile(0.5))).sum();
            median.push(value.at(inputs[input].quantile(0.5) + offset + shift));
            *term = match inputs[input] {
                Distribution::Uniform { low, high }
                    if shifts.is_empty() && value.is_straight(low + offset, high + offset) =>
                {
                    let base = value.at(low + offset);
                    Term::Straight {
                        branch: branch(input),
                        base,
                        slope: value.at(high + offset) - base,
                    }
                }
                _ => {
                    general.push(GeneralCell { input, offset, shifts, value });
                    Term::General(general.len() - 1)
                }
            };
        }
        // Only the inputs that these cells use are kept, under new numbers.
        let mut used: Vec<usize> = general
            .iter()
            .flat_map(|cell| cell.shifts.iter().map(|(other, _)| *other).chain([cell.input]))
            .collect();
        used.sort_unstable();
        used.dedup();
        let place = |input: usize| used.binary_search(&input).expect("it is used");
        for cell in &mut general {
            cell.input = place(cell.input);
            cell.shifts.iter_mut().for_each(|(other, _)| *other = place(*other));
        }
        let kept =
            inputs.into_iter().enumerate().filter(|(input, _)| used.binary_search(input).is_ok());
        let inputs = kept.map(|(input, distribution)| (distribution, branch(input))).collect();
        let general = General { inputs, cells: general };
        Inputs { terms, criteria, alternatives, general, median: Linear::new(median, alternatives) }
    }

    fn score_at(
        &self,
        level: Level,
        first: u64,
        weights: &[f64],
        block: usize,
        scores: &mut [f64],
    ) {
        if self.alternatives > 0 && block > 0 {
            // One allocation for a block, and none where no cell needs it.
            let mut drawn = vec![
                0.0;
                (self.general.inputs.len() + 1)
                    * TILE
                    * usize::from(!self.general.cells.is_empty())
            ];
            level.run(Draws { inputs: self, first, weights, block, scores, drawn: &mut drawn });
        }
    }
}

impl Scorer for Inputs {
    fn alternatives(&self) -> usize {
        self.alternatives
    }

    /// With every input at its median.
    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.median.score(weights, block, scores);
    }

    fn score_draws(&self, first: u64, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.score_at(Level::best(), first, weights, block, scores);
    }
}

/// So many draws at a time.
const TILE: usize = 64;

struct Draws<'a> {
    inputs: &'a Inputs,
    first: u64,
    weights: &'a [f64],
    block: usize,
    scores: &'a mut [f64],
    /// The values of the inputs of general cells, and in the last row those of the cell at hand.
    drawn: &'a mut [f64],
}

impl Task for Draws<'_> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        let whole = self.block / TILE * TILE;
        for start in (0..whole).step_by(TILE) {
            self.tile::<TILE>(start);
        }
        for draw in whole..self.block {
            self.tile::<1>(draw);
        }
    }
}

impl Draws<'_> {
    /// T draws from `start` on.
    #[inline(always)]
    fn tile<const T: usize>(&mut self, start: usize) {
        let first = self.first.wrapping_add(start as u64);
        // What the draw adds to the branch of an input: see the generator.
        let steps: [u64; T] =
            std::array::from_fn(|d| first.wrapping_add(d as u64 + 1).wrapping_mul(rng::GOLDEN));
        let general = &self.inputs.general;
        for ((distribution, branch), drawn) in
            general.inputs.iter().zip(self.drawn.chunks_exact_mut(TILE))
        {
            for d in 0..T {
                drawn[d] = distribution.quantile(number(*branch, steps[d]));
            }
        }
        for row in 0..self.inputs.alternatives {
            let terms = &self.inputs.terms[row * self.inputs.criteria..][..self.inputs.criteria];
            let mut sums = [0.0; T];
            for (term, weights) in terms.iter().zip(self.weights.chunks_exact(self.block)) {
                let weights: &[f64; T] = weights[start..start + T].try_into().expect("T long");
                match *term {
                    Term::Constant(value) => {
                        for d in 0..T {
                            sums[d] += weights[d] * value;
                        }
                    }
                    Term::Straight { branch, base, slope } => {
                        for d in 0..T {
                            sums[d] += weights[d] * (base + slope * number(branch, steps[d]));
                        }
                    }
                    Term::General(cell) => {
                        let (drawn, values) = self.drawn.split_at_mut(general.inputs.len() * TILE);
                        general.cells[cell].values(drawn, &mut values[..T]);
                        for d in 0..T {
                            sums[d] += weights[d] * values[d];
                        }
                    }
                }
            }
            self.scores[row * self.block + start..][..T].copy_from_slice(&sums);
        }
    }
}

/// The uniform number of an input at counter 0 of a draw.
#[inline(always)]
fn number(branch: u64, step: u64) -> f64 {
    uniform(rng::output(rng::mix(branch.wrapping_add(step)), 0))
}

impl GeneralCell {
    /// Its values, from those of the inputs.
    fn values(&self, drawn: &[f64], values: &mut [f64]) {
        for (d, value) in values.iter_mut().enumerate() {
            let shift: f64 =
                self.shifts.iter().map(|(other, curve)| curve.at(drawn[other * TILE + d])).sum();
            *value = self.value.at(drawn[self.input * TILE + d] + self.offset + shift);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(points: &[(f64, f64)]) -> Curve {
        Curve { points: points.to_vec(), extended: (false, false), logarithmic: false }
    }

    fn inputs() -> Vec<Distribution> {
        let uniform = |low, high| Distribution::Uniform { low, high };
        vec![
            uniform(2.0, 4.0),
            uniform(0.0, 1.0),
            Distribution::Quantile(Box::new(|u| u * u)),
            uniform(-1.0, 1.0),
        ]
    }

    /// Two alternatives on three criteria.
    fn cells() -> Vec<DrawnCell> {
        let drawn =
            |input, offset, shifts, value| DrawnCell::Drawn { input, offset, shifts, value };
        vec![
            DrawnCell::Crisp(0.7),
            drawn(0, 0.5, vec![], curve(&[(0.0, 0.0), (10.0, 1.0)])),
            // A bend within the range; a shared input.
            drawn(0, 0.0, vec![], curve(&[(0.0, 0.0), (3.0, 0.9), (10.0, 1.0)])),
            drawn(2, 0.0, vec![], curve(&[(0.0, 1.0), (1.0, 0.0)])),
            drawn(
                3,
                0.1,
                vec![(2, curve(&[(0.0, 0.0), (1.0, 0.3)]))],
                curve(&[(-1.0, 0.0), (1.0, 1.0)]),
            ),
            drawn(0, 0.0, vec![], curve(&[(2.0, 1.0), (4.0, 0.0)])),
        ]
    }

    /// From the definition.
    fn naive(cell: &DrawnCell, at: impl Fn(usize) -> f64) -> f64 {
        match cell {
            DrawnCell::Crisp(value) => *value,
            DrawnCell::Drawn { input, offset, shifts, value } => value.at(at(*input)
                + offset
                + shifts.iter().map(|(other, curve)| curve.at(at(*other))).sum::<f64>()),
        }
    }

    #[test]
    fn scores_are_those_of_the_definition() {
        let (scorer, inputs, cells) = (Inputs::new(11, inputs(), cells(), 2), inputs(), cells());
        let (first, block) = (1000, 150);
        let weights: Vec<f64> =
            (0..3 * block).map(|k| uniform(rng::value(2, k as u64, 0, 0))).collect();
        let mut reference = Vec::new();
        for level in Level::ALL {
            let mut scores = vec![f64::NAN; 2 * block];
            scorer.score_at(level, first, &weights, block, &mut scores);
            for d in 0..block {
                let at = |k: usize| {
                    inputs[k].quantile(uniform(rng::value(
                        11,
                        first + d as u64,
                        rng::INPUTS + k as u64,
                        0,
                    )))
                };
                for i in 0..2 {
                    let score: f64 =
                        (0..3).map(|j| weights[j * block + d] * naive(&cells[j * 2 + i], at)).sum();
                    assert!((scores[i * block + d] - score).abs() < 1e-14, "{level:?} {d}");
                }
            }
            // Blocks and instruction sets do not show.
            let mut one = [0.0; 2];
            scorer.score_at(
                level,
                first + 70,
                &[weights[70], weights[block + 70], weights[2 * block + 70]],
                1,
                &mut one,
            );
            assert_eq!(one, [scores[70], scores[block + 70]]);
            assert!(reference.is_empty() || reference == scores);
            reference = scores;
        }
        let mut median = [0.0; 2];
        scorer.score(&[0.2, 0.3, 0.5], 1, &mut median);
        for i in 0..2 {
            let score: f64 = (0..3)
                .map(|j| [0.2, 0.3, 0.5][j] * naive(&cells[j * 2 + i], |k| inputs[k].quantile(0.5)))
                .sum();
            assert!((median[i] - score).abs() < 1e-15);
        }
        assert_eq!(scorer.general.inputs.len(), 3);
    }
}
