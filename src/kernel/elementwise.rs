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
        replace(self.figures, self.change);
    }
}

/// As a function with arguments of its own, so that the compiler knows that nothing which `change`
/// looks at lies among the figures.
#[inline(always)]
fn replace(figures: &mut [f64], change: impl Fn(f64) -> f64) {
    for figure in figures {
        *figure = change(*figure);
    }
}

/// Each figure becomes what `combine` makes of it and of its like among `others`.
pub fn with_each(figures: &mut [f64], others: &[f64], combine: impl Fn(f64, f64) -> f64) {
    dispatch(WithEach { figures, others, combine });
}

struct WithEach<'a, F> {
    figures: &'a mut [f64],
    others: &'a [f64],
    combine: F,
}

impl<F: Fn(f64, f64) -> f64> Task for WithEach<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        combine(self.figures, self.others, self.combine);
    }
}

#[inline(always)]
fn combine(figures: &mut [f64], others: &[f64], with: impl Fn(f64, f64) -> f64) {
    for (figure, other) in figures.iter_mut().zip(others) {
        *figure = with(*figure, *other);
    }
}

/// The sum of what `term` makes of each figure.
pub fn sum(figures: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    let mut sum = RunningSum::default();
    sum.add(figures, term);
    sum.total()
}

/// A sum over figures that come part by part: that of all of them at once, bit by bit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunningSum {
    lanes: [f64; LANES],
    /// The lane of the next figure.
    next: usize,
}

impl RunningSum {
    /// Add what `term` makes of each figure.
    pub fn add(&mut self, figures: &[f64], term: impl Fn(f64) -> f64) {
        // The line that was begun is filled first.
        let (begun, others) = figures.split_at(figures.len().min((LANES - self.next) % LANES));
        for (lane, figure) in self.lanes[self.next..].iter_mut().zip(begun) {
            *lane += term(*figure);
        }
        self.lanes = dispatch(AddToLanes { lanes: self.lanes, figures: others, term });
        self.next = (self.next + figures.len()) % LANES;
    }

    /// The sum of all that was added.
    pub fn total(&self) -> f64 {
        let mut sums = self.lanes;
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

struct AddToLanes<'a, F> {
    lanes: [f64; LANES],
    figures: &'a [f64],
    term: F,
}

impl<F: Fn(f64) -> f64> Task for AddToLanes<'_, F> {
    type Output = [f64; LANES];

    #[inline(always)]
    fn run(self) -> [f64; LANES] {
        let mut sums = self.lanes;
        let (lines, rest) = self.figures.as_chunks::<LANES>();
        for line in lines {
            for (sum, figure) in sums.iter_mut().zip(line) {
                *sum += (self.term)(*figure);
            }
        }
        for (sum, figure) in sums.iter_mut().zip(rest) {
            *sum += (self.term)(*figure);
        }
        sums
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
        // One after the other: the compiler makes a loop that is ten times slower of both at once.
        (
            extreme(self.figures, f64::INFINITY, |x, least| x < least),
            extreme(self.figures, f64::NEG_INFINITY, |x, most| x > most),
        )
    }
}

/// The figure that is `before` all others, `start` where there is none.
#[inline(always)]
fn extreme(figures: &[f64], start: f64, before: impl Fn(f64, f64) -> bool + Copy) -> f64 {
    let mut first = [start; LANES];
    let (lines, rest) = figures.as_chunks::<LANES>();
    for line in lines {
        for (first, x) in first.iter_mut().zip(line) {
            *first = if before(*x, *first) { *x } else { *first };
        }
    }
    let mut out = start;
    for x in first.iter().chain(rest) {
        out = if before(*x, out) { *x } else { out };
    }
    out
}

/// Each figure of at least 0 becomes its natural logarithm, minus infinity for 0.
pub fn logarithms(figures: &mut [f64]) {
    change(figures, Logarithm);
}

/// Each figure becomes ln(x / y) - `less`, where `ratio` makes x, at least 0, and y, above 0, of it.
///
/// Near 1 it is taken from (x - y) / y, which keeps the digits in which x and y differ; the quotient
/// x / y has lost them.
pub fn logarithms_of_ratios(
    figures: &mut [f64],
    ratio: impl Fn(f64) -> (f64, f64) + Copy,
    less: f64,
) {
    change(figures, LogarithmOfRatio { ratio, less });
}

/// Each figure of at least 0 becomes its power.
pub fn powers(figures: &mut [f64], exponent: f64) {
    // Beyond these the logarithm of the power lies beyond -700 .. 700.
    let end = (700.0 / exponent.abs()).min(700.0).exp();
    change(figures, Power { exponent, least: 1.0 / end, most: end });
}

