//! What a preference between alternatives asks of the weights, read through the value functions at
//! nominal figures.

use super::constraint::WeightConstraint;
use super::curve::Curve;
use super::decision_problem::Problem;
use super::preference::Preference;
use super::value_function::{fixed, observed};
use crate::error::{Said, both};
use crate::tolerance::VALUE_ROUNDING;

/// By leaf: the sum of coefficient times value over these alternatives.
///
/// # Errors
/// Why an alternative has no value, for a message.
pub(crate) fn differences(problem: &Problem, terms: &[(usize, f64)]) -> Result<Vec<f64>, Said> {
    let leaves = &problem.tree.leaves;
    let fixed: Vec<Option<Curve>> = leaves.iter().map(fixed).collect();
    let mut row = vec![0.0; leaves.len()];
    let mut seen = None;
    for (alternative, coefficient) in terms {
        let of = problem.groups.iter().position(|group| group.members.contains(alternative));
        if *seen.get_or_insert(of) != of && leaves.iter().any(|leaf| leaf.scale.is_none()) {
            return Err(both(
                "alternatives of different groups have no common value on an observed range",
                "alternatieven van verschillende groepen hebben geen gemeenschappelijke waarde op \
                 een waargenomen bereik",
            ));
        }
        let Some(group) = of else {
            return Err(both(
                "no group holds this alternative",
                "dit alternatief zit in geen enkele groep",
            ));
        };
        let competing = problem.alternatives[*alternative].eligible();
        if !competing && fixed.iter().any(Option::is_none) {
            let name = problem.full_name(*alternative);
            return Err(both(
                format!("{name} does not compete, so an observed range gives it no value"),
                format!(
                    "{name} dingt niet mee, zodat een waargenomen bereik het geen waarde geeft"
                ),
            ));
        }
        for (leaf, sum) in row.iter_mut().enumerate() {
            let x = problem.spread(*alternative, leaf).nominal;
            let value = match &fixed[leaf] {
                Some(curve) => curve.at(x),
                None => observed_in(problem, group, leaf).at(x),
            };
            *sum += coefficient * value;
        }
    }
    // What is equal but for rounding is equal.
    row.iter_mut().filter(|d| d.abs() <= VALUE_ROUNDING).for_each(|d| *d = 0.0);
    Ok(row)
}

/// The value function over what the competing alternatives of a group have.
pub(super) fn observed_in(problem: &Problem, group: usize, leaf: usize) -> Curve {
    let members = problem.groups[group].members.iter();
    let competing = members.filter(|member| problem.alternatives[**member].eligible());
    let ends = (f64::INFINITY, f64::NEG_INFINITY);
    let (min, max) = competing
        .map(|member| problem.spread(*member, leaf))
        .fold(ends, |(least, most), spread| (least.min(spread.low), most.max(spread.high)));
    observed(&problem.tree.leaves[leaf], min, max).unwrap_or_else(|| Curve::constant(1.0))
}

/// The constraint on the weights that a preference with these differences is.
pub(crate) fn constraint(problem: &Problem, said: &Preference, row: &[f64]) -> WeightConstraint {
    let sign = if said.equal { 1.0 } else { -1.0 };
    let term = |(leaf, d): (usize, &f64)| Some((problem.tree.branch_of_leaf(leaf)?, sign * d));
    WeightConstraint {
        // Where they are alike the weight does not matter; a preference between siblings stays one
        // between siblings.
        terms: row.iter().enumerate().filter(|(_, d)| **d != 0.0).filter_map(term).collect(),
        constant: said.by,
        equality: said.equal,
        written: said.written.clone(),
        preference: true,
    }
}
