//! The orders that disagree least with the rankings.

mod component;
mod cycles;
mod parts;
mod places;
mod splice;
mod start;

use super::{Pairwise, Rankings};
use component::{Solved, solve};
use parts::strong_components;
use splice::Spliced;

/// So many orders of each component are kept at least.
const MOST_KEPT: usize = 1_000;

/// How far the search for Kemeny orders goes. All limits are counts, so that an answer does not
/// depend on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KemenyRequest {
    /// At most so many orders are listed.
    pub orders: usize,
    /// At most so many sets of alternatives are kept for each strong component of the majority
    /// relation. Where that is not enough, the answer is not proved.
    pub sets: usize,
}

impl Default for KemenyRequest {
    fn default() -> KemenyRequest {
        KemenyRequest { orders: 20, sets: 500_000 }
    }
}

/// The orders that disagree least with rankings, made by [`kemeny`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Kemeny {
    /// The disagreement of each of the orders.
    pub disagreement: f64,
    /// No order disagrees less than this. The same as `disagreement` where that is proved.
    pub lower_bound: f64,
    /// Whether it is proved that no order disagrees less.
    pub proved: bool,
    /// Orders with that disagreement, as alternatives from the first to the last. Proved orders come
    /// in lexicographic order; without a proof there is only one.
    pub orders: Vec<Vec<usize>>,
    /// Whether there are more such orders than are listed. Without a proof, there may be.
    pub more: bool,
    /// The best and the worst place of each alternative, from 1, over all orders with the least
    /// disagreement, listed or not. `None` without a proof, and where there are too many orders to
    /// know.
    pub places: Option<Vec<(usize, usize)>>,
}

/// The orders of the alternatives, without ties, whose disagreement with the rankings is least
/// (Kemeny 1959; Young & Levenglick 1978, doi:10.1137/0135023).
///
/// The disagreement of an order is the weighted sum, over rankings and pairs of alternatives, of 1
/// where the ranking has the pair the other way round and of 1/2 where it ties the pair. That is half
/// of the distance between weak orders of Kemeny & Snell (1962), which counts 2 and 1. What a tie
/// counts is the same for all orders, so it decides nothing. The median among weak orders, which may
/// tie alternatives itself, is another question and is not answered here.
///
/// How: a majority that no circle of majorities contradicts stands in some order of least
/// disagreement, so strong components of the majority relation are solved one by one (Truchon 1998,
/// the extended Condorcet criterion), by dynamic programming over sets with bounds from circles of
/// three. What is listed is all orders of least disagreement: also those in which alternatives of
/// different components that are even with each other take turns.
///
/// ```
/// use afweging::rank_aggregation::{KemenyRequest, Rankings, kemeny};
///
/// // A circle: a before b, b before c and c before a, each in two rankings of three.
/// let circle = [(1.0, vec![1, 2, 3]), (1.0, vec![3, 1, 2]), (1.0, vec![2, 3, 1])];
/// let rankings = Rankings::new(3, circle.to_vec()).unwrap();
/// let answer = kemeny(&rankings, &KemenyRequest::default());
/// assert_eq!(answer.orders, [[0, 1, 2], [1, 2, 0], [2, 0, 1]]);
/// assert_eq!((answer.disagreement, answer.proved), (4.0, true));
/// assert_eq!(answer.places.unwrap(), [(1, 3); 3]);
/// ```
pub fn kemeny(rankings: &Rankings, request: &KemenyRequest) -> Kemeny {
    let m = rankings.alternatives();
    let tie = rankings.tie();
    // By a and b: how much more weight has b ahead of a, at least 0. An order that puts a ahead
    // disagrees by that much more than it must on this pair.
    let mut excess = vec![0.0; m * m];
    for a in 0..m {
        for b in a + 1..m {
            let margin = rankings.margin(a, b);
            excess[a * m + b] = (-margin).max(0.0);
            excess[b * m + a] = margin.max(0.0);
        }
    }
    let components = strong_components(&excess, m);
    // More than are listed, because the places of interleaved components need all orders of each.
    let kept = request.orders.max(MOST_KEPT);
    let of_component = |members: &Vec<usize>| -> Solved {
        let n = members.len();
        let own: Vec<f64> =
            members.iter().flat_map(|a| members.iter().map(|b| excess[*a * m + *b])).collect();
        solve(&own, n, tie, request.sets, kept)
    };
    let solved: Vec<Solved> = components.iter().map(of_component).collect();
    let missing: f64 = solved.iter().map(|solved| solved.excess - solved.least).sum();
    let proved = solved.iter().all(|solved| solved.places.is_some()) || missing <= tie;
    let spliced = Spliced::new(&excess, &components, &solved, request.orders.max(1));
    let pairwise = Pairwise::new(rankings);
    let first = spliced.orders.first().map_or(&[][..], |order| order.as_slice());
    let disagreement = pairwise.disagreement(first);
    let gap = if proved { 0.0 } else { missing * rankings.unit() };
    Kemeny {
        disagreement,
        lower_bound: disagreement - gap,
        proved,
        orders: spliced.orders,
        more: spliced.more,
        places: spliced.places,
    }
}
