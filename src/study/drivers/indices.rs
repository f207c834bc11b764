//! Sobol indices of independent factors, from two samples and the swaps between them.
//!
//! Let A and B be two independent draws of all factors, and AB_i the draw A with factor i from B,
//! BA_i the other way round. With
//!
//! ```text
//! V_i  = Var(E[Y | X_i])        the first-order part: what factor i explains by itself
//! T_i  = E[Var(Y | X_-i)]       the total part: what is left when all but i are known; i with all its interactions
//! E[(f(A) - f(AB_i)) (f(BA_i) - f(B))]                       = 2 V_i
//! E[(f(A) - f(AB_i))^2] = E[(f(BA_i) - f(B))^2]              = 2 T_i      (Jansen 1999, doi:10.1016/S0010-4655(98)00154-4)
//! E[(f(A) - f(B))^2]    = E[(f(BA_i) - f(AB_i))^2]           = 2 Var(Y)
//! ```
//!
//! first_order = V_i / Var(Y) and total = T_i / Var(Y) are ratios of the sums of these over the
//! draws, swaps in both directions being used (Azzini, Mara & Rosati 2021,
//! doi:10.1016/j.envsoft.2021.105167; the design with f(A), f(B) and f(AB_i) alone is that of
//! Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018). Against f(B) (f(AB_i) - f(A)) this costs
//! one more evaluation per factor and has three merits: a factor that changes nothing gets exactly
//! 0, one that is alone exactly 1, and a small index has a small error. first_order never exceeds
//! total. A negative first_order is noise around 0, and is left as it is.
//!
//! Errors: the draws are parted into [`BLOCKS`] blocks; each of [`REPLICATES`] bootstrap samples
//! draws as many blocks with replacement and works out the ratio anew; the standard error is the
//! standard deviation over the samples. Where a factor changed the output in no draw, both its
//! figures are 0 and their error of 0 says just that; of a factor that is alone the ratio is 1 in
//! every sample, by definition. Where all draws that changed the output agree, as they may where
//! few do, so do the samples: a 0 or 1 with an error of 0 says that no draw was seen to do
//! otherwise.
//!
//! An output that varies in fewer than [`LEAST_BLOCKS`] blocks has no indices: its ratios rest on a
//! few draws, which all samples share. Nor is there a first order where a factor changes the
//! output, but in fewer blocks than that in both draws of a pair: it rests on those pairs alone.

use crate::draw::counts::Estimated;
use crate::kernel::{Saved, rng};
use crate::tolerance::TIE;
use rayon::prelude::*;
use std::ops::Range;

/// So many blocks of draws.
pub const BLOCKS: usize = 64;

/// In so many blocks at least an output has to vary for its variance to be shared out.
pub const LEAST_BLOCKS: usize = 8;

/// So many bootstrap samples.
pub const REPLICATES: usize = 128;

/// The stream of the bootstrap's random numbers, apart from those of weights and inputs.
const BOOTSTRAP: u64 = 1 << 50;

/// The indices of one factor for one output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Indices {
    /// The share of the variance that it explains by itself, from 0 to 1 but for noise.
    pub first_order: Estimated,
    /// Whether enough pairs of draws tell the first order; else it is no figure.
    pub tells_first_order: bool,
    /// The share it has a part in, with all its interactions; at least the first order.
    pub total: Estimated,
}

/// The draws of a block.
pub(super) fn block(points: u64, block: usize) -> Range<u64> {
    let at = |block: usize| (u128::from(points) * block as u128 / BLOCKS as u128) as u64;
    at(block)..at(block + 1)
}

/// What the two samples of one block add up to, by output.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    /// f(A) + f(B), each less a figure near it that keeps sums small.
    pub(super) sums: Vec<f64>,
    /// (f(A) - f(B))^2
    pub(super) gaps: Vec<f64>,
    /// The largest |f|.
    pub(super) largest: Vec<f64>,
}

impl Saved for Base {
    fn save(&self, out: &mut Vec<u8>) {
        [&self.sums, &self.gaps, &self.largest].iter().for_each(|it| it.save(out));
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        [&mut self.sums, &mut self.gaps, &mut self.largest]
            .into_iter()
            .try_for_each(|it| it.load(from))
    }
}

