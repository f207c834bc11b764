//! Which judgements could be unknown together, as far as is known: a 0/1 program by branch and
//! bound on its linear relaxation.
//!
//! A judgement that meets no other in a cell is a column of its own, 1 where it is unknown.
//! Judgements that hang together cost what they cost together: each set of them is a column, of
//! which one at most is chosen. Rows: not all of a part that breaks the proof; at some weights, the
//! costs may not exceed what there is to lose; and, of the k costliest, no more than fit (extended
//! covers, Balas 1975, doi:10.1007/BF01580440). Programs are counted, not timed, so that answers do
//! not depend on the machine.

use crate::lp::{NoAnswer, Program, Relation, Row};
use crate::tolerance::WHOLE;

/// Programs for one claim.
const PROGRAMS: usize = 1_000;

pub(super) struct Master {
    size: usize,
    /// The judgements that each column makes unknown.
    columns: Vec<Vec<usize>>,
    rows: Vec<Row>,
    left: usize,
}

impl Master {
    /// Over so many judgements. Those of a part with a table hang together: its columns are all
    /// their sets but the empty one.
    pub(super) fn new(size: usize, tables: &[&[usize]]) -> Master {
        let mut columns: Vec<Vec<usize>> = (0..size)
            .filter(|at| !tables.iter().any(|it| it.contains(at)))
            .map(|at| vec![at])
            .collect();
        let mut rows = Vec::new();
        for members in tables {
            let from = columns.len();
            columns.extend((1..1usize << members.len()).map(|set| of_set(members, set)));
            rows.push((from, columns.len()));
        }
        let all = columns.len();
        let one = |(from, to): (usize, usize)| Row {
            coefficients: (0..all)
                .map(|at| f64::from(u8::from((from..to).contains(&at))))
                .collect(),
            relation: Relation::AtMost,
            bound: 1.0,
        };
        Master { size, columns, rows: rows.into_iter().map(one).collect(), left: PROGRAMS }
    }

    fn add(&mut self, coefficients: Vec<f64>, bound: f64) {
        let row = Row { coefficients, relation: Relation::AtMost, bound };
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }

    /// These may not all be unknown.
    pub(super) fn add_broken(&mut self, part: &[usize]) {
        let row = self
            .columns
            .iter()
            .map(|column| column.iter().filter(|at| part.contains(at)).count() as f64)
            .collect();
        self.add(row, part.len() as f64 - 1.0);
    }

    /// The sum of the columns' costs is at most `room`; `fits` says it to the last digit. `cost` is
    /// that of the judgements of a column.
    pub(super) fn add_costs(
        &mut self,
        cost: &dyn Fn(&[usize]) -> f64,
        room: f64,
        fits: &dyn Fn(f64) -> bool,
    ) {
        let costs: Vec<f64> = self.columns.iter().map(|column| cost(column).max(0.0)).collect();
        let mut order: Vec<usize> = (0..costs.len()).filter(|at| costs[*at] > 0.0).collect();
        if order.is_empty() || fits(costs.iter().sum()) {
            return;
        }
        self.add(costs.clone(), room);
        order.sort_by(|a, b| costs[*b].total_cmp(&costs[*a]).then(a.cmp(b)));
        // Of the costliest `many`, the cheapest are the most that fit.
        let fit = |many: usize| {
            let mut sum = 0.0;
            let cheapest = order[..many].iter().rev();
            let fitting = cheapest.take_while(|at| {
                sum += costs[**at];
                fits(sum)
            });
            fitting.count()
        };
        let counts: Vec<usize> = (1..=order.len()).map(fit).collect();
        for many in 1..=order.len() {
            let (most, next) = (counts[many - 1], counts.get(many));
            // A longer list of which no more fit says it all.
            if most < many && next != Some(&most) {
                let row = (0..costs.len())
                    .map(|at| f64::from(u8::from(order[..many].contains(&at))))
                    .collect();
                self.add(row, most as f64);
            }
        }
    }

