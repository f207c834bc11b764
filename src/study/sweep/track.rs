//! The scores of a group's ranked alternatives along a path of weights, and where their order
//! switches.
//!
//! For scores that are linear in the weights every alternative is a straight line over the swept
//! weight, so two of them cross at most once and the crossing is solved for, not searched: x = d(0)
//! / (d(0) - d(1)) with d the difference at the ends. Other scores are looked at on a grid, and a
//! change of sign is narrowed by bisection; such switches are approximate, two switches of one pair
//! within a step of the grid are missed, and in large fields (see [`MOST_SEARCHED`]) only switches
//! with an alternative that leads somewhere are searched for.
//!
//! Differences within the group's tolerance are ties (see [`crate::problem::ranking::tolerance`]).
//! Lines that tie at both ends are one line; lines that tie at one end only do not switch there,
//! for there is no other side.
//!
//! Scores carry the rounding of their sums, and so does the weight at which two lines cross: see
//! [`Crossing::blur`]. Crossings that lie no farther apart than that are one point: several lines
//! may well meet there, and only the lowest before it and the steepest after it lead.

use super::crossing::{Crossing, nearest, one_weight_a_point};
use super::grid::{NARROW, STEPS, search};
use crate::evaluate::path::Path;
use crate::evaluate::ranked_group::{Ends, RankedGroup};
use crate::problem::ranking::{difference, ranks, tolerance};
use crate::study::sweep::switch::Switch;

/// What an alternative's score and rank can be along the path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extremes {
    /// Least and greatest score.
    pub score: (f64, f64),
    /// Best and worst rank.
    pub rank: (usize, usize),
}

/// Which part of the order must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// First place.
    First,
    /// The whole order.
    Order,
}

impl Target {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Target::First => "first",
            Target::Order => "order",
        }
    }
}

/// The scores along one path.
pub enum Track {
    /// Straight lines, by their ends.
    Lines {
        /// At 0.
        start: Vec<f64>,
        /// At 1.
        end: Vec<f64>,
        /// Differences up to this are ties, at 0 and at 1.
        eps: (f64, f64),
        /// How much rounding the scores may carry, at 0 and at 1.
        noise: (f64, f64),
    },
    /// Looked at on a grid.
    Grid {
        /// The scores at each step.
        scores: Vec<Vec<f64>>,
        /// The switches found.
        switches: Vec<Switch>,
    },
}

impl Track {
    /// The scores of a field along a path.
    pub fn new(ranked: &RankedGroup, path: &Path) -> Track {
        if ranked.is_linear() {
            let Ends { start, end, noise } = ranked.ends(path);
            let eps = |scores: &[f64], noise: f64| tolerance(scores.iter().copied()).max(noise);
            let eps = (eps(&start, noise.0), eps(&end, noise.1));
            return Track::Lines { start, end, eps, noise };
        }
        let scores: Vec<Vec<f64>> =
            (0..=STEPS).map(|step| ranked.scores(&path.at(step as f64 / STEPS as f64))).collect();
        let switches = search(ranked, path, &scores);
        Track::Grid { scores, switches }
    }

    /// Whether switches are exact.
    pub fn is_exact(&self) -> bool {
        matches!(self, Track::Lines { .. })
    }

    /// At how many weights the scores were looked at; `None` where lines tell of all weights.
    pub fn points(&self) -> Option<usize> {
        match self {
            Track::Lines { .. } => None,
            Track::Grid { scores, .. } => Some(scores.len()),
        }
    }

    fn field_size(&self) -> usize {
        match self {
            Track::Lines { start, .. } => start.len(),
            Track::Grid { scores, .. } => scores[0].len(),
        }
    }

    /// The scores at a swept weight.
    pub fn at(&self, ranked: &RankedGroup, path: &Path, x: f64) -> Vec<f64> {
        match self {
            Track::Lines { start, end, .. } => {
                start.iter().zip(end).map(|(start, end)| start * (1.0 - x) + end * x).collect()
            }
            Track::Grid { .. } => ranked.scores(&path.at(x)),
        }
    }

    /// Differences of these scores, those at a swept weight, up to this are ties.
    pub fn eps(&self, ranked: &RankedGroup, path: &Path, x: f64, scores: &[f64]) -> f64 {
        match self {
            Track::Lines { noise, .. } => {
                tolerance(scores.iter().copied()).max(noise.0 * (1.0 - x) + noise.1 * x)
            }
            Track::Grid { .. } => ranked.eps(scores, &path.at(x)),
        }
    }