/// Each figure becomes e to the power of it.
pub fn exponentials(figures: &mut [f64]) {
    change(figures, Exponential);
}

/// The sum of ln(1 + x) over figures from 0 to 1.
pub fn sum_of_ln_1p(figures: &[f64]) -> f64 {
    sum(figures, elementary::ln_1p)
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

/// What becomes of a figure, in two ways. Both should be `#[inline(always)]` but for the slow one, so
/// that a loop over them vectorises.
trait Function: Copy {
    /// Without branches; any number where it does not hold.
    fn fast(self, x: f64) -> f64;

    /// Whether `fast` is right for this figure.
    fn holds(self, x: f64) -> bool;

    /// Right for every figure.
    fn slow(self, x: f64) -> f64;
}

#[inline(always)]
fn is_normal(x: f64) -> bool {
    (f64::MIN_POSITIVE..=f64::MAX).contains(&x)
}

#[derive(Clone, Copy)]
struct Logarithm;

impl Function for Logarithm {
    #[inline(always)]
    fn fast(self, x: f64) -> f64 {
        elementary::ln(x)
    }

    #[inline(always)]
    fn holds(self, x: f64) -> bool {
        is_normal(x)
    }

    fn slow(self, x: f64) -> f64 {
        x.ln()
    }
}

#[derive(Clone, Copy)]
struct LogarithmOfRatio<R> {
    ratio: R,
    less: f64,
}

impl<R: Fn(f64) -> (f64, f64) + Copy> Function for LogarithmOfRatio<R> {
    #[inline(always)]
    fn fast(self, figure: f64) -> f64 {
        let (x, y) = (self.ratio)(figure);
        let (quotient, part) = (x / y, (x - y) / y);
        let near = (0.5..=2.0).contains(&quotient);
        let one_more = 1.0 + part;
        // ln(1 + part), with what the sum 1 + part has been rounded by.
        let of = if near { one_more } else { quotient };
        let rounding = if near { (part - (one_more - 1.0)) / one_more } else { 0.0 };
        elementary::ln(of) + rounding - self.less
    }

    #[inline(always)]
    fn holds(self, figure: f64) -> bool {
        let (x, y) = (self.ratio)(figure);
        is_normal(x / y)
    }

    fn slow(self, figure: f64) -> f64 {
        let (x, y) = (self.ratio)(figure);
        ln_ratio(x, y) - self.less
    }
}

#[derive(Clone, Copy)]
struct Power {
    exponent: f64,
    least: f64,
    most: f64,
}

impl Function for Power {
    #[inline(always)]
    fn fast(self, x: f64) -> f64 {
        elementary::exp(self.exponent * elementary::ln(x))
    }

    #[inline(always)]
    fn holds(self, x: f64) -> bool {
        (self.least..=self.most).contains(&x)
    }

    fn slow(self, x: f64) -> f64 {
        x.powf(self.exponent)
    }
}

#[derive(Clone, Copy)]
struct Exponential;

impl Function for Exponential {
    #[inline(always)]
    fn fast(self, x: f64) -> f64 {
        elementary::exp(x)
    }

    #[inline(always)]
    fn holds(self, x: f64) -> bool {
        x.abs() < 700.0
    }

    fn slow(self, x: f64) -> f64 {
        x.exp()
    }
}

/// So many figures at a time: those before are kept for the slow way.
const PART: usize = 128;

fn change(figures: &mut [f64], function: impl Function) {
    let mut before = [0.0; PART];
    for part in figures.chunks_mut(PART) {
        let before = &mut before[..part.len()];
        before.copy_from_slice(part);
        if dispatch(Change { figures: part, function }) {
            continue;
        }
        for (figure, before) in part.iter_mut().zip(before.iter()) {
            if !function.holds(*before) {
                *figure = function.slow(*before);
            }
        }
    }
}

#[inline(always)]
fn fast(figures: &mut [f64], function: impl Function) {
    for figure in figures {
        *figure = function.fast(*figure);
    }
}

struct Change<'a, F> {
    figures: &'a mut [f64],
    function: F,
}

impl<F: Function> Task for Change<'_, F> {
    /// Whether the fast way held for all.
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let mut all = true;
        for figure in self.figures.iter() {
            all &= self.function.holds(*figure);
        }
        fast(self.figures, self.function);
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
    fn a_sum_in_parts_is_that_of_all_at_once() {
        let figures = figures(200, 3.0);
        for part in [1, 3, 15, 16, 17, 40, 200] {
            let mut running = RunningSum::default();
            figures.chunks(part).for_each(|part| running.add(part, |x| x * x));
            assert_eq!(running.total().to_bits(), sum(&figures, |x| x * x).to_bits(), "{part}");
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