    /// So many judgements that could be unknown together; `None` if there are not so many.
    ///
    /// # Errors
    /// Where the programs allowed are used up.
    pub(super) fn propose(&mut self, goal: usize) -> Result<Option<Vec<bool>>, ()> {
        let all = self.columns.len();
        let worth: Vec<f64> = self.columns.iter().map(|column| -(column.len() as f64)).collect();
        let mut waiting = vec![vec![(0.0, 1.0); all]];
        while let Some(bounds) = waiting.pop() {
            self.left = self.left.checked_sub(1).ok_or(())?;
            let program = Program { bounds: bounds.clone(), rows: self.rows.clone() };
            let found = match program.minimise_roughly(&worth) {
                Ok(found) => found,
                Err(NoAnswer::Infeasible) => continue,
                Err(_) => return Err(()),
            };
            let most: f64 = found.iter().zip(&worth).map(|(x, worth)| -x * worth).sum();
            if most < goal as f64 - WHOLE {
                continue;
            }
            let part = |at: &usize| (found[*at] - found[*at].round()).abs();
            let next = (0..all)
                .max_by(|a, b| part(a).total_cmp(&part(b)).then(b.cmp(a)))
                .filter(|at| part(at) > WHOLE);
            let Some(next) = next else {
                let mut unknown = vec![false; self.size];
                let chosen = self.columns.iter().zip(&found).filter(|(_, x)| **x > 0.5);
                chosen.flat_map(|(column, _)| column).for_each(|at| unknown[*at] = true);
                return Ok(Some(unknown));
            };
            for end in [0.0, 1.0] {
                let mut bounds = bounds.clone();
                bounds[next] = (end, end);
                waiting.push(bounds);
            }
        }
        Ok(None)
    }
}

/// The members whose bits are set.
pub(super) fn of_set(members: &[usize], set: usize) -> Vec<usize> {
    members.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, at)| *at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty that cost the same, of which eight fit: the covers settle it without a search.
    #[test]
    fn equal_costs_need_no_search() {
        let mut master = Master::new(20, &[]);
        master.add_costs(&|_| 0.1, 0.85, &|sum| sum <= 0.85);
        assert_eq!(master.propose(8).unwrap().unwrap().iter().filter(|u| **u).count(), 8);
        assert_eq!(master.propose(9), Ok(None));
        assert!(master.left > PROGRAMS - 5);
    }

    /// Against all subsets: random costs at several weights, and parts that break the proof.
    #[test]
    fn as_many_as_the_best_of_all_subsets() {
        let mut state = 11u64;
        let mut unit = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        for _ in 0..60 {
            let n = 3 + (unit() * 7.0) as usize;
            // Two that hang together, and cost the dearer of the two.
            let pair: &[usize] = if n.is_multiple_of(2) { &[0, 2] } else { &[] };
            let tables = if pair.is_empty() { vec![] } else { vec![pair] };
            let mut master = Master::new(n, &tables);
            let lists: Vec<(Vec<f64>, f64)> = (0..3)
                .map(|_| ((0..n).map(|_| (unit() * 4.0).floor() * 0.25).collect(), unit() * 1.5))
                .collect();
            let cost = |costs: &[f64], set: &[usize]| {
                let dearest = set
                    .iter()
                    .filter(|at| pair.contains(at))
                    .map(|at| costs[*at])
                    .fold(0.0, f64::max);
                dearest
                    + set.iter().filter(|at| !pair.contains(at)).map(|at| costs[*at]).sum::<f64>()
            };
            let part: Vec<usize> = (0..n).filter(|_| unit() < 0.4).collect();
            for (costs, room) in &lists {
                master.add_costs(&|set| cost(costs, set), *room, &|sum| sum <= *room);
            }
            if !part.is_empty() {
                master.add_broken(&part);
            }
            let allowed = |set: usize| {
                let has = |at: usize| set >> at & 1 == 1;
                let members: Vec<usize> = (0..n).filter(|at| has(*at)).collect();
                let sum = |costs: &[f64]| cost(costs, &members);
                lists.iter().all(|(costs, room)| sum(costs) <= *room)
                    && (part.is_empty() || !part.iter().all(|at| has(*at)))
            };
            let most = (0..1usize << n)
                .filter(|set| allowed(*set))
                .map(|set| set.count_ones() as usize)
                .max()
                .unwrap();
            assert!(master.propose(most).unwrap().is_some());
            assert_eq!(master.propose(most + 1), Ok(None));
        }
    }
}