    /// Every switch of the order, by weight.
    pub fn switches(&self) -> Vec<Switch> {
        let Track::Lines { .. } = self else {
            let Track::Grid { switches, .. } = self else { return Vec::new() };
            return switches.clone();
        };
        let firsts = self.first_switches();
        let n = self.field_size();
        let mut crossings: Vec<Crossing> =
            (0..n).flat_map(|a| (a + 1..n).filter_map(move |b| self.crossing(a, b))).collect();
        one_weight_a_point(&mut crossings);
        // Of several alternatives on one line each passes.
        let first = |it: &Crossing| {
            firsts.iter().any(|first| {
                self.is_one(first.below, it.below) && self.is_one(first.above, it.above)
            })
        };
        let switch = |it: &Crossing| Switch {
            weight: it.weight,
            below: it.below,
            above: it.above,
            first: first(it),
        };
        let mut out: Vec<Switch> = crossings.iter().map(switch).collect();
        out.sort_by(|a, b| {
            a.weight.total_cmp(&b.weight).then(a.below.cmp(&b.below)).then(a.above.cmp(&b.above))
        });
        out
    }

    /// How many switches there are.
    pub fn count(&self) -> usize {
        match self {
            Track::Lines { .. } => {
                let n = self.field_size();
                (0..n).map(|a| (a + 1..n).filter(|b| self.crossing(a, *b).is_some()).count()).sum()
            }
            Track::Grid { switches, .. } => switches.len(),
        }
    }

    /// By how much line a is ahead of line b at both ends, as far as that is more than a tie.
    fn score_differences(&self, a: usize, b: usize) -> (f64, f64) {
        let Track::Lines { start, end, eps, .. } = self else { return (0.0, 0.0) };
        let beyond = |score_difference: f64, eps: f64| {
            if score_difference.abs() > eps { score_difference } else { 0.0 }
        };
        (beyond(difference(start[a], start[b]), eps.0), beyond(difference(end[a], end[b]), eps.1))
    }

    /// Whether two alternatives are one line.
    fn is_one(&self, a: usize, b: usize) -> bool {
        a == b || self.score_differences(a, b) == (0.0, 0.0)
    }

    /// Where two lines cross, and who is ahead below and above; `None` where they do not switch.
    fn crossing(&self, a: usize, b: usize) -> Option<Crossing> {
        let (at_start, at_end) = self.score_differences(a, b);
        let (below, above) = if at_start > 0.0 && at_end < 0.0 {
            (a, b)
        } else if at_start < 0.0 && at_end > 0.0 {
            (b, a)
        } else {
            return None;
        };
        let Track::Lines { noise, .. } = self else { return None };
        let blur = noise.0.max(noise.1) / 2.0 / (at_start.abs() / 2.0 + at_end.abs() / 2.0);
        Some(Crossing { weight: root(at_start, at_end), blur, below, above })
    }

    /// The switches of first place: the corners of the upper envelope.
    pub fn first_switches(&self) -> Vec<Switch> {
        let Track::Lines { end, .. } = self else {
            return self.switches().into_iter().filter(|switch| switch.first).collect();
        };
        let mut out = Vec::new();
        // At 0 the highest leads; among those that tie there the one that ends highest, the first
        // of the file if they are one line.
        let ahead = |a: usize, b: usize| {
            let (at_start, at_end) = self.score_differences(a, b);
            at_start > 0.0 || (at_start == 0.0 && at_end > 0.0)
        };
        let Some(mut leader) =
            (0..end.len()).reduce(|best, at| if ahead(at, best) { at } else { best })
        else {
            return out;
        };
        loop {
            let ahead_at_1 =
                (0..end.len()).filter(|rival| self.score_differences(*rival, leader).1 > 0.0);
            let Some(next) =
                nearest(ahead_at_1.filter_map(|rival| self.crossing(leader, rival)), 0.0)
            else {
                return out;
            };
            out.push(Switch { weight: next.weight, below: leader, above: next.above, first: true });
            leader = next.above;
        }
    }

    /// What each alternative's score and rank can be.
    pub fn extremes(&self) -> Vec<Extremes> {
        let n = self.field_size();
        match self {
            Track::Lines { start, end, .. } => (0..n)
                .map(|me| Extremes {
                    score: (start[me].min(end[me]), start[me].max(end[me])),
                    rank: self.rank_extremes(me),
                })
                .collect(),
            Track::Grid { scores, .. } => {
                let mut out =
                    vec![Extremes { score: (f64::INFINITY, f64::NEG_INFINITY), rank: (n, 1) }; n];
                for at in scores {
                    let own: Vec<Option<f64>> = at.iter().copied().map(Some).collect();
                    let own = ranks(&own, tolerance(at.iter().copied()));
                    for ((extremes, score), rank) in
                        out.iter_mut().zip(at).zip(own.into_iter().flatten())
                    {
                        extremes.score =
                            (extremes.score.0.min(*score), extremes.score.1.max(*score));
                        extremes.rank = (extremes.rank.0.min(rank), extremes.rank.1.max(rank));
                    }
                }
                out
            }
        }
    }

