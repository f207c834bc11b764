//! The step on a criterion from its worst to its best figure, of which people are asked.

use super::criterion::Direction;
use super::curve::Curve;
use super::decision_problem::Problem;
use super::stated::observed_in;
use super::value_function::fixed;

/// The step on a leaf from the worst to the best figure of its scale.
///
/// The weight of a leaf counts a rise of value from 0 to 1. A value function that is given need not
/// reach both, so what the step counts in the score is weight times `rise`.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The leaf.
    pub leaf: usize,
    /// By how much value rises on the way, above 0.
    pub rise: f64,
    /// Where it starts and where it ends, on the axis of the scale. `None` where the scale is what
    /// is seen in each of several groups, which differs.
    pub ends: Option<(f64, f64)>,
    curve: Option<Curve>,
}

/// Halvings after which a position cannot be told from the next.
const HALVINGS: usize = 60;

impl Problem {
    /// The step on a leaf; `None` where no figure is better than another, or where the groups have
    /// scales of their own and a target, so that the step counts otherwise in each.
    pub fn step(&self, leaf: usize) -> Option<Step> {
        let criterion = &self.tree.leaves[leaf];
        let curve = match fixed(criterion) {
            Some(curve) => curve,
            None if self.groups.len() == 1 => observed_in(self, 0, leaf),
            None => {
                let some = |group: usize| observed_in(self, group, leaf).points().len() > 1;
                let is_any = (0..self.groups.len()).any(some);
                let is_alike = !matches!(criterion.direction, Direction::Target(_));
                return (is_any && is_alike).then_some(Step {
                    leaf,
                    rise: 1.0,
                    ends: None,
                    curve: None,
                });
            }
        };
        let points = || curve.points().iter();
        let (worst, low) = *points().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let (best, high) = *points().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let rise = high - low;
        (rise > 0.0).then_some(Step { leaf, rise, ends: Some((worst, best)), curve: Some(curve) })
    }
}

impl Step {
    /// By how much value rises from the worst figure to this one; `None` where the scale has no ends
    /// of its own.
    pub fn rise_to(&self, figure: f64) -> Option<f64> {
        let (curve, (worst, _)) = (self.curve.as_ref()?, self.ends?);
        Some(curve.at(figure) - curve.at(worst))
    }

    /// The figure on the way up to which value rises by so much.
    pub fn figure_at(&self, rise: f64) -> Option<f64> {
        let (worst, best) = self.ends?;
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if self.rise_to(worst + middle * (best - worst))? < rise {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(worst + high * (best - worst))
    }
}
