//! Sums of preferences over all rivals without looking at every pair: O(m log m) for m figures, but
//! for the Gaussian function.
//!
//! A step of half a preference beyond an advantage t is a count of the rivals whose limit lies
//! below the figure, which sorted limits give at once. A ramp from q to p is a count of the rivals
//! at p or more behind, plus (a - b - q) / (p - q) summed over those in between: neighbours of the
//! figure in sorted order, whose sum is a difference of running sums.
//!
//! That difference must not lose the digits of a narrow ramp among large figures. So running sums
//! are whole numbers of a small part of p, counted from the start of the figure's cluster: where
//! two neighbours are more than p apart, no ramp reaches across.

use crate::method::outranking::preference::{Figure, Shape, ThresholdFunction, exact_sum};
use std::cmp::Ordering;

/// The preferences of each figure over all others, and of all others over it, summed.
pub(crate) struct Sums {
    pub(crate) plus: Vec<f64>,
    pub(crate) minus: Vec<f64>,
}

/// The sums for the figures of a column, higher being better.
pub(crate) fn sums(preference: ThresholdFunction, figures: &[Figure]) -> Sums {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_unstable_by(|a, b| figures[*a].x.total_cmp(&figures[*b].x));
    let sorted: Vec<Figure> = order.iter().map(|row| figures[*row]).collect();
    let Sums { plus, minus } = match (preference.shape(), preference) {
        (Shape::Steps(first, second), _) => {
            let (mut sums, other) =
                (step(&sorted, first), (second != first).then(|| step(&sorted, second)));
            // Twice half a preference at one threshold is a whole one.
            let other = other.as_ref();
            halve(&mut sums.plus, other.map(|other| &other.plus[..]));
            halve(&mut sums.minus, other.map(|other| &other.minus[..]));
            sums
        }
        (Shape::Smooth, ThresholdFunction::VShape(p)) => both_ramps(&sorted, 0.0, p),
        (Shape::Smooth, ThresholdFunction::VShapeIndifference(q, p)) => both_ramps(&sorted, q, p),
        (Shape::Smooth, _) => pairs(preference, &sorted),
    };
    let in_rows = |sums: Vec<f64>| {
        let mut out = vec![0.0; sums.len()];
        order.iter().zip(sums).for_each(|(row, sum)| out[*row] = sum);
        out
    };
    Sums { plus: in_rows(plus), minus: in_rows(minus) }
}

fn halve(counts: &mut [f64], other: Option<&[f64]>) {
    if let Some(other) = other {
        counts.iter_mut().zip(other).for_each(|(count, other)| *count = (*count + other) / 2.0);
    }
}

/// How many rivals each figure is more than `at` ahead of, and how many are so ahead of it;
/// `sorted` from the least.
fn step(sorted: &[Figure], at: f64) -> Sums {
    let mut limits: Vec<(f64, f64)> = sorted.iter().map(|figure| figure.limit(at)).collect();
    let mut lows: Vec<f64> = sorted.iter().map(|figure| figure.low(at)).collect();
    // In order already, but for what rounding sets apart.
    limits.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    lows.sort_by(f64::total_cmp);
    let (mut below, mut up_to) = (Finger(0), Finger(0));
    let plus =
        |figure: &Figure| below.move_to(&limits, |limit| limit < (figure.low(at), 0.0)) as f64;
    let minus = |figure: &Figure| {
        let limit = figure.limit(at);
        (lows.len() - up_to.move_to(&lows, |low| (low, 0.0) <= limit)) as f64
    };
    Sums { plus: sorted.iter().map(plus).collect(), minus: sorted.iter().map(minus).collect() }
}

/// A place in sorted figures that moves a little at a time.
struct Finger(usize);

impl Finger {
    /// How many of `sorted` are `inside`; those are its first.
    fn move_to<T: Copy>(&mut self, sorted: &[T], inside: impl Fn(T) -> bool) -> usize {
        while self.0 < sorted.len() && inside(sorted[self.0]) {
            self.0 += 1;
        }
        while self.0 > 0 && !inside(sorted[self.0 - 1]) {
            self.0 -= 1;
        }
        self.0
    }
}

/// The ramp from q to p both ways: what the others have over a figure is what it has over them with
/// all signs turned.
fn both_ramps(sorted: &[Figure], q: f64, p: f64) -> Sums {
    // Small enough that no difference overflows.
    let by = if p > 1e300 { 2f64.powi(-64) } else { 1.0 };
    let mut x: Vec<f64> = sorted.iter().map(|figure| figure.x * by).collect();
    let plus = ramp(&x, q * by, p * by);
    x.reverse();
    x.iter_mut().for_each(|x| *x = -*x);
    let mut minus = ramp(&x, q * by, p * by);
    minus.reverse();
    Sums { plus, minus }
}

