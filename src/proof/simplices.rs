//! Parts of the weights on few criteria: simplices, on which a linear function is between its
//! values at the corners.
//!
//! On a cell a condition that is below 0 at every corner fails, one that is above at every corner
//! holds, and of the others the bound of [`crate::proof::most`] needs no M larger than what they
//! miss at a corner. Halving an edge that many conditions cross makes two cells.

use crate::lp::hinges::Forms;
use crate::lp::{Relation, Row, dot};
use crate::proof::search::{ConditionState, NodeSolution, Search};
use crate::proof::simplex::Simplex;

/// Cells of more corners are not halved: an edge of many says little of the whole.
const MOST_CORNERS: usize = 9;

/// Edges shorter than this are not halved.
const SHORTEST: f64 = 1e-9;

/// A miss is counted in no less than this part of the largest difference: a smaller scale would be
/// that of rounding.
const LEAST_MISS: f64 = 1e-9;

/// The scale of a miss is this much wider, so that a whole miss counts as a little less than one
/// and no condition counts as failed that does not.
const BELOW_ONE: f64 = 1e-9;

/// A cell lies outside a row of the admissible weights if all its corners miss it by more than
/// this, on a row whose largest number is 1: the solver meets rows within it.
const OUTSIDE: f64 = 1e-9;

/// A row is scaled to its largest value on a cell, but to no less than this: smaller values are
/// near rounding, and would be made to look certain.
const LEAST_SCALE: f64 = 1e-6;

