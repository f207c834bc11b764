//! The orders of least excess of one strong component.

use super::cycles::CycleBound;
use super::start::good_order;
use std::collections::BTreeMap;

/// Sets of alternatives are bits of a number, so larger components are not solved.
const MOST_ALTERNATIVES: usize = 128;

/// The search over sets reads at most so many figures of pairs and triples, which takes about a
/// second. Counted, so that an answer does not depend on the machine.
const MOST_READ: usize = 300_000_000;

/// The answer for a component. Alternatives are positions in it.
pub(super) struct Solved {
    /// The total excess of the best order found.
    pub(super) excess: f64,
    /// The total excess of every order is at least this.
    pub(super) least: f64,
    /// Orders with that excess.
    pub(super) orders: Vec<Vec<usize>>,
    /// Whether these are all there are.
    pub(super) all: bool,
    /// The best and the worst place of each over all orders of least excess, from 0; `None` where
    /// nothing is proved.
    pub(super) places: Option<Vec<(usize, usize)>>,
}

/// A set of alternatives that stand in front.
struct Front {
    set: u128,
    /// The least excess of their pairs with each other and with all others.
    cost: f64,
    /// The rest costs at least this.
    rest: f64,
}

/// The orders of a component with the least total excess, up to so many, where at most so many sets
/// are looked at. Of a component that is too large for that a good order is told, and nothing is
/// known of how much better another may be.
///
/// Dynamic programming over the sets of alternatives that may stand in front (Held & Karp 1962),
/// layer by layer. A set is left out where a bound shows that no order that starts with it is as
/// good as one that is known; two alternatives whose order is settled by such a bound are never
/// looked at the other way round.
pub(super) fn solve(
    excess: &[f64],
    n: usize,
    tie: f64,
    most_sets: usize,
    most_orders: usize,
) -> Solved {
    if n == 1 {
        let (orders, places) = (vec![vec![0]], Some(vec![(0, 0)]));
        return Solved { excess: 0.0, least: 0.0, orders, all: true, places };
    }
    let (most, order) = good_order(excess, n, tie);
    let unproved = |least: f64| Solved {
        excess: most,
        least: least.min(most),
        orders: vec![order.clone()],
        all: false,
        places: None,
    };
    // Before the triples are listed: their number grows with the cube.
    if n > MOST_ALTERNATIVES {
        return unproved(0.0);
    }
    let bound = CycleBound::new(excess, n, most, tie);
    let layers = match layers(excess, n, most + tie, &bound, most_sets) {
        Ok(layers) => layers,
        Err(least) => return unproved(least.max(bound.least)),
    };
    from_layers(excess, n, tie, &layers, most_orders)
}

/// What it costs to put `a` in front of the alternatives of a set.
fn step(excess: &[f64], n: usize, a: usize, behind: u128) -> f64 {
    members(behind).map(|b| excess[a * n + b]).sum()
}

/// The members of a set, in order.
fn members(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let at = set.trailing_zeros() as usize;
            set &= set - 1;
            at
        })
    })
}