/// The sum over y in `x` of (x_i - y - q) / (p - q), cut to 0..1, for each x_i; `x` rises and 0 <=
/// q < p.
fn ramp(x: &[f64], q: f64, p: f64) -> Vec<f64> {
    let scale = Fixed::new(p, x.len());
    let width = (scale.of(p, 0.0) - scale.of(q, 0.0)) as f64;
    let q_units = scale.of(q, 0.0);
    let (mut start, mut from_start, mut running) = (0, Vec::with_capacity(x.len()), vec![0i128]);
    for i in 0..x.len() {
        if i > 0 && x[i] - x[i - 1] > p {
            start = i;
        }
        from_start.push(scale.of(x[i], x[start]));
        running.push(running[i] + from_start[i]);
    }
    let (mut beyond_q, mut at_p) = (Finger(0), Finger(0));
    let sum = |(i, own): (usize, &f64)| {
        let many = beyond_q.move_to(x, |y| own - y > q);
        let whole = at_p.move_to(x, |y| own - y >= p);
        let between =
            (many - whole) as i128 * (from_start[i] - q_units) - (running[many] - running[whole]);
        whole as f64 + between.max(0) as f64 / width
    };
    x.iter().enumerate().map(sum).collect()
}

/// Whole numbers of a part of p so small that m^2 times p still is one of them.
struct Fixed {
    down: f64,
    up: f64,
}

impl Fixed {
    fn new(p: f64, m: usize) -> Fixed {
        let digits = 124 - 2 * (usize::BITS - m.leading_zeros()) as i32;
        // First to about 1, then up: one factor for both could overflow.
        let exponent = p.log2().floor().clamp(-1_000.0, 1_000.0) as i32;
        Fixed { down: 2f64.powi(-exponent), up: 2f64.powi(digits) }
    }

    /// x - y in these units. The rounding error of a difference is itself a number, which is added.
    fn of(&self, x: f64, y: f64) -> i128 {
        let (difference, error) = exact_sum(x, -y);
        let units = |x: f64| (x * self.down * self.up) as i128;
        units(difference) + units(error)
    }
}