impl Search<'_> {
    /// The values of a condition's best row at the corners, less its threshold. Between the corners
    /// it is no more than they say.
    fn values(&self, cell: &Simplex, at: usize, out: &mut Vec<f64>) {
        let threshold = self.threshold(at);
        out.clear();
        for corner in cell.corners() {
            let sum = |row: &Vec<f64>| row.iter().zip(corner).map(|(a, b)| a * b).sum::<f64>();
            out.push(
                self.conditions[at].rows.iter().map(sum).fold(f64::NEG_INFINITY, f64::max)
                    - threshold,
            );
        }
    }

    /// A node's program on a cell; what the corners settle is marked. `None` if nothing meets what
    /// it asks.
    pub(crate) fn in_cell(
        &self,
        cell: &Simplex,
        says: &mut [ConditionState],
        entries: &mut u64,
    ) -> Result<Option<NodeSolution>, ()> {
        let corners: Vec<&[f64]> = cell.corners().collect();
        let k = corners.len();
        let tie = if self.strict {
            0.0
        } else {
            corners.iter().map(|w| dot(self.ties, w)).fold(0.0, f64::max)
        };
        let mut forms = Forms { corners: k, ..Forms::default() };
        let mut soft: Vec<usize> = Vec::new();
        let mut values = Vec::with_capacity(k);
        *entries += (says.len() * k) as u64;
        for (at, said) in says.iter_mut().enumerate() {
            let condition = &self.conditions[at];
            match said {
                ConditionState::Dropped | ConditionState::Holds => continue,
                ConditionState::Row(row) => {
                    let row = &condition.rows[usize::from(*row)];
                    values.clear();
                    values.extend(corners.iter().map(|w| dot(row, w) - self.threshold(at)));
                    if values.iter().all(|value| *value >= 0.0) {
                        continue;
                    }
                    let size = values
                        .iter()
                        .fold(f64::MIN_POSITIVE, |size: f64, value| size.max(value.abs()));
                    forms.hard.extend(values.iter().map(|value| value / size));
                    forms.hard_slack.push(tie / size);
                }
                // It holds at all admissible weights.
                ConditionState::Open if condition.low >= self.threshold(at) => {
                    *said = ConditionState::Holds
                }
                ConditionState::Open => {
                    *entries += (k * cell.leaves * condition.rows.len()) as u64;
                    self.values(cell, at, &mut values);
                    let (low, high) =
                        values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
                            (low.min(*x), high.max(*x))
                        });
                    if high + tie < 0.0 {
                        *said = ConditionState::Dropped;
                    } else if low >= 0.0 {
                        // Of several rows it may still be that none holds between the corners.
                        if condition.rows.len() == 1 {
                            *said = ConditionState::Holds;
                        }
                    } else {
                        let miss = (-low)
                            .min(self.threshold(at) - condition.low)
                            .max(LEAST_MISS * self.sizes[at])
                            * (1.0 + BELOW_ONE);
                        forms.soft.extend(values.iter().map(|value| value / miss));
                        forms.soft_slack.push(tie / miss);
                        soft.push(at);
                    }
                }
            }
        }
        if !cell.within {
            for row in self.admissible.rows() {
                if !cut(row, &corners, &mut forms) {
                    return Ok(None);
                }
            }
        }
        let answer = forms.least();
        *entries += answer.work;
        let Some(descent) = answer.found? else { return Ok(None) };
        let share = |leaf: usize| {
            corners.iter().zip(&descent.point).map(|(corner, by)| corner[leaf] * by).sum::<f64>()
        };
        let weights: Vec<f64> = (0..cell.leaves).map(share).collect();
        let mut by = vec![0.0; says.len()];
        for (at, form) in soft.iter().zip(forms.soft.chunks_exact(k)) {
            by[*at] = (-dot(form, &descent.point)).max(0.0);
        }
        Ok(Some(NodeSolution { missed: descent.bound, weights, by }))
    }

    /// The edge that most open conditions cross, the longest of those; `None` where halving is of
    /// no use.
    pub(crate) fn widest(&self, cell: &Simplex, says: &[ConditionState]) -> Option<(usize, usize)> {
        let corners: Vec<&[f64]> = cell.corners().collect();
        let k = corners.len();
        if k > MOST_CORNERS {
            return None;
        }
        let mut crossed = vec![0usize; k * k];
        let mut values = Vec::with_capacity(k);
        for at in (0..says.len()).filter(|at| says[*at] == ConditionState::Open) {
            self.values(cell, at, &mut values);
            for a in 0..k {
                for b in a + 1..k {
                    crossed[a * k + b] += usize::from((values[a] < 0.0) != (values[b] < 0.0));
                }
            }
        }
        let length = |a: usize, b: usize| {
            corners[a].iter().zip(corners[b]).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
        };
        let edges = (0..k)
            .flat_map(|a| (a + 1..k).map(move |b| (a, b)))
            .filter(|(a, b)| length(*a, *b) > SHORTEST);
        edges.max_by(|p, q| {
            let of = |edge: &(usize, usize)| (crossed[edge.0 * k + edge.1], length(edge.0, edge.1));
            let (p_of, q_of) = (of(p), of(q));
            p_of.0.cmp(&q_of.0).then(p_of.1.total_cmp(&q_of.1)).then(q.cmp(p))
        })
    }
}

/// A row of the admissible weights as hard forms on a cell; whether any part of the cell can meet
/// it.
fn cut(row: &Row, corners: &[&[f64]], forms: &mut Forms) -> bool {
    let size = row.size().max(row.bound.abs());
    if size == 0.0 {
        return true;
    }
    for (relation, sign) in [(Relation::AtMost, -1.0), (Relation::AtLeast, 1.0)] {
        if row.relation != relation && row.relation != Relation::Equal {
            continue;
        }
        let values: Vec<f64> =
            corners.iter().map(|w| sign * (row.at(w) - row.bound) / size).collect();
        if values.iter().all(|value| *value >= 0.0) {
            continue;
        }
        if values.iter().all(|value| *value < -OUTSIDE) {
            return false;
        }
        // On a scale of its own, but not that of rounding.
        let own = values.iter().fold(LEAST_SCALE, |size: f64, value| size.max(value.abs()));
        forms.hard.extend(values.iter().map(|value| value / own));
        forms.hard_slack.push(0.0);
    }
    true
}
