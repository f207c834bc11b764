//! How many conditions on the weights can hold at once? A rank is 1 plus the number of rivals that are ahead, so the best rank of an
//! alternative asks how many rivals can fail to be ahead at one and the same weights, and the worst how many can be ahead.
//!
//! The mixed-integer program of Kadzinski, Greco & Slowinski 2012 (doi:10.1016/j.omega.2011.09.003), by branch and bound of our own:
//! minimise the sum of z with row . w + M z >= 0 and z between 0 and 1, z = 0 where a condition holds. A condition may offer several
//! rows (inputs that several criteria share), one of which must hold.

use super::least::Admissible;
use super::model::dot;
use crate::lp::{Relation, Row};
use std::time::{Duration, Instant};

/// Holds if row . w >= 0 (or > 0, where strict) for one of its rows; what is within the tolerance of ties is 0.
pub(super) struct Condition {
    pub(super) rows: Vec<Vec<f64>>,
    /// No admissible weights give its best row less.
    pub(super) low: f64,
    /// None give its best row more.
    pub(super) high: f64,
}

/// The most conditions that hold at once.
pub(super) struct Most {
    /// How many hold at `weights`.
    pub(super) held: usize,
    /// More than this cannot hold at once.
    pub(super) at_most: usize,
    pub(super) weights: Vec<f64>,
}

/// What a node of the search says of a condition.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Open,
    Row(usize),
    Dropped,
}

struct Node {
    /// How many conditions fail at least.
    fail: usize,
    depth: usize,
    says: Vec<Says>,
    /// How much each condition was missed by.
    missed: Vec<f64>,
    weights: Vec<f64>,
}

/// How long to search. Programs are counted where no time is given, so that answers do not depend on the machine.
#[derive(Debug, Clone, Copy)]
pub(in crate::study) enum Effort {
    Programs(usize),
    Time(Duration),
}

impl Effort {
    fn goes_on(self, used: usize, start: Instant) -> bool {
        match self {
            Effort::Programs(most) => used < most,
            Effort::Time(most) => start.elapsed() < most,
        }
    }
}

/// A lead that is nowhere larger than this, relative to the largest difference on any criterion, is none: enough more than the solver's
/// tolerances (1e-9 on each row and bound, which add up) that it cannot find one where there is none.
const NO_LEAD: f64 = 1e-7;

/// The search for one alternative.
pub(super) struct Search<'a> {
    admissible: &'a Admissible,
    conditions: &'a [Condition],
    strict: bool,
    /// By leaf: how large a tie is.
    ties: &'a [f64],
    /// By condition: the greatest entry of its rows, leaf by leaf.
    best_rows: Vec<Vec<f64>>,
    sizes: Vec<f64>,
}

impl<'a> Search<'a> {
    pub(super) fn new(admissible: &'a Admissible, conditions: &'a [Condition], strict: bool, ties: &'a [f64]) -> Search<'a> {
        let best_row = |condition: &Condition| {
            let mut out = condition.rows[0].clone();
            for row in &condition.rows[1..] {
                out.iter_mut().zip(row).for_each(|(best, x)| *best = best.max(*x));
            }
            out
        };
        let size = |condition: &Condition| condition.rows.iter().flatten().fold(0.0, |size: f64, x| size.max(x.abs()));
        let best_rows = conditions.iter().map(best_row).collect();
        Search { admissible, conditions, strict, ties, best_rows, sizes: conditions.iter().map(size).collect() }
    }

    /// Whether a condition holds at these weights.
    pub(super) fn holds(&self, condition: usize, weights: &[f64]) -> bool {
        let eps = dot(self.ties, weights);
        self.conditions[condition].rows.iter().any(|row| {
            let sum = dot(row, weights);
            if self.strict { sum > eps } else { sum >= -eps }
        })
    }

    fn count(&self, weights: &[f64]) -> usize {
        // Of many leaves few have weight.
        let some: Vec<(usize, f64)> = weights.iter().copied().enumerate().filter(|(_, weight)| *weight != 0.0).collect();
        let sum = |row: &[f64]| some.iter().map(|(leaf, weight)| row[*leaf] * weight).sum::<f64>();
        let eps = sum(self.ties);
        let holds = |row: &Vec<f64>| if self.strict { sum(row) > eps } else { sum(row) >= -eps };
        self.conditions.iter().filter(|condition| condition.rows.iter().any(holds)).count()
    }

    /// The most that hold at once, as far as the effort goes. `starts` are weights to look at first.
    pub(super) fn most(&self, starts: &[Vec<f64>], effort: Effort) -> Most {
        let start = Instant::now();
        let total = self.conditions.len();
        let mut best = Most { held: 0, at_most: total, weights: starts.first().cloned().unwrap_or_default() };
        for weights in starts {
            self.look(weights, &mut best);
        }
        let says: Vec<Says> = (0..total).map(|at| if self.never(at) { Says::Dropped } else { Says::Open }).collect();
        let mut open: Vec<Node> = Vec::new();
        // Bounds of nodes that could not be settled.
        let mut unsettled = usize::MAX;
        let mut used = 0;
        let mut waiting = vec![(0, says)];
        loop {
            for (depth, says) in waiting.drain(..) {
                let dropped = says.iter().filter(|says| **says == Says::Dropped).count();
                if total - dropped <= best.held {
                    continue;
                }
                used += 1;
                match self.solve(depth, says, &mut best) {
                    Ok(Some(node)) => open.push(node),
                    Ok(None) => {}
                    Err(()) => unsettled = unsettled.min(dropped),
                }
            }
            open.retain(|node| total - node.fail > best.held);
            let next = (0..open.len()).min_by_key(|at| (open[*at].fail, usize::MAX - open[*at].depth));
            let Some(next) = next.filter(|_| effort.goes_on(used, start)) else { break };
            let node = open.swap_remove(next);
            let worst = (0..total)
                .filter(|at| node.says[*at] == Says::Open && !self.holds(*at, &node.weights))
                .max_by(|a, b| node.missed[*a].total_cmp(&node.missed[*b]).then(b.cmp(a)));
            let Some(at) = worst else {
                unsettled = unsettled.min(node.fail);
                continue;
            };
            let rows = (0..self.conditions[at].rows.len()).map(Says::Row);
            waiting.extend(rows.chain([Says::Dropped]).map(|said| {
                let mut says = node.says.clone();
                says[at] = said;
                (node.depth + 1, says)
            }));
        }
        let fail = open.iter().map(|node| node.fail).fold(unsettled, usize::min);
        best.at_most = best.held.max(total.saturating_sub(fail));
        self.clear(&mut best);
        best
    }

    /// Move the weights to where what holds does so most clearly: a witness that a reader can follow, not one of leads of 1e-7.
    fn clear(&self, best: &mut Most) {
        let held: Vec<usize> = (0..self.conditions.len()).filter(|at| self.holds(*at, &best.weights)).collect();
        if let Some(weights) = self.clearest(&held, &best.weights).filter(|weights| self.count(weights) >= best.held) {
            // Leads too small for the search may come along: what is seen counts.
            best.held = self.count(&weights);
            best.at_most = best.at_most.max(best.held);
            best.weights = weights;
        }
    }

    /// Weights at which the least sum of these conditions' rows is greatest; of several rows of one condition, the best at `near`.
    fn clearest(&self, held: &[usize], near: &[f64]) -> Option<Vec<f64>> {
        let leaves = near.len();
        let size = self.sizes.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let mut program = self.admissible.program(1);
        program.bounds[leaves] = (-1.0, 1.0);
        for at in held {
            let rows = self.conditions[*at].rows.iter();
            let Some(row) = rows.max_by(|a, b| dot(a, near).total_cmp(&dot(b, near))) else { continue };
            let mut coefficients: Vec<f64> = row.iter().map(|x| x / size).collect();
            coefficients.push(-1.0);
            program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound: 0.0 });
        }
        let mut objective = vec![0.0; leaves];
        objective.push(-1.0);
        let x = program.minimise(&objective).ok()?;
        Some(self.admissible.program(0).polish(x[..leaves].to_vec()))
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

