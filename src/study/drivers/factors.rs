//! What can vary, parted into independent factors.

use super::weights::Weights;
use crate::draw::plan::WeightsModel;
use crate::problem::Problem;
use crate::study::drivers::request::{By, WeightsChoice};
use std::collections::BTreeMap;

/// Something that varies independently of all other factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Its name in tables: `weights`, `weights:NODE`, `inputs:CRITERION`, an input's id,
    /// `passage:ID` (several joined by `+`), `method`, `normalization`.
    pub name: String,
    /// What varies with it.
    pub what: What,
}

/// What varies with a factor.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The weights of these sibling sets; `node` is the branch above, if it is one set below the
    /// top.
    Weights {
        /// The sets, by number.
        sets: Vec<usize>,
        /// The branch above them.
        node: Option<usize>,
    },
    /// These inputs, which all speak of the criterion or attribute `name`, if one.
    Inputs {
        /// Indices into [`Problem::inputs`], ascending.
        inputs: Vec<usize>,
        /// An index into [`Problem::names`], where the factor is one of those.
        name: Option<usize>,
    },
    /// Which of several methods.
    Method,
    /// Which of several normalizations.
    Normalization,
}

/// The factors of weights. Under the model `nodes` without constraints each set with a choice is
/// drawn by itself, and is a factor; else all weights are one.
pub(super) fn of_weights(
    problem: &Problem,
    weights: &Weights,
    given: WeightsChoice,
) -> Vec<Factor> {
    let free = weights.free();
    if free.is_empty() {
        return Vec::new();
    }
    let alone =
        given == WeightsChoice::Model(WeightsModel::Nodes) && problem.constraints.is_empty();
    if !alone {
        return vec![Factor {
            name: "weights".into(),
            what: What::Weights { sets: free, node: None },
        }];
    }
    let factor = |set: usize| {
        let node = weights.parent(set);
        let name = node.map_or("weights".to_owned(), |node| {
            format!("weights:{}", problem.tree.branches[node].id)
        });
        Factor { name, what: What::Weights { sets: vec![set], node } }
    };
    free.into_iter().map(factor).collect()
}

/// The factors of weights of all groups, from those of each set of weights that groups have. A
/// sibling set is in one of them where there is something to choose in some group.
pub(super) fn joined(of_sets: &[Vec<Factor>]) -> Vec<Factor> {
    let mut out: Vec<Factor> = Vec::new();
    for factor in of_sets.iter().flatten() {
        let known = out.iter_mut().find(|known| known.name == factor.name);
        match (known.map(|known| &mut known.what), &factor.what) {
            (Some(What::Weights { sets, .. }), What::Weights { sets: more, .. }) => {
                sets.extend(more);
                sets.sort_unstable();
                sets.dedup();
            }
            _ => out.push(factor.clone()),
        }
    }
    out
}

/// The factors of inputs, each input being in exactly one, whatever cells it feeds. An input that
/// rests on several passages makes a factor with the others that rest on just the same: to join all
/// that share any passage would soon make one factor of everything.
pub(super) fn of_inputs(problem: &Problem, drawn: &[usize], by: By) -> Vec<Factor> {
    let passages = |input: usize| -> Vec<String> {
        let mut ids = problem.inputs[input]
            .record
            .as_ref()
            .map_or(Vec::new(), |record| record.passages.clone());
        ids.sort();
        ids.dedup();
        ids
    };
    // In the order of their first input; criteria and attributes in the order of their names.
    let mut by_name: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_passage: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    let mut out = Vec::new();
    for input in drawn {
        let ids = if by == By::Passage { passages(*input) } else { Vec::new() };
        if by == By::Input {
            out.push(Factor {
                name: problem.input_id(*input),
                what: What::Inputs { inputs: vec![*input], name: None },
            });
        } else if ids.is_empty() {
            by_name.entry(problem.inputs[*input].name).or_default().push(*input);
        } else {
            match by_passage.iter_mut().find(|(known, _)| *known == ids) {
                Some((_, inputs)) => inputs.push(*input),
                None => by_passage.push((ids, vec![*input])),
            }
        }
    }
    let passage = |(ids, inputs): (Vec<String>, Vec<usize>)| Factor {
        name: format!("passage:{}", ids.join("+")),
        what: What::Inputs { inputs, name: None },
    };
    let named = |(name, inputs): (usize, Vec<usize>)| Factor {
        name: format!("inputs:{}", problem.names[name]),
        what: What::Inputs { inputs, name: Some(name) },
    };
    out.extend(by_passage.into_iter().map(passage));
    out.extend(by_name.into_iter().map(named));
    out
}
