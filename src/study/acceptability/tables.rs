//! The tables of an acceptability study, sampled or exact.

use super::counts::{Counts, Estimated};
use super::exact::{Exact, Free};
use super::{Acceptability, GroupShares, Way};
use crate::kernel::{self, rng};
use crate::study::evaluate_tables::{all_keys, key_columns};
use crate::table::Table;

/// A share with its bounds over sets: a single figure where they meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The share, its error being that of the sampling; `None` where sets leave it open.
    pub share: Option<Estimated>,
    /// At least this.
    pub low: Estimated,
    /// At most this.
    pub high: Estimated,
}

impl Bounds {
    fn single(share: Estimated) -> Bounds {
        Bounds { share: Some(share), low: share, high: share }
    }

    /// The error of the figure, or of the less sure of its bounds.
    fn std_error(&self) -> f64 {
        self.share.map_or(self.low.std_error.max(self.high.std_error), |share| share.std_error)
    }
}

/// Entropy in bits: - sum of p log2 p, 0 log 0 being 0.
pub fn entropy(shares: impl IntoIterator<Item = f64>) -> f64 {
    shares.into_iter().filter(|p| *p > 0.0).map(|p| -p * p.log2()).sum::<f64>() + 0.0
}

fn ranks(counts: &Counts, row: usize, rank: usize) -> f64 {
    counts.ranks.as_ref().map_or(0.0, |ranks| ranks.rank(row, rank - 1))
}

