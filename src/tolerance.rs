//! Every tolerance that judges figures: how near is equal, how little is nothing, with the reason.
//!
//! One constant for one meaning: two that have the same figure today may part tomorrow. Numbers
//! that only steer an algorithm (when an iteration has come far enough, what a pivot may be) stand
//! beside it.

// Scores, ranks and the rounding of sums.

/// Scores whose gap is at most this times the largest |score| of their group are tied. Far above
/// the rounding of a sum of any length that is met, far below what anybody measures. Sums, values
/// and regrets of which ranks are made keep to the same, so that all parts of an answer see the
/// same ties.
pub const TIE: f64 = 1e-10;

/// The rounding of a sum, counted in the sum of its terms without their signs: some 50 times the
/// spacing of numbers at 1. It stands in for [`TIE`] where terms cancel and the score is small.
pub const SUM_ROUNDING: f64 = 1e-14;

/// Scores this near to each other, counted in the largest, are one but for rounding. Much narrower
/// than [`TIE`]: it tells scores that meet in a point from scores that only tie.
pub const SCORE_ROUNDING: f64 = 1e-14;

/// Differences of values on a criterion up to this, counted in the largest value there (in 1 on a
/// scale from 0 to 1), are 0: what is equal but for rounding is equal, and an exact proof must not
/// lean on the difference.
pub const VALUE_ROUNDING: f64 = 1e-13;

/// A bound of a lead up to this, counted in the largest coefficient of the lead, is 0: a few times
/// the spacing of numbers, so that only the rounding of a sum that cancels is left out.
pub const BOUND_ROUNDING: f64 = 1e-15;

/// What moving an input gains must exceed this, counted in the largest score; else rounding would
/// send inputs back and forth for ever.
pub const NO_GAIN: f64 = 1e-15;

/// A sum of squared deviations of scores up to this explains nothing: the scores are equal, and
/// each is off by a rounding of some 1e-10 at most.
pub const NO_SPREAD: f64 = 1e-20;

/// An input narrows the lead if the lead that it may leave is less by more than this: two sums that
/// are equal may come out apart, and leads this close are shown alike.
pub const NARROWED: f64 = 1e-9;

// Weights and shares of weight.

/// A share of known weight may fall short of the least that a score asks for by so much: weights
/// that sum to 80 % but for rounding are 80 %.
pub const ENOUGH_KNOWN: f64 = 1e-9;

/// A share of known weight that falls short of 1 by no more than this is all: nothing that has
/// weight is unknown.
pub const ALL_KNOWN: f64 = 1e-9;

/// Given weights are admissible if they miss no constraint by more than this: weights are written
/// with few decimals and scaled to sum to 1.
pub const ADMISSIBLE: f64 = 1e-9;

/// A constraint that no corner of the weights misses by more than this is met by all of them, and
/// is none. Corners need no solver, so this is rounding alone.
pub const ALWAYS_MET: f64 = 1e-12;

/// Intervals of weights narrower than this are the given weights themselves: what is left of a
/// width of 0.
pub const NO_WIDTH: f64 = 1e-15;

/// Weights changed if they differ by more than this: they come from programs whose solver meets
/// rows within 1e-9.
pub const CHANGED: f64 = 1e-9;

/// A share or a correlation that falls short of a threshold by so much reaches it: a sum of weights
/// that is a half but for rounding is a half.
pub const THRESHOLD: f64 = 1e-12;

/// Of shares that differ by no more than this the first is the largest, so that rounding does not
/// choose the alternative that is named.
pub const LARGER: f64 = 1e-12;

/// Shares of influence up to this apart are one: where two lines meet is found by a division, which
/// rounds.
pub const SAME_INFLUENCE: f64 = 1e-12;

/// A place that is this near to a whole one is that: k / n times n need not be k.
pub const WHOLE_PLACE: f64 = 1e-9;

/// A factor that is this near to 1 is 1: quotients of sums of weights round.
pub const FACTOR_OF_ONE: f64 = 1e-9;

/// Shares counted in another order are the same up to this: thirds of a draw do not sum alike.
pub const SAME_COUNT: f64 = 1e-9;

/// Credits whose squares sum to the credits up to this, counted in that sum, are whole: no draw was
/// shared in a tie.
pub const WHOLE_CREDITS: f64 = 1e-9;

/// Draws are left if the rest of the credits is more than this part of all: what subtracting sums
/// of thirds leaves of none is less.
pub const SOME_LEFT: f64 = 1e-9;

/// Weights meet a judgement if they miss it by a factor that is 1 but for this: the logarithm of a
/// ratio, and a sum of a few of them, rounds by less even for ratios of 300 powers of ten.
pub const AS_JUDGED: f64 = 1e-11;

// Inputs and figures.

/// A point or a plane lies in the box of inputs if it is outside by no more than this part of the
/// width: where planes meet is found by elimination, which rounds.
pub const IN_BOX: f64 = 1e-9;

/// Figures up to this apart, counted in the largest, are one: a figure that was computed may come
/// out on either side of the same one as written.
pub const SAME_FIGURE: f64 = 1e-12;

/// Distances up to this apart, in shares of a range or of all weight, are equal: the first of
/// several texts in the middle is chosen, or of several weights that move as far, whatever rounding
/// says.
pub const AS_NEAR: f64 = 1e-9;

/// A place on the axis of an ordinal scale this near to a level is the level.
pub const AT_LEVEL: f64 = 1e-9;

/// A figure this near to the middle between two levels is half way: it comes from a fit, which
/// rounds.
pub const HALF_WAY: f64 = 1e-9;

// Figures as they are shown.

/// A figure this near to a whole number is written as that.
pub const WRITTEN_WHOLE: f64 = 1e-9;

/// Noise of a limit that is rounded up or down, counted in the limit: one that has no more decimals
/// but for this stays as it is.
pub const LIMIT_NOISE: f64 = 1e-9;

/// The same where the limit is near 0, as a difference of figures around 1 may be: an absolute
/// amount beside [`LIMIT_NOISE`].
pub const LIMIT_NOISE_AT_0: f64 = 1e-12;

/// Numbers of one sentence this near to each other, counted in them or in 1, are the same and need
/// not be shown apart.
pub const SHOWN_THE_SAME: f64 = 1e-9;

/// A number up to this may be shown as 0.
pub const SHOWN_AS_0: f64 = 1e-12;

// Sums that must stay within bounds.

/// A sum is within a bound if it is beyond it by no more than this, counted in the sum of its terms
/// and the bound without their signs: 0.1 + 0.2 is within 0.3. Enough for a thousand terms that are
/// all rounded the same way, and for terms that were themselves computed; far below what anybody
/// measures.
pub const ROW_ROUNDING: f64 = 1e-12;

// Answers of solvers.

/// Whole numbers that the solver of linear programs finds are off by so much at most: a sum of
/// a thousand variables, each within 1e-9.
pub const WHOLE: f64 = 1e-6;
