//! What PROMETHEE I and II share: preference functions and unicriterion flows.
//!
//! For a criterion with preference function P, pi_j(a, b) = P(d) with d the advantage of a over b in the performance's own
//! units. Flows: phi+_j(a) = sum over b of pi_j(a, b) / (m - 1), phi-_j(a) = sum over b of pi_j(b, a) / (m - 1). The flows of an
//! alternative are the weighted sums of its unicriterion flows.
//! Brans & Vincke 1985, doi:10.1287/mnsc.31.6.647; Brans, Vincke & Mareschal 1986, doi:10.1016/0377-2217(86)90044-5.

use super::{Entry, Note, eligible};
use crate::error::{Error, Result};
use crate::problem::{Criterion, Direction, Group, Matrix, PreferenceFunction, Problem};
use crate::progress::{Stage, begin};

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

    /// The preference for figure a over b, both higher-is-better. A difference that misses a threshold by rounding alone (1.1 - 1.0
    /// and 0.1) is at the threshold.
    pub fn between(self, a: f64, b: f64) -> f64 {
        let d = crate::problem::ranking::difference(a, b);
        let slack = 4.0 * f64::EPSILON * a.abs().max(b.abs());
        let (q, p) = match self {
            Preference::Usual | Preference::Gaussian(_) => (0.0, 0.0),
            Preference::UShape(q) => (q, q),
            Preference::VShape(p) => (p, p),
            Preference::Level(q, p) | Preference::VShapeIndifference(q, p) => (q, p),
        };
        let snapped = [0.0, q, p].into_iter().find(|threshold| (d - threshold).abs() <= slack);
        self.of(snapped.unwrap_or(d))
    }

    fn of_criterion(criterion: &Criterion, method: &Entry) -> Result<Preference> {
        let t = &criterion.thresholds;
        let need = |value: Option<f64>, name: &str, function: &str| {
            value.ok_or_else(|| Error::Undefined {
                method: method.name.into(),
                reason: format!(
                    "criterion `{}`: the preference function `{function}` needs the threshold `{name}`",
                    criterion.id
                ),
                remedy: format!("give thresholds = {{ function = \"{function}\", {name} = ... }} in the criterion's own units"),
            })
        };
        Ok(match t.function.unwrap_or(PreferenceFunction::Usual) {
            PreferenceFunction::Usual => Preference::Usual,
            PreferenceFunction::UShape => Preference::UShape(need(t.indifference, "indifference", "u-shape")?),
            PreferenceFunction::VShape => Preference::VShape(need(t.preference, "preference", "v-shape")?),
            PreferenceFunction::Level => {
                Preference::Level(need(t.indifference, "indifference", "level")?, need(t.preference, "preference", "level")?)
            }
            PreferenceFunction::VShapeIndifference => Preference::VShapeIndifference(
                need(t.indifference, "indifference", "v-shape-indifference")?,
                need(t.preference, "preference", "v-shape-indifference")?,
            ),
            PreferenceFunction::Gaussian => Preference::Gaussian(need(t.inflection, "inflection", "gaussian")?),
        })
    }
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
        let (mut plus, mut minus) = (vec![vec![0.0; m]; leaves.len()], vec![vec![0.0; m]; leaves.len()]);
        let mut notes = Vec::new();
        let step = begin(Stage::Compare, leaves.len() as u64);
        for (leaf, criterion) in leaves.iter().enumerate() {
            step.add(1);
            let sign = match criterion.direction {
                Direction::Max => 1.0,
                Direction::Min => -1.0,
                Direction::Target(_) => return Err(super::refuse_target(method, criterion)),
            };
            if criterion.thresholds.function.is_none() && criterion.thresholds != Default::default() {
                notes.push(Note::ThresholdsUnused { leaf });
            }
            if criterion.value.is_some() {
                notes.push(Note::ValueIgnored { leaf });
            }
            let preference = Preference::of_criterion(criterion, method)?;
            let figures: Vec<f64> = members.iter().map(|member| sign * problem.spread(*member, leaf).nominal).collect();
            if m > 1 && figures.iter().all(|x| *x == figures[0]) {
                notes.push(Note::ConstantColumn { leaf });
            }
            for a in 0..m {
                for b in 0..m {
                    let share = preference.between(figures[a], figures[b]) / (m as f64 - 1.0).max(1.0);
                    plus[leaf][a] += share;
                    minus[leaf][b] += share;
                }
            }
        }
        let matrix = |flows: &[Vec<f64>]| Matrix::from_fn(m, leaves.len(), |row, leaf| flows[leaf][row]);
        Ok(Flows { plus: matrix(&plus), minus: matrix(&minus), members, notes })
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
