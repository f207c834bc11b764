//! Which alternatives a bound of a part of a limit adds up, each with the figure that is worse for
//! the bound.

use super::limit_side::{LimitSide, figure};
use super::options::amounts;
use crate::problem::Limit;
use std::collections::BTreeMap;

/// An alternative that a bound adds up if it is chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Counted {
    pub alternative: usize,
    /// Whether it counts as one of the part; else, for a share of all, as one of the rest.
    pub inside: bool,
    /// Whether it is known to belong there.
    pub sure: bool,
    /// The end of its figure that is worse; `None` if nothing is known of it.
    pub figure: Option<f64>,
}

/// Where an alternative stands for one part.
#[derive(Debug, Clone, Copy, Default)]
struct Stands {
    here: bool,
    perhaps_here: bool,
    elsewhere: bool,
    perhaps_elsewhere: bool,
}

/// What a bound of a part adds up, in the order of the alternatives.
///
/// The worse end is high for `at_most` and low for `at_least`. What only perhaps belongs to the part
/// counts where that is worse: with a figure above 0 for `at_most`, below 0 for `at_least`. For a
/// share s of all, the part less s times all must not be above 0: what is in the part counts high,
/// the rest low, and what perhaps belongs here or there counts where this sum is greatest.
pub(super) fn counted(limit: &Limit, part: usize, side: LimitSide, share: f64) -> Vec<Counted> {
    let mut stands: BTreeMap<usize, Stands> = BTreeMap::new();
    for (at, of) in limit.parts.iter().enumerate() {
        if at != part && side != LimitSide::ShareAtMost {
            continue;
        }
        for alternative in &of.alternatives {
            let stands = stands.entry(*alternative).or_default();
            *(if at == part { &mut stands.here } else { &mut stands.elsewhere }) = true;
        }
        for alternative in &of.may_be {
            let stands = stands.entry(*alternative).or_default();
            let perhaps = match at == part {
                true => &mut stands.perhaps_here,
                false => &mut stands.perhaps_elsewhere,
            };
            *perhaps = true;
        }
    }
    let amounts = amounts(&limit.measure);
    let of = |(alternative, stands): (usize, Stands)| {
        let unknown = amounts.is_some_and(|amounts| amounts[alternative].is_unbounded());
        let sure = stands.here || stands.elsewhere;
        if unknown {
            return Some(Counted { alternative, inside: stands.here, sure, figure: None });
        }
        let spread = figure(&limit.measure, alternative);
        let (inside, end) = match side {
            LimitSide::AtMost => (true, spread.high),
            LimitSide::AtLeast => (true, spread.low),
            LimitSide::ShareAtMost if stands.here => (true, spread.high),
            LimitSide::ShareAtMost if stands.elsewhere => (false, spread.low),
            LimitSide::ShareAtMost => {
                let (in_part, in_rest) = ((1.0 - share) * spread.high, -share * spread.low);
                match stands.perhaps_here && in_part >= in_rest {
                    true => (true, spread.high),
                    false => (false, spread.low),
                }
            }
        };
        let is_worse = match (side, inside) {
            (LimitSide::AtMost, _) | (LimitSide::ShareAtMost, true) => end > 0.0,
            (LimitSide::AtLeast, _) | (LimitSide::ShareAtMost, false) => end < 0.0,
        };
        (sure || is_worse).then_some(Counted { alternative, inside, sure, figure: Some(end) })
    };
    stands.into_iter().filter_map(of).collect()
}
