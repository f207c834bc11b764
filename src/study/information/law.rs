//! The distribution of an input by two functions: F(x), the share below x, and M(x), the integral
//! of t dF(t) up to x.
//!
//! With both, the integral of a piecewise linear function is a sum over its pieces: a + b t from p
//! to q gives a (F(q) - F(p)) + b (M(q) - M(p)). M has a closed form for all distributions of a
//! cell: uniform and triangular polynomials; normal mean F(x) - sd phi(z); lognormal the mean times
//! a normal F moved by s; beta the mean times the F of shapes a + 1, b. Cut to a scale, as draws
//! are, both are rescaled.

use crate::draw::distribution::cut;
use crate::kernel::Distribution;
use crate::problem::{Problem, Quantity};
use statrs::distribution::{Beta, ContinuousCDF, Normal};

/// An uncut distribution.
enum Shape {
    Uniform(f64, f64),
    Triangular(f64, f64, f64),
    Normal(f64, f64),
    LogNormal(f64, f64),
    /// F, that of shapes a + 1, b, and the mean.
    Beta(Beta, Beta, f64),
    /// So many figures from the first on, a distance 1 apart, each as likely.
    Atoms(f64, usize),
}

/// The distribution of an input, cut as its draws are.
pub(super) struct Law {
    shape: Shape,
    low: f64,
    high: f64,
    /// F and M at the lower cut, and F at the upper one, before cutting.
    from: f64,
    start: f64,
    to: f64,
}

/// Less probability than this between the cuts is no distribution to integrate over.
const LEAST: f64 = 1e-9;
/// A normal distribution is looked for crossings up to so many standard deviations; its integrals
/// go on for ever.
const FAR: f64 = 9.0;

