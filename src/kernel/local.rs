//! Models of the weights of one sibling set: how they are drawn, proposal by proposal.

use super::Sampler;
use super::elementary::{exp, ln};
use super::rng::Sequence;
use std::sync::Arc;

/// How the local weights of a sibling set are spread. All are at least 0 and sum to 1.
#[derive(Clone)]
pub enum SetDistribution {
    /// Uniform on the simplex, Dirichlet(1, ..., 1).
    Uniform,
    /// Dirichlet with these parameters, each at least 0 and not all 0. A parameter of 0 gives a
    /// weight of 0, always.
    Dirichlet(Vec<f64>),
    /// Uniform within bounds.
    Within(BoxConstraints),
    /// Always the same.
    Fixed(Vec<f64>),
    /// Drawn by another sampler, from the number of the draw; constraints are its own business.
    Other(Arc<dyn Sampler>),
}

impl SetDistribution {
    /// One proposal, from the next numbers of the sequence. Returns whether it is a draw of the
    /// model; if not, the next may be.
    pub(super) fn propose(&self, numbers: &mut Sequence, draw: u64, weights: &mut [f64]) -> bool {
        match self {
            SetDistribution::Uniform => uniform(numbers, weights),
            SetDistribution::Dirichlet(parameters) => dirichlet(parameters, numbers, weights),
            SetDistribution::Within(bounds) => return bounds.propose(numbers, weights),
            SetDistribution::Fixed(fixed) => weights.copy_from_slice(fixed),
            SetDistribution::Other(sampler) => sampler.fill(draw, 1, weights),
        }
        true
    }
}

/// Normalised exponentials, with the same bits as [`SimplexSampler`](super::SimplexSampler).
fn uniform(numbers: &mut Sequence, weights: &mut [f64]) {
    let mut sum = 0.0;
    for weight in &mut *weights {
        *weight = -ln(numbers.uniform());
        sum += *weight;
    }
    let inverse = 1.0 / sum;
    match weights {
        [one] => *one = 1.0,
        _ => weights.iter_mut().for_each(|weight| *weight *= inverse),
    }
}

/// Gamma variates divided by their sum, by way of their logarithms: those of small parameters are
/// often too small for a double, and 0/0 would follow.
fn dirichlet(parameters: &[f64], numbers: &mut Sequence, weights: &mut [f64]) {
    let mut largest = f64::NEG_INFINITY;
    for (weight, parameter) in weights.iter_mut().zip(parameters) {
        *weight = if *parameter > 0.0 {
            ln_gamma_variate(*parameter, numbers)
        } else {
            f64::NEG_INFINITY
        };
        largest = largest.max(*weight);
    }
    let mut sum = 0.0;
    for weight in &mut *weights {
        // A parameter of 0 has a logarithm of minus infinity, whose exponential is 0.
        *weight = exp(*weight - largest);
        sum += *weight;
    }
    weights.iter_mut().for_each(|weight| *weight /= sum);
}

/// The logarithm of a variate of Gamma(shape, 1), shape > 0: Marsaglia & Tsang 2000,
/// doi:10.1145/358407.358414. For a shape below 1 it is that of shape + 1 plus ln(u) / shape.
fn ln_gamma_variate(shape: f64, numbers: &mut Sequence) -> f64 {
    if shape < 1.0 {
        return ln_gamma_variate(shape + 1.0, numbers) + ln(numbers.uniform()) / shape;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(numbers);
        let root = 1.0 + c * x;
        if root > 0.0 {
            let v = root * root * root;
            let ln_v = ln(v);
            if ln(numbers.uniform()) < 0.5 * x * x + d - d * v + d * ln_v {
                return ln(d) + ln_v;
            }
        }
    }
}

/// A standard normal variate by Marsaglia's polar method (Marsaglia & Bray 1964,
/// doi:10.1137/1006063), which needs a logarithm and a square root only.
fn normal(numbers: &mut Sequence) -> f64 {
    loop {
        let (x, y) = (2.0 * numbers.uniform() - 1.0, 2.0 * numbers.uniform() - 1.0);
        let square = x * x + y * y;
        if square > 0.0 && square < 1.0 {
            return x * (-2.0 * ln(square) / square).sqrt();
        }
    }
}

