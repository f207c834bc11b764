//! Hit-and-run: from where a chain is, in a random direction, to an evenly drawn point of the
//! chord.
//!
//! Smith 1984, doi:10.1287/opre.32.6.1296: the points of a chain become uniform on the body, and
//! neighbours are dependent. Here [`CHAINS`] chains walk side by side, however many threads there
//! are and points are asked for; draw k is step k div CHAINS of chain k mod CHAINS, and its random
//! numbers are those of draw k (see [`kernel::rng`](crate::kernel::rng)): in each move two per pair
//! of coordinates for the direction and one for the place on the chord, move after move.

use super::moves::{ChainBlock, GROUP, Steps};
use super::prepare::Polytope;
use crate::kernel::dispatch::Level;
use crate::kernel::{Saved, rng};
use crate::polytope::moves::CHAINS;
use rayon::prelude::*;

/// So many steps are kept at a time before they are laid out in rows.
const BLOCK: usize = 128;

/// Chains in a polytope; see the module.
#[derive(Debug, Clone)]
pub struct Walk {
    polytope: Polytope,
    branch: u64,
    next: u64,
    thin: usize,
    burn: usize,
    groups: Vec<ChainBlock>,
    level: Level,
}

impl Walk {
    /// All chains in the analytic centre, before the first step, with the random numbers of this
    /// seed and stream.
    pub fn new(polytope: &Polytope, seed: u64, stream: u64) -> Walk {
        let d = polytope.dimension;
        Walk {
            polytope: polytope.clone(),
            branch: rng::branch(seed, stream),
            next: 0,
            thin: thin(d),
            burn: BURN * d * d,
            groups: (0..CHAINS / GROUP)
                .map(|g| ChainBlock::new(polytope, g * GROUP, BLOCK))
                .collect(),
            level: Level::best(),
        }
    }

    /// The number of the next step: its first draw is CHAINS times that.
    pub fn next_step(&self) -> u64 {
        self.next
    }

    /// How many moves lie between kept points of a chain.
    pub fn thinning(&self) -> usize {
        self.thin
    }

    /// The next `steps` points of all chains: `weights[(j * steps + s) * CHAINS + c]` becomes the
    /// weight of criterion j in step s of these, chain c. So row j holds draws
    /// [`next_step`](Self::next_step) * CHAINS onwards. Weights are at least 0, sum to 1 and meet
    /// the rows, all up to 1e-12 at worst. In parallel on the threads of the current rayon pool;
    /// the same bits for any number of them, and for steps asked for one by one or together.
    ///
    /// # Panics
    ///
    /// If `weights` has not room for just so many.
    pub fn fill(&mut self, steps: usize, weights: &mut [f64]) {
        assert_eq!(
            weights.len(),
            self.polytope.criteria() * steps * CHAINS,
            "a weight for each criterion, step and chain"
        );
        if steps == 0 {
            return;
        }
        if self.polytope.dimension == 0 {
            weights
                .chunks_exact_mut(steps * CHAINS)
                .zip(&self.polytope.centre)
                .for_each(|(row, weight)| row.fill(*weight));
            self.next += steps as u64;
            return;
        }
        for start in (0..steps).step_by(BLOCK) {
            let count = BLOCK.min(steps - start);
            let numbers = self.next..self.next + count as u64;
            let (polytope, branch, thin, burn, level) =
                (&self.polytope, self.branch, self.thin, self.burn, self.level);
            self.groups.par_iter_mut().with_max_len(1).for_each(|group| {
                level.run(Steps { polytope, group, branch, steps: numbers.clone(), thin, burn });
            });
            let groups = &self.groups;
            weights.par_chunks_exact_mut(steps * CHAINS).enumerate().for_each(|(j, row)| {
                let row = &mut row[start * CHAINS..][..count * CHAINS];
                for (g, group) in groups.iter().enumerate() {
                    let kept = group.kept[j * count * GROUP..][..count * GROUP].chunks_exact(GROUP);
                    row.chunks_exact_mut(CHAINS)
                        .zip(kept)
                        .for_each(|(all, kept)| all[g * GROUP..][..GROUP].copy_from_slice(kept));
                }
            });
            self.next = numbers.end;
        }
    }
}

