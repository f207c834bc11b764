//! Who competes in a group, as differences of scores that are linear in the weights, at nominal
//! figures.

use crate::evaluate::evaluation::Evaluation;
use crate::lp::dot;
use crate::problem::PlaceInGroup;
use crate::problem::ranking::difference;
use crate::proof::score_difference::ScoreDifference;
use crate::tolerance::{TIE, VALUE_ROUNDING};

/// The eligible alternatives of a group. Those with the same values on all criteria are one *class*:
/// no weights tell them apart.
pub(super) struct Contest {
    /// The group: an index into the problem's.
    pub(super) group: usize,
    /// By class: its alternatives, as places in the group, in key order.
    pub(super) classes: Vec<Vec<PlaceInGroup>>,
    /// By class: its values, leaf by leaf.
    values: Vec<Vec<f64>>,
    /// By leaf: how large values are.
    sizes: Vec<f64>,
}

impl Contest {
    /// Those of a group; `None` where nobody competes, or scores are no sums of weight times value.
    pub(super) fn new(evaluation: &Evaluation, group: usize) -> Option<Contest> {
        let result = &evaluation.groups[group];
        let values = result.values.as_ref().filter(|_| !result.eligible().is_empty())?;
        let row = |place: &PlaceInGroup| -> Option<Vec<f64>> {
            let row = result.row(*place)?;
            Some((0..values.columns()).map(|leaf| values.at(row, leaf)).collect())
        };
        let all: Vec<Vec<f64>> = result.eligible().iter().map(row).collect::<Option<_>>()?;
        let size =
            |leaf: usize| all.iter().fold(0.0, |size: f64, values| size.max(values[leaf].abs()));
        let sizes = (0..values.columns()).map(size).collect();
        let mut out = Contest { group, classes: Vec::new(), values: Vec::new(), sizes };
        for (place, values) in result.eligible().iter().zip(all) {
            let same = |known: &Vec<f64>| out.less(known, &values).iter().all(|d| *d == 0.0);
            match out.values.iter().position(same) {
                Some(class) => out.classes[class].push(*place),
                None => {
                    out.classes.push(vec![*place]);
                    out.values.push(values);
                }
            }
        }
        Some(out)
    }

    /// Differences of values; what is rounding is 0.
    fn less(&self, a: &[f64], b: &[f64]) -> Vec<f64> {
        let differences = a.iter().zip(b).map(|(a, b)| difference(*a, *b));
        let clean = |(d, size): (f64, &f64)| if d.abs() <= VALUE_ROUNDING * size { 0.0 } else { d };
        differences.zip(&self.sizes).map(clean).collect()
    }

    /// How many classes.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// The values of a class less those of another, leaf by leaf.
    pub(super) fn row(&self, a: usize, b: usize) -> Vec<f64> {
        self.less(&self.values[a], &self.values[b])
    }

    /// The same as a lead without inputs.
    pub(super) fn lead(&self, a: usize, b: usize) -> ScoreDifference {
        ScoreDifference { linear: self.row(a, b), parts: Vec::new(), exact: true }
    }

    /// How large a difference of scores is still a tie at these weights.
    pub(super) fn tie(&self, weights: &[f64]) -> f64 {
        TIE * dot(&self.sizes, weights)
    }

    /// The largest tie at any weights.
    pub(super) fn most_tie(&self) -> f64 {
        TIE * self.sizes.iter().copied().fold(0.0, f64::max)
    }

    /// The values of a class, leaf by leaf.
    pub(super) fn values(&self, class: usize) -> &[f64] {
        &self.values[class]
    }

    /// How many pairs of alternatives a pair of classes stands for.
    pub(super) fn pairs_of(&self, a: usize, b: usize) -> usize {
        self.classes[a].len() * self.classes[b].len()
    }
}
