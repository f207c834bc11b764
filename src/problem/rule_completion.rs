//! Levels for combinations without a rule.
//!
//! A plane over the levels of the children, x_j = 0 .. n_j - 1, is fitted to the rules that are
//! given, a rule that leaves its level open counting as the middle of its worst and its best one:
//!
//! from the weights: y = k * (sum over j of s_j * x_j / (n_j - 1)) + b, where s_j is the weight of
//! child j among its siblings, all together 1, and k >= 0 and b are those of least squares. Where no
//! two given rules differ in that sum, k = L - 1, from the worst level of the node to the best, and
//! the plane goes through the mean of what is given; where nothing is given, b = 0.
//!
//! linear: y = b + sum over j of a_j * x_j, all a_j >= 0, by least squares. It takes rules that
//! settle every a_j.
//!
//! The level is y, rounded, and then kept within what the given rules leave open: at least the
//! worst level of every rule for a combination that is as good at most on every child, and at most
//! the best level of every rule for one that is as good at least. Half way between two levels it is
//! either of them. So a table that is filled in is monotone, as the given rules are.
//!
//! The plane from required weights, its fit to entered rules, and the bounds by the order of the
//! scales are those of DEXi: <https://dex.ijs.si/documentation/DEXi/DEXiGlosNonEnt.html>; on linear
//! approximation see also Mihelčić & Bohanec 2017, doi:10.1007/s10100-016-0451-x. DEXi states weights by level of a child; here a weight counts the
//! whole way from the worst level of a child to its best, as everywhere in this program. DEXi has no
//! bound on the sign of slopes, so that what it fills in may fall; and it rounds a half one way.

use super::level_set::LevelSet;
use super::rule_rows::strides;
use super::rules::{Completion, Rules, combination};
use crate::tolerance::HALF_WAY;

/// A pivot below this part of its diagonal is none: the rules do not settle the slopes.
const PIVOT: f64 = 1e-9;

/// A slope joins where it gains more than this, counted in the largest covariance of levels.
const GAIN: f64 = 1e-12;

/// A plane over the levels of children.
struct Plane {
    base: f64,
    slopes: Vec<f64>,
}

impl Rules {
    /// Give the combinations that were filled in, or are to be, their levels at these weights of
    /// the children. Whether the given rules settle a plane; if not, nothing changes.
    pub(crate) fn complete(&mut self, weights: &[f64]) -> bool {
        let Some(completion) = self.completion else { return true };
        let given: Vec<usize> = (0..self.results.len()).filter(|at| !self.completed[*at]).collect();
        let plane = match completion {
            Completion::FromWeights => Some(self.plane_of_weights(weights, &given)),
            Completion::Linear => self.linear(&given),
        };
        let Some(plane) = plane else { return false };
        let bounds = self.bounds();
        for (at, bounds) in bounds.into_iter().enumerate() {
            if self.completed[at] {
                let levels = combination(&self.sizes, at);
                let slopes = plane.slopes.iter().zip(levels);
                let y = slopes.fold(plane.base, |sum, (slope, level)| sum + slope * level as f64);
                self.results[at] = rounded(y, bounds);
            }
        }
        true
    }

    /// What a given combination counts as.
    fn middle(&self, at: usize) -> f64 {
        let (low, high) = (self.results[at].lowest(), self.results[at].highest());
        (low.unwrap_or(0) + high.unwrap_or(0)) as f64 / 2.0
    }

    /// The plane with slopes in proportion to the weights.
    fn plane_of_weights(&self, weights: &[f64], given: &[usize]) -> Plane {
        let all: f64 = weights.iter().sum();
        let parts = weights.iter().zip(&self.sizes);
        // From the worst to the best level of all children the sum goes from 0 to 1.
        let unit: Vec<f64> = parts
            .map(|(weight, size)| match all > 0.0 {
                true => weight / all / size.saturating_sub(1).max(1) as f64,
                false => 0.0,
            })
            .collect();
        let sum = |at: usize| {
            let levels = combination(&self.sizes, at);
            unit.iter().zip(levels).map(|(unit, level)| unit * level as f64).sum::<f64>()
        };
        let whole = self.levels.len().saturating_sub(1) as f64;
        let (mut k, mut base) = (whole, 0.0);
        if !given.is_empty() {
            let count = given.len() as f64;
            let mean_x = given.iter().map(|at| sum(*at)).sum::<f64>() / count;
            let mean_y = given.iter().map(|at| self.middle(*at)).sum::<f64>() / count;
            let (mut xx, mut xy) = (0.0, 0.0);
            for at in given {
                let x = sum(*at) - mean_x;
                xx += x * x;
                xy += x * (self.middle(*at) - mean_y);
            }
            // Sums that differ by rounding alone do not settle a slope.
            if xx > PIVOT * PIVOT * count {
                k = (xy / xx).max(0.0);
            }
            base = mean_y - k * mean_x;
        }
        Plane { base, slopes: unit.into_iter().map(|unit| k * unit).collect() }
    }

