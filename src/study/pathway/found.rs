//! A path that was found, and its value as a function of weights.

use super::worth::{PathWorth, PeriodWeights};
use crate::problem::ranking::ranks;

/// A path of a choice, with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPath {
    /// By period: where it stands, as a position in
    /// [`PathChoice::alternatives`](crate::problem::PathChoice::alternatives); `None`: in none.
    pub positions: Vec<Option<usize>>,
    /// The moves that it makes, one after the other.
    pub moves: Vec<PathMove>,
    /// Its value: what it earns in all periods less what its moves cost, discounted.
    pub value: f64,
}

/// A move of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathMove {
    /// The period in which it is made, and paid.
    pub made: usize,
    /// The period from which on the path stands in the new one.
    pub there: usize,
    /// Where it goes, as a position; `None`: to none.
    pub to: Option<usize>,
    /// What it costs, in years of value, not discounted; below 0 it gains.
    pub cost: f64,
}

/// The best paths of a choice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BestPaths {
    /// Best first. Paths that tie come in the order of their positions, none first. Empty: the
    /// choice has no path. More than were asked for where further ones tie with the last of them.
    pub found: Vec<FoundPath>,
    /// Whether so many tie with the last of them that some are left out.
    pub more_tied: bool,
    /// Values whose gap is at most this are ties.
    pub eps: f64,
}

/// The value of a path as a linear function of weights: constant + sum of coefficient * weight.
#[derive(Debug, Clone, PartialEq)]
pub struct PathLine {
    /// What no weight has a hand in: periods in none, and what moves cost.
    pub constant: f64,
    /// By criterion.
    pub coefficients: Vec<f64>,
}

impl FoundPath {
    /// What it does first: where a move goes that it makes in the first period; else where it stands
    /// in that period. `None`: none.
    pub fn first_step(&self) -> Option<usize> {
        match self.moves.first() {
            Some(first) if first.made == 0 => first.to,
            _ => self.positions[0],
        }
    }

    /// The move that it makes in a period.
    pub fn move_made_in(&self, period: usize) -> Option<&PathMove> {
        self.moves.iter().find(|a_move| a_move.made == period)
    }

    /// What a period adds to its value: what it earns there less what a move costs that is made in
    /// it.
    pub fn value_in(&self, period: usize, worth: &PathWorth) -> f64 {
        let cost = self.move_made_in(period).map_or(0.0, |made| made.cost * worth.moves[period]);
        worth.at(period, self.positions[period]) - cost
    }

    /// Its value where other scores hold.
    pub fn value_at(&self, worth: &PathWorth) -> f64 {
        (0..self.positions.len()).map(|period| self.value_in(period, worth)).sum()
    }

    /// Its value as a function of the weights of criteria, where the score of a position in a period
    /// is the sum over criteria of weight times value. `value(period, position, criterion)` gives
    /// the values, `none` is what a year in none is worth.
    pub fn line(
        &self,
        weights: &PeriodWeights,
        none: f64,
        criteria: usize,
        value: &dyn Fn(usize, usize, usize) -> f64,
    ) -> PathLine {
        let mut out = PathLine { constant: 0.0, coefficients: vec![0.0; criteria] };
        for (period, (position, years)) in self.positions.iter().zip(&weights.years).enumerate() {
            match position {
                None => out.constant += years * none,
                Some(position) => {
                    for (criterion, coefficient) in out.coefficients.iter_mut().enumerate() {
                        *coefficient += years * value(period, *position, criterion);
                    }
                }
            }
        }
        for made in &self.moves {
            out.constant -= made.cost * weights.moves[made.made];
        }
        out
    }
}

impl PathLine {
    /// The value at these weights.
    pub fn at(&self, weights: &[f64]) -> f64 {
        let products = self.coefficients.iter().zip(weights);
        self.constant + products.map(|(coefficient, weight)| coefficient * weight).sum::<f64>()
    }
}

impl BestPaths {
    /// Puts paths in order.
    pub(super) fn new(mut found: Vec<FoundPath>, more_tied: bool, eps: f64) -> BestPaths {
        found.sort_by(|a, b| b.value.total_cmp(&a.value));
        let mut places = places(&found, eps).into_iter();
        found.sort_by_cached_key(|path| (places.next(), path.positions.clone()));
        BestPaths { found, more_tied, eps }
    }

    /// The best path.
    pub fn first(&self) -> Option<&FoundPath> {
        self.found.first()
    }

    /// Those that tie for the best.
    pub fn tied(&self) -> &[FoundPath] {
        &self.found[..self.places().partition_point(|place| *place == 1)]
    }

    /// The place of each: 1 + how many are better by more than `eps`. Ties share a place.
    pub fn places(&self) -> Vec<usize> {
        places(&self.found, self.eps)
    }
}

fn places(found: &[FoundPath], eps: f64) -> Vec<usize> {
    let values: Vec<Option<f64>> = found.iter().map(|path| Some(path.value)).collect();
    ranks(&values, eps).into_iter().flatten().collect()
}
