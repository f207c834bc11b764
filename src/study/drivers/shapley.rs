//! Shapley effects of weights that sum to 1.
//!
//! Weights of one sibling set are not independent: when all but one are known, so is the last. Its
//! total index is 0 and says nothing. What can be shared out is the first-order part of the whole
//! set, Var(E[Y | w]). With c(S) = Var(E[Y | w_S]) for a subset S of the weights, whatever else is
//! uncertain being averaged over, the effect of weight j is its mean gain over all orders in which
//! the weights become known:
//!
//! ```text
//! shapley_j = sum over S without j of |S|! (n - |S| - 1)! / n! (c(S + j) - c(S)) / Var(Y)
//! ```
//!
//! (Owen 2014, doi:10.1137/130936233; for dependent inputs Song, Nelson & Staum 2016,
//! doi:10.1137/15M1048070). The effects are at least 0 and sum to the first-order index of the set:
//! c(all) / Var(Y).
//!
//! *Linear in uniform weights*: Y = sum of w_j v_j with w uniform on the simplex. Then E[Y | w_S] =
//! sum over S of w_j v_j + (1 - sum over S of w_j) times the mean of the other v, and with v
//! centred on their mean, P and Q the sums over S of v and v^2, s = |S| < n: c(S) = (Q + P^2 / (n -
//! s)) / (n (n + 1)). Its average over all S of one size is a polynomial of v_j^2 and the sum of
//! all squares, so the effects have a closed form for any n: see [`linear_effects`].
//!
//! *Anything else*, for Dirichlet weights: given w_S, the shares of the others among themselves are
//! Dirichlet too, and independent of w_S. So in each draw a random order is walked from B to A:
//! after k steps the first k weights are those of A and the rest is shared out as B shares it. With
//! everything but this set from B, E[f(A) f(k)] = c(S_k) + E[Y]^2: the gain of the weight that step
//! k adds is (f(A) - E[Y]) (f(k) - f(k - 1)), in both directions. The last step adds nothing: the
//! weights before it leave nothing open.

use super::indices::{BLOCKS, Base, Bootstrap, OutputBase, block, spread};
use crate::draw::counts::Estimated;
use crate::kernel::rng::{self, Sequence};
use crate::kernel::{Sampler, Saved, SimplexSampler};
use rayon::prelude::*;

/// The first stream of the random orders: sibling set k uses stream `ORDERS + k`.
const ORDERS: u64 = 1 << 49;

/// The Shapley effects, in units of variance, of weights that are uniform on the simplex on the
/// score sum of w_j v_j: alpha_n d_j^2 + (1 - alpha_n) / n times the sum of all d^2, over n (n +
/// 1), where d_j is v_j less the mean of v. They sum to the variance of the score.
///
/// ```
/// // Of two weights each is what the other is not: half the variance each. Var(w) = 1/12, the score is w_1 (3 - 1) + 1.
/// let effects = afweging::study::linear_effects(&[3.0, 1.0]);
/// assert!((effects[0] - 4.0 / 24.0).abs() < 1e-15 && (effects[1] - 4.0 / 24.0).abs() < 1e-15);
/// ```
pub fn linear_effects(values: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: Vec<f64> = values.iter().map(|v| (v - mean) * (v - mean)).collect();
    let all: f64 = squares.iter().sum();
    let alpha = alpha(values.len());
    squares
        .iter()
        .map(|square| (alpha * square + (1.0 - alpha) / n * all) / (n * (n + 1.0)))
        .collect()
}

/// What the own square of a weight counts in its effect: see [`linear_effects`]. From the mean gain
/// over the subsets of each size s that do not hold it, with X = -d the sum of the others, and W =
/// -d^2 that part of the sum of their squares that is its own.
fn alpha(n: usize) -> f64 {
    if n < 2 {
        return 1.0;
    }
    let others = (n - 1) as f64;
    let gain = |s: usize| {
        let (size, left) = (s as f64, (n - s) as f64);
        // E P = s X / (n-1); E P^2 = s/(n-1) W + s(s-1)/((n-1)(n-2)) (X^2 - W), where X^2 - W = 2
        // d^2.
        let pairs = if s > 1 { size * (size - 1.0) / (others * (others - 1.0)) } else { 0.0 };
        let square = -size / others + 2.0 * pairs;
        let with =
            if s + 1 < n { (square - 2.0 * size / others + 1.0) / (left - 1.0) } else { 0.0 };
        with - square / left
    };
    1.0 + (0..n).map(gain).sum::<f64>() / n as f64
}