impl Base {
    pub(super) fn new(outputs: usize) -> Base {
        Base { sums: vec![0.0; outputs], gaps: vec![0.0; outputs], largest: vec![0.0; outputs] }
    }

    pub(super) fn add(&mut self, a: &[f64], b: &[f64], near: &[f64]) {
        for o in 0..a.len() {
            self.sums[o] += (a[o] - near[o]) + (b[o] - near[o]);
            self.gaps[o] += (a[o] - b[o]) * (a[o] - b[o]);
            self.largest[o] = self.largest[o].max(a[o].abs()).max(b[o].abs());
        }
    }
}

/// Add one draw of a factor to its sums: products, squares, and how far (f(BA_i) - f(AB_i))^2 is
/// from (f(A) - f(B))^2, each by output. Where the swap changes nothing all are 0.
pub(super) fn add_swap(sums: &mut [f64], [a, b, ab, ba]: [&[f64]; 4]) {
    let n = a.len();
    let (products, rest) = sums.split_at_mut(n);
    let (squares, crossed) = rest.split_at_mut(n);
    let (b, ab, ba, squares, crossed) =
        (&b[..n], &ab[..n], &ba[..n], &mut squares[..n], &mut crossed[..n]);
    for o in 0..n {
        let (here, there) = (a[o] - ab[o], ba[o] - b[o]);
        products[o] += here * there;
        squares[o] += here * here + there * there;
        let both = here + there;
        crossed[o] += both * (both - 2.0 * (a[o] - b[o]));
    }
}

/// The sums of one output over the blocks.
pub(super) struct OutputBase {
    /// By block.
    pub(super) gaps: Vec<f64>,
    /// Its mean.
    pub(super) mean: f64,
    /// Whether it varies, in enough blocks for its variance to be shared out.
    pub(super) varies: bool,
    /// Whether it varies, in too few blocks for that.
    pub(super) too_few: bool,
    /// The mean less the figure near it, in each bootstrap sample.
    pub(super) means: Vec<f64>,
    /// The same over all draws.
    pub(super) centre: f64,
}

impl OutputBase {
    pub(super) fn new(
        blocks: &[Base],
        o: usize,
        near: f64,
        points: u64,
        bootstrap: &Bootstrap,
    ) -> OutputBase {
        let gaps: Vec<f64> = blocks.iter().map(|base| base.gaps[o]).collect();
        let sums: Vec<f64> = blocks.iter().map(|base| base.sums[o]).collect();
        let sizes: Vec<f64> = (0..BLOCKS)
            .map(|at| block(points, at))
            .map(|range| (range.end - range.start) as f64)
            .collect();
        let largest = blocks.iter().fold(0.0, |most: f64, base| most.max(base.largest[o]));
        let variance = gaps.iter().sum::<f64>() / (2.0 * points as f64);
        let centre = sums.iter().sum::<f64>() / (2.0 * points as f64);
        let means = bootstrap
            .sum(&sums)
            .into_iter()
            .zip(bootstrap.sum(&sizes))
            .map(|(sum, n)| sum / (2.0 * n))
            .collect();
        let tie = (TIE * largest) * (TIE * largest);
        let (any, enough) =
            (variance > tie, gaps.iter().filter(|gap| **gap > tie).count() >= LEAST_BLOCKS);
        OutputBase {
            gaps,
            mean: near + centre,
            varies: any && enough,
            too_few: any && !enough,
            means,
            centre,
        }
    }