/// By size: the sets with which an order of at most `most` may start. The lower bound that is known
/// by then where there are too many of them, or too much must be read to tell.
fn layers(
    excess: &[f64],
    n: usize,
    most: f64,
    bound: &CycleBound,
    most_sets: usize,
) -> Result<Vec<Vec<Front>>, f64> {
    let full = if n == 128 { u128::MAX } else { (1 << n) - 1 };
    // Those that must stand ahead of each, because the other way round costs too much.
    let ahead: Vec<u128> = (0..n)
        .map(|a| {
            (0..n)
                .filter(|b| *b != a && bound.least + bound.penalty(a, *b) > most)
                .fold(0, |set, b| set | 1 << b)
        })
        .collect();
    let mut triples: Vec<Vec<(u128, f64)>> = vec![Vec::new(); n];
    for (triple, multiplier) in &bound.packed {
        let set = triple.iter().fold(0, |set, a| set | 1 << a);
        triple.iter().for_each(|a| triples[*a].push((set, *multiplier)));
    }
    let all: f64 = bound.packed.iter().map(|(_, multiplier)| multiplier).sum();
    let mut out = vec![vec![Front { set: 0, cost: 0.0, rest: all }]];
    let (mut count, mut read) = (1, 0);
    for size in 0..n {
        let mut next: BTreeMap<u128, (f64, f64)> = BTreeMap::new();
        for front in &out[size] {
            let left = full & !front.set;
            for a in members(left).filter(|a| ahead[*a] & left == 0) {
                read += n - size + triples[a].len();
                let cost = front.cost + step(excess, n, a, left & !(1 << a));
                let gone: f64 = triples[a]
                    .iter()
                    .filter(|(set, _)| set & left == *set)
                    .map(|(_, multiplier)| multiplier)
                    .sum();
                let rest = front.rest - gone;
                if cost + rest <= most {
                    let entry = next.entry(front.set | 1 << a).or_insert((cost, rest));
                    entry.0 = entry.0.min(cost);
                }
            }
            if count + next.len() > most_sets || read > MOST_READ {
                let least = out[size].iter().map(|front| front.cost + front.rest);
                return Err(least.fold(f64::INFINITY, f64::min));
            }
        }
        count += next.len();
        let layer = next.into_iter().map(|(set, (cost, rest))| Front { set, cost, rest }).collect();
        out.push(layer);
    }
    Ok(out)
}

/// The orders of least excess through the layers, and the places that each alternative has in them.
fn from_layers(
    excess: &[f64],
    n: usize,
    tie: f64,
    layers: &[Vec<Front>],
    most_orders: usize,
) -> Solved {
    let full: u128 = layers.last().and_then(|layer| layer.first()).map_or(0, |front| front.set);
    // By layer and set: what the best order of the rest costs.
    let mut rests: Vec<BTreeMap<u128, f64>> = vec![BTreeMap::from([(full, 0.0)])];
    for layer in layers.iter().rev().skip(1) {
        let behind = rests.last();
        let mut rest = BTreeMap::new();
        for front in layer {
            let left = full & !front.set;
            let least = members(left)
                .filter_map(|a| {
                    let behind = behind?.get(&(front.set | 1 << a))?;
                    Some(step(excess, n, a, left & !(1 << a)) + behind)
                })
                .fold(f64::INFINITY, f64::min);
            if least.is_finite() {
                rest.insert(front.set, least);
            }
        }
        rests.push(rest);
    }
    rests.reverse();
    let least = rests[0].get(&0).copied().unwrap_or_default();
    let mut places = vec![(n, 0); n];
    for (size, layer) in layers.iter().take(n).enumerate() {
        for front in layer {
            let left = full & !front.set;
            for a in members(left) {
                let Some(rest) = rests[size + 1].get(&(front.set | 1 << a)) else { continue };
                let cost = front.cost + step(excess, n, a, left & !(1 << a)) + rest;
                if cost <= least + tie {
                    places[a] = (places[a].0.min(size), places[a].1.max(size));
                }
            }
        }
    }
    let mut walk =
        Walk { excess, n, full, rests: &rests, most: least + tie, most_orders, found: Vec::new() };
    let all = walk.from(0, 0.0, &mut Vec::with_capacity(n));
    let excess = least;
    Solved { excess, least, orders: walk.found, all, places: Some(places) }
}

/// All orders of least excess, in the order of the alternatives.
struct Walk<'a> {
    excess: &'a [f64],
    n: usize,
    full: u128,
    rests: &'a [BTreeMap<u128, f64>],
    most: f64,
    most_orders: usize,
    found: Vec<Vec<usize>>,
}

impl Walk<'_> {
    /// Go on from those in front, at what these cost. Whether all were found.
    fn from(&mut self, front: u128, cost: f64, order: &mut Vec<usize>) -> bool {
        if front == self.full {
            if self.found.len() == self.most_orders {
                return false;
            }
            self.found.push(order.clone());
            return true;
        }
        let left = self.full & !front;
        for a in members(left) {
            let next = front | 1 << a;
            let Some(rest) = self.rests[order.len() + 1].get(&next) else { continue };
            let with = cost + step(self.excess, self.n, a, left & !(1 << a));
            if with + rest <= self.most {
                order.push(a);
                let all = self.from(next, with, order);
                order.pop();
                if !all {
                    return false;
                }
            }
        }
        true
    }
}