/// The sums of a sibling set over the draws of a block: by member, then output, for f(A) times gain
/// and for gain.
#[derive(Debug, Clone, Default)]
pub(super) struct Effects {
    pub(super) products: Vec<f64>,
    pub(super) gains: Vec<f64>,
}

impl Saved for Effects {
    fn save(&self, out: &mut Vec<u8>) {
        self.products.save(out);
        self.gains.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.products.load(from)?;
        self.gains.load(from)
    }
}

/// Working memory of a walk.
pub(super) struct Walked {
    order: Vec<usize>,
    weights: Vec<f64>,
    last: Vec<f64>,
    now: Vec<f64>,
}

impl Walked {
    pub(super) fn new(members: usize, outputs: usize) -> Walked {
        Walked {
            order: (0..members).collect(),
            weights: vec![0.0; members],
            last: vec![0.0; outputs],
            now: vec![0.0; outputs],
        }
    }

    /// The random order of a draw.
    pub(super) fn shuffle(&mut self, seed: u64, draw: u64, set: usize) {
        let mut numbers = Sequence::new(seed, draw, ORDERS + set as u64);
        self.order.iter_mut().enumerate().for_each(|(at, member)| *member = at);
        for at in (1..self.order.len()).rev() {
            self.order.swap(at, (numbers.uniform() * (at + 1) as f64) as usize);
        }
    }

    /// The weights after `known` steps from `from` to `to`.
    fn mix(&mut self, to: &[f64], from: &[f64], known: usize) {
        let (known, rest) = self.order.split_at(known);
        let (left, shares) =
            rest.iter().fold((0.0, 0.0), |(left, shares), j| (left + to[*j], shares + from[*j]));
        known.iter().for_each(|j| self.weights[*j] = to[*j]);
        // Weights that are always 0 may be all that is left.
        let scale = if shares > 0.0 { left / shares } else { 0.0 };
        rest.iter().for_each(|j| self.weights[*j] = from[*j] * scale);
    }
}

impl Effects {
    pub(super) fn new(members: usize, outputs: usize) -> Effects {
        Effects { products: vec![0.0; members * outputs], gains: vec![0.0; members * outputs] }
    }

    /// Walk from the weights `from`, at which the outputs are `at_from`, to the weights `to`, whose
    /// draw has the outputs `at_to`.
    pub(super) fn walk<E>(
        &mut self,
        walked: &mut Walked,
        (to, at_to): (&[f64], &[f64]),
        (from, at_from): (&[f64], &[f64]),
        near: &[f64],
        evaluate: &mut impl FnMut(&[f64], &mut [f64]) -> Result<(), E>,
    ) -> Result<(), E> {
        let outputs = near.len();
        walked.last.copy_from_slice(at_from);
        for known in 1..to.len() {
            walked.mix(to, from, known);
            evaluate(&walked.weights, &mut walked.now)?;
            let at = walked.order[known - 1] * outputs;
            let (products, gains) =
                (&mut self.products[at..at + outputs], &mut self.gains[at..at + outputs]);
            for o in 0..outputs {
                let gain = walked.now[o] - walked.last[o];
                products[o] += (at_to[o] - near[o]) * gain;
                gains[o] += gain;
            }
            std::mem::swap(&mut walked.last, &mut walked.now);
        }
        Ok(())
    }
}

/// What a walk passes where scores are sums of weight times value.
pub(super) struct Straight {
    /// By member, then alternative: what its weight is worth.
    pub(super) worth: Vec<f64>,
    /// By alternative: the score without the set.
    pub(super) rest: Vec<f64>,
}

impl Effects {
    /// [`Effects::walk`] where scores are sums. From step to step only what one member adds is
    /// worked out, so that a walk takes as many sums as there are members, not their square. `rank`
    /// fills in ranks and firsts.
    pub(super) fn walk_straight(
        &mut self,
        walked: &mut Walked,
        (to, at_to): (&[f64], &[f64]),
        (from, at_from): (&[f64], &[f64]),
        near: &[f64],
        Straight { worth, rest }: &Straight,
        rank: &mut impl FnMut(&mut [f64]),
    ) {
        let (n, size, outputs) = (to.len(), rest.len(), near.len());
        // Sums over the members from step k on, made from the last backwards.
        let (mut left, mut shares, mut shared) =
            (vec![0.0; n + 1], vec![0.0; n + 1], vec![0.0; (n + 1) * size]);
        for k in (0..n).rev() {
            let member = walked.order[k];
            left[k] = left[k + 1] + to[member];
            shares[k] = shares[k + 1] + from[member];
            for at in 0..size {
                shared[k * size + at] =
                    shared[(k + 1) * size + at] + from[member] * worth[member * size + at];
            }
        }
        let mut known = rest.clone();
        walked.last.copy_from_slice(at_from);
        for k in 1..n {
            let member = walked.order[k - 1];
            let scale = if shares[k] > 0.0 { left[k] / shares[k] } else { 0.0 };
            for at in 0..size {
                known[at] += to[member] * worth[member * size + at];
                walked.now[at] = known[at] + scale * shared[k * size + at];
            }
            rank(&mut walked.now);
            let start = member * outputs;
            let (products, gains) = (
                &mut self.products[start..start + outputs],
                &mut self.gains[start..start + outputs],
            );
            for o in 0..outputs {
                let gain = walked.now[o] - walked.last[o];
                products[o] += (at_to[o] - near[o]) * gain;
                gains[o] += gain;
            }
            std::mem::swap(&mut walked.last, &mut walked.now);
        }
    }
}

