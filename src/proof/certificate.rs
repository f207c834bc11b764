//! Certificates: that a lead is above a bound for all admissible weights, by multipliers that
//! anyone can check.
//!
//! The weights are those with w >= 0 that meet rows a_r . w (=, <= or >=) b_r, the first row being
//! their sum of 1. The lead is the least of functions d . w, one for each set of inputs that can
//! suit it least; it is covered by pieces, each a function nowhere above the lead on its part. For
//! a piece the certificate is the dual of the linear program min d . w (Gale, Kuhn & Tucker 1951,
//! in Koopmans ed., Activity Analysis of Production and Allocation): multipliers y, of either sign
//! for an equality, not positive for <=, not negative for >=, with sum_r y_r a_rj <= d_j for every
//! leaf j. Then d . w >= sum_r y_r b_r for all admissible w; and more than that if a row with a
//! multiplier is strict, as a strict preference is.

use crate::lp::{Program, Relation, Row};
use crate::problem::Problem;
use crate::problem::tree::Tree;
use crate::proof::least::AdmissibleWeights;
use crate::proof::score_difference::{ScoreDifference, least_entries, sparse_dot};

/// The weights that a certificate speaks of: at least 0, and on these rows.
#[derive(Debug, Clone)]
pub struct WeightRows {
    /// What each row is called: `sum of weights`, the text of a constraint, or a leaf whose weight
    /// is given.
    pub names: Vec<String>,
    /// The rows; the first is the sum of 1.
    pub rows: Vec<Row>,
    /// By how much the bound of a row that is strict is tightened when its multipliers are looked
    /// for; 0 for the others.
    room: Vec<f64>,
}

/// One piece of a lead with its multipliers.
#[derive(Debug, Clone, PartialEq)]
pub struct CertificatePiece {
    /// d: the coefficient of each leaf weight in the lead.
    pub coefficients: Vec<f64>,
    /// y: the multiplier of each row of the weights.
    pub multipliers: Vec<f64>,
    /// sum of y_r b_r: no admissible weights give the piece less.
    pub bound: f64,
}

/// The proof of one lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The alternative that leads: an index into the problem's.
    pub ahead: usize,
    /// The alternative it leads: an index into the problem's.
    pub behind: usize,
    /// Whether it is strictly ahead.
    pub strict: bool,
    /// Every bound is above this (strict), or at least this: the tolerance of ties, and less that
    /// tolerance. Below 0 for a strict lead: then each piece whose bound is not above the tolerance
    /// has a multiplier on a strict preference, which makes it as strict as that is.
    pub threshold: f64,
    /// Pieces that cover the lead.
    pub pieces: Vec<CertificatePiece>,
}

/// No more pieces than this.
const MOST_PIECES: usize = 256;

/// A multiplier whose row adds more than this, counted in the largest coefficient of the piece, is
/// no rounding of the solver, which meets rows within 1e-9.
const USED: f64 = 1e-7;

impl WeightRows {
    /// All admissible weights.
    pub(crate) fn admissible(
        problem: &Problem,
        admissible: &AdmissibleWeights,
        inside: &AdmissibleWeights,
    ) -> WeightRows {
        let leaves = problem.tree.leaves.len();
        let sum = Row { coefficients: vec![1.0; leaves], relation: Relation::Equal, bound: 1.0 };
        let mut out =
            WeightRows { names: vec!["sum of weights".into()], rows: vec![sum], room: vec![0.0] };
        for ((constraint, row), within) in
            problem.constraints.iter().zip(admissible.rows()).zip(inside.rows())
        {
            out.names.push(constraint.written.clone());
            out.rows.push(row.clone());
            out.room.push(row.bound - within.bound);
        }
        out
    }

    /// One point: the weights given.
    pub(crate) fn given(tree: &Tree, weights: &[f64]) -> WeightRows {
        let leaves = weights.len();
        let sum = Row { coefficients: vec![1.0; leaves], relation: Relation::Equal, bound: 1.0 };
        let mut out = WeightRows {
            names: vec!["sum of weights".into()],
            rows: vec![sum],
            room: vec![0.0; leaves + 1],
        };
        for (leaf, weight) in weights.iter().enumerate() {
            let coefficients = (0..leaves).map(|own| f64::from(u8::from(own == leaf))).collect();
            out.names.push(format!("weight of {}", tree.leaves[leaf].id));
            out.rows.push(Row { coefficients, relation: Relation::Equal, bound: *weight });
        }
        out
    }

