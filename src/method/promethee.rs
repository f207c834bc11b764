//! What PROMETHEE I and II share: preference functions and unicriterion flows.
//!
//! For a criterion with preference function P, pi_j(a, b) = P(d) with d the advantage of a over b in the performance's own
//! units. Flows: phi+_j(a) = sum over b of pi_j(a, b) / (m - 1), phi-_j(a) = sum over b of pi_j(b, a) / (m - 1). The flows of an
//! alternative are the weighted sums of its unicriterion flows.
//! Brans & Vincke 1985, doi:10.1287/mnsc.31.6.647; Brans, Vincke & Mareschal 1986, doi:10.1016/0377-2217(86)90044-5.

use super::promethee_sums::{Sums, sums};
use super::{Entry, Note, eligible, remedy};
use crate::error::Result;
use crate::problem::{Criterion, Direction, Group, Matrix, PreferenceFunction, Problem};
use crate::progress::{Stage, begin};
use rayon::prelude::*;

/// A preference function with its thresholds: 0 for no advantage, 1 for a full preference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Preference {
    /// 1 for any advantage.
    Usual,
    /// 1 beyond q.
    UShape(f64),
    /// d / p up to p.
    VShape(f64),
    /// 1/2 beyond q, 1 beyond p.
    Level(f64, f64),
    /// (d - q) / (p - q) between q and p.
    VShapeIndifference(f64, f64),
    /// 1 - exp(-d^2 / (2 s^2)).
    Gaussian(f64),
}

impl Preference {
    /// The preference for an advantage of d. At a threshold itself the lower step still holds (0 at d = q, 1/2 at d = p); a
    /// ramp of no width (p = 0, p = q, s = 0) is its limit, a step.
    pub fn of(self, d: f64) -> f64 {
        if d <= 0.0 {
            return 0.0;
        }
        match self {
            Preference::Usual => 1.0,
            Preference::UShape(q) => f64::from(u8::from(d > q)),
            Preference::VShape(p) if d < p => d / p,
            Preference::VShape(_) => 1.0,
            Preference::Level(q, _) if d <= q => 0.0,
            Preference::Level(_, p) if d <= p => 0.5,
            Preference::Level(..) => 1.0,
            Preference::VShapeIndifference(q, _) if d <= q => 0.0,
            Preference::VShapeIndifference(q, p) if d < p => (d - q) / (p - q),
            Preference::VShapeIndifference(..) => 1.0,
            Preference::Gaussian(0.0) => 1.0,
            Preference::Gaussian(s) => -(-(d / s) * (d / s) / 2.0).exp_m1(),
        }
    }

    /// The preference for figure a over b, both higher is better, as they were read. A step at a threshold is not taken for rounding
    /// alone: 1.1 - 1.0 is a little more than 0.1 in binary, and at the threshold of 0.1. A ramp rounds as any difference does.
    pub fn between(self, a: f64, b: f64) -> f64 {
        self.of_figures(Figure { x: a, computed: false }, Figure { x: b, computed: false })
    }

    pub(super) fn of_figures(self, a: Figure, b: Figure) -> f64 {
        match self.shape() {
            Shape::Steps(first, second) => [first, second].iter().map(|at| if a.beyond(b, *at) { 0.5 } else { 0.0 }).sum(),
            Shape::Smooth => self.of(crate::problem::ranking::difference(a.x, b.x)),
        }
    }

    /// Where it rises.
    pub(super) fn shape(self) -> Shape {
        match self {
            Preference::Usual | Preference::Gaussian(0.0) => Shape::Steps(0.0, 0.0),
            Preference::UShape(q) => Shape::Steps(q, q),
            Preference::Level(q, p) => Shape::Steps(q, p.max(q)),
            Preference::VShape(p) if p <= 0.0 => Shape::Steps(0.0, 0.0),
            Preference::VShapeIndifference(q, p) if p <= q => Shape::Steps(q, q),
            Preference::VShape(_) | Preference::VShapeIndifference(..) | Preference::Gaussian(_) => Shape::Smooth,
        }
    }

    fn of_criterion(criterion: &Criterion, method: &Entry) -> Result<Preference> {
        let t = &criterion.thresholds;
        let function = t.function.unwrap_or(PreferenceFunction::Usual);
        let need = |value: Option<f64>, name: &str| {
            value.map(|value| value.max(0.0)).ok_or_else(|| remedy::thresholds(method, criterion, function, name))
        };
        let (q, p) = (|| need(t.indifference, "indifference"), || need(t.preference, "preference"));
        Ok(match function {
            PreferenceFunction::Usual => Preference::Usual,
            PreferenceFunction::UShape => Preference::UShape(q()?),
            PreferenceFunction::VShape => Preference::VShape(p()?),
            PreferenceFunction::Level => Preference::Level(q()?, p()?),
            PreferenceFunction::VShapeIndifference => Preference::VShapeIndifference(q()?, p()?),
            PreferenceFunction::Gaussian => Preference::Gaussian(need(t.inflection, "inflection")?),
        })
    }
}

/// How a preference rises from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// By a half beyond each of two advantages.
    Steps(f64, f64),
    /// Without a jump.
    Smooth,
}

/// A figure, higher being better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    pub(super) x: f64,
    /// Whether it is the result of a sum (a shifted figure, the middle of a range), which rounds.
    pub(super) computed: bool,
}

/// Whole numbers up to this are exact.
const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// What reading and subtracting may have moved a figure or a threshold by.
fn rounding(x: f64) -> f64 {
    if x.fract() == 0.0 && x.abs() <= MOST_WHOLE { 0.0 } else { f64::EPSILON * x.abs() }
}

