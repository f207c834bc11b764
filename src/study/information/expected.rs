//! What knowing an input is worth in value points, for additive scores.
//!
//! With weights independent of the inputs, E(U_a | x) = sum over criteria j of E(w_j) E(v_j(a) |
//! x): a function of the mean weights and of one input. Where the input alone feeds its cells it is
//! piecewise linear, and the integral of the highest of several such functions is exact (see
//! [`Fan`] and [`Law`]). Where other inputs shift the same cell, its conditional mean is taken at
//! knots and is straight between them: the others' sum is a list of equally likely figures, each
//! the mean of its stratum. How far that is off is told by doing it with half as many.

use super::envelope::{Fan, best_other, ordered};
use super::law::{Law, Moments};
use super::model::{InputCell, InputScores, bends, inputs, members, own, tidy};
use crate::kernel::Distribution;
use crate::problem::Curve;
use crate::tolerance::SCORE_ROUNDING;

/// The distribution of an input that is drawn.
pub(super) struct Source {
    pub(super) law: Law,
    pub(super) draws: Distribution,
}

/// Strata of an input, and knots of a conditional mean.
pub(super) const STEPS: usize = 128;
/// Knots beyond the outermost strata, on either side.
const TAIL: i32 = 10;

/// A part that an input adds to a cell, as equally likely figures: the means of so many strata of
/// equal probability.
fn strata(source: &Source, curve: Option<&Curve>, steps: usize) -> Vec<f64> {
    let law = &source.law;
    if let Some(atoms) = law.atoms() {
        return atoms.into_iter().map(|x| curve.map_or(x, |curve| curve.at(x))).collect();
    }
    let (low, high) = law.span();
    let end = |k: usize| match k {
        0 => low,
        k if k == steps => high,
        k => source.draws.quantile(k as f64 / steps as f64).clamp(low, high),
    };
    let mean = |k: usize| {
        let (from, to) = (end(k), end(k + 1));
        let middle = || curve.map_or(from, |curve| curve.at(from));
        if from >= to {
            return middle();
        }
        let mut stops = vec![from, to];
        stops.extend(curve.iter().flat_map(|curve| curve.bends()).filter(|x| from < *x && *x < to));
        tidy(&mut stops);
        let value = |x: f64| curve.map_or(x, |curve| curve.at(x));
        let (mut sum, mut mass) = (0.0, 0.0);
        for pair in stops.windows(2) {
            let slope = (value(pair[1]) - value(pair[0])) / (pair[1] - pair[0]);
            let share = law.below(pair[1]) - law.below(pair[0]);
            sum += (value(pair[0]) - slope * pair[0]) * share
                + slope * (law.partial(pair[1]) - law.partial(pair[0]));
            mass += share;
        }
        if mass > 0.0 { sum / mass } else { middle() }
    };
    (0..steps).map(mean).collect()
}

/// The sum of independent parts as at most `most` equally likely figures.
fn sum(parts: &[Vec<f64>], most: usize) -> Vec<f64> {
    let mut out = vec![0.0];
    for part in parts {
        let mut all: Vec<f64> = out.iter().flat_map(|a| part.iter().map(move |b| a + b)).collect();
        if all.len() > most {
            all.sort_unstable_by(f64::total_cmp);
            all = merged(&all, most);
        }
        out = all;
    }
    out
}

/// Ascending equally likely figures as `most`: the means of strata, which may cut a figure in two.
fn merged(all: &[f64], most: usize) -> Vec<f64> {
    let width = all.len() as f64 / most as f64;
    let mean = |k: usize| {
        let (from, to) = (k as f64 * width, (k + 1) as f64 * width);
        let share = |at: usize| (to.min(at as f64 + 1.0) - from.max(at as f64)).max(0.0);
        let last = (to.ceil() as usize).min(all.len());
        (from as usize..last).map(|at| share(at) * all[at]).sum::<f64>() / width
    };
    (0..most).map(mean).collect()
}

