//! The tables of a ranking that is explained.

use super::Utastar;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::Scale;
use crate::table::{Table, TableOf};

impl Utastar<'_> {
    /// `weights`: a row per criterion and node, as the command `weights` has them.
    pub fn table(&self) -> Table {
        let tree = &self.problem.tree;
        let weights = self.weights();
        let rows: Vec<usize> = (0..tree.branches.len()).collect();
        let id = |branch: usize| tree.branches[branch].id.clone();
        let siblings = |branch: usize| {
            let parent = tree.branches[branch].parent;
            rows.iter()
                .filter(|other| tree.branches[**other].parent == parent)
                .map(|other| weights[*other])
                .sum::<f64>()
        };
        let ends =
            |branch: usize| tree.branches[branch].leaf.map(|leaf| self.explained.weights[leaf]);
        TableOf::new("weights", &rows)
            .text("criterion", |branch| Some(id(*branch)))
            .text("parent", |branch| tree.branches[*branch].parent.map(id))
            .number("local", |branch| {
                let all = siblings(*branch);
                (all > 0.0).then(|| weights[*branch] / all)
            })
            .number("weight", |branch| Some(weights[*branch]))
            .number("low", |branch| ends(*branch).map(|(low, _)| low))
            .number("high", |branch| ends(*branch).map(|(_, high)| high))
            .text("method", |_| Some("utastar".to_owned()))
            .text("by", |_| None)
            .table()
    }

    /// `values`: a row per criterion and figure at which its value function may bend, from the worst
    /// to the best.
    pub fn values(&self) -> Table {
        let leaves = &self.problem.tree.leaves;
        let rows: Vec<(usize, usize)> = self
            .breakpoints
            .iter()
            .enumerate()
            .flat_map(|(leaf, points)| (0..points.len()).map(move |at| (leaf, at)))
            .collect();
        let level = |(leaf, at): &(usize, usize)| match &leaves[*leaf].scale {
            Some(Scale::Ordinal(_)) => Some(leaves[*leaf].notation(self.breakpoints[*leaf][*at])),
            _ => None,
        };
        TableOf::new("values", &rows)
            .text("criterion", |(leaf, _)| Some(leaves[*leaf].id.clone()))
            .number("figure", |(leaf, at)| Some(self.breakpoints[*leaf][*at]))
            .text("level", level)
            .number("value", |(leaf, at)| {
                let weight = self.explained.weight(*leaf);
                (weight > 0.0).then(|| self.explained.marginals[*leaf][*at] / weight)
            })
            .number("contribution", |(leaf, at)| Some(self.explained.marginals[*leaf][*at]))
            .table()
    }

    /// `references`: a row per alternative of the ranking, the best first.
    pub fn references(&self) -> Table {
        let rows: Vec<usize> = (0..self.alternatives.len()).collect();
        TableOf::new("references", &rows)
            .columns(keys_of(self.problem, &all_keys(self.problem), |at: &usize| {
                self.alternatives[*at]
            }))
            .count("place", |at| Some(self.place(*at)))
            .number("error_over", |at| Some(self.reference(*at).over))
            .number("error_under", |at| Some(self.reference(*at).under))
            .number("score", |at| Some(self.reference(*at).score))
            .table()
    }

    /// `explained`: one row on the whole.
    pub fn summary(&self) -> Table {
        let rows = [()];
        TableOf::new("explained", &rows)
            .count("references", |()| Some(self.alternatives.len()))
            .count("places", |()| Some(self.places.len()))
            .number("delta", |()| Some(self.delta))
            .number("error", |()| Some(self.explained.error))
            .flag("reproduced", |()| Some(self.explained.reproduced))
            .number("kendall", |()| self.kendall)
            .flag("unique", |()| Some(self.explained.unique))
            .table()
    }
}