    /// The plane of least squares whose slopes are not below 0; `None` where the given rules do not
    /// settle it.
    fn linear(&self, given: &[usize]) -> Option<Plane> {
        let n = self.sizes.len();
        let count = given.len() as f64;
        let mut mean = vec![0.0; n];
        let mut mean_y = 0.0;
        for at in given {
            for (mean, level) in mean.iter_mut().zip(combination(&self.sizes, *at)) {
                *mean += level as f64 / count;
            }
            mean_y += self.middle(*at) / count;
        }
        let mut matrix = vec![vec![0.0; n]; n];
        let mut right = vec![0.0; n];
        for at in given {
            let levels = combination(&self.sizes, *at);
            let x: Vec<f64> =
                levels.iter().zip(&mean).map(|(level, mean)| *level as f64 - mean).collect();
            let y = self.middle(*at) - mean_y;
            for (i, own) in x.iter().enumerate() {
                right[i] += own * y;
                for (cell, other) in matrix[i].iter_mut().zip(&x) {
                    *cell += own * other;
                }
            }
        }
        let everything: Vec<usize> = (0..n).collect();
        solved(&matrix, &right, &everything)?;
        let slopes = at_least_0(&matrix, &right);
        let base = slopes.iter().zip(&mean).fold(mean_y, |base, (slope, mean)| base - slope * mean);
        Some(Plane { base, slopes })
    }

    /// By combination: the worst and the best level that the given rules leave open.
    fn bounds(&self) -> Vec<(usize, usize)> {
        let strides = strides(&self.sizes);
        let last = self.levels.len().saturating_sub(1);
        let mut out = vec![(0, last); self.results.len()];
        let given = |at: usize| Some(self.results[at]).filter(|_| !self.completed[at]);
        for at in 0..out.len() {
            for (stride, size) in strides.iter().zip(&self.sizes) {
                if at / stride % size > 0 {
                    out[at].0 = out[at].0.max(out[at - stride].0);
                }
            }
            if let Some(low) = given(at).and_then(LevelSet::lowest) {
                out[at].0 = out[at].0.max(low);
            }
        }
        for at in (0..out.len()).rev() {
            for (stride, size) in strides.iter().zip(&self.sizes) {
                if at / stride % size + 1 < *size {
                    out[at].1 = out[at].1.min(out[at + stride].1);
                }
            }
            if let Some(high) = given(at).and_then(LevelSet::highest) {
                out[at].1 = out[at].1.min(high);
            }
        }
        out
    }
}

/// The level next to y within bounds: both levels where y is half way.
fn rounded(y: f64, (low, high): (usize, usize)) -> LevelSet {
    let below = y.floor();
    let over = y - below;
    let ends = match (over - 0.5).abs() <= HALF_WAY {
        true => [below, below + 1.0],
        false => [y.round(); 2],
    };
    // Kept within bounds before it becomes a whole number, which has no sign.
    ends.into_iter().map(|end| end.clamp(low as f64, high.max(low) as f64) as usize).collect()
}

/// The solution over some of the unknowns, the others being 0; `None` where there is not one alone.
fn solved(matrix: &[Vec<f64>], right: &[f64], of: &[usize]) -> Option<Vec<f64>> {
    let n = of.len();
    let mut rows: Vec<Vec<f64>> =
        of.iter().map(|i| of.iter().map(|j| matrix[*i][*j]).chain([right[*i]]).collect()).collect();
    for at in 0..n {
        let pivot = rows[at][at];
        if pivot.is_nan() || pivot <= PIVOT * matrix[of[at]][of[at]].max(PIVOT) {
            return None;
        }
        let (above, below) = rows.split_at_mut(at + 1);
        for row in below {
            let factor = row[at] / pivot;
            let cells = row.iter_mut().zip(&above[at]).skip(at);
            cells.for_each(|(cell, above)| *cell -= factor * above);
        }
    }
    let mut out = vec![0.0; n];
    for at in (0..n).rev() {
        let rest: f64 = (at + 1..n).map(|column| rows[at][column] * out[column]).sum();
        out[at] = (rows[at][n] - rest) / rows[at][at];
    }
    Some(out)
}

/// The slopes of least squares, none below 0, by the active sets of Lawson & Hanson 1974, *Solving
/// Least Squares Problems*, ch. 23. The whole system has one solution.
fn at_least_0(matrix: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let n = right.len();
    let largest = right.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let mut slopes = vec![0.0; n];
    let mut used: Vec<usize> = Vec::new();
    // Every round lessens the sum of squares, so no set comes back; the count only bounds rounding.
    for _ in 0..n * n + n + 1 {
        let gain = |i: usize| right[i] - (0..n).map(|j| matrix[i][j] * slopes[j]).sum::<f64>();
        let next = (0..n)
            .filter(|i| !used.contains(i))
            .map(|i| (gain(i), i))
            .filter(|(gain, _)| *gain > GAIN * largest)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, next)) = next else { break };
        used.push(next);
        used.sort_unstable();
        while let Some(whole) = solved(matrix, right, &used) {
            // How far each slope that would fall below 0 can go towards it.
            let steps: Vec<Option<f64>> = used
                .iter()
                .zip(&whole)
                .map(|(i, to)| (*to <= 0.0).then(|| slopes[*i] / (slopes[*i] - to)))
                .collect();
            let step = steps.iter().flatten().copied().fold(f64::INFINITY, f64::min);
            if !step.is_finite() {
                slopes.fill(0.0);
                used.iter().zip(&whole).for_each(|(i, slope)| slopes[*i] = *slope);
                break;
            }
            for (i, to) in used.iter().zip(&whole) {
                slopes[*i] += step * (to - slopes[*i]);
            }
            // The first to reach 0 leave.
            let mut steps = steps.into_iter();
            used.retain(|_| steps.next().flatten().is_none_or(|own| own > step));
            (0..n).filter(|i| !used.contains(i)).for_each(|i| slopes[i] = 0.0);
        }
    }
    slopes
}
