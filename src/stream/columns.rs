//! What methods look at of whole columns, gathered block after block: their ends in one pass, and
//! each sum over them in a pass of its own, because its terms hang on what was found before.
//!
//! Sums run block by block, within each in the order of keys, and in the lanes of [`RunningSum`]: as
//! they do in memory over a table whose keys are in order. The last digit of a sum hangs on its order.

use super::groups::{GroupName, Groups, Snapshot, Wanted, name};
use crate::case::BlockProblem;
use crate::kernel::elementwise::RunningSum;
use crate::method::{FittedTo, SumOfValues};
use crate::problem::{ColumnSums, Direction, Problem};
use crate::value::WholeColumn;
use std::cmp::Ordering;

/// The ends of the columns of one group in one block.
pub(super) struct BlockEnds {
    name: GroupName,
    competing: usize,
    left_out: bool,
    ranges: Vec<(f64, f64)>,
    ends: Vec<(f64, f64)>,
}

/// The members of a group that compete.
fn competing<'a>(problem: &'a Problem, group: usize) -> impl Iterator<Item = usize> + 'a {
    let members = problem.groups()[group].members().iter().copied();
    members.filter(|member| problem.alternatives()[*member].eligible())
}

/// The ends of the columns of a block, group by group. With `all_scored` those that do not compete
/// are scored as well.
pub(super) fn ends(block: &BlockProblem, all_scored: bool) -> Vec<BlockEnds> {
    let problem = &block.problem;
    let leaves = problem.tree().leaves().len();
    let wider = |(least, most): (f64, f64), low: f64, high: f64| (least.min(low), most.max(high));
    let of_group = |group: usize| {
        let none = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut ranges, mut ends) = (vec![none; leaves], vec![none; leaves]);
        for member in competing(problem, group) {
            // What leaves its node widens nothing.
            for leaf in (0..leaves).filter(|leaf| !problem.is_dropped(member, *leaf)) {
                let spread = problem.spread(member, leaf);
                ranges[leaf] = wider(ranges[leaf], spread.low, spread.high);
                ends[leaf] = wider(ends[leaf], spread.nominal, spread.nominal);
            }
        }
        let leaves_out = |member: usize| (0..leaves).any(|leaf| problem.is_dropped(member, leaf));
        let drops = problem.tree().drops_somewhere();
        BlockEnds {
            name: name(problem, &problem.groups()[group]),
            competing: competing(problem, group).count(),
            left_out: drops
                && match all_scored {
                    true => problem.groups()[group].members().iter().any(|it| leaves_out(*it)),
                    false => competing(problem, group).any(leaves_out),
                },
            ranges,
            ends,
        }
    };
    (0..problem.groups().len()).map(of_group).collect()
}

/// Add the ends of a block to what is known.
pub(super) fn add_ends(groups: &mut Groups, block: Vec<BlockEnds>) {
    for own in block {
        let number = groups.number(&own.name, own.ends.len());
        let whole = &mut groups.known[number].whole;
        whole.competing += own.competing;
        whole.left_out |= own.left_out;
        for (known, own) in [(&mut whole.ranges, own.ranges), (&mut whole.ends, own.ends)] {
            for (known, own) in known.iter_mut().zip(own) {
                *known = (known.0.min(own.0), known.1.max(own.1));
            }
        }
    }
}

/// What the figures of one group in one block add to its sums.
pub(super) struct BlockTerms {
    name: GroupName,
    terms: Vec<(Wanted, Vec<f64>)>,
}

/// How many passes the sums take.
pub(super) fn passes(fitted: &[FittedTo]) -> usize {
    let of_one = |fitted: &FittedTo| {
        let own = fitted.normalization.sums_needed()?;
        Some(own + usize::from(fitted.sum.is_some()))
    };
    fitted.iter().filter_map(of_one).max().unwrap_or(0)
}

/// What a block adds to the sums of a pass, group by group, given what was known before it.
pub(super) fn terms(
    block: &mut BlockProblem,
    snapshot: &Snapshot,
    fitted: &[FittedTo],
    pass: usize,
) -> Vec<BlockTerms> {
    snapshot.tell(&mut block.problem);
    let problem = &block.problem;
    let mut wanted: Vec<Wanted> = Vec::new();
    for fitted in fitted {
        // What it takes itself comes first, and sums over its figures when it has all that.
        let of_values = match fitted.normalization.sums_needed().cmp(&Some(pass)) {
            Ordering::Greater => None,
            Ordering::Equal if fitted.sum.is_some() => fitted.sum,
            _ => continue,
        };
        for (leaf, criterion) in problem.tree().leaves().iter().enumerate() {
            let benefit = fitted.all_benefits || criterion.direction != Direction::Min;
            let normalization = fitted.normalization;
            let own = Wanted { normalization, leaf, benefit, of_values };
            if !wanted.contains(&own) {
                wanted.push(own);
            }
        }
    }
    let of_group = |group: usize| {
        let own = &problem.groups()[group];
        let of_column = |wanted: &Wanted| {
            let formula = wanted.normalization;
            let whole = own.whole.as_deref();
            let terms = whole.map_or_else(Vec::new, |whole| {
                let (least, most) = whole.ends[wanted.leaf];
                let sums = whole.sums_of(formula.entry().name, wanted.leaf, wanted.benefit);
                let column = WholeColumn { count: whole.competing, least, most, sums };
                let nominal = |member: usize| problem.spread(member, wanted.leaf).nominal;
                let mut figures: Vec<f64> = competing(problem, group).map(nominal).collect();
                let Some(sum) = wanted.of_values else {
                    let term = formula.term(column, wanted.benefit);
                    return figures.into_iter().map(term).collect();
                };
                let direction = if wanted.benefit { Direction::Max } else { Direction::Min };
                match formula.fit_to(column, &figures, direction, None) {
                    Ok(fitted) => sum.terms(&fitted, &mut figures),
                    // The pass of scores says why, and which row it is.
                    Err(_) => figures.fill(0.0),
                }
                figures
            });
            (*wanted, terms)
        };
        BlockTerms { name: name(problem, own), terms: wanted.iter().map(of_column).collect() }
    };
    (0..problem.groups().len()).map(of_group).collect()
}

/// Add the terms of a block to the sums of a pass.
pub(super) fn add_terms(groups: &mut Groups, block: Vec<BlockTerms>, leaves: usize) {
    for own in block {
        let number = groups.number(&own.name, leaves);
        let adding = &mut groups.known[number].adding;
        for (wanted, terms) in own.terms {
            let at = adding.iter().position(|it| it.0 == wanted).unwrap_or_else(|| {
                adding.push((wanted, RunningSum::default()));
                adding.len() - 1
            });
            adding[at].1.add(&terms, |term| term);
        }
    }
}

/// Keep the sums of a pass that is over.
pub(super) fn finish_sums(groups: &mut Groups) {
    for group in &mut groups.known {
        let all = &mut group.whole.sums;
        for (wanted, sum) in std::mem::take(&mut group.adding) {
            let Wanted { normalization, leaf, benefit, of_values } = wanted;
            let formula = of_values.map_or(normalization.entry().name, SumOfValues::name);
            let same =
                |it: &ColumnSums| it.formula == formula && it.leaf == leaf && it.benefit == benefit;
            let at = all.iter().position(same).unwrap_or_else(|| {
                all.push(ColumnSums { formula, leaf, benefit, sums: Vec::new() });
                all.len() - 1
            });
            all[at].sums.push(sum.total());
        }
    }
}
