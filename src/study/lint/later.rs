//! Figures later than the case: a judgement of then cannot rest on what was known only afterwards.

use crate::problem::Problem;
use std::collections::BTreeMap;

/// The figures of one criterion or attribute that are later than the case.
#[derive(Debug, Clone, PartialEq)]
pub struct Later {
    /// The criterion or attribute: an index into [`Problem::names`].
    pub name: usize,
    /// The inputs, in the order of the tables.
    pub inputs: Vec<usize>,
}

/// The figures that are later than `as_of`, by criterion and attribute; unknown ones say nothing.
pub(super) fn later(problem: &Problem, as_of: &str) -> Vec<Later> {
    let mut by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, input) in problem.inputs.listed() {
        if !input.quantity.is_unknown()
            && input.record.as_ref().is_some_and(|record| record.is_later(as_of))
        {
            by.entry(input.name).or_default().push(index);
        }
    }
    by.into_iter().map(|(name, inputs)| Later { name, inputs }).collect()
}
