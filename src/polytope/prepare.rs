//! A polytope of weights made ready for a walk: flat directions taken out, needless rows dropped,
//! the rest made round.
//!
//! After Tervonen, van Valkenhoef, Basturk & Postmus 2013, EJOR 224(3), 552-559,
//! doi:10.1016/j.ejor.2012.08.026 (equalities projected out, start inside) and van Valkenhoef,
//! Tervonen & Postmus 2014, EJOR 239(3), 865-867, doi:10.1016/j.ejor.2014.06.036 (implied
//! equalities and needless rows by linear programs):
//!
//! 1. The affine hull: the equalities, and every inequality whose largest slack is 0.
//! 2. An orthonormal basis B of its directions; the point of the hull with the largest slack, slack
//!    of a row a being measured in units of the length of a B (the centre of the largest ball
//!    inside: Chebyshev's).
//! 3. Rows that the others imply are dropped.
//!
//! Theirs walks in these coordinates, and is slow where the body is long and thin. Here a fourth
//! step makes it round: from the Chebyshev centre Newton's method goes to the analytic centre, the
//! point that maximises the sum of the logarithms of slacks, and the walk's coordinates y are those
//! in which the Hessian H of that sum is the identity: with m rows left the body then holds the
//! unit ball and lies in a ball of radius sqrt(m (m - 1)) (Boyd & Vandenberghe 2004, Convex
//! Optimization, 8.5.3, doi:10.1017/CBO9780511804441). It makes the walk indifferent to scale:
//! every simplex, flat as it may be, becomes the regular one.

use super::null_space::{norm, null_space};
use crate::lp::{NoAnswer, Program, Relation, Row as Bound, dot};
use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

/// sum of coefficient * weight + constant  (<= or =)  0.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// A coefficient per weight.
    pub coefficients: Vec<f64>,
    /// What is added.
    pub constant: f64,
    /// Whether it is an equality; else the sum is at most 0.
    pub equality: bool,
}

impl Row {
    /// The sum at a point.
    pub fn at(&self, weights: &[f64]) -> f64 {
        dot(&self.coefficients, weights) + self.constant
    }
}

/// Slack (of rows scaled to a largest coefficient of 1) below this is 0: a body thinner than that
/// is flat. The linear programs tell no smaller lengths apart from none.
const FLAT: f64 = 1e-8;

/// A row implied by the others up to this is dropped.
const IMPLIED: f64 = 1e-13;

/// Newton's method is at the centre when its decrement, half the square of which is about what is
/// still to gain, is below this. A walk would start as well from any point near it.
const CENTRED: f64 = 1e-10;

/// A weight whose row in the basis of the hull is no longer than this is the same on all of it.
const FIXED: f64 = 1e-12;

/// A weight below this is what the linear programs leave of one that is 0 everywhere.
const NO_WEIGHT: f64 = 1e-15;

/// A row whose coefficients along the hull are no longer than this is constant there.
const CONSTANT: f64 = 1e-9;

/// {w in R^n : w >= 0, sum of w = 1, and rows}, never empty.
///
/// In the coordinates y of a walk: w = centre + T y with T of n by d, d the dimension; row i holds
/// where g_i . y <= 1, so that every row has a slack of 1 at y = 0, and the sum of g_i g_i' is the
/// identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Polytope {
    pub(super) dimension: usize,
    pub(super) centre: Vec<f64>,
    /// T, row by row.
    pub(super) map: Vec<f64>,
    /// The g_i one after the other.
    pub(super) rows: Vec<f64>,
}

