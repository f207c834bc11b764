//! Exact bounds of additive scores and of their differences over the inputs' ranges.
//!
//! A score is a sum of weight times value, and each value a function of one input and perhaps of
//! attributes that shift it. Two cells that refer to the same input move together: what they share
//! cancels in a difference. So the terms of a sum are split into sets that share no uncertain
//! input; the extremes of each set are found exactly (see `component`) and added up.

use crate::bounds::component::Component;
use crate::bounds::input_cluster::InputCluster;
use crate::bounds::input_ranges::Ranges;
use crate::bounds::interval::Interval;
use crate::bounds::least::LeastDifference;
use crate::bounds::sharing::{components, rows_share, uses};
use crate::bounds::term::Term;
use crate::bounds::uncertain_cell::UncertainCell;
use crate::problem::ranking::difference;
use crate::problem::{Cell, Curve, Matrix, Problem};
use rayon::prelude::*;
use std::sync::Arc;

/// About how many candidate points may be searched for all pairs of a group together: some seconds.
/// A decision with a few alternatives is searched in full; many alternatives that are all shifted
/// by the same unknown attributes get outer bounds.
const MOST_CANDIDATES: usize = 20_000_000;

/// The additive model of a group: rows are its members in the order given to [`Additive::new`].
#[derive(Debug, Clone)]
pub struct Additive {
    nominal: Matrix,
    /// The values of cells that are one single figure; 0 for ranges and what is unknown.
    known: Matrix,
    uncertain: Vec<Vec<Term>>,
    ranges: Ranges,
    shares: bool,
    crisp: bool,
    /// How many candidate points may be searched for one bound.
    most_candidates: usize,
}

impl Additive {
    /// The model of `members` with a value function per leaf.
    pub(crate) fn new(problem: &Problem, members: &[usize], curves: &[Curve]) -> Additive {
        let shared: Vec<Arc<Curve>> = problem
            .tree
            .leaves
            .iter()
            .zip(curves)
            .map(|(leaf, curve)| match leaf.scale.as_ref().map(|scale| scale.limits()) {
                Some((low, high)) => Arc::new(curve.clipped(low, high)),
                None => Arc::new(curve.clone()),
            })
            .collect();
        let term = |cell: &Cell, leaf: usize| -> Option<Term> {
            let curve = if cell.shifts.is_empty() {
                shared[leaf].clone()
            } else {
                Arc::new(curves[leaf].clipped(cell.limits.0, cell.limits.1))
            };
            Term::new(cell, leaf, curve, &problem.inputs)
        };
        let of_member = |member: &usize| {
            let cell = |leaf: usize| {
                problem.cells.listed(*member, leaf, curves.len()).map(|cell| (leaf, cell))
            };
            (0..curves.len()).filter_map(cell).filter_map(|(leaf, cell)| term(cell, leaf)).collect()
        };
        let uncertain: Vec<Vec<Term>> = match problem.cells.is_plain() {
            true => vec![Vec::new(); members.len()],
            false => members.iter().map(of_member).collect(),
        };
        let ranges = Ranges::of_terms(&uncertain, &problem.inputs);
        // The spread is cut to the limits already, so the leaf's own curve gives the value.
        let mut values = vec![0.0; members.len() * curves.len()];
        values.par_chunks_mut(members.len().max(1)).enumerate().for_each(|(leaf, column)| {
            let curve = &curves[leaf];
            match problem.cells.plain(leaf) {
                Some(figures) => curve.fill(column, members.iter().map(|member| figures[*member])),
                None => curve.fill(
                    column,
                    members.iter().map(|member| problem.spread(*member, leaf).nominal),
                ),
            }
        });
        let nominal = Matrix::from_columns(members.len(), curves.len(), values);
        let open =
            |row: usize, leaf: usize| uncertain[row].iter().any(|term: &Term| term.leaf == leaf);
        let known = match uncertain.iter().all(Vec::is_empty) {
            true => nominal.clone(),
            false => Matrix::from_fn(members.len(), curves.len(), |row, leaf| {
                if open(row, leaf) { 0.0 } else { nominal.at(row, leaf) }
            }),
        };
        let shares = rows_share(&uncertain);
        let crisp = uncertain.iter().all(Vec::is_empty);
        let pairs = (members.len() * members.len()).max(1);
        let most_candidates = (MOST_CANDIDATES / pairs).clamp(200, 200_000);
        Additive { nominal, known, uncertain, ranges, shares, crisp, most_candidates }
    }

