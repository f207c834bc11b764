//! The tables of a sweep.

use super::bands::{Certainty, bands};
use super::{Extremes, Sweep, Track};
use crate::evaluate::keys::{all_keys, key_columns};
use crate::evaluate::path::Path;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::ranking::ranks;
use crate::table::Table;
use rayon::prelude::*;

/// The grid of the table `sweep`.
const GRID: usize = 100;

/// Weights no farther apart than this are one.
const SAME: f64 = 1e-13;

/// A track with more rows than this at its switches shows those of first place only.
const MOST_SWITCH_ROWS: usize = 100_000;

impl Sweep<'_> {
    fn branch(&self, path: &Path) -> Option<String> {
        Some(self.evaluation.problem.tree.branches[path.branch].id.clone())
    }

    fn name(&self, field: &RankedGroup, at: usize) -> Option<String> {
        Some(field.name(self.evaluation.problem, at))
    }

    /// `sweep`: scores and ranks at the weights 0, 0.01 .. 1 and at every switch (of first place
    /// only, where there are very many); by group, then criterion, then weight, then rank.
    pub fn table(&self) -> Table {
        let mut rows: Vec<(usize, &Path, f64, f64, usize)> = Vec::new();
        for (field, path, track) in self.each() {
            let n = field.places.len();
            let many = track.count() * n > MOST_SWITCH_ROWS;
            let switches = if many { track.first_switches() } else { track.switches() };
            // In the order of weights.
            let mut weights: Vec<f64> = switches.iter().map(|switch| switch.weight).collect();
            weights.dedup();
            // A weight of the grid that only rounding tells from a switch is that switch.
            let switch_at = |weight: f64| {
                let after = weights.partition_point(|at| *at < weight - SAME);
                weights.get(after).is_some_and(|at| *at <= weight + SAME)
            };
            let grid: Vec<f64> = (0..=GRID)
                .map(|step| step as f64 / GRID as f64)
                .filter(|weight| !switch_at(*weight))
                .collect();
            weights.extend(grid);
            weights.sort_by(f64::total_cmp);
            for weight in weights {
                let scores = track.at(field, path, weight);
                let eps = track.eps(field, path, weight, &scores);
                let own = ranks(&scores.iter().copied().map(Some).collect::<Vec<_>>(), eps);
                let mut order: Vec<usize> = (0..n).collect();
                order.sort_by_key(|at| (own[*at], *at));
                rows.extend(order.into_iter().map(|at| {
                    (field.member(at), path, weight, scores[at], own[at].unwrap_or(usize::MAX))
                }));
            }
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let problem = self.evaluation.problem;
        let table = Table::new("sweep")
            .text("criterion", rows.iter().map(|row| self.branch(row.1)))
            .number("weight", rows.iter().map(|row| Some(row.2)))
            .text("local_or_global", rows.iter().map(|row| Some(row.1.scope.name().to_owned())));
        key_columns(problem, table, &members, &all_keys(problem))
            .number("score", rows.iter().map(|row| Some(row.3)))
            .integer("rank", rows.iter().map(|row| i64::try_from(row.4).ok()))
    }

    /// How many rows `switches` has.
    pub fn switch_count(&self) -> usize {
        self.each().map(|(_, _, track)| track.count()).sum()
    }

    /// `switches`: a row per pair that changes order along a swept weight.
    pub fn switches(&self) -> Table {
        let mut rows = Vec::new();
        for (field, path, track) in self.each() {
            rows.extend(track.switches().into_iter().map(|switch| (field, path, track, switch)));
        }
        let problem = self.evaluation.problem;
        let firsts: Vec<usize> =
            rows.iter().map(|(field, _, _, switch)| field.member(switch.below)).collect();
        let flag = |on: bool| Some(i64::from(on));
        key_columns(problem, Table::new("switches"), &firsts, &problem.rank_within)
            .text("criterion", rows.iter().map(|row| self.branch(row.1)))
            .text("local_or_global", rows.iter().map(|row| Some(row.1.scope.name().to_owned())))
            .number("weight", rows.iter().map(|row| Some(row.3.weight)))
            .text("ahead_below", rows.iter().map(|row| self.name(row.0, row.3.below)))
            .text("ahead_above", rows.iter().map(|row| self.name(row.0, row.3.above)))
            .integer("first_changes", rows.iter().map(|row| flag(row.3.first)))
            .integer("approximate", rows.iter().map(|row| flag(!row.2.is_exact())))
    }

    /// `tornado`: what each alternative's score and rank can be while one weight goes from 0 to 1,
    /// at nominal figures; by group and rank, then the widest range of scores first.
    pub fn tornado(&self) -> Table {
        let each: Vec<(&RankedGroup, &Path, &Track)> = self.each().collect();
        let extremes: Vec<_> = each.par_iter().map(|(_, _, track)| track.extremes()).collect();
        let mut rows: Vec<(usize, &Path, &Extremes)> = Vec::new();
        let paths = self.paths.len().max(1);
        for (field, extremes) in self.fields.iter().zip(extremes.chunks(paths)) {
            for at in field.order() {
                let mut own: Vec<(usize, &Path, &Extremes)> = self
                    .paths
                    .iter()
                    .zip(extremes)
                    .map(|(path, extremes)| (field.member(at), path, &extremes[at]))
                    .collect();
                own.sort_by(|a, b| {
                    (b.2.score.1 - b.2.score.0).total_cmp(&(a.2.score.1 - a.2.score.0))
                });
                rows.extend(own);
            }
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let problem = self.evaluation.problem;
        let rank = |rank: usize| i64::try_from(rank).ok();
        key_columns(problem, Table::new("tornado"), &members, &all_keys(problem))
            .text("criterion", rows.iter().map(|row| self.branch(row.1)))
            .text("local_or_global", rows.iter().map(|row| Some(row.1.scope.name().to_owned())))
            .number("score_low", rows.iter().map(|row| Some(row.2.score.0)))
            .number("score_high", rows.iter().map(|row| Some(row.2.score.1)))
            .integer("rank_best", rows.iter().map(|row| rank(row.2.rank.0)))
            .integer("rank_worst", rows.iter().map(|row| rank(row.2.rank.1)))
    }

    /// How many rows `bands` has at least, where there are any.
    pub fn band_count(&self) -> usize {
        let uncertain = |field: &&RankedGroup| {
            field.group.bounds.as_ref().is_some_and(|additive| !additive.is_crisp())
        };
        let pairs =
            |field: &RankedGroup| field.places.len() * field.places.len().saturating_sub(1) / 2;
        self.fields.iter().filter(uncertain).map(|field| pairs(field) * self.paths.len()).sum()
    }

    /// `bands`: stretches of a swept weight on which the order of a pair is certain over the
    /// inputs' ranges, and on which it is open. Empty where every input is one number.
    pub fn bands(&self) -> Table {
        let each: Vec<(&RankedGroup, &Path, &Track)> = self.each().collect();
        let found: Vec<_> = each.par_iter().map(|(field, path, _)| bands(field, path)).collect();
        let rows: Vec<_> = each
            .iter()
            .zip(&found)
            .flat_map(|((field, path, _), bands)| {
                bands.iter().map(move |band| (*field, *path, band))
            })
            .collect();
        let problem = self.evaluation.problem;
        let firsts: Vec<usize> =
            rows.iter().map(|(field, _, band)| field.member(band.pair.0)).collect();
        let verdict = |sure: Certainty| match sure {
            Certainty::First | Certainty::Second => "certain",
            Certainty::Tie => "tie",
            Certainty::Open => "open",
        };
        key_columns(problem, Table::new("bands"), &firsts, &problem.rank_within)
            .text("criterion", rows.iter().map(|row| self.branch(row.1)))
            .text("local_or_global", rows.iter().map(|row| Some(row.1.scope.name().to_owned())))
            .text("a", rows.iter().map(|row| self.name(row.0, row.2.pair.0)))
            .text("b", rows.iter().map(|row| self.name(row.0, row.2.pair.1)))
            .number("from", rows.iter().map(|row| Some(row.2.from)))
            .number("to", rows.iter().map(|row| Some(row.2.to)))
            .text("verdict", rows.iter().map(|row| Some(verdict(row.2.sure).to_owned())))
            .text("ahead", rows.iter().map(|row| row.2.ahead(problem, row.0)))
    }
}