impl Law {
    /// The law of the draws of an input: a set, and what is unknown, is uniform.
    pub(super) fn new(problem: &Problem, input: usize, draws: &Distribution) -> Law {
        let it = &problem.inputs[input];
        let (mut low, mut high) = cut(problem, input);
        let shape = match it.quantity {
            Quantity::Uniform(a, b) => Shape::Uniform(a.max(low), b.min(high)),
            Quantity::Triangular(a, mode, b) => Shape::Triangular(a, mode, b),
            Quantity::Normal(mean, sd) => Shape::Normal(mean, sd),
            Quantity::LogNormal(m, s) => Shape::LogNormal(m, s),
            Quantity::Beta(a, b) => match (Beta::new(a, b), Beta::new(a + 1.0, b)) {
                (Ok(below), Ok(partial)) => Shape::Beta(below, partial, a / (a + b)),
                _ => Shape::Atoms(it.spread.nominal, 1),
            },
            Quantity::AnyOf(ref texts) => Shape::Atoms(0.0, texts.len()),
            _ => Shape::Uniform(it.spread.low, it.spread.high),
        };
        if matches!(shape, Shape::Uniform(..) | Shape::Atoms(..)) {
            (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let mut law = Law {
            from: shape.below(low),
            start: shape.partial(low),
            to: shape.below(high),
            shape,
            low,
            high,
        };
        let empty = matches!(law.shape, Shape::Uniform(a, b) if a >= b);
        if empty || law.to - law.from < LEAST {
            // All of it lies beyond its scale: draws stand at one end.
            let shape = Shape::Atoms(draws.quantile(0.5), 1);
            law = Law {
                shape,
                low: f64::NEG_INFINITY,
                high: f64::INFINITY,
                from: 0.0,
                start: 0.0,
                to: 1.0,
            };
        }
        law
    }

    /// F(x): the probability of at most x.
    pub(super) fn below(&self, x: f64) -> f64 {
        if x >= self.high {
            1.0
        } else if x < self.low {
            0.0
        } else {
            ((self.shape.below(x) - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
        }
    }

    /// M(x): the integral of t dF(t) over t up to x.
    pub(super) fn partial(&self, x: f64) -> f64 {
        (self.shape.partial(x.clamp(self.low, self.high)) - self.start) / (self.to - self.from)
    }

    /// The mean.
    pub(super) fn mean(&self) -> f64 {
        self.partial(f64::INFINITY)
    }

    /// Where (nearly) all of it lies, both ends finite.
    pub(super) fn span(&self) -> (f64, f64) {
        let (low, high) = match self.shape {
            Shape::Uniform(a, b) | Shape::Triangular(a, _, b) => (a, b),
            Shape::Normal(mean, sd) => (mean - FAR * sd, mean + FAR * sd),
            Shape::LogNormal(m, s) => ((m - FAR * s).exp(), (m + (FAR + s) * s).exp().min(1e300)),
            Shape::Beta(..) => (0.0, 1.0),
            Shape::Atoms(first, count) => (first, first + count as f64 - 1.0),
        };
        (low.max(self.low).min(self.high), high.min(self.high).max(self.low))
    }

    /// The figures it can take, if they can be counted; each is as likely.
    pub(super) fn atoms(&self) -> Option<Vec<f64>> {
        match self.shape {
            Shape::Atoms(first, count) => Some((0..count).map(|k| first + k as f64).collect()),
            _ => None,
        }
    }
}

impl Shape {
    fn below(&self, x: f64) -> f64 {
        match self {
            Shape::Uniform(a, b) => ((x - a) / (b - a)).clamp(0.0, 1.0),
            Shape::Triangular(a, mode, b) => {
                if x <= *a {
                    0.0
                } else if x >= *b {
                    1.0
                } else if x <= *mode {
                    (x - a) * (x - a) / ((b - a) * (mode - a))
                } else {
                    1.0 - (b - x) * (b - x) / ((b - a) * (b - mode))
                }
            }
            Shape::Normal(mean, sd) => Normal::standard().cdf((x - mean) / sd),
            Shape::LogNormal(m, s) => {
                if x > 0.0 {
                    Normal::standard().cdf((x.ln() - m) / s)
                } else {
                    0.0
                }
            }
            Shape::Beta(below, ..) => below.cdf(x.clamp(0.0, 1.0)),
            Shape::Atoms(first, count) => {
                ((x - first).floor() + 1.0).clamp(0.0, *count as f64) / *count as f64
            }
        }
    }

    fn partial(&self, x: f64) -> f64 {
        match self {
            Shape::Uniform(a, b) => {
                let x = x.clamp(*a, *b);
                (x - a) / (b - a) * (a + x) / 2.0
            }
            Shape::Triangular(a, mode, b) => {
                let x = x.clamp(*a, *b);
                if x <= *mode && a < mode {
                    let s = x - a;
                    (2.0 * s / 3.0 + a) * s * s / ((b - a) * (mode - a))
                } else if b > mode {
                    let s = b - x;
                    (a + mode + b) / 3.0 - (b - 2.0 * s / 3.0) * s * s / ((b - a) * (b - mode))
                } else {
                    (a + mode + b) / 3.0
                }
            }
            Shape::Normal(mean, sd) => {
                let z = (x - mean) / sd;
                mean * Normal::standard().cdf(z)
                    - sd * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
            }
            Shape::LogNormal(m, s) => {
                if x > 0.0 {
                    (m + s * s / 2.0).exp() * Normal::standard().cdf((x.ln() - m) / s - s)
                } else {
                    0.0
                }
            }
            Shape::Beta(_, partial, mean) => mean * partial.cdf(x.clamp(0.0, 1.0)),
            Shape::Atoms(first, count) => {
                let taken = ((x - first).floor() + 1.0).clamp(0.0, *count as f64);
                taken * (first + (taken - 1.0) / 2.0) / *count as f64
            }
        }
    }
}

/// F and M at stops, the first and the last standing for the ends of the distribution.
pub(super) struct Moments {
    pub(super) below: Vec<f64>,
    partial: Vec<f64>,
    mean: f64,
}

impl Moments {
    /// At ascending stops.
    pub(super) fn new(law: &Law, stops: &[f64]) -> Moments {
        let last = stops.len() - 1;
        let mean = law.mean();
        let at = |of: &dyn Fn(f64) -> f64, end: f64| -> Vec<f64> {
            let inner = |(k, x): (usize, &f64)| match k {
                0 => 0.0,
                k if k == last => end,
                _ => of(*x),
            };
            stops.iter().enumerate().map(inner).collect()
        };
        Moments { below: at(&|x| law.below(x), 1.0), partial: at(&|x| law.partial(x), mean), mean }
    }

    /// F and M at a figure between the first and the last stop.
    pub(super) fn at(&self, law: &Law, stops: &[f64], x: f64) -> (f64, f64) {
        match stops.binary_search_by(|stop| stop.total_cmp(&x)) {
            Ok(k) => (self.below[k], self.partial[k]),
            Err(0) => (0.0, 0.0),
            Err(k) if k == stops.len() => (1.0, self.mean),
            Err(_) => (law.below(x), law.partial(x)),
        }
    }

    /// The mean of a function that is `values` at the stops and straight between them; at atoms,
    /// that of its values.
    pub(super) fn mean_of(&self, stops: &[f64], values: &[f64], discrete: bool) -> f64 {
        if discrete {
            return values.iter().sum::<f64>() / values.len() as f64;
        }
        let piece = |k: usize| {
            let slope = (values[k + 1] - values[k]) / (stops[k + 1] - stops[k]);
            (values[k] - slope * stops[k]) * (self.below[k + 1] - self.below[k])
                + slope * (self.partial[k + 1] - self.partial[k])
        };
        (0..stops.len() - 1).map(piece).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// M(q) - M(p) against a sum over narrow strips.
    #[test]
    fn partial_means_are_integrals() {
        let shapes = [
            Shape::Uniform(1.0, 4.0),
            Shape::Triangular(0.0, 1.0, 5.0),
            Shape::Triangular(0.0, 0.0, 2.0),
            Shape::Triangular(0.0, 2.0, 2.0),
            Shape::Normal(2.0, 0.7),
            Shape::LogNormal(0.3, 0.5),
            Shape::Beta(Beta::new(2.0, 3.0).unwrap(), Beta::new(3.0, 3.0).unwrap(), 0.4),
        ];
        for shape in shapes {
            for (low, high) in [(0.3, 0.9), (0.1, 2.2), (1.1, 3.0)] {
                let steps = 20_000;
                let x = |k: usize| low + (high - low) * k as f64 / f64::from(steps);
                let strip = |k: usize| {
                    (x(k) + x(k + 1)) / 2.0 * (shape.below(x(k + 1)) - shape.below(x(k)))
                };
                let sum: f64 = (0..steps as usize).map(strip).sum();
                assert_relative_eq!(shape.partial(high) - shape.partial(low), sum, epsilon = 1e-8);
            }
        }
        let atoms = Shape::Atoms(2.0, 3);
        assert_eq!((atoms.below(1.9), atoms.below(2.0), atoms.below(9.0)), (0.0, 1.0 / 3.0, 1.0));
        assert_eq!(
            (atoms.partial(1.0), atoms.partial(3.5), atoms.partial(9.0)),
            (0.0, 5.0 / 3.0, 3.0)
        );
    }
}
