//! Where many sets tie with the last one that was asked for: those that come first in the order of
//! their options.

use super::BinaryProgram;
use super::branch::{Branch, Kept};
use super::judge::{Judge, Worth};
use super::pool::Pool;

/// Replace those of the pool that tie with the last by the first of all that do. Nothing changes if
/// the search for them needs more than `nodes` branches.
pub(super) fn settle(program: &BinaryProgram, judge: &Judge, pool: &mut Pool, nodes: &mut u64) {
    let (Some(last), Some(wanted)) = (pool.last(), pool.count_of_ties()) else { return };
    if let Some(first) = first_ties(program, judge, last, wanted, nodes) {
        pool.replace_ties(first);
    }
}

/// The first sets that are worth as much as this.
fn first_ties(
    program: &BinaryProgram,
    judge: &Judge,
    last: Worth,
    wanted: usize,
    nodes: &mut u64,
) -> Option<Vec<(Worth, Vec<usize>)>> {
    let (model, domain) = program.narrowed()?;
    let model = model.restricted(&domain);
    let threshold = (last.value - last.tie) * model.scale;
    let mut branch = Branch::new(&model, f64::INFINITY);
    let mut found = Vec::new();
    // The part of each branch that comes later in the order.
    let mut later: Vec<Kept> = Vec::new();
    loop {
        while branch.look(threshold, &mut |_| threshold).is_some() {
            *nodes = nodes.checked_sub(1)?;
            let Some(choice) = branch.undecided().first().copied() else {
                let options = branch.first_options();
                if let Some(worth) = judge.worth(&options)
                    && (worth.value - last.value).abs() <= last.tie
                {
                    found.push((worth, options));
                }
                break;
            };
            let first = branch.domain.of(&model, choice).iter().min().copied()?;
            later.push(branch.split(choice, &[first], true));
        }
        if found.len() >= wanted {
            return Some(found);
        }
        let Some(kept) = later.pop() else { return Some(found) };
        branch.enter(&kept);
    }
}
