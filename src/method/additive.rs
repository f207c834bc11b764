//! Exact bounds of additive scores and of their differences over the inputs' ranges.
//!
//! A score is a sum of weight times value, and each value a function of one input and perhaps of attributes that shift it.
//! Two cells that refer to the same input move together: what they share cancels in a difference. So the terms of a sum are
//! split into sets that share no uncertain input; the extremes of each set are found exactly (see `component`) and added up.

use super::component::Component;
use crate::problem::ranking::difference;
use crate::problem::{Cell, Curve, Matrix, Problem, Spread};
use std::sync::Arc;

/// About how many candidate points may be searched for all pairs of a group together: some seconds. A decision with a few
/// alternatives is searched in full; many alternatives that are all shifted by the same unknown attributes get outer bounds.
const MOST_CANDIDATES: usize = 20_000_000;

/// The least and the greatest a figure can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least.
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Whether both are reached; else they are outer bounds.
    pub exact: bool,
}

impl Interval {
    /// One figure.
    pub fn point(x: f64) -> Interval {
        Interval { min: x, max: x, exact: true }
    }

    pub(super) fn add(&mut self, weight: f64, term: &Term) {
        let (a, b) = (weight * term.low, weight * term.high);
        self.min += a.min(b);
        self.max += a.max(b);
    }
}

/// The value of one uncertain cell: curve(base + offset + shifts).
#[derive(Debug, Clone)]
pub(super) struct Term {
    leaf: usize,
    /// The base input, if it is uncertain; a known one is in `offset`.
    pub(super) base: Option<usize>,
    pub(super) offset: f64,
    /// Uncertain attributes and their shift curves; known ones are in `offset`.
    pub(super) shifts: Vec<(usize, Arc<Curve>)>,
    /// The value function after the cell's limits.
    pub(super) curve: Arc<Curve>,
    /// Its extremes on its own.
    pub(super) low: f64,
    pub(super) high: f64,
}

/// The additive model of a group: rows are its members in the order given to [`Additive::new`].
#[derive(Debug, Clone)]
pub struct Additive {
    nominal: Matrix,
    /// The values of known cells; 0 where a cell is uncertain.
    known: Matrix,
    uncertain: Vec<Vec<Term>>,
    spreads: Vec<Spread>,
    shares: bool,
    crisp: bool,
    /// How many candidate points may be searched for one bound.
    most_candidates: usize,
}

impl Additive {
    /// The model of `members` with a value function per leaf.
    pub(super) fn new(problem: &Problem, members: &[usize], curves: &[Curve]) -> Additive {
        let spreads: Vec<Spread> = problem.inputs.iter().map(|input| input.spread).collect();
        let shared: Vec<Arc<Curve>> = problem
            .tree
            .leaves
            .iter()
            .zip(curves)
            .map(|(leaf, curve)| Arc::new(limited(curve, leaf.scale.as_ref().map(|s| s.limits()))))
            .collect();
        let term = |cell: &Cell, leaf: usize| -> Option<Term> {
            let curve = if cell.shifts.is_empty() {
                shared[leaf].clone()
            } else {
                Arc::new(curves[leaf].clipped(cell.limits.0, cell.limits.1))
            };
            Term::new(cell, leaf, curve, &spreads)
        };
        let uncertain: Vec<Vec<Term>> = members
            .iter()
            .map(|member| problem.cells_of(*member).iter().enumerate().filter_map(|(leaf, cell)| term(cell, leaf)).collect())
            .collect();
        let nominal = Matrix::from_fn(members.len(), curves.len(), |row, leaf| {
            let cell = problem.cell(members[row], leaf);
            // The spread is cut to the limits already, so the leaf's own curve gives the value.
            curves[leaf].at(cell.spread.nominal)
        });
        let open = |row: usize, leaf: usize| uncertain[row].iter().any(|term: &Term| term.leaf == leaf);
        let known =
            Matrix::from_fn(members.len(), curves.len(), |row, leaf| if open(row, leaf) { 0.0 } else { nominal.at(row, leaf) });
        let shares = rows_share(&uncertain);
        let crisp = uncertain.iter().all(Vec::is_empty);
        let pairs = (members.len() * members.len()).max(1);
        let most_candidates = (MOST_CANDIDATES / pairs).clamp(200, 200_000);
        Additive { nominal, known, uncertain, spreads, shares, crisp, most_candidates }
    }

    /// The values at nominal performances.
    pub fn nominal(&self) -> &Matrix {
        &self.nominal
    }

    /// Whether no input is uncertain: every bound is the nominal figure.
    pub fn is_crisp(&self) -> bool {
        self.crisp
    }

    /// Whether two rows rest on the same uncertain input. If not, the bounds of a difference are the differences of bounds.
    pub fn rows_share(&self) -> bool {
        self.shares
    }

    /// The bounds of a row's score.
    pub fn score(&self, row: usize, weights: &[f64]) -> Interval {
        let known: f64 = weights.iter().enumerate().map(|(leaf, weight)| weight * self.known.at(row, leaf)).sum();
        let terms = self.weighted(row, weights, 1.0).collect();
        self.bounds(known, terms)
    }

