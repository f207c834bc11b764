//! What the kernel draws for an input: its distribution as a quantile function, cut to its scale
//! where the scale says so.

use crate::kernel::Distribution;
use crate::problem::{Beyond, Problem, Quantity, Scale, Spread};
use crate::tolerance::AT_LEVEL;
use statrs::distribution::{Beta, Continuous, ContinuousCDF, LogNormal, Normal};

/// How an input counts in a study that draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// One figure.
    Crisp,
    /// Drawn.
    Drawn,
    /// A set: bounded, not drawn.
    Set,
}

/// The class of every input; with `uniform_sets` sets and unknown inputs are drawn too.
pub(crate) fn classes(problem: &Problem, uniform_sets: bool) -> Vec<Class> {
    let class = |input: &crate::problem::Input| match (
        input.spread.is_crisp(),
        input.quantity.is_distribution(),
    ) {
        (true, _) => Class::Crisp,
        (false, true) => Class::Drawn,
        (false, false) if uniform_sets => Class::Drawn,
        (false, false) => Class::Set,
    };
    problem.inputs.iter().map(class).collect()
}

/// The distribution of an input. A set, and what is unknown, is uniform over its range; an unknown
/// text is any of the texts it can be, each as likely; and so is a level within a set, where rules
/// ask for levels.
pub(crate) fn distribution(problem: &Problem, input: usize) -> Distribution {
    let it = &problem.inputs[input];
    if problem.tree.is_ruled(it.name) && !it.quantity.is_distribution() {
        let (first, last) =
            ((it.spread.low - AT_LEVEL).ceil(), (it.spread.high + AT_LEVEL).floor());
        if first <= last {
            let count = last - first + 1.0;
            let level = move |u: f64| first + (u * count).floor().min(count - 1.0);
            return Distribution::Quantile(Box::new(level));
        }
    }
    of_quantity(&it.quantity, it.spread, cut(problem, input))
}

/// The same of what is said of a figure, cut to two ends. `spread` is its range.
pub(crate) fn of_quantity(
    quantity: &Quantity,
    spread: Spread,
    (low, high): (f64, f64),
) -> Distribution {
    let between = |low: f64, high: f64| Distribution::Uniform { low, high };
    match *quantity {
        Quantity::Uniform(a, b) => between(a.max(low), b.min(high)),
        Quantity::Triangular(a, mode, b) => {
            let below = move |x: f64| triangular_below(x, a, mode, b);
            cut_to(low, high, below, move |u| triangular_quantile(u, a, mode, b))
        }
        Quantity::Normal(mean, sd) => match Normal::new(mean, sd) {
            Ok(normal) => cut_to(low, high, move |x| normal.cdf(x), move |u| normal.inverse_cdf(u)),
            Err(_) => between(mean, mean),
        },
        Quantity::LogNormal(m, s) => match (LogNormal::new(m, s), Normal::new(m, s)) {
            (Ok(below), Ok(logarithm)) => {
                cut_to(low, high, move |x| below.cdf(x), move |u| logarithm.inverse_cdf(u).exp())
            }
            _ => between(m.exp(), m.exp()),
        },
        Quantity::Beta(a, b) => match Beta::new(a, b) {
            Ok(beta) => {
                let table = BetaQuantile::new(beta);
                cut_to(low, high, move |x| beta.cdf(x), move |u| table.at(u))
            }
            Err(_) => between(spread.nominal, spread.nominal),
        },
        Quantity::AnyOf(ref texts) => {
            let count = texts.len() as f64;
            Distribution::Quantile(Box::new(move |u| (u * count).floor().min(count - 1.0)))
        }
        _ => between(spread.low, spread.high),
    }
}

/// Where the distribution of an input is cut: beyond a scale that calls it an error no figure is
/// drawn.
pub(crate) fn cut(problem: &Problem, input: usize) -> (f64, f64) {
    let scale =
        problem.tree.leaves.get(problem.inputs[input].name).and_then(|leaf| leaf.scale.as_ref());
    let cut = scale.filter(|scale| {
        !matches!(scale, Scale::Numeric { beyond: Beyond::Clamp | Beyond::Extend, .. })
    });
    cut.map_or((f64::NEG_INFINITY, f64::INFINITY), Scale::ends)
}

