//! The tables of scenarios.

use super::{ScenarioScore, ScenarioStanding, Scenarios};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::table::{Table, TableOf};
use rayon::prelude::*;
use std::sync::Arc;

/// A row of `scenario_ranking`.
struct InScenario {
    alternative: usize,
    scenario: usize,
    of: ScenarioScore,
}

/// A row of `scenario_summary`.
struct OverAll<'a> {
    alternative: usize,
    of: &'a ScenarioStanding,
}

impl Scenarios<'_> {
    fn names(&self) -> Vec<Arc<str>> {
        self.scenarios.names().iter().map(|name| name.as_str().into()).collect()
    }

    /// The header of the column of scenarios, which is not that of a key.
    fn header(&self) -> &'static str {
        let is_key = |name: &str| self.evaluation.problem.keys.iter().any(|key| key.id == name);
        if is_key("scenario") { "weight_scenario" } else { "scenario" }
    }

    /// How many rows `scenario_ranking` has.
    pub fn row_count(&self) -> usize {
        let competing = self.groups.iter().map(|group| group.standings.len());
        competing.sum::<usize>() * self.scenarios.len()
    }

    /// `scenario_ranking`: a row per group, scenario and competing alternative, by rank. The column
    /// `scenario` is called `weight_scenario` where a key has that name.
    pub fn ranking(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<InScenario> = Vec::with_capacity(self.row_count());
        for (at, group) in self.groups.iter().enumerate() {
            let of_scenario = |scenario: usize| {
                let scores = self.scores(at, scenario);
                let mut order: Vec<usize> = (0..scores.len()).collect();
                order.sort_by_key(|at| scores[*at].rank.unwrap_or(usize::MAX));
                order.into_iter().map(move |at| InScenario {
                    alternative: group.competing.member(at),
                    scenario,
                    of: scores[at],
                })
            };
            rows.par_extend((0..self.scenarios.len()).into_par_iter().flat_map_iter(of_scenario));
        }
        let names = self.names();
        TableOf::new("scenario_ranking", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &InScenario| row.alternative))
            .shared_text(self.header(), |row| Some(names[row.scenario].clone()))
            .number("score", |row| row.of.score)
            .count("rank", |row| row.of.rank)
            .table()
    }

    /// `scenario_summary`: a row per competing alternative, by group; who is first most often comes
    /// first.
    pub fn summary(&self) -> Table {
        let problem = self.evaluation.problem;
        let rows: Vec<OverAll> = self
            .groups
            .iter()
            .flat_map(|group| {
                let row = |at: usize| OverAll {
                    alternative: group.competing.member(at),
                    of: &group.standings[at],
                };
                group.order().into_iter().map(row)
            })
            .collect();
        let names = self.names();
        // Who is never behind has no scenario in which it is most so.
        let behind = |row: &OverAll| row.of.regret.filter(|(regret, _)| *regret > 0.0);
        TableOf::new("scenario_summary", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &OverAll| row.alternative))
            .count("times_first", |row| Some(row.of.times_first))
            .count("rank_best", |row| Some(row.of.ranks?.0))
            .count("rank_worst", |row| Some(row.of.ranks?.1))
            .number("mean_rank", |row| row.of.mean_rank())
            .number("max_regret", |row| Some(row.of.regret?.0))
            .shared_text("max_regret_scenario", |row| {
                behind(row).map(|(_, scenario)| names[scenario].clone())
            })
            .table()
    }
}
