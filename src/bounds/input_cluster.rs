//! How far a difference of scores moves when only some of its inputs move.
//!
//! Inputs that meet in no cell act independently: their gains add up. Those that meet (a judgement
//! and the attribute that shifts it, or one judgement in two cells) make one *cluster*, whose gain is
//! found for each set of its inputs with the others at nominal.

use crate::bounds::component::Component;
use crate::bounds::input_ranges::Ranges;
use crate::bounds::term::Term;

/// Inputs that act together on a difference of scores.
pub struct InputCluster<'a> {
    /// The inputs, in order.
    pub inputs: Vec<usize>,
    /// Signed weight, term, and the term's value at nominal figures.
    terms: Vec<(f64, &'a Term, f64)>,
    ranges: &'a Ranges,
}

/// About how many candidate points may be searched for one set of inputs.
const MOST_CANDIDATES: usize = 200_000;

impl<'a> InputCluster<'a> {
    pub(crate) fn new(terms: Vec<(f64, &'a Term, f64)>, ranges: &'a Ranges) -> InputCluster<'a> {
        let mut inputs: Vec<usize> =
            terms.iter().flat_map(|(_, term, _)| term.variables()).collect();
        inputs.sort_unstable();
        inputs.dedup();
        InputCluster { inputs, terms, ranges }
    }

    /// The most by which the difference can rise above its nominal figure when only the inputs
    /// `free` move within their ranges, and the figures at which it does. `None` where the exact
    /// search would take too long.
    pub fn gain(&self, free: &[usize]) -> Option<(f64, Vec<(usize, f64)>)> {
        let restricted: Vec<(f64, Term)> = self
            .terms
            .iter()
            .filter_map(|(weight, term, _)| {
                Some((*weight, term.restricted(free, |input| self.ranges.of(input))?))
            })
            .collect();
        let moving = self
            .terms
            .iter()
            .filter(|(_, term, _)| term.variables().any(|input| free.contains(&input)));
        let nominal: f64 = moving.map(|(weight, _, nominal)| weight * nominal).sum();
        let terms = restricted.iter().map(|(weight, term)| (*weight, term)).collect();
        let (most, figures) = Component::new(terms, self.ranges).greatest(MOST_CANDIDATES)?;
        Some((most - nominal, figures))
    }
}