    /// The values at nominal performances.
    pub fn nominal(&self) -> &Matrix {
        &self.nominal
    }

    /// Whether no input is uncertain: every bound is the nominal figure.
    pub fn is_crisp(&self) -> bool {
        self.crisp
    }

    /// Whether two rows rest on the same uncertain input. If not, the bounds of a difference are
    /// the differences of bounds.
    pub fn rows_share(&self) -> bool {
        self.shares
    }

    /// The bounds of a row's score.
    pub fn score(&self, row: usize, weights: &[f64]) -> Interval {
        let known: f64 = weights
            .iter()
            .enumerate()
            .map(|(leaf, weight)| weight * self.known.at(row, leaf))
            .sum();
        let terms = self.weighted(row, weights, 1.0).collect();
        self.bounds(known, terms)
    }

    /// The bounds of score(a) - score(b).
    pub fn difference(&self, a: usize, b: usize, weights: &[f64]) -> Interval {
        let known: f64 = weights
            .iter()
            .enumerate()
            .map(|(leaf, weight)| {
                weight * difference(self.known.at(a, leaf), self.known.at(b, leaf))
            })
            .sum();
        self.bounds(
            known,
            self.differing(a, b, weights).map(|(weight, term, _)| (weight, term)).collect(),
        )
    }

    /// The uncertain terms of score(a) - score(b), each with its signed weight and its value at
    /// nominal figures.
    fn differing<'a, 'w>(
        &'a self,
        a: usize,
        b: usize,
        weights: &'w [f64],
    ) -> impl Iterator<Item = (f64, &'a Term, f64)> + use<'a, 'w> {
        // What both rows have in common to the last detail cancels, whatever its value: the usual
        // way of sharing a judgement.
        let common = move |term: &Term, other: usize| {
            self.term(other, term.leaf).is_some_and(|rival| rival.same(term))
        };
        let of = move |row: usize, other: usize, sign: f64| {
            let terms =
                self.weighted(row, weights, sign).filter(move |(_, term)| !common(term, other));
            terms.map(move |(weight, term)| (weight, term, self.nominal.at(row, term.leaf)))
        };
        of(a, b, 1.0).chain(of(b, a, -1.0))
    }

    /// The uncertain term of a row on a leaf: there is one at most, and they stand in leaf order.
    fn term(&self, row: usize, leaf: usize) -> Option<&Term> {
        let terms = &self.uncertain[row];
        terms.binary_search_by_key(&leaf, |term| term.leaf).ok().map(|at| &terms[at])
    }

    /// The value of a cell about which everything is known; 0 for the others, see
    /// [`Additive::uncertain`].
    pub fn known(&self, row: usize, leaf: usize) -> f64 {
        self.known.at(row, leaf)
    }