    /// The indices of a factor from its sums by block.
    pub(super) fn indices(
        &self,
        products: &[f64],
        squares: &[f64],
        crossed: &[f64],
        bootstrap: &Bootstrap,
    ) -> Indices {
        let none = Estimated { value: 0.0, std_error: 0.0 };
        if squares.iter().all(|square| *square == 0.0) {
            return Indices { first_order: none, tells_first_order: true, total: none };
        }
        let variances: Vec<f64> =
            self.gaps.iter().zip(crossed).map(|(gap, crossed)| 2.0 * gap + crossed).collect();
        let whole: f64 = variances.iter().sum();
        let by_sample = bootstrap.sum(&variances);
        let ratio = |parts: &[f64], times: f64| {
            let samples = bootstrap
                .sum(parts)
                .into_iter()
                .zip(&by_sample)
                .map(|(part, whole)| times * part / whole);
            Estimated {
                value: times * parts.iter().sum::<f64>() / whole,
                std_error: spread(samples),
            }
        };
        let tells_first_order =
            products.iter().filter(|product| **product != 0.0).count() >= LEAST_BLOCKS;
        Indices { first_order: ratio(products, 2.0), tells_first_order, total: ratio(squares, 1.0) }
    }
}

/// The standard deviation of those that are figures: a sample of blocks in which nothing varies has
/// no ratio.
pub(super) fn spread(samples: impl Iterator<Item = f64>) -> f64 {
    let kept: Vec<f64> = samples.filter(|sample| sample.is_finite()).collect();
    if kept.len() < 2 {
        return 0.0;
    }
    let mean = kept.iter().sum::<f64>() / kept.len() as f64;
    (kept.iter().map(|sample| (sample - mean) * (sample - mean)).sum::<f64>()
        / (kept.len() - 1) as f64)
        .sqrt()
}

/// Samples of blocks, drawn with replacement.
pub(super) struct Bootstrap {
    /// By block, then sample: how often the block is drawn.
    counts: Vec<[f64; REPLICATES]>,
}

impl Bootstrap {
    pub(super) fn new(seed: u64) -> Bootstrap {
        let mut counts = vec![[0.0; REPLICATES]; BLOCKS];
        for (sample, at) in
            (0..REPLICATES).flat_map(|sample| (0..BLOCKS as u64).map(move |at| (sample, at)))
        {
            let u = rng::uniform(rng::value(seed, sample as u64, BOOTSTRAP, at));
            counts[(u * BLOCKS as f64) as usize][sample] += 1.0;
        }
        Bootstrap { counts }
    }

    /// The sum over blocks, in each sample.
    pub(super) fn sum(&self, by_block: &[f64]) -> [f64; REPLICATES] {
        let mut out = [0.0; REPLICATES];
        for (counts, x) in self.counts.iter().zip(by_block).filter(|(_, x)| **x != 0.0) {
            out.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count * x);
        }
        out
    }
}