impl Acceptability<'_> {
    /// How often an alternative (a place in the group's list) has a rank.
    pub fn rank(&self, group: &GroupShares, at: usize, rank: usize) -> Bounds {
        let drawn = group.ranked.map(|start| self.totals.share(|counts| ranks(counts, start + at, rank)));
        let Some(contest) = group.contest.filter(|_| group.has_sets || drawn.is_none()) else {
            return drawn.map(Bounds::single).unwrap_or(Bounds::single(Estimated { value: 0.0, std_error: 0.0 }));
        };
        let of = |counts: &Counts, low: bool| {
            counts.bounded.as_ref().map_or(0.0, |it| if low { it.low(contest, at, rank) } else { it.high(contest, at, rank) })
        };
        let (low, high) = (self.totals.share(|counts| of(counts, true)), self.totals.share(|counts| of(counts, false)));
        let share = drawn.or((!self.is_open(group, at)).then_some(low));
        Bounds { share, low, high }
    }

    /// Whether sets leave any rank of an alternative open (and are not drawn).
    pub fn is_open(&self, group: &GroupShares, at: usize) -> bool {
        let (None, Some(contest), Some(bounded)) = (group.ranked, group.contest, &self.totals.all.bounded) else { return false };
        (1..=group.places.len()).any(|rank| bounded.low(contest, at, rank) < bounded.high(contest, at, rank))
    }

    /// How often a is ahead of b, ties half (places in the group's list); `None` where pairs were not compared.
    pub fn ahead(&self, group: &GroupShares, a: usize, b: usize) -> Option<Bounds> {
        let layout = group.layout;
        let drawn = match (group.ranked, &self.totals.all.ranks) {
            (Some(_), Some(ranks)) if ranks.layout().compares_pairs() => {
                Some(self.totals.share(|counts| counts.ranks.as_ref().map_or(0.0, |ranks| ranks.ahead(layout, a, b))))
            }
            (Some(_), _) => return None,
            (None, _) => None,
        };
        let Some(contest) = group.contest.filter(|_| group.has_sets || drawn.is_none()) else {
            return drawn.map(Bounds::single);
        };
        let n = group.places.len();
        let (first, second) = (a.min(b), a.max(b));
        let pair = first * (2 * n - first - 1) / 2 + second - first - 1;
        let of = |counts: &Counts, low: bool| {
            let Some(bounded) = &counts.bounded else { return 0.0 };
            let sides = bounded.sides(contest, pair);
            let (mine, theirs) = if a < b { (sides.first, sides.second) } else { (sides.second, sides.first) };
            let half = sides.tie as f64 / 2.0;
            if low { mine as f64 + half } else { bounded.draws() as f64 - theirs as f64 - half }
        };
        let (low, high) = (self.totals.share(|counts| of(counts, true)), self.totals.share(|counts| of(counts, false)));
        let share = drawn.or((low.value == high.value).then_some(low));
        Some(Bounds { share, low, high })
    }

    /// The central weight of a leaf; `None` where the alternative is never first, or sets leave its ranks open.
    pub fn central(&self, group: &GroupShares, at: usize, leaf: usize) -> Option<Estimated> {
        let (row, all) = (group.ranked? + at, self.totals.all.ranks.as_ref()?);
        let mean = |counts: &Counts| {
            let ranks = counts.ranks.as_ref()?;
            let first = ranks.rank(row, 0);
            (first > 0.0).then(|| ranks.central(row, leaf).0 / first)
        };
        let (value, first) = (mean(&self.totals.all)?, all.rank(row, 0));
        let variance = all.central(row, leaf).1 / first - value * value;
        Some(self.totals.mean(value, variance, first, mean))
    }

    /// Expected rank, rank entropy in bits, and share of draws in a tie; `None` where sets leave ranks open.
    pub fn summary_of(&self, group: &GroupShares, at: usize) -> Option<[Estimated; 3]> {
        let row = group.ranked? + at;
        let n = group.places.len();
        let shares = |counts: &Counts| -> Vec<f64> {
            let draws = counts.draws() as f64;
            (1..=n).map(|rank| ranks(counts, row, rank) / draws).collect()
        };
        let expected = |shares: &[f64]| shares.iter().enumerate().map(|(r, share)| (r + 1) as f64 * share).sum::<f64>();
        let own = shares(&self.totals.all);
        let mean = expected(&own);
        let squares: f64 = own.iter().enumerate().map(|(r, share)| ((r + 1) * (r + 1)) as f64 * share).sum();
        let draws = self.draws as f64;
        // A rank that never varied is not sure to the last digit either.
        let least = 0.5 / (draws + 1.0);
        let rank = self.totals.mean(mean, (squares - mean * mean).max(least), draws, |batch| Some(expected(&shares(batch))));
        let bits = entropy(own.iter().copied());
        let surprise: f64 = own.iter().filter(|p| **p > 0.0).map(|p| p * p.log2() * p.log2()).sum();
        let bits = self.totals.mean(bits, surprise - bits * bits, draws, |batch| Some(entropy(shares(batch))));
        let tied = self.totals.share(|counts| counts.ranks.as_ref().map_or(0.0, |ranks| ranks.tied(row) as f64));
        Some([rank, bits, tied])
    }

    /// By number of groups: how often a kind of alternative is first in so many.
    pub fn first_in(&self, kind: usize) -> Vec<Bounds> {
        let all = &self.totals.all;
        // A kind beyond those that are ranked competes nowhere.
        let known = |ranks: &kernel::Ranks| kind < ranks.layout().kinds();
        let drawn = self.groups.iter().all(|group| group.ranked.is_some()) && all.ranks.as_ref().is_some_and(known);
        let groups = match (&all.ranks, &all.bounded) {
            (Some(ranks), _) if drawn => ranks.kind(kind).len(),
            (_, Some(bounded)) => bounded.kind(kind).0.len(),
            _ => 0,
        };
        let of = |count: usize| {
            let share = drawn
                .then(|| self.totals.share(|counts| counts.ranks.as_ref().map_or(0.0, |ranks| ranks.kind(kind)[count] as f64)));
            if let (Some(share), None) = (share, &all.bounded) {
                return Bounds::single(share);
            }
            let figure = |counts: &Counts, low: bool| {
                let of_kind = counts.bounded.as_ref().map(|bounded| bounded.kind(kind));
                of_kind.map_or(0.0, |(at_least, at_most)| if low { at_least[count] as f64 } else { at_most[count] as f64 })
            };
            let (low, high) =
                (self.totals.share(|counts| figure(counts, true)), self.totals.share(|counts| figure(counts, false)));
            Bounds { share: share.or((low.value == high.value).then_some(low)), low, high }
        };
        (0..groups).map(of).collect()
    }

    fn member(&self, group: &GroupShares, at: usize) -> usize {
        self.evaluation.problem.groups[group.group].members[group.places[at]]
    }

    fn each(&self) -> impl Iterator<Item = (&GroupShares, usize)> {
        self.groups.iter().flat_map(|group| (0..group.places.len()).map(move |at| (group, at)))
    }

    /// `acceptability`: a row per eligible alternative and rank. Where sets leave the share open, `std_error` is that of its bounds.
    pub fn table(&self) -> Table {
        let mut rows: Vec<(usize, usize, Bounds)> = Vec::new();
        for (group, at) in self.each() {
            rows.extend((1..=group.places.len()).map(|rank| (self.member(group, at), rank, self.rank(group, at, rank))));
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
            rows.extend(leaves.map(|leaf| (self.member(group, at), leaf, self.central(group, at, leaf))));
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        key_columns(problem, Table::new("central_weights"), &members, &all_keys(problem))
            .text("criterion", rows.iter().map(|row| Some(problem.tree.leaves[row.1].id.clone())))
            .number("weight", rows.iter().map(|row| row.2.map(|it| it.value)))
            .number("std_error", rows.iter().map(|row| row.2.map(|it| it.std_error)))
    }

    /// `alternatives`: a row per eligible alternative. `std_error` is that of the expected rank; `never_first` is 1 where a linear program
    /// proves that no admissible weights make it first, and empty where nothing is proved.
    pub fn alternatives(&self) -> Table {
        let problem = self.evaluation.problem;
        let rows: Vec<(&GroupShares, usize, Option<[Estimated; 3]>)> =
            self.each().map(|(group, at)| (group, at, self.summary_of(group, at))).collect();
        let members: Vec<usize> = rows.iter().map(|row| self.member(row.0, row.1)).collect();
        let of = |at: usize, part: fn(&Estimated) -> f64| rows.iter().map(move |row| row.2.map(|figures| part(&figures[at])));
        let confidence = |part: fn(&Estimated) -> f64| rows.iter().map(move |row| row.0.confidence[row.1].as_ref().map(part));
        key_columns(problem, Table::new("alternatives"), &members, &all_keys(problem))
            .number("confidence", confidence(|it| it.value))
            .number("expected_rank", of(0, |it| it.value))
            .number("std_error", of(0, |it| it.std_error))
            .number("rank_entropy", of(1, |it| it.value))
            .number("tie_share", of(2, |it| it.value))
            .number("confidence_std_error", confidence(|it| it.std_error))
            .number("entropy_std_error", of(1, |it| it.std_error))
            .number("tie_std_error", of(2, |it| it.std_error))
            .integer("never_first", rows.iter().map(|row| row.0.never_first[row.1].then_some(1)))
    }

    /// How many rows `pairwise` has.
    pub fn pair_count(&self) -> usize {
        self.groups.iter().map(|group| group.places.len() * group.places.len().saturating_sub(1)).sum()
    }

    /// `pairwise`: a row per ordered pair of a group; empty for large groups whose pairs were not compared.
    pub fn pairwise(&self) -> Table {
        let problem = self.evaluation.problem;
        let inside = problem.keys_inside();
        let mut rows: Vec<(usize, usize, Bounds)> = Vec::new();
        for group in &self.groups {
            let n = group.places.len();
            for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b) {
                rows.extend(self.ahead(group, a, b).map(|bounds| (self.member(group, a), self.member(group, b), bounds)));
            }
        }
        let firsts: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let table = key_columns(problem, Table::new("pairwise"), &firsts, &problem.rank_within)
            .text("a", rows.iter().map(|row| Some(problem.name(row.0, &inside))))
            .text("b", rows.iter().map(|row| Some(problem.name(row.1, &inside))));
        bounds_columns(table, rows.iter().map(|row| Some(row.2)).collect())
    }

    /// `summary`: per kind of alternative the distribution over draws of the number of groups it is first in.
    pub fn summary(&self) -> Table {
        let problem = self.evaluation.problem;
        let inside = problem.keys_inside();
        let mut rows: Vec<(usize, usize, Bounds)> = Vec::new();
        for (kind, values) in self.kinds.iter().enumerate() {
            let of_kind = |at: &usize| inside.iter().map(|key| problem.alternatives[*at].values[*key]).eq(values.iter().copied());
            let Some(example) = (0..problem.alternatives.len()).find(of_kind) else { continue };
            let shares = self.first_in(kind);
            // A kind that competes nowhere has no row.
            if shares.len() > 1 {
                rows.extend(shares.into_iter().enumerate().map(|(count, bounds)| (example, count, bounds)));
            }
        }
        let members: Vec<usize> = rows.iter().map(|row| row.0).collect();
        let table = key_columns(problem, Table::new("summary"), &members, &inside)
            .integer("groups_first", rows.iter().map(|row| i64::try_from(row.1).ok()));
        bounds_columns(table, rows.iter().map(|row| Some(row.2)).collect())
    }

    /// The entropy of first place in a group, in bits: 0 where one alternative is always first.
    pub fn choice_entropy(&self, group: &GroupShares) -> Option<f64> {
        let firsts: Option<Vec<f64>> = (0..group.places.len()).map(|at| Some(self.rank(group, at, 1).share?.value)).collect();
        Some(entropy(firsts?))
    }

    /// `choice`: a row per group: the entropy of first place in bits, empty where sets leave it open.
    pub fn choice(&self) -> Table {
        let problem = self.evaluation.problem;
        let firsts: Vec<usize> = self.groups.iter().map(|group| self.member(group, 0)).collect();
        key_columns(problem, Table::new("choice"), &firsts, &problem.rank_within)
            .integer("eligible_count", self.groups.iter().map(|group| i64::try_from(group.places.len()).ok()))
            .number("choice_entropy", self.groups.iter().map(|group| self.choice_entropy(group)))
    }

    /// `sampling`: how weights were drawn, a row per sibling set.
    pub fn sampling_table(&self) -> Table {
        let tree = &self.evaluation.problem.tree;
        let rows = &self.sampling;
        let count = |n: u64| i64::try_from(n).ok();
        Table::new("sampling")
            .text("node", rows.iter().map(|row| row.parent.map(|parent| tree.branches[parent].id.clone())))
            .text("weights_model", rows.iter().map(|_| Some(self.request.model.to_string())))
            .text("sampler", rows.iter().map(|row| Some(row.way.name().to_owned())))
            .number("acceptance_rate", rows.iter().map(|row| if let Way::Rejection(rate) = row.way { Some(rate) } else { None }))
            .number("effective_draws", rows.iter().map(|row| row.effective))
            .number("scale_reduction", rows.iter().map(|row| row.mixing))
            .integer("draws", rows.iter().map(|_| count(self.draws)))
            .integer("seed", rows.iter().map(|_| count(self.request.seed)))
            .text("generator", rows.iter().map(|_| Some(rng::NAME.to_owned())))
            .text("intervals", rows.iter().map(|_| Some(if self.request.uniform_sets { "uniform" } else { "bounds" }.to_owned())))
    }
}

