//! The tables of exact shares.

use super::exact::{Exact, Free};
use crate::draw::counts::Estimated;
use crate::draw::share::{ShareBounds, bounds_columns};
use crate::evaluate::keys::{all_keys, key_columns};
use crate::problem::Place;
use crate::table::Table;

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

    fn member(&self, group: usize, place: Place) -> usize {
        self.evaluation.problem.groups[group].member(place)
    }

    /// Whether rank acceptabilities are exact too: where three weights are free.
    pub fn has_ranks(&self) -> bool {
        self.groups.iter().all(|group| group.areas.is_some())
    }

    /// `acceptability`, with standard errors of 0.
    pub fn table(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<(usize, usize, f64)> = Vec::new();
        for group in &self.groups {
            let m = group.places.len();
            let Some(areas) = &group.areas else { continue };
            for at in 0..m {
                rows.extend((0..m).map(|rank| {
                    (
                        self.member(group.group, group.places[at]),
                        rank + 1,
                        areas.ranks[at * m + rank],
                    )
                }));
            }
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let table = key_columns(problem, Table::new("acceptability"), &members, &all_keys(problem))
            .integer("rank", rows.iter().map(|row| i64::try_from(row.1).ok()));
        self.exact_columns(table, rows.iter().map(|row| row.2).collect())
    }

    /// `central_weights`.
    pub fn central_weights(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<(usize, usize, Option<f64>)> = Vec::new();
        for group in &self.groups {
            let Some(areas) = &group.areas else { continue };
            for (at, place) in group.places.iter().enumerate() {
                let member = self.member(group.group, *place);
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
                    rows.push((member, leaf, areas.central[at].map(weight)));
                }
            }
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        key_columns(problem, Table::new("central_weights"), &members, &all_keys(problem))
            .text("criterion", rows.iter().map(|row| Some(problem.tree.leaves[row.1].id.clone())))
            .number("weight", rows.iter().map(|row| row.2))
            .number("std_error", rows.iter().map(|row| row.2.map(|_| 0.0)))
    }

    /// `pairwise`.
    pub fn pairwise(&self) -> Table {
        let problem = self.evaluation.problem;
        let inside = problem.keys_inside();
        let mut rows: Vec<(usize, usize, f64)> = Vec::new();
        for group in &self.groups {
            let m = group.places.len();
            for (a, b) in (0..m).flat_map(|a| (0..m).map(move |b| (a, b))).filter(|(a, b)| a != b) {
                let member = |at: usize| self.member(group.group, group.places[at]);
                rows.push((member(a), member(b), group.pairwise[a * m + b]));
            }
        }
        let firsts: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let table = key_columns(problem, Table::new("pairwise"), &firsts, &problem.rank_within)
            .text("a", rows.iter().map(|row| Some(problem.name(row.0, &inside))))
            .text("b", rows.iter().map(|row| Some(problem.name(row.1, &inside))));
        self.exact_columns(table, rows.iter().map(|row| row.2).collect())
    }

    fn exact_columns(&self, table: Table, shares: Vec<f64>) -> Table {
        let words = self.free_words();
        let single =
            |share: &f64| Some(ShareBounds::single(Estimated { value: *share, std_error: 0.0 }));
        bounds_columns(table, shares.iter().map(single).collect())
            .text("weights", shares.iter().map(|_| Some(words.clone())))
    }
}