impl Polytope {
    /// The weights of `n` criteria that meet `rows`.
    ///
    /// What is flat within 1e-8 counts as flat; a single point is exact up to 1e-12.
    ///
    /// # Errors
    ///
    /// `Infeasible` where no weights meet the rows; `Numerical` where the solver of linear programs
    /// gave up.
    ///
    /// # Panics
    ///
    /// If n is 0 or a row has not n coefficients.
    pub fn new(n: usize, rows: &[Row]) -> Result<Polytope, NoAnswer> {
        assert!(
            n > 0 && rows.iter().all(|row| row.coefficients.len() == n),
            "rows fit the weights"
        );
        let mut system = System {
            n,
            equal: vec![Row { coefficients: vec![1.0; n], constant: -1.0, equality: true }],
            most: vec![],
        };
        for j in 0..n {
            let coefficients = (0..n).map(|k| if j == k { -1.0 } else { 0.0 }).collect();
            system.most.push(Row { coefficients, constant: 0.0, equality: false });
        }
        for row in rows {
            let size = row.coefficients.iter().fold(0.0f64, |size, a| size.max(a.abs()));
            if size == 0.0 {
                // True or false whatever the weights.
                if row.constant > 0.0 || (row.equality && row.constant < 0.0) {
                    return Err(NoAnswer::Infeasible);
                }
                continue;
            }
            let row = Row {
                coefficients: row.coefficients.iter().map(|a| a / size).collect(),
                constant: row.constant / size,
                equality: row.equality,
            };
            if row.equality { system.equal.push(row) } else { system.most.push(row) }
        }
        let (basis, start) = system.hull()?;
        system.drop_implied(&basis);
        Ok(system.rounded(&basis, start))
    }

    /// How many weights a point has.
    pub fn criteria(&self) -> usize {
        self.centre.len()
    }

    /// How many directions are left: n - 1 for the simplex, 0 for a single point.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many rows (w_j >= 0 included) bound it, needless ones left out.
    pub fn bounds(&self) -> usize {
        self.rows.len().checked_div(self.dimension).unwrap_or(0)
    }

    /// The analytic centre: the weights w that maximise the sum of the logarithms of slacks.
    pub fn centre(&self) -> &[f64] {
        &self.centre
    }
}

/// What holds, before it is prepared. Rows are scaled to a largest coefficient of 1; row j < n of
/// `most` is w_j >= 0, at first.
struct System {
    n: usize,
    equal: Vec<Row>,
    most: Vec<Row>,
}

impl System {
    /// A basis of the directions of the affine hull, and the Chebyshev centre. Rows that are
    /// constant on the hull are taken out of `most`.
    fn hull(&mut self) -> Result<(Vec<Vec<f64>>, Vec<f64>), NoAnswer> {
        loop {
            let equal: Vec<&[f64]> = self.equal.iter().map(|row| &row.coefficients[..]).collect();
            let basis = null_space(&equal, self.n);
            let lengths: Vec<f64> = self.most.iter().map(|row| length(row, &basis)).collect();
            let mut best = self
                .program(&self.most, &lengths)
                .minimise(&[vec![0.0; self.n], vec![-1.0]].concat())?;
            let slack = best.pop().expect("the slack is the last variable");
            if basis.is_empty() || slack > FLAT {
                let mut lengths = lengths.iter();
                self.most.retain(|_| lengths.next().is_some_and(|length| *length > 0.0));
                return Ok((basis, best));
            }
            self.flatten(&lengths)?;
        }
    }

    /// Take inequalities without slack as equations: all of them, or the one with the least slack,
    /// so that a body whose rows have a slack one by one but not together comes to an end.
    fn flatten(&mut self, lengths: &[f64]) -> Result<(), NoAnswer> {
        let mut slacks = Vec::new();
        for (row, length) in self.most.iter().zip(lengths) {
            if *length > 0.0 {
                let program = self.program(&self.most, &vec![0.0; lengths.len()]);
                let w = program.minimise(&[&row.coefficients[..], &[0.0]].concat())?;
                slacks.push(-row.at(&w[..self.n]) / length);
            } else {
                slacks.push(f64::INFINITY);
            }
        }
        let least = slacks.iter().fold(f64::INFINITY, |least, slack| least.min(*slack)).max(FLAT);
        let mut slacks = slacks.into_iter();
        let (flat, rest): (Vec<Row>, Vec<Row>) =
            self.most.drain(..).partition(|_| slacks.next().is_some_and(|slack| slack <= least));
        self.equal.extend(flat);
        self.most = rest;
        Ok(())
    }

    /// The linear program over w and a slack t: a . w + length t <= -c for `most`.
    fn program(&self, most: &[Row], lengths: &[f64]) -> Program {
        let bound = |row: &Row, length: f64, relation| Bound {
            coefficients: [&row.coefficients[..], &[length]].concat(),
            relation,
            bound: -row.constant,
        };
        let equal = self.equal.iter().map(|row| bound(row, 0.0, Relation::Equal));
        let most =
            most.iter().zip(lengths).map(|(row, length)| bound(row, *length, Relation::AtMost));
        // A weight may be negative here only when the row that forbids it is under test; then
        // others exceed 1.
        Program {
            bounds: [vec![(-1.0, 2.0); self.n], vec![(0.0, 1.0)]].concat(),
            rows: equal.chain(most).collect(),
        }
    }