    /// A rival counts while it is ahead by more than the tolerance: from the start up to a point,
    /// or from a point to the end.
    fn rank_extremes(&self, me: usize) -> (usize, usize) {
        let Track::Lines { start, end, eps, .. } = self else { return (1, self.field_size()) };
        let mut always = 0;
        // Where a rival stops (-1) or starts (+1) being ahead. At one weight stops come first: at
        // the point itself they tie.
        let mut events: Vec<(f64, i32)> = Vec::new();
        let mut ahead: i32 = 0;
        for rival in (0..start.len()).filter(|rival| *rival != me) {
            // Ahead by more than the tolerance, which goes along in a straight line too.
            let (at_start, at_end) = (
                difference(start[rival], start[me]) - eps.0,
                difference(end[rival], end[me]) - eps.1,
            );
            match (at_start > 0.0, at_end > 0.0) {
                (true, true) => always += 1,
                (true, false) => {
                    ahead += 1;
                    events.push((root(at_start, at_end), -1));
                }
                (false, true) => events.push((root(at_start, at_end), 1)),
                (false, false) => {}
            }
        }
        events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (mut least, mut most) = (ahead, ahead);
        for (_, change) in events {
            ahead += change;
            least = least.min(ahead);
            most = most.max(ahead);
        }
        let rank = |ahead: i32| 1 + always + usize::try_from(ahead).unwrap_or(0);
        (rank(least), rank(most))
    }

    /// The interval around the case's own weight within which first place, or the whole order,
    /// stays as it is; its ends are where a tie begins, or 0 or 1. If alternatives tie at the
    /// weight itself but not around it, it is that weight alone.
    pub fn stable(&self, ranked: &RankedGroup, path: &Path, target: Target) -> (f64, f64) {
        let x = path.weight.clamp(0.0, 1.0);
        if let Track::Grid { .. } = self {
            return (
                self.kept_until(ranked, path, target, 0.0),
                self.kept_until(ranked, path, target, 1.0),
            );
        }
        let order = ranked.order();
        let tied = |a: usize, b: usize| ranked.rank(a) == ranked.rank(b);
        // Of lines the first to cross lie next to each other in the order.
        let pairs: Vec<(usize, usize)> = match target {
            Target::Order => order.windows(2).map(|pair| (pair[0], pair[1])).collect(),
            Target::First => order.iter().skip(1).map(|rival| (order[0], *rival)).collect(),
        };
        if pairs.iter().any(|(a, b)| tied(*a, *b) && !self.is_one(*a, *b)) {
            return (x, x);
        }
        let crossings = || {
            pairs.iter().filter(|(a, b)| !tied(*a, *b)).filter_map(|(a, b)| self.crossing(*a, *b))
        };
        let end = |it: Option<Crossing>, otherwise: f64| it.map_or(otherwise, |it| it.weight);
        (
            end(nearest(crossings().filter(|it| it.weight <= x), x), 0.0),
            end(nearest(crossings().filter(|it| it.weight >= x), x), 1.0),
        )
    }

    /// From the case's weight towards 0 or 1: how far the leaders, or all ranks, stay those of the
    /// case's weight.
    fn kept_until(&self, ranked: &RankedGroup, path: &Path, target: Target, end: f64) -> f64 {
        let x = path.weight.clamp(0.0, 1.0);
        let seen = |at: f64| -> Vec<bool> {
            let weights = path.at(at);
            let scores = ranked.scores(&weights);
            let eps = ranked.eps(&scores, &weights);
            let own = ranks(&scores.into_iter().map(Some).collect::<Vec<_>>(), eps);
            let same = own.iter().enumerate().map(|(at, rank)| match target {
                Target::First => (*rank == Some(1)) == (ranked.rank(at) == 1),
                Target::Order => *rank == Some(ranked.rank(at)),
            });
            same.collect()
        };
        let kept = |at: f64| seen(at).into_iter().all(|same| same);
        let steps = (0..=STEPS)
            .map(|step| step as f64 / STEPS as f64)
            .filter(|at| (x < *at) == (x < end) && *at != x);
        let mut steps: Vec<f64> = steps.filter(|_| x != end).collect();
        if end < x {
            steps.reverse();
        }
        let mut good = x;
        for at in steps {
            if kept(at) {
                good = at;
                continue;
            }
            let mut bad = at;
            while (bad - good).abs() > NARROW {
                let middle = good + (bad - good) / 2.0;
                if kept(middle) { good = middle } else { bad = middle }
            }
            // A tie that holds at the weight alone is found a hair beside it.
            return if (good - x).abs() <= 2.0 * NARROW { x } else { good };
        }
        end
    }
}

/// Where a straight line from `at_start` at 0 to `at_end` at 1, of other sign, is 0. By halves,
/// because a difference of the largest numbers overflows.
fn root(at_start: f64, at_end: f64) -> f64 {
    (at_start / 2.0) / (at_start / 2.0 - at_end / 2.0)
}
