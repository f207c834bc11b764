//! What periods count, and what a path earns where it stands.

use crate::error::{Error, Result, both};
use crate::problem::{PathwayModel, years_weight};

/// What each period counts in the value of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodWeights {
    /// By period: what a year's worth counts, all its years taken together and discounted; the last
    /// one with the years that its value goes on. Above 0.
    pub years: Vec<f64>,
    /// By period: what the cost of a move counts that is made in it: that of one year at its start,
    /// (1 + discount)^-(its first year - the first year of all).
    pub moves: Vec<f64>,
}

/// What a path is worth, step by step: numbers only.
#[derive(Debug, Clone, PartialEq)]
pub struct PathWorth {
    /// By period and position of the choice's alternatives: what the whole period in it adds to the
    /// value of the path, discounted. Only those that a path can stand in are looked at.
    pub positions: Vec<Vec<f64>>,
    /// By period: what the whole period in none adds.
    pub none: Vec<f64>,
    /// By period: what a cost of 1 takes if the move is made in it.
    pub moves: Vec<f64>,
}

impl PeriodWeights {
    /// The weights of a model's periods at a discount rate.
    ///
    /// # Errors
    /// [`Error::Argument`] where the rate is not above -1, or makes weights that are too large or
    /// too small for a number.
    pub fn new(model: &PathwayModel, discount: f64) -> Result<PeriodWeights> {
        let start = model.periods.first().map_or(0, |period| period.from);
        let years = model.weights(discount);
        let moves: Vec<f64> = model
            .periods
            .iter()
            .map(|period| years_weight(period.from - start, 1, discount))
            .collect();
        let usable = |weight: &f64| weight.is_normal() && *weight > 0.0;
        if discount <= -1.0 || !years.iter().chain(&moves).all(usable) {
            let message = both(
                "a rate above -1 is needed, at which no year counts too much or too little for a number",
                "er is een rentevoet boven -1 nodig, waarbij geen jaar te zwaar of te licht telt voor een getal",
            );
            return Err(Error::argument("discount", discount, message));
        }
        Ok(PeriodWeights { years, moves })
    }

    /// How many years, discounted, all periods count together.
    pub fn total(&self) -> f64 {
        self.years.iter().sum()
    }
}

impl PathWorth {
    /// What a path of a choice with so many alternatives earns, where `yearly` says what a year in a
    /// position is worth in a period, and `none` what a year in none is.
    pub fn new(
        weights: &PeriodWeights,
        alternatives: usize,
        none: f64,
        yearly: &dyn Fn(usize, usize) -> f64,
    ) -> PathWorth {
        let of_period = |(period, weight): (usize, &f64)| {
            (0..alternatives).map(|position| weight * yearly(period, position)).collect()
        };
        PathWorth {
            positions: weights.years.iter().enumerate().map(of_period).collect(),
            none: weights.years.iter().map(|weight| weight * none).collect(),
            moves: weights.moves.clone(),
        }
    }

    /// The same with all signs turned: the best path is then the worst.
    pub(super) fn turned(&self) -> PathWorth {
        let turned = |of: &[f64]| of.iter().map(|value| -value).collect();
        PathWorth {
            positions: self.positions.iter().map(|of| turned(of)).collect(),
            none: turned(&self.none),
            moves: turned(&self.moves),
        }
    }

    /// What a period in a position adds; `None` is none.
    pub fn at(&self, period: usize, position: Option<usize>) -> f64 {
        match position {
            Some(position) => self.positions[period][position],
            None => self.none[period],
        }
    }
}
