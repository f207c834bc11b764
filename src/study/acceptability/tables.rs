//! The tables of an acceptability study, sampled or exact.

use super::shares::entropy;
use super::{Acceptability, GroupShares};
use crate::draw::counts::Estimated;
use crate::draw::plan::SamplingMethod;
use crate::draw::run::Sampling;
use crate::draw::share::{ShareBounds, bounds_columns};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::kernel::rng;
use crate::table::{Table, TableOf};

/// A row of `acceptability` or `summary`: the share of a rank, or of a number of groups.
struct Share {
    alternative: usize,
    of: usize,
    share: ShareBounds,
}

/// A row of `class_acceptability`.
struct ClassShare {
    alternative: usize,
    category: usize,
    share: Option<Estimated>,
}

/// A row of `central_weights`.
struct CentralWeight {
    alternative: usize,
    leaf: usize,
    weight: Option<Estimated>,
}

/// A row of `alternatives`.
struct Summarised<'a> {
    group: &'a GroupShares,
    at: usize,
    /// The expected rank, the entropy of its ranks in bits and the share of draws with a tie.
    figures: Option<[Estimated; 3]>,
}

/// A row of `pairwise`.
struct Pair {
    a: usize,
    b: usize,
    share: ShareBounds,
}

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
        let mut rows: Vec<Share> = Vec::new();
        for (group, at) in self.each() {
            rows.extend(self.counted_ranks(group).into_iter().map(|rank| Share {
                alternative: self.member(group, at),
                of: rank,
                share: self.rank(group, at, rank),
            }));
        }
        let problem = self.evaluation.problem;
        TableOf::new("acceptability", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Share| row.alternative))
            .count("rank", |row| Some(row.of))
            .columns(share_columns)
            .table()
    }

    /// `class_acceptability`: a row per eligible alternative and category, the worst category first;
    /// none for a method that sorts nothing.
    pub fn class_table(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<ClassShare> = Vec::new();
        for (group, at) in self.each().filter(|_| self.evaluation.method.sorts()) {
            rows.extend((0..problem.categories.len()).map(|category| ClassShare {
                alternative: self.member(group, at),
                category,
                share: self.category(group, at, category),
            }));
        }
        TableOf::new("class_acceptability", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &ClassShare| row.alternative))
            .text("category", |row| Some(problem.categories[row.category].id.clone()))
            .number("share", |row| row.share.map(|share| share.value))
            .number("std_error", |row| row.share.map(|share| share.std_error))
            .table()
    }

    /// `central_weights`: a row per alternative that has them and leaf.
    pub fn central_weights(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<CentralWeight> = Vec::new();
        for (group, at) in self.each() {
            rows.extend((0..problem.tree.leaves.len()).map(|leaf| CentralWeight {
                alternative: self.member(group, at),
                leaf,
                weight: self.central(group, at, leaf),
            }));
        }
        TableOf::new("central_weights", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &CentralWeight| row.alternative))
            .text("criterion", |row| Some(problem.tree.leaves[row.leaf].id.clone()))
            .number("weight", |row| row.weight.map(|weight| weight.value))
            .number("std_error", |row| row.weight.map(|weight| weight.std_error))
            .table()
    }

    /// `alternatives`: a row per eligible alternative. `std_error` is that of the expected rank;
    /// `never_first` is 1 where a linear program proves that no admissible weights make it first,
    /// and empty where nothing is proved. Entropy is empty where not every rank is counted.
    pub fn alternatives(&self) -> Table {
        let problem = self.evaluation.problem;
        let rows: Vec<Summarised> = self
            .each()
            .map(|(group, at)| Summarised { group, at, figures: self.summary_of(group, at) })
            .collect();
        let figure = |row: &Summarised, of: usize| row.figures.map(|figures| figures[of]);
        let entropy = |row: &Summarised| figure(row, 1).filter(|_| self.has_every_rank(row.group));
        let confidence = |row: &Summarised| row.group.confidence[row.at];
        TableOf::new("alternatives", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Summarised| {
                self.member(row.group, row.at)
            }))
            .number("confidence", |row| Some(confidence(row)?.value))
            .number("expected_rank", |row| Some(figure(row, 0)?.value))
            .number("std_error", |row| Some(figure(row, 0)?.std_error))
            .number("rank_entropy", |row| Some(entropy(row)?.value))
            .number("tie_share", |row| Some(figure(row, 2)?.value))
            .number("confidence_std_error", |row| Some(confidence(row)?.std_error))
            .number("entropy_std_error", |row| Some(entropy(row)?.std_error))
            .number("tie_std_error", |row| Some(figure(row, 2)?.std_error))
            .flag("never_first", |row| row.group.never_first[row.at].then_some(true))
            .table()
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
        let mut rows: Vec<Pair> = Vec::new();
        for group in &self.groups {
            let n = group.places.len();
            for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b) {
                rows.extend(self.ahead(group, a, b).map(|share| Pair {
                    a: self.member(group, a),
                    b: self.member(group, b),
                    share,
                }));
            }
        }
        TableOf::new("pairwise", &rows)
            .columns(keys_of(problem, &problem.rank_within, |row: &Pair| row.a))
            .text("a", |row| Some(problem.name(row.a, &inside)))
            .text("b", |row| Some(problem.name(row.b, &inside)))
            .columns(|table, rows| {
                bounds_columns(table, rows.iter().map(|row| Some(row.share)).collect())
            })
            .table()
    }

    /// `summary`: per kind of alternative the distribution over draws of the number of groups it is
    /// first in.
    pub fn summary(&self) -> Table {
        let problem = self.evaluation.problem;
        let inside = problem.keys_inside();
        let mut rows: Vec<Share> = Vec::new();
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
                let shares = shares.into_iter().enumerate();
                rows.extend(shares.map(|(of, share)| Share { alternative: example, of, share }));
            }
        }
        TableOf::new("summary", &rows)
            .columns(keys_of(problem, &inside, |row: &Share| row.alternative))
            .count("groups_first", |row| Some(row.of))
            .columns(share_columns)
            .table()
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
        let first = |group: &GroupShares| self.member(group, 0);
        TableOf::new("choice", &self.groups)
            .columns(keys_of(problem, &problem.rank_within, first))
            .count("eligible_count", |group| Some(group.places.len()))
            .number("choice_entropy", |group| self.choice_entropy(group))
            .table()
    }

    /// `sampling`: how weights were drawn, a row per sibling set. Where they were drawn around the
    /// weights of each group, a row per group and sibling set, with the columns of groups.
    pub fn sampling_table(&self) -> Table {
        let problem = self.evaluation.problem;
        let tree = &problem.tree;
        let draws = usize::try_from(self.draws).ok();
        let groups = if self.draws_by_group() { problem.groups.len() } else { 1 };
        let rows: Vec<(usize, &Sampling)> = (0..groups)
            .flat_map(|group| self.sampling_of(group).iter().map(move |row| (group, row)))
            .collect();
        let keys = if self.draws_by_group() { &problem.rank_within[..] } else { &[] };
        let first = |(group, _): &(usize, &Sampling)| problem.groups[*group].members[0];
        TableOf::new("sampling", &rows)
            .columns(keys_of(problem, keys, first))
            .text("node", |(_, row)| row.parent.map(|parent| tree.branches[parent].id.clone()))
            .text("weights_model", |_| Some(self.request.model.to_string()))
            .text("sampler", |(_, row)| Some(row.way.name().to_owned()))
            .number("acceptance_rate", |(_, row)| match row.way {
                SamplingMethod::Rejection(rate) => Some(rate),
                _ => None,
            })
            .number("effective_draws", |(_, row)| {
                row.effective.map(|effective| effective.min(self.draws as f64))
            })
            .number("scale_reduction", |(_, row)| row.mixing)
            .count("draws", |_| draws)
            .text("seed", |_| Some(self.request.seed.to_string()))
            .text("generator", |_| Some(rng::NAME.to_owned()))
            .text("intervals", |_| {
                Some(if self.request.uniform_sets { "uniform" } else { "bounds" }.to_owned())
            })
            .table()
    }
}

/// The columns of the shares.
fn share_columns(table: Table, rows: &[Share]) -> Table {
    bounds_columns(table, rows.iter().map(|row| Some(row.share)).collect())
}
