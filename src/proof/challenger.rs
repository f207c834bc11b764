//! What must hold of weights for a challenger to be level: it loses to no rival, within the case's
//! constraints.

use crate::lp::{NoAnswer, Program, Relation, Row, dot};
use crate::problem::Problem;
use crate::tolerance::VALUE_ROUNDING;

/// The conditions on leaf weights.
pub struct Conditions {
    /// The case's own leaf weights.
    pub weights: Vec<f64>,
    /// By rival: value of the challenger less that of the rival, leaf by leaf, scaled to a largest
    /// of 1 over all. The first is the leader.
    rivals: Vec<Vec<f64>>,
    /// What the rows were divided by.
    scale: f64,
    /// The constraints on the weights of the leaves.
    constraints: Vec<Row>,
    /// Sums of a rival's row within this are ties.
    eps: f64,
}

/// The challenger's lead over its strongest rival at its best admissible weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Margin {
    /// It can be strictly ahead.
    Positive,
    /// It can be level at best.
    Zero,
    /// It is always behind, by this much at least.
    Negative(f64),
    /// The solver could not tell.
    Unknown,
}

/// How many missed rivals are taken up at once.
const AT_ONCE: usize = 8;

/// Conditions missed by no more than this, on rows whose largest entry over all rivals is 1, are
/// met.
const MET: f64 = 1e-12;

/// A lead that small, on the same scale, is none: a little more than the solver's tolerance.
const NO_LEAD: f64 = 1e-9;

impl Conditions {
    /// `rivals` gives the values of the challenger less those of each rival, the leader first, and
    /// `sizes` how large values on each leaf are; scores within `eps` of each other tie.
    pub fn new(
        problem: &Problem,
        weights: &[f64],
        rivals: Vec<Vec<f64>>,
        sizes: &[f64],
        eps: f64,
    ) -> Conditions {
        let scale =
            rivals.iter().flatten().fold(f64::MIN_POSITIVE, |size: f64, d| size.max(d.abs()));
        // Values that are equal but for rounding are equal.
        let clean =
            |d: f64, size: f64| if d.abs() <= VALUE_ROUNDING * size { 0.0 } else { d / scale };
        let row =
            |row: Vec<f64>| row.into_iter().zip(sizes).map(|(d, size)| clean(d, *size)).collect();
        let tree = &problem.tree;
        Conditions {
            rivals: rivals.into_iter().map(row).collect(),
            scale,
            constraints: problem
                .constraints
                .iter()
                .map(|it| Row::with_constant(it.on_leaves(tree), it.constant, it.equality))
                .collect(),
            weights: weights.to_vec(),
            eps,
        }
    }

    /// No more rounds than this bring in a new condition.
    pub fn rounds(&self) -> usize {
        2 * self.rivals.len() + 2
    }

    /// Whether the challenger is level with every rival at these weights, within the tolerance of
    /// ties.
    pub fn met_by(&self, weights: &[f64]) -> bool {
        self.rivals.iter().all(|row| dot(row, weights) * self.scale >= -self.eps)
    }

