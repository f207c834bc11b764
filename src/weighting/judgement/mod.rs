//! Weights from what people say.
//!
//! [`Judgement`]s are about the items of one set of siblings, as numbers 0 .. n - 1. A method makes
//! [`DerivedWeights`] of them, or says with a [`Fault`] which judgement stands in the way.

pub mod ahp;
#[cfg(test)]
mod any_judgements;
pub(crate) mod basic_scale;
pub mod bwm;
pub(super) mod direct;
pub mod fucom;
pub mod lbwa;
mod linked;
pub(super) mod macbeth;
mod order;
mod points;
pub(super) mod rancom;
pub mod rank_exponent;
pub(super) mod rank_reciprocal;
pub(super) mod rank_sum;
mod ratios;
mod respondents;
pub(super) mod roc;
mod rows;
mod sentences;
pub mod smart;
pub mod srf;
pub mod statement;
pub mod swara;
pub(super) mod swing;
pub(super) mod trade_off;
mod written;

pub use respondents::{Disagreement, MOST_CLUSTERED, clusters_by, disagreement, distance};
pub use statement::{Form, Statement};

use crate::error::{Said, both};
use crate::lp::Row;
use crate::tolerance::AS_JUDGED;

/// One statement about items 0 .. n - 1. Ends of ranges are equal where one figure is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Judgement {
    /// `a / b = 3`, `a / b = 2..4`: a weighs between `low` and `high` times as much as b. Both are
    /// finite and above 0.
    Ratio {
        /// The item above the stroke.
        a: usize,
        /// The item below the stroke.
        b: usize,
        /// The least it may be.
        low: f64,
        /// The most it may be.
        high: f64,
    },
    /// `a = 80`, `a = 60..80`: points, at least 0.
    Points {
        /// The item.
        of: usize,
        /// The least it may be.
        low: f64,
        /// The most it may be.
        high: f64,
    },
    /// `a > b = c > 2 > d`: an order, the most important first. There is at least one tier.
    Order {
        /// Items of the same importance stand in one tier; none is empty.
        tiers: Vec<Vec<usize>>,
        /// The blank cards after each tier but the last (the `2` above; 0 where none is given).
        /// Ends of a range, which are whole numbers for Simos cards.
        cards: Vec<(f64, f64)>,
    },
    /// `a > b by 0.2`: a is more important than b by this part of b's importance (0.2 = 20 %). At
    /// least 0.
    More {
        /// The more important one.
        a: usize,
        /// The less important one.
        b: usize,
        /// The least it may be.
        low: f64,
        /// The most it may be.
        high: f64,
    },
    /// `a - b = strong`, `a = weak..moderate`: how much more attractive the swing of a is than that
    /// of b, or than no swing at all, in the seven categories of MACBETH, 0 (`no`) to 6
    /// (`extreme`).
    Difference {
        /// The more attractive one.
        a: usize,
        /// The less attractive one; none: no swing at all.
        b: Option<usize>,
        /// The lowest category that it may be.
        low: u8,
        /// The highest category that it may be.
        high: u8,
    },
    /// `a = level 2, 3`: the level of significance of a (1 is the highest), and its place within
    /// the level (0 is the most important).
    Level {
        /// The item.
        of: usize,
        /// Its level, from 1.
        level: u32,
        /// Its place within the level, from 0.
        place: u32,
    },
    /// `price 1000 -> 800 = battery 8 -> 10..12`: two swings that are worth the same. `a` and `b`
    /// are the differences of value (0 .. 1) that the swings make on their criteria.
    TradeOff {
        /// The first item.
        a: usize,
        /// The difference of value on it: above 0.
        a_swing: f64,
        /// The second item.
        b: usize,
        /// The least and the most that the difference of value on it may be: both above 0.
        b_swing: (f64, f64),
    },
}

/// What judgements about n items give.
#[derive(Debug, Clone, PartialEq)]
pub struct DerivedWeights {
    /// A weight per item: finite, at least 0, with sum 1.
    pub weights: Vec<f64>,
    /// What the judgements say of the weights, as rows without a constant (`bound` is 0), a
    /// coefficient per item: every w >= 0 with sum 1 that meets all of them fits the judgements.
    /// [`DerivedWeights::weights`] is among them. Where the judgements contradict each other and
    /// no weights fit them all, the set reaches as far beyond these weights as they are from the
    /// judgement that they miss most: no judgement is missed by more than twice that, for ratios the
    /// square of the factor. So it widens as judgements disagree. Judgements that go round in a
    /// circle of orders leave everything open.
    pub open: Vec<Row>,
    /// Measures of how well the judgements agree.
    pub consistency: Vec<Measure>,
    /// What the weights say of each judgement, in the order of the judgements.
    pub residuals: Vec<Residual>,
    /// What a reader should know, in English and in Dutch: why weights are not unique, which
    /// judgement spoils consistency most and what would fit, ...
    pub notes: Vec<Remark>,
}

/// A sentence for the reader, about a judgement if one is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// The judgement, as an index into the judgements.
    pub judgement: Option<usize>,
    /// The sentence in English and in Dutch, with items as `{0}`, `{1}` ..., which the caller
    /// replaces by their names.
    pub text: [String; 2],
}

/// A measure of how well judgements agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its name, as in `consistency ratio`.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// The limit that it should not pass, where a paper names one.
    pub limit: Option<f64>,
    /// Where the limit, or the scale of the measure, comes from.
    pub source: &'static str,
}

impl Measure {
    /// Whether it passes its limit.
    pub fn is_beyond(&self) -> bool {
        self.limit.is_some_and(|limit| self.value > limit + AS_JUDGED)
    }
}

/// What weights say of a judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Residual {
    /// The figure that the weights give for what was judged (a ratio, points, a difference ...), in
    /// the unit of the judgement. None where the judgement is an order.
    pub implied: Option<f64>,
    /// By how much the judgement is missed: 0 if the weights meet it (inside its range). For ratios
    /// the factor less 1 (judged 3, implied 4: 1/3), else the distance to the range.
    pub missed_by: f64,
}

/// Why judgements give no weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The judgements at fault, as indices; empty: all together, as where some are missing.
    pub judgements: Vec<usize>,
    /// What is wrong, with items as `{0}`, `{1}` ..., which the caller replaces by their names.
    pub message: Said,
    /// What would be right, in the same form.
    pub remedy: Said,
}

/// The same of a text in both languages.
pub fn said_with_names(said: &Said, names: &[&str]) -> Said {
    both(with_names(said.as_str(), names), with_names(said.dutch(), names))
}

/// A text in which items stand as `{0}`, `{1}` ..., with their names in that place.
pub fn with_names(text: &str, names: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let name = rest[start + 1..]
            .split_once('}')
            .and_then(|(number, after)| Some((names.get(number.parse::<usize>().ok()?)?, after)));
        match name {
            Some((name, after)) => {
                // Within a quotation a name is part of it.
                match out.matches('`').count() % 2 {
                    0 => out.push_str(&format!("`{name}`")),
                    _ => out.push_str(name),
                }
                rest = after;
            }
            None => {
                out.push('{');
                rest = &rest[start + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}
