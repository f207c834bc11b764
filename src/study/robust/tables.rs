//! The tables of a robust study.

use super::{Robust, RobustGroup, Robustness};
use crate::evaluate::keys::{all_keys, key_columns};
use crate::problem::Problem;
use crate::proof::ranks::ExtremeRank;
use crate::table::Table;

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
        let mut rows: Vec<(&RobustGroup, usize, usize)> = Vec::new();
        for group in &self.groups {
            let m = group.places.len();
            let pairs = (0..m).flat_map(|a| (0..m).filter(move |b| *b != a).map(move |b| (a, b)));
            rows.extend(pairs.map(|(a, b)| (group, a, b)));
        }
        let firsts: Vec<usize> = rows.iter().map(|(group, a, _)| self.member(group, *a)).collect();
        let found: Vec<super::PairRelation> =
            rows.iter().map(|(group, a, b)| group.preference(*a, *b)).collect();
        let flag = |on: bool| Some(i64::from(on));
        let problem = self.problem();
        key_columns(problem, Table::new("preferences"), &firsts, &problem.rank_within)
            .text("a", rows.iter().map(|(group, a, _)| Some(self.name(group, *a))))
            .text("b", rows.iter().map(|(group, _, b)| Some(self.name(group, *b))))
            .integer("necessary", found.iter().map(|it| flag(it.necessary)))
            .integer("possible", found.iter().map(|it| flag(it.possible)))
            .number("min_difference", found.iter().map(|it| Some(it.min)))
            .number("max_difference", found.iter().map(|it| Some(it.max)))
            .integer("exact", found.iter().map(|it| flag(it.exact)))
    }

    /// `alternatives`: a row per eligible alternative, by group, then best rank, worst rank and key
    /// order. `potentially_first` counts a tie for first place; `alone` is 1 where it can also be
    /// first by itself, 0 where it never is, and empty where that is not settled.
    pub fn alternatives(&self) -> Table {
        let mut rows: Vec<(usize, &Robustness)> = Vec::new();
        for group in &self.groups {
            rows.extend(
                group.order().into_iter().map(|at| (self.member(group, at), &group.standings[at])),
            );
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let rank = |extreme: &ExtremeRank| i64::try_from(extreme.rank).ok();
        let problem = self.problem();
        key_columns(problem, Table::new("alternatives"), &members, &all_keys(problem))
            .integer("rank_best", rows.iter().map(|row| rank(&row.1.best)))
            .integer("rank_worst", rows.iter().map(|row| rank(&row.1.worst)))
            .integer(
                "potentially_first",
                rows.iter().map(|row| Some(i64::from(row.1.potentially_first()))),
            )
            .number("max_regret", rows.iter().map(|row| Some(row.1.regret)))
            .integer("exact", rows.iter().map(|row| Some(i64::from(row.1.is_exact()))))
            .integer(
                "rank_best_reached",
                rows.iter().map(|row| i64::try_from(row.1.best.reached).ok()),
            )
            .integer(
                "rank_worst_reached",
                rows.iter().map(|row| i64::try_from(row.1.worst.reached).ok()),
            )
            .integer("alone", rows.iter().map(|row| row.1.alone.map(i64::from)))
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