/// Every pair of different figures once.
fn pairs(preference: ThresholdFunction, sorted: &[Figure]) -> Sums {
    let mut different: Vec<(f64, f64)> = Vec::new();
    let mut place = Vec::with_capacity(sorted.len());
    for figure in sorted {
        match different.last_mut() {
            Some((x, many)) if *x == figure.x => *many += 1.0,
            _ => different.push((figure.x, 1.0)),
        }
        place.push(different.len() - 1);
    }
    let (mut plus, mut minus) = (vec![0.0; different.len()], vec![0.0; different.len()]);
    for (i, (x, many)) in different.iter().enumerate() {
        let mut own = 0.0;
        for ((y, others), minus) in different[..i].iter().zip(&mut minus) {
            let share = preference.of(crate::problem::ranking::difference(*x, *y));
            own += others * share;
            *minus += many * share;
        }
        plus[i] = own;
    }
    let each = |sums: Vec<f64>| place.iter().map(|at| sums[*at]).collect();
    Sums { plus: each(plus), minus: each(minus) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every pair, one by one.
    fn directly(preference: ThresholdFunction, figures: &[Figure]) -> Sums {
        let sum = |of: &dyn Fn(&Figure) -> f64| figures.iter().map(of).sum::<f64>();
        Sums {
            plus: figures.iter().map(|a| sum(&|b| preference.of_figures(*a, *b))).collect(),
            minus: figures.iter().map(|a| sum(&|b| preference.of_figures(*b, *a))).collect(),
        }
    }

    fn agree(preference: ThresholdFunction, figures: &[Figure]) {
        let (fast, naive) = (sums(preference, figures), directly(preference, figures));
        let others = (figures.len() as f64 - 1.0).max(1.0);
        for (fast, naive) in [(&fast.plus, &naive.plus), (&fast.minus, &naive.minus)] {
            for (row, (fast, naive)) in fast.iter().zip(naive).enumerate() {
                assert!(
                    (fast - naive).abs() / others <= 1e-12,
                    "{preference:?} {figures:?}, row {row}: {fast} {naive}"
                );
            }
        }
    }

    fn figure() -> impl Strategy<Value = Figure> {
        let x = prop_oneof![
            (0i32..6).prop_map(f64::from),
            (-40i32..40).prop_map(|x| f64::from(x) / 10.0),
            (0i32..20).prop_map(|x| 1e15 + f64::from(x)),
            (0i32..20).prop_map(|x| 9e15 + f64::from(x)),
            (-20i32..20).prop_map(|x| f64::from(x) * 1e-15),
            -1e3..1e3,
            prop_oneof![
                Just(0.0),
                Just(-0.0),
                Just(1e308),
                Just(-1e308),
                Just(f64::MAX),
                Just(5e-324),
                Just(-5e-324)
            ],
        ];
        (x, any::<bool>()).prop_map(|(x, computed)| Figure { x, computed })
    }

    /// Figures of one kind or of several, with ties.
    fn figures() -> impl Strategy<Value = Vec<Figure>> {
        let scaled = |unit: f64| {
            (0i32..60).prop_map(move |x| Figure { x: f64::from(x) * unit, computed: false })
        };
        prop_oneof![
            prop::collection::vec(figure(), 0..40),
            prop::collection::vec(scaled(1.0), 1..60),
            prop::collection::vec(scaled(0.1), 1..60),
            prop::collection::vec(scaled(1e-9), 1..60),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// Thresholds of zero, of a size with the figures, and exactly the difference of two of
        /// them.
        #[test]
        fn sorting_gives_what_all_pairs_give(
            figures in figures(),
            plain in prop_oneof![Just(0.0), Just(0.1), Just(1.0), 0.0..5.0, 0.0..50.0, Just(1e15), Just(1e-15), Just(1e308)],
            pair in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
            wide in prop_oneof![Just(1.0), Just(2.0), 1.0..10.0],
        ) {
            let at = |index: prop::sample::Index| if figures.is_empty() { 0.0 } else { figures[index.index(figures.len())].x };
            let observed = crate::problem::ranking::difference(at(pair.0), at(pair.1)).abs();
            for q in [0.0, plain, observed] {
                for p in [q, (q * wide).min(f64::MAX), plain.max(q), observed.max(q)] {
                    for preference in [
                        ThresholdFunction::Usual,
                        ThresholdFunction::UShape(q),
                        ThresholdFunction::VShape(p),
                        ThresholdFunction::Level(q, p),
                        ThresholdFunction::Gaussian(p),
                    ] {
                        agree(preference, &figures);
                    }
                    // A ramp that is narrow against its start: pair by pair, its own rounding is
                    // more than 1e-12.
                    if p == q || p - q > 1e-3 * p {
                        agree(ThresholdFunction::VShapeIndifference(q, p), &figures);
                    }
                }
            }
        }
    }

    /// Differences of 1 to 4 in 1e15, by hand: d / 4 summed. The others are too far for the ramp to
    /// matter.
    #[test]
    fn a_narrow_ramp_among_large_figures_keeps_its_digits() {
        let figures =
            [1e15, 1e15 + 1.0, 1e15 + 3.0, -1e300, 1e300].map(|x| Figure { x, computed: false });
        let Sums { plus, minus } = sums(ThresholdFunction::VShape(4.0), &figures);
        assert_eq!(plus, [1.0, 1.25, 2.25, 0.0, 4.0]);
        assert_eq!(minus, [2.0, 1.5, 1.0, 4.0, 0.0]);
        // 4 less 3.7 of 0.6: neither is a whole number of the other.
        let figures = [4e15, 4e15 + 4.0].map(|x| Figure { x, computed: false });
        approx::assert_abs_diff_eq!(
            sums(ThresholdFunction::VShapeIndifference(3.7, 4.3), &figures).plus[1],
            0.5,
            epsilon = 1e-14
        );
    }

    /// Whole numbers are exact, so one more is one more.
    #[test]
    fn large_whole_numbers_are_told_apart() {
        let figures = [9e15, 9e15 + 1.0, 9e15 + 2.0].map(|x| Figure { x, computed: false });
        assert_eq!(sums(ThresholdFunction::Usual, &figures).plus, [0.0, 1.0, 2.0]);
        assert_eq!(sums(ThresholdFunction::UShape(1.0), &figures).plus, [0.0, 0.0, 1.0]);
        assert_eq!(sums(ThresholdFunction::UShape(0.7), &figures).plus, [0.0, 1.0, 2.0]);
        assert_eq!(sums(ThresholdFunction::Level(1.3, 1.7), &figures).minus, [1.0, 0.0, 0.0]);
    }

    /// 0.1 + 0.2 is 0.3, but for rounding; 0.30000000000000004 as read is more.
    #[test]
    fn what_rounding_alone_sets_apart_ties() {
        let at = |computed: bool| [0.1 + 0.2, 0.3].map(|x| Figure { x, computed });
        assert_eq!(sums(ThresholdFunction::Usual, &at(true)).plus, [0.0, 0.0]);
        assert_eq!(sums(ThresholdFunction::Usual, &at(false)).plus, [1.0, 0.0]);
    }
}
