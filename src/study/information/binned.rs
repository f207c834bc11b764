//! What knowing an input is worth under a method whose scores are no sum of values: by regression
//! on the draws themselves.
//!
//! Draws are sorted by the input and cut into bins of equal probability (Strong & Oakley 2013,
//! doi:10.1177/0272989X12465123; the simplest of the regressions of Strong, Oakley & Brennan 2014,
//! doi:10.1177/0272989X13505910). In each bin the best is chosen with one half of the draws and
//! judged with the other, so that the largest of several noisy means is not counted as a gain. One
//! choice per bin can only lose: where the best changes within a bin, the figure is a little low.

use super::decisive::uniform;
use super::kept::Kept;

/// Draws per bin, and the most bins.
const PER_BIN: usize = 256;
const MOST_BINS: usize = 64;

/// What the best of each bin has beyond the best of all, by batch: in score and in being first.
pub(super) fn binned(kept: &Kept, input: usize, seed: u64) -> [Vec<f64>; 2] {
    let (draws, members) = (kept.draws, kept.members);
    let bins = (draws / PER_BIN).clamp(1, MOST_BINS);
    let mut order: Vec<(f64, usize)> =
        (0..draws).map(|draw| (uniform(seed, draw, input), draw)).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut bin = vec![0; draws];
    order.iter().enumerate().for_each(|(at, (_, draw))| bin[*draw] = at * bins / draws);
    let half = |draw: usize| usize::from(kept.batch(draw) * 2 >= kept.batches());
    let credits = |draw: usize| -> Vec<f64> {
        let (order, scores, eps) = (kept.order(draw), kept.scores(draw), kept.eps(draw));
        let best = scores[order[0] as usize];
        let first =
            order.iter().take_while(|member| best - scores[**member as usize] <= eps).count();
        let mut out = vec![0.0; members];
        order[..first].iter().for_each(|member| out[*member as usize] = 1.0 / first as f64);
        out
    };
    let of = |worth: &dyn Fn(usize) -> Vec<f64>| -> Vec<f64> {
        // Sums by half, bin and member; bin `bins` is all of them.
        let mut sums = vec![vec![0.0; (bins + 1) * members]; 2];
        for draw in 0..draws {
            for (member, worth) in worth(draw).into_iter().enumerate() {
                sums[half(draw)][bin[draw] * members + member] += worth;
                sums[half(draw)][bins * members + member] += worth;
            }
        }
        let best = |row: &[f64]| {
            (0..members).fold(0, |best, member| if row[member] > row[best] { member } else { best })
        };
        let bets: Vec<Vec<usize>> =
            sums.iter().map(|sums| sums.chunks_exact(members).map(best).collect()).collect();
        let mut won = vec![(0.0, 0.0); kept.batches()];
        for draw in 0..draws {
            let bets = &bets[1 - half(draw)];
            let worth = worth(draw);
            let (sum, count) = &mut won[kept.batch(draw)];
            *sum += worth[bets[bin[draw]]] - worth[bets[bins]];
            *count += 1.0;
        }
        won.into_iter().map(|(sum, count)| sum / count).collect()
    };
    [of(&|draw| kept.scores(draw).to_vec()), of(&credits)]
}
