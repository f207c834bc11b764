//! How many conditions on the weights can hold at once? A rank is 1 plus the number of rivals that
//! are ahead, so the best rank of an alternative asks how many rivals can fail to be ahead at one
//! and the same weights, and the worst how many can be ahead.
//!
//! The mixed-integer program of Kadzinski, Greco & Slowinski 2012
//! (doi:10.1016/j.omega.2011.09.003), by branch and bound of our own: minimise the sum of z with
//! row . w + M z >= 0 and z between 0 and 1, z = 0 where a condition holds. A condition may offer
//! several rows (inputs that several criteria share), one of which must hold. Which conditions
//! never hold, and which always do, is known from the leads of single pairs; only the others enter.
//! On few criteria the weights are parted too ([`crate::proof::simplices`]): the smaller the part, the
//! smaller M may be, and the nearer the bound.

use crate::lp::{NoAnswer, Relation, Row, dot};
use crate::proof::least::AdmissibleWeights;
use crate::proof::search::{Condition, ConditionState, NodeSolution, Search};
use crate::proof::simplex::{Simplex, split};
use crate::tolerance::WHOLE;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use std::time::Instant;

/// The most conditions that hold at once.
pub(crate) struct Most {
    /// How many hold at `weights`.
    pub(crate) held: usize,
    /// More than this cannot hold at once.
    pub(crate) at_most: usize,
    pub(crate) weights: Vec<f64>,
}

/// A part of the search: fewest failing first, then deepest, then first made.
type Place = Reverse<(usize, Reverse<usize>, usize)>;

struct Node {
    /// How many conditions fail at least.
    fail: usize,
    depth: usize,
    says: Vec<ConditionState>,
    cell: Option<Arc<Simplex>>,
    /// How to part it; `None` where nothing is left to part by.
    by: Option<By>,
}

enum By {
    Condition(usize),
    Edge(usize, usize),
}

/// How long to search. What is counted where no time is given does not depend on the machine:
/// entries of rows looked at, and programs given to the general solver.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Effort {
    Counted { entries: u64, programs: usize },
    Until(Instant),
}

/// What was spent.
#[derive(Default)]
struct Spent {
    entries: u64,
    programs: usize,
}

impl Effort {
    /// To the end.
    pub(crate) const ALL: Effort = Effort::Counted { entries: u64::MAX, programs: usize::MAX };

    fn goes_on(self, spent: &Spent) -> bool {
        match self {
            Effort::Counted { entries, programs } => {
                spent.entries < entries && spent.programs < programs
            }
            Effort::Until(end) => Instant::now() < end,
        }
    }

    /// Whether there is time left, where that counts.
    pub(crate) fn is_over(self) -> bool {
        matches!(self, Effort::Until(end) if Instant::now() >= end)
    }
}

/// A lead that is nowhere larger than this, relative to the largest difference on any criterion, is
/// none: enough more than the solver's tolerances (1e-9 on each row and bound, which add up) that
/// it cannot find one where there is none.
const NO_LEAD: f64 = 1e-7;

/// A row is in the way if it falls short of what is reached by more than this, on a scale where the
/// largest difference is 1; less would add rows for rounding.
const IN_THE_WAY: f64 = 1e-12;

/// With z = 1 a row asks this much less than nothing, counted in its largest difference, so that
/// the solver's tolerance cannot make it bind.
const SPARE: f64 = 1e-7;

/// A row that misses 0 by no more than this, counted in its largest difference, may be a tie that
/// the solver met within its tolerance.
const NEARLY: f64 = 1e-8;

/// With more conditions than this that fail where the bound stands, the weights are parted; else by
/// whether one of them holds.
const FEW: usize = 4;