impl Figure {
    /// How far rounding may have moved the figure, as far as it can be seen beyond an advantage `at`. Two figures as read are equal or
    /// not: only against a threshold do they round.
    fn slack(self, at: f64) -> f64 {
        match (self.computed, at == 0.0) {
            (true, _) => 2.0 * rounding(self.x),
            (false, true) => 0.0,
            (false, false) => rounding(self.x),
        }
    }

    /// The least it may stand for.
    pub(super) fn low(self, at: f64) -> f64 {
        self.x - self.slack(at)
    }

    /// What the least of another must exceed to be more than `at` ahead of it: a rounded sum, and its rounding error. Sums of large
    /// whole numbers and small thresholds would round a step away.
    pub(super) fn limit(self, at: f64) -> (f64, f64) {
        exact_sum(self.x + self.slack(at), at + rounding(at))
    }

    /// Whether its advantage over another is more than `at`, beyond all rounding.
    fn beyond(self, other: Figure, at: f64) -> bool {
        (self.low(at), 0.0) > other.limit(at)
    }
}

/// x + y as a rounded sum and its rounding error, which is a number too (Knuth, The Art of Computer Programming 2, 4.2.2).
pub(super) fn exact_sum(x: f64, y: f64) -> (f64, f64) {
    let sum = x + y;
    let back = sum - x;
    (sum, (x - (sum - back)) + (y - back))
}

/// Unicriterion flows of the competing alternatives: a row per alternative, a column per leaf.
pub(super) struct Flows {
    pub(super) members: Vec<usize>,
    pub(super) plus: Matrix,
    pub(super) minus: Matrix,
    pub(super) notes: Vec<Note>,
}

impl Flows {
    pub(super) fn new(problem: &Problem, group: &Group, method: &Entry) -> Result<Flows> {
        let members = eligible(problem, group);
        let m = members.len();
        let leaves = &problem.tree.leaves;
        let (mut notes, mut functions) = (Vec::new(), Vec::new());
        let step = begin(Stage::Compare, leaves.len() as u64);
        for (leaf, criterion) in leaves.iter().enumerate() {
            let sign = match criterion.direction {
                Direction::Max => 1.0,
                Direction::Min => -1.0,
                Direction::Target(_) => return Err(remedy::target(method, criterion)),
            };
            if criterion.thresholds.function.is_none() && criterion.thresholds != Default::default() {
                notes.push(Note::ThresholdsUnused { leaf });
            }
            if criterion.value.is_some() {
                notes.push(Note::ValueIgnored { leaf });
            }
            functions.push((sign, Preference::of_criterion(criterion, method)?));
        }
        let flows = |(leaf, (sign, preference)): (usize, &(f64, Preference))| {
            let figure = |member: &usize| {
                let spread = problem.spread(*member, leaf);
                let listed = problem.cells.listed(*member, leaf, leaves.len());
                let shifted = listed.is_some_and(|cell| !cell.shifts.is_empty());
                Figure { x: sign * spread.nominal, computed: shifted || !spread.is_crisp() }
            };
            let figures: Vec<Figure> = members.iter().map(figure).collect();
            let flows = (sums(*preference, &figures), m > 1 && figures.iter().all(|figure| figure.x == figures[0].x));
            step.add(1);
            flows
        };
        // Columns do not look at each other; for few rows it is not worth a second thread.
        let least = if m < 1_000 { functions.len().max(1) } else { 1 };
        let columns: Vec<(Sums, bool)> = functions.par_iter().enumerate().with_min_len(least).map(flows).collect();
        notes.extend((0..leaves.len()).filter(|leaf| columns[*leaf].1).map(|leaf| Note::ConstantColumn { leaf }));
        let others = (m as f64 - 1.0).max(1.0);
        let matrix = |of: fn(&Sums) -> &[f64]| Matrix::from_fn(m, leaves.len(), |row, leaf| of(&columns[leaf].0)[row] / others);
        Ok(Flows { plus: matrix(|sums| &sums.plus), minus: matrix(|sums| &sums.minus), members, notes })
    }

    /// The weighted positive and negative flows of a row.
    pub(super) fn weighted(&self, row: usize, weights: &[f64]) -> (f64, f64) {
        let sum = |flows: &Matrix| weights.iter().enumerate().map(|(leaf, weight)| weight * flows.at(row, leaf)).sum();
        (sum(&self.plus), sum(&self.minus))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Brans & Vincke 1985, the six functions at q = 1, p = 5, s = 2.
    #[test]
    fn the_six_functions_and_their_limits() {
        let at = |preference: Preference| [-5.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(|d| preference.of(d));
        assert_eq!(at(Preference::Usual), [0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
        assert_eq!(at(Preference::UShape(1.0)), [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
        assert_eq!(at(Preference::VShape(5.0)), [0.0, 0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.0]);
        assert_eq!(at(Preference::Level(1.0, 5.0)), [0.0, 0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 0.5, 1.0]);
        assert_eq!(at(Preference::VShapeIndifference(1.0, 5.0)), [0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0]);
        approx::assert_abs_diff_eq!(Preference::Gaussian(2.0).of(2.0), 0.393_469_340_287_366_6, epsilon = 1e-15);
        // Ramps of no width are steps.
        for step in [Preference::VShape(0.0), Preference::Gaussian(0.0), Preference::VShapeIndifference(0.0, 0.0)] {
            assert_eq!((step.of(0.0), step.of(1e-9)), (0.0, 1.0));
        }
        assert_eq!(Preference::VShapeIndifference(2.0, 2.0).of(2.0), 0.0);
        // 1.1 - 1.0 is a little more than 0.1 in binary.
        assert_eq!(Preference::UShape(0.1).between(1.1, 1.0), 0.0);
        assert_eq!(Preference::Level(0.0, 0.1).between(0.3, 0.2), 0.5);
    }
}
