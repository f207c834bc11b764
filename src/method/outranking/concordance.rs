//! What the ELECTRE methods share: how far criteria agree that one alternative is at least as good
//! as another, and how far one speaks against it.
//!
//! With d the lead of b over a on criterion j in its own units, and thresholds q <= p <= v: the
//! partial concordance c_j(a, b) is 1 for d <= q, 0 for d >= p, linear in between; the concordance
//! C(a, b) is the sum of w_j c_j(a, b). The partial discordance d_j(a, b) is 0 for d <= p, 1 for d
//! >= v, linear in between. Figueira, Mousseau & Roy 2005, doi:10.1007/0-387-23081-5_4.
//!
//! Partial concordances hang on no weights. They are worked out once, so that a draw costs only
//! their sums: one number per pair of alternatives and criterion.

use crate::error::Result;
use crate::method::columns::eligible;
use crate::method::outranking::preference::{Figure, ThresholdFunction};
use crate::method::prepared::MethodNote;
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::problem::{Criterion, Direction, Group, Matrix, Problem, ranking};
use crate::tolerance::TIE;
use rayon::prelude::*;

/// The most alternatives of a group: preorders take up to their number to the third power of steps.
pub(crate) const MOST_ALTERNATIVES: usize = 1_000;
/// The most numbers that are kept, of pairs of alternatives times criteria: 320 MB.
pub(crate) const MOST_CELLS: usize = 40_000_000;

/// The thresholds of a criterion, as preferences for a lead over the other side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leads {
    /// How far a lead takes concordance away.
    against: ThresholdFunction,
    /// How far a lead is a veto, if there is one.
    veto: Option<ThresholdFunction>,
}

impl Leads {
    /// Thresholds that do not rise are raised to the one before.
    pub(crate) fn new(q: f64, p: f64, v: Option<f64>) -> Leads {
        let q = q.max(0.0);
        let p = p.max(q);
        Leads {
            against: ThresholdFunction::VShapeIndifference(q, p),
            veto: v.map(|v| ThresholdFunction::VShapeIndifference(p, v.max(p))),
        }
    }

    /// Indifference is 0 where it is not given, and preference begins where indifference ends.
    pub(crate) fn of(criterion: &Criterion) -> Leads {
        let thresholds = &criterion.thresholds;
        let q = thresholds.indifference.unwrap_or(0.0);
        Leads::new(q, thresholds.preference.unwrap_or(q), thresholds.veto)
    }

    /// Of a true criterion: a agrees unless b is ahead.
    pub(crate) fn without_thresholds() -> Leads {
        Leads::new(0.0, 0.0, None)
    }

    /// How far the criterion agrees that a is at least as good as b.
    pub(crate) fn concordance(&self, a: Figure, b: Figure) -> f64 {
        1.0 - self.against.of_figures(b, a)
    }

    /// How far it speaks against it.
    pub(crate) fn discordance(&self, a: Figure, b: Figure) -> f64 {
        self.veto.map_or(0.0, |veto| veto.of_figures(b, a))
    }
}

/// The alternatives of a group that compete, and their figures.
pub(crate) struct Compared {
    pub(crate) members: Vec<usize>,
    pub(crate) notes: Vec<MethodNote>,
    /// By leaf, then by member: figures turned so that more is better.
    pub(crate) columns: Vec<Vec<Figure>>,
    /// By leaf: what turns a figure of the case into one of `columns`.
    pub(crate) signs: Vec<f64>,
}

impl Compared {
    /// # Errors
    /// [`crate::Error::Undefined`] for a target, and for more pairs than are kept.
    pub(crate) fn new(problem: &Problem, group: &Group, method: &Sheet) -> Result<Compared> {
        let members = eligible(problem, group);
        let leaves = &problem.tree.leaves;
        if members.len() > MOST_ALTERNATIVES
            || members.len().pow(2).saturating_mul(leaves.len()) > MOST_CELLS
        {
            return Err(remedy::too_many_pairs(method, members.len(), leaves.len()));
        }
        let (mut notes, mut columns, mut signs) = (Vec::new(), Vec::new(), Vec::new());
        for (leaf, criterion) in leaves.iter().enumerate() {
            let sign = match criterion.direction {
                Direction::Max => 1.0,
                Direction::Min => -1.0,
                Direction::Target(_) => {
                    return Err(remedy::target(method, &problem.tree, criterion));
                }
            };
            if criterion.value.is_some() {
                notes.push(MethodNote::ValueIgnored { leaf });
            }
            let column: Vec<Figure> = members
                .iter()
                .map(|member| Figure::of_alternative(problem, *member, leaf, sign))
                .collect();
            if members.len() > 1 && column.iter().all(|figure| figure.x == column[0].x) {
                notes.push(MethodNote::ConstantColumn { leaf });
            }
            columns.push(column);
            signs.push(sign);
        }
        Ok(Compared { members, notes, columns, signs })
    }