    /// By rival: value of the challenger less that of the rival, leaf by leaf, scaled to a largest
    /// of 1 over all.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rivals
    }

    /// How many rivals are strictly ahead of the challenger at these weights, by more than the
    /// tolerance of ties.
    pub fn ahead(&self, weights: &[f64]) -> usize {
        let is_ahead = |row: &&Vec<f64>| dot(row, weights) * self.scale < -self.eps;
        self.rivals.iter().filter(is_ahead).count()
    }

    /// The rivals' rows that these weights miss most, a few at a time.
    pub fn most_missed(&self, weights: &[f64]) -> Vec<Vec<f64>> {
        let mut missed: Vec<(f64, &Vec<f64>)> = self
            .rivals
            .iter()
            .map(|row| (dot(row, weights), row))
            .filter(|(sum, _)| *sum < -MET)
            .collect();
        missed.sort_by(|a, b| a.0.total_cmp(&b.0));
        missed.into_iter().take(AT_ONCE).map(|(_, row)| row.clone()).collect()
    }

    /// Whether the case has constraints.
    pub fn is_constrained(&self) -> bool {
        !self.constraints.is_empty()
    }

    /// The leader's row alone.
    pub fn rivals_start(&self) -> Vec<Vec<f64>> {
        self.rivals[..1].to_vec()
    }

    /// The leader's row and the constraints, as rows c . w >= 0: since weights sum to 1, a constant
    /// is that much of every weight.
    pub fn homogeneous_start(&self) -> Vec<Vec<f64>> {
        let mut out = self.rivals_start();
        for Row { coefficients, relation, bound } in &self.constraints {
            let row: Vec<f64> = coefficients.iter().map(|a| -(a - bound)).collect();
            let size = row.iter().fold(0.0, |size: f64, a| size.max(a.abs()));
            if size == 0.0 {
                continue;
            }
            let row: Vec<f64> = row.iter().map(|a| a / size).collect();
            if *relation == Relation::Equal {
                out.push(row.iter().map(|a| -a).collect());
            }
            out.push(row);
        }
        out
    }

    /// The constraints on the weights of the leaves.
    pub fn constraints(&self) -> &[Row] {
        &self.constraints
    }

    /// The challenger's lead over its strongest rival at its best admissible weights; with
    /// `keep_zeros` a weight of 0 stays 0.
    pub fn margin(&self, keep_zeros: bool) -> Margin {
        let may = |j: usize| !(keep_zeros && self.weights[j] == 0.0);
        // Over one rival and without constraints all weight goes to the best criterion, however
        // small values on it are.
        if let ([row], true) = (&self.rivals[..], self.constraints.is_empty()) {
            let best = (0..row.len())
                .filter(|j| may(*j))
                .map(|j| row[j])
                .fold(f64::NEG_INFINITY, f64::max);
            return match best.total_cmp(&0.0) {
                std::cmp::Ordering::Greater => Margin::Positive,
                std::cmp::Ordering::Equal => Margin::Zero,
                std::cmp::Ordering::Less => Margin::Negative(-best * self.scale),
            };
        }
        let n = self.weights.len();
        let mut program = Program { bounds: Vec::new(), rows: Vec::new() };
        program.bounds.extend((0..n).map(|j| (0.0, if may(j) { 1.0 } else { 0.0 })));
        // The lead, on the scale of the rows.
        program.bounds.push((-1.0, 1.0));
        let mut ones = vec![1.0; n];
        ones.push(0.0);
        program.rows.push(Row { coefficients: ones, relation: Relation::Equal, bound: 1.0 });
        for mut row in self.constraints.iter().cloned() {
            row.coefficients.push(0.0);
            program.rows.push(row);
        }
        let mut objective = vec![0.0; n];
        objective.push(-1.0);
        let mut rivals = self.rivals_start();
        loop {
            let mut with_rivals = program.clone();
            for row in &rivals {
                let mut coefficients = row.clone();
                coefficients.push(-1.0);
                with_rivals.rows.push(Row {
                    coefficients,
                    relation: Relation::AtLeast,
                    bound: 0.0,
                });
            }
            let x = match with_rivals.minimise(&objective) {
                Ok(x) => x,
                Err(NoAnswer::Infeasible | NoAnswer::Unbounded | NoAnswer::Numerical) => {
                    return Margin::Unknown;
                }
            };
            let (weights, score_difference) = (&x[..n], x[n]);
            let worse = self
                .rivals
                .iter()
                .filter(|row| dot(row, weights) < score_difference - MET && !rivals.contains(row));
            match worse.min_by(|a, b| dot(a, weights).total_cmp(&dot(b, weights))) {
                Some(row) => rivals.push(row.clone()),
                None if score_difference > NO_LEAD => return Margin::Positive,
                None if score_difference >= -NO_LEAD => return Margin::Zero,
                None => {
                    return Margin::Negative(-score_difference * self.scale);
                }
            }
        }
    }

    /// The first rival that is at least as good wherever weight may be.
    pub fn dominating(&self, keep_zeros: bool) -> Option<usize> {
        let may = |j: usize| !(keep_zeros && self.weights[j] == 0.0);
        self.rivals.iter().position(|row| row.iter().enumerate().all(|(j, d)| *d <= 0.0 || !may(j)))
    }
}