    fn drop_implied(&mut self, basis: &[Vec<f64>]) {
        let mut at = 0;
        while at < self.most.len() {
            let row = self.most.remove(at);
            let against: Vec<f64> = row.coefficients.iter().map(|a| -a).chain([0.0]).collect();
            let most = self.program(&self.most, &vec![0.0; self.most.len()]).minimise(&against);
            if most.is_ok_and(|w| row.at(&w[..self.n]) <= IMPLIED * length(&row, basis)) {
                continue;
            }
            self.most.insert(at, row);
            at += 1;
        }
    }

    /// Newton's method from `start` to the analytic centre, and the coordinates in which its
    /// Hessian is the identity.
    fn rounded(&self, basis: &[Vec<f64>], start: Vec<f64>) -> Polytope {
        let d = basis.len();
        let projected: Vec<DVector<f64>> = self
            .most
            .iter()
            .map(|row| DVector::from_fn(d, |k, _| dot(&row.coefficients, &basis[k])))
            .collect();
        let mut centre = start;
        let mut factor = self.hessian(&projected, &centre);
        for _ in 0..NEWTON {
            let Some(cholesky) = &factor else { break };
            let mut gradient = DVector::zeros(d);
            for (row, g) in self.most.iter().zip(&projected) {
                gradient -= g / row.at(&centre);
            }
            let step = cholesky.solve(&gradient);
            let decrement = gradient.dot(&step).max(0.0).sqrt();
            // The damped step never leaves the body.
            let scale = if decrement > 0.25 { 1.0 / (1.0 + decrement) } else { 1.0 };
            for (direction, along) in basis.iter().zip(step.iter()) {
                centre.iter_mut().zip(direction).for_each(|(w, b)| *w -= scale * along * b);
            }
            factor = self.hessian(&projected, &centre);
            if decrement < CENTRED {
                break;
            }
        }
        let lower = factor
            .filter(|_| d > 0)
            .map_or_else(|| DMatrix::identity(d, d), |cholesky| cholesky.l());
        let transformed = |vector: &DVector<f64>| {
            let mut out = vector.clone();
            lower.solve_lower_triangular_mut(&mut out);
            out
        };
        let mut map = Vec::with_capacity(self.n * d);
        for j in 0..self.n {
            let row = DVector::from_iterator(d, basis.iter().map(|direction| direction[j]));
            // A weight that is the same on the whole hull stays exactly what it is.
            let fixed = row.norm() <= FIXED;
            map.extend(transformed(&row).iter().map(|x| if fixed { 0.0 } else { *x }));
        }
        let rows = self.most.iter().zip(&projected).flat_map(|(row, g)| {
            let slack = -row.at(&centre);
            transformed(g).iter().map(|x| x / slack).collect::<Vec<f64>>()
        });
        let rows = rows.collect();
        let centre = centre.iter().map(|w| if *w < NO_WEIGHT { 0.0 } else { *w }).collect();
        Polytope { dimension: d, centre, map, rows }
    }

    /// The sum of g g' / slack^2 over rows, factored; none where a slack is not positive.
    fn hessian(&self, projected: &[DVector<f64>], at: &[f64]) -> Option<Cholesky<f64, Dyn>> {
        let d = projected.first().map_or(0, |g| g.len());
        let mut sum = DMatrix::zeros(d, d);
        for (row, g) in self.most.iter().zip(projected) {
            let slack = row.at(at);
            for i in 0..d {
                for k in 0..d {
                    sum[(i, k)] += (g[i] / slack) * (g[k] / slack);
                }
            }
        }
        Cholesky::new(sum)
    }
}

/// So many steps of Newton's method at most; some 10 are usual, and the damped ones gain at least
/// 0.03 each.
const NEWTON: usize = 500;

/// The length of a row's coefficients along the hull; 0 where it is constant there.
fn length(row: &Row, basis: &[Vec<f64>]) -> f64 {
    let along: Vec<f64> = basis.iter().map(|direction| dot(&row.coefficients, direction)).collect();
    let length = norm(&along);
    if length <= CONSTANT { 0.0 } else { length }
}
