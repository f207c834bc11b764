//! The single weight that tells two kinds of scenarios apart: a threshold on the share of one
//! criterion or node, with most of the one kind above it and most of the other below (a decision
//! stump: Iba and Langley 1992, doi:10.1016/B978-1-55860-247-2.50035-8).

use crate::problem::Problem;
use crate::tolerance::CHANGED;
use rayon::prelude::*;

/// A criterion or node whose share of all weight tells most scenarios in which an alternative is
/// first from most of those in which it is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Telling {
    /// The criterion or node, as an index into the branches of the tree.
    pub branch: usize,
    /// Whether the alternative is first where the weight is large, rather than where it is small.
    pub above: bool,
    /// The least weight of the scenarios above the threshold.
    pub least_above: f64,
    /// The largest weight of those below it: no scenario has a weight between the two.
    pub most_below: f64,
    /// In how many of the scenarios above the alternative is first, and how many there are.
    pub first_above: (usize, usize),
    /// In how many of those below, and how many there are.
    pub first_below: (usize, usize),
}

impl Telling {
    /// How many scenarios are on the side on which they belong.
    pub fn right(&self) -> usize {
        let ((above, all_above), (below, all_below)) = (self.first_above, self.first_below);
        match self.above {
            true => above + (all_below - below),
            false => below + (all_above - above),
        }
    }

    /// Whether all of them are.
    pub fn is_perfect(&self) -> bool {
        self.right() == self.first_above.1 + self.first_below.1
    }

    /// How far apart the two sides are.
    fn gap(&self) -> f64 {
        self.least_above - self.most_below
    }
}

/// By branch: the scenarios, from the one with the least share to the one with the largest.
pub(super) fn orders(shares: &[f64], branches: usize) -> Vec<Vec<usize>> {
    let order = |branch: usize| {
        let share = |scenario: &usize| shares[scenario * branches + branch];
        let mut order: Vec<usize> = (0..shares.len() / branches.max(1)).collect();
        order.sort_by(|a, b| share(a).total_cmp(&share(b)));
        order
    };
    (0..branches).into_par_iter().map(order).collect()
}

/// The weight that puts the most scenarios on the side on which they belong; of several the one with
/// the widest gap between the sides, then the first in the order of the file, with leaves before
/// nodes. `shares` are those of all branches, scenario after scenario, and `orders` the scenarios by
/// the share of each branch. `None` where none does better than to say the same of all scenarios.
pub(super) fn telling(
    shares: &[f64],
    orders: &[Vec<usize>],
    problem: &Problem,
    is_first: &[bool],
) -> Option<Telling> {
    let branches = &problem.tree.branches;
    let firsts = is_first.iter().filter(|is| **is).count();
    let guess = firsts.max(is_first.len() - firsts);
    let (leaves, nodes): (Vec<usize>, Vec<usize>) =
        (0..branches.len()).partition(|branch| branches[*branch].leaf.is_some());
    let order: Vec<usize> = leaves.into_iter().chain(nodes).collect();
    let best = |branch: &usize| {
        let column = shares.iter().skip(*branch).step_by(branches.len());
        let weights: Vec<f64> = column.copied().collect();
        of_branch(*branch, &weights, &orders[*branch], is_first, firsts)
    };
    let all: Vec<Option<Telling>> = order.par_iter().map(best).collect();
    let better = |a: Telling, b: Telling| {
        let is_better =
            b.right() > a.right() || b.right() == a.right() && b.gap() > a.gap() + CHANGED;
        if is_better { b } else { a }
    };
    all.into_iter().flatten().filter(|it| it.right() > guess).reduce(better)
}

/// The best threshold on the weight of one branch; `None` where it hardly varies.
fn of_branch(
    branch: usize,
    weights: &[f64],
    order: &[usize],
    is_first: &[bool],
    firsts: usize,
) -> Option<Telling> {
    let mut below = 0;
    let mut best: Option<Telling> = None;
    for at in 1..order.len() {
        below += usize::from(is_first[order[at - 1]]);
        let (most_below, least_above) = (weights[order[at - 1]], weights[order[at]]);
        // Weights that are equal but for rounding are on one side.
        if least_above - most_below <= CHANGED {
            continue;
        }
        let first_below = (below, at);
        let first_above = (firsts - below, order.len() - at);
        for above in [true, false] {
            let here = Telling { branch, above, least_above, most_below, first_above, first_below };
            let is_better = |known: &Telling| {
                here.right() > known.right()
                    || here.right() == known.right() && here.gap() > known.gap() + CHANGED
            };
            if best.as_ref().is_none_or(is_better) {
                best = Some(here);
            }
        }
    }
    best
}
