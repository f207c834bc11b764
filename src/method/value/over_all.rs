//! Methods that aggregate the values of all criteria at once, in the way that their parameters say.
//! Nodes of the tree give weights and nothing else.

use crate::error::{Error, Result, Said};
use crate::method::by_row::ByRow;
use crate::method::definition::{Definition, Dependence};
use crate::method::prepared::Prepared;
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::method::value::hierarchy::{self, Hierarchy};
use crate::method::value::weighted_sum;
use crate::problem::{Aggregate, Group, Problem};

/// As for the weighted sum: values are those of the criteria's value functions.
pub(super) fn dependence(problem: &Problem, weights: &[f64]) -> Option<Dependence> {
    weighted_sum::Parameters::default().dependence(problem, weights)
}

/// Whether every criterion has a scale of its own.
pub(super) fn is_fixed(problem: &Problem) -> bool {
    weighted_sum::Parameters::default().is_fixed(problem)
}

/// The criteria without a scale of their own.
pub(super) fn lacking_scales(problem: &Problem) -> Vec<usize> {
    weighted_sum::Parameters::default().lacking_scales(problem)
}

/// What a score rests on beside its row: the ends of columns where criteria have no scale.
pub(super) fn by_row(problem: &Problem) -> Option<ByRow> {
    weighted_sum::Parameters::default().by_row(problem)
}

/// Ready for a group.
///
/// # Errors
/// [`Error::Undefined`] where the parameters do not fit the criteria, and for a value below 0 where
/// the aggregate takes none.
pub(super) fn prepare(
    sheet: &Sheet,
    aggregate: &Aggregate,
    problem: &Problem,
    group: &Group,
) -> Result<Prepared> {
    let faults = faults(aggregate, problem);
    if !faults.is_empty() {
        return Err(remedy::unfit(sheet, Said::list(&faults)));
    }
    let hierarchy = Hierarchy::flat(&problem.tree, aggregate);
    let prepared = hierarchy::prepare(sheet, hierarchy, is_fixed(problem), problem, group)?;
    Ok(Prepared { nodes: None, ..prepared })
}

/// What is wrong with an aggregate over all criteria. Weights are not looked at: studies try others,
/// and a capacity that they leave no room for is made monotone, which is said.
fn faults(aggregate: &Aggregate, problem: &Problem) -> Vec<Said> {
    let ids = || problem.tree.leaves.iter().map(|leaf| leaf.id.as_str());
    let mut out = Vec::new();
    if let Aggregate::Choquet { interactions } = aggregate {
        let named = interactions.iter().flat_map(|interaction| &interaction.between);
        let strangers = named.filter(|name| ids().all(|id| id != name.as_str()));
        out.extend(strangers.map(|name| Error::unknown("criterion", name, ids()).said()));
    }
    let children: Vec<(&str, f64)> = ids().map(|id| (id, 0.0)).collect();
    out.extend(aggregate.faults(&children));
    out
}
