//! The tables of exact shares.

use super::exact::{Exact, Free};
use crate::draw::counts::Estimated;
use crate::draw::share::{ShareBounds, bounds_columns};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::PlaceInGroup;
use crate::table::{Table, TableOf};

/// A row of `acceptability`.
struct RankShare {
    alternative: usize,
    rank: usize,
    share: f64,
}

/// A row of `central_weights`.
struct CentralWeight {
    alternative: usize,
    leaf: usize,
    weight: Option<f64>,
}

/// A row of `pairwise`.
struct Pair {
    a: usize,
    b: usize,
    share: f64,
}

impl Exact<'_> {
    /// What is free, in words.
    pub fn free_words(&self) -> String {
        match self.free {
            Free::Leaves(n) => format!("exact; {n} leaf weights free"),
            Free::TopNodes => {
                "exact; three top weights free, those inside fixed at the case's".to_owned()
            }
        }
    }

    fn member(&self, group: usize, place: PlaceInGroup) -> usize {
        self.evaluation.problem.groups[group].member(place)
    }

    /// Whether rank acceptabilities are exact too: where three weights are free.
    pub fn has_ranks(&self) -> bool {
        self.groups.iter().all(|group| group.areas.is_some())
    }

    /// `acceptability`, with standard errors of 0.
    pub fn table(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<RankShare> = Vec::new();
        for group in &self.groups {
            let m = group.places.len();
            let Some(areas) = &group.areas else { continue };
            for at in 0..m {
                rows.extend((0..m).map(|rank| RankShare {
                    alternative: self.member(group.group, group.places[at]),
                    rank: rank + 1,
                    share: areas.ranks[at * m + rank],
                }));
            }
        }
        TableOf::new("acceptability", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &RankShare| row.alternative))
            .count("rank", |row| Some(row.rank))
            .columns(|table, rows| self.exact_columns(table, rows.iter().map(|row| row.share)))
            .table()
    }

    /// `central_weights`.
    pub fn central_weights(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<CentralWeight> = Vec::new();
        for group in &self.groups {
            let Some(areas) = &group.areas else { continue };
            for (at, place) in group.places.iter().enumerate() {
                let alternative = self.member(group.group, *place);
                for leaf in 0..problem.tree.leaves.len() {
                    let weight = |point: [f64; 3]| {
                        let of = |(free, leaves): (usize, &Vec<(usize, f64)>)| {
                            leaves
                                .iter()
                                .find(|(at, _)| *at == leaf)
                                .map(|(_, share)| share * point[free])
                        };
                        group.stands_for.iter().enumerate().find_map(of).unwrap_or(0.0)
                    };
                    let weight = areas.central[at].map(weight);
                    rows.push(CentralWeight { alternative, leaf, weight });
                }
            }
        }
        TableOf::new("central_weights", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &CentralWeight| row.alternative))
            .text("criterion", |row| Some(problem.tree.leaves[row.leaf].id.clone()))
            .number("weight", |row| row.weight)
            .number("std_error", |row| row.weight.map(|_| 0.0))
            .table()
    }

    /// `pairwise`.
    pub fn pairwise(&self) -> Table {
        let problem = self.evaluation.problem;
        let inside = problem.keys_inside();
        let mut rows: Vec<Pair> = Vec::new();
        for group in &self.groups {
            let m = group.places.len();
            for (a, b) in (0..m).flat_map(|a| (0..m).map(move |b| (a, b))).filter(|(a, b)| a != b) {
                let member = |at: usize| self.member(group.group, group.places[at]);
                let share = group.pairwise[a * m + b];
                rows.push(Pair { a: member(a), b: member(b), share });
            }
        }
        TableOf::new("pairwise", &rows)
            .columns(keys_of(problem, &problem.rank_within, |row: &Pair| row.a))
            .text("a", |row| Some(problem.name(row.a, &inside)))
            .text("b", |row| Some(problem.name(row.b, &inside)))
            .columns(|table, rows| self.exact_columns(table, rows.iter().map(|row| row.share)))
            .table()
    }

    fn exact_columns(&self, table: Table, shares: impl Iterator<Item = f64> + Clone) -> Table {
        let words = self.free_words();
        let single = |value: f64| Some(ShareBounds::single(Estimated { value, std_error: 0.0 }));
        bounds_columns(table, shares.clone().map(single).collect())
            .text("weights", shares.map(|_| Some(words.clone())))
    }
}
