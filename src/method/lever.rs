//! How far a difference of scores moves when only some of its inputs move.
//!
//! Inputs that meet in no cell act independently: their gains add up. Those that meet (a judgement and the attribute that shifts it, or
//! one judgement in two cells) make one *lever*, whose gain is found for each set of its inputs with the others at nominal.

use super::additive::Term;
use super::component::Component;
use super::ranges::Ranges;
use crate::problem::Curve;

/// Inputs that act together on a difference of scores.
pub struct Lever<'a> {
    /// The inputs, in order.
    pub inputs: Vec<usize>,
    /// Signed weight, term, and the term's value at nominal figures.
    terms: Vec<(f64, &'a Term, f64)>,
    ranges: &'a Ranges,
}

/// About how many candidate points may be searched for one set of inputs.
const MOST_CANDIDATES: usize = 200_000;

impl<'a> Lever<'a> {
    pub(super) fn new(terms: Vec<(f64, &'a Term, f64)>, ranges: &'a Ranges) -> Lever<'a> {
        let mut inputs: Vec<usize> = terms.iter().flat_map(|(_, term, _)| term.variables()).collect();
        inputs.sort_unstable();
        inputs.dedup();
        Lever { inputs, terms, ranges }
    }

    /// The most by which the difference can rise above its nominal figure when only the inputs `free` move within their ranges,
    /// and the figures at which it does. `None` where the exact search would take too long.
    pub fn gain(&self, free: &[usize]) -> Option<(f64, Vec<(usize, f64)>)> {
        let restricted: Vec<(f64, Term)> =
            self.terms.iter().filter_map(|(weight, term, _)| Some((*weight, term.restricted(free, self.ranges)?))).collect();
        let moving = self.terms.iter().filter(|(_, term, _)| term.variables().any(|input| free.contains(&input)));
        let nominal: f64 = moving.map(|(weight, _, nominal)| weight * nominal).sum();
        let terms = restricted.iter().map(|(weight, term)| (*weight, term)).collect();
        let (most, figures) = Component::new(terms, self.ranges).greatest(MOST_CANDIDATES)?;
        Some((most - nominal, figures))
    }
}

/// An uncertain cell: value(base + offset + sum of shifts), each shift a curve of an attribute.
pub struct UncertainCell<'a> {
    /// The leaf.
    pub leaf: usize,
    /// The base input, if it is uncertain; else it is in `offset`.
    pub base: Option<usize>,
    /// What is added to it.
    pub offset: f64,
    /// Uncertain attributes and their shift curves.
    pub shifts: Vec<(usize, &'a Curve)>,
    /// The value function after the cell's limits.
    pub value: &'a Curve,
}

impl UncertainCell<'_> {
    /// The inputs that it follows.
    pub fn inputs(&self) -> impl Iterator<Item = usize> + '_ {
        self.base.into_iter().chain(self.shifts.iter().map(|shift| shift.0))
    }

    /// Its value when each input has the figure that `figure` tells.
    pub fn at(&self, figure: impl Fn(usize) -> f64) -> f64 {
        let shift: f64 = self.shifts.iter().map(|(input, curve)| curve.at(figure(*input))).sum();
        self.value.at(self.base.map_or(0.0, &figure) + self.offset + shift)
    }
}

/// linear . w + sum over `least` of (the least of v . w over its vectors v); entries are (leaf, coefficient).
#[derive(Debug, Clone, PartialEq)]
pub struct Least {
    /// What is linear in the weights.
    pub linear: Vec<(usize, f64)>,
    /// Inputs that feed several leaves together, each with the vectors it can take.
    pub least: Vec<Vec<Vec<(usize, f64)>>>,
    /// Whether it is reached; else it is an outer bound.
    pub exact: bool,
}