/// Where the chains are, and the number of the next step.
impl Saved for Walk {
    fn save(&self, out: &mut Vec<u8>) {
        self.next.save(out);
        self.groups.iter().for_each(|group| group.save(out));
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.next.load(from)?;
        self.groups.iter_mut().try_for_each(|group| group.load(from))
    }
}

/// Moves before the first kept point, by d^2: some 16 times the memory of a chain (see [`thin`]),
/// after which e^-16 is left of what the start in the centre has to do with it.
const BURN: usize = 10;

/// How many moves a kept point is away from the one before: d^2 / 2.
///
/// A coordinate's mean over M moves of a chain is worth about M / (1.2 d^2) independent points,
/// measured on simplices and on polytopes of ten random rows for d = 2 to 29: the body is round,
/// but a move in a random direction goes little further than its walls are near. So with d^2 / 2
/// moves in between a kept point is worth 0.33 to 0.6 of an independent one (measured for d = 2, 4,
/// 7, 14, 29). Less thinning would spend on scoring what it saves on moves; more would spend it on
/// moves.
fn thin(d: usize) -> usize {
    (d * d).div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};
    use crate::polytope::Row;

    fn polytope() -> Polytope {
        let row = |coefficients: [f64; 4], constant| Row {
            coefficients: coefficients.to_vec(),
            constant,
            equality: false,
        };
        Polytope::new(4, &[row([1.0, 0.0, -0.5, 0.0], -0.1), row([0.0, -1.0, 0.0, 1.0], 0.0)])
            .unwrap()
    }

    fn points(level: Level, steps: usize) -> Vec<f64> {
        let mut walk = Walk { level, ..Walk::new(&polytope(), 3, 8) };
        let mut weights = vec![0.0; 4 * steps * CHAINS];
        walk.fill(steps, &mut weights);
        weights
    }

    #[test]
    fn instruction_sets_do_not_show() {
        let all = points(Level::Baseline, 150);
        assert!(Level::ALL.into_iter().all(|level| points(level, 150) == all));
    }

    /// One chain after the other as the module says it, with the standard library's functions and
    /// slacks from the point.
    #[test]
    fn the_naive_walk_takes_the_same_way() {
        let (polytope, steps) = (polytope(), 3);
        let (d, all) = (polytope.dimension, points(Level::best(), steps));
        assert_eq!(d, 3);
        for chain in [0, 1, 31, 32, 63] {
            let mut y = vec![0.0; d];
            for step in 0..steps {
                let mut counter = 0;
                let mut bits = || {
                    counter += 1;
                    value(3, (step * CHAINS + chain) as u64, 8, counter - 1)
                };
                let moves = if step == 0 { 5 + BURN * d * d } else { 5 };
                for _ in 0..moves {
                    let mut direction = Vec::new();
                    for _ in 0..d.div_ceil(2) {
                        let radius = (-uniform(bits()).ln()).sqrt();
                        let bits = bits();
                        let angle = (uniform(bits) - 0.5) * std::f64::consts::FRAC_PI_2;
                        let across = if bits & 2 == 0 { angle.cos() } else { -angle.cos() };
                        let pair = if bits & 1 == 0 {
                            [angle.sin(), across]
                        } else {
                            [across, angle.sin()]
                        };
                        direction.extend(pair.map(|x| radius * x));
                    }
                    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
                    for g in polytope.rows.chunks_exact(d) {
                        let dot = |x: &[f64]| g.iter().zip(x).map(|(g, x)| g * x).sum::<f64>();
                        let (slack, rate) = (1.0 - dot(&y), dot(&direction));
                        if rate > 0.0 {
                            high = f64::min(high, slack / rate);
                        } else {
                            low = f64::max(low, slack / rate);
                        }
                    }
                    let far = low + (high - low) * uniform(bits());
                    y.iter_mut().zip(&direction).for_each(|(y, direction)| *y += far * direction);
                }
                for j in 0..4 {
                    let moved: f64 =
                        polytope.map[j * d..][..d].iter().zip(&y).map(|(t, y)| t * y).sum();
                    let ours = all[(j * steps + step) * CHAINS + chain];
                    assert!(
                        (polytope.centre[j] + moved - ours).abs() < 1e-9,
                        "chain {chain}, step {step}"
                    );
                }
            }
        }
    }
}
