//! The tables of a robust study.

use super::{PairRelation, Robust, RobustGroup, Robustness};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::Problem;
use crate::table::{Table, TableOf};

/// A row of `preferences`.
struct Pair {
    a: usize,
    b: usize,
    relation: PairRelation,
}

/// A row of `alternatives`.
struct Standing<'a> {
    alternative: usize,
    robustness: &'a Robustness,
}

impl Robust<'_> {
    fn problem(&self) -> &Problem {
        self.evaluation.problem
    }

    /// An alternative of a group: an index into the problem's.
    pub fn member(&self, group: &RobustGroup, at: usize) -> usize {
        self.problem().groups[group.group].member(group.places[at])
    }

    /// The name of an alternative inside its group.
    pub fn name(&self, group: &RobustGroup, at: usize) -> String {
        self.problem().name(self.member(group, at), &self.problem().keys_inside())
    }

    /// How many rows `preferences` has.
    pub fn pairs(&self) -> usize {
        self.groups
            .iter()
            .map(|group| group.places.len() * group.places.len().saturating_sub(1))
            .sum()
    }

    /// `preferences`: a row per group and ordered pair of eligible alternatives.
    pub fn preferences(&self) -> Table {
        let mut rows: Vec<Pair> = Vec::new();
        for group in &self.groups {
            let m = group.places.len();
            let pairs = (0..m).flat_map(|a| (0..m).filter(move |b| *b != a).map(move |b| (a, b)));
            rows.extend(pairs.map(|(a, b)| Pair {
                a: self.member(group, a),
                b: self.member(group, b),
                relation: group.preference(a, b),
            }));
        }
        let problem = self.problem();
        let inside = problem.keys_inside();
        TableOf::new("preferences", &rows)
            .columns(keys_of(problem, &problem.rank_within, |row: &Pair| row.a))
            .text("a", |row| Some(problem.name(row.a, &inside)))
            .text("b", |row| Some(problem.name(row.b, &inside)))
            .flag("necessary", |row| Some(row.relation.necessary))
            .flag("possible", |row| Some(row.relation.possible))
            .number("min_difference", |row| Some(row.relation.min))
            .number("max_difference", |row| Some(row.relation.max))
            .flag("exact", |row| Some(row.relation.exact))
            .table()
    }

    /// `alternatives`: a row per eligible alternative, by group, then best rank, worst rank and key
    /// order. `potentially_first` counts a tie for first place; `alone` is 1 where it can also be
    /// first by itself, 0 where it never is, and empty where that is not settled.
    pub fn alternatives(&self) -> Table {
        let mut rows: Vec<Standing> = Vec::new();
        for group in &self.groups {
            rows.extend(group.order().into_iter().map(|at| Standing {
                alternative: self.member(group, at),
                robustness: &group.standings[at],
            }));
        }
        let problem = self.problem();
        TableOf::new("alternatives", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Standing| row.alternative))
            .count("rank_best", |row| Some(row.robustness.best.rank))
            .count("rank_worst", |row| Some(row.robustness.worst.rank))
            .flag("potentially_first", |row| Some(row.robustness.potentially_first()))
            .number("max_regret", |row| Some(row.robustness.regret))
            .flag("exact", |row| Some(row.robustness.is_exact()))
            .count("rank_best_reached", |row| Some(row.robustness.best.reached))
            .count("rank_worst_reached", |row| Some(row.robustness.worst.reached))
            .flag("alone", |row| row.robustness.alone)
            .table()
    }
}

impl RobustGroup {
    /// By best rank, then worst rank, then key order.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order
            .sort_by_key(|at| (self.standings[*at].best.rank, self.standings[*at].worst.rank, *at));
        order
    }
}
