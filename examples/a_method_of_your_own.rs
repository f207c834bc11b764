//! A formula of your own, scored over a hundred thousand draws of the weights: `cargo run --example
//! a_method_of_your_own`.
//!
//! The kernel asks three things: a [`Sampler`](afweging::kernel::Sampler) draws weights, a
//! [`Scorer`] scores blocks of them, and a [`Tally`] counts. Here the scorer is the weakest link:
//! an alternative is as good as its worst shortfall allows, 1 - max over criteria of weight times
//! (1 - value).

use afweging::Result;
use afweging::kernel::{Scorer, SimplexSampler, Tally, run};
use afweging::problem::{Direction, Matrix, Problem};
use afweging::value::Normalization;
use std::ops::ControlFlow;

const DRAWS: u64 = 100_000;
const SEED: u64 = 1;

/// Scores by the weakest link. Values lie between 0 and 1: a row per alternative, a column per
/// criterion.
struct WeakestLink(Matrix);

impl Scorer for WeakestLink {
    fn alternatives(&self) -> usize {
        self.0.rows()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        for (i, scores) in scores.chunks_exact_mut(block).enumerate() {
            scores.fill(1.0);
            for (j, weights) in weights.chunks_exact(block).enumerate() {
                let shortfall = 1.0 - self.0.at(i, j);
                // The inner loop runs across draws.
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score = score.min(1.0 - weight * shortfall);
                }
            }
        }
    }
}

/// How often each alternative is first.
struct Firsts(Vec<u64>);

impl Tally for Firsts {
    fn add(&mut self, _weights: &[f64], scores: &[f64], block: usize) {
        for d in 0..block {
            let score = |i: usize| scores[i * block + d];
            // Of several that tie, the first counts.
            let best = (1..self.0.len()).fold(0, |a, b| if score(b) > score(a) { b } else { a });
            self.0[best] += 1;
        }
    }

    fn merge(&mut self, other: Firsts) {
        self.0.iter_mut().zip(other.0).for_each(|(own, more)| *own += more);
    }
}

/// A line per alternative: the share of all weights for which it is first.
pub fn report() -> Result<String> {
    let problem = Problem::builder()
        .criterion("price", Direction::Min, 1.0)
        .criterion("range", Direction::Max, 1.0)
        .criterion("boot", Direction::Max, 1.0)
        .alternative("hatchback", [24_000.0, 350.0, 310.0])
        .alternative("estate", [31_000.0, 420.0, 560.0])
        .alternative("coupe", [38_000.0, 460.0, 280.0])
        .build()?;
    let (m, leaves) = (problem.alternatives().len(), problem.tree().leaves());
    // From figures to values: 0 for the worst of each column, 1 for the best.
    let mut values = Vec::new();
    for (j, leaf) in leaves.iter().enumerate() {
        let figures: Vec<f64> = (0..m).map(|i| problem.spread(i, j).nominal).collect();
        let column = Normalization::MinMax.column(&figures, leaf.direction, None);
        values.extend(column.expect("min-max is defined for every column"));
    }
    let scorer = WeakestLink(Matrix::from_columns(m, leaves.len(), values));
    let sampler = SimplexSampler::new(leaves.len(), SEED, 0);
    let mut firsts = Firsts(vec![0; m]);
    run(
        0..DRAWS,
        &sampler,
        &scorer,
        || Firsts(vec![0; m]),
        |_done, tally| {
            firsts.merge(tally);
            ControlFlow::Continue(())
        },
    );
    let line = |i: usize| {
        format!("{:10} first for {:.3}\n", problem.full_name(i), firsts.0[i] as f64 / DRAWS as f64)
    };
    Ok((0..m).map(line).collect())
}

fn main() -> Result<()> {
    print!("{}", report()?);
    Ok(())
}
