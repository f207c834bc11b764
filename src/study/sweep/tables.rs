//! The tables of a sweep.

use super::bands::{Band, Certainty, bands};
use super::{Extremes, Sweep, Track};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::evaluate::path::Path;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::Problem;
use crate::problem::ranking::ranks;
use crate::study::sweep::switch::Switch;
use crate::table::{Table, TableOf};
use rayon::prelude::*;

/// The grid of the table `sweep`.
const GRID: usize = 100;

/// Weights no farther apart than this are one.
const SAME: f64 = 1e-13;

/// A track with more rows than this at its switches shows those of first place only.
const MOST_SWITCH_ROWS: usize = 100_000;

/// A row of `sweep`: a ranked alternative at a weight.
struct Swept<'a> {
    alternative: usize,
    path: &'a Path,
    weight: f64,
    score: f64,
    rank: usize,
}

/// A row of `switches`.
struct Switched<'a> {
    ranked: &'a RankedGroup<'a>,
    path: &'a Path,
    track: &'a Track,
    switch: Switch,
}

/// A row of `tornado`: what an alternative can get along a path.
struct Swung<'a> {
    alternative: usize,
    path: &'a Path,
    extremes: &'a Extremes,
}

/// A row of `bands`.
struct Stretch<'a> {
    ranked: &'a RankedGroup<'a>,
    path: &'a Path,
    band: &'a Band,
}

/// The columns that name a path.
fn path_columns<'r, R>(
    table: TableOf<'r, R>,
    problem: &Problem,
    path: impl for<'b> Fn(&'b R) -> &'b Path + Copy,
) -> TableOf<'r, R> {
    table
        .text("criterion", |row| Some(problem.tree.branches[path(row).branch].id.clone()))
        .text("local_or_global", |row| Some(path(row).scope.name().to_owned()))
}

