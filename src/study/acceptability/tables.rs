//! The tables of an acceptability study, sampled or exact.

use super::shares::entropy;
use super::{Acceptability, GroupShares};
use crate::draw::counts::Estimated;
use crate::draw::plan::SamplingMethod;
use crate::draw::share::{ShareBounds, bounds_columns};
use crate::evaluate::keys::{all_keys, key_columns};
use crate::kernel::rng;
use crate::table::Table;

impl Acceptability<'_> {
    pub(in crate::study) fn member(&self, group: &GroupShares, at: usize) -> usize {
        self.evaluation.problem.groups[group.group].member(group.places[at])
    }

    fn each(&self) -> impl Iterator<Item = (&GroupShares, usize)> {
        self.groups.iter().flat_map(|group| (0..group.places.len()).map(move |at| (group, at)))
    }

    /// `acceptability`: a row per eligible alternative and rank, as far as ranks are counted. Where
    /// sets leave the share open, `std_error` is that of its bounds.
    pub fn table(&self) -> Table {
        let mut rows: Vec<(usize, usize, ShareBounds)> = Vec::new();
        for (group, at) in self.each() {
            let ranks = self.counted_ranks(group).into_iter();
            rows.extend(
                ranks.map(|rank| (self.member(group, at), rank, self.rank(group, at, rank))),
            );
        }
        let problem = self.evaluation.problem;
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let table = key_columns(problem, Table::new("acceptability"), &members, &all_keys(problem))
            .integer("rank", rows.iter().map(|row| i64::try_from(row.1).ok()));
        bounds_columns(table, rows.iter().map(|row| Some(row.2)).collect())
    }

    /// `central_weights`: a row per alternative that has them and leaf.
    pub fn central_weights(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<(usize, usize, Option<Estimated>)> = Vec::new();
        for (group, at) in self.each() {
            let leaves = 0..problem.tree.leaves.len();
            rows.extend(
                leaves.map(|leaf| (self.member(group, at), leaf, self.central(group, at, leaf))),
            );
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        key_columns(problem, Table::new("central_weights"), &members, &all_keys(problem))
            .text("criterion", rows.iter().map(|row| Some(problem.tree.leaves[row.1].id.clone())))
            .number("weight", rows.iter().map(|row| row.2.map(|it| it.value)))
            .number("std_error", rows.iter().map(|row| row.2.map(|it| it.std_error)))
    }

    /// `alternatives`: a row per eligible alternative. `std_error` is that of the expected rank;
    /// `never_first` is 1 where a linear program proves that no admissible weights make it first,
    /// and empty where nothing is proved. Entropy is empty where not every rank is counted.
    pub fn alternatives(&self) -> Table {
        let problem = self.evaluation.problem;
        let rows: Vec<(&GroupShares, usize, Option<[Estimated; 3]>)> =
            self.each().map(|(group, at)| (group, at, self.summary_of(group, at))).collect();
        let members: Vec<usize> = rows.iter().map(|row| self.member(row.0, row.1)).collect();
        let of = |at: usize, part: fn(&Estimated) -> f64| {
            rows.iter().map(move |row| row.2.map(|figures| part(&figures[at])))
        };
        let bits = |part: fn(&Estimated) -> f64| {
            rows.iter().map(move |row| {
                row.2.filter(|_| self.has_every_rank(row.0)).map(|figures| part(&figures[1]))
            })
        };
        let confidence = |part: fn(&Estimated) -> f64| {
            rows.iter().map(move |row| row.0.confidence[row.1].as_ref().map(part))
        };
        key_columns(problem, Table::new("alternatives"), &members, &all_keys(problem))
            .number("confidence", confidence(|it| it.value))
            .number("expected_rank", of(0, |it| it.value))
            .number("std_error", of(0, |it| it.std_error))
            .number("rank_entropy", bits(|it| it.value))
            .number("tie_share", of(2, |it| it.value))
            .number("confidence_std_error", confidence(|it| it.std_error))
            .number("entropy_std_error", bits(|it| it.std_error))
            .number("tie_std_error", of(2, |it| it.std_error))
            .integer("never_first", rows.iter().map(|row| row.0.never_first[row.1].then_some(1)))
    }

    /// How many rows `pairwise` has.
    pub fn pair_count(&self) -> usize {
        self.groups
            .iter()
            .map(|group| group.places.len() * group.places.len().saturating_sub(1))
            .sum()
    }

    /// `pairwise`: a row per ordered pair of a group; empty for large groups whose pairs were not
    /// compared.
    pub fn pairwise(&self) -> Table {
        let problem = self.evaluation.problem;
        let inside = problem.keys_inside();
        let mut rows: Vec<(usize, usize, ShareBounds)> = Vec::new();
        for group in &self.groups {
            let n = group.places.len();
            for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b) {
                rows.extend(
                    self.ahead(group, a, b)
                        .map(|bounds| (self.member(group, a), self.member(group, b), bounds)),
                );
            }
        }
        let firsts: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let table = key_columns(problem, Table::new("pairwise"), &firsts, &problem.rank_within)
            .text("a", rows.iter().map(|row| Some(problem.name(row.0, &inside))))
            .text("b", rows.iter().map(|row| Some(problem.name(row.1, &inside))));
        bounds_columns(table, rows.iter().map(|row| Some(row.2)).collect())
    }

    /// `summary`: per kind of alternative the distribution over draws of the number of groups it is
    /// first in.
    pub fn summary(&self) -> Table {
        let problem = self.evaluation.problem;
        let inside = problem.keys_inside();
        let mut rows: Vec<(usize, usize, ShareBounds)> = Vec::new();
        for (kind, values) in self.kinds.iter().enumerate() {
            let of_kind = |at: &usize| {
                inside
                    .iter()
                    .map(|key| problem.alternatives[*at].values[*key])
                    .eq(values.iter().copied())
            };
            let Some(example) = (0..problem.alternatives.len()).find(of_kind) else { continue };
            let shares = self.first_in(kind);
            // A kind that competes nowhere has no row.
            if shares.len() > 1 {
                rows.extend(
                    shares.into_iter().enumerate().map(|(count, bounds)| (example, count, bounds)),
                );
            }
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let table = key_columns(problem, Table::new("summary"), &members, &inside)
            .integer("groups_first", rows.iter().map(|row| i64::try_from(row.1).ok()));
        bounds_columns(table, rows.iter().map(|row| Some(row.2)).collect())
    }

    /// The entropy of first place in a group, in bits: 0 where one alternative is always first.
    pub fn choice_entropy(&self, group: &GroupShares) -> Option<f64> {
        let firsts: Option<Vec<f64>> =
            (0..group.places.len()).map(|at| Some(self.rank(group, at, 1).share?.value)).collect();
        Some(entropy(firsts?))
    }

    /// `choice`: a row per group: the entropy of first place in bits, empty where sets leave it
    /// open.
    pub fn choice(&self) -> Table {
        let problem = self.evaluation.problem;
        let firsts: Vec<usize> = self.groups.iter().map(|group| self.member(group, 0)).collect();
        key_columns(problem, Table::new("choice"), &firsts, &problem.rank_within)
            .integer(
                "eligible_count",
                self.groups.iter().map(|group| i64::try_from(group.places.len()).ok()),
            )
            .number("choice_entropy", self.groups.iter().map(|group| self.choice_entropy(group)))
    }

    /// `sampling`: how weights were drawn, a row per sibling set.
    pub fn sampling_table(&self) -> Table {
        let tree = &self.evaluation.problem.tree;
        let rows = &self.sampling;
        let count = |n: u64| i64::try_from(n).ok();
        Table::new("sampling")
            .text(
                "node",
                rows.iter().map(|row| row.parent.map(|parent| tree.branches[parent].id.clone())),
            )
            .text("weights_model", rows.iter().map(|_| Some(self.request.model.to_string())))
            .text("sampler", rows.iter().map(|row| Some(row.way.name().to_owned())))
            .number(
                "acceptance_rate",
                rows.iter().map(|row| {
                    if let SamplingMethod::Rejection(rate) = row.way { Some(rate) } else { None }
                }),
            )
            .number(
                "effective_draws",
                rows.iter()
                    .map(|row| row.effective.map(|effective| effective.min(self.draws as f64))),
            )
            .number("scale_reduction", rows.iter().map(|row| row.mixing))
            .integer("draws", rows.iter().map(|_| count(self.draws)))
            .text("seed", rows.iter().map(|_| Some(self.request.seed.to_string())))
            .text("generator", rows.iter().map(|_| Some(rng::NAME.to_owned())))
            .text(
                "intervals",
                rows.iter().map(|_| {
                    Some(if self.request.uniform_sets { "uniform" } else { "bounds" }.to_owned())
                }),
            )
    }
}
