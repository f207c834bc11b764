//! A normalization fitted to a column: what a figure becomes, and what two figures differ by.
//!
//! Values that are close together have lost the digits in which they differ: 1e15 + 3 and 1e15 + 7
//! over their norm agree in all but the last. So a difference of values is not taken from the
//! values but from the figures, whose difference is exact or nearly so; and a logarithm not from a
//! quotient, which underflows below 1e-308.

use crate::kernel::elementwise::{each, extremes, logarithms, logarithms_of_ratios};

pub(crate) use crate::kernel::elementwise::ln_ratio;

// Of a whole column at once, in its place: one call for it, and a loop that knows its formula.
type Values = dyn Fn(&mut [f64]);
type Differences = dyn Fn(Fixed, &mut [f64]);

/// The figure of a difference that is the same for a whole column.
#[derive(Clone, Copy)]
pub(crate) enum Fixed {
    /// From it the others are taken.
    First(f64),
    /// It is taken from the others.
    Second(f64),
}

/// A normalization fitted to a column.
pub struct Fitted {
    benefit: bool,
    /// The least and the most of the whole column, where it was fitted to those.
    whole: Option<(f64, f64)>,
    values: Box<Values>,
    differences: Box<Differences>,
    logarithms: Option<Box<Values>>,
}

impl Fitted {
    /// `value(x)` is the normalised figure, `difference(x, y)` is value(x) - value(y), both higher
    /// is better.
    pub(super) fn new(
        benefit: bool,
        value: impl Fn(f64) -> f64 + 'static,
        difference: impl Fn(f64, f64) -> f64 + 'static,
    ) -> Fitted {
        Fitted {
            benefit,
            whole: None,
            values: Box::new(move |column| each(column, &value)),
            differences: Box::new(move |fixed, column| match fixed {
                Fixed::First(x) => each(column, |y| difference(x, y)),
                Fixed::Second(y) => each(column, |x| difference(x, y)),
            }),
            logarithms: None,
        }
    }

    /// The same with a formula for ln(value(x)) that a quotient cannot underflow.
    pub(super) fn with_logarithm(self, logarithm: impl Fn(f64) -> f64 + 'static) -> Fitted {
        let of_column = move |column: &mut [f64]| each(column, &logarithm);
        Fitted { logarithms: Some(Box::new(of_column)), ..self }
    }

    /// The same with ln(value(x)) as ln(a / b) - `less`, where `ratio` makes a and b of x: a formula
    /// that a quotient cannot underflow.
    pub(super) fn with_ln_ratio(
        self,
        ratio: impl Fn(f64) -> (f64, f64) + Copy + 'static,
        less: f64,
    ) -> Fitted {
        let of_column = move |column: &mut [f64]| logarithms_of_ratios(column, ratio, less);
        Fitted { logarithms: Some(Box::new(of_column)), ..self }
    }

    /// The same, fitted to a column with these ends of which a part is at hand.
    pub(super) fn of_whole(self, least: f64, most: f64) -> Fitted {
        Fitted { whole: Some((least, most)), ..self }
    }

    /// The normalised figure, higher being better. Finite for the figures of the column.
    pub fn value(&self, x: f64) -> f64 {
        let mut one = [x];
        self.values(&mut one);
        one[0]
    }

    /// Each figure of a column becomes its value.
    pub(crate) fn values(&self, column: &mut [f64]) {
        (self.values)(column);
    }

    /// value(x) - value(y), with the digits that the subtraction of two values would lose.
    pub fn difference(&self, x: f64, y: f64) -> f64 {
        let mut one = [x];
        self.differences(Fixed::Second(y), &mut one);
        one[0]
    }

    /// Each figure of a column becomes its difference to a fixed one.
    pub(crate) fn differences(&self, fixed: Fixed, column: &mut [f64]) {
        (self.differences)(fixed, column);
    }

    /// ln(value(x)) for a value of at least 0: minus infinity for 0.
    pub fn logarithm(&self, x: f64) -> f64 {
        let mut one = [x];
        self.logarithms(&mut one);
        one[0]
    }

    /// Each figure of a column becomes the logarithm of its value.
    pub(crate) fn logarithms(&self, column: &mut [f64]) {
        if let Some(logarithms) = &self.logarithms {
            return logarithms(column);
        }
        self.values(column);
        logarithms(column);
    }

    /// The worst and the best figure of the column: every normalization keeps its order.
    pub fn ends(&self, figures: &[f64]) -> (f64, f64) {
        let (least, most) = self.whole.unwrap_or_else(|| extremes(figures));
        if self.benefit { (least, most) } else { (most, least) }
    }
}

/// (x - y) / unit for a unit above 0, also where the difference overflows.
pub(super) fn over(x: f64, y: f64, unit: f64) -> f64 {
    // In halves where it overflows; without a branch, so that a loop over it vectorises.
    let scale = if (x - y).abs() <= f64::MAX { 1.0 } else { 0.5 };
    (x * scale - y * scale) / (unit * scale)
}

/// 1 over the largest power of 2 up to `size`, for a `size` above 0: a multiplication by it costs no digit
/// and no division. Of a size below 1e-307 or so, it is that of the least normal number.
pub(super) fn unit_of(size: f64) -> f64 {
    let power = f64::from_bits(size.to_bits() & f64::INFINITY.to_bits());
    1.0 / power.max(f64::MIN_POSITIVE)
}

/// x if more is better, else -x.
pub(super) fn signed(benefit: bool, x: f64) -> f64 {
    if benefit { x } else { -x }
}

/// least / x - least / y for positive figures of at least `least`.
pub(super) fn reciprocals(least: f64, x: f64, y: f64) -> f64 {
    // The larger divides: the difference over it is then at most 1. Without a branch, so that a loop
    // over it vectorises.
    let (small, large) = if x <= y { (x, y) } else { (y, x) };
    let difference = least / small * ((large - small) / large);
    if x <= y { difference } else { -difference }
}

/// 1 - part / whole, where the parts are at least 0 and sum to `whole`: for a part that is most of
/// the whole from the others, since a difference of equals has no digits left.
pub(super) fn rest(parts: &[f64], part: f64, whole: f64) -> f64 {
    if part <= whole / 2.0 {
        return 1.0 - part / whole;
    }
    let at = parts.iter().position(|other| *other == part);
    parts
        .iter()
        .enumerate()
        .filter(|(index, _)| Some(*index) != at)
        .map(|(_, other)| other)
        .sum::<f64>()
        / whole
}

/// From the least to the most of a column, also where most - least overflows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    least: f64,
    most: f64,
    /// 1; 1/2 where it takes halves. (Halving a difference of subnormals would lose it.)
    scale: f64,
}

impl Range {
    pub(crate) fn new(least: f64, most: f64) -> Range {
        Range { least, most, scale: if (most - least).is_finite() { 1.0 } else { 0.5 } }
    }

    /// (x - y) / (most - least).
    pub(crate) fn part(self, x: f64, y: f64) -> f64 {
        (x * self.scale - y * self.scale) / (self.most * self.scale - self.least * self.scale)
    }

    /// The place of x between the worst end (0) and the best (1).
    pub(crate) fn place(self, benefit: bool, x: f64) -> f64 {
        if benefit { self.part(x, self.least) } else { self.part(self.most, x) }
    }

    /// The distance of x to the worst end and that of the best to it, whose ratio is that place.
    pub(super) fn distances(self, benefit: bool, x: f64) -> (f64, f64) {
        let Range { least, most, scale } = self;
        let from_worst = if benefit { x * scale - least * scale } else { most * scale - x * scale };
        (from_worst, most * scale - least * scale)
    }
}
