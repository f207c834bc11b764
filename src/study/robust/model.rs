//! A group's differences of scores as functions of the weights, least over the inputs.

use super::steps::Steps;
use crate::bounds::additive::Additive;
use crate::evaluate::evaluation::GroupResult;
use crate::problem::ranking::difference;
use crate::problem::{Matrix, Problem};
use std::borrow::Cow;

/// The eligible alternatives of a group, whose scores are sums of weight times value.
pub(in crate::study) struct Model<'a> {
    /// The eligible alternatives, as places in the group, in key order.
    pub(in crate::study) places: Vec<usize>,
    /// Their rows in the method's figures.
    pub(in crate::study) rows: Vec<usize>,
    /// Values at nominal figures.
    pub(in crate::study) values: Cow<'a, Matrix>,
    /// What moves with the inputs; `None` where nothing does.
    pub(in crate::study) additive: Option<&'a Additive>,
    /// Where value functions vary too: their steps, which stand for leaves.
    pub(super) steps: Option<Steps>,
    /// By leaf: differences of values up to this are ties. A tie of scores is weights times these.
    pub(in crate::study) ties: Vec<f64>,
    sizes: Vec<f64>,
}

/// score(a) - score(b), least over the inputs: linear . w + sum over `parts` of the least of v . w over its vectors v.
///
/// A minimum of functions that are linear in the weights, so concave in them.
#[derive(Clone)]
pub(in crate::study) struct Lead {
    pub(in crate::study) linear: Vec<f64>,
    /// Inputs that feed several leaves together.
    pub(in crate::study) parts: Vec<Vec<Vec<(usize, f64)>>>,
    /// Whether it is reached by inputs; else it is an outer bound.
    pub(in crate::study) exact: bool,
}

impl<'a> Model<'a> {
    /// The model of a group; `None` if the method's scores are not linear in the weights.
    pub(in crate::study) fn new(group: &'a GroupResult) -> Option<Model<'a>> {
        let values = group.values.as_ref()?;
        let places = group.eligible.clone();
        let rows: Vec<usize> = places.iter().map(|place| group.rows[*place]).collect::<Option<_>>()?;
        let additive = group.bounds.as_ref().filter(|additive| !additive.is_crisp());
        Some(Model::of(places, rows, values, additive))
    }

    /// The model of some alternatives, with these values and bounds.
    pub(in crate::study) fn of(
        places: Vec<usize>,
        rows: Vec<usize>,
        values: &'a Matrix,
        additive: Option<&'a Additive>,
    ) -> Model<'a> {
        let size = |leaf: usize| rows.iter().fold(0.0, |size: f64, row| size.max(values.at(*row, leaf).abs()));
        let sizes: Vec<f64> = (0..values.columns()).map(size).collect();
        let ties = sizes.iter().map(|size| 1e-10 * size).collect();
        Model { places, rows, values: Cow::Borrowed(values), additive, steps: None, ties, sizes }
    }

    /// The model of a group over all monotone value functions.
    pub(in crate::study) fn monotone(problem: &Problem, group: usize, result: &GroupResult) -> Model<'a> {
        let places = result.eligible.clone();
        let members: Vec<usize> = places.iter().map(|place| problem.groups[group].members[*place]).collect();
        let steps = Steps::new(problem, &members);
        let columns = steps.nominal.columns();
        Model {
            rows: (0..places.len()).collect(),
            places,
            values: Cow::Owned(steps.nominal.clone()),
            additive: None,
            steps: Some(steps),
            ties: vec![1e-10; columns],
            sizes: vec![1.0; columns],
        }
    }

    /// Whether anything is uncertain but the weights.
    pub(in crate::study) fn is_uncertain(&self) -> bool {
        self.additive.is_some() || self.steps.as_ref().is_some_and(Steps::is_uncertain)
    }

    /// How many alternatives.
    pub(in crate::study) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How large a difference of scores is still a tie at these weights.
    pub(in crate::study) fn eps(&self, weights: &[f64]) -> f64 {
        dot(&self.ties, weights)
    }

    /// The least lead of one alternative over another.
    pub(in crate::study) fn lead(&self, a: usize, b: usize) -> Lead {
        if let Some(steps) = &self.steps {
            let (linear, exact) = steps.lead(a, b);
            return Lead { linear, parts: Vec::new(), exact };
        }
        let (row_a, row_b) = (self.rows[a], self.rows[b]);
        // Values that are equal but for rounding are equal.
        let clean = |d: f64, leaf: usize| if d.abs() <= 1e-13 * self.sizes[leaf] { 0.0 } else { d };
        let leaves = 0..self.values.columns();
        let Some(additive) = self.additive else {
            let of = |leaf| clean(difference(self.values.at(row_a, leaf), self.values.at(row_b, leaf)), leaf);
            return Lead { linear: leaves.map(of).collect(), parts: Vec::new(), exact: true };
        };
        let least = additive.least(row_a, row_b, &|_| true);
        let mut linear: Vec<f64> =
            leaves.map(|leaf| difference(additive.known(row_a, leaf), additive.known(row_b, leaf))).collect();
        least.linear.iter().for_each(|(leaf, by)| linear[*leaf] += by);
        let linear = linear.into_iter().enumerate().map(|(leaf, d)| clean(d, leaf)).collect();
        Lead { linear, parts: least.least, exact: least.exact }
    }
}

