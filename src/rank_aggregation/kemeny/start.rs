//! A good order to start from: moves of single alternatives until none helps.

/// So many times the best order found is shaken and improved again.
const SHAKES: usize = 200;

/// A short order of a component, as its total excess and the order.
///
/// Starts from the order of the sums of margins (which is that of Borda points where nothing is
/// tied), then moves single alternatives to better places until no move helps. Then the best order
/// is shaken a fixed number of times: a part of it is turned round, and it is improved again. The
/// places come from a fixed sequence, so the answer depends on nothing but the margins.
pub(super) fn good_order(excess: &[f64], n: usize, tie: f64) -> (f64, Vec<usize>) {
    let loss = |a: usize| -> f64 {
        (0..n).map(|b| excess[a * n + b] - excess[b * n + a]).sum()
    };
    let losses: Vec<f64> = (0..n).map(loss).collect();
    let mut best: Vec<usize> = (0..n).collect();
    best.sort_by(|a, b| losses[*a].total_cmp(&losses[*b]));
    improve(excess, n, tie, &mut best);
    let mut least = total(excess, n, &best);
    // A linear congruential sequence (Knuth's MMIX): its quality does not matter here.
    let mut state: u64 = 1;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((state >> 33) % below.max(1) as u64) as usize
    };
    for _ in 0..SHAKES {
        let mut order = best.clone();
        for _ in 0..2 {
            let from = next(n);
            let to = (from + 2 + next(6)).min(n);
            order[from..to].reverse();
        }
        improve(excess, n, tie, &mut order);
        let found = total(excess, n, &order);
        if found < least - tie {
            (least, best) = (found, order);
        }
    }
    (least, best)
}

/// The sum of the excess of all pairs of an order.
pub(super) fn total(excess: &[f64], n: usize, order: &[usize]) -> f64 {
    let behind = |(at, a): (usize, &usize)| -> f64 {
        order[at + 1..].iter().map(|b| excess[a * n + b]).sum()
    };
    order.iter().enumerate().map(behind).sum()
}

/// Move single alternatives to where they are best, until no move gains.
fn improve(excess: &[f64], n: usize, tie: f64, order: &mut Vec<usize>) {
    loop {
        let mut moved = false;
        for at in 0..n {
            let a = order[at];
            let (mut best, mut gain) = (at, tie);
            // What is gained by passing one after the other, forwards and then backwards.
            let mut sum = 0.0;
            for to in (0..at).rev() {
                let b = order[to];
                sum += excess[b * n + a] - excess[a * n + b];
                if sum > gain {
                    (best, gain) = (to, sum);
                }
            }
            sum = 0.0;
            for (to, b) in order.iter().enumerate().skip(at + 1) {
                sum += excess[a * n + b] - excess[b * n + a];
                if sum > gain {
                    (best, gain) = (to, sum);
                }
            }
            if best != at {
                order.remove(at);
                order.insert(best, a);
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}