/// Bounds on weights: the uniform distribution on {w : low_i <= w_i <= high_i, sum of w = 1}, never
/// drawn and renormalised, which would not be uniform.
///
/// Proposals are accepted if they lie inside. Either all weights but the widest are drawn from
/// their intervals and the widest makes up the sum, or, where the intervals are large against the
/// simplex, low + (1 - sum of low) times a uniform point of the simplex is proposed. Both are
/// uniform where accepted; a pilot run tells which is accepted more often.
#[derive(Debug, Clone)]
pub struct BoxConstraints {
    low: Vec<f64>,
    high: Vec<f64>,
    /// The weights that are not fixed by their bounds, the widest last.
    free: Vec<usize>,
    by_simplex: bool,
}

/// Narrower intervals are points: their width is rounding.
const POINT: f64 = 1e-14;

/// Bounds whose sums pass 1 by no more than this leave weights: what rounding makes of bounds that
/// just meet it.
const SUM_SLACK: f64 = 1e-12;

impl BoxConstraints {
    /// The bounds of each weight; none where no weights lie within all of them and sum to 1.
    pub fn new(low: &[f64], high: &[f64]) -> Option<BoxConstraints> {
        let (lows, highs) = (low.iter().sum::<f64>(), high.iter().sum::<f64>());
        if low.len() != high.len()
            || low.iter().zip(high).any(|(low, high)| !(low <= high && *low >= 0.0))
            || lows > 1.0 + SUM_SLACK
            || highs < 1.0 - SUM_SLACK
        {
            return None;
        }
        // What the sum and the other weights leave.
        let (mut tight_low, mut tight_high) = (low.to_vec(), high.to_vec());
        for i in 0..low.len() {
            tight_low[i] = low[i].max(1.0 - (highs - high[i])).min(high[i]);
            tight_high[i] = high[i].min(1.0 - (lows - low[i])).max(low[i]);
            if tight_high[i] - tight_low[i] <= POINT {
                let middle = 0.5 * (tight_low[i] + tight_high[i]);
                (tight_low[i], tight_high[i]) = (middle, middle);
            }
        }
        let width = |i: &usize| tight_high[*i] - tight_low[*i];
        let mut free: Vec<usize> = (0..low.len()).filter(|i| width(i) > 0.0).collect();
        free.sort_by(|a, b| width(a).total_cmp(&width(b)).then(a.cmp(b)));
        let mut bounds =
            BoxConstraints { low: tight_low, high: tight_high, free, by_simplex: false };
        let accepted = |bounds: &BoxConstraints| {
            let (mut numbers, mut weights) = (Sequence::new(0, 0, 0), vec![0.0; bounds.low.len()]);
            (0..1000).filter(|_| bounds.propose(&mut numbers, &mut weights)).count()
        };
        let by_intervals = accepted(&bounds);
        bounds.by_simplex = true;
        bounds.by_simplex = accepted(&bounds) > by_intervals;
        Some(bounds)
    }