    /// The uncertain cells of a row.
    pub fn uncertain(&self, row: usize) -> impl Iterator<Item = UncertainCell<'_>> {
        self.uncertain[row].iter().map(|term| UncertainCell {
            leaf: term.leaf,
            base: term.base,
            offset: term.offset,
            shifts: term.shifts.iter().map(|shift| (shift.input, &*shift.curve)).collect(),
            value: &term.curve,
        })
    }

    /// The least and the greatest value of each uncertain cell of a row, by itself: leaf, least,
    /// greatest.
    pub fn ends(&self, row: usize) -> impl Iterator<Item = (usize, f64, f64)> + '_ {
        self.uncertain[row].iter().map(|term| (term.leaf, term.low, term.high))
    }

    /// Whether each cell of a row can be at its least, and each at its greatest, all at once: no
    /// two of them follow the same input, and none a text that is not known.
    pub fn ends_meet(&self, row: usize) -> bool {
        let mut inputs: Vec<usize> =
            self.uncertain[row].iter().flat_map(|term| term.variables()).collect();
        let count = inputs.len();
        inputs.sort_unstable();
        inputs.dedup();
        let texts =
            self.uncertain[row].iter().any(|term| term.chooses(|input| self.ranges.is_text(input)));
        inputs.len() == count && !texts
    }

    /// The leaves on which two rows have the same uncertain cell to the last detail, so that it
    /// cancels between them.
    pub fn common(&self, a: usize, b: usize) -> Vec<usize> {
        let same = |term: &&Term| self.term(b, term.leaf).is_some_and(|other| other.same(term));
        self.uncertain[a].iter().filter(same).map(|term| term.leaf).collect()
    }

    /// The least of score(a) - score(b) over the inputs for which `moves` holds, as a function of
    /// the weights: only cells all of whose uncertain inputs move count; the others are left out.
    pub fn least(&self, a: usize, b: usize, moves: &dyn Fn(usize) -> bool) -> LeastDifference {
        let ones = vec![1.0; self.nominal.columns()];
        let terms = self
            .differing(a, b, &ones)
            .map(|(sign, term, _)| (sign, term))
            .filter(|(_, term)| term.variables().all(moves))
            .collect();
        self.least_of(terms)
    }

    /// The least over the inputs of `sign` times the score of a row, as a function of the weights.
    /// Cells that are known are left out: see [`Additive::known`].
    pub(crate) fn least_score(&self, row: usize, sign: f64) -> LeastDifference {
        let ones = vec![1.0; self.nominal.columns()];
        self.least_of(self.weighted(row, &ones, sign).collect())
    }

    /// The least of a sum of terms, each with the sign of its weight.
    fn least_of(&self, terms: Vec<(f64, &Term)>) -> LeastDifference {
        let mut linear = vec![0.0; self.nominal.columns()];
        let mut out = LeastDifference { linear: Vec::new(), least: Vec::new(), exact: true };
        for members in components(&terms) {
            let part: Vec<(f64, &Term)> = members.iter().map(|index| terms[*index]).collect();
            let mut leaves: Vec<usize> = part.iter().map(|(_, term)| term.leaf).collect();
            leaves.sort_unstable();
            leaves.dedup();
            let component = Component::new(part.clone(), &self.ranges);
            if let [leaf] = leaves[..] {
                let extremes = component.extremes(self.most_candidates);
                out.exact &= extremes.exact;
                linear[leaf] += extremes.min;
                continue;
            }
            match component.least_vectors(&leaves, self.most_candidates) {
                Some(vectors) => {
                    let sparse = |vector: Vec<f64>| leaves.iter().copied().zip(vector).collect();
                    out.least.push(vectors.into_iter().map(sparse).collect());
                }
                None => {
                    // Term by term: true, but blind to what they share.
                    out.exact = false;
                    part.iter().for_each(|(sign, term)| {
                        linear[term.leaf] += (sign * term.low).min(sign * term.high)
                    });
                }
            }
        }
        out.linear = linear.into_iter().enumerate().filter(|(_, c)| *c != 0.0).collect();
        out
    }

    /// What can move score(a) - score(b) away from its nominal figure: sets of inputs that act on
    /// it independently of each other.
    pub fn clusters(&self, a: usize, b: usize, weights: &[f64]) -> Vec<InputCluster<'_>> {
        let terms: Vec<(f64, &Term, f64)> = self.differing(a, b, weights).collect();
        let plain: Vec<(f64, &Term)> =
            terms.iter().map(|(weight, term, _)| (*weight, *term)).collect();
        let cluster = |members: Vec<usize>| {
            InputCluster::new(members.into_iter().map(|at| terms[at]).collect(), &self.ranges)
        };
        components(&plain).into_iter().map(cluster).collect()
    }

    fn weighted<'a, 'w>(
        &'a self,
        row: usize,
        weights: &'w [f64],
        sign: f64,
    ) -> impl Iterator<Item = (f64, &'a Term)> + use<'a, 'w> {
        self.uncertain[row]
            .iter()
            .map(move |term| (sign * weights[term.leaf], term))
            .filter(|(weight, _)| *weight != 0.0)
    }

    fn bounds(&self, known: f64, terms: Vec<(f64, &Term)>) -> Interval {
        let mut out = Interval::point(known);
        let mut add = |members: &[usize]| {
            // What a term can be on its own is known, but for texts, which leave gaps.
            if let [only] = members[..]
                && !terms[only].1.chooses(|input| self.ranges.is_text(input))
            {
                let (weight, term) = terms[only];
                out.add(weight, (term.low, term.high));
                return;
            }
            let part =
                Component::new(members.iter().map(|index| terms[*index]).collect(), &self.ranges)
                    .extremes(self.most_candidates);
            out.min += part.min;
            out.max += part.max;
            out.exact &= part.exact;
        };
        // Most terms share nothing, and a sweep asks for their bounds many thousand times.
        match uses(&terms).windows(2).any(|pair| pair[0].0 == pair[1].0) {
            true => components(&terms).iter().for_each(|members| add(members)),
            false => (0..terms.len()).for_each(|index| add(&[index])),
        }
        out
    }
}
