//! Along a swept weight, where is the order of two alternatives certain whatever their uncertain
//! inputs turn out to be?
//!
//! The least of score(a) - score(b) over the inputs is a minimum of functions that are linear in
//! the weight, so concave; the greatest is convex. So a is certainly ahead on one interval at most,
//! and so is b; the ends are roots, found by bisection to 1e-12.

use crate::evaluate::path::Path;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::Problem;

/// What is sure on a stretch of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// The first of the pair is ahead.
    First,
    /// The second of the pair is ahead.
    Second,
    /// They tie.
    Tie,
    /// The order depends on the inputs.
    Open,
}

/// A stretch of swept weight on which one thing holds of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The pair, in key order: indices into [`RankedGroup::places`].
    pub pair: (usize, usize),
    /// What is sure of the pair on this stretch.
    pub sure: Certainty,
    /// The swept weight at which the stretch begins, 0 to 1.
    pub from: f64,
    /// The swept weight at which it ends, 0 to 1.
    pub to: f64,
}

/// The bands of every pair of a field that an uncertain input tells apart; none for a method
/// without bounds. The order of the other pairs is that of straight lines: see the switches.
pub fn bands(ranked: &RankedGroup, path: &Path) -> Vec<Band> {
    let n = ranked.places.len();
    let Some(additive) = ranked.group.bounds.as_ref().filter(|additive| !additive.is_crisp())
    else {
        return Vec::new();
    };
    let (from, to) = (path.at(0.0), path.at(1.0));
    let (start, end) = (ranked.scores(&from), ranked.scores(&to));
    let eps = ranked.eps(&start, &from).max(ranked.eps(&end, &to));
    let mut out = Vec::new();
    for pair in (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))) {
        let (a, b) = pair;
        let score_difference =
            |x: f64| additive.difference(ranked.row(a), ranked.row(b), &path.at(x));
        let nominal = (start[a] - start[b], end[a] - end[b]);
        let at_ends = [score_difference(0.0), score_difference(1.0)];
        if at_ends
            .iter()
            .all(|score_difference| score_difference.min >= -eps && score_difference.max <= eps)
        {
            out.push(Band { pair, sure: Certainty::Tie, from: 0.0, to: 1.0 });
            continue;
        }
        // No uncertain input tells them apart: their order is that of two lines.
        if at_ends.iter().all(|score_difference| score_difference.max - score_difference.min <= eps)
        {
            continue;
        }
        // The nominal difference lies between the two, so where it is not positive the least is not
        // either.
        let first = (nominal.0 > eps || nominal.1 > eps)
            .then(|| positive(|x| score_difference(x).min, eps))
            .flatten();
        let second = (nominal.0 < -eps || nominal.1 < -eps)
            .then(|| positive(|x| -score_difference(x).max, eps))
            .flatten();
        let mut sure: Vec<(f64, f64, Certainty)> =
            [(first, Certainty::First), (second, Certainty::Second)]
                .into_iter()
                .filter_map(|(stretch, sure)| stretch.map(|(from, to)| (from, to, sure)))
                .collect();
        sure.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut at = 0.0;
        for (from, to, sure) in sure {
            if from > at {
                out.push(Band { pair, sure: Certainty::Open, from: at, to: from });
            }
            out.push(Band { pair, sure, from, to });
            at = to;
        }
        if at < 1.0 {
            out.push(Band { pair, sure: Certainty::Open, from: at, to: 1.0 });
        }
    }
    out
}

/// A positive stretch is looked for until what may hold it is narrower than this.
const NARROWEST: f64 = 1e-9;

/// How near a bisection comes to the edge of a stretch: finer than [`NARROWEST`], as edges are
/// shown and compared.
const EDGE: f64 = 1e-12;

/// Where a concave function on 0..1 is positive, if it exceeds `eps` anywhere.
fn positive(f: impl Fn(f64) -> f64, eps: f64) -> Option<(f64, f64)> {
    let ends = (f(0.0), f(1.0));
    let inside = if ends.0 > eps {
        0.0
    } else if ends.1 > eps {
        1.0
    } else {
        // Towards the top by golden sections, until a positive value or nothing left to look at.
        let (mut low, mut high) = (0.0, 1.0);
        let golden = (5f64.sqrt() - 1.0) / 2.0;
        loop {
            let (left, right) = (high - golden * (high - low), low + golden * (high - low));
            let (at_left, at_right) = (f(left), f(right));
            if at_left > eps {
                break left;
            }
            if at_right > eps {
                break right;
            }
            if high - low < NARROWEST {
                return None;
            }
            if at_left < at_right { low = left } else { high = right }
        }
    };
    let edge = |mut bad: f64, mut good: f64| {
        while (good - bad).abs() > EDGE {
            let middle = bad + (good - bad) / 2.0;
            if f(middle) > 0.0 { good = middle } else { bad = middle }
        }
        good
    };
    let from = if ends.0 > 0.0 { 0.0 } else { edge(0.0, inside) };
    let to = if ends.1 > 0.0 { 1.0 } else { edge(1.0, inside) };
    Some((from, to))
}

impl Band {
    /// The name of the alternative that is surely ahead; `None` where none is.
    pub fn ahead(&self, problem: &Problem, ranked: &RankedGroup) -> Option<String> {
        let name = |at: usize| ranked.name(problem, at);
        match self.sure {
            Certainty::First => Some(name(self.pair.0)),
            Certainty::Second => Some(name(self.pair.1)),
            Certainty::Tie | Certainty::Open => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concave_function_is_positive_on_one_interval() {
        let tent = |x: f64| 0.1 - (x - 0.37).abs();
        let (from, to) = positive(tent, 0.0).unwrap();
        assert!((from - 0.27).abs() < 1e-11 && (to - 0.47).abs() < 1e-11, "{from} {to}");
        assert_eq!(positive(|x| 1.0 - x * 0.5, 0.0), Some((0.0, 1.0)));
        assert_eq!(positive(|x| -0.1 - (x - 0.5).abs(), 0.0), None);
        let (from, to) = positive(|x| 0.25 - x, 0.0).unwrap();
        assert!(from == 0.0 && (to - 0.25).abs() < 1e-11);
    }
}