    /// sum_r y_r a_rj over the rows from `from` on, by leaf.
    fn combined(&self, multipliers: &[f64], from: usize) -> Vec<f64> {
        let mut out = vec![0.0; self.rows[0].coefficients.len()];
        for (row, y) in self.rows.iter().zip(multipliers).skip(from).filter(|(_, y)| **y != 0.0) {
            out.iter_mut().zip(&row.coefficients).for_each(|(sum, a)| *sum += y * a);
        }
        out
    }

    /// Whether a strict row has a multiplier that rounding does not make.
    fn uses_strict(&self, piece: &CertificatePiece) -> bool {
        let size = piece.coefficients.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
        let used = |((row, room), y): ((&Row, &f64), &f64)| {
            *room > 0.0 && y.abs() * row.size() > USED * size
        };
        self.rows.iter().zip(&self.room).zip(&piece.multipliers).any(used)
    }

    /// The preferences (by number) whose rows have a multiplier.
    pub(crate) fn preferences_used(
        &self,
        problem: &Problem,
        pieces: &[CertificatePiece],
    ) -> Vec<usize> {
        let stated = problem
            .constraints
            .iter()
            .enumerate()
            .filter(|(_, it)| it.preference)
            .map(|(row, _)| row + 1);
        let used = |row: &usize| {
            pieces.iter().any(|piece| piece.multipliers.get(*row).is_some_and(|y| *y != 0.0))
        };
        stated.enumerate().filter(|(_, row)| used(row)).map(|(number, _)| number).collect()
    }

    fn worth(&self, multipliers: &[f64]) -> f64 {
        self.rows.iter().zip(multipliers).map(|(row, y)| y * row.bound).sum()
    }

    /// The best multipliers for d, whose first is set so that they surely keep within d; of
    /// several, if so asked, some that rest on what is strict.
    fn certify(&self, d: &[f64], strictly: bool) -> CertificatePiece {
        let mut multipliers = vec![0.0; self.rows.len()];
        if self.rows.len() > 1
            && let Some(found) = self.dual(d, strictly)
        {
            multipliers = found;
        }
        let rest = self.combined(&multipliers, 1);
        multipliers[0] = d.iter().zip(&rest).map(|(d, sum)| d - sum).fold(f64::INFINITY, f64::min);
        let bound = self.worth(&multipliers);
        CertificatePiece { coefficients: d.to_vec(), multipliers, bound }
    }

    /// The dual program, on a scale of its own.
    fn dual(&self, d: &[f64], strictly: bool) -> Option<Vec<f64>> {
        let size = d.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
        if size == 0.0 {
            return None;
        }
        let ends = |row: &Row| match row.relation {
            Relation::Equal => (f64::NEG_INFINITY, f64::INFINITY),
            Relation::AtMost => (f64::NEG_INFINITY, 0.0),
            Relation::AtLeast => (0.0, f64::INFINITY),
        };
        let keep = |leaf: usize| Row {
            coefficients: self.rows.iter().map(|row| row.coefficients[leaf]).collect(),
            relation: Relation::AtMost,
            bound: d[leaf] / size,
        };
        let program = Program {
            bounds: self.rows.iter().map(ends).collect(),
            rows: (0..d.len()).map(keep).collect(),
        };
        let room = |room: &f64| if strictly { *room } else { 0.0 };
        let objective: Vec<f64> =
            self.rows.iter().zip(&self.room).map(|(row, own)| room(own) - row.bound).collect();
        let y = program.minimise(&objective).ok()?;
        // Signs to the last digit.
        let signed =
            y.iter().zip(&program.bounds).map(|(y, (low, high))| (y * size).clamp(*low, *high));
        Some(signed.collect())
    }
}

