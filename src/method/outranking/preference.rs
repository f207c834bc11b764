//! How strongly a difference of figures prefers one alternative to another.

use crate::error::Result;
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::problem::{Criterion, PreferenceFunction, Problem};

/// A preference function with its thresholds: 0 for no advantage, 1 for a full preference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ThresholdFunction {
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

impl ThresholdFunction {
    /// The preference for an advantage of d. At a threshold itself the lower step still holds (0 at
    /// d = q, 1/2 at d = p); a ramp of no width (p = 0, p = q, s = 0) is its limit, a step.
    pub fn of(self, d: f64) -> f64 {
        if d <= 0.0 {
            return 0.0;
        }
        match self {
            ThresholdFunction::Usual => 1.0,
            ThresholdFunction::UShape(q) => f64::from(u8::from(d > q)),
            ThresholdFunction::VShape(p) if d < p => d / p,
            ThresholdFunction::VShape(_) => 1.0,
            ThresholdFunction::Level(q, _) if d <= q => 0.0,
            ThresholdFunction::Level(_, p) if d <= p => 0.5,
            ThresholdFunction::Level(..) => 1.0,
            ThresholdFunction::VShapeIndifference(q, _) if d <= q => 0.0,
            ThresholdFunction::VShapeIndifference(q, p) if d < p => (d - q) / (p - q),
            ThresholdFunction::VShapeIndifference(..) => 1.0,
            ThresholdFunction::Gaussian(0.0) => 1.0,
            ThresholdFunction::Gaussian(s) => -(-(d / s) * (d / s) / 2.0).exp_m1(),
        }
    }

    /// The preference for figure a over b, both higher is better, as they were read. A step at a
    /// threshold is not taken for rounding alone: 1.1 - 1.0 is a little more than 0.1 in binary,
    /// and at the threshold of 0.1. A ramp rounds as any difference does.
    pub fn between(self, a: f64, b: f64) -> f64 {
        self.of_figures(Figure { x: a, computed: false }, Figure { x: b, computed: false })
    }

    pub(crate) fn of_figures(self, a: Figure, b: Figure) -> f64 {
        match self.shape() {
            Shape::Steps(first, second) => {
                [first, second].iter().map(|at| if a.beyond(b, *at) { 0.5 } else { 0.0 }).sum()
            }
            Shape::Smooth => self.of(crate::problem::ranking::difference(a.x, b.x)),
        }
    }

    /// Where it rises.
    pub(crate) fn shape(self) -> Shape {
        match self {
            ThresholdFunction::Usual | ThresholdFunction::Gaussian(0.0) => Shape::Steps(0.0, 0.0),
            ThresholdFunction::UShape(q) => Shape::Steps(q, q),
            ThresholdFunction::Level(q, p) => Shape::Steps(q, p.max(q)),
            ThresholdFunction::VShape(p) if p <= 0.0 => Shape::Steps(0.0, 0.0),
            ThresholdFunction::VShapeIndifference(q, p) if p <= q => Shape::Steps(q, q),
            ThresholdFunction::VShape(_)
            | ThresholdFunction::VShapeIndifference(..)
            | ThresholdFunction::Gaussian(_) => Shape::Smooth,
        }
    }

    pub(crate) fn of_criterion(criterion: &Criterion, method: &Sheet) -> Result<ThresholdFunction> {
        let t = &criterion.thresholds;
        let function = t.function.unwrap_or(PreferenceFunction::Usual);
        let need = |value: Option<f64>, name: &str| {
            value
                .map(|value| value.max(0.0))
                .ok_or_else(|| remedy::thresholds(method, criterion, function, name))
        };
        let (q, p) = (|| need(t.indifference, "indifference"), || need(t.preference, "preference"));
        Ok(match function {
            PreferenceFunction::Usual => ThresholdFunction::Usual,
            PreferenceFunction::UShape => ThresholdFunction::UShape(q()?),
            PreferenceFunction::VShape => ThresholdFunction::VShape(p()?),
            PreferenceFunction::Level => ThresholdFunction::Level(q()?, p()?),
            PreferenceFunction::VShapeIndifference => {
                ThresholdFunction::VShapeIndifference(q()?, p()?)
            }
            PreferenceFunction::Gaussian => {
                ThresholdFunction::Gaussian(need(t.inflection, "inflection")?)
            }
        })
    }
}

/// How a preference rises from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    /// By a half beyond each of two advantages.
    Steps(f64, f64),
    /// Without a jump.
    Smooth,
}

/// A figure, higher being better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    pub(crate) x: f64,
    /// Whether it is the result of a sum (a shifted figure, the middle of a range), which rounds.
    pub(crate) computed: bool,
}

/// Whole numbers up to this are exact.
pub(crate) const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// What reading and subtracting may have moved a figure or a threshold by.
pub(crate) fn rounding(x: f64) -> f64 {
    if x.fract() == 0.0 && x.abs() <= MOST_WHOLE { 0.0 } else { f64::EPSILON * x.abs() }
}

impl Figure {
    /// The figure of an alternative on a leaf, times `sign` so that more is better.
    pub(crate) fn of_alternative(
        problem: &Problem,
        alternative: usize,
        leaf: usize,
        sign: f64,
    ) -> Figure {
        let spread = problem.spread(alternative, leaf);
        let listed = problem.cells.listed(alternative, leaf, problem.tree.leaves.len());
        let shifted = listed.is_some_and(|cell| !cell.shifts.is_empty());
        Figure { x: sign * spread.nominal, computed: shifted || !spread.is_crisp() }
    }

    /// How far rounding may have moved the figure, as far as it can be seen beyond an advantage
    /// `at`. Two figures as read are equal or not: only against a threshold do they round.
    fn slack(self, at: f64) -> f64 {
        match (self.computed, at == 0.0) {
            (true, _) => 2.0 * rounding(self.x),
            (false, true) => 0.0,
            (false, false) => rounding(self.x),
        }
    }

    /// The least it may stand for.
    pub(crate) fn low(self, at: f64) -> f64 {
        self.x - self.slack(at)
    }

    /// What the least of another must exceed to be more than `at` ahead of it: a rounded sum, and
    /// its rounding error. Sums of large whole numbers and small thresholds would round a step
    /// away.
    pub(crate) fn limit(self, at: f64) -> (f64, f64) {
        exact_sum(self.x + self.slack(at), at + rounding(at))
    }

    /// Whether its advantage over another is more than `at`, beyond all rounding.
    fn beyond(self, other: Figure, at: f64) -> bool {
        (self.low(at), 0.0) > other.limit(at)
    }
}

/// x + y as a rounded sum and its rounding error, which is a number too (Knuth, The Art of Computer
/// Programming 2, 4.2.2).
pub(crate) fn exact_sum(x: f64, y: f64) -> (f64, f64) {
    let sum = x + y;
    let back = sum - x;
    (sum, (x - (sum - back)) + (y - back))
}
