//! Constant criteria: on which all competing alternatives are equal, in every group of two or more.
//!
//! Equal means one crisp figure, or one input (shifted alike), which is the same number for all
//! whatever it turns out to be. Ranges with one middle are not equal, nor are cells of which
//! nothing is known. A criterion that is constant in some groups only is no remark: with few
//! alternatives and few levels that is common.

use crate::evaluate::evaluation::Evaluation;
use crate::problem::Cell;
use crate::study::lint::examined::competing;

/// The constant leaves that have weight.
pub(super) fn constant(evaluation: &Evaluation) -> Vec<usize> {
    let problem = evaluation.problem;
    let groups: Vec<(usize, Vec<usize>)> =
        competing(evaluation).enumerate().filter(|(_, members)| members.len() > 1).collect();
    let one = |leaf: usize| {
        let equal = |members: &Vec<usize>| {
            if let Some(figures) = problem.cells.plain(leaf) {
                return members.iter().all(|member| figures[*member] == figures[members[0]]);
            }
            let first = problem.cell(members[0], leaf);
            members.iter().all(|member| same(first, problem.cell(*member, leaf)))
        };
        // What a group gives no weight to is no part of its answer.
        let mut counting =
            groups.iter().filter(|(group, _)| evaluation.weights.of_group(*group)[leaf] > 0.0);
        let mut any = false;
        counting.all(|(_, members)| {
            any = true;
            equal(members)
        }) && any
    };
    (0..problem.tree.leaves.len()).filter(|leaf| one(*leaf)).collect()
}

fn same(a: &Cell, b: &Cell) -> bool {
    let crisp = a.known && b.known && a.spread.is_crisp() && b.spread.is_crisp();
    (crisp && a.spread.nominal == b.spread.nominal)
        || (a.input == b.input && a.shifts == b.shifts && a.limits == b.limits)
}