impl Proof {
    /// Cover the lead with pieces whose bounds pass; `None` where one does not within the budget.
    pub(crate) fn over_all(
        score_difference: &ScoreDifference,
        rows: &WeightRows,
        admissible: &AdmissibleWeights,
        mut proof: Proof,
    ) -> Option<Proof> {
        let least_of: Vec<Vec<(usize, f64)>> =
            score_difference.parts.iter().map(|part| least_entries(part)).collect();
        let mut waiting = vec![vec![None; score_difference.parts.len()]];
        let (mut tried, mut by_preference) = (0, false);
        while let Some(chosen) = waiting.pop() {
            tried += 1;
            if tried > 2 * MOST_PIECES || proof.pieces.len() >= MOST_PIECES {
                return None;
            }
            let d = score_difference.below(&chosen);
            let piece = rows.certify(&d, false);
            if proof.passes(piece.bound) {
                proof.pieces.push(piece);
                continue;
            }
            if proof.strict {
                let piece = rows.certify(&d, true);
                if piece.bound >= -proof.threshold && rows.uses_strict(&piece) {
                    by_preference = true;
                    proof.pieces.push(piece);
                    continue;
                }
            }
            // Divide where the least entries are furthest below what the part can really be.
            let weights = admissible.minimise(&d).ok()?;
            let gap = |part: &usize| {
                let real = score_difference.parts[*part]
                    .iter()
                    .map(|vector| sparse_dot(vector, &weights))
                    .fold(f64::INFINITY, f64::min);
                real - sparse_dot(&least_of[*part], &weights)
            };
            let free = (0..chosen.len()).filter(|part| chosen[*part].is_none());
            let part = free.max_by(|a, b| gap(a).total_cmp(&gap(b)).then(b.cmp(a)))?;
            // The last comes off the stack first.
            for vector in (0..score_difference.parts[part].len()).rev() {
                let mut next = chosen.clone();
                next[part] = Some(vector);
                waiting.push(next);
            }
        }
        if by_preference {
            proof.threshold *= -2.0;
        }
        proof.checked(rows)
    }

    /// At one point the lead is one function: that of the inputs that suit it least there.
    pub(crate) fn at_point(
        score_difference: &ScoreDifference,
        rows: &WeightRows,
        weights: &[f64],
        mut proof: Proof,
    ) -> Option<Proof> {
        let least = |part: &Vec<Vec<(usize, f64)>>| {
            (0..part.len()).min_by(|a, b| {
                sparse_dot(&part[*a], weights).total_cmp(&sparse_dot(&part[*b], weights))
            })
        };
        let d =
            score_difference.below(&score_difference.parts.iter().map(least).collect::<Vec<_>>());
        // The multiplier of each weight given is its coefficient.
        let multipliers: Vec<f64> = std::iter::once(0.0).chain(d.iter().copied()).collect();
        proof.pieces = vec![CertificatePiece {
            bound: rows.worth(&multipliers),
            coefficients: d,
            multipliers,
        }];
        proof.checked(rows)
    }

    fn passes(&self, bound: f64) -> bool {
        if self.strict { bound > self.threshold } else { bound >= self.threshold }
    }

    /// The proof, if plain arithmetic agrees: signs, every leaf, and the bound less what rounding
    /// leaves.
    fn checked(self, rows: &WeightRows) -> Option<Proof> {
        let sound = |piece: &CertificatePiece| {
            let signs =
                rows.rows.iter().zip(&piece.multipliers).all(|(row, y)| match row.relation {
                    Relation::Equal => true,
                    Relation::AtMost => *y <= 0.0,
                    Relation::AtLeast => *y >= 0.0,
                });
            let sums = rows.combined(&piece.multipliers, 0);
            let over =
                sums.iter().zip(&piece.coefficients).map(|(sum, d)| sum - d).fold(0.0, f64::max);
            signs && self.passes(rows.worth(&piece.multipliers) - over)
        };
        (!self.pieces.is_empty() && self.pieces.iter().all(sound)).then_some(self)
    }
}

/// A piece's slack on each leaf: the multipliers of w >= 0.
pub fn slacks(rows: &WeightRows, piece: &CertificatePiece) -> Vec<f64> {
    let sums = rows.combined(&piece.multipliers, 0);
    piece.coefficients.iter().zip(sums).map(|(d, sum)| (d - sum).max(0.0)).collect()
}

/// The largest tie at any weights.
pub(crate) fn largest_tie(ties: &[f64]) -> f64 {
    ties.iter().copied().fold(0.0, f64::max)
}
