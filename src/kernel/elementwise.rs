//! Loops over figures one by one, compiled for the widest registers of the processor.
//!
//! Sums run in several lanes side by side, since a single one would wait for itself at every
//! figure. The lanes are the same for every instruction set, and so are the results.
//!
//! The logarithms and powers are those of [`elementary`], which a loop can look through. They are
//! right for normal numbers only; figures that are none are worked out by the standard library.

use super::dispatch::{Task, dispatch};
use super::elementary;

const LANES: usize = 16;

/// Each figure becomes what `change` makes of it.
pub fn each(figures: &mut [f64], change: impl Fn(f64) -> f64) {
    dispatch(Each { figures, change });
}

struct Each<'a, F> {
    figures: &'a mut [f64],
    change: F,
}

impl<F: Fn(f64) -> f64> Task for Each<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for figure in self.figures {
            *figure = (self.change)(*figure);
        }
    }
}

/// The sum of what `term` makes of each figure.
pub fn sum(figures: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    dispatch(Sum { figures, term })
}

struct Sum<'a, F> {
    figures: &'a [f64],
    term: F,
}

impl<F: Fn(f64) -> f64> Task for Sum<'_, F> {
    type Output = f64;

    #[inline(always)]
    fn run(self) -> f64 {
        let mut sums = [0.0; LANES];
        let (lines, rest) = self.figures.as_chunks::<LANES>();
        for line in lines {
            for (sum, figure) in sums.iter_mut().zip(line) {
                *sum += (self.term)(*figure);
            }
        }
        for (sum, figure) in sums.iter_mut().zip(rest) {
            *sum += (self.term)(*figure);
        }
        // The halves are added until one lane is left.
        let mut lanes = LANES / 2;
        while lanes > 0 {
            for lane in 0..lanes {
                sums[lane] += sums[lane + lanes];
            }
            lanes /= 2;
        }
        sums[0]
    }
}

/// Whether any figure is `such`. All are looked at: a loop without a way out in its middle is several
/// times faster, and mostly there is none.
pub fn any(figures: &[f64], such: impl Fn(f64) -> bool) -> bool {
    dispatch(Any { figures, such })
}

struct Any<'a, F> {
    figures: &'a [f64],
    such: F,
}

impl<F: Fn(f64) -> bool> Task for Any<'_, F> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let mut found = false;
        for figure in self.figures {
            found |= (self.such)(*figure);
        }
        found
    }
}

/// The least and the greatest figure: infinity and minus infinity where there is none.
pub fn extremes(figures: &[f64]) -> (f64, f64) {
    dispatch(Extremes { figures })
}

struct Extremes<'a> {
    figures: &'a [f64],
}

impl Task for Extremes<'_> {
    type Output = (f64, f64);

    #[inline(always)]
    fn run(self) -> (f64, f64) {
        let (mut least, mut most) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
        for line in self.figures.chunks(LANES) {
            for (x, (least, most)) in line.iter().zip(least.iter_mut().zip(&mut most)) {
                *least = if *x < *least { *x } else { *least };
                *most = if *x > *most { *x } else { *most };
            }
        }
        (
            least.into_iter().fold(f64::INFINITY, f64::min),
            most.into_iter().fold(f64::NEG_INFINITY, f64::max),
        )
    }
}

/// Each figure of at least 0 becomes its natural logarithm, minus infinity for 0.
pub fn logarithms(figures: &mut [f64]) {
    each_or(figures, elementary::ln, is_normal, f64::ln);
}

/// Each figure becomes ln(x / y) - `less`, where `ratio` makes x, at least 0, and y, above 0, of it.
///
/// Near 1 it is taken from (x - y) / y, which keeps the digits in which x and y differ; the quotient
/// x / y has lost them.
pub fn logarithms_of_ratios(figures: &mut [f64], ratio: impl Fn(f64) -> (f64, f64), less: f64) {
    let fast = |figure: f64| {
        let (x, y) = ratio(figure);
        let (quotient, part) = (x / y, (x - y) / y);
        let near = (0.5..=2.0).contains(&quotient);
        let one_more = 1.0 + part;
        // ln(1 + part), with what the sum 1 + part has been rounded by.
        let of = if near { one_more } else { quotient };
        let rounding = if near { (part - (one_more - 1.0)) / one_more } else { 0.0 };
        elementary::ln(of) + rounding - less
    };
    let is_fast = |figure: f64| {
        let (x, y) = ratio(figure);
        is_normal(x / y)
    };
    let slow = |figure: f64| {
        let (x, y) = ratio(figure);
        ln_ratio(x, y) - less
    };
    each_or(figures, fast, is_fast, slow);
}

/// ln(x / y) for x >= 0 and y > 0.
pub fn ln_ratio(x: f64, y: f64) -> f64 {
    let ratio = x / y;
    if (0.5..=2.0).contains(&ratio) {
        ((x - y) / y).ln_1p()
    } else if ratio.is_normal() {
        ratio.ln()
    } else {
        x.ln() - y.ln()
    }
}

