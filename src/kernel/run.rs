//! The loop over draws: sample, score, count.

use super::buffer::Buffer;
use super::{Sampler, Scorer, Tally};
use rayon::prelude::*;
use std::ops::{ControlFlow, Range};

/// Draws are counted in chunks of so many, which start at its multiples: one tally each.
pub const CHUNK: u64 = 8192;

/// So many chunks per thread are computed before any is handed on: few enough to stop soon and to
/// need little memory, and many enough that threads seldom wait for the last of them.
const LOOK_AHEAD: usize = 8;

/// The bytes of tallies that wait to be handed on, at most, unless a single one per thread takes
/// more.
const WAITING: usize = 1 << 28;

/// How many numbers of a block should lie in the nearest cache.
const CACHED: usize = 4096;

/// How many draws are scored at a time: 64 to 512, as fits the nearest cache. It does not show in
/// results.
fn block(rows: usize) -> usize {
    (CACHED / rows.max(1) / 64 * 64).clamp(64, 512)
}

/// Draw, score and count the draws of a range of numbers.
///
/// Draw k is the same whatever the range. Chunks of [`CHUNK`] draws (fewer at the ends of the
/// range) are computed on all threads of the current rayon pool, each into a tally of its own, and
/// handed to `each` one by one in their order, with the number of draws done so far including it.
/// `each` merges them, or does as it likes; when it breaks, the rest is neither computed nor handed
/// on, except for the few chunks under way. So what `each` sees is the same, bit by bit, for any
/// number of threads, and memory does not grow with draws.
///
/// The scorer must take as many weights as the sampler draws.
pub fn run<S, K, T>(
    draws: Range<u64>,
    sampler: &S,
    scorer: &K,
    make_tally: impl Fn() -> T + Sync,
    mut each: impl FnMut(u64, T) -> ControlFlow<()>,
) where
    S: Sampler + ?Sized,
    K: Scorer + ?Sized,
    T: Tally,
{
    let (criteria, alternatives) = (sampler.criteria(), scorer.alternatives());
    let block = block(criteria + alternatives);
    let buffers = || (Buffer::new(criteria * block), Buffer::new(alternatives * block));
    let chunk = |(weights, scores): &mut (Buffer, Buffer), range: Range<u64>| {
        let mut tally = make_tally();
        let mut first = range.start;
        while first < range.end {
            let size = (range.end - first).min(block as u64) as usize;
            let (weights, scores) =
                (&mut weights.get()[..criteria * size], &mut scores.get()[..alternatives * size]);
            sampler.fill(first, size, weights);
            scorer.score_draws(first, weights, size, scores);
            tally.add(weights, scores, size);
            first += size as u64;
        }
        tally
    };
    let threads = rayon::current_num_threads();
    let look_ahead =
        threads * (WAITING / threads / make_tally().bytes().max(1)).clamp(1, LOOK_AHEAD);
    let mut next = draws.start;
    while next < draws.end {
        let mut ranges = Vec::with_capacity(look_ahead);
        while next < draws.end && ranges.len() < look_ahead {
            let end = (next / CHUNK + 1).saturating_mul(CHUNK).min(draws.end);
            ranges.push(next..end);
            next = end;
        }
        // One chunk is the smallest piece of work a thread takes, so that the last ones are shared
        // out evenly.
        let tallies: Vec<T> = ranges
            .par_iter()
            .with_max_len(1)
            .map_init(buffers, |buffers, range| chunk(buffers, range.clone()))
            .collect();
        for (range, tally) in ranges.iter().zip(tallies) {
            if each(range.end - draws.start, tally).is_break() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Linear, SimplexSampler, rng};

    /// Sums of scores, which keep the order in which they were added.
    #[derive(Debug, Clone, Default, PartialEq)]
    struct Sums {
        scores: Vec<f64>,
        draws: usize,
    }

    impl Tally for Sums {
        fn add(&mut self, _: &[f64], scores: &[f64], block: usize) {
            self.scores.resize(scores.len() / block, 0.0);
            for (sum, row) in self.scores.iter_mut().zip(scores.chunks_exact(block)) {
                row.iter().for_each(|score| *sum += score);
            }
            self.draws += block;
        }

        fn merge(&mut self, other: Sums) {
            self.scores.resize(other.scores.len(), 0.0);
            self.scores.iter_mut().zip(other.scores).for_each(|(sum, score)| *sum += score);
            self.draws += other.draws;
        }
    }

    fn chunks(draws: Range<u64>, threads: usize, stop: usize) -> Vec<(u64, Sums)> {
        let scorer =
            Linear::new((0..15).map(|k| rng::uniform(rng::value(3, k, 0, 0))).collect(), 5);
        let mut seen = Vec::new();
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| {
            run(draws, &SimplexSampler::new(3, 8, 0), &scorer, Sums::default, |done, tally| {
                seen.push((done, tally));
                if seen.len() == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
        });
        seen
    }

    #[test]
    fn the_number_of_threads_does_not_show() {
        let draws = 0..50 * CHUNK + 1234;
        let one = chunks(draws.clone(), 1, usize::MAX);
        assert_eq!(one.len(), 51);
        assert_eq!(one.last().unwrap().0, draws.end);
        assert_eq!(one.iter().map(|(_, tally)| tally.draws as u64).sum::<u64>(), draws.end);
        for threads in [2, 5] {
            assert!(chunks(draws.clone(), threads, usize::MAX) == one, "{threads}");
        }
    }

    #[test]
    fn stopping_early_gives_the_beginning() {
        let all = chunks(0..30 * CHUNK, 2, usize::MAX);
        for stop in [1, 7, 16, 17] {
            assert!(chunks(0..30 * CHUNK, 2, stop) == all[..stop]);
        }
    }

    #[test]
    fn a_part_of_the_draws_is_that_part_of_all() {
        let all = chunks(0..5 * CHUNK, 2, usize::MAX);
        let part = chunks(2 * CHUNK..4 * CHUNK + 10, 2, usize::MAX);
        assert!(part[0].1 == all[2].1 && part[1].1 == all[3].1);
        assert_eq!(part[2].1.draws, 10);
        assert!(chunks(9..9, 2, usize::MAX).is_empty());
        assert_eq!(
            chunks(u64::MAX - 3..u64::MAX, 1, usize::MAX),
            chunks(u64::MAX - 3..u64::MAX, 2, usize::MAX)
        );
    }
}
