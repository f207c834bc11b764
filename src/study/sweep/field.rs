//! The alternatives of a group that sensitivity looks at: those ranked at the case's weights.

use crate::problem::Problem;
use crate::problem::ranking::tolerance;
use crate::study::GroupResult;

/// The ranked alternatives of a group.
pub struct Field<'a> {
    /// The group.
    pub group: &'a GroupResult,
    /// Their places in it, in key order.
    pub places: Vec<usize>,
    /// The row of the method's figures of each.
    rows: Vec<usize>,
}

impl<'a> Field<'a> {
    /// Those of the group that have a rank at the case's weights.
    pub fn new(group: &'a GroupResult) -> Field<'a> {
        let ranked = |place: &usize| group.standings[*place].rank.is_some();
        Field::of(group, group.eligible.iter().copied().filter(ranked).collect())
    }

    /// All that compete, ranked or not.
    pub fn competing(group: &'a GroupResult) -> Field<'a> {
        Field::of(group, group.eligible.clone())
    }

    fn of(group: &'a GroupResult, places: Vec<usize>) -> Field<'a> {
        let rows = places.iter().filter_map(|place| group.rows[*place]).collect();
        Field { group, places, rows }
    }

    /// Whether the method has exact bounds over the inputs.
    pub fn has_bounds(&self) -> bool {
        self.group.bounds.is_some()
    }

    /// Whether scores are linear in the weights.
    pub fn is_linear(&self) -> bool {
        self.group.values.is_some()
    }

    /// The value of an alternative on a leaf, where scores are sums of weight times value.
    pub fn value(&self, at: usize, leaf: usize) -> f64 {
        self.group.values.as_ref().map_or(0.0, |values| values.at(self.rows[at], leaf))
    }

    /// The row of the method's figures of an alternative.
    pub fn row(&self, at: usize) -> usize {
        self.rows[at]
    }

    /// The rank of each at the case's weights.
    pub fn rank(&self, at: usize) -> usize {
        self.group.standings[self.places[at]].rank.unwrap_or(usize::MAX)
    }

    /// All of them by rank, those of one rank in key order.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_key(|at| self.rank(*at));
        order
    }

    /// Who is first.
    pub fn leaders(&self) -> Vec<usize> {
        (0..self.places.len()).filter(|at| self.rank(*at) == 1).collect()
    }

    /// The alternative.
    pub fn member(&self, at: usize) -> usize {
        self.group.members[self.places[at]]
    }

    /// The name of an alternative inside its group.
    pub fn name(&self, problem: &Problem, at: usize) -> String {
        problem.name(self.member(at), &problem.keys_inside())
    }

    /// The scores at these leaf weights.
    pub fn scores(&self, weights: &[f64]) -> Vec<f64> {
        let Some(scorer) = self.group.scorer.as_ref() else { return vec![0.0; self.rows.len()] };
        let mut all = vec![0.0; scorer.alternatives()];
        scorer.score(weights, 1, &mut all);
        self.rows.iter().map(|row| all[*row].clamp(f64::MIN, f64::MAX)).collect()
    }

    /// Differences of scores up to this are ties at these weights.
    pub fn eps(&self, scores: &[f64], weights: &[f64]) -> f64 {
        tolerance(scores.iter().copied()).max(1e-14 * self.group.magnitude(weights))
    }
}
