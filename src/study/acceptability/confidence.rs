//! Confidence factors: with an alternative's central weights held, the share of draws of the inputs
//! in which it is first.
//!
//! Two things make them unsure: that few inputs are drawn, and that the central weights are
//! estimated from draws too. The first is the error of a share. For the second the weights' draws
//! are parted, each of R parts is left out in turn, and the factors c_r at the weights of the
//! others give (R - 1) / R * sum (c_r - mean)^2, on the same inputs (the jackknife: Efron & Stein
//! 1981, doi:10.1214/aos/1176345462). Where too few parts were kept, each weight is moved by its
//! own standard error, and the moves of the factor are added up: more than it, rather than less.

use super::{Acceptability, GroupShares};
use crate::draw::counts::{Estimated, Totals};
use crate::draw::distribution::Class;
use crate::draw::rows::{self, ScoredRows};
use crate::error::Result;
use crate::kernel::{
    self, Credit, Layout, Options, Ranks, Scorer, Set, SetDistribution, WeightSampler,
};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Draws of the inputs for one confidence factor; fewer for methods that are prepared anew in every
/// draw.
const DRAWS: u64 = 100_000;
const DRAWS_SLOW: u64 = 10_000;
/// Of large groups fewer, so that no more scores than this are made for a factor.
const MOST_SCORES: u64 = 100_000_000;
const LEAST_DRAWS: u64 = 1_000;
/// A fifth of them tells how it moves with the weights.
const FOR_ERROR: u64 = 5;

/// The first places of one group at given weights.
struct Places<'a> {
    scorer: Box<dyn Scorer>,
    layout: Arc<Layout>,
    paths: &'a [Vec<usize>],
    seed: u64,
}

impl Places<'_> {
    /// In how many of the first draws of the inputs an alternative is first.
    fn first(&self, at: usize, weights: Vec<f64>, draws: u64) -> Credit {
        let set = Set {
            branches: (0..weights.len()).collect(),
            model: SetDistribution::Fixed(weights),
            constraints: Vec::new(),
        };
        let tree = WeightSampler::new(self.seed, vec![set], self.paths);
        let mut found = Credit::default();
        kernel::run(
            0..draws,
            &tree,
            &*self.scorer,
            || Ranks::new(&self.layout),
            |_, ranks: Ranks| {
                found += ranks.credit(at, 0);
                ControlFlow::Continue(())
            },
        );
        found
    }
}

impl Acceptability<'_> {
    /// The confidence factors of all groups whose shares are single figures.
    pub(super) fn confide(&mut self, rows: &ScoredRows, classes: &[Class]) -> Result<()> {
        let leaves = self.evaluation.weights.leaves();
        let paths: Vec<Vec<usize>> = (0..leaves).map(|leaf| vec![leaf]).collect();
        let slow = self.evaluation.groups.iter().any(|group| group.bounds.is_none());
        let mut found: Vec<(usize, usize, Estimated)> = Vec::new();
        for (g, group) in self.groups.iter().enumerate().filter(|(_, group)| group.ranked.is_some())
        {
            let Some(sampled) =
                rows.sampled_groups.iter().find(|sampled| sampled.group == group.group)
            else {
                continue;
            };
            let n = group.places.len();
            let alone = std::slice::from_ref(&(0..n)).to_vec();
            let layout = Layout::of(
                &alone,
                &vec![0; n],
                leaves,
                Options { pairwise: false, central: false },
                false,
            );
            let scorer = rows::of_group(
                self.evaluation.problem,
                self.evaluation,
                sampled,
                classes,
                self.request.seed,
            )?
            .0;
            let places =
                Places { scorer, layout: Arc::new(layout), paths: &paths, seed: self.request.seed };
            // Where no input is drawn one draw tells all; it is exact.
            let draws = match (group.has_draws, slow) {
                (false, _) => 1,
                (true, false) => {
                    self.draws.min(DRAWS).min((MOST_SCORES / n as u64).max(LEAST_DRAWS))
                }
                (true, true) => self.draws.min(DRAWS_SLOW),
            };
            for at in 0..n {
                let central: Option<Vec<Estimated>> =
                    (0..leaves).map(|leaf| self.central(group, at, leaf)).collect();
                let Some(central) = central else { continue };
                let weights: Vec<f64> = central.iter().map(|weight| weight.value).collect();
                let first = places.first(at, weights, draws);
                let value = first.sum / draws as f64;
                let std_error = match draws {
                    1 => 0.0,
                    _ => Totals::error(first, draws, draws as f64).hypot(self.moved(
                        group,
                        at,
                        &central,
                        &places,
                        draws.div_ceil(FOR_ERROR),
                    )),
                };
                found.push((g, at, Estimated { value, std_error }));
            }
        }
        for (g, at, confidence) in found {
            self.groups[g].confidence[at] = Some(confidence);
        }
        Ok(())
    }

    /// The standard error of a confidence factor that its central weights leave it.
    fn moved(
        &self,
        group: &GroupShares,
        at: usize,
        central: &[Estimated],
        places: &Places,
        draws: u64,
    ) -> f64 {
        let factor = |weights: Vec<f64>| places.first(at, weights, draws).sum / draws as f64;
        let Some(parts) = self.totals.parts() else {
            let weights: Vec<f64> = central.iter().map(|weight| weight.value).collect();
            let here = factor(weights.clone());
            let move_of = |leaf: usize| {
                let mut moved = weights.clone();
                moved[leaf] += central[leaf].std_error;
                let sum: f64 = moved.iter().sum();
                (factor(moved.iter().map(|weight| weight / sum).collect()) - here).abs()
            };
            return (0..weights.len())
                .filter(|leaf| central[*leaf].std_error > 0.0)
                .map(move_of)
                .sum::<f64>()
                .min(0.5);
        };
        let without: Option<Vec<f64>> =
            parts.iter().map(|part| self.central_without(group, at, part).map(factor)).collect();
        // First in one part alone: its central weights are anywhere, as far as the others tell.
        let Some(without) = without else { return 0.5 };
        let n = without.len() as f64;
        let mean = without.iter().sum::<f64>() / n;
        ((n - 1.0) / n * without.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>()).sqrt()
    }
}