/// The Sobol indices of a plain function of independent factors: by output the indices of each
/// factor, `None` for an output that does not vary, or does so in fewer than [`LEAST_BLOCKS`]
/// blocks of draws.
///
/// `model` is given one uniform number in (0, 1) per factor (a factor may make of it what it likes)
/// and writes the outputs. It is evaluated 2 (factors + 1) times per point, on all threads of the
/// current rayon pool; the indices are the same for any number of them. Standard errors need some
/// draws per block: at least some hundred points. With fewer than [`BLOCKS`] every output is
/// `None`.
///
/// ```
/// use afweging::study::sobol;
/// // x + 2 y: a fifth and four fifths of the variance, no interaction.
/// let indices = sobol(2, 1, 1 << 12, 1, |u, y| y[0] = u[0] + 2.0 * u[1]);
/// let of_y = indices[0].as_ref().unwrap()[1];
/// assert!((of_y.first_order.value - 0.8).abs() < 4.0 * of_y.first_order.std_error);
/// ```
pub fn sobol(
    factors: usize,
    outputs: usize,
    points: u64,
    seed: u64,
    model: impl Fn(&[f64], &mut [f64]) + Sync,
) -> Vec<Option<Vec<Indices>>> {
    if points < BLOCKS as u64 {
        return vec![None; outputs];
    }
    let draw = |number: u64, u: &mut [f64]| {
        for (factor, u) in u.iter_mut().enumerate() {
            *u = rng::uniform(rng::value(seed, number, rng::INPUTS + factor as u64, 0));
        }
    };
    let mut near = vec![0.0; outputs];
    let mut first = vec![0.0; factors];
    draw(0, &mut first);
    model(&first, &mut near);
    let of_block = |at: usize| {
        let (mut base, mut sums) = (Base::new(outputs), vec![0.0; factors * 3 * outputs]);
        let (mut a, mut b) = (vec![0.0; factors], vec![0.0; factors]);
        let [mut y_a, mut y_b, mut y_ab, mut y_ba] = [(); 4].map(|()| vec![0.0; outputs]);
        for point in block(points, at) {
            draw(2 * point, &mut a);
            draw(2 * point + 1, &mut b);
            model(&a, &mut y_a);
            model(&b, &mut y_b);
            base.add(&y_a, &y_b, &near);
            for (factor, sums) in sums.chunks_exact_mut(3 * outputs.max(1)).enumerate() {
                std::mem::swap(&mut a[factor], &mut b[factor]);
                model(&a, &mut y_ab);
                model(&b, &mut y_ba);
                std::mem::swap(&mut a[factor], &mut b[factor]);
                add_swap(sums, [&y_a, &y_b, &y_ab, &y_ba]);
            }
        }
        (base, sums)
    };
    let (bases, sums): (Vec<Base>, Vec<Vec<f64>>) =
        (0..BLOCKS).into_par_iter().map(of_block).unzip();
    let bootstrap = Bootstrap::new(seed);
    let of_output = |o: usize| {
        let base = OutputBase::new(&bases, o, near[o], points, &bootstrap);
        let of = |factor: usize, part: usize| -> Vec<f64> {
            sums.iter().map(|sums| sums[(factor * 3 + part) * outputs + o]).collect()
        };
        let indices = |factor: usize| {
            base.indices(&of(factor, 0), &of(factor, 1), &of(factor, 2), &bootstrap)
        };
        base.varies.then(|| (0..factors).map(indices).collect())
    };
    (0..outputs).map(of_output).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_alone_has_all_and_one_that_does_nothing_has_none() {
        let found = sobol(2, 3, 1000, 3, |u, y| {
            (y[0], y[1], y[2]) = (u[0].exp(), 7.0, f64::from(u8::from(u[1] > 0.9)))
        });
        let exp = found[0].as_ref().unwrap();
        assert!(
            (exp[0].first_order.value - 1.0).abs() < 1e-12
                && (exp[0].total.value - 1.0).abs() < 1e-12
        );
        assert!(exp[0].total.std_error < 1e-12);
        assert_eq!(exp[1].total, Estimated { value: 0.0, std_error: 0.0 });
        assert!(found[1].is_none());
        assert!((found[2].as_ref().unwrap()[1].first_order.value - 1.0).abs() < 1e-12);
        assert_eq!(sobol(1, 2, 63, 1, |u, y| y[0] = u[0]), [None, None]);
    }

    /// An output that a few draws alone change would be shared out with an error of 0: the same
    /// draws are in every sample, or none.
    #[test]
    fn what_rests_on_a_few_draws_is_not_shared_out() {
        let (mut told, mut left) = (0, 0);
        for seed in 1..=20 {
            for rare in [0.0002, 0.001, 0.1, 0.3] {
                let found = sobol(2, 1, 512, seed, |u, y| {
                    y[0] = f64::from(u8::from(u[0] < rare && u[1] < 0.5))
                });
                match &found[0] {
                    Some(indices) => {
                        told += 1;
                        assert!(
                            indices[1].total.std_error > 0.0,
                            "{rare}, seed {seed}: {indices:?}"
                        );
                    }
                    None => left += 1,
                }
            }
        }
        assert_eq!((told, left), (40, 40));
        // A factor alone too: that all is due to it is true by definition, and still nothing is
        // known of the variance.
        assert_eq!(sobol(1, 1, 512, 1, |u, y| y[0] = f64::from(u8::from(u[0] < 0.001))), [None]);
    }

    #[test]
    fn blocks_cover_all_points() {
        for points in [64, 100, 16384, u64::MAX] {
            assert_eq!((block(points, 0).start, block(points, BLOCKS - 1).end), (0, points));
            assert!((1..BLOCKS).all(|at| block(points, at).start == block(points, at - 1).end));
        }
        let counts = Bootstrap::new(1).sum(&[1.0; BLOCKS]);
        assert!(counts.iter().all(|count| *count == BLOCKS as f64));
    }
}
