//! What several benchmarks time.

use afweging::kernel::{CHUNK, dispatch::Task, dispatch::dispatch, elementary::ln, rng::uniform};
use afweging::kernel::{Layout, Options, Ranks, Sampler, Scorer, SimplexSampler, Tally, run};
use afweging::polytope::{CHAINS, Polytope, Row, Stored, Walk};
use rayon::prelude::*;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

/// Draw weights from the simplex, score and count, in groups of `group`, on all threads.
pub fn ranks(scorer: &dyn Scorer, n: usize, group: usize, draws: u64, options: Options) -> Ranks {
    let m = scorer.alternatives();
    let groups: Vec<_> = (0..m / group).map(|g| g * group..(g + 1) * group).collect();
    let kinds: Vec<usize> = (0..m).map(|i| i % group).collect();
    let layout = Arc::new(Layout::new(&groups, &kinds, n, options));
    let mut all = Ranks::new(&layout);
    count(0..draws, &SimplexSampler::new(n, 1, 0), scorer, &layout, &mut all);
    all
}

fn count(
    draws: Range<u64>,
    sampler: &dyn Sampler,
    scorer: &dyn Scorer,
    layout: &Arc<Layout>,
    all: &mut Ranks,
) {
    let each = |_, tally| {
        all.merge(tally);
        ControlFlow::Continue(())
    };
    run(draws, sampler, scorer, || Ranks::new(layout), each);
}

/// So many steps of all chains at a time.
const STEPS: u64 = 1024;

/// Prepare the polytope of weights that meet `rows`, walk to so many kept points (each buffer of
/// which `see` sees), score them and count one ranking with its central weights, on all threads.
pub fn walked(
    rows: &[Row],
    scorer: &dyn Scorer,
    n: usize,
    draws: u64,
    mut see: impl FnMut(&[f64]),
) -> Ranks {
    let m = scorer.alternatives();
    let options = Options { pairwise: false, central: true };
    let layout = Arc::new(Layout::new(
        std::slice::from_ref(&(0..m)),
        &(0..m).collect::<Vec<_>>(),
        n,
        options,
    ));
    let mut walk = Walk::new(&Polytope::new(n, rows).expect("a polytope"), 1, 0);
    let (chains, mut all, mut weights) = (CHAINS as u64, Ranks::new(&layout), Vec::new());
    while walk.next_step() * chains < draws {
        let first = walk.next_step() * chains;
        let steps = STEPS.min((draws - first).div_ceil(chains));
        weights.resize(n * (steps * chains) as usize, 0.0);
        walk.fill(steps as usize, &mut weights);
        see(&weights);
        let stored = Stored::new(n, first, weights);
        count(first..(first + steps * chains).min(draws), &stored, scorer, &layout, &mut all);
        weights = stored.into_weights();
    }
    all
}

/// What no implementation of workload A (28 alternatives in groups of 4, 8 criteria) gets around: 8
/// exponentials, 28 x 8 multiplications and additions and 42 comparisons per draw, on all threads.
pub fn unavoidable(values: &[f64], draws: u64) -> u64 {
    let chunk = |c: u64| {
        (0..CHUNK / 64)
            .fold(0, |sum, b| sum + dispatch(Unavoidable { first: c * CHUNK + b * 64, values }))
    };
    (0..draws.div_ceil(CHUNK)).into_par_iter().map(chunk).sum()
}

struct Unavoidable<'a> {
    first: u64,
    values: &'a [f64],
}

impl Task for Unavoidable<'_> {
    type Output = u64;

    #[inline(always)]
    fn run(self) -> u64 {
        let mut weights = [[0.0; 64]; 8];
        for (j, row) in weights.iter_mut().enumerate() {
            for (d, weight) in row.iter_mut().enumerate() {
                *weight = -ln(uniform(
                    (self.first + d as u64)
                        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                        .rotate_left(j as u32),
                ));
            }
        }
        let mut ahead = [0; 64];
        for values in self.values.chunks_exact(4 * 8) {
            let mut scores = [[0.0; 64]; 4];
            for (scores, values) in scores.iter_mut().zip(values.chunks_exact(8)) {
                let values: &[f64; 8] = values.try_into().expect("8 long");
                for (d, score) in scores.iter_mut().enumerate() {
                    for j in 0..8 {
                        *score += values[j] * weights[j][d];
                    }
                }
            }
            for (a, b) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
                for d in 0..64 {
                    ahead[d] += u64::from(scores[a][d] > scores[b][d]);
                }
            }
        }
        ahead.iter().sum()
    }
}
