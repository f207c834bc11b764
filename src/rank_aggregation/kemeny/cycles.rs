//! Lower bounds from triples that no order can satisfy.
//!
//! Of three alternatives a, b, c no order has a ahead of b, b ahead of c and c ahead of a: at least
//! one of these is turned round. These are the 3-dicycle inequalities of the linear ordering problem
//! (Groetschel, Juenger & Reinelt 1984, doi:10.1287/opre.32.6.1195). With a multiplier of at least 0
//! for each they give a lower bound that holds for any multipliers.

/// So many steps of the search for multipliers at most.
const STEPS: usize = 1_500;

/// Steps times triples are at most this, so that large components take no longer: some tenths of a
/// second.
const MOST_WORK: usize = 30_000_000;

/// What multipliers of the triples of a component prove.
pub(super) struct CycleBound {
    /// The total excess of every order is at least this.
    pub(super) least: f64,
    /// What is added to this bound if one is ahead of another; see [`CycleBound::penalty`].
    penalties: Vec<f64>,
    /// Triples that run in a circle, with multipliers of which no pair has more than its margin.
    pub(super) packed: Vec<([usize; 3], f64)>,
    n: usize,
}

impl CycleBound {
    /// The bound for a component, by ascent along subgradients from 0 with steps after Polyak. The
    /// number of steps is fixed. `most` is the total excess of an order that is known.
    pub(super) fn new(excess: &[f64], n: usize, most: f64, tie: f64) -> CycleBound {
        // Both directions of every triple a < b < c: a b c and a c b.
        let mut triples = Vec::with_capacity(n * n * n / 3);
        for a in 0..n {
            for b in a + 1..n {
                for c in b + 1..n {
                    triples.push([a, b, c]);
                    triples.push([a, c, b]);
                }
            }
        }
        let mut multipliers = vec![0.0_f64; triples.len()];
        let mut best = (0.0, multipliers.clone());
        let mut scale = 1.0;
        let mut stalled = 0;
        let mut slope = vec![0.0_f64; triples.len()];
        for _ in 0..STEPS.min(MOST_WORK / triples.len().max(1)) {
            let (bound, costs) = lagrangian(excess, n, &triples, &multipliers);
            stalled += 1;
            if bound > best.0 {
                if bound > best.0 + tie {
                    stalled = 0;
                }
                best = (bound, multipliers.clone());
            }
            if best.0 >= most - tie {
                break;
            }
            if stalled > 20 {
                (scale, stalled) = (scale / 2.0, 0);
            }
            // How far the cheapest choice for each pair misses each inequality: 1 where none of the
            // three is turned round. A pair whose sides cost the same counts half.
            let turned = |a: usize, b: usize| {
                let lead = costs[b * n + a] - costs[a * n + b];
                if lead > tie {
                    0.0
                } else if lead < -tie {
                    1.0
                } else {
                    0.5
                }
            };
            let mut size = 0.0;
            for ((slope, [a, b, c]), multiplier) in slope.iter_mut().zip(&triples).zip(&multipliers)
            {
                *slope = 1.0 - turned(*a, *b) - turned(*b, *c) - turned(*c, *a);
                if *multiplier <= 0.0 && *slope < 0.0 {
                    *slope = 0.0;
                }
                size += *slope * *slope;
            }
            if size <= 0.0 {
                break;
            }
            let step = scale * (most - bound) / size;
            for (multiplier, slope) in multipliers.iter_mut().zip(&slope) {
                *multiplier = (*multiplier + step * slope).max(0.0);
            }
        }
        let (least, costs) = lagrangian(excess, n, &triples, &best.1);
        let mut penalties = vec![0.0; n * n];
        for a in 0..n {
            for b in 0..n {
                penalties[a * n + b] = (costs[a * n + b] - costs[b * n + a]).max(0.0);
            }
        }
        let packed = packing(excess, n, &triples, &best.1, tie);
        CycleBound { least, penalties, packed, n }
    }

    /// The total excess of an order that has `a` ahead of `b` is at least this much above the bound.
    pub(super) fn penalty(&self, a: usize, b: usize) -> f64 {
        self.penalties[a * self.n + b]
    }
}

/// The bound for these multipliers, and the cost of each pair that they leave.
fn lagrangian(
    excess: &[f64],
    n: usize,
    triples: &[[usize; 3]],
    multipliers: &[f64],
) -> (f64, Vec<f64>) {
    let mut costs = excess.to_vec();
    let mut bound = 0.0;
    for ([a, b, c], multiplier) in triples.iter().zip(multipliers) {
        if *multiplier > 0.0 {
            bound += multiplier;
            costs[b * n + a] -= multiplier;
            costs[c * n + b] -= multiplier;
            costs[a * n + c] -= multiplier;
        }
    }
    for a in 0..n {
        for b in a + 1..n {
            bound += costs[a * n + b].min(costs[b * n + a]);
        }
    }
    (bound, costs)
}

/// Multipliers of circles of majorities of which no pair has more than its margin: first what the
/// given multipliers leave room for, the largest first, then as much as is left.
fn packing(
    excess: &[f64],
    n: usize,
    triples: &[[usize; 3]],
    multipliers: &[f64],
    tie: f64,
) -> Vec<([usize; 3], f64)> {
    let mut room = excess.to_vec();
    let mut out = vec![0.0; triples.len()];
    let mut order: Vec<usize> = (0..triples.len()).collect();
    order.sort_by(|a, b| multipliers[*b].total_cmp(&multipliers[*a]));
    for is_rest in [false, true] {
        for at in &order {
            let [a, b, c] = triples[*at];
            // The margin of a over b is the excess of b ahead of a.
            let pairs = [b * n + a, c * n + b, a * n + c];
            let left = pairs.iter().map(|pair| room[*pair]).fold(f64::INFINITY, f64::min);
            let take = if is_rest { left } else { left.min(multipliers[*at]) };
            if take > tie {
                pairs.iter().for_each(|pair| room[*pair] -= take);
                out[*at] += take;
            }
        }
    }
    triples.iter().copied().zip(out).filter(|(_, taken)| *taken > 0.0).collect()
}