fn bounds_columns(table: Table, rows: Vec<Option<Bounds>>) -> Table {
    let of = |part: fn(&Bounds) -> Option<f64>| rows.iter().map(move |row| row.as_ref().and_then(part));
    table
        .number("share", of(|row| row.share.map(|share| share.value)))
        .number("std_error", of(|row| Some(row.std_error())))
        .number("share_low", of(|row| Some(row.low.value)))
        .number("share_high", of(|row| Some(row.high.value)))
}

impl Way {
    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            Way::Direct => "direct",
            Way::Rejection(_) => "rejection",
            Way::Walk(_) => "hit-and-run",
            Way::Point => "point",
        }
    }
}

impl Exact<'_> {
    /// What is free, in words.
    pub fn free_words(&self) -> String {
        match self.free {
            Free::Leaves(n) => format!("exact; {n} leaf weights free"),
            Free::TopNodes => "exact; three top weights free, those inside fixed at the case's".to_owned(),
        }
    }

    fn member(&self, group: usize, place: usize) -> usize {
        self.evaluation.problem.groups[group].members[place]
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
                rows.extend(
                    (0..m).map(|rank| (self.member(group.group, group.places[at]), rank + 1, areas.ranks[at * m + rank])),
                );
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
                            leaves.iter().find(|(at, _)| *at == leaf).map(|(_, share)| share * point[free])
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
        let single = |share: &f64| Some(Bounds::single(Estimated { value: *share, std_error: 0.0 }));
        bounds_columns(table, shares.iter().map(single).collect()).text("weights", shares.iter().map(|_| Some(words.clone())))
    }
}
