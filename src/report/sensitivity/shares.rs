//! Shares of draws in words.

use crate::case::Case;
use crate::draw::share::ShareBounds;
use crate::problem::{Side, percent_toward};
use crate::report::words::Words;
use crate::study::acceptability::GroupShares;

/// Alternatives shown per group.
pub(crate) const MOST_ROWS: usize = 20;

/// `1 draw`, `100,000 draws`
pub(crate) fn draws(n: u64, words: Words) -> String {
    words.counted(n as usize, ["draw", "draws"], ["trekking", "trekkingen"])
}

/// What a share is a share of.
pub(crate) fn of_what(group: &GroupShares, words: Words) -> &'static str {
    match group.has_draws {
        true => words.pick(
            "of the draws of weights and inputs",
            "van de trekkingen van gewichten en gegevens",
        ),
        false => words.pick("of the weights", "van de gewichten"),
    }
}

pub(crate) fn name(case: &Case, group: &GroupShares, at: usize, words: Words) -> String {
    let problem = &case.problem;
    words.inside(problem, problem.groups[group.group].member(group.places[at]))
}

/// `87 %`, or `22 to 98 %`; never a bare 0 or 100 where that is not certain. What bounds a share is
/// rounded outward, as in the sentence that claims it.
pub(crate) fn share(bounds: &ShareBounds, words: Words) -> String {
    if let Some(share) = bounds.share {
        return words.percent(share.value);
    }
    let end = |x: f64, side: Side| words.in_words(percent_toward(x, 0, side));
    let (low, high) = (end(bounds.low.value, Side::Down), end(bounds.high.value, Side::Up));
    match low == high {
        true => format!("{low} %"),
        false => words.pick(format!("{low} to {high} %"), format!("{low} tot {high} %")),
    }
}