impl Sweep<'_> {
    fn branch(&self, path: &Path) -> Option<String> {
        Some(self.evaluation.problem.tree.branches[path.branch].id.clone())
    }

    fn name(&self, ranked: &RankedGroup, at: usize) -> Option<String> {
        Some(ranked.name(self.evaluation.problem, at))
    }

    /// `sweep`: scores and ranks at the weights 0, 0.01 .. 1 and at every switch (of first place
    /// only, where there are very many); by group, then criterion, then weight, then rank.
    pub fn table(&self) -> Table {
        let mut rows: Vec<Swept> = Vec::new();
        for (ranked, path, track) in self.each() {
            let n = ranked.places.len();
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
                let scores = track.at(ranked, path, weight);
                let eps = track.eps(ranked, path, weight, &scores);
                let own = ranks(&scores.iter().copied().map(Some).collect::<Vec<_>>(), eps);
                let mut order: Vec<usize> = (0..n).collect();
                order.sort_by_key(|at| (own[*at], *at));
                rows.extend(order.into_iter().map(|at| Swept {
                    alternative: ranked.member(at),
                    path,
                    weight,
                    score: scores[at],
                    rank: own[at].unwrap_or(usize::MAX),
                }));
            }
        }
        let problem = self.evaluation.problem;
        TableOf::new("sweep", &rows)
            .text("criterion", |row| self.branch(row.path))
            .number("weight", |row| Some(row.weight))
            .text("local_or_global", |row| Some(row.path.scope.name().to_owned()))
            .columns(keys_of(problem, &all_keys(problem), |row: &Swept| row.alternative))
            .number("score", |row| Some(row.score))
            .count("rank", |row| Some(row.rank))
            .table()
    }

    /// How many rows `switches` has.
    pub fn switch_count(&self) -> usize {
        self.each().map(|(_, _, track)| track.count()).sum()
    }

    /// `switches`: a row per pair that changes order along a swept weight.
    pub fn switches(&self) -> Table {
        let mut rows = Vec::new();
        for (ranked, path, track) in self.each() {
            let switches = track.switches().into_iter();
            rows.extend(switches.map(|switch| Switched { ranked, path, track, switch }));
        }
        let problem = self.evaluation.problem;
        let first = |row: &Switched| row.ranked.member(row.switch.below);
        let table =
            TableOf::new("switches", &rows).columns(keys_of(problem, &problem.rank_within, first));
        path_columns(table, problem, |row| row.path)
            .number("weight", |row| Some(row.switch.weight))
            .text("ahead_below", |row| self.name(row.ranked, row.switch.below))
            .text("ahead_above", |row| self.name(row.ranked, row.switch.above))
            .flag("first_changes", |row| Some(row.switch.first))
            .flag("approximate", |row| Some(!row.track.is_exact()))
            .table()
    }

    /// `tornado`: what each alternative's score and rank can be while one weight goes from 0 to 1,
    /// at nominal figures; by group and rank, then the widest range of scores first.
    pub fn tornado(&self) -> Table {
        let each: Vec<(&RankedGroup, &Path, &Track)> = self.each().collect();
        let extremes: Vec<_> = each.par_iter().map(|(_, _, track)| track.extremes()).collect();
        let mut rows: Vec<Swung> = Vec::new();
        let of_groups = self.ranked_groups.iter().zip(extremes.chunks(self.swept().max(1)));
        for (group, (ranked, extremes)) in of_groups.enumerate() {
            for at in ranked.order() {
                let of_paths = self.paths(group).iter().zip(extremes);
                let mut own: Vec<Swung> = of_paths
                    .map(|(path, extremes)| Swung {
                        alternative: ranked.member(at),
                        path,
                        extremes: &extremes[at],
                    })
                    .collect();
                let width = |row: &Swung| row.extremes.score.1 - row.extremes.score.0;
                own.sort_by(|a, b| width(b).total_cmp(&width(a)));
                rows.extend(own);
            }
        }
        let problem = self.evaluation.problem;
        let table = TableOf::new("tornado", &rows).columns(keys_of(
            problem,
            &all_keys(problem),
            |row: &Swung| row.alternative,
        ));
        path_columns(table, problem, |row| row.path)
            .number("score_low", |row| Some(row.extremes.score.0))
            .number("score_high", |row| Some(row.extremes.score.1))
            .count("rank_best", |row| Some(row.extremes.rank.0))
            .count("rank_worst", |row| Some(row.extremes.rank.1))
            .table()
    }

    /// How many rows `bands` has at least, where there are any.
    pub fn band_count(&self) -> usize {
        let uncertain = |ranked: &&RankedGroup| {
            ranked.group.bounds.as_ref().is_some_and(|additive| !additive.is_crisp())
        };
        let pairs =
            |ranked: &RankedGroup| ranked.places.len() * ranked.places.len().saturating_sub(1) / 2;
        self.ranked_groups.iter().filter(uncertain).map(|ranked| pairs(ranked) * self.swept()).sum()
    }

    /// `bands`: stretches of a swept weight on which the order of a pair is certain over the
    /// inputs' ranges, and on which it is open. Empty where every input is one number.
    pub fn bands(&self) -> Table {
        let each: Vec<(&RankedGroup, &Path, &Track)> = self.each().collect();
        let found: Vec<_> = each.par_iter().map(|(ranked, path, _)| bands(ranked, path)).collect();
        let mut rows: Vec<Stretch> = Vec::new();
        for ((ranked, path, _), bands) in each.iter().zip(&found) {
            rows.extend(bands.iter().map(|band| Stretch { ranked, path, band }));
        }
        let problem = self.evaluation.problem;
        let verdict = |sure: Certainty| match sure {
            Certainty::First | Certainty::Second => "certain",
            Certainty::Tie => "tie",
            Certainty::Open => "open",
        };
        let table = TableOf::new("bands", &rows).columns(keys_of(
            problem,
            &problem.rank_within,
            |row: &Stretch| row.ranked.member(row.band.pair.0),
        ));
        path_columns(table, problem, |row| row.path)
            .text("a", |row| self.name(row.ranked, row.band.pair.0))
            .text("b", |row| self.name(row.ranked, row.band.pair.1))
            .number("from", |row| Some(row.band.from))
            .number("to", |row| Some(row.band.to))
            .text("verdict", |row| Some(verdict(row.band.sure).to_owned()))
            .text("ahead", |row| row.band.ahead(problem, row.ranked))
            .table()
    }
}