/// Each figure of at least 0 becomes its power.
pub fn powers(figures: &mut [f64], exponent: f64) {
    let logarithm = |x: f64| exponent * elementary::ln(x);
    each_or(
        figures,
        |x| elementary::exp(logarithm(x)),
        |x| is_normal(x) & (logarithm(x).abs() < 700.0),
        |x| x.powf(exponent),
    );
}

/// Each figure becomes e to the power of it.
pub fn exponentials(figures: &mut [f64]) {
    each_or(figures, elementary::exp, |x| x.abs() < 700.0, f64::exp);
}

/// The sum of ln(1 + x) over figures from 0 to 1.
pub fn sum_of_ln_1p(figures: &[f64]) -> f64 {
    sum(figures, elementary::ln_1p)
}

#[inline(always)]
fn is_normal(x: f64) -> bool {
    (f64::MIN_POSITIVE..=f64::MAX).contains(&x)
}

/// Each figure becomes what `fast` makes of it, or `slow` where `is_fast` says no. `fast` is called
/// for all, and its answer may then be any number.
fn each_or(
    figures: &mut [f64],
    fast: impl Fn(f64) -> f64,
    is_fast: impl Fn(f64) -> bool,
    slow: impl Fn(f64) -> f64,
) {
    for part in figures.chunks_mut(64) {
        let mut before = [0.0; 64];
        let before = &mut before[..part.len()];
        before.copy_from_slice(part);
        if dispatch(EachFast { figures: part, fast: &fast, is_fast: &is_fast }) {
            continue;
        }
        for (figure, before) in part.iter_mut().zip(before.iter()) {
            if !is_fast(*before) {
                *figure = slow(*before);
            }
        }
    }
}

struct EachFast<'a, F, G> {
    figures: &'a mut [f64],
    fast: F,
    is_fast: G,
}

impl<F: Fn(f64) -> f64, G: Fn(f64) -> bool> Task for EachFast<'_, F, G> {
    /// Whether all were such.
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let mut all = true;
        for figure in self.figures {
            all &= (self.is_fast)(*figure);
            *figure = (self.fast)(*figure);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};

    fn figures(count: u64, scale: f64) -> Vec<f64> {
        (0..count).map(|k| uniform(value(1, k, 0, 0)) * scale).collect()
    }

    #[test]
    fn sums_and_extremes_of_any_length() {
        for count in [0, 1, 15, 16, 17, 1000] {
            let figures = figures(count, 3.0);
            let (least, most) = figures
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (x.min(a), x.max(b)));
            assert_eq!(extremes(&figures), (least, most));
            let plain: f64 = figures.iter().map(|x| x * x).sum();
            assert!((sum(&figures, |x| x * x) - plain).abs() <= 1e-12 * plain);
        }
    }

    #[test]
    fn logarithms_and_powers_are_those_of_the_standard_library() {
        let odd = [0.0, 5e-324, 1e-310, f64::MIN_POSITIVE, 1e-200, 1.0, 1e200, f64::MAX];
        let own: Vec<f64> = figures(500, 3.0).into_iter().chain(odd).collect();
        let near = |ours: f64, other: f64| {
            ours == other || (ours - other).abs() <= 1e-15 * other.abs().max(1.0)
        };
        let mut found = own.clone();
        logarithms(&mut found);
        assert!(own.iter().zip(&found).all(|(x, ln)| near(*ln, x.ln())));
        for y in [1.0, 0.7, 3e-300, f64::MAX] {
            let mut found = own.clone();
            logarithms_of_ratios(&mut found, |x| (x, y), 0.25);
            assert!(own.iter().zip(&found).all(|(x, ln)| near(*ln, ln_ratio(*x, y) - 0.25)));
        }
        let mut found: Vec<f64> = (-800..800).map(f64::from).collect();
        exponentials(&mut found);
        for (x, power) in (-800..800).zip(found) {
            let other = f64::from(x).exp();
            assert!(power == other || (power - other).abs() <= 1e-15 * other, "{x}");
        }
        for exponent in [0.88, 0.5, 1.0, 2.0] {
            let mut found = own.clone();
            powers(&mut found, exponent);
            for (x, power) in own.iter().zip(&found) {
                let other = x.powf(exponent);
                assert!(*power == other || (power - other).abs() <= 1e-12 * other, "{x}");
            }
        }
    }

    #[test]
    fn ratios_near_1_keep_their_digits() {
        // ln(1 + d) = d - d^2 / 2 + ...
        let mut found = [1e15 + 3.0];
        logarithms_of_ratios(&mut found, |x| (x, 1e15), 0.0);
        let d = 3e-15f64;
        assert!((found[0] - (d - d * d / 2.0)).abs() <= 1e-15 * d, "{}", found[0]);
    }
}