    fn propose(&self, numbers: &mut Sequence, weights: &mut [f64]) -> bool {
        weights.copy_from_slice(&self.low);
        let Some((widest, others)) = self.free.split_last() else {
            return true;
        };
        let rest = 1.0 - self.low.iter().sum::<f64>();
        if self.by_simplex {
            let mut sum = 0.0;
            for i in &self.free {
                weights[*i] = -ln(numbers.uniform());
                sum += weights[*i];
            }
            for i in &self.free {
                weights[*i] = self.low[*i] + rest * (weights[*i] / sum);
            }
            return self.free.iter().all(|i| weights[*i] <= self.high[*i]);
        }
        let mut left = rest;
        for i in others {
            let share = (self.high[*i] - self.low[*i]) * numbers.uniform();
            weights[*i] = self.low[*i] + share;
            left -= share;
        }
        weights[*widest] = self.low[*widest] + left;
        left >= 0.0 && weights[*widest] <= self.high[*widest]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(model: &SetDistribution, n: usize, count: u64) -> Vec<Vec<f64>> {
        let mut numbers = |draw| {
            let (mut numbers, mut weights) = (Sequence::new(4, draw, 0), vec![0.0; n]);
            while !model.propose(&mut numbers, draw, &mut weights) {}
            assert!(
                (weights.iter().sum::<f64>() - 1.0).abs() < 1e-14
                    && weights.iter().all(|w| *w >= 0.0)
            );
            weights
        };
        (0..count).map(&mut numbers).collect()
    }

    fn mean(draws: &[Vec<f64>], of: impl Fn(&[f64]) -> f64) -> (f64, f64) {
        let n = draws.len() as f64;
        let mean = draws.iter().map(|w| of(w)).sum::<f64>() / n;
        let variance = draws.iter().map(|w| (of(w) - mean).powi(2)).sum::<f64>() / n;
        (mean, (variance / n).sqrt())
    }

    fn near(draws: &[Vec<f64>], expected: f64, of: impl Fn(&[f64]) -> f64) {
        let (mean, error) = mean(draws, of);
        assert!(
            (mean - expected).abs() <= 4.0 * error + 1e-12,
            "{mean} +- {error}, not {expected}"
        );
    }

    #[test]
    fn dirichlet_has_its_moments_and_keeps_zeros() {
        for parameters in [
            vec![0.5, 2.0, 3.5, 0.0],
            vec![0.01, 0.02, 0.03],
            vec![40.0, 50.0, 10.0],
            vec![1e-3, 1e-3],
            vec![1.0; 5],
        ] {
            let all =
                draws(&SetDistribution::Dirichlet(parameters.clone()), parameters.len(), 40_000);
            let a: f64 = parameters.iter().sum();
            for (i, own) in parameters.iter().enumerate() {
                near(&all, own / a, |w| w[i]);
                near(&all, own * (own + 1.0) / (a * (a + 1.0)), |w| w[i] * w[i]);
                assert!(*own > 0.0 || all.iter().all(|w| w[i] == 0.0));
            }
        }
    }

    #[test]
    fn both_ways_within_bounds_are_uniform() {
        let (low, high) = ([0.1, 0.0, 0.2, 0.05], [0.5, 0.3, 0.6, 0.05]);
        let mut bounds = BoxConstraints::new(&low, &high).unwrap();
        // The reference: uniform points of the simplex of what is free, kept if inside.
        let all = draws(&SetDistribution::Uniform, 3, 400_000);
        let shift = |w: &Vec<f64>| vec![w[0] * 0.95, w[1] * 0.95, w[2] * 0.95, 0.05];
        let kept: Vec<Vec<f64>> = all
            .iter()
            .map(shift)
            .filter(|w| (0..4).all(|i| w[i] >= low[i] && w[i] <= high[i]))
            .collect();
        for by_simplex in [false, true] {
            bounds.by_simplex = by_simplex;
            let own = draws(&SetDistribution::Within(bounds.clone()), 4, 50_000);
            assert!(
                own.iter()
                    .all(|w| (0..4).all(|i| w[i] >= low[i] - 1e-15 && w[i] <= high[i] + 1e-15))
            );
            let of: [fn(&[f64]) -> f64; 5] = [
                |w| w[0],
                |w| w[1],
                |w| w[2] * w[2],
                |w| w[0] * w[1],
                |w| f64::from(u8::from(w[0] > 0.4)),
            ];
            for of in of {
                let ((a, e), (b, f)) = (mean(&own, of), mean(&kept, of));
                assert!((a - b).abs() < 4.0 * e.hypot(f), "{by_simplex} {a} {b}");
            }
        }
    }

    #[test]
    fn bounds_may_be_a_point_or_empty_or_everything() {
        assert!(BoxConstraints::new(&[0.5, 0.6], &[0.7, 0.7]).is_none());
        assert!(BoxConstraints::new(&[0.1, 0.1], &[0.3, 0.3]).is_none());
        assert!(BoxConstraints::new(&[0.5, 0.5], &[0.4, 0.6]).is_none());
        assert_eq!(
            draws(
                &SetDistribution::Within(BoxConstraints::new(&[0.3, 0.7], &[0.3, 0.7]).unwrap()),
                2,
                1
            ),
            [[0.3, 0.7]]
        );
        // The sum leaves a single point.
        assert_eq!(
            draws(
                &SetDistribution::Within(BoxConstraints::new(&[0.25, 0.0], &[0.25, 1.0]).unwrap()),
                2,
                1
            ),
            [[0.25, 0.75]]
        );
        assert!(BoxConstraints::new(&[0.0; 6], &[1.0; 6]).unwrap().by_simplex);
        assert!(!BoxConstraints::new(&[0.24; 4], &[0.26; 4]).unwrap().by_simplex);
    }
}