impl Lead {
    /// The lead at these weights.
    pub(in crate::study) fn at(&self, weights: &[f64]) -> f64 {
        let least =
            |part: &Vec<Vec<(usize, f64)>>| part.iter().map(|vector| sparse_dot(vector, weights)).fold(f64::INFINITY, f64::min);
        dot(&self.linear, weights) + self.parts.iter().map(least).sum::<f64>()
    }

    /// The lead when all weight is on one leaf.
    pub(in crate::study) fn at_leaf(&self, leaf: usize) -> f64 {
        let entry = |vector: &Vec<(usize, f64)>| vector.iter().find(|(own, _)| *own == leaf).map_or(0.0, |(_, v)| *v);
        let least = |part: &Vec<Vec<(usize, f64)>>| part.iter().map(entry).fold(f64::INFINITY, f64::min);
        self.linear[leaf] + self.parts.iter().map(least).sum::<f64>()
    }

    /// A linear function that is nowhere above the lead: of the parts not chosen, the least entry leaf by leaf.
    pub(in crate::study) fn below(&self, chosen: &[Option<usize>]) -> Vec<f64> {
        let mut out = self.linear.clone();
        for (part, chosen) in self.parts.iter().zip(chosen) {
            match chosen {
                Some(vector) => part[*vector].iter().for_each(|(leaf, v)| out[*leaf] += v),
                None => least_entries(part).into_iter().for_each(|(leaf, v)| out[leaf] += v),
            }
        }
        out
    }

    /// Linear functions of which the lead is the least, or a single one nowhere above it if there are more than `most`.
    pub(in crate::study) fn pieces(&self, most: usize) -> Vec<Vec<f64>> {
        let count = self.parts.iter().try_fold(1usize, |product, part| product.checked_mul(part.len()));
        if count.is_none_or(|count| count > most) {
            return vec![self.below(&vec![None; self.parts.len()])];
        }
        let mut out = vec![self.linear.clone()];
        for part in &self.parts {
            let with = |piece: &Vec<f64>, vector: &Vec<(usize, f64)>| {
                let mut piece = piece.clone();
                vector.iter().for_each(|(leaf, v)| piece[*leaf] += v);
                piece
            };
            out = out.iter().flat_map(|piece| part.iter().map(move |vector| with(piece, vector))).collect();
        }
        out
    }
}

/// The least entry of some vectors, leaf by leaf; all speak of the same leaves.
pub(in crate::study) fn least_entries(vectors: &[Vec<(usize, f64)>]) -> Vec<(usize, f64)> {
    let mut out = vectors[0].clone();
    for vector in &vectors[1..] {
        out.iter_mut().zip(vector).for_each(|(least, (_, v))| least.1 = least.1.min(*v));
    }
    out
}

pub(in crate::study) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(in crate::study) fn sparse_dot(a: &[(usize, f64)], weights: &[f64]) -> f64 {
    a.iter().map(|(leaf, v)| v * weights[*leaf]).sum()
}
