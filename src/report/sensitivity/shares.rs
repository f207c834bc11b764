//! Shares of draws in words.

use crate::case::Case;
use crate::draw::share::Bounds;
use crate::problem::Side;
use crate::problem::percent_toward;
use crate::report::words::Words;
use crate::study::acceptability::GroupShares;

/// Alternatives shown per group.
pub(crate) const MOST_ROWS: usize = 20;

/// `1 draw`, `100,000 draws`
pub(crate) fn draws(n: u64, words: Words) -> String {
    let number = words.count(n as usize);
    match n {
        1 => words.pick(format!("{number} draw"), format!("{number} trekking")),
        _ => words.pick(format!("{number} draws"), format!("{number} trekkingen")),
    }
}

/// What a share is a share of.
pub(crate) fn of_what(group: &GroupShares, words: Words) -> &'static str {
    match group.has_draws {
        true => words.pick("of the draws of weights and inputs", "van de trekkingen van gewichten en gegevens"),
        false => words.pick("of the weights", "van de gewichten"),
    }
}

pub(crate) fn name(case: &Case, group: &GroupShares, at: usize, words: Words) -> String {
    let problem = &case.problem;
    words.inside(problem, problem.groups[group.group].members[group.places[at]])
}

/// `87 %`, or `22 to 98 %`; never a bare 0 or 100 where that is not certain.
pub(crate) fn share(bounds: &Bounds, words: Words) -> String {
    let one = |x: f64| words.per_cent(x, 0);
    let end = |x: f64, side: Side| words.in_words(percent_toward(x, 0, side));
    match bounds.share {
        Some(share) => format!("{} %", one(share.value)),
        None if one(bounds.low.value) == one(bounds.high.value) => format!("{} %", one(bounds.low.value)),
        None => words.pick(
            format!("{} to {} %", end(bounds.low.value, Side::Down), end(bounds.high.value, Side::Up)),
            format!("{} tot {} %", end(bounds.low.value, Side::Down), end(bounds.high.value, Side::Up)),
        ),
    }
}