    /// Partial concordances under thresholds by leaf and by the row of the first of a pair.
    pub(crate) fn concordance(&self, leads: impl Fn(usize, usize) -> Leads + Sync) -> Concordance {
        let of_leaf = |(leaf, column): (usize, &Vec<Figure>)| {
            let mut partial = Vec::with_capacity(column.len().pow(2));
            for (row, a) in column.iter().enumerate() {
                let leads = leads(leaf, row);
                partial.extend(column.iter().map(|b| leads.concordance(*a, *b)));
            }
            partial
        };
        let partial = self.columns.par_iter().enumerate().map(of_leaf).collect();
        Concordance { rows: self.members.len(), partial }
    }

    /// The range of each leaf, or the widest of all of them for each.
    pub(crate) fn ranges(&self, scaled_by: ScaledBy) -> Vec<f64> {
        let range = |column: &Vec<Figure>| {
            let ends = column.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
                (low.min(x.x), high.max(x.x))
            });
            if column.is_empty() { 0.0 } else { ranking::difference(ends.1, ends.0) }
        };
        let own: Vec<f64> = self.columns.iter().map(range).collect();
        match scaled_by {
            ScaledBy::Criterion => own,
            ScaledBy::Widest => {
                let widest = own.iter().fold(0.0f64, |widest, range| widest.max(*range));
                vec![widest; own.len()]
            }
        }
    }

    /// The discordance of ELECTRE I and II: the largest lead of b over a, over the range; a row per
    /// a.
    pub(crate) fn discordance(&self, scaled_by: ScaledBy) -> Matrix {
        let ranges = self.ranges(scaled_by);
        let m = self.members.len();
        let of_leaf = |a: usize, b: usize, leaf: usize| {
            let column = &self.columns[leaf];
            let lead = ranking::difference(column[b].x, column[a].x);
            if lead > 0.0 { lead / ranges[leaf] } else { 0.0 }
        };
        Matrix::from_fn(m, m, |a, b| {
            (0..ranges.len()).map(|leaf| of_leaf(a, b, leaf)).fold(0.0, f64::max)
        })
    }
}

/// Over what the leads of discordance are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ScaledBy {
    /// The widest range of all criteria: their figures are on one scale.
    #[default]
    Widest,
    /// The range of the criterion itself.
    Criterion,
}

/// Partial concordances of all pairs, by leaf.
pub(crate) struct Concordance {
    rows: usize,
    partial: Vec<Vec<f64>>,
}

impl Concordance {
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// C at these weights, row by row of the first of a pair.
    pub(crate) fn at(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.rows.pow(2)];
        for (weight, partial) in weights.iter().zip(&self.partial) {
            for (sum, own) in sums.iter_mut().zip(partial) {
                *sum += weight * own;
            }
        }
        sums
    }
}

/// Figures of pairs that stand row by row, as a matrix.
pub(crate) fn matrix(rows: usize, figures: &[f64]) -> Matrix {
    Matrix::from_fn(rows, rows, |a, b| figures[a * rows + b])
}

/// Whether a sum of weights reaches a threshold. Sums round, and thresholds are written with few
/// decimals.
pub(crate) fn reaches(x: f64, threshold: f64) -> bool {
    x >= threshold - TIE
}

/// sigma of a concordance and the discordances of a pair: C times (1 - d) / (1 - C) for each d > C.
pub(crate) fn weaken(concordance: f64, discordance: &[f64]) -> f64 {
    // Where all the weight agrees, nothing with weight speaks against. The sum of the weights may
    // fall short of 1 by its rounding.
    if concordance >= 1.0 - TIE {
        return concordance;
    }
    let stronger = discordance.iter().filter(|d| **d > concordance);
    stronger.fold(concordance, |sigma, d| sigma * ((1.0 - d) / (1.0 - concordance)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(x: f64) -> Figure {
        Figure { x, computed: false }
    }

    #[test]
    fn concordance_falls_from_q_to_p_and_discordance_rises_from_p_to_v() {
        let leads = Leads::new(1.0, 3.0, Some(7.0));
        let at = |lead: f64| {
            let (a, b) = (figure(10.0), figure(10.0 + lead));
            (leads.concordance(a, b), leads.discordance(a, b))
        };
        assert_eq!(at(-5.0), (1.0, 0.0));
        assert_eq!(at(1.0), (1.0, 0.0));
        assert_eq!(at(2.0), (0.5, 0.0));
        assert_eq!(at(3.0), (0.0, 0.0));
        assert_eq!(at(4.0), (0.0, 0.25));
        assert_eq!(at(7.0), (0.0, 1.0));
        let plain = Leads::without_thresholds();
        assert_eq!(plain.concordance(figure(1.0), figure(1.0)), 1.0);
        assert_eq!(plain.concordance(figure(1.0), figure(1.5)), 0.0);
        assert_eq!(plain.discordance(figure(1.0), figure(1e9)), 0.0);
    }

    #[test]
    fn only_discordance_above_the_concordance_weakens_it() {
        assert_eq!(weaken(0.6, &[0.5, 0.6]), 0.6);
        approx::assert_abs_diff_eq!(weaken(0.6, &[0.8]), 0.3, epsilon = 1e-15);
        approx::assert_abs_diff_eq!(weaken(0.6, &[0.8, 0.9]), 0.075, epsilon = 1e-15);
        assert_eq!(weaken(0.6, &[1.0]), 0.0);
        assert_eq!(weaken(1.0, &[1.0]), 1.0);
    }
}