impl<'a> Search<'a> {
    pub(crate) fn new(
        admissible: &'a AdmissibleWeights,
        conditions: &'a [Condition],
        strict: bool,
        ties: &'a [f64],
    ) -> Search<'a> {
        let size = |condition: &Condition| {
            condition.rows.iter().flatten().fold(0.0, |size: f64, x| size.max(x.abs()))
        };
        let most_tie = ties.iter().copied().fold(0.0, f64::max);
        Search {
            admissible,
            conditions,
            strict,
            ties,
            sizes: conditions.iter().map(size).collect(),
            most_tie,
        }
    }

    /// Whether a condition holds at these weights.
    pub(crate) fn holds(&self, condition: usize, weights: &[f64]) -> bool {
        let eps = dot(self.ties, weights);
        self.conditions[condition].rows.iter().any(|row| {
            let sum = dot(row, weights);
            if self.strict { sum > eps } else { sum >= -eps }
        })
    }

    fn count(&self, weights: &[f64]) -> usize {
        // Of many leaves few have weight.
        let some: Vec<(usize, f64)> =
            weights.iter().copied().enumerate().filter(|(_, weight)| *weight != 0.0).collect();
        let sum = |row: &[f64]| some.iter().map(|(leaf, weight)| row[*leaf] * weight).sum::<f64>();
        let eps = sum(self.ties);
        let holds = |row: &Vec<f64>| if self.strict { sum(row) > eps } else { sum(row) >= -eps };
        self.conditions.iter().filter(|condition| condition.rows.iter().any(holds)).count()
    }

    /// What the best row of a condition must reach, as the search sees it.
    pub(crate) fn threshold(&self, at: usize) -> f64 {
        if self.strict { 2.0 * self.most_tie + NO_LEAD * self.sizes[at] } else { 0.0 }
    }

    /// The most that hold at once, as far as the effort goes. `starts` are weights to look at
    /// first.
    pub(crate) fn most(&self, starts: &[Vec<f64>], effort: Effort) -> Most {
        let total = self.conditions.len();
        let mut best =
            Most { held: 0, at_most: total, weights: starts.first().cloned().unwrap_or_default() };
        for weights in starts {
            self.look(weights, &mut best);
        }
        let says: Vec<ConditionState> = (0..total)
            .map(|at| if self.never(at) { ConditionState::Dropped } else { ConditionState::Open })
            .collect();
        let mut open: BinaryHeap<Place> = BinaryHeap::new();
        let mut nodes: Vec<Option<Node>> = Vec::new();
        // Bounds of nodes that could not be settled.
        let mut unsettled = usize::MAX;
        let mut spent = Spent::default();
        let mut waiting = vec![(0, says, self.admissible.root().cloned())];
        loop {
            for (depth, mut says, cell) in waiting.drain(..) {
                let dropped = |says: &[ConditionState]| {
                    says.iter().filter(|says| **says == ConditionState::Dropped).count()
                };
                if total - dropped(&says) <= best.held {
                    continue;
                }
                // When the time is up nothing more is asked; what is known of the part holds.
                if effort.is_over() {
                    unsettled = unsettled.min(dropped(&says));
                    continue;
                }
                let found = match cell
                    .as_ref()
                    .map(|cell| self.in_cell(cell, &mut says, &mut spent.entries))
                {
                    Some(Ok(found)) => Ok(found),
                    // What holds for all weights holds for the cell.
                    Some(Err(())) | None => {
                        spent.programs += 1;
                        self.solve(&says, &best)
                    }
                };
                let dropped = dropped(&says);
                match found {
                    Ok(Some(NodeSolution { missed, mut weights, by })) => {
                        let kept: Vec<usize> =
                            (0..total).filter(|at| says[*at] != ConditionState::Dropped).collect();
                        self.look(&weights, &mut best);
                        if missed < WHOLE && kept.len() > best.held {
                            // All could hold, and fail by the tolerance only: there is room, or
                            // they tie, where they hold most clearly.
                            spent.entries += 50 * (kept.len() * self.ties.len()) as u64;
                            let clear = self.clearest(&kept, &weights);
                            weights = clear
                                .filter(|clear| self.count(clear) >= self.count(&weights))
                                .unwrap_or(weights);
                        }
                        self.look(&weights, &mut best);
                        let fail = dropped + (missed - WHOLE).ceil().max(0.0) as usize;
                        if total.saturating_sub(fail) <= best.held {
                            continue;
                        }
                        let by = self.parted_by(&says, &weights, &by, cell.as_deref());
                        open.push(Reverse((fail, Reverse(depth), nodes.len())));
                        nodes.push(Some(Node { fail, depth, says, cell, by }));
                    }
                    Ok(None) => {}
                    Err(()) => unsettled = unsettled.min(dropped),
                }
            }
            if !effort.goes_on(&spent) {
                break;
            }
            let Some(Reverse((.., at))) = open.pop() else { break };
            let Some(node) = nodes[at].take().filter(|node| total - node.fail > best.held) else {
                continue;
            };
            let deeper = node.depth + 1;
            match (node.by, &node.cell) {
                (Some(By::Condition(at)), _) => {
                    let rows = (0..self.conditions[at].rows.len())
                        .map(|row| ConditionState::Row(u16::try_from(row).unwrap_or(u16::MAX)));
                    waiting.extend(rows.chain([ConditionState::Dropped]).map(|said| {
                        let mut says = node.says.clone();
                        says[at] = said;
                        (deeper, says, node.cell.clone())
                    }));
                }
                (Some(By::Edge(a, b)), Some(cell)) => {
                    waiting.extend(
                        split(cell, a, b)
                            .map(|half| (deeper, node.says.clone(), Some(Arc::new(half)))),
                    );
                }
                _ => unsettled = unsettled.min(node.fail),
            }
        }
        let fail = nodes.iter().flatten().map(|node| node.fail).fold(unsettled, usize::min);
        best.at_most = best.held.max(total.saturating_sub(fail));
        if !effort.is_over() {
            self.clear(&mut best);
        }
        best
    }

    /// How to part a node whose bound stands at these weights.
    fn parted_by(
        &self,
        says: &[ConditionState],
        weights: &[f64],
        missed: &[f64],
        cell: Option<&Simplex>,
    ) -> Option<By> {
        let failing: Vec<usize> = (0..says.len())
            .filter(|at| says[*at] == ConditionState::Open && !self.holds(*at, weights))
            .collect();
        if failing.len() > FEW
            && let Some((a, b)) = cell.and_then(|cell| self.widest(cell, says))
        {
            return Some(By::Edge(a, b));
        }
        failing
            .into_iter()
            .max_by(|a, b| missed[*a].total_cmp(&missed[*b]).then(b.cmp(a)))
            .map(By::Condition)
    }

    /// Move the weights to where what holds does so most clearly: a witness that a reader can
    /// follow, not one of leads of 1e-7.
    fn clear(&self, best: &mut Most) {
        let held: Vec<usize> =
            (0..self.conditions.len()).filter(|at| self.holds(*at, &best.weights)).collect();
        if let Some(weights) =
            self.clearest(&held, &best.weights).filter(|weights| self.count(weights) >= best.held)
        {
            // Leads too small for the search may come along: what is seen counts.
            best.held = self.count(&weights);
            best.at_most = best.at_most.max(best.held);
            best.weights = weights;
        }
    }

    /// Weights at which the least sum of these conditions' rows is greatest; of several rows of one
    /// condition, the best at `near`. Few rows stand where that is, so rows are added only once
    /// they are seen to be in the way.
    fn clearest(&self, held: &[usize], near: &[f64]) -> Option<Vec<f64>> {
        let leaves = near.len();
        let size = self.sizes.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let best = |at: &usize| {
            let rows = self.conditions[*at].rows.iter();
            rows.max_by(|a, b| dot(a, near).total_cmp(&dot(b, near)))
        };
        let rows: Vec<&Vec<f64>> = held.iter().filter_map(best).collect();
        let mut program = self.admissible.program(1);
        program.bounds[leaves] = (-1.0, 1.0);
        let mut objective = vec![0.0; leaves];
        objective.push(-1.0);
        let mut taken = vec![false; rows.len()];
        let (mut x, mut reached) = (near.to_vec(), f64::INFINITY);
        for _ in 0..rows.len() + 1 {
            let mut short: Vec<(f64, usize)> = (0..rows.len())
                .filter(|at| !taken[*at])
                .map(|at| (dot(rows[at], &x) / size, at))
                .filter(|(sum, _)| *sum < reached - IN_THE_WAY)
                .collect();
            if short.is_empty() {
                break;
            }
            short.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for (_, at) in short.into_iter().take(2 * leaves.min(64)) {
                taken[at] = true;
                let mut coefficients: Vec<f64> = rows[at].iter().map(|x| x / size).collect();
                coefficients.push(-1.0);
                program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound: 0.0 });
            }
            x = program.minimise_roughly(&objective).ok()?;
            reached = x.pop()?;
        }
        if reached.is_finite() {
            x.push(reached);
            x = program.polish(x);
            x.truncate(leaves);
        }
        Some(self.admissible.program(0).polish(x))
    }

    fn look(&self, weights: &[f64], best: &mut Most) {
        if self.count(weights) <= best.held {
            return;
        }
        // What is told must be admissible to the last digits.
        let weights = self.admissible.program(0).polish(weights.to_vec());
        let held = self.count(&weights);
        if held > best.held {
            (best.held, best.weights) = (held, weights);
        }
    }

    fn never(&self, at: usize) -> bool {
        self.conditions[at].high < 0.0 || (self.strict && self.conditions[at].high <= 0.0)
    }

    /// The greatest entry of a condition's rows, leaf by leaf.
    fn best_row(&self, at: usize) -> Vec<f64> {
        let rows = &self.conditions[at].rows;
        let mut out = rows[0].clone();
        for row in &rows[1..] {
            out.iter_mut().zip(row).for_each(|(best, x)| *best = best.max(*x));
        }
        out
    }

    /// A node's program by the general solver, as it is needed over many leaves; `None` if nothing
    /// meets it, an error if the solver cannot tell.
    fn solve(&self, says: &[ConditionState], best: &Most) -> Result<Option<NodeSolution>, ()> {
        let leaves = self.ties.len();
        let bound = |at: usize| self.threshold(at);
        // What always holds needs no row.
        let free: Vec<usize> = (0..says.len())
            .filter(|at| {
                says[*at] == ConditionState::Open && self.conditions[*at].low <= bound(*at)
            })
            .collect();
        let mut program = self.admissible.program(free.len());
        let mut add = |row: &[f64], z: Option<(usize, f64)>, bound: f64| {
            let mut coefficients = row.to_vec();
            coefficients.resize(leaves + free.len(), 0.0);
            if let Some((z, by)) = z {
                coefficients[leaves + z] = by;
            }
            program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound });
        };
        for (at, said) in says.iter().enumerate() {
            if let ConditionState::Row(row) = said {
                add(&self.conditions[at].rows[usize::from(*row)], None, bound(at));
            }
        }
        for (z, at) in free.iter().enumerate() {
            // With z = 1 the row asks nothing.
            let by = bound(*at) - self.conditions[*at].low + SPARE * self.sizes[*at];
            add(&self.best_row(*at), Some((z, by)), bound(*at));
        }
        let mut objective = vec![0.0; leaves];
        objective.resize(leaves + free.len(), 1.0);
        let rough = match program.minimise_roughly(&objective) {
            Ok(x) => x,
            Err(NoAnswer::Infeasible) => return Ok(None),
            Err(_) => return Err(()),
        };
        // Ties are met by the solver within its tolerance only; polishing is dear, so it is done
        // where it can make a difference.
        let nearly = (0..says.len()).filter(|at| {
            self.conditions[*at]
                .rows
                .iter()
                .any(|row| dot(row, &rough[..leaves]) >= -NEARLY * self.sizes[*at])
        });
        let x = if nearly.count() > best.held { program.polish(rough) } else { rough };
        let weights: Vec<f64> = x[..leaves].iter().map(|w| w.max(0.0)).collect();
        let mut by = vec![0.0; says.len()];
        free.iter().zip(&x[leaves..]).for_each(|(at, z)| by[*at] = *z);
        Ok(Some(NodeSolution { missed: x[leaves..].iter().sum(), weights, by }))
    }
}