    /// The bounds of score(a) - score(b).
    pub fn difference(&self, a: usize, b: usize, weights: &[f64]) -> Interval {
        let known: f64 = weights
            .iter()
            .enumerate()
            .map(|(leaf, weight)| weight * difference(self.known.at(a, leaf), self.known.at(b, leaf)))
            .sum();
        // What both rows have in common to the last detail cancels, whatever its value: the usual way of sharing a judgement.
        let common =
            |term: &Term, other: usize| self.uncertain[other].iter().any(|rival| rival.leaf == term.leaf && rival.same(term));
        let mine = self.weighted(a, weights, 1.0).filter(|(_, term)| !common(term, b));
        let theirs = self.weighted(b, weights, -1.0).filter(|(_, term)| !common(term, a));
        let terms = mine.chain(theirs).collect();
        self.bounds(known, terms)
    }

    fn weighted<'a>(&'a self, row: usize, weights: &'a [f64], sign: f64) -> impl Iterator<Item = (f64, &'a Term)> {
        self.uncertain[row].iter().map(move |term| (sign * weights[term.leaf], term)).filter(|(weight, _)| *weight != 0.0)
    }

    fn bounds(&self, known: f64, terms: Vec<(f64, &Term)>) -> Interval {
        let mut out = Interval::point(known);
        for members in components(&terms) {
            if let [only] = members[..] {
                out.add(terms[only].0, terms[only].1);
                continue;
            }
            let part = Component::new(members.into_iter().map(|index| terms[index]).collect(), &self.spreads)
                .extremes(self.most_candidates);
            out.min += part.min;
            out.max += part.max;
            out.exact &= part.exact;
        }
        out
    }
}

impl Term {
    /// The term of a cell, or `None` if everything about it is known.
    fn new(cell: &Cell, leaf: usize, curve: Arc<Curve>, spreads: &[Spread]) -> Option<Term> {
        let mut offset = 0.0;
        let mut shifts: Vec<(usize, Arc<Curve>)> = Vec::new();
        for shift in &cell.shifts {
            let spread = spreads[shift.input];
            if spread.is_crisp() {
                offset += shift.nominal;
            } else if let Some((_, known)) = shifts.iter_mut().find(|(input, _)| *input == shift.input) {
                // One attribute that shifts the cell twice is one curve: their sum.
                *known = Arc::new(known.plus(&shift.curve));
            } else {
                shifts.push((shift.input, shift.curve.clone()));
            }
        }
        let base = spreads[cell.input];
        let crisp = base.is_crisp();
        if crisp {
            offset += base.nominal;
        }
        if crisp && shifts.is_empty() {
            return None;
        }
        let (mut least, mut most) = if crisp { (offset, offset) } else { (base.low + offset, base.high + offset) };
        for (input, shift) in &shifts {
            let (low, high) = shift.range(spreads[*input].low, spreads[*input].high);
            least += low;
            most += high;
        }
        let (low, high) = curve.range(least, most);
        Some(Term { leaf, base: (!crisp).then_some(cell.input), offset, shifts, curve, low, high })
    }

    /// Whether two terms are the same function of the same inputs.
    fn same(&self, other: &Term) -> bool {
        let shifts = || self.shifts.iter().zip(&other.shifts).all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(&a.1, &b.1));
        self.base == other.base
            && self.offset == other.offset
            && Arc::ptr_eq(&self.curve, &other.curve)
            && self.shifts.len() == other.shifts.len()
            && shifts()
    }

    fn variables(&self) -> impl Iterator<Item = usize> + '_ {
        self.base.into_iter().chain(self.shifts.iter().map(|shift| shift.0))
    }
}

fn limited(curve: &Curve, limits: Option<(f64, f64)>) -> Curve {
    limits.map_or_else(|| curve.clone(), |(low, high)| curve.clipped(low, high))
}

/// The terms by connected component: two terms hang together if they share an uncertain input.
fn components(terms: &[(f64, &Term)]) -> Vec<Vec<usize>> {
    let mut uses: Vec<(usize, usize)> =
        terms.iter().enumerate().flat_map(|(index, (_, term))| term.variables().map(move |variable| (variable, index))).collect();
    uses.sort_unstable();
    let mut parent: Vec<usize> = (0..terms.len()).collect();
    fn root(parent: &mut [usize], mut index: usize) -> usize {
        while parent[index] != index {
            parent[index] = parent[parent[index]];
            index = parent[index];
        }
        index
    }
    for pair in uses.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (a, b) = (root(&mut parent, pair[0].1), root(&mut parent, pair[1].1));
        parent[a.max(b)] = a.min(b);
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut place = vec![usize::MAX; terms.len()];
    for index in 0..terms.len() {
        let root = root(&mut parent, index);
        if place[root] == usize::MAX {
            place[root] = out.len();
            out.push(Vec::new());
        }
        out[place[root]].push(index);
    }
    out
}

fn rows_share(rows: &[Vec<Term>]) -> bool {
    let mut uses: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, terms)| terms.iter().flat_map(move |term| term.variables().map(move |v| (v, row))))
        .collect();
    uses.sort_unstable();
    uses.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1)
}
