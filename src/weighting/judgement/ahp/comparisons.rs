//! A reciprocal matrix of pairwise comparisons, complete or not, and the weights it gives.

use crate::weighting::judgement::ratios::Ratio;
use nalgebra::{DMatrix, DVector};

/// Power iteration has converged if no entry of the vector changes by more than this part.
const CONVERGED: f64 = 1e-14;

/// Where rounding keeps it from that, this much will do.
const NEARLY_CONVERGED: f64 = 1e-11;

/// Steps of power iteration: judgements of Saaty's scale take fewer than a hundred.
const MOST_STEPS: usize = 20_000;

/// The logarithms of judged ratios, row by row; none where a pair is not judged.
#[derive(Debug, Clone)]
pub(super) struct Comparisons {
    n: usize,
    logs: Vec<Option<f64>>,
}

/// The principal eigenvector and its eigenvalue.
#[derive(Debug, Clone)]
pub(super) struct Principal {
    /// The logarithms of the weights.
    pub logs: Vec<f64>,
    /// lambda_max, at least n.
    pub lambda: f64,
}

impl Comparisons {
    /// The middles of these ratios.
    pub fn of(n: usize, ratios: &[Ratio]) -> Comparisons {
        let mut logs = vec![None; n * n];
        for ratio in ratios {
            logs[ratio.a * n + ratio.b] = Some(ratio.middle_log());
            logs[ratio.b * n + ratio.a] = Some(-ratio.middle_log());
        }
        Comparisons { n, logs }
    }

    /// The same without one pair.
    pub fn without(&self, a: usize, b: usize) -> Comparisons {
        let mut logs = self.logs.clone();
        logs[a * self.n + b] = None;
        logs[b * self.n + a] = None;
        Comparisons { n: self.n, logs }
    }

    fn log(&self, row: usize, column: usize) -> Option<f64> {
        self.logs[row * self.n + column]
    }

    fn judged(&self, row: usize) -> usize {
        (0..self.n).filter(|column| self.log(row, *column).is_some()).count()
    }

    /// The weights whose logarithms x miss the judged ones least: minimise the sum over judged
    /// pairs of (log a_ij - x_i + x_j)^2. In a complete matrix they are the geometric means of the
    /// rows (Crawford & Williams 1985); in one with gaps x solves L x = r with the Laplacian L of
    /// the judged pairs and the row sums r (Bozoki, Fulop & Ronyai 2010). Sum of x is 0.
    ///
    /// Judged pairs must tie all items together.
    pub fn geometric(&self) -> Vec<f64> {
        let n = self.n;
        let sums: Vec<f64> =
            (0..n).map(|row| (0..n).filter_map(|column| self.log(row, column)).sum()).collect();
        if (0..n).all(|row| self.judged(row) + 1 == n) {
            return sums.into_iter().map(|sum| sum / n as f64).collect();
        }
        // L plus a matrix of ones can be inverted, and its solution sums to 0 as r does.
        let laplacian = DMatrix::from_fn(n, n, |row, column| {
            1.0 + if row == column {
                self.judged(row) as f64
            } else if self.log(row, column).is_some() {
                -1.0
            } else {
                0.0
            }
        });
        let solved = laplacian.cholesky().map(|factor| factor.solve(&DVector::from_vec(sums)));
        solved.map_or_else(|| vec![0.0; n], |x| x.iter().copied().collect())
    }

    /// The principal eigenvector (Saaty 1977). In a matrix with gaps a missing entry is 0 and the
    /// diagonal is 1 plus the number of entries that its row misses, as if each were w_i / w_j
    /// (Harker 1987): the eigenvalue is that of the matrix so filled in.
    ///
    /// Power iteration on D^-1 A D with D the geometric means, whose entries are near 1, with half
    /// the first estimate of lambda on the diagonal, so that judgements that run in a circle do not
    /// make it go round. `None` if it does not converge.
    pub fn principal(&self) -> Option<Principal> {
        let n = self.n;
        let start = self.geometric();
        let scaled = |row: usize, column: usize| {
            self.log(row, column).map(|log| log - start[row] + start[column])
        };
        let places = || (0..n).flat_map(|row| (0..n).map(move |column| (row, column)));
        let largest = places().filter_map(|(row, column)| scaled(row, column)).fold(0.0, f64::max);
        // All entries are divided by the largest.
        let mut matrix: Vec<f64> = places()
            .map(|(row, column)| scaled(row, column).map_or(0.0, |log| (log - largest).exp()))
            .collect();
        for row in 0..n {
            matrix[row * n + row] = (n - self.judged(row)) as f64 * (-largest).exp();
        }
        let times = |x: &[f64]| -> Vec<f64> {
            matrix.chunks(n).map(|row| crate::lp::dot(row, x)).collect()
        };
        let mut x = vec![1.0 / n as f64; n];
        let shift = times(&x).iter().sum::<f64>() / 2.0;
        let mut change = f64::INFINITY;
        for _ in 0..MOST_STEPS {
            let mut next: Vec<f64> =
                times(&x).iter().zip(&x).map(|(next, x)| next + shift * x).collect();
            let sum: f64 = next.iter().sum();
            next.iter_mut().for_each(|x| *x /= sum);
            change = x
                .iter()
                .zip(&next)
                .map(|(x, next)| (next - x).abs() / next.max(f64::MIN_POSITIVE))
                .fold(0.0, f64::max);
            x = next;
            if change <= CONVERGED {
                break;
            }
        }
        if change > NEARLY_CONVERGED {
            return None;
        }
        let lambda = times(&x).iter().sum::<f64>() / x.iter().sum::<f64>() * largest.exp();
        let logs =
            x.iter().zip(&start).map(|(x, start)| x.max(f64::MIN_POSITIVE).ln() + start).collect();
        // Of a reciprocal matrix it is at least n.
        Some(Principal { logs, lambda: lambda.max(n as f64) })
    }
}