/// A distribution between two ends: quantile(F(low) + u (F(high) - F(low))).
fn cut_to(
    low: f64,
    high: f64,
    below: impl Fn(f64) -> f64,
    quantile: impl Fn(f64) -> f64 + Send + Sync + 'static,
) -> Distribution {
    let from = if low.is_finite() { below(low) } else { 0.0 };
    let to = if high.is_finite() { below(high) } else { 1.0 };
    if (from, to) == (0.0, 1.0) {
        return Distribution::Quantile(Box::new(quantile));
    }
    Distribution::Quantile(Box::new(move |u| quantile(from + u * (to - from)).clamp(low, high)))
}

fn triangular_below(x: f64, a: f64, mode: f64, b: f64) -> f64 {
    if x <= a {
        0.0
    } else if x >= b {
        1.0
    } else if x <= mode {
        (x - a) * (x - a) / ((b - a) * (mode - a))
    } else {
        1.0 - (b - x) * (b - x) / ((b - a) * (b - mode))
    }
}

/// The inverse of the triangular distribution function: a + sqrt(u (b - a)(c - a)) below the mode
/// c, b - sqrt((1 - u)(b - a)(b - c)) above.
fn triangular_quantile(u: f64, a: f64, mode: f64, b: f64) -> f64 {
    if u * (b - a) < mode - a {
        a + (u * (b - a) * (mode - a)).sqrt()
    } else {
        b - ((1.0 - u) * (b - a) * (b - mode)).sqrt()
    }
}

/// The quantile function of a beta distribution: a table gives a bracket, and a Newton step kept
/// inside it the rest. (The library's own is a bisection from scratch, a hundred times dearer.)
struct BetaQuantile {
    beta: Beta,
    table: Vec<f64>,
}

/// Steps of the table.
const STEPS: usize = 1024;

/// A quantile is found when a step moves it by no more than this part of it: a few hundred spacings
/// of numbers, as the distribution function is no more exact.
const NEAR: f64 = 1e-13;

/// The same for quantiles near 0, as an amount.
const NEAR_0: f64 = 1e-14;

impl BetaQuantile {
    fn new(beta: Beta) -> BetaQuantile {
        let at = |step: usize| match step {
            0 => 0.0,
            STEPS => 1.0,
            _ => beta.inverse_cdf(step as f64 / STEPS as f64),
        };
        BetaQuantile { beta, table: (0..=STEPS).map(at).collect() }
    }

    fn at(&self, u: f64) -> f64 {
        let place = u * STEPS as f64;
        let step = (place as usize).min(STEPS - 1);
        let (mut low, mut high) = (self.table[step], self.table[step + 1]);
        let mut x = low + (high - low) * (place - step as f64);
        for _ in 0..60 {
            let miss = self.beta.cdf(x) - u;
            if miss > 0.0 {
                high = x
            } else {
                low = x
            }
            let slope = self.beta.pdf(x);
            let newton = x - miss / slope;
            let next =
                if newton > low && newton < high { newton } else { low + (high - low) / 2.0 };
            if (next - x).abs() <= NEAR_0 + NEAR * x {
                return next;
            }
            x = next;
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn quantiles_are_inverses_of_distribution_functions() {
        for (a, b) in [(20.0, 116.0), (0.5, 0.5), (1.0, 135.0), (3.0, 2.0)] {
            let beta = Beta::new(a, b).unwrap();
            let quantile = BetaQuantile::new(beta);
            for u in [1e-6, 0.01, 0.2, 0.5, 0.77, 0.999, 0.999_999] {
                assert_relative_eq!(beta.cdf(quantile.at(u)), u, epsilon = 1e-11);
            }
        }
        for u in [0.01, 0.3, 0.5, 0.9] {
            assert_relative_eq!(
                triangular_below(triangular_quantile(u, 1.0, 2.0, 5.0), 1.0, 2.0, 5.0),
                u,
                epsilon = 1e-14
            );
        }
        // A mode at an end.
        assert_relative_eq!(triangular_quantile(0.25, 0.0, 0.0, 1.0), 1.0 - 0.75f64.sqrt());
    }
}