/// The parts of the inputs of a cell other than one.
fn others(
    cell: &InputCell,
    sources: &[Option<Source>],
    except: Option<usize>,
    steps: usize,
) -> Vec<f64> {
    let other = |input: &usize| Some(*input) != except;
    let source = |input: usize| sources[input].as_ref();
    let base =
        cell.cell.base.filter(other).and_then(source).map(|source| strata(source, None, steps));
    let shifts = cell.cell.shifts.iter().filter(|shift| other(&shift.0));
    let shifts = shifts.filter_map(|shift| Some(strata(source(shift.0)?, Some(shift.1), steps)));
    sum(&base.into_iter().chain(shifts).collect::<Vec<_>>(), steps)
}

fn mean(figures: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = figures.len() as f64;
    figures.sum::<f64>() / n
}

/// The cells that an input feeds as functions of it, the other inputs averaged out.
pub(super) struct Profile<'a> {
    law: &'a Law,
    stops: Vec<f64>,
    discrete: bool,
    moments: Moments,
    /// By cell: its values at the stops, and their mean.
    values: Vec<(Vec<f64>, f64)>,
    /// Whether no other input feeds the cells, so that nothing is approximate.
    pub(super) exact: bool,
}

impl<'a> Profile<'a> {
    pub(super) fn new(
        source: &'a Source,
        sources: &[Option<Source>],
        input: usize,
        cells: &[&InputCell],
        steps: usize,
    ) -> Profile<'a> {
        let law = &source.law;
        let (low, high) = law.span();
        let exact = cells.iter().all(|cell| cell.single);
        let discrete = law.atoms().is_some();
        let mut stops = law.atoms().unwrap_or_else(|| vec![low, high]);
        if !discrete {
            cells.iter().filter(|cell| cell.single).for_each(|cell| {
                bends(&cell.cell, input, cell.cell.offset, (low, high), &mut stops);
            });
            if !exact {
                let tails = (1..=TAIL).map(|k| 0.5f64.powi(k) / steps as f64);
                let shares = (1..steps)
                    .map(|k| k as f64 / steps as f64)
                    .chain(tails.flat_map(|u| [u, 1.0 - u]));
                stops.extend(
                    shares.map(|u| source.draws.quantile(u)).filter(|x| low < *x && *x < high),
                );
            }
            tidy(&mut stops);
        }
        let moments = Moments::new(law, &stops);
        let of = |cell: &&InputCell| {
            let rest =
                if cell.single { vec![0.0] } else { others(cell, sources, Some(input), steps) };
            let at = |x: &f64| {
                let part = own(&cell.cell, input, *x) + cell.cell.offset;
                mean(rest.iter().map(|rest| cell.cell.value.at(part + rest)))
            };
            let values: Vec<f64> = stops.iter().map(at).collect();
            let mean = moments.mean_of(&stops, &values, discrete);
            (values, mean)
        };
        let values = cells.iter().map(of).collect();
        Profile { law, stops, discrete, moments, values, exact }
    }
}

/// The mean value of every cell of a group.
pub(super) struct Expected {
    /// By member, then leaf.
    means: Vec<f64>,
    leaves: usize,
}

impl Expected {
    pub(super) fn new(
        model: &InputScores,
        sources: &[Option<Source>],
        leaves: usize,
        steps: usize,
    ) -> Expected {
        let cell = |at: usize| model.additive.known(model.rows[at / leaves], at % leaves);
        let mut means: Vec<f64> = (0..model.rows.len() * leaves).map(cell).collect();
        for cell in &model.cells {
            let only =
                inputs(&cell.cell).next().and_then(|input| Some((input, sources[input].as_ref()?)));
            means[cell.member * leaves + cell.cell.leaf] = match only {
                Some((input, source)) if cell.single => {
                    Profile::new(source, sources, input, &[cell], steps).values[0].1
                }
                _ => {
                    let parts = others(cell, sources, None, steps);
                    mean(parts.iter().map(|part| cell.cell.value.at(cell.cell.offset + part)))
                }
            };
        }
        Expected { means, leaves }
    }