    /// A node's program; `None` if nothing meets it, an error if the solver cannot tell.
    fn solve(&self, depth: usize, says: Vec<Says>, best: &mut Most) -> Result<Option<Node>, ()> {
        let leaves = self.best_rows.first().map_or(0, Vec::len);
        let most_tie = self.ties.iter().copied().fold(0.0, f64::max);
        let bound = |at: usize| if self.strict { 2.0 * most_tie + NO_LEAD * self.sizes[at] } else { 0.0 };
        // What always holds needs no row.
        let free: Vec<usize> =
            (0..says.len()).filter(|at| says[*at] == Says::Open && self.conditions[*at].low <= bound(*at)).collect();
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
            if let Says::Row(row) = said {
                add(&self.conditions[at].rows[*row], None, bound(at));
            }
        }
        for (z, at) in free.iter().enumerate() {
            // With z = 1 the row asks nothing.
            let by = bound(*at) - self.conditions[*at].low + 1e-7 * self.sizes[*at];
            add(&self.best_rows[*at], Some((z, by)), bound(*at));
        }
        let mut objective = vec![0.0; leaves];
        objective.resize(leaves + free.len(), 1.0);
        let rough = match program.minimise_roughly(&objective) {
            Ok(x) => x,
            Err(crate::lp::NoAnswer::Infeasible) => return Ok(None),
            Err(_) => return Err(()),
        };
        // Ties are met by the solver within its tolerance only; polishing is dear, so it is done where it can make a difference.
        let nearly = (0..says.len())
            .filter(|at| self.conditions[*at].rows.iter().any(|row| dot(row, &rough[..leaves]) >= -1e-8 * self.sizes[*at]));
        let x = if nearly.count() > best.held { program.polish(rough) } else { rough };
        let mut weights: Vec<f64> = x[..leaves].iter().map(|w| w.max(0.0)).collect();
        let dropped = says.iter().filter(|says| **says == Says::Dropped).count();
        let missed: f64 = x[leaves..].iter().sum();
        let kept: Vec<usize> = (0..says.len()).filter(|at| says[*at] != Says::Dropped).collect();
        if missed < 1e-6 && !kept.iter().all(|at| self.holds(*at, &weights)) {
            // All could hold, and fail by the solver's tolerance only: there is room, or they tie, where they hold most clearly.
            weights = self.clearest(&kept, &weights).filter(|clear| self.count(clear) >= self.count(&weights)).unwrap_or(weights);
        }
        self.look(&weights, best);
        let fail = dropped + (missed - 1e-6).ceil().max(0.0) as usize;
        let mut by = vec![0.0; says.len()];
        free.iter().zip(&x[leaves..]).for_each(|(at, z)| by[*at] = *z);
        Ok(Some(Node { fail, depth, says, missed: by, weights }))
    }
}
