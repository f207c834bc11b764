//! A group's differences of scores as functions of the weights, least over the inputs.

use crate::bounds::additive::Additive;
use crate::evaluate::evaluation::GroupResult;
use crate::lp::dot;
use crate::problem::ranking::difference;
use crate::problem::{Matrix, PlaceInGroup, Problem};
use crate::proof::score_difference::ScoreDifference;
use crate::proof::steps::Steps;
use crate::tolerance::{TIE, VALUE_ROUNDING};
use std::borrow::Cow;

/// The eligible alternatives of a group, whose scores are sums of weight times value.
pub(crate) struct LinearScores<'a> {
    /// The eligible alternatives, as places in the group, in key order.
    pub(crate) places: Vec<PlaceInGroup>,
    /// Their rows in the method's figures.
    pub(crate) rows: Vec<usize>,
    /// Values at nominal figures.
    pub(crate) values: Cow<'a, Matrix>,
    /// What moves with the inputs; `None` where nothing does.
    pub(crate) additive: Option<&'a Additive>,
    /// Where value functions vary too: their steps, which stand for leaves.
    pub(crate) steps: Option<Steps>,
    /// By leaf: differences of values up to this are ties. A tie of scores is weights times these.
    pub(crate) ties: Vec<f64>,
    sizes: Vec<f64>,
}

impl<'a> LinearScores<'a> {
    /// The model of a group; `None` if the method's scores are not linear in the weights.
    pub(crate) fn new(group: &'a GroupResult) -> Option<LinearScores<'a>> {
        let values = group.values.as_ref()?;
        let places = group.eligible().to_vec();
        let rows: Vec<usize> =
            places.iter().map(|place| group.row(*place)).collect::<Option<_>>()?;
        let additive = group.bounds.as_ref().filter(|additive| !additive.is_crisp());
        Some(LinearScores::of(places, rows, values, additive))
    }

    /// The model of some alternatives, with these values and bounds.
    pub(crate) fn of(
        places: Vec<PlaceInGroup>,
        rows: Vec<usize>,
        values: &'a Matrix,
        additive: Option<&'a Additive>,
    ) -> LinearScores<'a> {
        let size = |leaf: usize| {
            rows.iter().fold(0.0, |size: f64, row| size.max(values.at(*row, leaf).abs()))
        };
        let sizes: Vec<f64> = (0..values.columns()).map(size).collect();
        let ties = sizes.iter().map(|size| TIE * size).collect();
        LinearScores {
            places,
            rows,
            values: Cow::Borrowed(values),
            additive,
            steps: None,
            ties,
            sizes,
        }
    }

    /// The model of a group over all monotone value functions.
    pub(crate) fn monotone(
        problem: &Problem,
        group: usize,
        result: &GroupResult,
    ) -> LinearScores<'a> {
        let places = result.eligible().to_vec();
        let members: Vec<usize> =
            places.iter().map(|place| problem.groups[group].member(*place)).collect();
        let steps = Steps::new(problem, &members);
        let columns = steps.nominal.columns();
        LinearScores {
            rows: (0..places.len()).collect(),
            places,
            values: Cow::Owned(steps.nominal.clone()),
            additive: None,
            steps: Some(steps),
            ties: vec![TIE; columns],
            sizes: vec![1.0; columns],
        }
    }

    /// Whether anything is uncertain but the weights.
    pub(crate) fn is_uncertain(&self) -> bool {
        self.additive.is_some() || self.steps.as_ref().is_some_and(Steps::is_uncertain)
    }

    /// How many alternatives.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How large a difference of scores is still a tie at these weights.
    pub(crate) fn eps(&self, weights: &[f64]) -> f64 {
        dot(&self.ties, weights)
    }

    /// The least lead of one alternative over another.
    pub(crate) fn score_difference(&self, a: usize, b: usize) -> ScoreDifference {
        if let Some(steps) = &self.steps {
            let (linear, exact) = steps.score_difference(a, b);
            return ScoreDifference { linear, parts: Vec::new(), exact };
        }
        let (row_a, row_b) = (self.rows[a], self.rows[b]);
        // Values that are equal but for rounding are equal.
        let clean = |d: f64, leaf: usize| {
            if d.abs() <= VALUE_ROUNDING * self.sizes[leaf] { 0.0 } else { d }
        };
        let leaves = 0..self.values.columns();
        let Some(additive) = self.additive else {
            let of = |leaf| {
                clean(difference(self.values.at(row_a, leaf), self.values.at(row_b, leaf)), leaf)
            };
            return ScoreDifference {
                linear: leaves.map(of).collect(),
                parts: Vec::new(),
                exact: true,
            };
        };
        let least = additive.least(row_a, row_b, &|_| true);
        let mut linear: Vec<f64> = leaves
            .map(|leaf| difference(additive.known(row_a, leaf), additive.known(row_b, leaf)))
            .collect();
        least.linear.iter().for_each(|(leaf, by)| linear[*leaf] += by);
        let linear = linear.into_iter().enumerate().map(|(leaf, d)| clean(d, leaf)).collect();
        ScoreDifference { linear, parts: least.least, exact: least.exact }
    }

    /// The least over the inputs of `sign` times the score of an alternative: a lead over an
    /// alternative whose values are all 0. With a sign of -1 it is the greatest score, turned round.
    /// Only under value functions that are given.
    pub(crate) fn signed_score(&self, a: usize, sign: f64) -> ScoreDifference {
        let row = self.rows[a];
        let leaves = 0..self.values.columns();
        let Some(additive) = self.additive else {
            let linear = leaves.map(|leaf| sign * self.values.at(row, leaf)).collect();
            return ScoreDifference { linear, parts: Vec::new(), exact: true };
        };
        let least = additive.least_score(row, sign);
        let mut linear: Vec<f64> = leaves.map(|leaf| sign * additive.known(row, leaf)).collect();
        least.linear.iter().for_each(|(leaf, by)| linear[*leaf] += by);
        ScoreDifference { linear, parts: least.least, exact: least.exact }
    }
}
