//! Between which ends the value of each option lies, at each extreme point of the admissible
//! weights.
//!
//! A value is linear in the weights, so that what holds at the extreme points holds for all
//! weights. With no constraint the weight of any leaf can be all: the points are then one for each
//! leaf. At a point the ends of a score are exact over the inputs that the cells of the alternative
//! rest on; those of a gain are those of the difference with the alternative that stands for none,
//! in which what both share cancels. Both are multiplied by the ends of the multiplier.

use super::no_core::NoCore;
use crate::error::{Error, Result, both};
use crate::evaluate::evaluation::Evaluation;
use crate::lp::Row;
use crate::lp::vertices::vertices;
use crate::problem::ranking::difference;
use crate::problem::{PortfolioModel, Problem};
use crate::study::portfolio::made::{Less, Made, Scored, find, made, multiplied, scored};
use crate::study::portfolio::options::Options;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// More extreme points than this are not looked at.
const MOST_EXTREME_POINTS: usize = 2_000;

/// By choice and option: an end of the value.
type Ends = Vec<Vec<f64>>;

/// The ends of all values.
pub(super) struct Intervals {
    /// How many extreme points the admissible weights have.
    pub(super) extreme_points: usize,
    /// By point: the low and the high ends. Of points at which all ends are the same one is here.
    pub(super) lows: Vec<Ends>,
    pub(super) highs: Vec<Ends>,
}

/// The ends of all values at all extreme points.
///
/// # Errors
/// [`Error::Problem`] where values are too large to be added.
pub(super) fn intervals(
    evaluation: &Evaluation,
    model: &PortfolioModel,
    options: &Options,
) -> Result<std::result::Result<Intervals, NoCore>> {
    if evaluation.weights.differ() {
        return Ok(Err(NoCore::GroupWeights));
    }
    let values = match Values::new(evaluation, model, options) {
        Ok(values) => values,
        Err(why) => return Ok(Err(why)),
    };
    let Some(points) = extreme_points(evaluation.problem) else {
        return Ok(Err(NoCore::ManyPoints));
    };
    let mut ends: Vec<(Ends, Ends)> = points.par_iter().map(|weights| values.at(weights)).collect();
    let largest = |of: &Ends| -> f64 {
        let of_choice =
            |values: &Vec<f64>| values.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        of.iter().map(of_choice).sum()
    };
    if !ends.iter().flat_map(|(low, high)| [low, high]).all(|of| (2.0 * largest(of)).is_finite()) {
        return Err(Error::fault(
            "portfolio",
            both(
                "the values are too large to be added",
                "de waarden zijn te groot om op te tellen",
            ),
        ));
    }
    let mut seen = BTreeSet::new();
    let bits = |of: &Ends| of.iter().flatten().map(|x| x.to_bits()).collect::<Vec<u64>>();
    ends.retain(|(low, high)| seen.insert((bits(low), bits(high))));
    let (lows, highs) = ends.into_iter().unzip();
    Ok(Ok(Intervals { extreme_points: points.len(), lows, highs }))
}

/// The extreme points of the weights of the leaves that meet the problem's constraints; `None` if
/// there are too many, or they cannot be told apart.
fn extreme_points(problem: &Problem) -> Option<Vec<Vec<f64>>> {
    let row = |it: &crate::problem::WeightConstraint| {
        Row::with_constant(it.on_leaves(&problem.tree), it.constant, it.equality)
    };
    let rows: Vec<Row> = problem.constraints.iter().map(row).collect();
    let found = vertices(problem.tree.leaves.len(), &rows, MOST_EXTREME_POINTS)?;
    (!found.is_empty()).then_some(found)
}

/// What values are made of, and where their scores are found.
struct Values<'a> {
    made: Vec<Vec<Made>>,
    scored: BTreeMap<usize, Scored<'a>>,
    /// By alternative: the ends of its multiplier.
    times: BTreeMap<usize, (f64, f64)>,
}

impl<'a> Values<'a> {
    fn new(
        evaluation: &'a Evaluation,
        model: &PortfolioModel,
        options: &Options,
    ) -> std::result::Result<Values<'a>, NoCore> {
        let made = made(model, options);
        let find = |at: usize| {
            let found = find(evaluation, at).ok_or(NoCore::NotScored(at))?;
            if found.result.values.is_none() {
                return Err(NoCore::NotLinear);
            }
            let crisp = found.result.is_crisp() && evaluation.problem.is_crisp(at);
            match found.result.bounds.is_some() || crisp {
                true => Ok((at, found)),
                false => Err(NoCore::NoBounds),
            }
        };
        let times = |at: usize| match &model.times {
            None => Ok((at, (1.0, 1.0))),
            Some(times) if times[at].is_unbounded() => Err(NoCore::UnknownTimes(at)),
            Some(times) => Ok((at, (times[at].spread.low, times[at].spread.high))),
        };
        let scored = scored(&made).into_iter().map(find).collect::<std::result::Result<_, _>>()?;
        let times =
            multiplied(&made).into_iter().map(times).collect::<std::result::Result<_, _>>()?;
        Ok(Values { made, scored, times })
    }

    /// The low and the high ends at these weights.
    fn at(&self, weights: &[f64]) -> (Ends, Ends) {
        let of_choice = |made: &Vec<Made>| -> (Vec<f64>, Vec<f64>) {
            made.iter().map(|made| self.ends(made, weights)).unzip()
        };
        self.made.iter().map(of_choice).unzip()
    }

    fn ends(&self, made: &Made, weights: &[f64]) -> (f64, f64) {
        let (at, before) = match made {
            Made::Sure(value) => return (*value, *value),
            Made::Score(at, Less::Figure(figure)) => {
                let (low, high) = score(&self.scored[at], weights);
                (at, (low - figure, high - figure))
            }
            Made::Score(at, Less::Score(less)) => {
                (at, gain(&self.scored[at], &self.scored[less], weights))
            }
        };
        let times = self.times[at];
        let products =
            [before.0 * times.0, before.0 * times.1, before.1 * times.0, before.1 * times.1];
        let least = products.iter().copied().fold(f64::INFINITY, f64::min);
        (least, products.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    }
}

/// The ends of a score.
fn score(of: &Scored, weights: &[f64]) -> (f64, f64) {
    if let Some(additive) = &of.result.bounds {
        let bounds = additive.score(of.row, weights);
        return (bounds.min, bounds.max);
    }
    let values = of.result.values.as_ref();
    let value = |leaf: usize| values.map_or(0.0, |values| values.at(of.row, leaf));
    let sum = weights.iter().enumerate().map(|(leaf, weight)| weight * value(leaf)).sum();
    (sum, sum)
}

/// The ends of a score less another.
fn gain(of: &Scored, less: &Scored, weights: &[f64]) -> (f64, f64) {
    if of.group != less.group {
        let ((low, high), (least, most)) = (score(of, weights), score(less, weights));
        return (difference(low, most), difference(high, least));
    }
    if let Some(additive) = &of.result.bounds {
        let bounds = additive.difference(of.row, less.row, weights);
        return (bounds.min, bounds.max);
    }
    let Some(values) = &of.result.values else { return (0.0, 0.0) };
    let lead = |leaf: usize| difference(values.at(of.row, leaf), values.at(less.row, leaf));
    let sum = weights.iter().enumerate().map(|(leaf, weight)| weight * lead(leaf)).sum();
    (sum, sum)
}
