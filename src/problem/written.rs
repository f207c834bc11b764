//! How a problem writes what it holds: names, and figures in cell notation.

use super::criterion::number;
use super::decision_problem::Problem;
use super::input::Input;
use super::quantity::{Quantity, Spread};

/// One figure, or the ends of a range.
fn range(spread: Spread, n: impl Fn(f64) -> String) -> String {
    if spread.is_crisp() {
        n(spread.nominal)
    } else {
        format!("{}..{}", n(spread.low), n(spread.high))
    }
}

impl Problem {
    /// The name of an alternative over the given keys: its values' ids joined by `/`.
    pub fn name(&self, alternative: usize, keys: &[usize]) -> String {
        let values = &self.alternatives[alternative].values;
        keys.iter()
            .map(|key| &*self.keys[*key].values[values[*key]].id)
            .collect::<Vec<_>>()
            .join("/")
    }

    /// The name of an alternative over all keys, as `--of` takes it.
    pub fn full_name(&self, alternative: usize) -> String {
        self.name(alternative, &(0..self.keys.len()).collect::<Vec<_>>())
    }

    /// The name of a group: the ids of its values of the keys that make groups, joined by `/`. Empty
    /// where there is one group of everything.
    pub fn group_name(&self, group: usize) -> String {
        let first = self.groups[group].members.first();
        first.map(|member| self.name(*member, &self.rank_within)).unwrap_or_default()
    }

    /// The id of an input: `criterion@key=value,...` over the keys its row has.
    pub fn input_id(&self, input: usize) -> String {
        let input = &self.inputs[input];
        let keys = self.rows[input.row]
            .iter()
            .map(|(key, value)| {
                format!("{}={}", self.keys[*key].id, self.keys[*key].values[*value].id)
            })
            .collect::<Vec<_>>();
        format!("{}@{}", self.names[input.name], keys.join(","))
    }

    /// What an alternative gets on a leaf, in cell notation. A distribution that was shifted by one
    /// known amount keeps its form where it can; else its range is given.
    pub fn performance(&self, alternative: usize, leaf: usize) -> String {
        let criterion = &self.tree.leaves[leaf];
        let Some(cell) = self.cells.listed(alternative, leaf, self.tree.leaves.len()) else {
            return range(self.spread(alternative, leaf), |x| criterion.notation(x));
        };
        if !cell.known {
            return "?".into();
        }
        let by: f64 = cell.shifts.iter().map(|shift| shift.nominal).sum();
        let sure = cell.shifts.iter().all(|shift| self.inputs.spread(shift.input).is_crisp());
        let n = |x: f64| criterion.notation(x);
        let moved = if sure { self.inputs.one(cell.input).quantity.written(by, n) } else { None };
        moved.unwrap_or_else(|| range(cell.spread, n))
    }

    /// What an input says, in cell notation.
    pub fn written(&self, input: usize) -> String {
        let Input { name, quantity, spread, .. } = &self.inputs[input];
        let n =
            |x: f64| self.tree.leaves.get(*name).map_or_else(|| number(x), |leaf| leaf.notation(x));
        match quantity {
            Quantity::Unknown | Quantity::AnyOf(_) => "?".into(),
            Quantity::Text(text) => text.clone(),
            quantity => quantity.written(0.0, n).unwrap_or_else(|| range(*spread, n)),
        }
    }

    /// A figure of an input in cell notation: the level, the number or, of a text that is not
    /// known, the text it stands for.
    pub fn notation(&self, input: usize, x: f64) -> String {
        let Input { name, quantity, .. } = &self.inputs[input];
        match (
            quantity.texts().and_then(|texts| texts.get(x.round().max(0.0) as usize)),
            self.tree.leaves.get(*name),
        ) {
            (Some(text), _) => text.clone(),
            (None, Some(leaf)) => leaf.notation(x),
            (None, None) => number(x),
        }
    }
}