    /// The expected score of every member at these mean weights, and their order.
    pub(super) fn scores(&self, weights: &[f64]) -> (Vec<f64>, Vec<u32>) {
        let score = |row: &[f64]| row.iter().zip(weights).map(|(v, w)| v * w).sum();
        let scores: Vec<f64> = self.means.chunks_exact(self.leaves).map(score).collect();
        let order = ordered(&scores);
        (scores, order)
    }

    /// E_x[max_a E(U_a | x)] - max_a E(U_a) at these mean weights, as the mean of what the best at
    /// x is ahead of the one that is best in the mean: never below 0, and exactly 0 where nothing
    /// else is ever best.
    pub(super) fn worth(
        &self,
        profile: &Profile,
        cells: &[&InputCell],
        weights: &[f64],
        scores: &(Vec<f64>, Vec<u32>),
    ) -> f64 {
        let fed = members(cells);
        let (scores, order) = scores;
        let eps =
            SCORE_ROUNDING * scores.iter().fold(0.0, |most: f64, score| most.max(score.abs()));
        let mut tied = Vec::new();
        let other = best_other(order, scores, &fed, 0.0, &mut tied);
        let lines = fed.len() + usize::from(other.is_some());
        let line_of = |cell: &InputCell| fed.binary_search(&cell.member).unwrap_or(0);
        let mut base: Vec<f64> = fed.iter().map(|member| scores[*member]).chain(other).collect();
        for cell in cells {
            base[line_of(cell)] -=
                weights[cell.cell.leaf] * self.means[cell.member * self.leaves + cell.cell.leaf];
        }
        let mut values: Vec<f64> =
            profile.stops.iter().flat_map(|_| base.iter().copied()).collect();
        for (cell, (own, mean)) in cells.iter().zip(&profile.values) {
            let (line, weight) = (line_of(cell), weights[cell.cell.leaf]);
            own.iter()
                .enumerate()
                .for_each(|(k, value)| values[k * lines + line] += weight * value);
            base[line] += weight * mean;
        }
        let fan =
            Fan { stops: &profile.stops, discrete: profile.discrete, values: &values, lines, eps };
        let best =
            (0..lines).fold(0, |best, line| if base[line] > base[best] { line } else { best });
        let mut worth = 0.0;
        fan.walk(&mut tied, |piece| {
            if piece.top == best {
                return;
            }
            let ahead = |x: f64| fan.at(piece.top, piece.stop, x) - fan.at(best, piece.stop, x);
            let (a, b) = (ahead(piece.from), ahead(piece.to));
            if profile.discrete {
                worth += a / profile.stops.len() as f64;
                return;
            }
            let (below_a, partial_a) = profile.moments.at(profile.law, &profile.stops, piece.from);
            let (below_b, partial_b) = profile.moments.at(profile.law, &profile.stops, piece.to);
            let slope = (b - a) / (piece.to - piece.from);
            worth += ((a - slope * piece.from) * (below_b - below_a)
                + slope * (partial_b - partial_a))
                .max(0.0);
        });
        worth
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn merging_keeps_the_mean() {
        let all: Vec<f64> = (0..10).map(f64::from).collect();
        for most in [1, 3, 4, 10] {
            let out = merged(&all, most);
            assert_eq!(out.len(), most);
            assert_relative_eq!(out.iter().sum::<f64>() / most as f64, 4.5, epsilon = 1e-12);
        }
        assert_eq!(merged(&all, 5), [0.5, 2.5, 4.5, 6.5, 8.5]);
        assert_eq!(sum(&[vec![0.0, 1.0], vec![0.0, 2.0]], 9), [0.0, 2.0, 1.0, 3.0]);
    }
}