/// The effect of a member, as a share of variance, from its sums by block.
pub(super) fn effect(
    base: &OutputBase,
    products: &[f64],
    gains: &[f64],
    bootstrap: &Bootstrap,
) -> Estimated {
    let of = |product: f64, gain: f64, mean: f64, gap: f64| (product - mean * gain) / gap;
    let sum = |x: &[f64]| x.iter().sum::<f64>();
    let (by_product, by_gain, by_gap) =
        (bootstrap.sum(products), bootstrap.sum(gains), bootstrap.sum(&base.gaps));
    let samples =
        (0..by_gap.len()).map(|r| of(by_product[r], by_gain[r], base.means[r], by_gap[r]));
    Estimated {
        value: of(sum(products), sum(gains), base.centre, sum(&base.gaps)),
        std_error: spread(samples),
    }
}

/// The Shapley effects of weights that are uniform on the simplex on the outputs of a plain
/// function of them: by output the effect of each weight as a share of variance, by random orders;
/// `None` for an output that does not vary, or in too few draws. See the module for the estimator.
///
/// `model` is given the weights and writes the outputs. Evaluated about 2 n times per point. With
/// fewer than 64 points, or fewer than two weights, every output is `None`. The effects of one
/// output sum to 1.
pub fn simplex_effects(
    weights: usize,
    outputs: usize,
    points: u64,
    seed: u64,
    model: impl Fn(&[f64], &mut [f64]) + Sync,
) -> Vec<Option<Vec<Estimated>>> {
    if points < BLOCKS as u64 || weights < 2 {
        return vec![None; outputs];
    }
    let sampler = SimplexSampler::new(weights, seed, rng::WEIGHTS);
    let mut near = vec![0.0; outputs];
    model(&vec![1.0 / weights as f64; weights], &mut near);
    let of_block = |at: usize| {
        let (mut base, mut effects) = (Base::new(outputs), Effects::new(weights, outputs));
        let (mut a, mut b) = (vec![0.0; weights], vec![0.0; weights]);
        let (mut y_a, mut y_b, mut walked) =
            (vec![0.0; outputs], vec![0.0; outputs], Walked::new(weights, outputs));
        for point in block(points, at) {
            sampler.fill(2 * point, 1, &mut a);
            sampler.fill(2 * point + 1, 1, &mut b);
            model(&a, &mut y_a);
            model(&b, &mut y_b);
            base.add(&y_a, &y_b, &near);
            walked.shuffle(seed, point, 0);
            let mut evaluate = |weights: &[f64], y: &mut [f64]| {
                model(weights, y);
                Ok::<(), std::convert::Infallible>(())
            };
            let Ok(()) = effects.walk(&mut walked, (&a, &y_a), (&b, &y_b), &near, &mut evaluate);
            let Ok(()) = effects.walk(&mut walked, (&b, &y_b), (&a, &y_a), &near, &mut evaluate);
        }
        (base, effects)
    };
    let (bases, effects): (Vec<Base>, Vec<Effects>) =
        (0..BLOCKS).into_par_iter().map(of_block).unzip();
    let bootstrap = Bootstrap::new(seed);
    let of_output = |o: usize| {
        let base = OutputBase::new(&bases, o, near[o], points, &bootstrap);
        let of = |j: usize| {
            let by_block = |part: fn(&Effects) -> &Vec<f64>| -> Vec<f64> {
                effects.iter().map(|effects| part(effects)[j * outputs + o]).collect()
            };
            effect(
                &base,
                &by_block(|effects| &effects.products),
                &by_block(|effects| &effects.gains),
                &bootstrap,
            )
        };
        base.varies.then(|| (0..weights).map(of).collect())
    };
    (0..outputs).map(of_output).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// c(S) from the covariances of the Dirichlet distribution: Cov(w_i, w_j) = (d_ij / n - 1 /
    /// n^2) / (n + 1).
    fn explained(values: &[f64], subset: usize) -> f64 {
        let n = values.len();
        let within = |j: &usize| subset >> j & 1 == 1;
        let others: Vec<f64> = (0..n).filter(|j| !within(j)).map(|j| values[j]).collect();
        let rest =
            if others.is_empty() { 0.0 } else { others.iter().sum::<f64>() / others.len() as f64 };
        let of = |j: usize| if within(&j) { values[j] - rest } else { 0.0 };
        let size = n as f64;
        let mut sum = 0.0;
        for i in 0..n {
            for j in 0..n {
                let same = if i == j { 1.0 / size } else { 0.0 };
                sum += of(i) * of(j) * (same - 1.0 / (size * size)) / (size + 1.0);
            }
        }
        sum
    }

    /// Adding up from step to step gives what working out every step anew gives.
    #[test]
    fn a_straight_walk_is_the_walk() {
        let mut numbers = Sequence::new(3, 0, 0);
        let mut draw = |n: usize| -> Vec<f64> { (0..n).map(|_| numbers.uniform()).collect() };
        let (n, size) = (9, 4);
        let share = |raw: Vec<f64>| -> Vec<f64> {
            let sum: f64 = raw.iter().sum();
            raw.iter().map(|w| w / sum).collect()
        };
        let (to, from) = (share(draw(n)), share(draw(n)));
        let straight = Straight { worth: draw(n * size), rest: draw(size) };
        let score = |weights: &[f64], outputs: &mut [f64]| {
            for (at, output) in outputs.iter_mut().enumerate().take(size) {
                *output = straight.rest[at]
                    + (0..n).map(|j| weights[j] * straight.worth[j * size + at]).sum::<f64>();
            }
            crate::study::drivers::ranks::rank_all(outputs, &mut Vec::new());
        };
        let at = |weights: &[f64]| {
            let mut outputs = vec![0.0; 3 * size];
            score(weights, &mut outputs);
            outputs
        };
        let (at_to, at_from, near) = (at(&to), at(&from), vec![0.25; 3 * size]);
        let (mut one, mut other) = (Effects::new(n, 3 * size), Effects::new(n, 3 * size));
        let mut walked = Walked::new(n, 3 * size);
        walked.shuffle(1, 2, 0);
        let mut evaluate = |weights: &[f64], outputs: &mut [f64]| {
            score(weights, outputs);
            Ok::<(), ()>(())
        };
        one.walk(&mut walked, (&to, &at_to), (&from, &at_from), &near, &mut evaluate).unwrap();
        let mut rank =
            |outputs: &mut [f64]| crate::study::drivers::ranks::rank_all(outputs, &mut Vec::new());
        other.walk_straight(
            &mut walked,
            (&to, &at_to),
            (&from, &at_from),
            &near,
            &straight,
            &mut rank,
        );
        let same = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(same(&one.gains, &other.gains) && same(&one.products, &other.products));
        assert!(one.gains.iter().any(|gain| *gain != 0.0));
    }

    fn factorial(n: usize) -> f64 {
        (1..=n).map(|k| k as f64).product()
    }

    #[test]
    fn the_closed_form_is_the_sum_over_all_subsets() {
        let cases: [&[f64]; 6] = [
            &[1.0, 4.0],
            &[0.0, 1.0, 5.0],
            &[0.2, 0.9, 0.4, 0.4],
            &[1.0, 0.0, 0.0, 0.0, 0.0],
            &[3.0, 3.0, 3.0],
            &[0.1, 0.7, 0.3, 0.9, 0.2, 0.8, 0.55, 0.35, 0.0, 1.0],
        ];
        for values in cases {
            let n = values.len();
            let effects = linear_effects(values);
            for (j, effect) in effects.iter().enumerate() {
                let without = (0..1usize << n).filter(|subset| subset >> j & 1 == 0);
                let brute: f64 = without
                    .map(|subset| {
                        let s = subset.count_ones() as usize;
                        let weight = factorial(s) * factorial(n - s - 1) / factorial(n);
                        weight * (explained(values, subset | 1 << j) - explained(values, subset))
                    })
                    .sum();
                assert!((effect - brute).abs() < 1e-13, "{values:?} {j}: {effect} not {brute}");
            }
            let all = explained(values, (1 << n) - 1);
            assert!((effects.iter().sum::<f64>() - all).abs() < 1e-13);
        }
    }
}
